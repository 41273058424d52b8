"""The same event, another question word: "when?" after "who sent troops?" asks when Russia sent troops."""

from bot.followup.antecedent import determined, event, named, object_of, person, plural, setting, thing
from bot.followup.clause import (
    DO,
    PREPOSITIONS,
    Clause,
    before_preposition,
    clause,
    name_in,
    prepositional,
    question,
)
from bot.followup.turn import Turn
from bot.followup.verbs import base, is_past, participle

_NAMES_ITS_SUBJECT = frozenset({"who", "whom", "what", "which", "who else", "what else", "which ones"})
_PREPOSITION_OF = {
    "year": "in", "month": "in", "day": "on", "date": "on", "city": "in", "country": "in", "town": "in",
}  # fmt: skip
_MEASURES = frozenset({"how old", "how tall", "how big", "how large", "how heavy", "how wide", "how rich"})
"""Of these, whoever or whatever was asked about is meant, not what was done."""


def reasked(word: str, before: Turn) -> str:
    """The question before with the question word (or phrase, "in what year") in the place of its own."""
    parts = clause(before.asked)
    asked = before.asked.rstrip(" ?!.")
    if parts is None:
        return f"{word} {asked}?"
    word = _with_preposition(word)
    folded = word.casefold()
    if folded in {"how many", "how much"}:
        return counted(word, "", before)
    return question(*_asked_anew(word, folded, parts, before))


def _asked_anew(word: str, folded: str, parts: Clause, before: Turn) -> tuple[str, ...]:
    if folded in {"when", "where"} and (told_of := _told_of(parts)):
        return word, "did", told_of, "happen"
    if folded in _NAMES_ITS_SUBJECT and parts.asks_subject:
        return word, parts.aux, parts.rest
    if folded == "why not":
        return "why", *(_denied(parts) or _told(parts, before, keep_degree=True))
    if folded in _MEASURES and not parts.counts:
        asks_who = parts.phrase.casefold() in {"who", "whom"}
        meant = person(before) if asks_who else thing(before)
        return word, parts.aux if parts.copular else "are" if plural(meant) else "is", meant
    return word, *_told(parts, before, keep_degree=folded == "why")


def _denied(parts: Clause) -> tuple[str, ...]:
    """A yes or no question denied: "has", "Sweden", "not", "joined NATO"; nothing where it cannot be."""
    subject, rest = parts.subject, parts.rest
    name = name_in(subject)
    if not rest and subject.startswith(name):
        subject, rest = name, subject.removeprefix(name)
    return () if parts.phrase or not (subject and rest) else (parts.aux, subject, "not", rest)


def happened(word: str, before: Turn) -> str:
    """When, where or why "it" happened: the event in which something was counted, else all that was asked."""
    told_of = event(before)
    return question(word, "did", told_of, "happen") if told_of else reasked(word, before)


def chosen(phrase: str, before: Turn) -> str:
    """Another question phrase ("which party") instead of the one before; empty where that asks no name."""
    parts = clause(before.asked)
    if parts is None or parts.counts or not (parts.noun or parts.phrase.casefold() in _NAMES_ITS_SUBJECT):
        return ""
    return question(phrase, parts.aux, parts.subject, parts.rest)


def counted(word: str, noun: str, before: Turn) -> str:
    """How many there were of the noun ("how many police?"), or of what the question before is about."""
    parts = clause(before.asked)
    if parts is None:
        return question(word, noun, before.asked.rstrip(" ?!."))
    if parts.noun and (parts.counts or parts.asks_subject):
        return question(word, noun or parts.noun, parts.aux, parts.subject, parts.rest)
    if parts.asks_subject and not parts.aux and (seen := object_of(parts)):
        head, tail = before_preposition(seen)
        verb = parts.rest.split()[0]
        who = named(before)
        if not who:
            return question(word, noun or head, "were", verb, tail)
        return question(word, noun or head, "did" if is_past(verb) else "does", who, base(verb), tail)
    if noun:
        return question(word, noun, parts.aux, parts.subject, parts.rest)
    return question(word, parts.subject, setting(before.asked))


def counting_the_same(text: str, before: Turn) -> str:
    """A question that counts without saying what ("how many were hurt") with what the one before counts."""
    parts, counted_before = clause(text), clause(before.asked)
    if parts is None or counted_before is None or not counted_before.counts:
        return text
    if parts.phrase.casefold() not in {"how many", "how much"}:
        return text
    return " ".join(f"{parts.phrase} {counted_before.noun} {text[len(parts.phrase) :]}".split())


def _told(parts: Clause, before: Turn, *, keep_degree: bool) -> tuple[str, ...]:
    """What the question before tells, in the order of a question: auxiliary, subject, rest."""
    phrase = parts.phrase.casefold()
    who = phrase in {"who", "whom", "what", "which"} or parts.noun != ""
    answer = named(before) if who and not parts.counts else ""
    if not parts.asks_subject:
        if parts.copular and answer:
            return parts.aux, answer, parts.subject, parts.rest
        asks_degree = keep_degree and parts.copular and phrase.startswith("how ")
        degree = phrase.removeprefix("how ") if asks_degree else ""
        seen = parts.noun if parts.counts else answer if phrase in {"who", "whom"} else ""
        return parts.aux, parts.subject, degree, _with_object(parts.rest, seen)
    subject = answer or (f"the {parts.noun}" if parts.noun and not parts.counts else parts.noun)
    if parts.aux:
        return parts.aux, subject, parts.rest
    verb, _, rest = parts.rest.partition(" ")
    if not subject:
        return _undergone(parts)
    return "did" if is_past(verb) else "does", subject, base(verb), rest


_TELLING = frozenset(
    {"give", "say", "report", "state", "name", "put", "estimate", "claim", "offer", "describe"}
)


def _told_of(parts: Clause) -> str:
    """What somebody says something of: "the oil spill" of "what totals do they give for the oil spill"."""
    if parts.aux not in DO or not _TELLING & set(parts.rest.casefold().split()):
        return ""
    last = " ".join(prepositional(parts.rest)[-1:]).partition(" ")[2]
    return last if determined(last) else ""


def _undergone(parts: Clause) -> tuple[str, ...]:
    """What was done, where nobody knows by whom: "was", "the city hall", "burned", "in Almaty"."""
    head, tail = before_preposition(object_of(parts))
    verb, _, rest = parts.rest.partition(" ")
    if is_past(verb) and rest.partition(" ")[0].casefold() in PREPOSITIONS:
        return "did", "it" if parts.phrase.casefold() == "what" else "they", base(verb), rest
    if parts.phrase.casefold() == "what" or not is_past(verb):
        return "was", head, tail
    return "were" if plural(head) else "was", head, participle(verb), tail


def _with_object(rest: str, seen: str) -> str:
    """The rest of a clause with what its question phrase asked for, before the first preposition."""
    head, tail = before_preposition(rest)
    return f"{head} {seen} {tail}" if seen else rest


def _with_preposition(word: str) -> str:
    first, _, noun = word.casefold().partition(" ")
    preposition = _PREPOSITION_OF.get(noun) if first in {"what", "which"} else None
    return f"{preposition} {word}" if preposition else word
