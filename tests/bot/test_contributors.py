"""Those whose troops take part, told in passing."""

import pytest

from bot.asking.understand import understand
from bot.contributors import contributors
from tests.bot.newsroom import article, hit

BELARUS = "President Ann Lee of Belarus, whose troops will be part of the force, spoke."


def told(asked, *texts):
    hits = [hit(article(str(number), text)) for number, text in enumerate(texts)]
    found = contributors(understand(asked, [], None), hits, 0.9)
    return [one.hit.article.text[one.answer_start : one.answer_end] for one in found]


@pytest.mark.parametrize("asked", ["who sent troops?", "which countries sent troops", "who has sent troops"])
def test_the_owner_of_what_takes_part_is_among_those_who_sent_it(asked):
    assert told(asked, "Rain fell.", BELARUS, BELARUS) == ["Belarus", "Belarus"]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("who sent planes?", BELARUS),
        ("which countries saw troops?", BELARUS),
        ("how many troops did Belarus send?", BELARUS),
        ("who sent troops?", "Belarus, whose troops never came, was silent."),
    ],
)
def test_other_things_other_deeds_and_other_questions_have_none(asked, text):
    assert told(asked, text) == []


def test_one_place_in_two_passages_is_one():
    one = hit(article("a", BELARUS))
    found = contributors(understand("who sent troops?", [], None), [one, one], 0.9)
    assert [(r.score, r.start) for r in found] == [(0.9, 0)]
