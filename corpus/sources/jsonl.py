"""JSON Lines: one article a line, read line by line. A .json file with one object or a list is read too."""

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from corpus.clean import clean_gently, draft_of
from corpus.errors import SourceError
from corpus.folders import place_of
from corpus.sources.files import decode, marked_encoding, open_file, read_bytes
from corpus.sources.record import fields_of
from corpus.types import Draft, Rejection

LONGEST_LINE = 8 * 2**20
"""Bytes of one line."""
LARGEST_WHOLE = 64 * 2**20
"""Bytes of a file that has to be read at once: a JSON list, or UTF-16."""


class JsonLinesSource:
    """`.jsonl`, `.ndjson`, `.json`, and text files whose first line is a JSON object."""

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether it is named so, or is named as text and starts with an object."""
        if path.suffix.lower() in {".jsonl", ".ndjson", ".json"}:
            return True
        start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
        return (
            path.suffix.lower() in {".txt", ".text", ""}
            and start[:1] == b"{"
            and start[1:].lstrip()[:1] == b'"'
        )

    def read(self, path: Path) -> Iterator[Draft | Rejection]:
        """Read article by article; raises SourceError when the file cannot be read at all."""
        with open_file(path) as file:
            start = file.read(4096)
            file.seek(0)
            encoding = marked_encoding(start)
            if path.suffix.lower() == ".json" or start.lstrip()[:1] == b"[":
                yield from _whole(path)
            elif encoding and encoding != "utf-8-sig":
                text = decode(read_bytes(path, LARGEST_WHOLE))
                yield from _lines(io.BytesIO(text.encode("utf-8", "replace")), place_of(path))
            else:
                yield from _lines(file, place_of(path))


def _lines(file: BinaryIO, place: str) -> Iterator[Draft | Rejection]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        where = f"{place}:{number}"
        if len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            yield Rejection(where, f"the line is longer than {LONGEST_LINE // 2**20} MiB")
            while (more := file.readline(LONGEST_LINE)) and not more.endswith(b"\n"):
                pass
        elif line.strip(b" \t\r\n\xef\xbb\xbf\x00"):
            yield _article(line, where)


def _whole(path: Path) -> Iterator[Draft | Rejection]:
    text = decode(read_bytes(path, LARGEST_WHOLE))
    try:
        value = _parsed(text)
    except SourceError as whole:
        # A file named .json may still hold one object a line.
        if path.suffix.lower() == ".json" and "\n" in text.strip() and text.lstrip().startswith("{"):
            yield from _lines(io.BytesIO(text.encode()), place_of(path))
            return
        raise whole from whole.__cause__
    for number, record in enumerate(value if isinstance(value, list) else [value], 1):
        yield _record(record, f"{place_of(path)}[{number}]" if isinstance(value, list) else place_of(path))


def _article(line: bytes, where: str) -> Draft | Rejection:
    try:
        return _record(_parsed(line.decode("utf-8-sig")), where)
    except UnicodeDecodeError:
        return Rejection(where, "the line is not UTF-8")
    except SourceError as error:
        return Rejection(where, str(error))


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_number)
    except RecursionError as error:
        raise SourceError("is nested too deeply") from error
    except ValueError as error:
        # JSONDecodeError, NaN, or a number of more digits than Python reads.
        at = f" at character {error.pos + 1}" if isinstance(error, json.JSONDecodeError) else ""
        why = error.msg if isinstance(error, json.JSONDecodeError) else "a number that JSON does not have"
        raise SourceError(f"is not valid JSON: {why}{at}") from error


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _record(record: object, where: str) -> Draft | Rejection:
    if not isinstance(record, dict):
        return Rejection(where, 'an article must be a JSON object with a "text"')
    text = record.get("text")
    if not isinstance(text, str):
        return Rejection(where, '"text" is missing' if text is None else '"text" must be text')
    try:
        fields, extra = fields_of(record)
        return draft_of(clean_gently(text, fields.headline), fields, where, extra)
    except SourceError as error:
        return Rejection(where, str(error))
