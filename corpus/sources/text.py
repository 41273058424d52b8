"""Plain text files: one article a file."""

from collections.abc import Iterator
from pathlib import Path

from corpus.clean import clean_plain
from corpus.folders import place_of
from corpus.sources.files import decode, read_bytes
from corpus.types import Draft, Rejection


class TextSource:
    """`.txt`, `.text` and files without an ending, unless they hold HTML."""

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether it is named as text and does not begin as an HTML page does."""
        start = head.lstrip()[:15].lower()
        html = start.startswith((b"<!doctype html", b"<html"))
        return path.suffix.lower() in {".txt", ".text", ""} and not html

    def read(self, path: Path) -> Iterator[Draft | Rejection]:
        """Read the one article; raises SourceError when it cannot be read."""
        yield clean_plain(decode(read_bytes(path)), place_of(path))
