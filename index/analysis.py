"""Text as the lexical index sees it: a list of terms. Not a linguist: one rule each for what news needs."""

import re
import threading
import unicodedata
from functools import lru_cache

import Stemmer

ANALYSIS = 1
"""Grows when `terms` changes, so that an index made by another version is not searched with this one."""

# "us" is missing on purpose: in news it is a country far more often than a pronoun.
_STOP_WORDS = """
    a about after all also am an and any are as at be because been before being but by can could did do
    does doing for from had has have having he her hers him his how i if in into is it its itself just may me
    might more most my no nor not of off on once only or other our out over own shall she should so some such
    than that the their them then there these they this those through to too under until up very was we were
    what when where which while who whom whose why will with would you your aren't can't couldn't didn't
    doesn't don't hadn't hasn't haven't isn't wasn't weren't won't wouldn't
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())
WORDS_KEPT = 200_000

_WORD = re.compile(
    r"""(?:(?<!\w)(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w))
    |(?:(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+\.\d+)
    |(?:[^\W_]+(?:'[^\W_]+)*)""",
    re.VERBOSE,
)


class _Stems(threading.local):
    """A Snowball English stemmer for each thread, which is what its library asks for."""

    def __init__(self) -> None:
        self._stemmer = Stemmer.Stemmer("english", 0)

    def stem(self, term: str) -> str:
        """The stem of one lower-case word."""
        return str(self._stemmer.stemWord(term))


_stems = _Stems()


def terms(text: str) -> list[str]:
    """The terms of a text in order: folded to lower case without accents, stemmed, stop words left out.

    "U.S." becomes "us" and "3,800" becomes "3800". A stop word in capitals within mixed text ("WHO") is
    taken for an acronym and kept. Scripts without spaces between words are not cut into words.
    Stemming: Snowball English (Porter2), which leaves other scripts alone.
    """
    plain = _plain(text)
    cut = _term_of_shouted if plain.isupper() else _term
    return [term for word in _WORD.findall(plain) if (term := cut(word))]


@lru_cache(WORDS_KEPT)
def _term(word: str) -> str:
    """The term of a word, empty for a stop word."""
    if "." in word or "," in word:
        return word.replace(",", "") if word[0].isdecimal() else word.replace(".", "").casefold()
    if len(word) > 1 and word.isupper():
        return _stems.stem(word.casefold())
    return _term_of_shouted(word)


@lru_cache(WORDS_KEPT)
def _term_of_shouted(word: str) -> str:
    """The same in a text all in capitals, where capitals make no acronym."""
    if "." in word or "," in word:
        return _term(word)
    term = word.casefold().removesuffix("'s")
    return "" if term in STOP_WORDS else _stems.stem(term)


def _plain(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))
