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


def test_what_a_reader_marked_in_the_sentence_stays():
    text = "Russia sent troops, and so did Belarus, whose troops will join."
    of = article("a", text)
    (one,) = with_contributors(
        understand("who sent troops?", [], None),
        [hit(of), hit(of)],
        [reading(of, text, 0.9, answer="Russia")],
    )
    assert text[one.answer_start : one.answer_end] == "Russia"
    assert [text[a:b] for a, b in one.more] == ["Belarus"]


def test_without_any_reading_there_is_none():
    asked = understand("who sent troops?", [], None)
    assert with_contributors(asked, [hit(article("a", BELARUS))], []) == []
