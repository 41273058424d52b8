"""Paragraphs of plain text: blank lines part them, or line ends do; lines that a program wrapped are joined.

Joining a wrapped line folds white space and nothing else. Words cut by a hyphen at a line's end stay cut.
"""

import re
from collections.abc import Iterator, Sequence
from statistics import median

from corpus.characters import fold
from corpus.dates import date_line
from corpus.types import Span

BULLET = re.compile(r"[-*+\u2022\u00b7\u2023\u25aa\u25e6\u25cf\u25cb\u25a0\u2043\u2219\u2013]\s+(?=\S)")
_FINAL = re.compile(r"""[.!?:;\u2026\u3002][)\]"'\u2019\u201d\u00bb*_]*$""")
_BYLINE = re.compile(r"\s*(?:By|BY) [A-Z][\w.'\u2019-]+ [A-Z]")
_WIDEST_WRAP = 120
_NARROWEST_WRAP = 50
_SLACK = 12


def ends_finally(line: str) -> bool:
    """Whether the line ends as a sentence does: a stop, closing quotes or brackets after it allowed."""
    return bool(_FINAL.search(line.rstrip()[-40:]))


def paragraph_of(text: str, start: int, end: int) -> Span:
    """The lines of a stored text that hold start..end: its paragraph, since one stands on one line there."""
    after = text.find("\n", end)
    return Span(text.rfind("\n", 0, start) + 1, after if after >= 0 else len(text))


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a printable text, in order, white space folded, none empty."""
    blocks = [block for block in (_lines(b) for b in re.split(r"\n[^\S\n]*\n", text)) if block]
    width = _wrap_width(blocks)
    return [fold(" ".join(lines)) for block in blocks for lines in _joined(block, width)]


def _lines(block: str) -> list[str]:
    return [line.rstrip() for line in block.split("\n") if line.strip()]


def _wrap_width(blocks: Sequence[Sequence[str]]) -> int | None:
    """The column at which the text was wrapped, None when every line is a paragraph of its own.

    Wrapped lines are of like length and seldom end where a sentence ends; paragraphs nearly always do.
    """
    every = [line for block in blocks for line in block]
    inner = [line for block in blocks for line in block[:-1]]
    if not inner or sum(len(line) > _WIDEST_WRAP for line in every) * 10 > len(every):
        return None
    unfinished = sum(not ends_finally(line) for line in inner)
    if unfinished * 2 < len(inner) or median(map(len, inner)) < _NARROWEST_WRAP:
        return None
    return max(len(line) for line in every if len(line) <= _WIDEST_WRAP)


def _joined(block: Sequence[str], width: int | None) -> Iterator[list[str]]:
    current: list[str] = []
    for line in block:
        if current and (width is None or _breaks(current[-1], line, width)):
            yield current
            current = []
        current.append(line)
    yield current


def _stands_alone(line: str) -> bool:
    return len(line) <= _WIDEST_WRAP and (_BYLINE.match(line) is not None or date_line(line)[1])


def _breaks(before: str, line: str, width: int) -> bool:
    """Whether the line starts a paragraph: a bullet, an indent, a byline or date, or room left above."""
    indented = line[:1].isspace() and not before[:1].isspace()
    if indented or BULLET.match(line.lstrip()) or _stands_alone(line) or _stands_alone(before):
        return True
    word = line.split(maxsplit=1)[0]
    had_room = len(before) + 1 + len(word) + _SLACK <= width
    return had_room and not (word[0].islower() and not ends_finally(before))
