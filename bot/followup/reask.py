"""The same event, another question word: "when?" after "who sent troops?" asks when Russia sent troops."""

from bot.followup.antecedent import determined, named, object_of, plural, setting
from bot.followup.clause import (
    DO,
    PREPOSITIONS,
    Clause,
    before_preposition,
    clause,
    prepositional,
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
    if folded in {"when", "where"} and (event := _told_of(parts)):
        return _said(word, "did", event, "happen")
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
    chosen = f"the {parts.noun}" if parts.noun and not parts.counts else parts.noun
    subject = answer or chosen
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
    if parts.aux.casefold() not in DO or not _TELLING & set(parts.rest.casefold().split()):
        return ""
    last = " ".join(prepositional(parts.rest)[-1:]).partition(" ")[2]
    return last if determined(last) else ""


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
