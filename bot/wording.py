"""Sentences as words, to compare a question's with an article's: what is alike, what is a name."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from bot.happenings import ALIASES, COUNTRIES, asked_at, stem, telling
from corpus.listed import MONTHS, SHORT_MONTHS, WEEKDAYS, words
from index.analysis import STOP_WORDS

_TOKEN = re.compile(r"[^\W_]+(?:['’.&][^\W_]+|-\d+)*|[.,;:!?()—–]")
_UNITED = re.compile(r"\bunited (states|kingdom)\b", re.IGNORECASE)
_UNITED_AS = {"states": "US", "kingdom": "UK"}
_ROOT, _ENDING, _SUFFIX, _SPELT = 4, 3, 5, 6
"""Letters: words of one family share a root of so many at least, with endings ("Russia", "Russian") of so
many at most, or one has a suffix ("Kazakhstan"); slips of the pen are looked for in words of so many."""
_NO_NAMES = """
    president prime minister ministry general secretary pope king queen prince princess mr mrs ms dr sir
    the a an i it he she they we photo image file chairman mayor captain judge professor director chief
"""
_VAGUE = words("new north south east west northern southern eastern western central")
NO_NAMES = words(*MONTHS, *SHORT_MONTHS, *WEEKDAYS, _NO_NAMES)
"""Words with a capital in lower case that tell nobody and nothing from others."""


@dataclass(frozen=True, slots=True)
class Tokens:
    """A sentence as words and marks: as written, in lower case without 's, as stems.

    A hyphen parts words but before a number ("Luna-25"). `capitals` are the places of words with a capital,
    `told` (happening, place) of what its words may tell of (`bot.happenings`); `proper` are the folded words
    with a capital that no sentence begins with, `common` those and the marks without one.
    """

    written: tuple[str, ...]
    folded: tuple[str, ...]
    stems: tuple[str, ...]
    capitals: tuple[int, ...]
    told: tuple[tuple[str, int], ...]
    proper: tuple[str, ...]
    common: tuple[str, ...]


def asked_of(question: Tokens) -> frozenset[str]:
    """The happenings (`bot.happenings`) that a question asks about."""
    places = range(len(question.folded))
    return frozenset(told for n in places if (told := asked_at(question.folded, question.stems, n)))


def holds_words(text: str, words: str) -> bool:
    """Whether words stand in a text as they are: "18" not in "118", "2,18" or "18.5"."""
    return re.search(rf"(?<![\w])(?<!\d[.,]){re.escape(words)}(?!\w|[.,]\d)", text) is not None


@lru_cache(4096)
def tokens(text: str) -> Tokens:
    """The words and marks of a text; "United States" is the one word "US"."""
    if "nited" in text:
        text = _UNITED.sub(lambda found: _UNITED_AS[found[1].casefold()], text)
    written = tuple(_TOKEN.findall(text))
    folded = tuple(map(_folded, written))
    stems = tuple(map(stem, folded))
    capitals = tuple(n for n, word in enumerate(written) if word[0].isupper())
    return Tokens(
        written,
        folded,
        stems,
        capitals,
        told=tuple(telling(folded, stems)),
        proper=tuple(folded[n] for n in capitals if n > 0 and folded[n - 1] != "."),
        common=tuple(low for low, word in zip(folded, written, strict=True) if not word[0].isupper()),
    )


@lru_cache(100_000)
def _folded(word: str) -> str:
    plain = word.replace("’", "'").casefold().removesuffix("'s").removesuffix("'")
    return plain.replace(".", "") if "." in plain and len(plain) > 1 else plain


@lru_cache(100_000)
def alike(word: str, other: str) -> bool:
    """Whether two lower-case words name the same, or are of one family, or differ by a slip."""
    if word == other:
        return True
    mine, theirs = ALIASES.get(word), ALIASES.get(other)
    if mine is not None and mine == theirs:
        return True
    if word.startswith(other + "-") or other.startswith(word + "-"):
        return True
    shorter, longer = sorted((len(word), len(other)))
    if not word.isalpha() or not other.isalpha() or shorter < _ROOT:
        return False
    shared = shared_start(word, other)
    if shared >= _ROOT and (longer - shared <= _ENDING or (shorter == shared and longer - shared <= _SUFFIX)):
        return True
    return shorter >= _SPELT and longer - shorter <= 1 and _one_slip(word, other)


def shared_start(word: str, other: str) -> int:
    """How many letters two words share at their start."""
    return next(
        (n for n, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other))
    )


def _one_slip(word: str, other: str) -> bool:
    """Whether one letter is wrong, missing or too many, or two neighbours are swapped."""
    start = shared_start(word, other)
    rest, others = word[start:], other[start:]
    return (
        rest[1:] == others[1:]
        or rest[1:] == others
        or rest == others[1:]
        or (len(rest) > 1 and rest[:2] == others[1::-1] and rest[2:] == others[2:])
    )


def names(texts: Iterable[Tokens]) -> frozenset[str]:
    """Words that stand with a capital within a sentence, and not as often without."""
    with_capital, without = Counter[str](), Counter[str]()
    for one in texts:
        with_capital.update(one.proper)
        without.update(one.common)
    return frozenset(
        low
        for low, count in with_capital.items()
        if count > without[low] and low not in NO_NAMES and low not in STOP_WORDS
    )


def uncapitalised(texts: Iterable[Tokens]) -> frozenset[str]:
    """Words that stand without a capital somewhere, so that nobody who types them so need mean a name."""
    return frozenset[str]().union(*(one.common for one in texts))


def is_name(asked: Tokens, place: int, known: frozenset[str], common: frozenset[str]) -> bool:
    """Whether a word of a question, maybe without its capital, is part of a name.

    Args:
        asked: The question.
        place: Of the word in it.
        known: The names of what is to answer it.
        common: The words that stand there without a capital.
    """
    low, capital = asked.folded[place], asked.written[place][0].isupper()
    if low in NO_NAMES or low in STOP_WORDS or low in _VAGUE or not low[0].isalpha():
        return False
    if low == "us" and not asked.written[place].isupper():
        return False
    if low in COUNTRIES or low in ALIASES:
        return True
    return (low in known and (capital or low not in common)) or (place > 0 and capital)


def named(one: Tokens, known: frozenset[str]) -> frozenset[str]:
    """The known names that a text has, in lower case."""
    return frozenset(one.folded[n] for n in one.capitals if one.folded[n] in known)
