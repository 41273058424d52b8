"""From a span of an article to the values that it states, by the kind of answer that is asked for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar, cast

from bot.asking.types import AnswerKind
from bot.values.amounts import amounts, may_hold_one
from bot.values.compare import agree
from bot.values.days import days
from bot.values.names import NameKind, names
from bot.values.polarity import affirmed
from bot.values.titles import PARTICLES, is_title
from bot.values.types import Amount, Day, Value, Verdict, Words
from corpus.listed import words
from corpus.types import Article, Span
from index.analysis import terms

_AROUND = 400
"""Characters on either side of the span that are read; a clause is shorter."""

_LONGEST = 1200
_UNSEEN = re.compile(r"[\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_TURNING = ("before", "after")
_NAMES = ("person", "organisation", "place", "name")
_LOOSE = " \n\t“”‘’\"'.,;:()—–"
_ARTICLES = words("the a an on in at by since until for during after before from to")
_MOST_COUNTED_WORDS, _MOST_NAME_WORDS, _MOST_VALUES = 4, 40, 24
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Stated:
    """Where a span stands; offsets are code points of `article.text`, those outside of it are cut off."""

    article: Article
    sentence: Span
    span: Span


def value(stated: Stated, kind: AnswerKind) -> Value:
    """What the span says: the first of `values`."""
    return values(stated, kind)[0]


def values(stated: Stated, kind: AnswerKind) -> list[Value]:
    """All amounts, days or names of the span if it holds several, else its one value; never empty.

    A "number" is an amount, a "time" a day or else a duration, a name a name, a "verdict" the polarity of the
    clause. What holds no such thing is words. For the other kinds only a span that is nothing but a day or an
    amount (with up to four words of what is counted) is that, and for "anything" one that is all a name.
    """
    text = stated.article.text
    span = _within(stated.span, Span(0, len(text)))
    if kind == "verdict":
        return [Verdict(affirmed(text, _within(stated.sentence, Span(0, len(text))), span))]
    return _distinct(_typed(stated, text, span, kind)) or [_words(text, span)]


def _words(text: str, span: Span) -> Words:
    said = text[span.start : span.end]
    turns = {word for word in _TURNING if re.search(rf"\b{word}\b", said, re.IGNORECASE)}
    if not affirmed(text, span, span):
        turns.add("not")
    return Words(tuple(terms(said)), frozenset(turns))


def _typed(stated: Stated, text: str, span: Span, kind: AnswerKind) -> list[Value]:
    if kind == "number":
        return [amount for _, amount in _amounts(stated, text, span)]
    if kind == "time":
        found = [day for _, day in _days(stated, text, span)]
        return [*found] or [amount for _, amount in _amounts(stated, text, span) if amount.unit == "day"]
    if kind in _NAMES:
        return [*names(text, span, cast("NameKind", kind))]
    return _plain(stated, text, span, kind)


def _plain(stated: Stated, text: str, span: Span, kind: AnswerKind) -> list[Value]:
    """The day, amount or name that the span is and says nothing but."""
    if span.end - span.start > _AROUND:
        return []
    for at, day in _days(stated, text, span):
        return [day] if _is_all(text, span, at) else []
    for at, amount in _amounts(stated, text, span):
        plain = _is_all(text, span, at) or (kind == "anything" and _opens(text, span, at))
        return [amount] if plain else []
    if kind == "anything" and _is_a_name(text[span.start : span.end]):
        return [*names(text, span, "name")]
    return []


def _amounts(stated: Stated, text: str, span: Span) -> list[tuple[Span, Amount]]:
    if not may_hold_one(text[span.start : span.end]):
        return []
    around = _around(stated, text, span)
    return _touching(amounts_in(text[around.start : around.end]), around.start, span)


def _days(stated: Stated, text: str, span: Span) -> list[tuple[Span, Day]]:
    around = _around(stated, text, span)
    found = days_in(text[around.start : around.end], published(stated.article))
    return _touching(found, around.start, span)


@lru_cache(maxsize=8192)
def amounts_in(text: str) -> tuple[tuple[Span, Amount], ...]:
    """`bot.values.amounts.amounts`, read once and past characters that nobody sees.

    The same sentences are compared many times, for one question and for the next.
    """
    return tuple(amounts(_UNSEEN.sub(" ", text)))


@lru_cache(maxsize=8192)
def days_in(text: str, today: date | None) -> tuple[tuple[Span, Day], ...]:
    """`bot.values.days.days`, read once."""
    return tuple(days(text, today))


def published(article: Article) -> date | None:
    """The day on which an article was published, None where it is not known."""
    try:
        return date.fromisoformat((article.published or "")[:10])
    except ValueError:
        return None


def _touching(found: Sequence[tuple[Span, _T]], shift: int, span: Span) -> list[tuple[Span, _T]]:
    """Those that overlap the span, their offsets in the article."""
    moved = [(Span(one.start + shift, one.end + shift), what) for one, what in found]
    return [(one, what) for one, what in moved if one.start < span.end and one.end > span.start]


def _around(stated: Stated, text: str, span: Span) -> Span:
    """The stretch that is read for a span: its sentence, of a long one what is near."""
    sentence = _within(stated.sentence, Span(0, len(text)))
    start = max(min(sentence.start, span.start), span.start - _AROUND)
    end = min(max(sentence.end, span.end), span.end + _AROUND, span.start + _LONGEST)
    return Span(start, max(start, end))


def _within(one: Span, bounds: Span) -> Span:
    start = min(max(one.start, bounds.start), bounds.end)
    return Span(start, min(max(one.end, start), bounds.end))


def _is_all(text: str, span: Span, one: Span) -> bool:
    """Whether a span says nothing but what stands at `one`."""
    outside = text[span.start : max(one.start, span.start)] + " " + text[min(one.end, span.end) : span.end]
    return all(word.strip(_LOOSE).lower() in _ARTICLES for word in outside.split() if word.strip(_LOOSE))


def _opens(text: str, span: Span, one: Span) -> bool:
    """Whether a span begins with an amount and goes on with what is counted alone."""
    nothing_before = not text[span.start : max(one.start, span.start)].strip(_LOOSE)
    return nothing_before and len(text[min(one.end, span.end) : span.end].split()) <= _MOST_COUNTED_WORDS


def _is_a_name(said: str) -> bool:
    words = said.strip(_LOOSE).split()[:_MOST_NAME_WORDS]
    plain = [word for word in words if word.lower() not in PARTICLES and not is_title(word)]
    return bool(plain) and all(word.strip(_LOOSE)[:1].isupper() for word in plain)


def _distinct(found: list[Value]) -> list[Value]:
    """Without those that say once more what one before them says: "1.4 million miles (2.25 million km)"."""
    kept: list[Value] = []
    for one in found[:_MOST_VALUES]:
        if not any(agree(one, other) for other in kept):
            kept.append(one)
    return kept
