"""Best passages by words (BM25). The only module that knows bm25s; `analysis` cuts texts into terms."""

import json
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

import bm25s
import numpy as np

from index.analysis import ANALYSIS, terms
from index.errors import GenerationCorrupt, GenerationStale
from index.types import Mask, Rows, Scores

K1 = 1.5
B = 0.75
"""Lucene's form of BM25 with the parameters that bm25s proposes (Lù 2024, arXiv 2407.03618)."""

_ANALYSIS_FILE = "analysis.json"
_NO_TERM = ""


class Bm25Index:
    """An eager BM25 index: the score of every term in every passage is computed once, at build time."""

    def __init__(self, model: Any) -> None:
        """Wrap an index as bm25s gives it; `build` and `load` are the ways to one."""
        self._model = model

    @classmethod
    def build(cls, texts: Iterable[str]) -> Self:
        """Index texts; a text's row is its position."""
        vocabulary: dict[str, int] = {_NO_TERM: 0}
        documents = [
            array("i", [vocabulary.setdefault(term, len(vocabulary)) for term in terms(text)])
            for text in texts
        ]
        model = bm25s.BM25(k1=K1, b=B, method="lucene")
        if any(documents):
            model.index((documents, vocabulary), create_empty_token=False, show_progress=False)
        else:
            model.scores = _no_scores(len(documents))
            model.vocab_dict = vocabulary
            model.nonoccurrence_array = None
        return cls(model)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote; the arrays are mapped, not copied.

        Raises GenerationStale when another version cut the texts into words, GenerationCorrupt when the
        files cannot be read.
        """
        try:
            made_by = json.loads((path / _ANALYSIS_FILE).read_text("utf-8"))["analysis"]
            model = bm25s.BM25.load(path, mmap=True, show_progress=False)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise GenerationCorrupt(
                f"{path}: not a readable BM25 index ({error}); run `dateline build`"
            ) from error
        if made_by != ANALYSIS:
            raise GenerationStale(
                f"{path}: words were cut by rules {made_by}, not {ANALYSIS}; run `dateline build`"
            )
        return cls(model)

    @property
    def size(self) -> int:
        """Number of rows."""
        return int(self._model.scores["num_docs"])

    def search(self, query: str, k: int, allowed: Mask | None = None) -> tuple[Rows, Scores]:
        """See `LexicalIndex.search`. Rows of equal score stand in the order of their numbers."""
        known = self._known(query)
        if not known or k <= 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        scores: Scores = self._model.get_scores_from_ids(known)
        if allowed is not None:
            scores *= allowed
        rows = np.flatnonzero(scores)
        if len(rows) > k:
            kth_best = np.partition(scores[rows], len(rows) - k)[len(rows) - k]
            rows = rows[scores[rows] >= kth_best]
        order = np.lexsort((rows, -scores[rows]))[:k]
        return rows[order].astype(np.int64), scores[rows[order]]

    def scores(self, query: str, rows: Rows) -> Scores:
        """See `LexicalIndex.scores`."""
        total = np.zeros(len(rows), np.float32)
        starts, documents, weights = (self._model.scores[name] for name in ("indptr", "indices", "data"))
        for term in self._known(query):
            start, end = int(starts[term]), int(starts[term + 1])
            if start == end:
                continue
            holding = np.asarray(documents[start:end])
            place = np.minimum(np.searchsorted(holding, rows), end - start - 1)
            total += np.where(holding[place] == rows, weights[start:end][place], np.float32(0))
        return total

    def save(self, path: Path) -> None:
        """Write the index into a folder: arrays as .npy without pickle, the vocabulary as JSON."""
        self._model.save(path, show_progress=False)
        (path / _ANALYSIS_FILE).write_text(json.dumps({"analysis": ANALYSIS}), "utf-8")

    def _known(self, query: str) -> list[int]:
        vocabulary = self._model.vocab_dict
        return [vocabulary[term] for term in dict.fromkeys(terms(query)) if term in vocabulary]


def _no_scores(rows: int) -> dict[str, Any]:
    return {
        "data": np.empty(0, np.float32),
        "indices": np.empty(0, np.int32),
        "indptr": np.zeros(2, np.int64),
        "num_docs": rows,
    }
