"""Reading a file that may be anything: only plain files, within a size, decoded or refused with a reason."""

import codecs
import os
import re
import stat
from pathlib import Path
from typing import BinaryIO

from corpus.errors import SourceError

LARGEST_FILE = 8 * 2**20
"""Bytes of a file that holds one article."""

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x9f]")


def open_file(path: Path) -> BinaryIO:
    """Open a plain file for reading; a pipe or device is refused instead of waited for.

    Raises:
        SourceError: it is missing, no plain file, or may not be read.
    """
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise SourceError(f"cannot be read: {(error.strerror or 'unknown error').lower()}") from error
    except ValueError as error:
        raise SourceError("cannot be read: the name holds a NUL character") from error
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise SourceError("is no plain file")
    return open(descriptor, "rb")  # noqa: PTH123 - a descriptor, not a path


def read_bytes(path: Path, largest: int = LARGEST_FILE) -> bytes:
    """The bytes of a plain file.

    Raises:
        SourceError: it cannot be read, or holds more than `largest` bytes.
    """
    try:
        with open_file(path) as file:
            data = file.read(largest + 1)
    except OSError as error:
        raise SourceError(f"cannot be read: {(error.strerror or 'unknown error').lower()}") from error
    if len(data) > largest:
        raise SourceError(f"is larger than {largest // 1024:,} KiB")
    return data


def head(path: Path, size: int = 4096) -> bytes:
    """The first bytes of a plain file.

    Raises:
        SourceError: it cannot be read.
    """
    try:
        with open_file(path) as file:
            return file.read(size)
    except OSError as error:
        raise SourceError(f"cannot be read: {(error.strerror or 'unknown error').lower()}") from error


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start names."""
    return next((name for mark, name in _BOMS if data.startswith(mark)), None)


def decode(data: bytes) -> str:
    """Text of a file: by its byte order mark, else UTF-8, else Windows-1252 where that gives text.

    Raises:
        SourceError: it is binary, or in an encoding that is not known.
    """
    encoding = marked_encoding(data)
    try:
        text = data.decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        if encoding:
            raise SourceError(f"is not {encoding.upper()} as its first bytes say") from error
        text = _as_windows(data)
    if "\x00" in text[:65536]:
        raise SourceError("is not text: it holds NUL bytes")
    return text


def _as_windows(data: bytes) -> str:
    """Western text of before Unicode: a few letters above 127, hardly a control character."""
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise SourceError("is not text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8") from error
    high = sum(byte > 127 for byte in data)  # noqa: PLR2004
    if _CONTROLS.search(text) or high * 5 > len(data):
        raise SourceError("is not text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8")
    return text
