"""Two opinions on the same candidates made one. Pure functions over scores, higher is better."""

import numpy as np

from index.types import Scores


def fused(cosines: Scores, bm25s: Scores, weight: float) -> Scores:
    """Weighted sum of both scores, each brought to 0..1 over the candidates (shape (candidates,)).

    `weight` is the share of the cosines, which go from worst to best; BM25 is divided by its maximum, so that
    sharing no word stays 0.
    """
    both: Scores = (weight * _stretched(cosines) + (1 - weight) * _shares(bm25s)).astype(np.float32)
    return both


def _stretched(scores: Scores) -> Scores:
    if not len(scores):
        return scores
    low, high = scores.min(), scores.max()
    return (scores - low) / (high - low) if high > low else np.ones_like(scores)


def _shares(scores: Scores) -> Scores:
    high = scores.max(initial=0)
    return scores / high if high > 0 else np.zeros_like(scores)
