"""How long or high something is, by the word behind the amount."""

import pytest

from bot.asking.understand import understand
from bot.dimensions import MOST, dimensions
from tests.bot.newsroom import article, hit


def told(asked, *texts):
    hits = [hit(article(str(number), text)) for number, text in enumerate(texts)]
    found = dimensions(understand(asked, [], None), hits, 0.9)
    return [one.hit.article.text[one.answer_start : one.answer_end] for one in found]


@pytest.mark.parametrize(
    ("asked", "text", "expected"),
    [
        ("how long is the Oslo Star?", "The Oslo Star, 400 metres long, sank.", "400 metres"),
        ("how wide is the oslo star", "The Oslo Star, 400 metres long, 59 metres wide, sank.", "59 metres"),
        ("How high was the tower", "The tower was nearly 90 metres high.", "nearly 90 metres"),
        ("how tall is the building", "The building, which is 90 metres tall, stands.", "90 metres"),
        ("how deep is the lake?", "Rain fell. The lake is 42 metres deep.", "42 metres"),
    ],
)  # fmt: skip
def test_the_amount_before_the_word_of_the_question_is_the_measure(asked, text, expected):
    assert told(asked, text) == [expected]


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("how long is the road closed", "The road is 40 kilometres long."),
        ("how long was the Oslo Star stuck?", "The Oslo Star, 400 metres long, was stuck."),
        ("how wide is the Oslo Star", "The Oslo Star blocked the canal, which is 200 metres wide."),
        ("how old is the ship?", "The ship's captain, 45 years old, left."),
        ("how long is the strike?", "The strike closed a road 40 kilometres long."),
        ("how old is Lund?", "Lund met the mother, who is 34 years old."),
        ("how long did the Oslo Star stay", "The Oslo Star, 400 metres long, sank."),
        ("how high is mount everest", "The tower is 96 metres high."),
        ("how long is the Oslo Star", "The Oslo Star sank after 40 days. Long queues formed."),
        ("how many ships are there", "The Oslo Star, 400 metres long, sank."),
    ],
)
def test_another_thing_or_another_question_has_no_measure(asked, text):
    assert told(asked, text) == []


def test_a_sentence_that_two_passages_share_comes_once_and_few_are_given():
    texts = [f"The Oslo Star, {400 + n} metres long, sank." for n in range(9)]
    assert len(told("how long is the Oslo Star", *texts)) == MOST
    one = hit(article("a", texts[0]))
    assert len(dimensions(understand("how long is the Oslo Star", [], None), [one, one], 0.9)) == 1
