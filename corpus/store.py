"""ArticleStore: every article with all its revisions, in one sqlite file.

It settles which article a draft is and whether it brings anything new. It reads no files and cleans no text.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from corpus.errors import StoreError
from corpus.identity import derived_id, name_key, same_words, text_sha256, url_key
from corpus.schema import migrate
from corpus.types import Article, Draft, Revision

ChangeKind = Literal["new", "changed", "unchanged", "withdrawn"]

_FIELDS = ("headline", "outlet", "published", "url", "byline", "credits", "place", "language")
_COLUMNS = ", ".join(f"a.{name}" for name in ("id", "revision", "text_sha256", *_FIELDS, "origin"))
_BUSY_SECONDS = 30.0


@dataclass(frozen=True, slots=True)
class Change:
    """What a draft did to the store. "withdrawn": the article was taken out and stays out; nothing changed."""

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
        with _translated(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            self._connection = self._connect()
            try:
                self._connection.execute("PRAGMA journal_mode = WAL")
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
        is known. A draft that is recognised by its text alone only adds its place and fills gaps. An article
        that was withdrawn stays so.

        Raises:
            StoreError: the store cannot be written.
        """
        with self._transaction():
            id, by_text = self._resolve(draft)
            digest = _draft_digest(draft)
            if id is None:
                return self._insert(draft, digest)
            withdrawn, seen = self._connection.execute(
                "SELECT withdrawn, (SELECT draft_sha256 FROM sightings WHERE article_id = id AND found_in = ?) "
                "FROM articles WHERE id = ?",
                (draft.found_in, id),
            ).fetchone()
            if withdrawn:
                return Change("withdrawn", id)
            if seen == digest:
                return Change("unchanged", id)
            self._sighted(id, draft.found_in, digest)
            return self._revise(id, draft, fill_only=by_text)

    def find(self, draft: Draft) -> str | None:
        """The id of the stored article that this draft is, withdrawn or not; None when it is a new one."""
        with _translated(self.path):
            return self._resolve(draft)[0]

    def withdraw(self, id: str) -> bool:
        """Take an article out; its history is kept. False when there is no such article."""
        with self._transaction():
            return bool(
                self._connection.execute(
                    "UPDATE articles SET withdrawn = ? WHERE id = ? AND withdrawn IS NULL", (_now(), id)
                ).rowcount
            )

    def restore(self, id: str) -> bool:
        """Put a withdrawn article back. False when there is none of that id."""
        with self._transaction():
            return bool(
                self._connection.execute(
                    "UPDATE articles SET withdrawn = NULL WHERE id = ? AND withdrawn IS NOT NULL", (id,)
                ).rowcount
            )

    def get(self, id: str) -> Article | None:
        """The article at its newest revision; None when there is none or it was withdrawn."""
        with _translated(self.path):
            return next(_articles(self._connection, "AND a.id = ?", (id,)), None)

    def articles(self) -> Iterator[Article]:
        """All articles by id, as they stood when the first was asked for, whatever is written meanwhile."""
        with _translated(self.path):
            connection = self._connect()
            try:
                connection.execute("BEGIN")
                yield from _articles(connection)
            finally:
                connection.close()

    def history(self, id: str) -> list[Revision]:
        """All revisions of an article, the first one first; of withdrawn articles too; [] for unknown ids."""
        with _translated(self.path):
            rows = self._connection.execute(
                "SELECT revision, ingested, text_sha256 FROM revisions WHERE article_id = ? ORDER BY revision",
                (id,),
            )
            return [Revision(*row) for row in rows]

    def extra(self, id: str) -> dict[str, object]:
        """The keys that came with the article and that nothing here reads; {} for unknown ids."""
        with _translated(self.path):
            row = self._connection.execute("SELECT extra FROM articles WHERE id = ?", (id,)).fetchone()
            return dict(json.loads(row[0])) if row else {}

    def count(self) -> int:
        """How many articles there are, without the withdrawn ones."""
        with _translated(self.path):
            (count,) = self._connection.execute(
                "SELECT count(*) FROM articles WHERE withdrawn IS NULL"
            ).fetchone()
            return int(count)

    def fingerprint(self) -> str:
        """A sha256 over ids, revisions and text hashes: equal for equal contents."""
        with _translated(self.path):
            digest = hashlib.sha256()
            for row in self._connection.execute(
                "SELECT id, revision, text_sha256 FROM articles WHERE withdrawn IS NULL ORDER BY id"
            ):
                digest.update(json.dumps(row).encode())
            return digest.hexdigest()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_BUSY_SECONDS, isolation_level=None)
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA foreign_keys = ON")
        return connection

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with _translated(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # After a full disk sqlite may have rolled back already.
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _resolve(self, draft: Draft) -> tuple[str | None, bool]:
        """The id of the article that the draft is, and whether only its text says so."""
        if draft.id is not None:
            row = self._connection.execute("SELECT id FROM articles WHERE id = ?", (draft.id,)).fetchone()
            if row:
                return row[0], False
        sha256 = text_sha256(draft.text)
        url, name = url_key(draft.url), name_key(draft.outlet, draft.headline)
        free = "" if draft.id is None else "AND stated_id = 0"
        row = self._connection.execute(
            f"SELECT id FROM articles WHERE url_key = ? {free} ORDER BY text_sha256 != ?, id",  # noqa: S608
            (url, sha256),
        ).fetchone()
        if row:
            return row[0], False
        row = self._connection.execute(
            f"SELECT id FROM articles WHERE name_key = ? AND (url_key IS NULL OR ? IS NULL) {free} "  # noqa: S608
            "ORDER BY text_sha256 != ?, id",
            (name, url, sha256),
        ).fetchone()
        if row:
            return row[0], False
        return self._same_text(draft, sha256, free), True

    def _same_text(self, draft: Draft, sha256: str, free: str) -> str | None:
        rows = self._connection.execute(
            "SELECT id, outlet FROM articles WHERE id IN (SELECT article_id FROM revisions WHERE text_sha256 = ?) "  # noqa: S608
            f"{free} ORDER BY text_sha256 != ?, id",
            (sha256, sha256),
        ).fetchall()
        for id, outlet in rows:
            if outlet is None or draft.outlet is None or same_words(outlet) == same_words(draft.outlet):
                return str(id)
        if draft.id is None and any(id == derived_id(draft) for id, _ in rows):
            return derived_id(draft)
        return None

    def _insert(self, draft: Draft, digest: str) -> Change:
        id = draft.id if draft.id is not None else self._free_id(draft)
        sha256 = self._keep_text(draft.text)
        values = {name: getattr(draft, name) for name in _FIELDS}
        self._connection.execute(
            "INSERT INTO articles (id, stated_id, revision, text_sha256, origin, extra, url_key, name_key, "  # noqa: S608
            f"{', '.join(_FIELDS)}) VALUES (?, ?, 1, ?, ?, ?, ?, ?, {', '.join('?' * len(_FIELDS))})",
            (
                id,
                draft.id is not None,
                sha256,
                id,
                json.dumps(dict(draft.extra)),
                url_key(draft.url),
                name_key(draft.outlet, draft.headline),
                *values.values(),
            ),
        )
        self._log(id, 1, sha256, values)
        self._sighted(id, draft.found_in, digest)
        return Change("new", id)

    def _free_id(self, draft: Draft) -> str:
        """The derived id; with a number when an article that has since changed its name or link holds it."""
        first = id = derived_id(draft)
        number = 1
        while self._connection.execute("SELECT 1 FROM articles WHERE id = ?", (id,)).fetchone():
            number += 1
            id = f"{first}-{number}"
        return id

    def _revise(self, id: str, draft: Draft, *, fill_only: bool) -> Change:
        (revision, old_sha256, *old) = self._connection.execute(
            f"SELECT revision, text_sha256, {', '.join(_FIELDS)} FROM articles WHERE id = ?",  # noqa: S608
            (id,),
        ).fetchone()
        known = dict(zip(_FIELDS, old, strict=True))
        stated = {name: value for name in _FIELDS if (value := getattr(draft, name)) is not None}
        values = (
            {**stated, **{k: v for k, v in known.items() if v is not None}}
            if fill_only
            else {**known, **stated}
        )
        values = {name: values.get(name) for name in _FIELDS}
        sha256 = old_sha256 if fill_only else self._keep_text(draft.text)
        if draft.extra and not fill_only:
            self._connection.execute(
                "UPDATE articles SET extra = ? WHERE id = ?", (json.dumps(dict(draft.extra)), id)
            )
        if sha256 == old_sha256 and values == known:
            return Change("unchanged", id)
        self._connection.execute(
            "UPDATE articles SET revision = ?, text_sha256 = ?, url_key = ?, name_key = ?, "  # noqa: S608
            f"{', '.join(f'{name} = ?' for name in _FIELDS)} WHERE id = ?",
            (
                revision + 1,
                sha256,
                url_key(values["url"]),
                name_key(values["outlet"], values["headline"]),
                *values.values(),
                id,
            ),
        )
        self._log(id, revision + 1, sha256, values)
        return Change("changed", id)

    def _keep_text(self, text: str) -> str:
        sha256 = text_sha256(text)
        self._connection.execute("INSERT OR IGNORE INTO texts VALUES (?, ?)", (sha256, text))
        return sha256

    def _log(self, id: str, revision: int, sha256: str, values: dict[str, str | None]) -> None:
        fields = json.dumps({name: value for name, value in values.items() if value is not None})
        self._connection.execute(
            "INSERT INTO revisions VALUES (?, ?, ?, ?, ?)", (id, revision, _now(), sha256, fields)
        )

    def _sighted(self, id: str, found_in: str, digest: str) -> None:
        self._connection.execute(
            "INSERT INTO sightings VALUES (?, ?, (SELECT count(*) FROM sightings WHERE article_id = ?), ?) "
            "ON CONFLICT (article_id, found_in) DO UPDATE SET draft_sha256 = excluded.draft_sha256",
            (id, found_in, id, digest),
        )


def _articles(
    connection: sqlite3.Connection, where: str = "", values: tuple[str, ...] = ()
) -> Iterator[Article]:
    rows = connection.execute(
        f"SELECT {_COLUMNS}, t.text, (SELECT json_group_array(found_in) FROM "  # noqa: S608
        "(SELECT found_in FROM sightings WHERE article_id = a.id ORDER BY number)) "
        f"FROM articles a JOIN texts t ON t.sha256 = a.text_sha256 WHERE a.withdrawn IS NULL {where} ORDER BY a.id",
        values,
    )
    for id, revision, sha256, *fields, origin, text, places in rows:
        yield Article(
            id=id,
            revision=revision,
            text=text,
            text_sha256=sha256,
            origin=origin,
            ingested_from=tuple(json.loads(places)),
            **dict(zip(_FIELDS, fields, strict=True)),
        )


def _draft_digest(draft: Draft) -> str:
    said = [draft.id, draft.text, *(getattr(draft, name) for name in _FIELDS), dict(draft.extra)]
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@contextmanager
def _translated(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(_in_plain_words(path, error)) from error
    except OSError as error:
        raise StoreError(f"{path} cannot be opened: {(error.strerror or 'unknown error').lower()}") from error


def _in_plain_words(path: Path, error: sqlite3.Error) -> str:
    what = str(error)
    if "not a database" in what:
        return f"{path} is not an article store; move it away or choose another folder with --home"
    if "full" in what:
        return f"the disk is full: {path} could not be written, nothing of this article was kept; free some space"
    if "locked" in what or "busy" in what:
        return f"{path} is in use by another program for {_BUSY_SECONDS:.0f} s; try again when it is done"
    if "readonly" in what:
        return f"{path} may only be read; check its permissions"
    if "unable to open" in what:
        return f"{path} cannot be opened; check the folder and its permissions"
    if "malformed" in what or "corrupt" in what:
        return f"{path} is damaged ({what}); put back a copy of it, or ingest again into another folder"
    return f"{path}: {what}"
