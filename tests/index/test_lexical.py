"""BM25 against the formula, computed word by word."""

import json
from math import log

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import terms
from index.errors import GenerationCorrupt, GenerationStale
from index.lexical import K1, B, Bm25Index

TEXTS = [
    "Russia sent troops to Kazakhstan",
    "Troops from Armenia came later; troops from Belarus too",
    "The price of fuel had doubled",
    "",
    "of the and",
    "Fuel, troops and 3,800 arrests",
]
VOCABULARY = ["troops", "fuel", "price", "arrests", "russia", "the", "of"]


def bm25_by_hand(texts, query):
    """Lucene's BM25, as in Kamphuis et al. 2020, without its constant factor."""
    documents = [terms(text) for text in texts]
    mean = sum(map(len, documents)) / len(documents)
    scores = []
    for document in documents:
        score = 0.0
        for term in set(terms(query)):
            holding = sum(term in other for other in documents)
            if count := document.count(term):
                idf = log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
                score += idf * count / (count + K1 * (1 - B + B * len(document) / mean))
        scores.append(score)
    return np.array(scores)


@pytest.fixture
def reread(tmp_path):
    Bm25Index.build(TEXTS).save(tmp_path / "lexical")
    return Bm25Index.load(tmp_path / "lexical")


@pytest.mark.parametrize("query", ["troops", "who sent troops?", "fuel price fuel", "arrests of 3,800"])
def test_scores_follow_the_formula(reread, query):
    expected = bm25_by_hand(TEXTS, query)
    rows, scores = reread.search(query, 10)
    assert list(rows) == [row for row in np.argsort(-expected, kind="stable") if expected[row] > 0]
    assert scores == pytest.approx(expected[rows], rel=1e-5)
    everything = np.arange(len(TEXTS))[::-1]
    assert reread.scores(query, everything) == pytest.approx(expected[::-1], rel=1e-5)


@given(
    st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=6).map(" ".join), min_size=1, max_size=12),
    st.lists(st.sampled_from([*VOCABULARY, "unheard"]), max_size=4).map(" ".join),
    st.integers(1, 6),
)
def test_any_small_corpus_is_ranked_by_the_formula(texts, query, k):
    expected = bm25_by_hand(texts, query)
    rows, scores = Bm25Index.build(texts).search(query, k)
    assert len(rows) == min(k, np.count_nonzero(expected))
    assert scores == pytest.approx(np.sort(expected)[::-1][: len(rows)], rel=1e-4)
    assert scores == pytest.approx(expected[rows], rel=1e-4)


def test_equal_scores_stand_in_the_order_of_their_rows():
    """Also where only some of the equals are among the k best."""
    made = Bm25Index.build(["other words", *["troops arrived"] * 6])
    assert list(made.search("troops", 3)[0]) == [1, 2, 3]


@pytest.mark.parametrize("query", ["", "the of and", "what was that?", "unheard", "?"])
def test_a_question_without_known_words_finds_nothing(reread, query):
    rows, scores = reread.search(query, 10)
    assert (len(rows), len(scores)) == (0, 0)
    assert list(reread.scores(query, np.array([0, 1]))) == [0, 0]


def test_rows_that_are_not_allowed_stay_out(reread):
    allowed = np.array([False, True, True, True, True, False])
    assert list(reread.search("troops and fuel", 10, allowed)[0]) == [2, 1]


@pytest.mark.parametrize("texts", [[], [""], ["the", "of"]])
def test_a_corpus_without_words_can_be_saved_and_searched(texts, tmp_path):
    Bm25Index.build(texts).save(tmp_path / "lexical")
    made = Bm25Index.load(tmp_path / "lexical")
    assert made.size == len(texts)
    assert len(made.search("troops", 5)[0]) == 0
    assert list(made.scores("troops", np.arange(len(texts)))) == [0] * len(texts)


def test_two_builds_write_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        Bm25Index.build(TEXTS).save(tmp_path / name)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files
    for name in files:
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_words_cut_by_other_rules_are_stale(tmp_path):
    Bm25Index.build(TEXTS).save(tmp_path)
    (tmp_path / "analysis.json").write_text(json.dumps({"analysis": 0}))
    with pytest.raises(GenerationStale, match="dateline build"):
        Bm25Index.load(tmp_path)


def test_a_pickled_array_is_refused(tmp_path):
    Bm25Index.build(TEXTS).save(tmp_path)
    np.save(tmp_path / "data.csc.index.npy", np.array([object()]), allow_pickle=True)
    with pytest.raises(GenerationCorrupt):
        Bm25Index.load(tmp_path)
