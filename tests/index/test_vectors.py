"""Every kind of index against exact inner products, computed by numpy."""

import numpy as np
import pytest

from index.errors import FactoryUnknown, GenerationCorrupt
from index.vectors import FEW_ALLOWED, FLAT_ROWS, FaissVectors, factory_for

DIMENSION = 16
ROWS = 3000
FACTORIES = ["Flat", "SQ8", "IVF16,Flat", "IVF16,SQ8", "HNSW16", "HNSW16,SQ8"]
COMPRESSED = {"SQ8", "IVF16,SQ8", "HNSW16,SQ8"}


def unit_vectors(rows, seed):
    """Vectors in forty loose groups, as texts on forty subjects would be."""
    subjects = np.random.default_rng(0).normal(size=(40, DIMENSION))
    random = np.random.default_rng(seed)
    drawn = subjects[random.integers(40, size=rows)] + 0.7 * random.normal(size=(rows, DIMENSION))
    drawn = drawn.astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)


VECTORS = unit_vectors(ROWS, 1)
QUERIES = unit_vectors(20, 2)


@pytest.fixture(scope="module", params=FACTORIES)
def built(request, tmp_path_factory):
    """An index that was saved and read back."""
    path = tmp_path_factory.mktemp("vectors") / "vectors.faiss"
    made = FaissVectors.build(VECTORS, request.param)
    made.save(path)
    return FaissVectors.load(path, made.factory)


def exact(query, k, allowed=None):
    products = VECTORS @ query
    rows = np.arange(ROWS) if allowed is None else np.flatnonzero(allowed)
    return rows[np.argsort(-products[rows], kind="stable")][:k]


def test_the_best_rows_are_found(built):
    """At least 9 of 10 for those that approximate, all of them, in order, for Flat."""
    found = [set(built.search(query, 10)[0]) & set(exact(query, 10)) for query in QUERIES]
    assert sum(map(len, found)) >= (200 if built.factory == "Flat" else 180)
    if built.factory == "Flat":
        assert all((built.search(query, 10)[0] == exact(query, 10)).all() for query in QUERIES)


def test_scores_are_inner_products(built):
    tolerance = 0.02 if built.factory in COMPRESSED else 1e-5
    for query in QUERIES:
        rows, scores = built.search(query, 10)
        assert scores == pytest.approx(VECTORS[rows] @ query, abs=tolerance)
        assert list(scores) == sorted(scores, reverse=True)
        some = np.array([2999, 0, 17])
        assert built.scores(query, some) == pytest.approx(VECTORS[some] @ query, abs=tolerance)


def test_only_allowed_rows_come_back_and_all_of_them_when_few(built):
    allowed = np.zeros(ROWS, bool)
    allowed[[3, 500, 1999, 2999]] = True
    for query in QUERIES:
        assert list(built.search(query, 10, allowed)[0]) == list(exact(query, 10, allowed))


def test_nothing_allowed_finds_nothing(built):
    rows, scores = built.search(QUERIES[0], 10, np.zeros(ROWS, bool))
    assert (rows.shape, scores.shape) == ((0,), (0,))


def test_stored_vectors_are_the_given_ones_where_the_index_says_so(built):
    assert built.exact == (built.factory not in COMPRESSED)
    stored = built.stored(np.array([5, 2, 5]))
    assert stored == pytest.approx(VECTORS[[5, 2, 5]], abs=1e-7 if built.exact else 0.02)


@pytest.mark.parametrize("share", ["most", "some"])
@pytest.mark.parametrize("factory", ["Flat", "IVF256,Flat", "HNSW16"])
def test_a_mask_of_many_rows_is_kept_inside_the_index(factory, share):
    """With more allowed rows than are compared one by one, FAISS itself leaves the others out.

    However few they are, it finds as large a part of them.
    """
    many = unit_vectors(4 * FEW_ALLOWED + 8, 3)
    allowed = np.ones(len(many), bool)
    allowed[:: 8 if share == "most" else 1] = False
    allowed[::4] |= share == "some"
    assert np.count_nonzero(allowed) > FEW_ALLOWED
    made = FaissVectors.build(many, factory)
    found = 0
    for query in QUERIES:
        rows, _ = made.search(query, 10, allowed)
        assert allowed[rows].all()
        best = np.argsort(-np.where(allowed, many @ query, -2))[:10]
        found += len(set(rows) & set(best))
    assert found >= 180


@pytest.mark.parametrize("factory", ["auto", *FACTORIES])
@pytest.mark.parametrize("rows", [0, 1, 3])
def test_tiny_corpora_are_searched_whole(factory, rows):
    """Fewer rows than asked for, or than training needs, come back all, best first."""
    made = FaissVectors.build(VECTORS[:rows], factory)
    found, scores = made.search(QUERIES[0], 10)
    products = VECTORS[:rows] @ QUERIES[0]
    assert sorted(found) == list(range(rows))
    assert scores == pytest.approx(np.sort(products)[::-1], abs=0.3 if factory in COMPRESSED else 1e-5)


def test_equal_vectors_stand_in_the_order_of_their_rows():
    same = np.repeat(VECTORS[:1], 5, axis=0)
    assert list(FaissVectors.build(same, "Flat").search(VECTORS[0], 5)[0]) == [0, 1, 2, 3, 4]


def test_too_few_rows_to_train_are_kept_flat():
    assert FaissVectors.build(VECTORS, "IVF1024,Flat").factory == "Flat"
    assert FaissVectors.build(VECTORS, "IVF16,Flat").factory == "IVF16,Flat"


def test_auto_compares_all_rows_until_there_are_many():
    assert factory_for(FLAT_ROWS) == "Flat"
    assert factory_for(FLAT_ROWS + 1).startswith("IVF")


@pytest.mark.parametrize("factory", ["Flatt", "IVFx,Flat", ""])
def test_an_unknown_factory_is_named(factory):
    for use in (lambda: FaissVectors.build(VECTORS, factory), lambda: FaissVectors.check(factory, 64)):
        with pytest.raises(FactoryUnknown, match=f"no index '{factory}'"):
            use()


def test_a_file_that_is_no_index_is_corrupt(tmp_path):
    path = tmp_path / "vectors.faiss"
    path.write_bytes(b"not an index at all")
    with pytest.raises(GenerationCorrupt, match=r"vectors\.faiss"):
        FaissVectors.load(path, "Flat")


def test_a_place_that_cannot_be_written_is_an_os_error(tmp_path):
    with pytest.raises(OSError, match="nowhere"):
        FaissVectors.build(VECTORS, "Flat").save(tmp_path / "nowhere" / "vectors.faiss")
