"""Passages for a question, by meaning and by words, from one generation."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from index.fusion import Fusion, Opinions, fuse_ranks, fuse_weighted
from index.generation import Generation
from index.types import Embedder, Hit, Rows, Scores


@dataclass(frozen=True, slots=True)
class RetrievalSpec:
    """How many candidates each index names, and how their opinions are joined (see `fusion`).

    `weight` is the share of the vectors, 0 to 1; `constant` belongs to rank fusion alone.
    """

    by_vectors: int = 50
    by_words: int = 50
    fusion: Fusion = "weighted"
    weight: float = 0.7
    constant: float = 60.0


class HybridRetriever:
    """Implements `Retriever`: candidates of both indexes, each with both scores, fused.

    The same question, generation and day give the same hits in the same order.
    """

    def __init__(self, generation: Generation, embedder: Embedder, spec: RetrievalSpec | None = None) -> None:
        """Cheap: one is made for each generation. The embedder must be the model of the generation."""
        self._generation = generation
        self._embedder = embedder
        self._spec = spec or RetrievalSpec()

    def search(self, question: str, k: int, as_of: date | None = None) -> list[Hit]:
        """See `Retriever.search`. Hits of equal score stand in the order of their rows."""
        if k <= 0:
            return []
        query = self._embedder.encode([question])[0]
        allowed = None if as_of is None else self._generation.allowed(as_of)
        by_vectors, _ = self._generation.vectors.search(query, self._spec.by_vectors, allowed)
        by_words, _ = self._generation.lexical.search(question, self._spec.by_words, allowed)
        rows = np.union1d(by_vectors, by_words)
        cosines = self._generation.vectors.scores(query, rows)
        bm25s = self._generation.lexical.scores(question, rows)
        fused = self._fuse(cosines, bm25s)
        best = np.lexsort((rows, -fused))[:k]
        return self._hits(rows[best], fused[best], cosines[best], bm25s[best])

    def _fuse(self, cosines: Scores, bm25s: Scores) -> Opinions:
        if self._spec.fusion == "ranks":
            return fuse_ranks(cosines, bm25s, self._spec.weight, self._spec.constant)
        return fuse_weighted(cosines, bm25s, self._spec.weight)

    def _hits(self, rows: Rows, fused: Scores, cosines: Scores, bm25s: Scores) -> list[Hit]:
        numbers = zip(rows.tolist(), fused.tolist(), cosines.tolist(), bm25s.tolist(), strict=True)
        return [
            Hit(
                row=row,
                article=self._generation.article_of(row),
                passage=self._generation.passage(row),
                score=score,
                cosine=min(1.0, max(-1.0, cosine)),
                bm25=bm25,
            )
            for row, score, cosine, bm25 in numbers
        ]
