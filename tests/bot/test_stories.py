"""Which questions fit several events, with readings made by hand."""

from dataclasses import replace
from datetime import date

import pytest

from bot.asking.types import Question
from bot.stories import stories
from tests.bot.newsroom import article, reading

QUAKE = article(
    "quake",
    "SARNIA CITY — An earthquake killed 31 people in Sarnia on Monday, the government of Sarnia said.",
    headline="Earthquake shakes Sarnia",
    outlet="Coast Paper",
    published="2022-01-11",
)
RESCUE = article(
    "rescue",
    "The toll of the earthquake in Sarnia rose on Thursday. "
    "At least 44 people were killed, the mayor of Dorn said.",
    headline="Toll rises after quake",
    outlet="Coast Paper",
    published="2022-01-14",
)
FERRY = article(
    "ferry",
    "A ferry went down off Port Lune on Sunday. Twelve people died, the coastguard of Lune said.",
    headline="Ferry sinks off Port Lune",
    outlet="Coast Paper",
    published="2023-06-20T10:00:00Z",
)
SHOOTING = article(
    "clash",
    "Nobody was killed in Marb, and nobody was hurt.",
    headline="Calm in Marb",
    published="2023-09-01",
)
DEAD = "how many people were killed?"
ON_QUAKE = reading(QUAKE, QUAKE.text, 0.9, answer="31")
ON_RESCUE = reading(RESCUE, "At least 44 people were killed, the mayor of Dorn said.", 0.85, answer="44")
ON_FERRY = reading(FERRY, "Twelve people died, the coastguard of Lune said.", 0.8, answer="Twelve")


def asked(question, *readings, **fields):
    return stories(Question(question, **fields), readings)


def test_a_question_that_fits_two_events_is_offered_both_the_best_first_each_with_a_question_of_its_own():
    first, second = asked(DEAD, ON_QUAKE, ON_RESCUE, ON_FERRY)
    assert (first.headline, first.published, first.article_id) == (QUAKE.headline, "2022-01-11", "quake")
    assert first.question == "how many people were killed? (Sarnia, January 2022)"
    assert (second.article_id, second.question) == (
        "ferry",
        "how many people were killed? (Port Lune, June 2023)",
    )


def test_the_question_of_an_offered_story_fits_that_one_alone():
    for one in asked(DEAD, ON_QUAKE, ON_FERRY):
        assert asked(one.question, ON_QUAKE, ON_FERRY) == []


def test_follow_up_reports_of_one_event_are_one_story():
    assert asked(DEAD, ON_QUAKE, ON_RESCUE) == []


def test_reprints_are_one_story_whatever_they_say():
    assert (
        asked(
            DEAD,
            ON_QUAKE,
            replace(ON_FERRY, hit=replace(ON_FERRY.hit, article=replace(FERRY, origin="quake"))),
        )
        == []
    )


@pytest.mark.parametrize(
    "question",
    [
        "how many people were killed in Sarnia?",
        "how many people were killed by the earthquake",
        "how many people were killed in January?",
        "how many people were killed in 2022",
        "how many died on the ferry",
    ],
)
def test_words_of_the_question_that_bear_on_one_event_leave_that_one_alone(question):
    assert asked(question, ON_QUAKE, ON_FERRY) == []


def test_an_event_without_a_marked_answer_is_not_offered_beside_one_that_has_it():
    assert asked(DEAD, ON_QUAKE, replace(ON_FERRY, answer_start=None, answer_end=None)) == []


def test_questions_for_lists_overviews_and_days_fit_one_story():
    assert len(asked(DEAD, ON_QUAKE, ON_FERRY)) == 2
    assert asked(DEAD, ON_QUAKE, ON_FERRY, several=True) == []
    assert asked(DEAD, ON_QUAKE, ON_FERRY, overview=True) == []
    assert asked(DEAD, ON_QUAKE, ON_FERRY, first=date(2022, 1, 1)) == []


def test_no_more_stories_than_asked_for():
    far = replace(
        FERRY, id="far", origin="far", text=FERRY.text.replace("Lune", "Osk"), published="2019-02-01"
    )
    on_far = reading(
        replace(far, headline="Ferry sinks off Port Osk"),
        "Twelve people died, the coastguard of Osk said.",
        0.7,
        answer="Twelve",
    )
    question = Question(DEAD)
    assert len(stories(question, [ON_QUAKE, ON_FERRY, on_far])) == 3
    assert len(stories(question, [ON_QUAKE, ON_FERRY, on_far], most=2)) == 2
    assert stories(question, []) == []


def test_a_story_that_nothing_tells_from_the_others_is_not_offered_an_undated_one_by_its_name():
    bare = article("bare", "\u202e(((. Seven people were killed. \u0000", published="soon")
    on_bare = reading(bare, "Seven people were killed.", 0.7, answer="Seven")
    assert asked(DEAD, ON_FERRY, on_bare) == []
    named = replace(on_bare, hit=replace(on_bare.hit, article=replace(bare, headline="Blast in Tarn")))
    assert [(one.headline, one.question) for one in asked(DEAD, ON_FERRY, named)] == [
        (FERRY.headline, "how many people were killed? (Port Lune, June 2023)"),
        ("Blast in Tarn", "how many people were killed? (Tarn)"),
    ]
    assert asked("?", on_bare) == []


def test_may_and_march_are_months_only_where_they_can_be_nothing_else():
    in_may = replace(FERRY, published="2023-05-20")
    on_ferry = reading(in_may, "Twelve people died, the coastguard of Lune said.", 0.8, answer="Twelve")
    assert len(asked("how many people may have been killed?", ON_QUAKE, on_ferry)) == 2
    assert asked("how many people were killed in may?", on_ferry, ON_QUAKE) == []
