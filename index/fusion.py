"""Two opinions on the same candidates made one. Pure functions over scores, higher is better."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Fusion = Literal["ranks", "weighted"]
Opinions = NDArray[np.float32]


def fuse_ranks(cosines: Opinions, bm25s: Opinions, weight: float = 0.5, constant: float = 60.0) -> Opinions:
    """Reciprocal rank fusion (Cormack, Clarke and Büttcher 2009, whose constant is 60).

    Both arrays have shape (candidates,); `weight` is the share of the cosines. Equal scores share a rank.
    A candidate that shares no word with the question gets nothing for its BM25 rank.
    """
    by_words = np.where(bm25s > 0, 1 / (constant + _ranks(bm25s)), 0)
    fused: Opinions = (weight / (constant + _ranks(cosines)) + (1 - weight) * by_words).astype(np.float32)
    return fused


def fuse_weighted(cosines: Opinions, bm25s: Opinions, weight: float = 0.5) -> Opinions:
    """Weighted sum of both scores, each brought to 0..1 over the candidates (shape (candidates,)).

    BM25 is divided by its maximum, so that sharing no word stays 0; cosines go from worst to best.
    """
    fused: Opinions = (weight * _stretched(cosines) + (1 - weight) * _shares(bm25s)).astype(np.float32)
    return fused


def _ranks(scores: Opinions) -> NDArray[np.int64]:
    """1 for the highest; equal scores get the same rank."""
    ascending = np.sort(scores)
    return len(scores) - np.searchsorted(ascending, scores, side="right") + 1


def _stretched(scores: Opinions) -> Opinions:
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)


def _shares(scores: Opinions) -> Opinions:
    high = scores.max(initial=0)
    return scores / high if high > 0 else np.zeros_like(scores)
