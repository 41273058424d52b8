"""Whether two sentences speak of the same matter: only then do unequal figures contradict each other."""

import re
from collections.abc import Collection, Iterable
from functools import lru_cache

from bot.asking.types import Question
from bot.values.meanings import counts, is_outcome, is_people, same_meaning
from bot.values.reading import published
from bot.values.types import Amount, Day
from bot.weighing.claims import Claim
from bot.weighing.scope import same_scope
from bot.wording import NO_NAMES, shared_start
from corpus.types import Article
from index.analysis import STOP_WORDS, terms

LEAST_TOLD = 0.5
"""This share of what is asked beside the article's subject a sentence must say that anything contradicts."""
NEAR, FAR = 14, 45
"""Reports up to NEAR days apart are of one event if their heads have one name in common, up to FAR if two.

Later ones need four.
"""
ALIKE = 0.4
"""Share of the words of the shorter sentence that both must have, for dates to contradict each other."""

TELLING = 100
"""A figure from here on is hardly told twice of two things on one event."""

_HEAD = 600
_ROOT, _ENDING = 5, 2
"""Letters: stems of one family share so many at least and end in so many others at most."""
_NAME = re.compile(r"\b[A-Z]\w[\w-]+")
_NO_NAME = NO_NAMES | STOP_WORDS
_PEOPLE = same_meaning(terms("people")[0])
_BY = re.compile(r"\bby(?: (?:about|around|roughly|nearly|almost|some|over|more than|at least))?\s$")
_MORE = re.compile(
    r"\s(?:\w+er|more|less) than\b|\s(?:shorter|longer|higher|lower|later|earlier|faster|slower)\b"
)
_ASKS = """
    how many much long far old often high deep big number amount total figure what which who when where why
    name date day time year place same other another further happen is was are were did do does has have been
    get got say said
"""
_ASKING = frozenset(same_meaning(stem) for word in _ASKS.split() for stem in (*terms(word), word))


def contradictory(question: Question, one: Claim, other: Claim) -> bool:
    """Whether the other claim, whose value differs, is about exactly what the one answers.

    It must be of the same event and count the same things, and its sentence must say all of what is asked
    that the one's says. What both articles are about need not be said again.
    """
    if not same_event(one.article, other.article):
        return False
    if isinstance(one.value, Amount) and isinstance(other.value, Amount):
        alike = _counted_alike(question, one.value, other.value)
        if not alike or not same_scope(question, one, other) or _is_change(one) != _is_change(other):
            return False
    elif isinstance(one.value, Day) and not _alike(one, other):
        return False
    asked = {word for word in meanings(question.asked) - _ASKING if not is_people(word)}
    own = asked - _head(one.article)
    told = asked & _told(one)
    return len(told & own) >= LEAST_TOLD * len(own) and _covered(told, _told(other) | _head(other.article))


def same_matter(question: Question, one: Claim, other: Claim) -> bool:
    """Whether the other claim, whose value is the same, answers the same question."""
    if one.origin == other.origin:
        return True
    if not same_event(one.article, other.article):
        return False
    asked = meanings(question.asked)
    return 2 * len(asked & (_told(other) | _head(other.article))) >= len(asked)


def says_so(question: Question, one: Claim, other: Claim) -> bool:
    """Whether the other claim's sentence, which no model has read, says the same in so many words.

    It must itself say half of what is asked, and with its article's head all of it; a figure that is no round
    or small one speaks for itself.
    """
    if not same_matter(question, one, other):
        return False
    asked = meanings(question.asked) - _ASKING
    told = _told(other)
    if isinstance(other.value, Amount) and other.value.low >= TELLING:
        return not asked.isdisjoint(told)
    return 2 * len(asked & told) >= len(asked) and _covered(asked, told | _head(other.article))


def _covered(words: Iterable[str], others: Collection[str]) -> bool:
    """Whether each word stands among the others, or one of its family does ("shorten" for "shorter")."""
    return all(word in others or any(_of_one_root(word, other) for other in others) for word in words)


def _of_one_root(one: str, other: str) -> bool:
    shared = shared_start(one, other)
    return shared >= _ROOT and max(len(one), len(other)) - shared <= _ENDING


def meanings(text: str) -> frozenset[str]:
    """The stems of a text's words, those that mean the same as one."""
    return frozenset(same_meaning(stem) for stem in terms(text))


def same_event(one: Article, other: Article) -> bool:
    """Whether two articles report on one event: near in time, and with names in common in their heads.

    For the nearest it is enough that each names somewhere what the other's head names, or that one does and
    both name something else.
    """
    if (one.origin or one.id) == (other.origin or other.id):
        return True
    first, second = published(one), published(other)
    apart = abs((first - second).days) if first and second else 0
    if apart <= NEAR:
        there, here = _names(one) & _named(other), _names(other) & _named(one)
        if (there and here) or ((there or here) and len(_named(one) & _named(other)) > 1):
            return True
    wanted = 1 if apart <= NEAR else 2 if apart <= FAR else 4
    return len(_names(one) & _names(other)) >= wanted


def _counted_alike(question: Question, one: Amount, other: Amount) -> bool:
    """Whether both count what is asked for, or surely the same.

    Where one surely counts what is asked for, the other may say "people" for it ("dozens of people killed");
    what the first claim, which answers, leaves untold ("some 2,500 of them") is taken to be that.
    """
    first, second = (counts(amount, question.counted) for amount in (one, other))
    mine, theirs = ({same_meaning(word) for word in amount.counted} - _ASKING for amount in (one, other))
    if first and second and question.counted:
        return True
    if first or second:
        sure, open_ = (mine, theirs) if first else (theirs, mine)
        plain = {word for word in open_ if not is_people(word)}
        return plain < sure if plain else open_ is mine
    if first is None and second is None and any(map(is_outcome, mine & theirs)):
        return _groups(mine) == _groups(theirs)
    return first == second and mine == theirs and bool(mine or one.unit)


def _groups(counted: Iterable[str]) -> set[str]:
    """Who is counted, of stems with one meaning; people in general are nobody."""
    return {word for word in counted if is_people(word)} - {_PEOPLE}


def _is_change(claim: Claim) -> bool:
    """Whether the amount is a difference: "shortened by 32 minutes", "33 minutes shorter"."""
    if claim.answer is None or not isinstance(claim.value, Amount):
        return False
    text, (start, end) = claim.article.text, claim.answer
    by = bool(claim.value.unit) and _BY.search(text, claim.sentence.start, start)
    return bool(by or _MORE.match(text, end))


def _alike(one: Claim, other: Claim) -> bool:
    first, second = _told(one), _told(other)
    return len(first & second) >= ALIKE * min(len(first), len(second))


def _told(claim: Claim) -> frozenset[str]:
    return meanings(claim.quote)


@lru_cache(maxsize=512)
def _head(article: Article) -> frozenset[str]:
    return meanings(f"{article.headline or ''} {article.text[:_HEAD]}")


@lru_cache(maxsize=512)
def _names(article: Article) -> frozenset[str]:
    return _names_in(f"{article.headline or ''}. {article.text[:_HEAD]}")


@lru_cache(maxsize=512)
def _named(article: Article) -> frozenset[str]:
    return _names_in(article.text)


def _names_in(text: str) -> frozenset[str]:
    return frozenset(name for name in _NAME.findall(text) if name.casefold() not in _NO_NAME)
