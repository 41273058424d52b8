"""Cards as messages: the answer on top, then numbered sources with their quotes, and the buttons.

Pure functions: the same card, page and generation give the same message. Each part is bounded, so that no
message comes near Telegram's limits of 4096 characters and 100 entities.
"""

from collections.abc import Sequence

from bot import links, words
from bot.telegram.callback_data import place, write
from bot.telegram.card import Card, CardGone, quoted
from bot.telegram.markup import Html, bold, cut, italic, join, lines, underlined
from bot.telegram.quotation import OUTLET_UNITS, QUOTE_UNITS, quotation, source_line, title
from bot.telegram.types import Button, Buttons, Library, Outgoing
from bot.telegram.values import notes_on, on_top, spoken, text_of, value_of
from corpus.types import Article

HEADLINE_UNITS = 150
OVERVIEW_UNITS = 300
OVERVIEW_HEADLINE_UNITS = 100
DIFFERING_UNITS = 250
_STORY_UNITS = 45
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
    return Outgoing(html.markup, _buttons(card, id, page, held, library))


def _answered(card: Card, numbers: range, held: Held, library: Library) -> Html:
    last = library.coverage().last
    shown = [
        _numbered(card, n, held[n], last, library, opened=n == numbers.start or card.overview)
        for n in numbers
    ]
    offers = card.kind == "several_stories" and _offered(card, library)
    return lines(
        _about(card, library),
        _asked(card),
        *on_top(card, library),
        italic(_summary(card, held)),
        "",
        *_spaced(shown),
        *(["", words.SEVERAL] if offers else []),
    )


def _differing(card: Card, numbers: range, held: Held, library: Library) -> Html:
    last = library.coverage().last
    shown = [_side(card, number, held[number], last, library) for number in numbers]
    return lines(
        _about(card, library),
        _asked(card),
        join("⚖️ ", bold(words.DIFFER)),
        "",
        *_spaced(shown),
        italic(remark) if (remark := _remark(card, held, library)) else None,
        italic(words.WEAK) if card.weak else None,
    )


def _side(card: Card, number: int, article: Article | None, last: str | None, library: Library) -> Html:
    """One of the values that differ, with a quote that says so."""
    if article is None:
        return join(f"{number + 1}. ", italic(GONE))
    source = card.sources[number]
    said = card.findings[source.finding]
    value = (bold(said.verdict) if said.verdict else None) if said.whole else value_of(said, library)
    notes = [notes_on(card, said, library, speaks=not (said.whole and said.named))]
    if said.articles > 1:
        notes.insert(0, words.counts(said.articles, said.independent))
    told = " · ".join(note for note in notes if note)
    heading: list[Html | str] = [f"{number + 1}."]
    heading += [" ", value] if value else []
    if value and not said.whole and said.counted and (counted := text_of(said.counted, library)):
        heading += [" ", cut(counted, OUTLET_UNITS)]
    heading += [" — " if value else " ", italic(told)] if told else []
    origin = source_line(article, last).replace(" · ", ", ", 1)
    return lines(join(*heading), quotation(article, source, most=DIFFERING_UNITS, told=origin))


def _remark(card: Card, held: Held, library: Library) -> str | None:
    """Whether the differing values can all be true, or are figures of different days."""
    values = [spoken(said.value[-1:], library) for said in card.findings]
    published = [article.published for article in held if article]
    return words.remark(card.compatible, [value for value in values if value], published)


def _refusal(card: Card, held: Held, library: Library) -> Html:
    head = lines(_about(card, library), _asked(card), join("🤷 ", bold(words.refusal(card.reason))), "")
    coverage = library.coverage()
    near = words.closest(card.reason)
    if near and held and (article := held[0]):
        before, not_, after = near.partition(" not ")
        head = lines(
            head,
            join(before, " ", underlined("not"), " ", after) if not_ else near,
            quotation(article, card.sources[0], expandable=True),
            italic(source_line(article, coverage.last)),
            "",
        )
    return lines(head, words.coverage_line(coverage))


def _about(card: Card, library: Library) -> Html | None:
    """What a follow-up follows: the headline that was cited before, where there was one."""
    if card.about is None:
        return None
    article = library.article(card.about) if card.about else None
    return italic(f"About: {cut(title(article), HEADLINE_UNITS) if article else 'the question before'}")


def _asked(card: Card) -> Html | None:
    return italic(cut(card.asked, HEADLINE_UNITS)) if card.asked else None


def _summary(card: Card, held: Held) -> str:
    stated = {number for number, said in enumerate(card.findings) if said.stated} or {0}
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


def _numbered(
    card: Card, number: int, article: Article | None, last: str | None, library: Library, *, opened: bool
) -> Html:
    if article is None:
        return join(bold(f"{number + 1}."), " ", italic(GONE))
    source = card.sources[number]
    notes = ""
    if card.overview:
        said = card.findings[source.finding]
        notes = notes_on(card, said, library, speaks=not said.named)
    return lines(
        join(
            bold(f"{number + 1}."),
            " ",
            bold(cut(title(article), OVERVIEW_HEADLINE_UNITS if card.overview else HEADLINE_UNITS)),
        ),
        source_line(article, last),
        italic(notes) if notes else None,
        quotation(
            article,
            source,
            expandable=not opened,
            most=OVERVIEW_UNITS if card.overview else QUOTE_UNITS,
            alone=card.overview,
        ),
    )


def _offered(card: Card, library: Library) -> list[tuple[int, Article]]:
    """The stories that can be chosen, by number."""
    return [(n, article) for n, story in enumerate(card.stories) if (article := library.article(story))]


def _spaced(parts: list[Html]) -> list[Html | str]:
    spaced: list[Html | str] = []
    for part in parts:
        spaced += [part, ""]
    return spaced[:-1]


def _buttons(card: Card, id: str, page: int, held: Held, library: Library) -> Buttons:
    pages = card.pages()
    openers = tuple(
        _opener(card, id, n, article) for n in pages[page] if n < len(held) and (article := held[n])
    )
    turns = []
    if page > 0:
        turns.append(Button("Back", data=write("page", id, page - 1)))
    if page < len(pages) - 1:
        left = len(card.sources) - pages[page].stop
        opens = card.short and page == 0 and len(pages[page]) == 1
        turns.append(Button(f"{left} more" if opens else "More sources", data=write("page", id, page + 1)))
    stories = [
        (
            Button(
                f"{cut(title(article), _STORY_UNITS)} · {words.day(article.published)}",
                data=write("story", id, number),
            ),
        )
        for number, article in _offered(card, library)
        if card.kind == "several_stories"
    ]
    back = (Button("Back to all stories", data=write("page", card.back, 0)),) if card.back else ()
    alone = (Button("Search everything", data=write("alone", id, 0)),) if card.about is not None else ()
    return tuple(row for row in (openers, tuple(turns), *stories, back, alone) if row)


def _opener(card: Card, id: str, number: int, article: Article) -> Button:
    spot = card.sources[number].spot
    link = links.to_quote(article.url, article.text[spot.start : spot.end])
    if link:
        return Button(f"{number + 1} ↗", url=link)
    return Button(f"📄 {number + 1}", data=write("view", id, place(number, 0)))
