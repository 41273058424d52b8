"""Names that a sentence lists side by side: "Belarus, Armenia, Tajikistan and Kyrgyzstan"."""

import re

from corpus.types import Span

_ITEM = (
    r"(?:(?:the|President|Mr|Ms|Mrs|Dr)\.? )?[A-Z][\w.'’-]{0,40}"
    r"(?: (?:(?:of|de|al|bin|von) (?:the )?)?[A-Z][\w.'’-]{0,40}){0,6}"
)
_LIST = re.compile(rf"({_ITEM})((?:, {_ITEM}){{0,30}}),? (?:and|or|as well as) (?:also )?({_ITEM})")
_PART = re.compile(_ITEM)
_INITIALS = re.compile(r"\b[A-Z]\.\Z|\b(?:Jr|Sr|Inc|Corp|Co|Ltd)\.\Z")
_LONGEST = 2000


def enumerated(text: str, sentence: Span, answer: Span) -> list[Span]:
    """The names of the list that the answer stands in, in the order of the text; the answer alone otherwise.

    An answer that is itself a whole list is taken apart. Names begin with capitals; what two commas set apart
    without an "and" is no list, since that is how a name is explained, too.
    """
    if answer.end - sentence.start > _LONGEST:
        return [answer]
    for match in _LIST.finditer(text, sentence.start, min(sentence.end, sentence.start + _LONGEST)):
        if match.start() < answer.end and answer.start < match.end():
            parts = [
                Span(match.start(1), match.end(1)),
                *(Span(one.start(), one.end()) for one in _PART.finditer(text, match.start(2), match.end(2))),
                Span(match.start(3), match.end(3)),
            ]
            return [_bare(text, part) for part in parts] if _stands_apart(answer, parts) else [answer]
    return [answer]


def _bare(text: str, part: Span) -> Span:
    """Without the full stop that ends the sentence; that of "U.S." belongs to the name."""
    ends = text[part.end - 1] == "." and not _INITIALS.search(text, part.start, part.end)
    return Span(part.start, part.end - ends)


def _stands_apart(answer: Span, parts: list[Span]) -> bool:
    """Whether the answer begins and ends where items of the list do, and not across the list's border."""
    touched = [part for part in parts if part.start < answer.end and answer.start < part.end]
    return bool(touched) and touched[0].start <= answer.start and answer.end <= touched[-1].end
