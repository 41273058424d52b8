"""The same event, another question word: "when?" after "who sent troops?" asks when Russia sent troops."""

from bot.followup.antecedent import named, object_of, plural, setting
from bot.followup.clause import (
    PREPOSITIONS,
    Clause,
    before_preposition,
    clause,
)
from bot.followup.turn import Turn
from bot.followup.verbs import base, is_past, participle

_NAMES_ITS_SUBJECT = frozenset({"who", "whom", "what", "which", "who else", "what else", "which ones"})
_TIMES = {"year": "in", "month": "in", "day": "on", "date": "on", "city": "in", "country": "in", "town": "in"}


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
    if folded in _NAMES_ITS_SUBJECT and parts.asks_subject:
        return _said(word, parts.aux, parts.rest)
    return _said(word, *_told(parts, before, keep_degree=folded == "why"))


def counted(word: str, noun: str, before: Turn) -> str:
    """How many there were of the noun ("how many police?"), or of what the question before is about."""
    parts = clause(before.asked)
    if parts is None:
        return _said(word, noun, before.asked.rstrip(" ?!."))
    if parts.noun and (parts.counts or parts.asks_subject):
        return _said(word, noun or parts.noun, parts.aux, parts.subject, parts.rest)
    if parts.asks_subject and not parts.aux and (seen := object_of(parts)):
        head, tail = before_preposition(seen)
        verb = parts.rest.split()[0]
        who = named(before)
        if not who:
            return _said(word, noun or head, "were", verb, tail)
        return _said(word, noun or head, "did" if is_past(verb) else "does", who, base(verb), tail)
    if noun:
        return _said(word, noun, parts.aux, parts.subject, parts.rest)
    return _said(word, parts.subject, setting(before.asked))


def _told(parts: Clause, before: Turn, *, keep_degree: bool) -> tuple[str, ...]:
    """What the question before tells, in the order of a question: auxiliary, subject, rest."""
    phrase = parts.phrase.casefold()
    who = phrase in {"who", "whom", "what", "which"} or parts.noun != ""
    answer = named(before) if who and not parts.counts else ""
    if not parts.asks_subject:
        if parts.copular and answer:
            return parts.aux, answer, parts.subject, parts.rest
        degree = phrase.removeprefix("how").strip() if keep_degree and parts.copular else ""
        seen = parts.noun if parts.counts else answer if phrase in {"who", "whom"} else ""
        return parts.aux, parts.subject, degree, _with_object(parts.rest, seen)
    chosen = f"the {parts.noun}" if parts.noun and not parts.counts else parts.noun
    subject = answer or chosen
    if parts.aux:
        return parts.aux, subject, parts.rest
    verb, _, rest = parts.rest.partition(" ")
    if not subject:
        return _undergone(parts)
    return "did" if is_past(verb) else "does", subject, base(verb), rest


def _undergone(parts: Clause) -> tuple[str, ...]:
    """What was done, where nobody knows by whom: "was", "the city hall", "burned", "in Almaty"."""
    head, tail = before_preposition(object_of(parts))
    verb = parts.rest.partition(" ")[0]
    if parts.phrase.casefold() == "what" or not is_past(verb):
        return "was", head, tail
    return "were" if plural(head) else "was", head, participle(verb), tail


def _with_object(rest: str, seen: str) -> str:
    """The rest of a clause with what its question phrase asked for, before the first preposition."""
    if not seen:
        return rest
    words = rest.split()
    cut = next((i for i, w in enumerate(words) if i and w.casefold() in PREPOSITIONS), len(words))
    return " ".join([*words[:cut], seen, *words[cut:]])


def _with_preposition(word: str) -> str:
    first, _, noun = word.casefold().partition(" ")
    preposition = _TIMES.get(noun) if first in {"what", "which"} else None
    return f"{preposition} {word}" if preposition else word


def _said(*parts: str) -> str:
    return " ".join(" ".join(parts).split()) + "?"
