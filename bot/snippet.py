"""The words around a quote that a person is shown: the sentence with its neighbours, cut to a length.

A snippet is a plain slice of the article. Nothing is escaped or cleaned here; that belongs to the place
where it is displayed.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from bot.types import Citation
from corpus.paragraphs import paragraph_of
from corpus.sentences import sentences
from corpus.types import Article, Span

LIMIT = 350
ELLIPSIS = "…"
_ROOM_FOR_ELLIPSES = 2 * len(ELLIPSIS + " ")


@dataclass(frozen=True, slots=True)
class Snippet:
    """A slice of an article: `article.text[start : start + len(text)] == text`.

    `mark_start` and `mark_end` bound what is shown of the quote, counted within `text`. `cut_before` and
    `cut_after` say that the paragraph goes on there; the place of display writes the "…".
    """

    text: str
    mark_start: int
    mark_end: int
    cut_before: bool
    cut_after: bool
    start: int

    def parts(self, start: int | None = None, end: int | None = None) -> tuple[str, str, str]:
        """The text before, within and after a mark, with "…" where cut.

        The mark is the range start..end of the article's text, clipped to the snippet; without one it is
        the quote.
        """
        first, last = self.mark_start, self.mark_end
        if start is not None and end is not None:
            first = min(max(start - self.start, 0), len(self.text))
            last = max(min(end - self.start, len(self.text)), first)
        before, marked, after = self.text[:first], self.text[first:last], self.text[last:]
        if self.cut_before:
            before = f"{ELLIPSIS} {before}"
        if self.cut_after:
            after = f"{after} {ELLIPSIS}"
        return before, marked, after


def snippet(
    article_text: str, start: int, end: int, limit: int = LIMIT, *, focus: tuple[int, int] | None = None
) -> Snippet:
    """Show article_text[start:end] with whole neighbouring sentences of its paragraph, "…" counted.

    A quote longer than `limit` characters is cut between words around `focus` (such as the short answer,
    in offsets of the article), or from its beginning.

    Raises:
        ValueError: The range is empty or lies outside the text, or the limit is below 20.
    """
    if not 0 <= start < end <= len(article_text):
        raise ValueError(f"No text at {start}:{end} in an article of {len(article_text)} characters.")
    if limit < 20:  # noqa: PLR2004 - below this no word is sure to fit between two "…"
        raise ValueError(f"A snippet needs at least 20 characters, not {limit}.")
    paragraph = paragraph_of(article_text, start, end)
    room = limit - _ROOM_FOR_ELLIPSES
    if end - start > room:
        window = _cut(article_text, Span(start, end), room, Span(*(focus or (start, start))))
    else:
        spans = [
            Span(paragraph.start + s.start, paragraph.start + s.end)
            for s in sentences(article_text[paragraph.start : paragraph.end])
        ]
        window = _with_neighbours(Span(start, end), spans, room)
    text = article_text[window.start : window.end]
    return Snippet(
        text=text,
        mark_start=max(start - window.start, 0),
        mark_end=min(end, window.end) - window.start,
        cut_before=bool(article_text[paragraph.start : window.start].strip()),
        cut_after=bool(article_text[window.end : paragraph.end].strip()),
        start=window.start,
    )


def around(citation: Citation, article: Article | None, limit: int = LIMIT) -> Snippet:
    """The snippet of a citation; the quote alone when the article is gone or has other words by now."""
    focus = None
    if citation.answer_start is not None and citation.answer_end is not None:
        focus = (citation.answer_start, citation.answer_end)
    if article is not None and article.text_sha256 == citation.text_sha256:
        return snippet(article.text, citation.start, citation.end, limit, focus=focus)
    if focus:
        focus = (focus[0] - citation.start, focus[1] - citation.start)
    alone = snippet(citation.quote, 0, len(citation.quote), limit, focus=focus)
    return replace(alone, start=alone.start + citation.start)


def apart(citations: Iterable[Citation], article_of: Callable[[str], Article | None]) -> list[Citation]:
    """The citations without those whose quote can be read in the snippet of one before.

    Two sentences of a short paragraph have the same snippet; nobody wants to see it twice.
    """
    kept: list[tuple[Citation, Snippet]] = []
    for one in citations:
        if not any(_holds(shown, other, one) for other, shown in kept):
            kept.append((one, around(one, article_of(one.article_id))))
    return [one for one, _ in kept]


def _holds(shown: Snippet, of: Citation, other: Citation) -> bool:
    same = (of.article_id, of.text_sha256) == (other.article_id, other.text_sha256)
    apart_from_it = (of.start, of.end) != (other.start, other.end)
    within = shown.start <= other.start and other.end <= shown.start + len(shown.text)
    return same and apart_from_it and within


def _with_neighbours(quote: Span, others: Sequence[Span], room: int) -> Span:
    """Widen the quote by whole sentences, the next one first, while they fit."""
    before = [s for s in others if s.end <= quote.start]
    after = [s for s in others if s.start >= quote.end]
    window = quote
    growing = True
    while growing:
        growing = False
        if after and after[0].end - window.start <= room:
            window = Span(window.start, after.pop(0).end)
            growing = True
        if before and window.end - before[-1].start <= room:
            window = Span(before.pop().start, window.end)
            growing = True
    return window


def _cut(text: str, quote: Span, room: int, focus: Span) -> Span:
    """A stretch of the quote, at most `room` long, around the focus, that cuts no word where it can."""
    focus_start = min(max(focus.start, quote.start), quote.end)
    focus_end = min(max(focus.end, focus_start), focus_start + room)
    start = max(quote.start, focus_start - (room - (focus_end - focus_start)) // 2)
    start = max(quote.start, min(start, quote.end - room))
    end = min(quote.end, start + room)
    if start > quote.start and (space := re.compile(r"\s").search(text, start, focus_start)):
        start = space.end()
    if end < quote.end and not text[end].isspace():
        kept = text[max(focus_end, start + 1) : end]
        if shorter := re.search(r"\s+\S*\Z", kept):
            end -= len(kept) - shorter.start()
    return Span(start, end)
