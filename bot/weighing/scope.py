"""Where what a sentence counts is counted: figures of different places contradict nothing."""

import re
from collections.abc import Iterable

from bot.asking.types import Question
from bot.happenings import COUNTRIES
from bot.weighing.claims import Claim
from bot.wording import NO_NAMES
from corpus.paragraphs import paragraph_of

_PLACED = re.compile(r"\b(?:in|at|near) (?:the )?([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)")
_ASKED = re.compile(r"\b(?:in|at|near) (?:the )?([^\W\d_][\w’'-]*)", re.IGNORECASE)
_HEAD = 400


def same_scope(question: Question, one: Claim, other: Claim) -> bool:
    """Whether neither sentence names a place within which it counts that the other and the question do not.

    Countries are no such places: the story is in one, whether it is named or not.
    """
    asked = question.asked.casefold()
    first, second = _places(one), _places(other)
    return all(place in asked for place in first ^ second)


def counted_elsewhere(question: Question, claims: Iterable[Claim]) -> set[int]:
    """Which of the claims, by number, say nothing of the place that a question for a number names.

    A word after "in" is taken for a place where an article writes it with a capital. It need not stand in
    the sentence: its paragraph, the headline and the head of the article will do.
    """
    told = list(claims)
    if question.kind != "number":
        return set()
    articles = {claim.article.id: claim.article for claim in told}
    places = [
        word
        for word in _ASKED.findall(question.asked)
        if word.casefold() not in COUNTRIES | NO_NAMES
        and any(re.search(rf"\b{re.escape(word.title())}\b", one.text) for one in articles.values())
    ]
    return {
        number
        for number, claim in enumerate(told)
        if any(place.casefold() not in _around(claim) for place in places)
    }


def _around(claim: Claim) -> str:
    text = claim.article.text
    paragraph = text[slice(*paragraph_of(text, *claim.sentence))]
    return f"{claim.article.headline or ''} {text[:_HEAD]} {paragraph}".casefold()


def _places(claim: Claim) -> frozenset[str]:
    found = (name.casefold() for name in _PLACED.findall(claim.article.text[slice(*claim.sentence)]))
    return frozenset(name for name in found if name.split()[0] not in NO_NAMES and name not in COUNTRIES)
