"""Cards as messages: the answer on top, then numbered sources with their quotes, and the buttons.

Pure functions: the same card, page and generation give the same message. Each part is bounded, so that no
message comes near Telegram's limits of 4096 characters and 100 entities.
"""

from collections.abc import Sequence
from datetime import date

from bot import links, words
from bot.snippet import Snippet, snippet
from bot.telegram.callback_data import place, write
from bot.telegram.card import Card, CardGone, Source, Spot, quoted
from bot.telegram.markup import (
    Html,
    bold,
    cut,
    display,
    escaped,
    italic,
    join,
    lines,
    quote,
    underlined,
    units,
)
from bot.telegram.types import Button, Buttons, Library, Outgoing
from corpus.types import Article

LEAD_UNITS = 500
HEADLINE_UNITS = 150
OUTLET_UNITS = 60
QUOTE_UNITS = 350
OPEN_QUOTE = 300
_MOST_BOLD = 10
GONE = "This article has been taken out or changed since."

Held = Sequence[Article | None]
"""The articles of a card's sources, None for those that are not there any more as they were quoted."""


def card_page(card: Card, id: str, page: int, library: Library) -> Outgoing:
    """One page of a card. Of a source that has been taken out or changed since, only that is said.

    Raises:
        CardGone: No source of the card is there any more as it was quoted, or there is no such page.
    """
    pages = card.pages()
    held = [quoted(library, source.spot) for source in card.sources]
    if page >= len(pages) or (held and not any(held)):
        raise CardGone
    if card.kind == "not_found":
        html = _refusal(card, held, library)
    elif card.kind == "sources_differ":
        html = _differing(card, pages[page], held, library)
    else:
        html = _answered(card, pages[page], held, library)
    return Outgoing(html.markup, _buttons(card, id, page, held))


def _answered(card: Card, numbers: range, held: Held, library: Library) -> Html:
    last = library.coverage().last
    shown = [_numbered(card, n, held[n], last, first=n == numbers.start) for n in numbers]
    return lines(
        _asked(card),
        _lead(card, library),
        italic(_summary(card, held)),
        "",
        *_spaced(shown),
        _stories(card, library),
    )


def _differing(card: Card, numbers: range, held: Held, library: Library) -> Html:
    shown = []
    last = library.coverage().last
    for number in numbers:
        source, article = card.sources[number], held[number]
        if article is None:
            shown.append(italic(f"{number + 1}. {GONE}"))
            continue
        value = _text(card.values[source.finding], library)
        shown.append(
            lines(
                bold(cut(value, HEADLINE_UNITS)) if value else None,
                quotation(article, source, expandable=number > numbers.start),
                italic(f"{number + 1}. {_source_line(article, last)}"),
            )
        )
    return lines(
        _asked(card),
        join("⚖️ ", bold("Sources differ")),
        "",
        *_spaced(shown),
        italic("Figures may have changed between these dates."),
    )


def _refusal(card: Card, held: Held, library: Library) -> Html:
    head = lines(_asked(card), join("🤷 ", bold(words.REFUSAL)), "")
    if card.language:
        head = lines(head, "I read and answer English only.", "")
    coverage = library.coverage()
    if held and (article := held[0]):
        before, not_, after = words.CLOSEST.partition("not")
        head = lines(
            head,
            join(before, underlined(not_), after),
            quotation(article, card.sources[0], expandable=True),
            italic(_source_line(article, coverage.last)),
            "",
        )
    return lines(head, words.coverage_line(coverage))


def _asked(card: Card) -> Html | None:
    return italic(cut(card.asked, HEADLINE_UNITS)) if card.asked else None


def _lead(card: Card, library: Library) -> Html | None:
    """The short answer, values bold. What does not fit is left out.

    No lead is left where the first value is too long, or an article that gave one is gone.
    """
    whole = escaped("")
    values = 0
    verdict = len(card.lead) == 1
    for piece in card.lead:
        if isinstance(piece, str):
            added = bold(piece) if verdict else escaped(piece)
        else:
            values += 1
            value = _text(piece, library)
            if value is None:
                return None
            added = bold(value)
        if whole.units + added.units > LEAD_UNITS or values > _MOST_BOLD:
            return join(whole, "…") if whole.entities else None
        whole = join(whole, added)
    return whole if whole.units else None


def _text(spot: Spot, library: Library) -> str | None:
    article = quoted(library, spot)
    return " ".join(article.text[spot.start : spot.end].split()) if article else None


def _summary(card: Card, held: Held) -> str:
    stated = {number for number, value in enumerate(card.values) if value in card.lead} or {0}
    behind = [
        (source.spot.article_id, article)
        for source, article in zip(card.sources, held, strict=True)
        if source.finding in stated
    ]
    gone = {article_id for article_id, article in behind if not article}
    return words.summary(
        card.articles - len(gone),
        None if gone else card.independent,
        [article.published for _, article in behind if article],
        weak=card.weak,
    )


def _numbered(card: Card, number: int, article: Article | None, last: str | None, *, first: bool) -> Html:
    if article is None:
        return join(bold(f"{number + 1}."), " ", italic(GONE))
    return lines(
        join(
            bold(f"{number + 1}."),
            " ",
            bold(cut(_title(article), HEADLINE_UNITS)),
        ),
        _source_line(article, last),
        quotation(article, card.sources[number], expandable=not first),
    )


def _title(article: Article) -> str:
    return words.title(article.headline, article.text)


def _source_line(article: Article, last: str | None) -> str:
    line = f"{cut(words.outlet(article.outlet), OUTLET_UNITS)} · {words.day(article.published)}"
    old = words.from_year(article.published, date.fromisoformat(last[:10])) if last else None
    return f"{line} · ⚠️ {old}" if old else line


def quotation(article: Article, source: Source, *, expandable: bool) -> Html:
    """The quoted sentence with its neighbours: the short answers bold, or the sentence itself."""
    shown = _fitting(article.text, source)
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
    return quote(inner, expandable=expandable or inner.units > OPEN_QUOTE)


def _fitting(text: str, source: Source) -> Snippet:
    limit = QUOTE_UNITS
    focus = source.marks[0] if source.marks else None
    while True:
        shown = snippet(text, source.spot.start, source.spot.end, limit, focus=focus)
        size = units(display("".join(shown.parts())))
        if size <= QUOTE_UNITS or limit <= QUOTE_UNITS // 4:
            return shown
        limit = max(limit * QUOTE_UNITS // size - 1, QUOTE_UNITS // 4)


def _stories(card: Card, library: Library) -> Html | None:
    found = [article for story in card.stories if (article := library.article(story))]
    if card.kind != "several_stories" or not found:
        return None
    told = [f"• {cut(_title(article), HEADLINE_UNITS)} · {words.day(article.published)}" for article in found]
    return lines("", "This could be about several stories:", *told)


def _spaced(parts: list[Html]) -> list[Html | str]:
    spaced: list[Html | str] = []
    for part in parts:
        spaced += [part, ""]
    return spaced[:-1]


def _buttons(card: Card, id: str, page: int, held: Held) -> Buttons:
    pages = card.pages()
    openers = tuple(
        _opener(card, id, n, article) for n in pages[page] if n < len(held) and (article := held[n])
    )
    turns = []
    if page > 0:
        turns.append(Button("Back", data=write("page", id, page - 1)))
    if page < len(pages) - 1:
        left = len(card.sources) - pages[page].stop
        text = f"{left} more" if card.short and page == 0 else "More sources"
        turns.append(Button(text, data=write("page", id, page + 1)))
    return tuple(row for row in (openers, tuple(turns)) if row)


def _opener(card: Card, id: str, number: int, article: Article) -> Button:
    spot = card.sources[number].spot
    link = links.to_quote(article.url, article.text[spot.start : spot.end])
    if link:
        return Button(f"{number + 1} ↗", url=link)
    return Button(f"📄 {number + 1}", data=write("view", id, place(number, 0)))
