"""ArticleStore: every article with all its revisions, in one sqlite file.

It keeps what drafts bring that is new. It reads no article files and cleans no text; which article a draft is
gets decided in `corpus.recognise`.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from corpus.characters import one_line, printable
from corpus.errors import StoreError
from corpus.identity import fingerprint, name_key, text_sha256, url_key
from corpus.recognise import new_id, recognised
from corpus.schema import migrate
from corpus.store_errors import BUSY_SECONDS, translated
from corpus.syndication import origins
from corpus.types import Article, Draft, Revision

ChangeKind = Literal["new", "changed", "unchanged", "withdrawn"]

_FIELDS = ("headline", "outlet", "published", "url", "byline", "credits", "place", "language")
_ARTICLES = """
    SELECT a.id, a.revision, a.text_sha256, a.origin, t.text,
        (SELECT json_group_array(found_in) FROM
            (SELECT found_in FROM sightings WHERE article_id = a.id ORDER BY number)),
        a.headline, a.outlet, a.published, a.url, a.byline, a.credits, a.place, a.language
    FROM articles a JOIN texts t ON t.sha256 = a.text_sha256
    WHERE a.withdrawn IS NULL"""


@dataclass(frozen=True, slots=True)
class Change:
    """What a draft did to the store. "withdrawn": the article was taken out and stays out."""

    kind: ChangeKind
    id: str


class ArticleStore:
    """The articles of one corpus. A context manager; one thread, any number of processes.

    Each call that writes is one transaction: after a crash it has happened whole or not at all.
    """

    def __init__(self, path: Path) -> None:
        """Open the store, made (with its folder) where there is none, and bring its schema up to date.

        Raises:
            StoreError: the file cannot be opened, is no article store, or is a newer version's.
        """
        self.path = path
        with translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = _connected(path)
            try:
                migrate(self._connection, path)
            except BaseException:
                self._connection.close()
                raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; the store cannot be used any more."""
        self._connection.close()

    def upsert(self, draft: Draft) -> Change:
        """Take in a draft: a new article, a new revision of one, or nothing new.

        A place that says what it said last changes nothing. What a draft does not know never overwrites what
        is known. A draft that is recognised by an equal text alone adds its place and fills gaps, no more. An
        article that was withdrawn stays so.

        Raises:
            StoreError: the store cannot be written.
        """
        draft = _storable(draft)
        digest = _digest(draft)
        with self._transaction():
            match = recognised(self._connection, draft)
            if match is None:
                return self._insert(draft, digest)
            withdrawn, said_last = self._connection.execute(
                """SELECT withdrawn, (SELECT draft_sha256 FROM sightings
                    WHERE article_id = articles.id AND found_in = ?) FROM articles WHERE id = ?""",
                (draft.found_in, match.id),
            ).fetchone()
            if withdrawn:
                return Change("withdrawn", match.id)
            if said_last == digest:
                self._keep_text(draft.text)
                return Change("unchanged", match.id)
            self._sighted(match.id, draft.found_in, digest)
            return self._revise(match.id, draft, fill_only=match.by_text)

    def find(self, draft: Draft) -> str | None:
        """The id of the stored article that this draft is, withdrawn or not; None when it is a new one."""
        with translated(self.path):
            match = recognised(self._connection, _storable(draft))
            return match.id if match else None

    def withdraw(self, id: str) -> bool:
        """Take an article out; its history is kept. False when there is no such article."""
        return self._set_withdrawn(id, _now(), "withdrawn IS NULL")

    def restore(self, id: str) -> bool:
        """Put a withdrawn article back. False when no withdrawn article has that id."""
        return self._set_withdrawn(id, None, "withdrawn IS NOT NULL")

    def get(self, id: str) -> Article | None:
        """The article at its newest revision; None when there is none or it was withdrawn.

        After a change to the store the origins of all articles are found first, 10,000 in some ten seconds.
        """
        with self._snapshot() as connection:
            found = connection.execute(f"{_ARTICLES} AND a.id = ?", (id,)).fetchone()
            if found is None:
                return None
            article = _article(found)
            return replace(article, origin=self._new_origins(connection).get(id, article.origin))

    def articles(self) -> Iterator[Article]:
        """All articles by id, as they stood when the first was asked for, whatever is written meanwhile.

        Their origins are those of exactly these articles.
        """
        with self._snapshot() as connection:
            origins = self._new_origins(connection)
            for article in map(_article, connection.execute(f"{_ARTICLES} ORDER BY a.id")):
                yield replace(article, origin=origins.get(article.id, article.origin))

    def said(self, id: str) -> tuple[str, tuple[str, ...]] | None:
        """The text of an article and where it was found; None when there is none or it was withdrawn."""
        with translated(self.path):
            found = self._connection.execute(f"{_ARTICLES} AND a.id = ?", (id,)).fetchone()
            return (_article(found).text, _article(found).ingested_from) if found else None

    def history(self, id: str) -> list[Revision]:
        """All revisions, the first one first, of withdrawn articles too; [] for an unknown id."""
        with translated(self.path):
            rows = self._connection.execute(
                """SELECT revision, ingested, text_sha256 FROM revisions
                WHERE article_id = ? ORDER BY revision""",
                (id,),
            )
            return [Revision(*row) for row in rows]

    def extra(self, id: str) -> dict[str, object]:
        """The keys that came with the article and that nothing here reads; {} for an unknown id."""
        with translated(self.path):
            row = self._connection.execute("SELECT extra FROM articles WHERE id = ?", (id,)).fetchone()
            return dict(json.loads(row[0])) if row else {}

    def count(self) -> int:
        """How many articles there are, without the withdrawn ones."""
        with translated(self.path):
            row = self._connection.execute("SELECT count(*) FROM articles WHERE withdrawn IS NULL").fetchone()
            return int(row[0])

    def withdrawn(self) -> int:
        """How many articles were taken out and not put back."""
        with translated(self.path):
            row = self._connection.execute("SELECT count(withdrawn) FROM articles").fetchone()
            return int(row[0])

    def fingerprint(self) -> str:
        """See `corpus.identity.fingerprint`, over all articles but the withdrawn ones."""
        with translated(self.path):
            return fingerprint(
                self._connection.execute(
                    "SELECT id, revision, text_sha256 FROM articles WHERE withdrawn IS NULL ORDER BY id"
                )
            )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with translated(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # On a full disk sqlite may have rolled back already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def _snapshot(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees the store as it stands now until it is closed."""
        with translated(self.path):
            connection = _connected(self.path)
            try:
                connection.execute("BEGIN")
                yield connection
            finally:
                connection.close()

    def _new_origins(self, snapshot: sqlite3.Connection) -> dict[str, str]:
        """The origins of a snapshot's articles, which the store keeps; {} where it has them already.

        That they cannot be kept, on a full disk, is no reason not to tell them.
        """
        changes, grouped = snapshot.execute("SELECT changes, grouped FROM grouping").fetchone()
        if changes == grouped:
            return {}
        rows = snapshot.execute(
            """SELECT a.id, CAST(t.text AS BLOB), a.published, a.origin
            FROM articles a JOIN texts t ON t.sha256 = a.text_sha256 WHERE a.withdrawn IS NULL"""
        ).fetchall()
        found = origins(
            Article(key, 0, text.decode(errors="replace"), "", published=day) for key, text, day, _ in rows
        )
        moved = [(found[key], key) for key, _, _, before in rows if found[key] != before]
        with suppress(StoreError), self._transaction():
            # Where somebody wrote meanwhile, the next one who reads finds them anew.
            if self._connection.execute("SELECT changes FROM grouping").fetchone() == (changes,):
                self._connection.executemany("UPDATE articles SET origin = ? WHERE id = ?", moved)
                self._connection.execute("UPDATE grouping SET grouped = changes")
        return found

    def _set_withdrawn(self, article_id: str, moment: str | None, condition: str) -> bool:
        with self._transaction():
            done = self._connection.execute(
                f"UPDATE articles SET withdrawn = ? WHERE id = ? AND {condition}",  # noqa: S608 - a literal
                (moment, article_id),
            )
            return done.rowcount > 0

    def _insert(self, draft: Draft, digest: str) -> Change:
        article_id = new_id(self._connection, draft)
        values = {name: getattr(draft, name) for name in _FIELDS}
        row = {
            "id": article_id,
            "stated_id": draft.id is not None,
            "revision": 1,
            "text_sha256": self._keep_text(draft.text),
            "origin": article_id,
            "extra": json.dumps(dict(draft.extra)),
            **_keys(values),
            **values,
        }
        self._connection.execute(
            f"INSERT INTO articles ({', '.join(row)}) VALUES ({', '.join('?' * len(row))})",  # noqa: S608
            tuple(row.values()),
        )
        self._log(article_id, 1, row["text_sha256"], values)
        self._sighted(article_id, draft.found_in, digest)
        return Change("new", article_id)

    def _revise(self, article_id: str, draft: Draft, *, fill_only: bool) -> Change:
        revision, old_sha256, *old = self._connection.execute(
            f"SELECT revision, text_sha256, {', '.join(_FIELDS)} FROM articles WHERE id = ?",  # noqa: S608
            (article_id,),
        ).fetchone()
        known = dict(zip(_FIELDS, old, strict=True))
        stated = {name: getattr(draft, name) for name in _FIELDS}
        first, second = (known, stated) if fill_only else (stated, known)
        values = {name: second[name] if first[name] is None else first[name] for name in _FIELDS}
        sha256 = old_sha256 if fill_only else self._keep_text(draft.text)
        row = {"text_sha256": sha256, **_keys(values), **values}
        if draft.extra and not fill_only:
            row["extra"] = json.dumps(dict(draft.extra))
        changed = sha256 != old_sha256 or values != known
        row["revision"] = revision + 1 if changed else revision
        self._connection.execute(
            f"UPDATE articles SET {', '.join(f'{name} = ?' for name in row)} WHERE id = ?",  # noqa: S608
            (*row.values(), article_id),
        )
        if changed:
            self._log(article_id, revision + 1, sha256, values)
        return Change("changed" if changed else "unchanged", article_id)

    def _keep_text(self, text: str) -> str:
        sha256 = text_sha256(text)
        # A text that the disk has damaged is mended by taking it in again.
        self._connection.execute(
            """INSERT INTO texts VALUES (?, ?)
            ON CONFLICT (sha256) DO UPDATE SET text = excluded.text WHERE text IS NOT excluded.text""",
            (sha256, text),
        )
        return sha256

    def _log(self, article_id: str, revision: int, sha256: str, values: Mapping[str, str | None]) -> None:
        fields = json.dumps({name: value for name, value in values.items() if value is not None})
        self._connection.execute(
            "INSERT INTO revisions VALUES (?, ?, ?, ?, ?)", (article_id, revision, _now(), sha256, fields)
        )

    def _sighted(self, article_id: str, found_in: str, digest: str) -> None:
        self._connection.execute(
            """INSERT INTO sightings VALUES (
                :id, :place, (SELECT count(*) FROM sightings WHERE article_id = :id), :digest)
            ON CONFLICT (article_id, found_in) DO UPDATE SET draft_sha256 = excluded.draft_sha256""",
            {"id": article_id, "place": found_in, "digest": digest},
        )


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        # With a write-ahead log readers and a writer do not wait for each other, and a killed writer leaves
        # whole transactions only; NORMAL saves a disk sync for each article.
        for pragma in ("journal_mode = WAL", "synchronous = NORMAL", "foreign_keys = ON"):
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise
    return connection


def _article(row: Sequence[Any]) -> Article:
    (found, revision, sha256, origin, text, places), fields = row[:6], row[6:]
    return Article(
        id=found,
        revision=revision,
        text=text,
        text_sha256=sha256,
        origin=origin,
        ingested_from=tuple(json.loads(places)),
        **dict(zip(_FIELDS, fields, strict=True)),
    )


def _keys(values: Mapping[str, str | None]) -> dict[str, str | None]:
    return {
        "url_key": url_key(values["url"]),
        "name_key": name_key(values["outlet"], values["headline"]),
    }


def _storable(draft: Draft) -> Draft:
    """Whoever made the draft: no NUL or half of a surrogate pair may reach the file."""
    fields: dict[str, Any] = {name: one_line(getattr(draft, name)) for name in _FIELDS if name != "credits"}
    credit = printable(draft.credits) if draft.credits else None
    return replace(draft, text=printable(draft.text), credits=credit, **fields)


def _digest(draft: Draft) -> str:
    said = [draft.id, draft.text, *(getattr(draft, name) for name in _FIELDS), dict(draft.extra)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
