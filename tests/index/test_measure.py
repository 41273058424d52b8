from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.measure import average_precision, hit_at, mrr_at, ndcg_at, recall_at, reciprocal_rank

RANKING = ["a", "b", "c", "d"]


def test_hit_and_recall():
    assert (hit_at(2, RANKING, {"c"}), hit_at(3, RANKING, {"c"}), hit_at(4, RANKING, {"x"})) == (0, 1, 0)
    assert recall_at(3, RANKING, {"a", "c", "d", "x"}) == 0.5
    assert recall_at(3, RANKING, set()) == 0


def test_reciprocal_rank():
    assert mrr_at(4, RANKING, {"c", "d"}) == 1 / 3
    assert mrr_at(2, RANKING, {"c"}) == 0
    assert reciprocal_rank(RANKING, {"c", "d"}) == 1 / 3
    assert reciprocal_rank(RANKING, {"x"}) == 0


def test_average_precision_counts_what_is_missing_from_the_ranking_as_nothing():
    assert average_precision(RANKING, {"a", "c"}) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision(RANKING, {"c", "x"}) == pytest.approx(1 / 3 / 2)
    assert average_precision(RANKING, set()) == 0


@given(st.permutations(range(8)), st.sets(st.integers(0, 7), min_size=1))
def test_average_precision_is_one_exactly_when_all_that_is_relevant_stands_first(ranking, relevant):
    perfect = set(ranking[: len(relevant)]) == relevant
    assert (average_precision(ranking, relevant) == pytest.approx(1)) == perfect


@given(st.permutations(range(8)), st.integers(0, 7))
def test_with_one_relevant_item_average_precision_is_the_reciprocal_rank(ranking, relevant):
    expected = 1 / (1 + ranking.index(relevant))
    assert average_precision(ranking, {relevant}) == reciprocal_rank(ranking, {relevant}) == expected


def test_discounted_gain():
    expected = (1 + 1 / log2(4)) / (1 + 1 / log2(3) + 1 / log2(4))
    assert ndcg_at(4, RANKING, {"a", "c", "x"}) == pytest.approx(expected)
    assert ndcg_at(4, RANKING, set()) == 0


@given(st.lists(st.integers(0, 20), unique=True), st.sets(st.integers(0, 20), min_size=1), st.integers(1, 25))
def test_measures_lie_between_nothing_and_all(ranking, relevant, k):
    for measure in (hit_at, recall_at, mrr_at, ndcg_at):
        assert 0 <= measure(k, ranking, relevant) <= 1 + 1e-12
        best = sorted(ranking, key=lambda item: item not in relevant)
        assert measure(k, best, relevant) >= measure(k, ranking, relevant) - 1e-12
