"""Those whose troops take part, told in passing."""

import pytest

from bot.asking.understand import understand
from bot.contributors import with_contributors
from tests.bot.newsroom import article, hit, reading

SENT = "Norway sent troops."
BELARUS = "President Ann Lee of Belarus, whose troops will be part of the force, spoke."
BOTH = "Belarus, whose troops will join, and Armenia, whose troops joined, met."


def answers(asked, *texts):
    """The marked answers of the readings, the first of which is on SENT, by sentence."""
    articles = [article(str(number), text) for number, text in enumerate((SENT, *texts))]
    given = [reading(articles[0], SENT, 0.9, answer="Norway")]
    found = with_contributors(understand(asked, [], None), [hit(one) for one in articles], given)
    assert all(one.score == 0.9 for one in found)
    return [
        [one.hit.article.text[a:b] for a, b in ((one.answer_start, one.answer_end), *one.more)]
        for one in found
    ]


@pytest.mark.parametrize("asked", ["who sent troops?", "which countries sent troops", "who has sent troops"])
def test_the_owners_of_what_takes_part_are_among_those_who_sent_it(asked):
    assert answers(asked, "Rain fell.", BELARUS, BOTH) == [["Norway"], ["Belarus"], ["Belarus", "Armenia"]]


@pytest.mark.parametrize(
    ("text", "from_where"),
    [
        (
            "Contingents are to follow from Belarus, Armenia and Tajikistan.",
            ["Belarus", "Armenia", "Tajikistan"],
        ),
        ("Soldiers are being sent from Belarus.", ["Belarus"]),
        ("More soldiers from Belarus came on Friday.", ["Belarus"]),
        ("Troops fled from Belarus.", []),
        ("Reporters arrived from Belarus.", []),
        ("Troops from Osterby joined.", []),
    ],
)
def test_those_from_whom_it_comes_sent_it(text, from_where):
    others = [from_where] if from_where else []
    assert answers("who sent troops?", text) == [["Norway"], *others]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("who sent planes?", BELARUS),
        ("which countries saw troops?", BELARUS),
        ("how many troops did Belarus send?", BELARUS),
        ("who sent troops to Belarus?", BELARUS),
        ("who lost ships?", "Greece, whose ships will join, protested."),
        ("who sent troops?", "Belarus, whose troops will not take part, was silent."),
        ("who sent troops?", "Belarus, whose troops were overwhelmed, was silent."),
    ],
)
def test_other_things_other_deeds_and_other_questions_have_none(asked, text):
    assert answers(asked, text) == [["Norway"]]


@pytest.mark.parametrize(
    ("marked", "kept"), [("Russia", ["Russia", "Belarus"]), ("its neighbours", ["Belarus"])]
)
def test_whom_a_reader_marked_in_the_sentence_stays(marked, kept):
    text = "Russia sent troops, its neighbours spoke, and Belarus, whose troops will join, agreed."
    of = article("a", text)
    found = with_contributors(
        understand("who sent troops?", [], None), [hit(of), hit(of)], [reading(of, text, 0.9, answer=marked)]
    )
    assert [text[one.answer_start : one.answer_end] for one in found] == kept


def test_who_decided_to_send_something_did_not_send_it():
    assert answers("who announced the decision to send troops?", BELARUS) == [["Norway"]]


def test_without_any_reading_there_is_none():
    asked = understand("who sent troops?", [], None)
    assert with_contributors(asked, [hit(article("a", BELARUS))], []) == []
