"""The seams of the index package: what an embedder, an index and a retriever promise."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
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


class ModelIdentity(Protocol):
    """Which vectors belong together: those of one digest and dimension. `name` is for people."""

    @property
    def name(self) -> str:
        """The model as the settings name it."""
        ...

    @property
    def digest(self) -> str:
        """Sha256 over the weights, 64 hexadecimal digits."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...


class Embedder(ModelIdentity, Protocol):
    """Turns texts into unit vectors."""

    @property
    def precision(self) -> str:
        """Arithmetic of the weights, "float32" or "bfloat16"; vectors of either can be compared."""
        ...

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """Embed texts: shape (len(texts), dimension), float32, rows of length 1, in the given order."""
        ...


class VectorIndex(Protocol):
    """Nearest rows by inner product."""

    @property
    def size(self) -> int:
        """Number of rows."""
        ...

    @property
    def exact(self) -> bool:
        """Whether the stored vectors are the ones that were given, not compressed ones."""
        ...

    def stored(self, rows: Rows) -> Vectors:
        """The vectors of the given rows as the index keeps them, shape (len(rows), dimension)."""
        ...

    def search(self, query: Vectors, k: int, allowed: Mask | None = None) -> tuple[Rows, Scores]:
        """Rows and inner products of the k best rows, best first, for one query of shape (dimension,).

        `allowed`, of shape (rows,), leaves out the rows that are False. Fewer than k may come back.
        """
        ...

    def scores(self, query: Vectors, rows: Rows) -> Scores:
        """Inner products of one query with the given rows, in their order."""
        ...


class LexicalIndex(Protocol):
    """Best rows by words."""

    @property
    def size(self) -> int:
        """Number of rows."""
        ...

    def search(self, query: str, k: int, allowed: Mask | None = None) -> tuple[Rows, Scores]:
        """Rows and BM25 scores of the k best rows that share a word with the query, best first."""
        ...

    def scores(self, query: str, rows: Rows) -> Scores:
        """BM25 scores of the given rows, in their order; 0 where no word is shared."""
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


@dataclass(frozen=True, slots=True)
class Holdings:
    """What a generation holds (up to some day): counts, and the first and last day of publication.

    `outlets` counts the known ones. `first` and `last` are ISO 8601 dates, None where no article is dated.
    """

    articles: int
    outlets: int
    first: str | None
    last: str | None


class Retriever(Protocol):
    """Finds passages for a question in one generation."""

    def search(
        self, question: str, k: int, as_of: date | None = None, outlets: Collection[str] = ()
    ) -> list[Hit]:
        """The k best hits, best first.

        With `as_of`, of articles dated no later than that day; with `outlets`, of articles of these alone.
        """
        ...
