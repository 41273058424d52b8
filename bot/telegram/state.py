"""The bot's own memory, `bot.sqlite`: which messages it has answered, and what its cards show.

People and chats appear only as keyed hashes (see `identity`), questions not at all. Everything is gone 30
days after it was written, or at once with /forget.

When the file cannot be written (a full disk), the bot answers all the same: what it has answered is then
remembered until it stops, but edits and buttons of those answers do not work.
"""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Self

RETENTION_SECONDS = 30 * 24 * 3600
VERSION = 1
_LOG = logging.getLogger(__name__)

_SCHEMA = """
CREATE TABLE answered (
    chat TEXT NOT NULL, message INTEGER NOT NULL, person TEXT NOT NULL,
    reply INTEGER, card TEXT, at INTEGER NOT NULL,
    PRIMARY KEY (chat, message)
) WITHOUT ROWID;
CREATE INDEX answered_person ON answered (person);
CREATE INDEX answered_at ON answered (at);
CREATE TABLE cards (
    id TEXT PRIMARY KEY, chat TEXT NOT NULL, person TEXT NOT NULL, content TEXT NOT NULL, at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX cards_person ON cards (person);
CREATE INDEX cards_at ON cards (at);
PRAGMA user_version = 1;
"""


class StateError(Exception):
    """The bot's memory cannot be opened."""


@dataclass(frozen=True, slots=True)
class Answered:
    """A message that was answered: the reply (None while it is being sent) and its card, if it has one."""

    reply: int | None
    card: str | None


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept about a person, and since when (Unix seconds)."""

    answered: int
    cards: int
    since: int | None


class State:
    """The memory in the given file, made where there is none. `now` gives Unix seconds."""

    def __init__(self, path: Path, now: Callable[[], float]) -> None:
        """Open or make the file.

        Raises:
            StateError: It cannot be opened, or was written by a newer version.
        """
        self._now = now
        self._path = path
        self._unwritten: dict[tuple[str, int], tuple[str, int]] = {}
        """Person and time by chat and message, of messages that the file had no room for."""
        self._told = False
        try:
            path.touch(mode=0o600)
            self._db = sqlite3.connect(path, isolation_level=None)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            self._db.execute("PRAGMA secure_delete = ON")
            (version,) = self._db.execute("PRAGMA user_version").fetchone()
            if version == 0:
                self._db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")
        except (OSError, sqlite3.Error) as error:
            raise StateError(f"Cannot open {path}: {error}. Delete it to start afresh.") from None
        if version > VERSION:
            self._db.close()
            raise StateError(
                f"{path} was written by a newer version (schema {version}, this one knows {VERSION}). "
                "Update the program, or delete the file to start afresh."
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    def claim(self, chat: str, message: int, person: str) -> bool:
        """Note that the message is being answered now; False when it was noted before."""
        if (chat, message) in self._unwritten:
            return False
        at = int(self._now())
        done = self._write(
            "INSERT OR IGNORE INTO answered (chat, message, person, at) VALUES (?, ?, ?, ?)",
            (chat, message, person, at),
        )
        if done is None:
            if self.answered(chat, message):
                return False
            self._unwritten[chat, message] = (person, at)
        return done != 0

    def replied(self, chat: str, message: int, reply: int, card: str | None) -> None:
        """Note which message is the reply, so that an edited question can edit it."""
        self._write(
            "UPDATE answered SET reply = ?, card = ? WHERE chat = ? AND message = ?",
            (reply, card, chat, message),
        )

    def answered(self, chat: str, message: int) -> Answered | None:
        """What is known of the answer to a message; None when there was none."""
        if (chat, message) in self._unwritten:
            return Answered(None, None)
        row = self._db.execute(
            "SELECT reply, card FROM answered WHERE chat = ? AND message = ?", (chat, message)
        ).fetchone()
        return Answered(*row) if row else None

    def keep(self, id: str, chat: str, person: str, content: str) -> None:
        """Remember what a message with buttons shows; replaces what stood under the id."""
        self._write(
            "INSERT OR REPLACE INTO cards (id, chat, person, content, at) VALUES (?, ?, ?, ?, ?)",
            (id, chat, person, content, int(self._now())),
        )

    def kept(self, id: str, chat: str) -> str | None:
        """What was remembered under the id for this chat; None when it is gone or belongs to another chat."""
        row = self._db.execute(
            "SELECT content FROM cards WHERE id = ? AND chat = ? AND at >= ?", (id, chat, self._oldest())
        ).fetchone()
        return str(row[0]) if row else None

    def about(self, person: str, chat: str) -> Kept:
        """How much is kept under a person's key, and under the key of their private chat."""
        counts = []
        oldest = []
        for table in ("answered", "cards"):
            with closing(
                self._db.execute(
                    f"SELECT count(*), min(at) FROM {table} WHERE person = ? OR chat = ?",  # noqa: S608 - two fixed names
                    (person, chat),
                )
            ) as rows:
                count, first = rows.fetchone()
            counts.append(count)
            oldest.append(first)
        unwritten = [at for key, (whose, at) in self._unwritten.items() if whose == person or key[0] == chat]
        since = min((at for at in [*oldest, *unwritten] if at is not None), default=None)
        return Kept(counts[0] + len(unwritten), counts[1], since)

    def forget(self, person: str, chat: str) -> int:
        """Delete everything under a person's key and their private chat's; returns how many records."""
        gone = self._drop(lambda key, whose, _: whose == person or key == chat)
        for table in ("answered", "cards"):
            gone += self._db.execute(
                f"DELETE FROM {table} WHERE person = ? OR chat = ?",  # noqa: S608 - two fixed names
                (person, chat),
            ).rowcount
        self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    def sweep(self) -> int:
        """Delete everything older than the retention; returns how many records."""
        gone = self._drop(lambda _chat, _person, at: at < self._oldest())
        for table in ("answered", "cards"):
            gone += self._db.execute(
                f"DELETE FROM {table} WHERE at < ?",  # noqa: S608 - two fixed names
                (self._oldest(),),
            ).rowcount
        return gone

    def _drop(self, unwanted: Callable[[str, str, int], bool]) -> int:
        """Drop what is only in memory, by chat, person and time."""
        dropped = [key for key, (person, at) in self._unwritten.items() if unwanted(key[0], person, at)]
        for key in dropped:
            del self._unwritten[key]
        return len(dropped)

    def _write(self, statement: str, values: tuple[object, ...]) -> int | None:
        """How many rows changed; None when nothing can be written now, which is logged once a time."""
        try:
            done = self._db.execute(statement, values).rowcount
        except sqlite3.OperationalError as error:
            if not self._told:
                _LOG.error(
                    "%s cannot be written (%s); free some space or check its permissions. Until then "
                    "answers go out without working buttons.",
                    self._path,
                    error,
                )
            self._told = True
            return None
        self._told = False
        return done

    def _oldest(self) -> int:
        return int(self._now()) - RETENTION_SECONDS
