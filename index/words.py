"""Text as the lexical index sees it: a list of terms. Not a linguist: one rule each for what news needs."""

import re
import threading
import unicodedata

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
STEMS_KEPT = 200_000

_TERM = re.compile(
    r"""(?P<acronym>(?<!\w)(?:[^\W\d_]\.){2,}[^\W\d_]?(?!\w))
    |(?P<number>(?<![\w.,])\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<![\w.,])\d+\.\d+)
    |(?P<word>[^\W_]+(?:'[^\W_]+)*)""",
    re.VERBOSE,
)


class _Stems(threading.local):
    """A Snowball English stemmer for each thread, which is what its library asks for."""

    def __init__(self) -> None:
        self.stem = Stemmer.Stemmer("english", STEMS_KEPT).stemWord


_stems = _Stems()


def terms(text: str) -> list[str]:
    """The terms of a text in order: folded to lower case without accents, stemmed, stop words left out.

    "U.S." becomes "us" and "3,800" becomes "3800". A stop word in capitals within mixed text ("WHO") is
    taken for an acronym and kept. Scripts without spaces between words are not cut into words.
    Stemming: Snowball English (Porter2), which leaves other scripts alone.
    """
    shouting = text.isupper()
    found = []
    for match in _TERM.finditer(_plain(text)):
        word = match.group()
        if match.lastgroup == "acronym":
            found.append(word.replace(".", "").casefold())
        elif match.lastgroup == "number":
            found.append(word.replace(",", ""))
        elif (term := word.casefold().removesuffix("'s")) not in STOP_WORDS or _is_acronym(word, shouting):
            found.append(_stems.stem(term))
    return found


def _plain(text: str) -> str:
    if text.isascii():
        return text
    decomposed = unicodedata.normalize("NFKD", text.replace("\u2019", "'"))
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _is_acronym(word: str, shouting: bool) -> bool:
    return not shouting and len(word) > 1 and word.isupper()
