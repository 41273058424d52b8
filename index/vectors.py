"""Nearest passages by embedding. The only module that knows FAISS."""

import re
from math import ceil
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np

from index.errors import FactoryUnknown, GenerationCorrupt
from index.types import Mask, Rows, Scores, Vectors

AUTO = "auto"
FLAT_ROWS = 25_000
"""Up to so many rows "auto" compares a question with every row, about 10 ms; above, it searches clusters."""

PROBES = 128
"""Clusters that a question looks into; ARCHITECTURE.md says what that finds and how long it takes."""

POINTS_PER_CLUSTER = 39
"""FAISS's own lower bound for training k-means; with fewer rows an index that must be trained is not."""

LEARNT_PER_CLUSTER = 64
"""Training looks at no more rows a cluster; FAISS's 256 take longer and find no more."""

GRAPH_STEPS = 128
"""Steps through an HNSW graph, measured beside."""

FEW_ALLOWED = 5_000
"""Up to so many allowed rows are compared one by one; a walk through a graph could miss them all."""

_EXACT = re.compile(r"(IVF\d+,)?Flat|HNSW\d+(,Flat)?")


def factory_for(rows: int) -> str:
    """The FAISS factory that "auto" stands for."""
    if rows <= FLAT_ROWS:
        return "Flat"
    clusters = 2 ** round(np.log2(2.5 * np.sqrt(rows)))
    return f"IVF{clusters},Flat"


class FaissVectors:
    """A FAISS index over unit vectors, searched by inner product, which then is the cosine.

    `factory` is the one that was built: "Flat" where there were too few rows to train another.
    """

    def __init__(self, faiss_index: Any, factory: str) -> None:
        """Wrap an index as FAISS gives it; `build` and `load` are the ways to one."""
        self.factory = factory
        self._index = faiss_index
        self._clusters = faiss.try_extract_index_ivf(faiss_index)
        if self._clusters is not None:
            self._clusters.make_direct_map()

    @classmethod
    def build(cls, vectors: Vectors, factory: str = AUTO) -> Self:
        """Index vectors of shape (rows, dimension) with a FAISS factory string, or "auto".

        Raises FactoryUnknown for a factory that FAISS does not know or cannot train.
        """
        rows, dimension = vectors.shape
        wanted = factory_for(rows) if factory == AUTO else factory
        made = _empty(wanted, dimension)
        try:
            if not made.is_trained and rows < _points_to_train(made):
                wanted, made = "Flat", faiss.IndexFlatIP(dimension)
            _set_effort(made)
            made.train(vectors)
            made.add(vectors)
        except RuntimeError as error:
            raise _refused(wanted, dimension) from error
        return cls(made, wanted)

    @staticmethod
    def check(factory: str, dimension: int) -> None:
        """Raise FactoryUnknown, before vectors are computed, for a factory that FAISS does not know."""
        if factory != AUTO:
            _empty(factory, dimension)

    @classmethod
    def load(cls, path: Path, factory: str) -> Self:
        """Read what `save` wrote. Raises GenerationCorrupt when FAISS cannot read the file."""
        try:
            return cls(faiss.read_index(str(path)), factory)
        except RuntimeError as error:
            raise GenerationCorrupt(f"{path}: FAISS cannot read it; run `dateline build`") from error

    @property
    def size(self) -> int:
        """Number of rows."""
        return int(self._index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._index.d)

    @property
    def exact(self) -> bool:
        """See `VectorIndex.exact`."""
        return _EXACT.fullmatch(self.factory) is not None

    def search(self, query: Vectors, k: int, allowed: Mask | None = None) -> tuple[Rows, Scores]:
        """See `VectorIndex.search`. Rows of equal score stand in the order of their numbers."""
        wanted = min(k, self.size if allowed is None else int(np.count_nonzero(allowed)))
        if wanted <= 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        if allowed is None:
            scores, rows = self._index.search(query.reshape(1, -1), wanted)
        elif self.factory.startswith("HNSW") and np.count_nonzero(allowed) <= FEW_ALLOWED:
            some = np.flatnonzero(allowed)
            return _best(some, self.scores(query, some), wanted)
        else:
            parameters = _search_parameters(self._index, allowed)
            scores, rows = self._index.search(query.reshape(1, -1), wanted, params=parameters)
        found = rows[0] >= 0
        return _best(rows[0][found], scores[0][found], wanted)

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        """See `VectorIndex.scores`."""
        product: Scores = self.stored(rows) @ query
        return product

    def stored(self, rows: Rows) -> Vectors:
        """See `VectorIndex.stored`."""
        if not len(rows):
            return np.empty((0, self.dimension), np.float32)
        vectors: Vectors = self._index.reconstruct_batch(np.ascontiguousarray(rows, np.int64))
        return vectors

    def save(self, path: Path) -> None:
        """Write the index to a file. Raises OSError when it cannot be written."""
        if self._clusters is not None:
            self._clusters.make_direct_map(False)
        try:
            # Given a name, FAISS closes the file without telling that the disk was full.
            with path.open("wb") as file:
                faiss.write_index(self._index, faiss.PyCallbackIOWriter(file.write))
        finally:
            if self._clusters is not None:
                self._clusters.make_direct_map()


def _best(rows: Rows, scores: Scores, k: int) -> tuple[Rows, Scores]:
    order = np.lexsort((rows, -scores))[:k]
    return rows[order].astype(np.int64), scores[order].astype(np.float32)


def _empty(factory: str, dimension: int) -> Any:
    try:
        return faiss.index_factory(dimension, factory, faiss.METRIC_INNER_PRODUCT)
    except RuntimeError as error:
        raise _refused(factory, dimension) from error


def _refused(factory: str, dimension: int) -> FactoryUnknown:
    return FactoryUnknown(
        f"FAISS can make no index {factory!r} of vectors of {dimension} numbers; "
        'use "auto", or one such as "Flat", "IVF1024,Flat" or "HNSW32"'
    )


def _points_to_train(untrained: Any) -> int:
    clusters = faiss.try_extract_index_ivf(untrained)
    return 1 if clusters is None else POINTS_PER_CLUSTER * int(clusters.nlist)


def _set_effort(made: Any) -> None:
    clusters = faiss.try_extract_index_ivf(made)
    if clusters is not None:
        clusters.cp.max_points_per_centroid = LEARNT_PER_CLUSTER
        clusters.nprobe = min(int(clusters.nlist), PROBES)
    elif isinstance(concrete := faiss.downcast_index(made), faiss.IndexHNSW):
        concrete.hnsw.efSearch = GRAPH_STEPS


def _search_parameters(made: Any, allowed: Mask) -> Any:
    """Leaves out what is not allowed, and looks around as much further as fewer rows are allowed."""
    selector = faiss.IDSelectorBitmap(np.packbits(allowed, bitorder="little"))
    further = len(allowed) / np.count_nonzero(allowed)
    clusters = faiss.try_extract_index_ivf(made)
    if clusters is not None:
        return faiss.SearchParametersIVF(
            sel=selector, nprobe=min(clusters.nlist, ceil(clusters.nprobe * further))
        )
    concrete = faiss.downcast_index(made)
    if isinstance(concrete, faiss.IndexHNSW):
        return faiss.SearchParametersHNSW(sel=selector, efSearch=ceil(concrete.hnsw.efSearch * further))
    return faiss.SearchParameters(sel=selector)
