"""Names of persons, organisations, countries and places, with all forms that their article gives them.

Limits: what is no name in capitals ("anti-government protesters") is left to be compared as words; a list is
cut at commas and "and" only where every part is a name; nicknames and other scripts are not joined.
"""

import re
from typing import Literal

from bot.values.introduced import abbreviations, full_names, is_abbreviation, meanings, stands_alone
from bot.values.spelling import is_country, key
from bot.values.titles import OFFICES, PARTICLES, PLACE_BEGINNINGS, is_title
from bot.values.types import Name
from corpus.types import Span

NameKind = Literal["person", "organisation", "place", "name"]

_MOST = 400  # characters of a span
_BRACKETED = re.compile(r"\s*\([^()]{0,80}\)")
_CUT = re.compile(r"\s*[,;]\s*(?:and\s+|or\s+)?|\s+(?:and|or|as\swell\sas)\s+")
_OF_TWO_PARTS = re.compile(
    r"Bosnia and Herzegovina|Trinidad and Tobago|Antigua and Barbuda|(?:Ministry|Department|Office|Centers?"
    r"|Centres?|Committee|Commission|Agency|Board|Institute|Bureau|Health|Science|Food|Trade|Culture|Home)\b"
    r"[^,;()]* and "
)
_MOST_WORDS_OF_A_PERSON = 4


def names(text: str, span: Span, kind: NameKind) -> list[Name]:
    """The names of a span of an article's text; empty where it holds none as a whole."""
    said = _BRACKETED.sub("", text[span.start : min(span.end, span.start + _MOST)]).strip(
        " \n\t“”‘’\"'.,;:()"
    )
    parts = [said] if _OF_TWO_PARTS.search(said) else [part for part in _CUT.split(said) if part]
    cores = [_core(part, kind) for part in parts]
    pure = [core for core in cores if core and _is_pure(core)]
    if len(pure) == len(parts) > 1 and not (kind == "place" and len(parts) == 2 and "," in said):  # noqa: PLR2004
        return [known(text, core, kind) for core in pure]
    if cores and cores[0]:
        return [known(text, cores[0], kind)]
    return []


def known(text: str, name: str, kind: NameKind) -> Name:
    """A name with all forms that the article gives it: full name and surname, abbreviation and long form."""
    keys = {key(name)}
    words = name.split()
    if is_abbreviation(name):
        keys |= {key(meaning) for meaning in meanings(text, name)}
    elif len(words) > 1:
        if is_country(words[0]) and OFFICES.intersection(word.lower() for word in words):
            keys.add(key(" ".join(words[1:])))
        keys |= {key(short) for short in abbreviations(text, name)}
        if kind in ("person", "name") and _like_a_person(words):
            keys |= _surname(text, words, kind)
    elif kind in ("person", "name") and not is_country(name):
        full = full_names(text, name) or (full_names(text, name, first=True) if kind == "person" else [])
        if len(full) == 1 and _like_a_person(full[0].split()):
            keys.add(key(full[0]))
    return Name(frozenset(keys - {""}))


def _surname(text: str, words: list[str], kind: NameKind) -> set[str]:
    """The key by which a person is called alone; none where the article names two persons so."""
    last, first = words[-1], words[0]
    if kind == "person" and stands_alone(text, first) and not stands_alone(text, last):
        return {key(first)}
    own = set(key(" ".join(words)).split())
    others = [set(key(full).split()) for full in full_names(text, last)]
    same = all(own <= other or other <= own for other in others)
    return {key(last)} if same else set()


def _like_a_person(words: list[str]) -> bool:
    plain = [word.lower() for word in words]
    return (
        len([word for word in words if word[:1].isupper()]) <= _MOST_WORDS_OF_A_PERSON
        and not OFFICES.intersection(plain)
        and not {"of", "the", "for", "&"}.intersection(plain)
        and plain[0] not in PLACE_BEGINNINGS
        and not any(is_country(word) for word in words[:1])
    )


def _core(part: str, kind: NameKind) -> str:
    """A part of a span without article, titles and roles; empty where it does not begin with a name."""
    words = _bare(part).split()
    if kind in ("person", "name") or not words or words[0][:1].islower():
        words = _without_titles(words)
    while words and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    if any(word[:1].isupper() for word in words):
        while words[0].islower() and words[0] not in PARTICLES:
            words = words[1:]
    if kind == "person":
        words = _until_joined(words)
    begins = bool(words) and (words[0][:1].isupper() or words[0][:1].isdigit() or _particle_first(words))
    holds = any(word[:1].isupper() or any(c.isupper() for c in word) for word in words)
    return " ".join(words) if begins and holds else ""


def _bare(part: str) -> str:
    return part.strip(" “”‘’\"'.,;:()").removesuffix("'s").removesuffix("’s")


def _particle_first(words: list[str]) -> bool:
    return words[0] in PARTICLES - {"of", "for", "&"} and len(words) > 1 and words[-1][:1].isupper()


def _without_titles(words: list[str]) -> list[str]:
    """What follows the last title before a name: "Ivan Orlov" of "army spokesman Gen. Ivan Orlov"."""
    for at in range(len(words) - 2, -1, -1):
        state = [word.lower() for word in words[at : at + 3]] == ["secretary", "of", "state"]
        behind = words[at + 3 :] if state else words[at + 1 :]
        if (is_title(words[at]) or state) and behind and behind[0][:1].isupper():
            return words if OFFICES.intersection(word.lower() for word in behind) else behind
    return words


def _until_joined(words: list[str]) -> list[str]:
    """A person without what follows the name: "Alexander Lukashenko of Belarus"."""
    for at, word in enumerate(words):
        if at and word in ("of", "from", "in", "at", "the", "for"):
            return words[:at]
    return words


def _is_pure(core: str) -> bool:
    return all(word[:1].isupper() or word[:1].isdigit() or word in PARTICLES for word in core.split())
