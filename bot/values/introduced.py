"""What an article itself says of a name: whose surname it is, and what an abbreviation stands for.

Reads the article only around the places where the name stands, and at most `_MOST_PLACES` of them.
"""

import re
from collections.abc import Iterator

from bot.values.spelling import is_country, key
from bot.values.titles import NO_GIVEN_NAMES, PARTICLES, is_title

_ABBREVIATION = re.compile(r"[A-Z][A-Z&.\d-]{0,8}[A-Z\d][a-z]?")
_REACH, _MOST_PLACES, _MOST_GIVEN = 90, 60, 3


def full_names(text: str, surname: str, *, first: bool = False) -> list[str]:
    """The full names in the article that end in a surname ("Antony Blinken"), or with `first` begin with it.

    Names of which one holds all words of the other are one, the longer is given. A word with the capital of a
    sentence's first word is a given name but for those that the tables know as none.
    """
    found: dict[str, str] = {}
    for at in _places(text, surname):
        given = _behind(text, at + len(surname)) if first else _before(text, at)
        if given:
            name = " ".join([surname, *given] if first else [*given, surname])
            found.setdefault(key(name), name)
    kept: list[str] = []
    for name in sorted(found.values(), key=len, reverse=True):
        words_of = set(key(name).split())
        if not any(words_of <= set(key(longer).split()) for longer in kept):
            kept.append(name)
    return kept


def stands_alone(text: str, word: str) -> bool:
    """Whether a word stands somewhere without another capitalised word of the same name beside it."""
    return any(not _before(text, at) and not _behind(text, at + len(word)) for at in _places(text, word))


def meanings(text: str, abbreviation: str) -> list[str]:
    """What the article says that an abbreviation stands for: "Suez Canal Authority (SCA)", "SCA (Suez …)"."""
    found: list[str] = []
    at = text.find(f"({abbreviation})")
    if at > 0:
        found += _spelled_out(text[max(0, at - _REACH) : at].rstrip(), abbreviation)
    at = text.find(f"{abbreviation} (")
    if at >= 0:
        inner = text[at + len(abbreviation) + 2 :][:_REACH].partition(")")
        if inner[1] and inner[0][:1].isupper() and _initials_fit(inner[0].split(), abbreviation):
            found.append(inner[0])
    return found


def abbreviations(text: str, name: str) -> list[str]:
    """The abbreviations that the article gives for a name of several words."""
    found: list[str] = []
    for at in _places(text, name):
        behind = text[at + len(name) :][:_REACH]
        if behind.startswith(" (") and _ABBREVIATION.fullmatch(short := behind[2:].partition(")")[0]):
            found.append(short)
        if text[at - 2 : at] == " (" and behind.startswith(")"):
            short = text[max(0, at - _REACH) : at - 2].rpartition(" ")[2]
            if _ABBREVIATION.fullmatch(short):
                found.append(short)
    return found


def is_abbreviation(name: str) -> bool:
    """Whether a name is written as abbreviations are: "CSTO", "U.N."."""
    return bool(_ABBREVIATION.fullmatch(name))


def _places(text: str, name: str) -> Iterator[int]:
    at, seen = text.find(name), 0
    while at >= 0 and name and seen < _MOST_PLACES:
        seen += 1
        behind = text[at + len(name) : at + len(name) + 1]
        if not (text[max(0, at - 1) : at].isalnum() or behind.isalnum()):
            yield at
        at = text.find(name, at + len(name))


def _before(text: str, at: int) -> list[str]:
    """Given names right before a place."""
    stretch = text[max(0, at - _REACH) : at]
    if not stretch.endswith(" "):
        return []
    words = stretch.rpartition("\n")[2][:-1].split(" ")
    given: list[str] = []
    while words and len(given) < _MOST_GIVEN and _may_be_given(words[-1]):
        given.insert(0, words.pop())
    while given and given[0].lower() in PARTICLES:
        given.pop(0)
    return given


def _behind(text: str, at: int) -> list[str]:
    """Words of a name right behind a place."""
    stretch = text[at : at + _REACH].partition("\n")[0]
    given: list[str] = []
    for word in stretch[1:].split(" ") if stretch.startswith(" ") else []:
        bare = word if _is_initial(word) else word.rstrip(".,;:)”\"'’")
        if not _may_be_given(bare) or len(given) == _MOST_GIVEN:
            break
        given.append(bare)
        if bare != word:
            break
    return given


def _may_be_given(word: str) -> bool:
    if word.lower() in PARTICLES:
        return word.islower() and word not in ("of", "the", "for", "&")
    initial = _is_initial(word)
    written_so = word[:1].isupper() and (word[-1].isalnum() or initial)
    if word.lower() in NO_GIVEN_NAMES or word.endswith("ly"):
        return False
    return (
        written_so
        and word != "State"
        and not is_title(word)
        and not is_country(word)
        and not (word.isupper() and not initial)
    )


def _is_initial(word: str) -> bool:
    return word[1:] == "." and word[0].isupper()


def _spelled_out(before: str, abbreviation: str) -> list[str]:
    """The name that an abbreviation follows: by initials, else the whole run of capitals before it."""
    run: list[str] = []
    for word in reversed(before.rpartition("\n")[2].split(" ")):
        if not (word[:1].isupper() or word in PARTICLES or word == "and") or word.endswith((",", ".", ")")):
            break
        run.insert(0, word)
    while run and not run[0][:1].isupper():
        run.pop(0)
    fitting = [" ".join(run[n:]) for n in range(len(run)) if _initials_fit(run[n:], abbreviation)]
    return fitting[:1] or ([" ".join(run)] if len(run) > 1 else [])


def _initials_fit(words: list[str], abbreviation: str) -> bool:
    """Whether the capitals of words make an abbreviation, with the words that join them or without."""
    letters = [c for c in abbreviation.lower() if c.isalpha()]
    capitals = [part[0].lower() for word in words for part in word.split("-") if part[:1].isupper()]
    every = [part[0].lower() for word in words for part in word.split("-") if part]
    return bool(words) and words[0][:1].isupper() and letters in (capitals, every)
