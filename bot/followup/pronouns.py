"""Pronouns that point back to the question before, and what is put in their place."""

import re
from itertools import pairwise

from bot.followup.antecedent import (
    event,
    people_or_things,
    person,
    place,
    plural,
    possessive,
    thing,
    thing_beside,
)
from bot.followup.clause import AUXILIARIES, BE, PREPOSITIONS, WH, clause, name_in, words_of
from bot.followup.turn import Turn
from bot.followup.verbs import is_base, is_past
from index.analysis import terms

_THAT_PERSON = re.compile(
    r"\b(?:that|this) (?:guy|man|woman|person|lady|politician|minister)\b", re.IGNORECASE
)
_PRONOUN = re.compile(
    rf"{_THAT_PERSON.pattern}"
    r"|\b(?:he|she|him|his|her|hers|they|them|their|theirs|it|its|there|that|this|those|these)\b",
    re.IGNORECASE,
)
_ELIDED = re.compile(
    r"how (?:many|much) (?!.*\bcost$)(?=(?:do|does|did|were|was|are|is|have|has|will|can)\b)", re.IGNORECASE
)
_POINTING = frozenset({"that", "this", "those", "these"})
_OBJECTS = _POINTING | {"him", "her", "them", "it", "there"}
_PERSONS = frozenset({"he", "she", "him", "his", "her", "hers"})
_BEFALLING = frozenset({"cost", "open", "begin", "start", "end", "happen"})
_SHORT = 4
_AT_THE_END = frozenset(
    {"now", "today", "then", "again", "exactly", "currently", "instead", "first", "anyway"}
)


def points_back(text: str, *, joined: bool) -> bool:
    """Whether a question has a pronoun where only something said before can be meant.

    That is right after the auxiliary ("what germ had they been given", "what was his name"), at the end ("who
    sent them") or in "how many of them"; after "and" (`joined`) anywhere.
    """
    words = [word.casefold() for word in words_of(text)]
    while len(words) > 1 and words[-1] in _AT_THE_END:
        words.pop()
    led = words[1:] if words[:1] and words[0] in PREPOSITIONS else words
    if not led or not (led[0] in WH or led[0] in AUXILIARIES or joined):
        return False
    if _THAT_PERSON.search(text):
        return True
    ended = next(
        (i for i, word in enumerate(words) if i and word in {"and", "when", "if", "because"}), len(words)
    )
    return any(_PRONOUN.fullmatch(words[i]) and _dangles(text, words, i, joined=joined) for i in range(ended))


def _dangles(text: str, words: list[str], at: int, *, joined: bool) -> bool:
    word = words[at]
    after_auxiliary = at > 0 and words[at - 1] in AUXILIARIES
    begins = word == "there" and after_auxiliary and at < len(words) - 1
    if word in _OBJECTS and words[:at] in (["how", "many", "of"], ["how", "much", "of"]):
        return True
    if begins or (word == "it" and _announces(words[at + 1 :])):
        return False
    if joined:
        return len(words) - at <= _SHORT or word not in _POINTING
    if at == 0 or after_auxiliary:
        # With more to follow, "that" has a noun of its own, and "they" are people in general.
        return len(words) - at <= _SHORT or (word not in _POINTING and (word != "they" or _few(text)))
    preceding = words_of(text)[1:at]
    return (
        word in _OBJECTS
        and at == len(words) - 1
        and (len(words) <= _SHORT or not name_in(" ".join(preceding)))
    )


def _few(text: str) -> bool:
    return len(set(terms(text))) < _SHORT


def _announces(following: list[str]) -> bool:
    """Whether "it" stands for what follows: "how much did it cost to build the bridge"."""
    return (
        any(word == "to" and is_base(then) for word, then in pairwise(following)) and len(following) > _SHORT
    )


def resolved(text: str, before: Turn) -> str:
    """The text with its pronouns replaced by what they stand for; without a question mark."""
    words = text.rstrip(" ?!.")

    def stands_for(found: re.Match[str]) -> str:
        return _antecedent(found[0].casefold(), words[: found.start()], words[found.end() :], before)

    whole = " ".join(_PRONOUN.sub(stands_for, words).split())
    elided = _ELIDED.match(whole) if whole != words else None
    counted = _counted(before) if elided else ""
    if elided and counted and not (plural(counted) and "much" in elided[0].casefold()):
        return f"{elided[0]}of {counted} {whole[elided.end() :]}"
    return whole


def _counted(before: Turn) -> str:
    """What "how many do they sell" counts: what the question before counts or ends with."""
    parts = clause(before.asked)
    if parts is None or parts.counts:
        return parts.noun if parts else ""
    preposition = "|".join(PREPOSITIONS)
    last = re.search(rf"\b(?:{preposition}) (the .+)", parts.rest, re.IGNORECASE)
    return last[1] if last else ""


def _antecedent(word: str, ahead: str, behind: str, before: Turn) -> str:
    """What to put in a pronoun's place; the pronoun itself where nothing is known."""
    last = " ".join(ahead.casefold().split()[-1:])
    beside = _PERSONS & set(f"{ahead} {behind}".casefold().split())
    owns = bool(behind.strip()) and word in {"his", "her", "their", "its"}
    if word == "there":
        begins = last in AUXILIARIES and behind.strip()
        return ("" if begins else place(before)) or word
    if word in _PERSONS or " " in word:
        meant = person(before)
    elif word in {"they", "them", "their", "theirs", "those", "these"}:
        meant = people_or_things(before, acting=word != "them")
    elif word in _POINTING and behind.strip() and last and last not in AUXILIARIES:
        return word
    elif beside and word in {"it", "its"}:
        meant = thing_beside(person(before), before)
    else:
        acted_on = word == "it" and not behind.strip() and last not in AUXILIARIES
        meant = (event(before) if acted_on else "") or thing(before, undergoing=_undergoes(last, behind))
    return (possessive(meant) if owns else meant) or word


def _undergoes(last: str, behind: str) -> bool:
    """Whether something is done to "it", or it costs or begins: "when will it be finished"."""
    first, second = [*behind.casefold().split(), "", ""][:2]
    passive = is_past(second) if first in {"be", "been"} else last in BE and is_past(first)
    return passive or first in _BEFALLING
