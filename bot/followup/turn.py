"""What is remembered of an answer so that it can be followed up: of articles short answers only."""

from dataclasses import dataclass, replace

from bot.types import Answer

MOST_VALUES = 3
LONGEST_VALUE = 120
LONGEST_HEADLINE = 200


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and what was answered.

    Attributes:
        asked: The whole question, as it was searched.
        about: The headline of the best citation; None where it has none and for refusals.
        article: The id of the article of the best citation; None for refusals.
        values: The first short answers, at most three of at most 120 characters, best first.
        speaker: Who said the first of them, in the words of the text ("Blinken said").
    """

    asked: str
    about: str | None = None
    article: str | None = None
    values: tuple[str, ...] = ()
    speaker: str | None = None


def turn_of(answer: Answer) -> Turn:
    """What to remember of an answer; of a refusal, its question ("and in Almaty?" may be answered)."""
    best = answer.findings[0].citations[0] if answer.findings else None
    headline = " ".join((best.headline or "").split())[:LONGEST_HEADLINE] if best else ""
    short = [f for f in answer.findings if f.citations[0].answer_start is not None]
    said = next(iter((*short, *answer.findings)), None)
    return Turn(
        asked=answer.asked,
        about=headline or None,
        article=best.article_id if best else None,
        values=tuple(one.value[:LONGEST_VALUE] for one in short[:MOST_VALUES]),
        speaker=said.attribution[:LONGEST_VALUE] if said and said.attribution else None,
    )


def pointed(turn: Turn, quote: str) -> Turn:
    """The turn after somebody pointed at words of the answer: a short quote becomes its first value."""
    words = " ".join(quote.split()).strip(" .,;:…")
    if not words or len(words) > LONGEST_VALUE:
        return turn
    others = tuple(value for value in turn.values if value != words)
    return replace(turn, values=(words, *others)[:MOST_VALUES], speaker=None)
