"""What sqlite reports, in words that say what to do."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.disk import in_words
from corpus.errors import StoreError

BUSY_SECONDS = 30.0
"""How long a writer waits for another one."""

_WORDS = (
    ("not a database", "is not an article store; move it away or choose another folder with --home"),
    ("full", "cannot be written, the disk is full; what was taken in before is kept; free some space"),
    ("locked", f"has been in use by another program for {BUSY_SECONDS:.0f} s; try again when it is done"),
    ("readonly", "may only be read; check its permissions"),
    ("unable to open", "cannot be opened; check the folder and its permissions"),
    ("malformed", "is damaged; put back a copy of it, or ingest again into another folder"),
    ("disk i/o", "cannot be read or written (disk error); check the disk, and whether it is full"),
)


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn errors of sqlite and of the file system into StoreError.

    Raises:
        StoreError: in place of them.
    """
    try:
        yield
    except sqlite3.Error as error:
        said = str(error).lower()
        if said.startswith("could not decode"):
            # Its message goes on with the whole text, which belongs in no log.
            raise StoreError(
                f"{path} holds a damaged text; ingest the files of all articles again, or put back a copy"
            ) from None
        words = next((words for part, words in _WORDS if part in said), f"failed: {error}")
        raise StoreError(f"{path} {words}") from error
    except OSError as error:
        raise StoreError(in_words(error, path)) from error
