"""The article, page by page, with the quoted sentence marked in its place."""

import re

from bot.telegram.callback_data import place, write
from bot.telegram.card import Card, CardGone, quoted
from bot.telegram.markup import bold, cut, display, italic, join, lines, units
from bot.telegram.types import Button, Library, Outgoing
from bot.words import day, outlet, title
from corpus.types import Span

PAGE_UNITS = 1500


def article_page(card: Card, id: str, number: int, page: int | None, library: Library) -> Outgoing:
    """A page of the article of source `number` of a card; None opens the page that holds the quote.

    Raises:
        CardGone: The article is no longer there as it was quoted, or there is no such source.
    """
    if number >= len(card.sources):
        raise CardGone
    source = card.sources[number]
    article = quoted(library, source.spot)
    if article is None:
        raise CardGone
    spans = pages(article.text, Span(source.spot.start, source.spot.end))
    held = next(i for i, span in enumerate(spans) if source.spot.start < span.end)
    shown = held if page is None else min(page, len(spans) - 1)
    span = spans[shown]
    start = min(max(source.spot.start, span.start), span.end)
    end = min(max(source.spot.end, start), span.end)
    text = article.text
    parts = f" · part {shown + 1} of {len(spans)}" if len(spans) > 1 else ""
    html = lines(
        bold(cut(title(article.headline, article.text), 150)),
        italic(f"{cut(outlet(article.outlet), 60)} · {day(article.published)}{parts}"),
        "",
        join(text[span.start : start].lstrip(), bold(text[start:end]), text[end : span.end].rstrip()),
    )
    turn = []
    if shown > 0:
        turn.append(Button("◀", data=write("view", id, place(number, shown))))
    if shown < len(spans) - 1:
        turn.append(Button("▶", data=write("view", id, place(number, shown + 2))))
    back = (Button("Back to the answer", data=write("page", id, card.page_of(number))),)
    return Outgoing(html.markup, (tuple(turn), back) if turn else (back,))


def pages(text: str, quote: Span, most: int = PAGE_UNITS) -> list[Span]:
    """Cut a text into pages of at most `most` displayed UTF-16 units, between paragraphs where they fit.

    The quote stands whole on one page, after the paragraph before it, wherever a page is long enough. The
    pages together are the whole text.
    """
    pieces = _pieces(text, most)
    # Pieces cost together at least what their whole costs, so no text is measured twice.
    sizes = [_size(text, piece) for piece in pieces]
    holding = next((i for i, piece in enumerate(pieces) if quote.start < piece.end), 0)
    last = next((i for i, piece in enumerate(pieces) if quote.end <= piece.end), holding)
    first = holding - 1 if holding and sum(sizes[holding - 1 : last + 1]) <= most else holding
    cut_pages: list[Span] = []
    used = 0
    for number, (piece, size) in enumerate(zip(pieces, sizes, strict=True)):
        wanted = sum(sizes[first : last + 1]) if number == first else size
        if cut_pages and used + wanted <= most:
            cut_pages[-1] = Span(cut_pages[-1].start, piece.end)
            used += size
        else:
            cut_pages.append(piece)
            used = size
    return cut_pages


def _size(text: str, span: Span) -> int:
    return units(display(text[span.start : span.end]))


def _pieces(text: str, most: int) -> list[Span]:
    """Paragraphs with their line breaks; too long ones cut between words, or anywhere."""
    pieces = []
    for paragraph in re.finditer(r"[^\n]*\n+|[^\n]+\Z", text):
        start, end = paragraph.span()
        # By length first: the size of all that is left would be measured for each piece of a long paragraph.
        while end - start > most or _size(text, Span(start, end)) > most:
            stop = min(end, start + most)
            while _size(text, Span(start, stop)) > most:
                stop = start + max((stop - start) * 9 // 10, 1)
            space = text.rfind(" ", start + 1, stop)
            stop = space + 1 if space > start else stop
            pieces.append(Span(start, stop))
            start = stop
        pieces.append(Span(start, end))
    return pieces or [Span(0, len(text))]
