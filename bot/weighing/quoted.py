"""What was said: the stretch in quotation marks that an answer belongs to."""

import re

from corpus.types import Span

_MARKS = re.compile('["“”«»]')
_OPENING, _CLOSING = "“«", "”»"
_LONGEST = 320
"""Characters; a longer quotation is not shown whole as the short answer."""


def quoted(text: str, sentence: Span, answer: Span) -> Span:
    """The quotation of the sentence around an answer, without its marks; the answer where there is none.

    One whose other mark stands in another sentence counts with what this sentence holds of it.
    """
    for start, end in _quotations(text, sentence):
        if start <= answer.start and answer.end <= end and end - start <= _LONGEST:
            return _bare(text, Span(start, end))
    return answer


def _quotations(text: str, sentence: Span) -> list[Span]:
    found: list[Span] = []
    begin: int | None = None
    for match in _MARKS.finditer(text, *sentence):
        mark, at = match.group(), match.start()
        if begin is None and (mark in _CLOSING or (mark == '"' and _ends(text, at, sentence))):
            if not found:
                found.append(Span(sentence.start, at))
        elif begin is None:
            begin = match.end()
        elif mark not in _OPENING:
            found.append(Span(begin, at))
            begin = None
    return [*found, Span(begin, sentence.end)] if begin is not None else found


def _ends(text: str, at: int, sentence: Span) -> bool:
    """Whether a straight mark ends a quotation: no space before it, and no letter or figure behind it."""
    behind = text[at + 1 : at + 2]
    return at > sentence.start and text[at - 1] in ".,?!…" and not behind.isalnum()


def _bare(text: str, span: Span) -> Span:
    """Without space and the comma or full stop before the closing mark."""
    start, end = span
    while start < end and text[start].isspace():
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ",."):
        end -= 1
    return Span(start, end)
