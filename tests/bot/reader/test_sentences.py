"""The sentence reader, on an embedder that hashes words."""

import pytest

from bot.reader.sentences import SentenceReader
from tests.bot.newsroom import article, hit
from tests.fakes.embedder import HashingEmbedder

HARBOUR = article(
    "harbour",
    "The harbour opened in spring. Divers counted 40 crates there. Nobody was hurt.",
    headline="Harbour",
)
MARKET = article("market", "Traders came early. The market sold apples and pears.", headline="Market")


def read(question, *hits, **settings):
    return SentenceReader(HashingEmbedder(256), 0.1, **settings).read(question, hits)


def said(reading):
    return reading.hit.article.text[reading.start : reading.end]


def test_the_sentence_that_shares_meaning_words_and_kind_comes_first():
    readings = read("how many crates did divers count", hit(HARBOUR), hit(MARKET, row=1))
    assert said(readings[0]) == "Divers counted 40 crates there."
    assert readings[0].answer_start is None
    assert [r.score for r in readings] == sorted((r.score for r in readings), reverse=True)


def test_a_sentence_that_stands_in_two_passages_is_read_once_with_its_best_hit():
    readings = read("market apples", hit(MARKET, row=3, score=0.9), hit(MARKET, row=4, score=0.1))
    assert len(readings) == 2
    assert {r.hit.row for r in readings} == {3}


def test_only_the_shortlist_is_embedded():
    embedder = HashingEmbedder(64)
    readings = SentenceReader(embedder, 0.1, embedded=2).read("crates", [hit(HARBOUR), hit(MARKET, row=1)])
    assert len(readings) == 2
    assert [len(call) for call in embedder.calls] == [3]


def test_no_hits_give_no_readings_and_nothing_is_embedded():
    embedder = HashingEmbedder(64)
    assert SentenceReader(embedder, 0.1).read("crates", []) == []
    assert embedder.calls == []


def test_the_score_of_a_question_is_meaning_above_what_unrelated_questions_reach():
    (low, *_), (high, *_) = (
        SentenceReader(HashingEmbedder(64), floor).read("crates", [hit(HARBOUR, score=0.5)])
        for floor in (0.1, 0.3)
    )
    assert low.score - high.score == pytest.approx(0.4)
    vectors = HashingEmbedder(64).encode(["crates", "Harbour. Divers counted 40 crates there."])
    assert low.score == pytest.approx(0.5 + float(vectors[0] @ vectors[1]) - 0.2)


@pytest.mark.parametrize(("threshold", "subject", "sure"), [(0.1, 0.1, 1.15), (2.0, 0.8, 2.0)])
def test_another_threshold_keeps_the_bounds_in_order(threshold, subject, sure):
    reader = SentenceReader(HashingEmbedder(8), 0.1, threshold=1.0, sure=1.15, subject=0.8)
    moved = reader.refusing_below(threshold)
    assert (moved.subject, moved.threshold, moved.sure) == (subject, threshold, sure)


def test_a_question_in_an_article_is_no_answer_unless_somebody_is_quoted_asking():
    text = "What burned the market? A lamp burned it. “Who sold it? Nobody knows that."
    readings = read("what burned the market", hit(article("fire", text)))
    assert {said(r) for r in readings} == {"A lamp burned it.", "“Who sold it?", "Nobody knows that."}
