"""A quoted sentence as people see it: among its neighbours, its answers bold, with outlet and date."""

from dataclasses import replace
from datetime import date

from bot import words
from bot.snippet import Snippet, snippet
from bot.telegram.card import Source
from bot.telegram.markup import Html, bold, cut, display, escaped, join, quote, units
from corpus.types import Article

OUTLET_UNITS = 60
QUOTE_UNITS = 350
OPEN_QUOTE = 300


def title(article: Article) -> str:
    """The headline, or how the article begins."""
    return words.title(article.headline, article.text)


def source_line(article: Article, last: str | None) -> str:
    """Outlet and date, with a warning where it is a year older than the `last` day that articles are from."""
    line = f"{cut(words.outlet(article.outlet), OUTLET_UNITS)} · {words.day(article.published)}"
    old = words.from_year(article.published, date.fromisoformat(last[:10])) if last else None
    return f"{line} · ⚠️ {old}" if old else line


def quotation(
    article: Article,
    source: Source,
    *,
    expandable: bool = False,
    most: int = QUOTE_UNITS,
    alone: bool = False,
    told: str = "",
) -> Html:
    """The quoted sentence with its neighbours (or `alone`): the short answers bold, or the sentence itself.

    `most` bounds what is quoted, in UTF-16 units. `told` is a source that is named at the quotation's end.
    """
    shown = _fitting(article.text, source, most, alone=alone)
    marks = source.marks or ((source.spot.start, source.spot.end),)
    if not source.marks and (shown.mark_start, shown.mark_end) == (0, len(shown.text)):
        marks = ()
    inner = escaped("… " if shown.cut_before else "")
    at = 0
    for start, end in sorted(marks):
        first = min(max(start - shown.start, at), len(shown.text))
        last = min(max(end - shown.start, first), len(shown.text))
        inner = join(inner, shown.text[at:first], bold(shown.text[first:last]))
        at = last
    inner = join(inner, shown.text[at:], " …" if shown.cut_after else "")
    long = inner.units > OPEN_QUOTE
    return quote(inner, f" ({told})" if told else "", expandable=expandable or long)


def _fitting(text: str, source: Source, most: int, *, alone: bool) -> Snippet:
    start, end = source.spot.start, source.spot.end
    offset = start if alone else 0
    if alone:
        text = text[start:end]
    focus = (source.marks[0][0] - offset, source.marks[0][1] - offset) if source.marks else None
    limit = most
    while True:
        shown = snippet(text, start - offset, end - offset, limit, focus=focus)
        size = units(display("".join(shown.parts())))
        if size <= most or limit <= most // 4:
            return replace(shown, start=shown.start + offset)
        limit = max(limit * most // size - 1, most // 4)
