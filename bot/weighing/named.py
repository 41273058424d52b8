"""Whether an article speaks of those whom a question names."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from bot.asking.types import Question
from bot.happenings import ALIASES, COUNTRIES
from bot.weighing.claims import Claim
from bot.wording import NO_NAMES, Tokens, alike, is_name, names, tokens, uncapitalised
from corpus.types import Article
from index.analysis import STOP_WORDS
from index.types import Hit

_WITHIN = frozenset({"in", "across", "throughout", "around"})
_BETWEEN = frozenset({"the", "north", "south", "east", "west", "northern", "southern", "eastern", "western"})
_CAPITALISED = re.compile(r"(?<![\w'’-])[A-Z][\w'’&.-]*(?: [A-Z][\w'’&.-]*)*")
HEAD = 400
"""Characters at the start of an article in which it names those whom it is about."""


def names_asked(question: Question, hits: Iterable[Hit]) -> tuple[str, ...]:
    """The last word of each name of the question, folded, that the passages of the hits write as a name.

    A question without its capitals is typed as often as one with them; an article says "Biden" for "Joe
    Biden". The country in which something happened is left out, since articles need not say it.
    """
    sentences = {
        (hit.article.id, *one): hit.article.text[slice(*one)] for hit in hits for one in hit.passage.sentences
    }
    said = [*map(tokens, sentences.values())]
    known, common = names(said), uncapitalised(said)
    asked = tokens(question.asked)
    words = asked.folded
    named = [
        word in known
        and is_name(asked, place, known, common)
        and (asked.written[place][0].isupper() or _stands(word, words, said))
        for place, word in enumerate(words)
    ]
    return tuple(
        word
        for place, word in enumerate(words)
        if named[place] and not any(named[place + 1 : place + 2]) and not _only_where(words, place)
    )


def _stands(word: str, words: Sequence[str], said: Iterable[Tokens]) -> bool:
    """Whether a name somewhere stands alone or beside another word asked: not "given" in "Ever Given".

    Titles do not count, and neither does the word with which a sentence begins.
    """
    for one in said:
        for place in one.capitals:
            if place and one.folded[place] == word:
                beside = [one.folded[near] for near in (place - 1, place + 1) if near in one.capitals]
                beside = [near for near in beside if near not in NO_NAMES and near not in STOP_WORDS]
                if not beside or not set(beside).isdisjoint(words):
                    return True
    return False


def _only_where(words: Sequence[str], place: int) -> bool:
    """Whether the word is a country after "in the", "across" and the like."""
    if words[place] not in COUNTRIES and words[place] not in ALIASES:
        return False
    before = place - 1
    while before > 0 and words[before] in _BETWEEN:
        before -= 1
    return before >= 0 and words[before] in _WITHIN


def told_near(claim: Claim, asked: tuple[str, ...]) -> bool:
    """Whether all these names stand near the claim: in its passage, the headline or the article's head."""
    article = claim.article
    return _has(f"{article.headline or ''} | {article.text[:HEAD]} | {claim.reading.hit.passage.text}", asked)


def speaks_of(article: Article, asked: tuple[str, ...]) -> bool:
    """Whether the article has all these names."""
    return _has(f"{article.headline or ''} | {article.text}", asked)


@lru_cache(maxsize=512)
def _has(text: str, asked: tuple[str, ...]) -> bool:
    """Whether all names stand there with a capital, each in one of its forms."""
    if not asked:
        return True
    words = {word for written in _CAPITALISED.findall(text) for word in tokens(written).folded}
    return all(name in words or any(alike(name, word) for word in words) for name in asked)
