"""Reading an answer as a person does: headline, outlet, date and quote of each source, and the buttons."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tests.emulator.world import Message

JOINER = "\u2060"
_QUOTES = {"blockquote", "expandable_blockquote"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """One source of a card."""

    number: int
    headline: str
    outlet: str
    date: str
    quote: str


def quotations(message: Message) -> list[str]:
    """The quoted texts as they are shown."""
    return message.body.marked(*_QUOTES)


def sources(message: Message) -> list[Quoted]:
    """The numbered sources of an answer."""
    found = []
    for entity in message.body.entities:
        if entity.type not in _QUOTES:
            continue
        head, line = ["", "", *message.text[: entity.start].rstrip("\n").splitlines()][-2:]
        number, _, headline = head.partition(". ")
        assert number.isdigit(), f"no numbered source stands above a quote: {message.text}"
        outlet, _, date = (
            line.rpartition(" · ") if "⚠️" not in line else line.rpartition(" · ")[0].rpartition(" · ")
        )
        quote = message.text[entity.start : entity.end]
        found.append(Quoted(int(number), headline, outlet, date, quote))
    return found


def folded(text: str) -> str:
    """Text without what display may add or take away: joiners, white space, the marks of a cut."""
    text = text.replace(JOINER, "").strip()
    text = text.removeprefix("…").removesuffix("…")
    return " ".join(re.sub(r"[\u200b-\u200f\u202a-\u202e\u2066-\u2069]", "", text).split())


def stands_in(quote: str, article: Mapping[str, Any]) -> bool:
    """Whether a quote stands in the text of an article, character by character but for its display."""
    return bool(folded(quote)) and folded(quote) in folded(str(article["text"]))
