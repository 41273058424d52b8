"""What an answer's findings say, as people see it: the short answer on top, notes on each value."""

from collections.abc import Sequence

from bot import words
from bot.telegram.card import Card, Said, Spot, quoted
from bot.telegram.markup import Html, bold, cut, escaped, italic, join
from bot.telegram.types import Library

LEAD_UNITS = 500
VALUE_UNITS = 150
SPEAKER_UNITS = 120
NOTES_UNITS = 450
_LATER_UNITS = 45
_MOST_BOLD = 10


def on_top(card: Card, library: Library) -> list[Html | None]:
    """The short answer with what belongs to its values: who said it, what was corrected or replaced."""
    lead = _lead(card, library)
    stated = [said for said in card.findings if said.stated]
    if len(stated) == 1:
        speaks = bool(lead) or not (stated[0].whole and stated[0].named)
        notes = notes_on(card, stated[0], library, speaks=speaks)
        noted = italic(notes) if notes else None
        replaced = [said for said in card.findings if not said.stated and said.superseded]
        return [
            join(lead, " — ", noted) if lead and noted else lead or noted,
            *_by_value(card, replaced, library),
        ]
    told = [said for said in card.findings if (said.stated or said.superseded) and not said.whole]
    return [lead, *_by_value(card, told, library)]


def _by_value(card: Card, findings: Sequence[Said], library: Library) -> list[Html | None]:
    """A line for each finding that has notes, as far as there is room."""
    shown: list[Html | None] = []
    room = NOTES_UNITS
    for said in findings:
        value, notes = value_of(said, library), notes_on(card, said, library)
        if value and notes:
            line = join(value, " — ", italic(notes))
            room -= line.units
            if room < 0:
                break
            shown.append(line)
    return shown


def notes_on(card: Card, said: Said, library: Library, *, speaks: bool = True) -> str:
    """Who said it, whether it was corrected, and what has taken its place."""
    notes = []
    speaker = spoken(said.speaker, library) if speaks else None
    if speaker:
        notes.append(cut(speaker, SPEAKER_UNITS))
    if said.corrected:
        article = quoted(library, said.value[0])
        notes.append(words.corrected(article.published if article else None))
    if said.superseded:
        now = None if said.later is None else spoken(card.findings[said.later].value, library)
        notes.append(words.earlier(cut(now, _LATER_UNITS) if now else None))
    return " · ".join(notes)


def value_of(said: Said, library: Library) -> Html | None:
    """A finding's value, bold; None where its article is gone."""
    value = spoken(said.value, library)
    return bold(cut(value, VALUE_UNITS)) if value else None


def spoken(spots: Sequence[Spot], library: Library) -> str | None:
    """The words of the spots on one line; None where there are none, or one's article is gone."""
    found = [text_of(spot, library) for spot in spots]
    return " ".join(text for text in found if text) or None if all(found) else None


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
            value = text_of(piece, library)
            if value is None:
                return None
            added = bold(value)
        if whole.units + added.units > LEAD_UNITS or values > _MOST_BOLD:
            return join(whole, "…") if whole.entities else None
        whole = join(whole, added)
    return whole if whole.units else None


def text_of(spot: Spot, library: Library) -> str | None:
    """The words of a spot on one line; None where its article is gone."""
    article = quoted(library, spot)
    return " ".join(article.text[spot.start : spot.end].split()) if article else None
