"""What "it", "they", "he" or "there" stands for after a question and its answer."""

import re

from bot.followup.clause import (
    DETERMINERS,
    LINKS,
    PREPOSITIONS,
    Clause,
    before_preposition,
    clause,
    name_in,
    prepositional,
)
from bot.followup.turn import Turn
from bot.followup.verbs import is_past, participle

_MOST_WORDS = 7
_TIME_OR_PLACE = frozenset({"when", "where", "why", "how"})
_TIMES = frozenset({"year", "month", "day", "date", "week", "hour", "time"})
_TIMED = re.compile(
    r"\b(?:year|month|week|day|morning|evening|night|(?:19|20)\d\d|january|february|march|april|may|june|july"
    r"|august|september|october|november|december|\w+day)\b",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^[\w' -]+? (?:on|about|of|from) (?=\S)", re.IGNORECASE)
"""Before the matter, in words that are no question: "latest on the protests", "weight of the rover"."""
_LOCATIVE = frozenset({"in", "at", "on", "near", "over", "off", "during", "after", "before", "around"})


def named(before: Turn) -> str:
    """The best short answer where it is a name ("Russia", "Karim Massimov"), else empty."""
    value = next(iter(before.values), "").strip(" .,;")
    words = value.split()
    capitals = [i for i, word in enumerate(words) if word[0].isupper()]
    begins = capitals == [0] and (determined(value) or re.search(r"\d", value) is not None)
    is_name = value[:1].isalpha() and bool(capitals) and not begins
    return value if is_name and len(words) <= _MOST_WORDS else ""


def names(before: Turn) -> str:
    """All short answers that are names: "Russia, Armenia and Belarus"."""
    short = [v for value in before.values if (v := named(Turn("", values=(value,))))]
    return " and ".join(filter(None, [", ".join(short[:-1]), *short[-1:]]))


def person(before: Turn) -> str:
    """Whom "he" or "she" stands for."""
    parts = clause(before.asked)
    asks_who = parts is not None and _asks_who(parts)
    return (named(before) if asks_who else "") or name_in(before.asked) or thing(before)


def thing(before: Turn) -> str:
    """What "it" or "that" stands for."""
    parts = clause(before.asked)
    if parts is None:
        return named(before) or _HEADING.sub("", before.asked.rstrip(" ?"))
    value = named(before)
    first = parts.phrase.casefold().split()[:1]
    chosen = first in (["what"], ["which"]) and not _asks_time(parts)
    if chosen and value and (parts.noun or parts.copular):
        return value
    if parts.subject:
        return whole_subject(parts)
    if parts.noun:
        return (plural(parts.noun) and single(parts)) or described(parts)
    seen = object_of(parts)
    if seen and not plural(before_preposition(seen)[0]):
        return seen
    return value or seen


def single(parts: Clause) -> str:
    """The one thing beside the several asked about: "the bridge" in "how many came over the bridge"."""
    things = [phrase.partition(" ")[2] for phrase in prepositional(parts.rest)]
    return next((one for one in things if not plural(one) and not _TIMED.search(one)), "")


def people_or_things(before: Turn, *, acting: bool) -> str:
    """What "they" (who act) or "them" stands for."""
    parts = clause(before.asked)
    if parts is None:
        return named(before) or _HEADING.sub("", before.asked.rstrip(" ?"))
    if parts.counts and (parts.asks_subject or plural(parts.noun)):
        return described(parts)
    seen = object_of(parts)
    if not acting and seen and plural(before_preposition(seen)[0]):
        return _acted_upon(seen, parts)
    if _asks_who(parts) and named(before):
        return names(before)
    return _several(parts, seen)


def _several(parts: Clause, seen: str) -> str:
    if parts.asks_subject:
        return described(parts) if parts.noun else seen
    if plural(before_preposition(parts.subject)[0]):
        return whole_subject(parts)
    last = " ".join(prepositional(parts.rest)[-1:]).partition(" ")[2]
    return last if any(plural(word) for word in last.split()) else whole_subject(parts)


def place(before: Turn) -> str:
    """Where "there" is, with its preposition; empty where no place was named."""
    parts = clause(before.asked)
    if parts is not None and parts.phrase.casefold() == "where" and before.values:
        value = before.values[0]
        return value if value.split()[0].casefold() in PREPOSITIONS else f"in {value}"
    return setting(before.asked)


def setting(asked: str) -> str:
    """The places and occasions at the end of a question: "in the unrest in Kazakhstan"."""
    found: list[str] = []
    for phrase in reversed(prepositional(asked.rstrip(" ?"))):
        if phrase.split()[0].casefold() not in _LOCATIVE:
            break
        found.insert(0, phrase)
    return " ".join(found)


def whole_subject(parts: Clause) -> str:
    """The subject, with the prepositions that belong to it in "how big is the fire in …"."""
    rest = parts.rest.split()
    if not parts.copular or not rest or rest[0].casefold() not in PREPOSITIONS:
        return parts.subject
    end = next((i for i, word in enumerate(rest) if word.casefold() in LINKS), len(rest))
    return " ".join([parts.subject, *rest[:end]])


def described(parts: Clause) -> str:
    """What a question counts or chooses, by what it says of it: "the men who reached Elephant Island"."""
    if parts.subject:
        return f"the {parts.noun} of {parts.subject}"
    first = parts.rest.split()[:1]
    link = "" if parts.aux or not first or first[0] in PREPOSITIONS else "that "
    return f"the {parts.noun} {link}{parts.rest}".strip()


def object_of(parts: Clause) -> str:
    """What follows the verb of a question about its subject, to the end: "troops to Kazakhstan"."""
    if parts.subject:
        return ""
    words = parts.rest.split()
    skipped = 1 if words and (not parts.aux or len(words) > 1) else 0
    if parts.aux and words and words[0].casefold() in PREPOSITIONS:
        skipped = 0
    following = words[skipped:]
    if following and following[0].casefold() in PREPOSITIONS:
        following = following[1:]
    return " ".join(following)


def _acted_upon(seen: str, parts: Clause) -> str:
    """An object by what was done to it: "the troops sent to Kazakhstan"."""
    head, tail = before_preposition(seen)
    verb = parts.rest.split()[0]
    article = "" if determined(head) or name_in(head) else "the "
    return f"{article}{head} {participle(verb)} {tail}" if tail and is_past(verb) and not parts.aux else seen


def plural(noun: str) -> bool:
    """Whether a noun looks like several: its last word ends in s, or is one of a few that do not."""
    last = noun.casefold().split()[-1:] or [""]
    few = {"people", "police", "men", "women", "children", "ppl", "crew", "troops", "staff"}
    return last[0] in few or bool(re.search(r"[^usi']s$", last[0]))


def possessive(owner: str) -> str:
    """Such as "Tonga's" and "the ships'"."""
    return owner + ("'" if owner.endswith("s") else "'s")


def _asks_who(parts: Clause) -> bool:
    first = parts.phrase.casefold().split()[:1]
    return first in (["who"], ["whom"], ["which"]) or (
        first == ["what"] and bool(parts.noun) and not _asks_time(parts)
    )


def _asks_time(parts: Clause) -> bool:
    return bool(_TIMES & set(parts.noun.casefold().split())) or parts.phrase.casefold() in _TIME_OR_PLACE


def determined(noun: str) -> bool:
    """Whether a noun phrase begins with "the", "that" or the like."""
    return noun.casefold().split()[:1] != [] and noun.casefold().split()[0] in DETERMINERS
