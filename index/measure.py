"""Measures of a ranking. Pure: a ranking is a sequence of ids, best first, and what is relevant a set.

Definitions as in ir_measures (MacAvaney et al. 2022): relevance is binary, ids do not repeat.
"""

from collections.abc import Hashable, Sequence
from collections.abc import Set as AbstractSet
from math import log2


def hit_at(k: int, ranking: Sequence[Hashable], relevant: AbstractSet[Hashable]) -> float:
    """1.0 when any of the first k is relevant, else 0.0."""
    return float(any(item in relevant for item in ranking[:k]))


def recall_at(k: int, ranking: Sequence[Hashable], relevant: AbstractSet[Hashable]) -> float:
    """Share of what is relevant that stands among the first k; 0.0 when nothing is relevant."""
    return sum(item in relevant for item in ranking[:k]) / len(relevant) if relevant else 0.0


def mrr_at(k: int, ranking: Sequence[Hashable], relevant: AbstractSet[Hashable]) -> float:
    """One over the place of the first relevant one among the first k, 0.0 when there is none."""
    return next((1 / place for place, item in enumerate(ranking[:k], 1) if item in relevant), 0.0)


def reciprocal_rank(ranking: Sequence[Hashable], relevant: AbstractSet[Hashable]) -> float:
    """One over the place of the first relevant one, 0.0 when there is none; its mean is MRR."""
    return mrr_at(len(ranking), ranking, relevant)


def average_precision(ranking: Sequence[Hashable], relevant: AbstractSet[Hashable]) -> float:
    """Mean precision at the places of what is relevant, 0 for what is missing; its mean is MAP.

    0.0 when nothing is relevant.
    """
    places = [place for place, item in enumerate(ranking, 1) if item in relevant]
    precisions = sum(found / place for found, place in enumerate(places, 1))
    return precisions / len(relevant) if relevant else 0.0


def ndcg_at(k: int, ranking: Sequence[Hashable], relevant: AbstractSet[Hashable]) -> float:
    """Discounted gain of the first k over the best possible one (Järvelin and Kekäläinen 2002)."""
    gain = sum(1 / log2(place + 1) for place, item in enumerate(ranking[:k], 1) if item in relevant)
    ideal = sum(1 / log2(place + 1) for place in range(1, min(k, len(relevant)) + 1))
    return gain / ideal if ideal else 0.0
