"""What "it", "they", "he" or "there" stands for after a question and its answer."""

import re
from itertools import takewhile

from bot.followup.clause import (
    BE,
    DETERMINERS,
    LINKS,
    PREPOSITIONS,
    Clause,
    before_preposition,
    clause,
    name_in,
    phrases,
    prepositional,
)
from bot.followup.times import ASKED_FOR, names_time, untimed
from bot.followup.turn import Turn
from bot.followup.verbs import is_base, is_past, participle, past
from bot.values.titles import is_title

_MOST_WORDS = 7
_TIME_OR_PLACE = frozenset({"when", "where", "why", "how"})
_PERSONS = frozenset({"people", "men", "women", "children"})
_EVENT_WORDS = """
    accident attack battle blast blaze bombing collapse collision crash cyclone derailment disaster earthquake
    election eruption explosion final fire flood flooding game hurricane landslide massacre match quake race
    raid riot shooting spill storm strike summit tsunami typhoon unrest war wildfire
"""
_EVENTS = frozenset(_EVENT_WORDS.split())
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
    if parts is None:
        return _speaker(before) or name_in(before.asked) or thing(before)
    if _asks_who(parts) and (answer := named(before)):
        return answer
    head = before_preposition(parts.subject)[0].split()
    if head and is_title(head[-1]):
        return parts.subject
    return name_in(parts.subject) or name_in(before.asked) or thing(before)


def _speaker(before: Turn) -> str:
    """The person who said what was answered; empty where nobody or no person did."""
    words = before.speaker or ""
    return "" if words.startswith("the ") else name_in(words)


def thing(before: Turn, *, undergoing: bool = False) -> str:
    """What "it" or "that" stands for; where something is done to it, rather the object than who did it."""
    parts = clause(before.asked)
    value = named(before)
    if parts is None:
        return value or _HEADING.sub("", before.asked.rstrip(" ?"))
    seen = object_of(parts)
    one = bool(seen) and not plural(before_preposition(seen)[0])
    reached = parts.rest.removesuffix(seen).casefold().split()[-1:]
    if undergoing and one and determined(seen) and not PREPOSITIONS & set(reached):
        return seen
    if _chooses(parts) and value and (parts.noun or parts.copular):
        return value
    if parts.subject:
        return whole_subject(parts)
    if parts.noun:
        return (plural(parts.noun) and single(parts)) or described(parts)
    return seen if one else value or seen


def thing_beside(meant: str, before: Turn) -> str:
    """What "it" stands for beside "he": the object of the question before, or another name in it."""
    parts = clause(before.asked)
    if parts is None:
        return ""
    acted_on = object_of(parts) or parts.rest.partition(" ")[2]
    head, _, tail = untimed(acted_on).partition(" ")
    acted_on = tail if head.casefold() in PREPOSITIONS else f"{head} {tail}".strip()
    acted_on = re.sub("(?i)^an? ", "the ", acted_on)
    known = determined(acted_on) or name_in(acted_on) == before_preposition(acted_on)[0]
    others = [acted_on if known else "", name_in(before.asked), thing(before)]
    return next((other for other in others if other and other != meant), "")


def single(parts: Clause) -> str:
    """The one thing beside the several asked about: "the bridge" in "how many came over the bridge"."""
    found = prepositional(parts.rest)
    for at, phrase in enumerate(found):
        one = phrase.partition(" ")[2]
        if not plural(one) and not names_time(one):
            where = takewhile(_is_place, found[at + 1 :] if determined(one) else [])
            return " ".join([one, *where])
    return ""


def event(before: Turn) -> str:
    """What happened where something was counted: "the earthquake in Turkey"; empty where none is named."""
    parts = clause(before.asked)
    one = single(parts) if parts is not None and parts.counts else ""
    return one if _EVENTS & set(before_preposition(one)[0].casefold().split()[-1:]) else ""


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
        return _both(parts, before) if acting else names(before)
    return _several(parts, seen)


def _both(parts: Clause, before: Turn) -> str:
    """The answers; with the one whom the question tells of where there is only one: "Macron and Scholz"."""
    who = names(before)
    told_of = parts.subject if parts.phrase.casefold() in {"who", "whom"} and not parts.copular else ""
    alone = name_in(told_of) == told_of and " and " not in who
    return f"{told_of} and {who}" if told_of and alone else who


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
    for phrase in reversed(phrases(asked.rstrip(" ?"))):
        if phrase.split()[0].casefold() not in _LOCATIVE:
            break
        found.insert(0, phrase)
    return " ".join(found)


def occasion(asked: str) -> str:
    """When or where the event of a question was: "when the plane crashed", "in the unrest in Kazakhstan"."""
    parts = clause(asked)
    if parts is None or not parts.subject or parts.phrase.casefold() not in {"", *_TIME_OR_PLACE}:
        return setting(asked)
    verb, _, rest = parts.rest.partition(" ")
    if parts.aux == "did" and is_base(verb):
        return f"when {parts.subject} {past(verb)} {rest}".strip()
    if parts.aux in BE and is_past(verb):
        return f"when {parts.subject} {parts.aux} {parts.rest}"
    return setting(asked)


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
    who = "who " if parts.noun.casefold().split()[-1] in _PERSONS else "that "
    link = "" if parts.aux or not first or first[0] in PREPOSITIONS else who
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


def _chooses(parts: Clause) -> bool:
    first = parts.phrase.casefold().split()[:1]
    return first in (["what"], ["which"]) and not _asks_time(parts)


def _is_place(phrase: str) -> bool:
    begins = phrase.split(maxsplit=1)[0].casefold() in _LOCATIVE
    return begins and bool(name_in(phrase)) and not names_time(phrase)


def _asks_time(parts: Clause) -> bool:
    return bool(ASKED_FOR & set(parts.noun.casefold().split())) or parts.phrase.casefold() in _TIME_OR_PLACE


def determined(noun: str) -> bool:
    """Whether a noun phrase begins with "the", "that" or the like."""
    return noun.casefold().split()[:1] != [] and noun.casefold().split()[0] in DETERMINERS
