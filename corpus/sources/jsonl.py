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
HOPELESS = 100
"""A file that begins with as many bad lines is no JSON Lines; it is rejected as a whole."""


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
            wide = (marked_encoding(start) or "utf-8-sig") != "utf-8-sig"
            if not wide and b"\x00" in start:
                raise SourceError("is not text: it holds NUL bytes")
            if path.suffix.lower() == ".json" or start.lstrip()[:1] == b"[":
                yield from _whole(path)
            else:
                yield from _lines(_in_utf8(path) if wide else file, place_of(path))


def _in_utf8(path: Path) -> BinaryIO:
    return io.BytesIO(decode(read_bytes(path, LARGEST_WHOLE)).encode("utf-8", "replace"))


def _lines(file: BinaryIO, place: str) -> Iterator[Draft | Rejection]:
    results = _each_line(file, place)
    first: list[Draft | Rejection] = []
    for result in results:
        first.append(result)
        if isinstance(result, Draft):
            break
        if len(first) == HOPELESS:
            raise SourceError(f"none of its first {HOPELESS} lines is an article; the last: {result.reason}")
    yield from first
    yield from results


def _each_line(file: BinaryIO, place: str) -> Iterator[Draft | Rejection]:
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
    data, place = read_bytes(path, LARGEST_WHOLE), place_of(path)
    text = decode(data)
    try:
        value = _parsed(text)
    except SourceError:
        if not _object_a_line(text):
            raise
        yield from _lines(_in_utf8(path) if marked_encoding(data) else io.BytesIO(data), place)
        return
    for number, record in enumerate(value if isinstance(value, list) else [value], 1):
        yield _record(record, f"{place}[{number}]" if isinstance(value, list) else place)


def _object_a_line(text: str) -> bool:
    """Whether more lines look like an object by itself than like one in a list, which a comma follows."""
    ends = [line.rstrip()[-2:] for line in text.splitlines() if line.lstrip().startswith("{")]
    return sum(end[-1:] == "}" for end in ends) > sum(end == "}," for end in ends)


def _article(line: bytes, where: str) -> Draft | Rejection:
    try:
        return _record(_parsed(line.decode("utf-8-sig").rstrip()), where)
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
        why = "a number that JSON does not have"
        if isinstance(error, json.JSONDecodeError):
            line = f"line {error.lineno}, " if "\n" in text else ""
            why = f"{error.msg.removesuffix(' at')} at {line}character {error.colno}"
        raise SourceError(f"is not valid JSON: {why}") from error


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
