"""Where what a sentence counts is counted: figures of different places contradict nothing."""

import re
from collections.abc import Iterable

from bot.asking.types import Question
from bot.happenings import COUNTRIES
from bot.weighing.claims import Claim
from bot.wording import NO_NAMES, holds_words
from corpus.paragraphs import paragraph_of

_PLACED = re.compile(r"\b(?:[Ii]n|[Aa]t|[Nn]ear) (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
_ASKED = re.compile(r"\b(?:in|at|near) (?:the )?([^\W\d_][\w’'-]*(?: [^\W\d_][\w’'-]*){0,2})", re.IGNORECASE)
_HEAD = 400


def same_scope(question: Question, one: Claim, other: Claim) -> bool:
    """Whether neither sentence names a place within which it counts that the other and the question do not.

    Countries are no such places: the story is in one, whether it is named or not.
    """
    asked = question.asked.casefold()
    first, second = _places(one), _places(other)
    return all(place in asked for place in first ^ second)


def places_asked(question: Question, claims: Iterable[Claim]) -> list[str]:
    """The places within which a question for a number counts, folded; countries are none.

    Up to three words after "in", "at" or "near" are one where an article of the claims has them there, too,
    with capitals.
    """
    asked = [_beginnings(words) for words in _ASKED.findall(question.asked)]
    if question.kind != "number" or not asked:
        return []
    texts = {claim.article.id: claim.article.text for claim in claims}
    known = {one for text in texts.values() for name in _PLACED.findall(text) for one in _beginnings(name)}
    found = (next((one for one in longest_first if one in known), "") for longest_first in asked)
    return [place for place in found if place and place not in COUNTRIES and place not in NO_NAMES]


def counted_in(claim: Claim, places: Iterable[str]) -> bool:
    """Whether a claim speaks of these places: in its paragraph, the headline or the head of the article."""
    return all(holds_words(_around(claim), place) for place in places)


def _beginnings(words: str) -> list[str]:
    """The words, the words but the last, and so on; folded."""
    parts = words.casefold().split()
    return [" ".join(parts[:count]) for count in range(len(parts), 0, -1)]


def _around(claim: Claim) -> str:
    text = claim.article.text
    paragraph = text[slice(*paragraph_of(text, *claim.sentence))]
    return f"{claim.article.headline or ''} {text[:_HEAD]} {paragraph}".casefold()


def _places(claim: Claim) -> frozenset[str]:
    found = (name.casefold() for name in _PLACED.findall(claim.quote))
    return frozenset(name for name in found if name.split()[0] not in NO_NAMES and name not in COUNTRIES)
