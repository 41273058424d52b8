"""The article store's tables, as an ordered list of migrations. A published migration never changes."""

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import StoreError

APPLICATION_ID = 0x446C_4172
"""Marks a sqlite file as an article store ("DlAr")."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        "CREATE TABLE texts (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
        # `stated_id` is 1 when the article came with an id of its own. The keys are what a draft is
        # compared by; `withdrawn` is the moment it was taken out.
        """CREATE TABLE articles (
            id TEXT PRIMARY KEY, stated_id INTEGER NOT NULL, revision INTEGER NOT NULL,
            text_sha256 TEXT NOT NULL REFERENCES texts (sha256),
            headline TEXT, outlet TEXT, published TEXT, url TEXT, byline TEXT, credits TEXT, place TEXT,
            language TEXT, origin TEXT NOT NULL, extra TEXT NOT NULL,
            url_key TEXT, name_key TEXT, withdrawn TEXT) WITHOUT ROWID""",
        "CREATE INDEX articles_url ON articles (url_key)",
        "CREATE INDEX articles_name ON articles (name_key)",
        """CREATE TABLE revisions (
            article_id TEXT NOT NULL REFERENCES articles (id), revision INTEGER NOT NULL,
            ingested TEXT NOT NULL, text_sha256 TEXT NOT NULL REFERENCES texts (sha256),
            fields TEXT NOT NULL, PRIMARY KEY (article_id, revision)) WITHOUT ROWID""",
        "CREATE INDEX revisions_text ON revisions (text_sha256)",
        # What each place said last, so that a place which says the same again changes nothing.
        """CREATE TABLE sightings (
            article_id TEXT NOT NULL REFERENCES articles (id), found_in TEXT NOT NULL,
            number INTEGER NOT NULL, draft_sha256 TEXT NOT NULL,
            PRIMARY KEY (article_id, found_in)) WITHOUT ROWID""",
    ),
    (
        # `articles.origin` is right where as many changes were grouped as have happened.
        "CREATE TABLE grouping (changes INTEGER NOT NULL, grouped INTEGER NOT NULL)",
        "INSERT INTO grouping VALUES (1, 0)",
        """CREATE TRIGGER article_added AFTER INSERT ON articles
        BEGIN UPDATE grouping SET changes = changes + 1; END""",
        """CREATE TRIGGER article_changed AFTER UPDATE OF text_sha256, published, withdrawn ON articles
        WHEN old.text_sha256 IS NOT new.text_sha256 OR old.published IS NOT new.published
            OR (old.withdrawn IS NULL) <> (new.withdrawn IS NULL)
        BEGIN UPDATE grouping SET changes = changes + 1; END""",
        """CREATE TRIGGER text_mended AFTER UPDATE ON texts
        BEGIN UPDATE grouping SET changes = changes + 1; END""",
    ),
)


def migrate(
    connection: sqlite3.Connection, path: Path, migrations: Sequence[Sequence[str]] = MIGRATIONS
) -> None:
    """Bring a new or older store to the present schema, each step in a transaction of its own.

    Raises:
        StoreError: the file is another program's database, or was written by a newer version.
    """
    version = _version(connection)
    (application,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application != APPLICATION_ID and (tables or version):
        raise StoreError(f"{path} is a database of another program; choose another folder with --home")
    if version > len(migrations):
        raise StoreError(
            f"{path} was written by a newer version of the program (schema {version}; "
            f"this one knows {len(migrations)}); update the program"
        )
    if version == len(migrations):
        return
    for number, statements in enumerate(migrations, 1):
        connection.execute("BEGIN IMMEDIATE")
        try:
            # Another process may have come first while this one waited.
            if _version(connection) < number:
                for statement in statements:
                    connection.execute(statement)
                connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                connection.execute(f"PRAGMA user_version = {number}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
