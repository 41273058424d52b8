"""Passages for a question, by meaning and by words, from one generation."""

from collections.abc import Collection
from datetime import date

import numpy as np

from index.fusion import fused
from index.generation import Generation
from index.types import Embedder, Hit, Rows, Scores

CANDIDATES = 50
"""So many passages each index names."""

WEIGHT = 0.7
"""Share of the vectors in the fused score, 0 to 1."""


class HybridRetriever:
    """Implements `Retriever`: candidates of both indexes, each with both scores, fused.

    The same question, generation and day give the same hits in the same order.
    """

    def __init__(self, generation: Generation, embedder: Embedder, candidates: int = CANDIDATES) -> None:
        """Cheap: one is made for each generation. The embedder must be the model of the generation."""
        self._generation = generation
        self._embedder = embedder
        self._candidates = candidates

    def search(
        self, question: str, k: int, as_of: date | None = None, outlets: Collection[str] = ()
    ) -> list[Hit]:
        """See `Retriever.search`. Hits of equal score stand in the order of their rows."""
        if k <= 0:
            return []
        query = self._embedder.encode([question])[0]
        allowed = self._generation.allowed(as_of, outlets)
        by_vectors, _ = self._generation.vectors.search(query, self._candidates, allowed)
        by_words, _ = self._generation.lexical.search(question, self._candidates, allowed)
        rows = np.union1d(by_vectors, by_words)
        cosines = self._generation.vectors.scores(query, rows)
        bm25s = self._generation.lexical.scores(question, rows)
        scores = fused(cosines, bm25s, WEIGHT)
        best = np.lexsort((rows, -scores))[:k]
        return self._hits(rows[best], scores[best], cosines[best], bm25s[best])

    def _hits(self, rows: Rows, scores: Scores, cosines: Scores, bm25s: Scores) -> list[Hit]:
        numbers = zip(rows.tolist(), scores.tolist(), cosines.tolist(), bm25s.tolist(), strict=True)
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
