"""The same question about something else: "and in Almaty?", "what about Belarus?", "and the injured?"."""

import re

from bot.followup.antecedent import determined, named, object_of, occasion, plural, single, thing
from bot.followup.clause import (
    AUXILIARIES,
    BE,
    DO,
    PREPOSITIONS,
    Clause,
    before_preposition,
    clause,
    name_in,
    phrases,
    prepositional,
    question,
)
from bot.followup.reask import counted
from bot.followup.times import NOW, names_time, time_alone, untimed
from bot.followup.turn import Turn
from bot.followup.verbs import base, is_base, is_past

_FATES = {
    "injured": "injured", "wounded": "wounded", "hurt": "hurt", "dead": "killed", "killed": "killed",
    "detained": "detained", "arrested": "arrested", "missing": "missing", "displaced": "displaced",
    "evacuated": "evacuated", "rescued": "rescued", "homeless": "left homeless",
}  # fmt: skip
_PRESENT = {"did": "does", "was": "is", "were": "are", "had": "has"}
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_ONE = re.compile(r"\bones?\b")
_TELLING_APART = re.compile(
    r"\b(?:new|old|first|second|third|last|latest|next|previous|former|current|present|earlier|later|other)\b"
)


def contrasted(other: str, before: Turn) -> str:
    """The question before, asked of `other` ("Belarus", "the injured", "in Almaty", "come back")."""
    asked = before.asked.rstrip(" ?!.")
    other = other.strip(" ?!.,")
    parts = clause(asked)
    if other.casefold() in NOW:
        return f"{_in_the_present(untimed(asked))} {other}?"
    if parts is None:
        return f"{asked} {other}?"
    at = time_alone(other)
    if at or other.casefold().split()[0] in PREPOSITIONS:
        return _elsewhere(at or other, asked) + "?"
    if _ONE.search(other) and (noun := _one_asked_about(parts)):
        return _last_replaced(asked, noun, _one(other, noun)) + "?"
    return _another(other, asked, parts, before)


def _another(other: str, asked: str, parts: Clause, before: Turn) -> str:
    """What else happened to those asked about, or the same of another name or thing."""
    fate = _FATES.get(other.casefold().removeprefix("the ").removeprefix("number of "))
    if fate and (changed := _fated(fate, parts)):
        return changed
    if _is_name(other, asked):
        return _named_instead(other, parts, before)
    return _thing_instead(other, parts)


def _in_the_present(asked: str) -> str:
    """The question asked of today: "how long does it take" for "how long did it take"."""
    return re.sub(
        r"\b(?:did|was|were|had)\b",
        lambda one: _PRESENT[one[0].casefold()],
        asked,
        count=1,
        flags=re.IGNORECASE,
    )


def _thing_instead(other: str, parts: Clause) -> str:
    """Something that is no name in the place of what was counted, of the object, the verb or the subject."""
    if parts.counts:
        noun = _without_article(other)
        many = re.sub("(?i)much", "many", parts.phrase) if plural(noun) else parts.phrase
        return question(many.removesuffix(parts.noun), noun, parts.aux, parts.subject, parts.rest)
    if parts.asks_subject:
        return _object_instead(other, parts)
    if is_base(other.split(maxsplit=1)[0]) and parts.aux in DO:
        return question(parts.phrase, parts.aux, parts.subject, other)
    _, tail = before_preposition(parts.subject)
    return question(parts.phrase, parts.aux, other, tail if parts.copular else "", parts.rest)


def numbered(word: str, noun: str, before: Turn) -> str:
    """The number of something else ("how many police?"), or of the same elsewhere ("how many from Peru?")."""
    if noun.split(maxsplit=1)[0].casefold() in PREPOSITIONS:
        return contrasted(noun, before)
    fate = _FATES.get(_without_article(noun).casefold())
    parts = clause(before.asked)
    if fate and parts and (changed := _fated(fate, parts)):
        return changed
    if begins_with_verb(noun):
        return _outcome(word, f"were {fate}" if fate else noun, parts, before)
    return counted(word, noun, before)


def begins_with_verb(noun: str) -> bool:
    """Whether a verb stands after "how many" where what is counted was left out: "died", "were hurt"."""
    first, second = [*noun.casefold().split(), "", ""][:2]
    return is_past(second) if first in BE else is_past(first) and first not in AUXILIARIES


def _outcome(word: str, verb: str, parts: Clause | None, before: Turn) -> str:
    """How many did what the verb says ("died"), in the event of the question before."""
    of_people = "people" if word.casefold() == "how many" else ""
    noun = parts.noun if parts and parts.counts else of_people
    if where := occasion(before.asked):
        return question(word, noun, verb, where)
    topic = "" if parts and parts.counts else thing(before)
    return question(f"{topic}:" if topic else "", word, noun, verb)


def _elsewhere(other: str, asked: str) -> str:
    """Another place or time in the place of the one that was asked about, or beside it."""
    if _ONE.search(other):
        return _another_one(other, asked)
    timed = names_time(other)
    alike = [p for p in phrases(asked) if names_time(p) == timed]
    same = [p for p in alike if p.split()[0].casefold() == other.split(maxsplit=1)[0].casefold()]
    same = [p for p in same if bool(name_in(p)) == bool(name_in(other))] or same
    named_place = [p for p in alike if name_in(p)] if not timed else []
    found = same or named_place or (alike if timed else [])
    if not found:
        return f"{untimed(asked) if timed else asked} {other}"
    replaced = found[-1]
    around = next((p for p in alike if replaced.startswith("of ") and f"{p} {replaced}" in asked), "")
    if around and not same and not name_in(other):
        return _last_replaced(asked, f"{around} {replaced}", other)
    return _last_replaced(asked, replaced, other if same or timed else _moved(other, replaced))


def _moved(other: str, replaced: str) -> str:
    """Another place with the preposition of the one it replaces: "to Almaty" for "in Almaty"."""
    preposition, _, name = other.partition(" ")
    return f"{replaced.split(maxsplit=1)[0]} {name}" if preposition.casefold() in {"in", "at"} else other


def _another_one(other: str, asked: str) -> str:
    """What "the one" and "that" name in words such as "at the one four years after that"."""
    preposition = other.split(maxsplit=1)[0].casefold()
    alike = [p for p in prepositional(asked) if p.split()[0].casefold() == preposition]
    if not alike:
        return f"{asked} {other}"
    year = _YEAR.search(alike[-1])
    noun = " ".join(_YEAR.sub("", alike[-1].partition(" ")[2]).split())
    spelled = re.sub(r"\b(?:the )?(?:\w+ )?ones?\b", lambda m: _one(m[0], noun), other, count=1)
    if year:
        spelled = re.sub(r"\b(that|it)$", year[0], spelled)
    return _last_replaced(asked, alike[-1], spelled)


def _one(other: str, noun: str) -> str:
    """The noun in the place of "one": "the second cable" for "the second one", "the old" for "the new"."""
    bare = _without_article(noun)
    if _TELLING_APART.search(other):
        bare = _TELLING_APART.sub("", bare).strip() or bare
    spelled = re.sub(r"\bones?\b", bare, other)
    return f"the {spelled}" if spelled != other and not determined(spelled) else spelled


def _one_asked_about(parts: Clause) -> str:
    """The noun that "the other one" is another of: the subject's, else the object's or setting's."""
    if parts.subject and not parts.counts:
        return before_preposition(parts.subject)[0]
    noun = before_preposition(single(parts) if parts.counts else object_of(parts))[0]
    return noun if determined(noun) and name_in(noun) != _without_article(noun) else ""


def _fated(fate: str, parts: Clause) -> str | None:
    """How many people were injured, where it was asked how many were killed."""
    words = parts.rest.split()
    if not parts.noun or not parts.asks_subject:
        return None
    if parts.aux and words and is_past(words[0]):
        return question(parts.phrase, parts.aux, fate, *words[1:])
    if not parts.aux and words:
        return question(parts.phrase, "were", fate, *words[1:])
    return None


def _is_name(other: str, asked: str) -> bool:
    """Whether it is a name; where nobody writes capitals, a single word without "s" may be one."""
    if other[:1].isupper() or (determined(other) and name_in(other)):
        return True
    plain = not name_in(asked) and not determined(other) and len(other.split()) == 1
    return plain and not plural(other) and not is_base(other) and not is_past(other)


def _named_instead(name: str, parts: Clause, before: Turn) -> str:
    """Another name in the place of the one in subject or setting; of one who did it, whether this one did."""
    who = parts.phrase.casefold() == "who" or (bool(parts.noun) and not parts.counts)
    if parts.asks_subject and who and named(before):
        verb, _, rest = parts.rest.partition(" ")
        if parts.aux:
            return question(parts.aux, name, parts.rest)
        return question("did" if is_past(verb) else "does", name, base(verb), rest)
    if parts.subject and (subject := _subject_instead(name, parts)):
        return question(parts.phrase, parts.aux, subject, parts.rest)
    if placed := [p for p in prepositional(parts.rest) if name_in(p)]:
        rest = _last_replaced(parts.rest, name_in(placed[-1]), name)
        return question(parts.phrase, parts.aux, parts.subject, rest)
    if parts.subject and not determined(parts.subject):
        return question(parts.phrase, parts.aux, name, parts.rest)
    return question(
        parts.phrase, parts.aux, parts.subject, parts.rest, "in" if parts.asks_subject else "of", name
    )


def _subject_instead(name: str, parts: Clause) -> str:
    """The subject with another name in it: all of it, "the cloud of …", "…'s rate"; empty without a name."""
    old = name_in(parts.subject)
    owns = bool(old) and re.search(rf"{re.escape(old)}['’]s? ", parts.subject) is not None
    if owns or (old and determined(parts.subject) and " of " in parts.subject):
        return _last_replaced(parts.subject, old, re.sub(r"['’]s?$", "", name))
    return name if old else ""


def _object_instead(other: str, parts: Clause) -> str:
    """Another object: "who leads the police" after "who leads the army"."""
    words = parts.rest.split()
    verb = words[:1] if not parts.aux or (words and is_past(words[0])) else []
    _, tail = before_preposition(" ".join(words[len(verb) :]))
    return question(parts.phrase, parts.aux, *verb, other, tail)


def _last_replaced(text: str, old: str, new: str) -> str:
    before, _, after = text.rpartition(old)
    return before + new + after


def _without_article(noun: str) -> str:
    return re.sub(r"(?i)^(?:the|a|an) ", "", noun)
