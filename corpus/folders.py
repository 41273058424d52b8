"""Which files an operator means: those named, and all in the folders named, in the order of their names."""

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from corpus.types import Rejection

DEEPEST = 32
"""Levels of folders below one that was named."""


def place_of(path: Path) -> str:
    """The path as it is shown and stored: controls and bytes that are no text are written as escapes."""
    name = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)


def files(paths: Iterable[Path]) -> Iterator[Path | Rejection]:
    """Every file to be read, folders searched recursively; a Rejection for what cannot be.

    Hidden files and folders inside a folder are passed over. A link inside a folder is followed to a file
    in that folder only, never to a folder.
    """
    for path in paths:
        try:
            folder = stat.S_ISDIR(path.stat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            yield Rejection(place_of(path), "there is no such file or folder")
        except OSError as error:
            yield _unread(path, error)
        else:
            yield from _inside(path, path.resolve(), 0) if folder else [path]


def _unread(path: Path, error: OSError) -> Rejection:
    return Rejection(place_of(path), f"cannot be read: {(error.strerror or 'unknown error').lower()}")


def _inside(folder: Path, root: Path, depth: int) -> Iterator[Path | Rejection]:
    if depth > DEEPEST:
        yield Rejection(place_of(folder), f"is more than {DEEPEST} folders deep")
        return
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield _unread(folder, error)
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith((".", "__pycache__")):
            continue
        if entry.is_symlink():
            yield _linked(path, root)
        elif entry.is_dir(follow_symlinks=False):
            yield from _inside(path, root, depth + 1)
        else:
            yield path


def _linked(path: Path, root: Path) -> Path | Rejection:
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):
        return Rejection(place_of(path), "is a link that leads nowhere")
    if not target.is_relative_to(root):
        return Rejection(place_of(path), "is a link that leads out of the folder; name its target instead")
    if target.is_dir():
        return Rejection(place_of(path), "is a link to a folder; name that folder instead")
    return path
