"""The whole way from stored articles to a published generation."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Protocol

import numpy as np

from corpus.disk import in_words
from corpus.identity import fingerprint, text_sha256
from corpus.passages import PassageSpec, passages
from corpus.types import Article, Passage, Revision
from index.errors import BuildError, GenerationError
from index.generation import EXACT, LEXICAL, PASSAGES, VECTORS
from index.generations import Generations
from index.lexical import Bm25Index
from index.manifest import EmbeddedBy, Manifest
from index.noise import noise_floor
from index.passage_table import PassageTable, Row
from index.types import Embedder, Progress, Vectors
from index.vectors import AUTO, FaissVectors

_FAILED = "the build failed and changed nothing:"
_NAMED = 10
"""So many damaged articles an error names."""


@dataclass(frozen=True, slots=True)
class BuildSpec:
    """How articles become a generation. `factory` is a FAISS factory string, or "auto"."""

    passages: PassageSpec = field(default_factory=PassageSpec)
    factory: str = AUTO


class Articles(Protocol):
    """What a build needs of the article store."""

    def articles(self) -> Iterable[Article]:
        """All articles, ordered by id, as they stood at one moment."""
        ...

    def history(self, id: str) -> list[Revision]:
        """The revisions of an article, oldest first."""
        ...

    def withdrawn(self) -> int:
        """How many articles were taken out."""
        ...


@dataclass(frozen=True, slots=True)
class _Piece:
    """A passage with the text that stands for it in both indexes."""

    passage: Passage
    text: str
    key: bytes


class _Known:
    """Embeddings that the current generation holds, by the key of their text; none where none can be used."""

    def __init__(self, generations: Generations, embedder: Embedder) -> None:
        self.rows: Mapping[bytes, int] = {}
        try:
            self._generation = generations.load(model=embedder)
        except GenerationError:
            return
        if self._generation.manifest.embedder.precision == embedder.precision:
            self.rows = self._generation.table.embedded()

    def vectors(self, rows: Sequence[int]) -> Vectors:
        if self._generation.vectors.exact:
            return self._generation.vectors.stored(np.array(rows, np.int64))
        kept: Vectors = np.load(self._generation.folder / EXACT, mmap_mode="r", allow_pickle=False)[rows]
        return kept


def build(
    store: Articles,
    generations: Generations,
    embedder: Embedder,
    spec: BuildSpec | None = None,
    progress: Progress | None = None,
) -> Manifest:
    """Build a generation from all stored articles and publish it.

    Where all were withdrawn it holds nothing, and answers nothing: the last one can be taken down, too.
    Embeddings of texts that the current generation holds, made by the same model at the same precision, are
    used again. `progress` counts the texts that must be embedded.

    Raises:
        FactoryUnknown: FAISS cannot make what `spec.factory` asks for.
        BuildError: there is nothing to index, a stored text is damaged, another build is running, or the
            disk does not take it.
            Unless its message says otherwise, nothing that answers questions has changed then.
    """
    spec = spec or BuildSpec()
    FaissVectors.check(spec.factory, embedder.dimension)
    try:
        with generations.building() as folder:
            articles = list(store.articles())
            _check_texts(articles)
            pieces = list(_pieces(articles, spec.passages))
            if not pieces and not store.withdrawn():
                raise BuildError("there is nothing to index: run `dateline ingest` with some articles first")
            vectors, reused = _vectors(pieces, embedder, _Known(generations, embedder), progress)
            faiss_vectors = FaissVectors.build(vectors, spec.factory)
            faiss_vectors.save(folder / VECTORS)
            if not faiss_vectors.exact:
                np.save(folder / EXACT, vectors, allow_pickle=False)
            Bm25Index.build(piece.text for piece in pieces).save(folder / LEXICAL)
            told = ((article, _history(store, article)) for article in articles)
            PassageTable.write(folder / PASSAGES, told, (Row(piece.passage, piece.key) for piece in pieces))
            manifest = Manifest(
                id=generations.next_id(),
                created=datetime.now(UTC).isoformat(timespec="seconds"),
                embedder=EmbeddedBy(embedder.name, embedder.digest, embedder.dimension, embedder.precision),
                factory=faiss_vectors.factory,
                built_by=asdict(spec),
                corpus=fingerprint((one.id, one.revision, one.text_sha256) for one in articles),
                articles=len(articles),
                passages=len(pieces),
                reused=reused,
                noise_floor=noise_floor(faiss_vectors, embedder),
            )
            return generations.publish(folder, manifest)
    except OSError as error:
        raise BuildError(f"{_FAILED} {in_words(error, generations.root)}") from error
    except sqlite3.Error as error:
        raise BuildError(
            f"{_FAILED} {PASSAGES} cannot be written in {generations.root} ({error}); "
            "check that disk and free some space on it"
        ) from error


def embedding_text(article: Article, passage: Passage) -> str:
    """What both indexes see of a passage: its article's headline, where it has one, and the passage."""
    return f"{article.headline}\n{passage.text}" if article.headline else passage.text


def _history(store: Articles, article: Article) -> list[Revision]:
    """Without revisions that came in after the articles were read."""
    return [one for one in store.history(article.id) if one.revision <= article.revision]


def _check_texts(articles: Iterable[Article]) -> None:
    """An answer quotes no text that has changed since it was taken in: all its quotes would be dropped."""
    damaged = [one.id for one in articles if text_sha256(one.text) != one.text_sha256]
    if damaged:
        more = f" and {len(damaged) - _NAMED:,} more" if len(damaged) > _NAMED else ""
        raise BuildError(
            f"the stored text of {', '.join(damaged[:_NAMED])}{more} is damaged, and nothing was changed: "
            "take the files in again with `dateline ingest`, or take them out with `dateline withdraw ID`"
        )


def _pieces(articles: Iterable[Article], spec: PassageSpec) -> Iterator[_Piece]:
    for article in articles:
        for passage in passages(article, spec):
            text = embedding_text(article, passage)
            yield _Piece(passage, text, hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest())


def _vectors(
    pieces: Sequence[_Piece], embedder: Embedder, known: _Known, progress: Progress | None
) -> tuple[Vectors, int]:
    """Vectors in the order of the pieces, shape (pieces, dimension), and how many pieces needed no model."""
    fresh = {piece.key: piece.text for piece in pieces if piece.key not in known.rows}
    embedded = embedder.encode(list(fresh.values()), progress)
    place = {key: position for position, key in enumerate(fresh)}
    vectors = np.empty((len(pieces), embedder.dimension), np.float32)
    old = [position for position, piece in enumerate(pieces) if piece.key in known.rows]
    new = [position for position, piece in enumerate(pieces) if piece.key in place]
    if old:
        vectors[old] = known.vectors([known.rows[pieces[position].key] for position in old])
    if new:
        vectors[new] = embedded[[place[pieces[position].key] for position in new]]
    return vectors, len(old)
