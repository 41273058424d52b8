"""Whether an article speaks of those whom a question names."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby

from bot.asking.types import Question
from bot.happenings import ALIASES, COUNTRIES, stem
from bot.wording import NO_NAMES, Tokens, alike, is_name, names, tokens, uncapitalised
from corpus.types import Article
from index.analysis import STOP_WORDS
from index.types import Hit

_WITHIN = frozenset({"in", "across", "throughout", "around"})
_BETWEEN = frozenset({"the", "north", "south", "east", "west", "northern", "southern", "eastern", "western"})
_CAPITALISED = re.compile(r"(?<![\w'’-])[A-Z][\w'’&.-]*(?: [A-Z][\w'’&.-]*)*")


Named = tuple[tuple[str, ...], ...]
"""Names, each as its words, folded; an article may say "Biden" or "Joe" for "Joe Biden"."""


def names_asked(question: Question, hits: Iterable[Hit]) -> Named:
    """The names of the question that the passages of the hits write as names.

    A question without its capitals is typed as often as one with them. The country in which something
    happened is left out, since articles need not say it.
    """
    sentences = {
        (hit.article.id, *one): hit.article.text[slice(*one)] for hit in hits for one in hit.passage.sentences
    }
    said = [*map(tokens, sentences.values())]
    known, common = names(said), uncapitalised(said)
    stems = {stem(word) for word in common}
    asked = tokens(question.asked)
    words = asked.folded

    def named(place: int) -> bool:
        typed = asked.written[place][0].isupper() or words[place] in COUNTRIES or words[place] in ALIASES
        found = words[place] in known and is_name(asked, place, known, common)
        return found and (typed or (asked.stems[place] not in stems and _stands(words[place], words, said)))

    runs = [
        tuple(words[place] for place in run)
        for is_named, group in groupby(range(len(words)), named)
        for run in [tuple(group)]
        if is_named and not (len(run) == 1 and _only_where(words, run[0]))
    ]
    return tuple(runs)


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


@lru_cache(maxsize=512)
def speaks_of(article: Article, asked: Named) -> bool:
    """Whether the article has a word of each of these names, with a capital and in one of its forms."""
    if not asked:
        return True
    written = _CAPITALISED.findall(f"{article.headline or ''} | {article.text}")
    words = {word for name in written for word in tokens(name).folded}
    return all(
        any(part in words or any(alike(part, word) for word in words) for part in name) for name in asked
    )
