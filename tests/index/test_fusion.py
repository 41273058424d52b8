import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fused

SCORES = st.lists(st.tuples(st.floats(-1, 1, width=32), st.floats(0, 30, width=32)), max_size=20)


def columns(pairs):
    both = np.array(pairs, np.float32).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def test_the_weight_is_the_share_of_the_vectors():
    cosines, bm25s = np.array([0.9, 0.1], np.float32), np.array([1.0, 3.0], np.float32)
    assert fused(cosines, bm25s, 1) == pytest.approx([1, 0])
    assert fused(cosines, bm25s, 0) == pytest.approx([1 / 3, 1])
    assert fused(cosines, bm25s, 0.25) == pytest.approx([0.25 + 0.25, 0.75])


@given(pairs=SCORES)
def test_better_in_both_is_never_worse_together(pairs):
    cosines, bm25s = columns(pairs)
    scores = fused(cosines, bm25s, 0.5)
    assert scores.shape == cosines.shape
    assert np.isfinite(scores).all()
    for one in range(len(pairs)):
        for other in range(len(pairs)):
            if cosines[one] >= cosines[other] and bm25s[one] >= bm25s[other]:
                assert scores[one] >= scores[other] - 1e-6
