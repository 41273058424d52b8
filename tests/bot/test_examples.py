"""A newcomer is only shown questions that the articles answer."""

from bot.answer import Answerer
from bot.examples import examples
from tests.bot.newsroom import FakeGeneration, FakeReader, FakeRetriever, FakeServed, article

ARTICLES = [
    article("old", "Rain fell.", headline="Rain", published="2022-01-01"),
    article("new", "Snow fell.", headline="Snow.", published="2022-01-09"),
    article("undated", "Hail fell.", headline="Hail"),
    article("bare", "Sleet fell."),
]


class AnsweringReader(FakeReader):
    """Answers the questions that hold one of these words, weakly the ones with `weak`."""

    def __init__(self, *words):
        super().__init__()
        self.words = words

    def read(self, question, hits):
        self.scores = {}
        if any(word in question for word in self.words):
            self.scores = {h.passage.text: 0.5 if "weak" in question else 0.9 for h in hits}
        return super().read(question, hits)


def answering(*words):
    return Answerer(
        FakeServed(FakeGeneration.of(*ARTICLES)), FakeRetriever, lambda _: AnsweringReader(*words)
    )


def test_only_well_answered_questions_are_kept_each_once_and_in_order():
    wanted = ["rain one?", "who?", "rain weak?", "rain two?", "rain one?", "🔥", "rain three?"]
    assert examples(answering("rain"), wanted) == ["rain one?", "rain two?", "rain three?"]


def test_no_more_than_asked_for_are_given():
    wanted = [f"rain {i}?" for i in range(9)]
    assert examples(answering("rain"), wanted, most=4) == wanted[:4]


def test_too_few_are_filled_from_the_newest_headlines_that_are_answered():
    assert examples(answering("rain", "Snow", "Hail"), ["rain?"]) == [
        "rain?",
        "What is known about “Snow”?",
        "What is known about “Hail”?",
    ]


def test_where_nothing_is_answered_nothing_is_shown():
    assert examples(answering(), ["rain?"]) == []
