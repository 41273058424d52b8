"""A text as figures, words and marks, for the modules that read amounts. One pass, no backtracking."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from corpus.types import Span
from index.analysis import terms

_TOKEN = re.compile(
    r"""(?P<figure>\d{1,3}(?P<separator>[,\ \u00a0\u2009\u202f])\d{3}(?:(?P=separator)\d{3})*(?!\d)(?:\.\d+)?
          |\d+(?:\.\d+)?)
    |(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_][^\W_]*(?:['’][^\W\d_]+)*)
    |[^\s]|\n""",
    re.VERBOSE,
)
HYPHENS = frozenset("-\u2010\u2011")


class Token(NamedTuple):
    """A figure ("3,800"), a word in lower case, or one other character (a line's end among them)."""

    start: int
    end: int
    word: str
    kind: str


def tokens(text: str, taken: Iterable[Span] = ()) -> list[Token]:
    """The tokens of a text in order; each stretch of `taken` (in order, none overlapping) is one mark "…"."""
    found: list[Token] = []
    at = 0
    for start, end in taken:
        found += _between(text, at, start)
        found.append(Token(start, end, "…", "mark"))
        at = end
    found += _between(text, at, len(text))
    return found


def unhyphened(held: Sequence[Token], at: int) -> int:
    """The index of the word after a hyphen that joins it to what stands before ("180-day"), else `at`."""
    if (
        0 < at < len(held) - 1
        and held[at].word in HYPHENS
        and held[at - 1].end == held[at].start
        and held[at].end == held[at + 1].start
        and held[at + 1].kind == "word"
    ):
        return at + 1
    return at


def word_at(held: Sequence[Token], at: int) -> str:
    """The word (or mark) at an index, empty outside of the text."""
    return held[at].word if 0 <= at < len(held) else ""


@lru_cache(20_000)
def stem(word: str) -> str:
    """The stem of one word as the lexical index has it, empty for a stop word."""
    found = terms(word)
    return found[0] if found else ""


def _between(text: str, start: int, end: int) -> list[Token]:
    return [
        Token(m.start(), m.end(), m.group().lower(), m.lastgroup or "mark")
        for m in _TOKEN.finditer(text, start, end)
    ]
