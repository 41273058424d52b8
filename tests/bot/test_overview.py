"""Overviews of small articles made by hand."""

from dataclasses import replace
from datetime import date

import pytest

from bot.asking.types import Question
from bot.overview import overview
from tests.bot.newsroom import article, hit

OLD = article(
    "old",
    "Floods cut off the town of Vardel on Monday after two days of rain. It was dark. "
    "“Vardel is lost”, he said.",
    headline="Floods in Vardel",
    published="2022-05-02",
)
NEW = article(
    "new",
    "What happens in Vardel now? "
    "The water in Vardel fell by 40 centimetres on Friday, and shops opened again.",
    headline="Water falls in Vardel",
    published="2022-05-06T09:00:00Z",
)
UNDATED = article(
    "undated",
    "Engineers from Vardel have begun to rebuild the bridge over the river Sarn.",
    headline="A bridge",
)
ELSEWHERE = article(
    "elsewhere",
    "A museum in Lisbon opened a show of 300 old clocks.",
    headline="Clocks",
    published="2022-05-07",
)
HITS = [hit(one, row) for row, one in enumerate((OLD, UNDATED, ELSEWHERE, NEW))]


def told(asked, hits=HITS, most=5, **fields):
    readings = overview(Question(asked, overview=True, **fields), hits, most)
    return [one.hit.article.text[one.start : one.end] for one in readings]


def test_a_name_is_no_common_word():
    given = article("given", "The council has given its first account of the flood in the town of Sarn.")
    ship = article("ship", "The ship Ever Given left the harbour of Sarn on Monday after two days.")
    assert told("what happened to the Ever Given?", [hit(given), hit(ship)]) == [ship.text]


def test_each_article_on_the_subject_gives_its_most_telling_sentence_newest_first_and_undated_last():
    assert told("what happened in Vardel?") == [
        "The water in Vardel fell by 40 centimetres on Friday, and shops opened again.",
        "Floods cut off the town of Vardel on Monday after two days of rain.",
        "Engineers from Vardel have begun to rebuild the bridge over the river Sarn.",
    ]


def test_nothing_is_marked_and_scores_lie_between_0_and_1():
    readings = overview(Question("latest on vardel", overview=True), HITS)
    assert len(readings) == 3
    assert {one.answer_start for one in readings} == {None}
    assert all(0 < one.score <= 1 for one in readings)


@pytest.mark.parametrize(
    "asked",
    [
        "latest on the floods of 1999",
        "what happened in Berlin?",
        "news about the floods in portugal",
        "what is going on with the space elevator",
        "what's the latest?",
        "???",
    ],
)
def test_a_subject_that_no_passage_is_about_gives_nothing(asked):
    assert told(asked) == []


def test_no_more_than_asked_for_and_the_best_of_them():
    assert told("what happened in Vardel?", most=1) == [
        "The water in Vardel fell by 40 centimetres on Friday, and shops opened again."
    ]
    assert told("what happened in Vardel?", most=0) == []


def test_near_duplicates_give_one_sentence_whether_the_store_knows_them_or_not():
    known = replace(OLD, id="known", origin="old", published="2022-05-03")
    unknown = replace(OLD, id="unknown", origin="unknown", text=OLD.text.replace("two days", "two full days"))
    assert len(told("what happened in Vardel?", [*HITS, hit(known, 7), hit(unknown, 8)])) == 3


def test_the_days_of_a_question_leave_out_articles_of_other_days_but_not_undated_ones():
    assert told("news from Vardel this week", first=date(2022, 5, 5), last=date(2022, 5, 7)) == [
        "The water in Vardel fell by 40 centimetres on Friday, and shops opened again.",
        "Engineers from Vardel have begun to rebuild the bridge over the river Sarn.",
    ]


def test_captions_questions_and_quotes_are_not_shown_where_something_better_stands():
    text = (
        "(Photo: Vardel under water. Anna Holt/AFP) “Vardel will rise”, said the mayor of Vardel. "
        "Is Vardel safe? The mayor of Vardel has asked for 200 soldiers to fill sandbags."
    )
    assert told("what happened in vardel", [hit(article("photo", text))]) == [
        "The mayor of Vardel has asked for 200 soldiers to fill sandbags."
    ]


def test_hostile_text_is_borne():
    odd = article("odd", "Vardel \u202e\u0000 ((((. 1 2 3. .")
    assert len(told("what happened in Vardel? " + "vardel " * 60, [hit(odd)])) <= 1
