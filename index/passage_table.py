"""The passages of a generation and the articles they point into: one read-only SQLite file."""

import json
import sqlite3
import threading
import weakref
from collections.abc import Iterable, Sequence
from dataclasses import asdict, astuple, dataclass, fields
from datetime import date
from functools import lru_cache
from itertools import chain
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
from numpy.typing import NDArray

from corpus.types import Article, Passage, Revision, Span
from index.errors import GenerationCorrupt

ARTICLES_KEPT = 256
UNDATED = np.iinfo(np.int32).max

_SCHEMA = """
CREATE TABLE articles (
    number INTEGER PRIMARY KEY, id TEXT UNIQUE NOT NULL, revision INTEGER NOT NULL, text TEXT NOT NULL,
    text_sha256 TEXT NOT NULL, headline TEXT, outlet TEXT, published TEXT, url TEXT, byline TEXT,
    credits TEXT, place TEXT, language TEXT, origin TEXT NOT NULL, ingested_from TEXT NOT NULL,
    history TEXT NOT NULL
) STRICT;
CREATE TABLE passages (
    row INTEGER PRIMARY KEY, article INTEGER NOT NULL REFERENCES articles (number), start INTEGER NOT NULL,
    end INTEGER NOT NULL, sentences TEXT NOT NULL, embedded BLOB NOT NULL
) STRICT;
"""
_NAMES = [each.name for each in fields(Article)]
_FIELDS = ", ".join(_NAMES)


@dataclass(frozen=True, slots=True)
class Row:
    """A passage on its way into the table; `embedded` is the sha256 of the text that was embedded for it."""

    passage: Passage
    embedded: bytes


class PassageTable:
    """A generation's passages by row and articles by id. Usable from several threads.

    The file stays open, so that a table outlives the removal of its folder.
    """

    def __init__(self, path: Path) -> None:
        """Open a table that `write` made. Raises GenerationCorrupt when SQLite cannot read it."""
        address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
        try:
            self._connection = sqlite3.connect(address, uri=True, check_same_thread=False)
            weakref.finalize(self, self._connection.close)
            self._lock = threading.Lock()
            told = self._all("SELECT published, outlet FROM articles ORDER BY number")
            self._days = np.array([_day(published) for published, _ in told], np.int32)
            self._outlet_numbers, self._outlets = _numbered([outlet for _, outlet in told])
            numbers = self._all("SELECT article FROM passages ORDER BY row")
        except sqlite3.Error as error:
            raise GenerationCorrupt(
                f"{path}: SQLite cannot read it ({error}); run `dateline build`"
            ) from error
        self._article_of_row = np.fromiter((number for (number,) in numbers), np.int32, len(numbers))
        self._article = lru_cache(ARTICLES_KEPT)(self._read_article)

    @classmethod
    def write(
        cls, path: Path, articles: Iterable[tuple[Article, Sequence[Revision]]], rows: Iterable[Row]
    ) -> None:
        """Write a table: articles with their histories, and passages whose row is their position.

        Raises sqlite3.Error when the file cannot be written.
        """
        connection = sqlite3.connect(path)
        try:
            # The whole folder is synced before it is published; a journal would only cost time.
            connection.execute("PRAGMA journal_mode = OFF")
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(_SCHEMA)
            numbers: dict[str, int] = {}
            lines = (_article_line(numbers, article, history) for article, history in articles)
            marks = ", ".join("?" * (len(_NAMES) + 2))
            connection.executemany(f"INSERT INTO articles VALUES ({marks})", lines)  # noqa: S608 - only marks
            passages = (_passage_line(number, row, numbers) for number, row in enumerate(rows))
            connection.executemany("INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?)", passages)
            connection.commit()
        finally:
            connection.close()

    @property
    def size(self) -> int:
        """Number of passages."""
        return len(self._article_of_row)

    def passage(self, row: int) -> Passage:
        """The passage of a row. Raises LookupError when there is no such row."""
        found = self._all("SELECT article, start, end, sentences FROM passages WHERE row = ?", (int(row),))
        if not found:
            raise LookupError(f"row {row} of {self.size} passages")
        number, start, end, sentences = found[0]
        article = self._article(number)
        bounds = json.loads(sentences)
        spans = tuple(Span(*pair) for pair in zip(bounds[::2], bounds[1::2], strict=True))
        return Passage(article.id, article.revision, start, end, article.text[start:end], spans)

    def article_of(self, row: int) -> Article:
        """The article of a row."""
        return self._article(int(self._article_of_row[row]))

    def article(self, id: str) -> Article | None:
        """The article with this id, None when the generation has none."""
        found = self._all("SELECT number FROM articles WHERE id = ?", (id,))
        return self._article(found[0][0]) if found else None

    def articles(self) -> list[Article]:
        """All articles, ordered by id."""
        return [_article(line) for line in self._all(f"SELECT {_FIELDS} FROM articles ORDER BY id")]  # noqa: S608

    def history(self, id: str) -> list[Revision]:
        """The revisions of an article that were known when the generation was built, oldest first."""
        found = self._all("SELECT history FROM articles WHERE id = ?", (id,))
        return [Revision(**line) for line in json.loads(found[0][0])] if found else []

    def outlets(self, as_of: date | None = None) -> int:
        """How many known outlets have articles dated no later than the day, or any articles."""
        outlets = self._outlets if as_of is None else self._outlets[self._days <= as_of.toordinal()]
        return int(np.count_nonzero(np.bincount(outlets)[1:]))

    def outlet_names(self) -> list[str]:
        """The known outlets, in the order of their first articles' ids."""
        return list(self._outlet_numbers)

    def rows_of_outlets(self, names: Iterable[str]) -> NDArray[np.bool_]:
        """Which passages stand in articles of these outlets, shape (size,)."""
        numbers = [self._outlet_numbers[name] for name in names if name in self._outlet_numbers]
        rows: NDArray[np.bool_] = np.isin(self._outlets, numbers)[self._article_of_row]
        return rows

    def days(self) -> NDArray[np.int32]:
        """The proleptic ordinal of each article's day of publication, `UNDATED` where it has none."""
        return self._days

    def days_of_rows(self) -> NDArray[np.int32]:
        """The same for each passage."""
        return self._days[self._article_of_row]

    def embedded(self) -> dict[bytes, int]:
        """The row that holds the embedding of a text, by the text's sha256."""
        return dict(self._all("SELECT embedded, row FROM passages"))

    def _read_article(self, number: int) -> Article:
        return _article(self._all(f"SELECT {_FIELDS} FROM articles WHERE number = ?", (number,))[0])  # noqa: S608

    def _all(self, query: str, values: tuple[Any, ...] = ()) -> list[Any]:
        with self._lock:
            return self._connection.execute(query, values).fetchall()


def _article(line: Sequence[Any]) -> Article:
    told = dict(zip(_NAMES, line, strict=True))
    return Article(**{**told, "ingested_from": tuple(json.loads(told["ingested_from"]))})


def _article_line(numbers: dict[str, int], article: Article, history: Sequence[Revision]) -> tuple[Any, ...]:
    number = numbers[article.id] = len(numbers)
    *told, places = astuple(article)
    revisions = [asdict(one) for one in history]
    return number, *told, json.dumps(places, ensure_ascii=False), json.dumps(revisions)


def _passage_line(number: int, row: Row, numbers: dict[str, int]) -> tuple[Any, ...]:
    passage = row.passage
    bounds = json.dumps(list(chain.from_iterable(passage.sentences)))
    return number, numbers[passage.article_id], passage.start, passage.end, bounds, row.embedded


def _numbered(names: Sequence[str | None]) -> tuple[dict[str, int], NDArray[np.int32]]:
    """1 and up for each different name, and the numbers of all names, 0 for None."""
    numbers: dict[str, int] = {}
    told = (0 if name is None else numbers.setdefault(name, len(numbers) + 1) for name in names)
    return numbers, np.fromiter(told, np.int32, len(names))


def _day(published: str | None) -> int:
    return date.fromisoformat(published[:10]).toordinal() if published else UNDATED
