"""The reader that reads, on models whose logits are made by hand."""

from dataclasses import dataclass, field

import numpy as np
import pytest

from bot.reader.calibration import Calibration
from bot.reader.extractive import ExtractiveReader, answers
from bot.reader.model import Read
from corpus.types import Span
from tests.bot.newsroom import article, hit
from tests.fakes.model import WordModel

HARBOUR = article(
    "harbour",
    "The harbour opened in spring. Divers counted more than 3,800 crates there. Nobody was hurt.",
    headline="Harbour",
)
MARKET = article("market", "Traders came early. The market sold apples and pears.", headline="Market")


def calibration(*, threshold=0.5, marked=0.2, margin=0.5, retrieved=0.0, answers=0.0, cosine=0.0):
    return Calibration((margin, retrieved), (answers, cosine), 0.0, threshold, 0.8, 0.1, 0.2, marked)


@dataclass
class Spots:
    """Says that the answers stand where the test names them, with these logits; everything else is -9."""

    spots: dict
    null: float = 0.0
    answers: float = 0.0
    name: str = "spots"
    digest: str = "0" * 64
    asked: list = field(default_factory=list)

    def read(self, question, passages):
        self.asked.append([(p.headline, p.text) for p in passages])
        return [self.of(p.text) for p in passages]

    def of(self, text):
        offsets = tuple(Span(i, i + 1) for i in range(len(text)))
        start, end = np.full(len(text), -9.0, np.float32), np.full(len(text), -9.0, np.float32)
        for words, logit in self.spots.items():
            if words in text:
                start[text.index(words)] = end[text.index(words) + len(words) - 1] = logit
        return Read(start, end, offsets, (self.null, self.null), self.answers)


def read(question, model, *hits, weigh=None):
    return ExtractiveReader(model, weigh or calibration(), 0.1).read(question, hits)


def evidence(reading):
    return reading.hit.article.text[reading.start : reading.end]


def marked(reading):
    return reading.hit.article.text[reading.answer_start : reading.answer_end]


def test_the_sentence_of_the_best_span_is_the_evidence_and_the_span_is_marked():
    first, *_ = read("how many crates", Spots({"3,800": 4.0}), hit(HARBOUR))
    assert evidence(first) == "Divers counted more than 3,800 crates there."
    assert marked(first) == "more than 3,800"


def test_offsets_are_those_of_the_article_when_the_passage_begins_within_it():
    whole = hit(HARBOUR)
    begin = HARBOUR.text.index("Divers")
    passage = type(whole.passage)(
        "harbour", 1, begin, len(HARBOUR.text), HARBOUR.text[begin:], whole.passage.sentences[1:]
    )
    later = type(whole)(0, HARBOUR, passage, 0.5, 0.5, 0.5)
    (first, *_) = read("who was hurt", Spots({"Nobody": 4.0}), later)
    assert (evidence(first), marked(first)) == ("Nobody was hurt.", "Nobody")


def test_the_model_reads_each_hit_once_with_its_headline():
    model = Spots({"3,800": 4.0})
    read("how many crates", model, hit(HARBOUR), hit(MARKET, row=1))
    assert model.asked == [[("Harbour", HARBOUR.text), ("Market", MARKET.text)]]


def test_a_span_never_crosses_a_sentence():
    text = HARBOUR.text
    spots = Spots({"spring. Divers": 4.0, "Nobody": 1.0})
    found = answers(text, hit(HARBOUR).passage.sentences, spots.of(text))
    for one in found:
        assert one.sentence.start <= one.span.start < one.span.end <= one.sentence.end


def test_tokens_of_the_headline_are_no_answers():
    text = MARKET.text
    one = Spots({"apples": 2.0}).of(text)
    shifted = Read(
        np.append(np.float32(9.0), one.start), np.append(np.float32(9.0), one.end),
        (Span(-8, -2), *one.offsets), one.null, 0.0,
    )  # fmt: skip
    best, *_ = answers(text, hit(MARKET).passage.sentences, shifted)
    assert text[slice(*best.span)] == "apples"


def test_chances_are_shares_among_all_spans_and_no_answer():
    text = "One two."
    quiet = Read(
        np.array([0.0, 0.0], np.float32), np.array([0.0, 0.0], np.float32),
        (Span(0, 3), Span(4, 7)), (0.0, 0.0), 0.0,
    )  # fmt: skip
    found = answers(text, (Span(0, 8),), quiet)
    assert found[0].chance == pytest.approx(1 / 9)
    assert found[0].margin == 0.0


def test_several_sentences_of_a_passage_are_read_and_the_better_span_comes_first():
    readings = read("what", Spots({"spring": 1.0, "3,800": 3.0}), hit(HARBOUR))
    assert [evidence(r).split()[0] for r in readings][:2] == ["Divers", "The"]
    assert readings[0].score > readings[1].score


def test_further_spans_of_a_sentence_are_kept_where_they_are_nearly_as_good():
    (first, *_) = read("what was sold", Spots({"apples": 3.0, "pears": 2.8, "market": -1.0}), hit(MARKET))
    assert marked(first) == "apples"
    assert [MARKET.text[slice(*span)] for span in first.more] == ["pears"]


def test_a_span_with_little_chance_leaves_the_sentence_alone():
    sure, unsure = (
        read("what was sold", Spots({"apples": 3.0}, null=null), hit(MARKET))[0] for null in (0.0, 5.0)
    )
    assert marked(sure) == "apples"
    assert (unsure.answer_start, unsure.answer_end, unsure.more) == (None, None, ())
    assert evidence(unsure) == evidence(sure)


def test_a_question_to_be_answered_by_yes_or_no_is_answered_by_a_sentence():
    (first, *_) = read("did the market sell apples", Spots({"apples": 5.0}), hit(MARKET))
    assert first.answer_start is None
    assert evidence(first) == "The market sold apples and pears."


def test_what_the_retriever_says_counts_as_the_calibration_says():
    spots = Spots({"apples": 1.0, "3,800": 1.0})
    hits = (hit(HARBOUR, score=0.2), hit(MARKET, row=1, score=0.6))
    first, *_ = read("what", spots, *hits, weigh=calibration(retrieved=5.0))
    assert first.hit.article.id == "market"


def test_the_best_reading_has_the_score_of_the_question_and_the_others_less():
    spots = Spots({"apples": 1.0, "3,800": 3.0}, answers=2.0)
    hits = (hit(HARBOUR, score=0.2), hit(MARKET, row=1, score=0.6))
    first, second = read("what", spots, *hits, weigh=calibration(answers=1.0, cosine=2.0))[:2]
    assert log_odds(first.score) == pytest.approx(2.0 + 2 * (0.6 - 0.1))
    assert log_odds(first.score) - log_odds(second.score) == pytest.approx(0.5 * (6.0 - 2.0))


def log_odds(score):
    return np.log(score / (1 - score))


def test_no_hits_give_no_readings():
    assert read("what", Spots({}), *()) == []


def test_a_passage_without_tokens_is_passed_over():
    silent = Read(np.empty(0, np.float32), np.empty(0, np.float32), (), (0.0, 0.0), 0.0)
    assert answers("Words.", (Span(0, 6),), silent) == []


def test_another_threshold_keeps_the_bounds_in_order():
    reader = ExtractiveReader(WordModel(), calibration(), 0.1)
    assert (reader.subject, reader.threshold, reader.sure) == (0.1, 0.5, 0.8)
    low, high = reader.refusing_below(0.05), reader.refusing_below(0.9)
    assert (low.subject, low.threshold, low.sure) == (0.05, 0.05, 0.8)
    assert (high.subject, high.threshold, high.sure) == (0.1, 0.9, 0.9)
