"""The seams of the index package: what an embedder, an index and a retriever promise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.types import Article, Passage

Vectors = NDArray[np.float32]
Rows = NDArray[np.int64]
Scores = NDArray[np.float32]
Mask = NDArray[np.bool_]

Progress = Callable[[int, int], None]
"""Called with (done, total) as work goes on."""


class Embedder(Protocol):
    """Turns texts into unit vectors. `digest` is the sha256 of the weights, `name` is for people."""

    name: str
    digest: str
    dimension: int

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Embed texts: shape (len(texts), dimension), float32, rows of length 1, in the given order."""
        ...


class VectorIndex(Protocol):
    """Nearest rows by inner product."""

    def search(self, query: Vectors, k: int, allowed: Mask | None = None) -> tuple[Rows, Scores]:
        """Rows and inner products of the k best rows, best first, for one query of shape (dimension,).

        `allowed`, of shape (rows,), leaves out the rows that are False. Fewer than k may come back.
        """
        ...

    def save(self, path: Path) -> None:
        """Write the index to the given file or folder."""
        ...


class LexicalIndex(Protocol):
    """Best rows by words."""

    def search(self, query: str, k: int, allowed: Mask | None = None) -> tuple[Rows, Scores]:
        """Rows and BM25 scores of the k best rows that share a word with the query, best first."""
        ...

    def save(self, path: Path) -> None:
        """Write the index to the given file or folder."""
        ...


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a question.

    `row` numbers the passage within its generation. `score` orders the hits of one question; `cosine`
    (in -1..1) and `bm25` (0 or more) are what the two indexes said.
    """

    row: int
    article: Article
    passage: Passage
    score: float
    cosine: float
    bm25: float


class Retriever(Protocol):
    """Finds passages for a question in one generation."""

    def search(self, question: str, k: int, as_of: date | None = None) -> list[Hit]:
        """The k best hits, best first; with `as_of`, of articles dated no later than that day."""
        ...
