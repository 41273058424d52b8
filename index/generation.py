"""A generation: vectors, words, passages and articles that were built together, read from one folder."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Self

import numpy as np

from corpus.disk import in_words
from corpus.types import Article, Passage, Revision
from index.errors import GenerationCorrupt, GenerationMissing
from index.lexical import Bm25Index
from index.manifest import REBUILD, Manifest
from index.passage_table import UNDATED, PassageTable
from index.types import Holdings, LexicalIndex, Mask, ModelIdentity, VectorIndex
from index.vectors import FaissVectors

VECTORS = "vectors.faiss"
LEXICAL = "lexical"
PASSAGES = "passages.sqlite"
EXACT = "embeddings.npy"
"""Only beside a FAISS index that compresses: the vectors as the model gave them, for the next build."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One whole, immutable generation; its rows number the passages in all of its parts.

    It keeps its files open: a generation in use goes on answering after its folder is gone.
    """

    folder: Path
    manifest: Manifest
    vectors: VectorIndex
    lexical: LexicalIndex
    table: PassageTable

    @classmethod
    def load(cls, folder: Path, model: ModelIdentity | None = None) -> Self:
        """Read a generation's folder after checking every file of it.

        Raises:
            GenerationMissing: the folder is not there.
            GenerationStale: it is of another format or, where `model` is given, of another model.
            GenerationCorrupt: a file is missing, altered or unreadable.
        """
        if not folder.is_dir():
            raise GenerationMissing(
                f"{folder}: no such generation; `dateline generations` lists those there are"
            )
        manifest = Manifest.read(folder)
        if manifest.id != folder.name:
            raise GenerationCorrupt(f"{folder}: its manifest is of generation {manifest.id}; {REBUILD}")
        if model is not None:
            manifest.check_model(model)
        try:
            manifest.verify(folder)
            generation = cls(
                folder,
                manifest,
                FaissVectors.load(folder / VECTORS, manifest.factory),
                Bm25Index.load(folder / LEXICAL),
                PassageTable(folder / PASSAGES),
            )
        except OSError as error:
            raise GenerationCorrupt(in_words(error, folder)) from error
        sizes = {manifest.passages, generation.vectors.size, generation.lexical.size, generation.table.size}
        if len(sizes) > 1:
            raise GenerationCorrupt(f"{folder}: its parts do not hold the same passages; {REBUILD}")
        return generation

    @property
    def id(self) -> str:
        """When it was built and four digits, such as "20220108T101500Z-3f2a"; later ones sort after it."""
        return self.manifest.id

    @property
    def size(self) -> int:
        """Number of passages."""
        return self.table.size

    def passage(self, row: int) -> Passage:
        """The passage of a row."""
        return self.table.passage(row)

    def article_of(self, row: int) -> Article:
        """The article that a row's passage stands in."""
        return self.table.article_of(row)

    def article(self, id: str) -> Article | None:
        """The article with this id as this generation has it, or None."""
        return self.table.article(id)

    def articles(self) -> list[Article]:
        """All articles, ordered by id."""
        return self.table.articles()

    def history(self, id: str) -> list[Revision]:
        """The revisions of an article that were known when the generation was built, oldest first."""
        return self.table.history(id)

    def outlets(self) -> list[str]:
        """The names of the known outlets."""
        return self.table.outlet_names()

    def allowed(self, as_of: date | None = None, outlets: Collection[str] = ()) -> Mask | None:
        """Which rows stand in articles dated no later than the day (UTC), of these outlets, shape (size,).

        None where all do: without a day and outlets.
        """
        if as_of is None and not outlets:
            return None
        allowed: Mask = self.table.rows_of_outlets(outlets) if outlets else np.ones(self.size, bool)
        if as_of is not None:
            allowed &= self.table.days_of_rows() <= as_of.toordinal()
        return allowed

    def coverage(self, as_of: date | None = None) -> Holdings:
        """What the generation holds, up to a day where one is given."""
        days = self.table.days()
        within = days if as_of is None else days[days <= as_of.toordinal()]
        dated = within[within != UNDATED]
        first, last = (int(dated.min()), int(dated.max())) if len(dated) else (None, None)
        return Holdings(len(within), self.table.outlets(as_of), _iso(first), _iso(last))


def _iso(ordinal: int | None) -> str | None:
    return None if ordinal is None else date.fromordinal(ordinal).isoformat()
