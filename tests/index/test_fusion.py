import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import fuse_ranks, fuse_weighted

SCORES = st.lists(st.tuples(st.floats(-1, 1, width=32), st.floats(0, 30, width=32)), max_size=20)


def columns(pairs):
    both = np.array(pairs, np.float32).reshape(-1, 2)
    return both[:, 0], both[:, 1]


def test_ranks_are_joined_by_their_reciprocals():
    """Equal scores share a rank, and sharing no word gives nothing."""
    cosines = np.array([0.9, 0.5, 0.5, 0.1], np.float32)
    bm25s = np.array([0, 7.0, 2.0, 0], np.float32)
    expected = [0.5 / 61, 0.5 / 62 + 0.5 / 61, 0.5 / 62 + 0.5 / 62, 0.5 / 64]
    assert fuse_ranks(cosines, bm25s) == pytest.approx(expected)


def test_the_weight_is_the_share_of_the_vectors():
    cosines, bm25s = np.array([0.9, 0.1], np.float32), np.array([1.0, 3.0], np.float32)
    assert fuse_ranks(cosines, bm25s, weight=1, constant=1) == pytest.approx([1 / 2, 1 / 3])
    assert fuse_ranks(cosines, bm25s, weight=0, constant=1) == pytest.approx([1 / 3, 1 / 2])
    assert fuse_weighted(cosines, bm25s, weight=1) == pytest.approx([1, 0])
    assert fuse_weighted(cosines, bm25s, weight=0) == pytest.approx([1 / 3, 1])
    assert fuse_weighted(cosines, bm25s, weight=0.25) == pytest.approx([0.25 + 0.25, 0.75])


@pytest.mark.parametrize("fuse", [fuse_ranks, fuse_weighted])
@given(pairs=SCORES)
def test_better_in_both_is_never_worse_together(fuse, pairs):
    cosines, bm25s = columns(pairs)
    fused = fuse(cosines, bm25s)
    assert fused.shape == cosines.shape
    assert np.isfinite(fused).all()
    for one in range(len(pairs)):
        for other in range(len(pairs)):
            if cosines[one] >= cosines[other] and bm25s[one] >= bm25s[other]:
                assert fused[one] >= fused[other] - 1e-6
