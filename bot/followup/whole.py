"""Which words follow up, and how each kind of them is made whole. A table of rules, tried in order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.followup.antecedent import determined, named, occasion, setting, thing
from bot.followup.clause import DETERMINERS, PREPOSITIONS, clause, name_in, words_of
from bot.followup.contrast import begins_with_verb, contrasted, numbered
from bot.followup.pronouns import points_back, resolved
from bot.followup.reask import chosen, counting_the_same, happened, reasked
from bot.followup.times import time_alone
from bot.followup.turn import Turn
from bot.question import LONGEST
from index.analysis import terms

Wants = Literal["answer", "source", "more"]


@dataclass(frozen=True, slots=True)
class Followed:
    """A follow-up made whole.

    Attributes:
        asked: The whole question, as it is searched.
        about: What it follows up, to be shown: the headline of the best citation, else the question before.
        wants: An answer, the source of the answer before in its place, or more quotes for it.
    """

    asked: str
    about: str
    wants: Wants = "answer"


@dataclass(frozen=True, slots=True)
class _Said:
    """What was typed, without "and" (`joined`) or "what about" (`compared`) before it."""

    text: str
    joined: bool
    compared: bool


_JOINED = re.compile(
    r"^(?:(?:and|but|so|ok|okay|then|also|plus|&|no|yes|well)\b[,\s]*)+(?=\S)", re.IGNORECASE
)
_COMPARED = re.compile(r"^(?:what|how) (?:about|of)\b\s*(?=\S)", re.IGNORECASE)
_SOURCE = re.compile(
    r"(?:who|what) (?:said|says|claims|claimed|reported|told you) (?:so|that|this|it)|says who"
    r"|where (?:does|did) (?:it|that|they) (?:say|write) (?:so|that|this|it)"
    r"|where is (?:that|this|it) (?:from|written)|where did you (?:get|read|find) (?:that|this|it)"
    r"|(?:what|which|where)(?: is|'s)? (?:the|your|that) (?:source|sources|article)|(?:the )?sources?"
    r"|according to (?:who|whom|what)|how do you know(?: that| this)?"
    r"|(?:show|open)(?: me)? (?:the |that )?(?:source|article|quote)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:(?:show|tell|give)(?: me)? )?more(?: (?:please|quotes|sources|about (?:that|this|it)))?"
    r"|go on|continue|(?:any|some)thing else|what else",
    re.IGNORECASE,
)
_PREPOSITION = r"(?:(?:in|on|at|by|from|to|since|until|for|with) )?"
_OF_EVENTS = (
    r"(?:when|where|why|why not|how(?: come| many| much)?|which ones?"
    r"|(?:what|which) (?:time|year|month|day|date|city|country|town|place))"
)
_HAPPENED = (
    r" (?:is|was|are|were|did|does|has|will|would) (?:that|this|it|they|those|these|there)"
    r"(?: (?:happen(?:ed|ing)?|be|so|occur|take place|the case))?"
)
_CHOSEN = r"(?:in|on|at|by|from|to|since|until|for|with|under|near|of) (?:what|which) \w+(?: \w+)?"
_OF_DEGREES = r"(?:who|whom|what|how (?:long|often|far|high|tall|big|large|wide|heavy|old|rich|soon|fast))"
_QUESTION_WORD = re.compile(
    rf"({_PREPOSITION}{_OF_EVENTS}(?: else| exactly)?)(?:{_HAPPENED})?"
    rf"|({_PREPOSITION}{_OF_DEGREES}(?: else| exactly)?|{_CHOSEN})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(how (?:many|much)) (.+)", re.IGNORECASE)
_WHICH = re.compile(r"(?:what|which|whose) (?!if\b|now\b|next\b|then\b|so\b)\w+(?: \w+)?")
_ANY = re.compile(r"any (?!news|updates?|more)(\w+(?: \w+)?)", re.IGNORECASE)
_JUDGING = re.compile(
    r"(?:is|was|are|were) (?:that|this|it|they) (?:a lot|much|many|enough|true|right|correct|usual"
    r"|unusual|normal|a record)"
)
_NOTHING = Turn("")
_THIN = 1
_LOOSE = 3
_FEW = 4
_PAIR = 2


def followed(said: str, before: Turn) -> Followed | None:
    """The question made whole from the question and answer before it; None where it stands alone.

    For a follow-up that somebody says it is one (a reply, `followup_to`). Where nobody says so, ask
    `is_fragment` first: a bare "Belarus?" or "who came?" is taken for a follow-up here only.
    """
    about = before.about or before.asked
    spoken = _spoken(said)
    if not any(c.isalnum() for c in spoken.text):
        return None
    if _SOURCE.fullmatch(_bare(spoken.text)):
        return Followed(before.asked, about, "source")
    if _MORE.fullmatch(_bare(spoken.text)):
        return Followed(before.asked, about, "more")
    made = next((made for rule in (*_RULES, *_LOOSER) if (made := rule(spoken, before)) is not None), None)
    return None if made is None else Followed(_bounded(made), about)


def is_fragment(said: str) -> bool:
    """Whether the words cannot stand alone: "when?", "and how many died?", "who sent them?", "more"."""
    spoken = _spoken(said)
    bare = _bare(spoken.text)
    if not any(c.isalnum() for c in bare):
        return False
    asks_for_source = bool(_SOURCE.fullmatch(bare) or _MORE.fullmatch(bare))
    return asks_for_source or any(rule(spoken, _NOTHING) is not None for rule in _RULES)


def _spoken(said: str) -> _Said:
    folded = " ".join(said.split())
    text = _JOINED.sub("", folded)
    compared = _COMPARED.sub("", text)
    return _Said(compared, joined=text != folded, compared=compared != text)


def _question_word(said: _Said, before: Turn) -> str | None:
    """Such as "when?", "and how many?", "where was that?"."""
    found = None if said.compared else _QUESTION_WORD.fullmatch(_bare(said.text))
    if not found:
        return None
    word = found[1] or found[2]
    if word in {"when", "where", "why", "how"} and "it" in found[0].split():
        return happened(word, before)
    return reasked("why" if word == "how come" else word, before)


def _number(said: _Said, before: Turn) -> str | None:
    """Such as "how many police?", "how many died?"."""
    found = _NUMBER.fullmatch(said.text.strip(" ?!.,…"))
    if not found or not (said.joined or len(found[2].split()) <= _LOOSE):
        return None
    if _asks_something(said.text) and (name_in(found[2]) or not begins_with_verb(found[2])):
        return None
    return numbered(found[1], found[2], before)


def _chosen(said: _Said, before: Turn) -> str | None:
    """Such as "which party?"."""
    text = said.text.rstrip(" ?!.")
    if said.compared or _asks_something(text) or name_in(text) or not _WHICH.fullmatch(_bare(text)):
        return None
    return chosen(text, before) or _under_topic(text, before)


def _any(said: _Said, before: Turn) -> str | None:
    """Such as "any survivors?"."""
    found = _ANY.fullmatch(said.text.strip(" ?!.,…"))
    if not found or name_in(found[1]):
        return None
    where = occasion(before.asked)
    return f"were there {found[0].casefold()} {where}?" if where else _under_topic(found[0], before)


def _contrast(said: _Said, before: Turn) -> str | None:
    """Such as "what about Belarus?", "and in Almaty?"."""
    if not said.compared and (not said.joined or _asks_something(said.text)):
        return None
    return _contrasted(said, before)


def _contrasted(said: _Said, before: Turn) -> str:
    kept = re.search(r"\bones?\b", said.text) or time_alone(_bare(said.text))
    return contrasted(said.text if kept else resolved(said.text, before), before)


def _judged(said: _Said, _before: Turn) -> str | None:
    """Such as "is that a lot?": the pronoun means the answer's amount, so the words stay as they are."""
    return f"{said.text.rstrip(' ?!.')}?" if _JUDGING.fullmatch(_bare(said.text)) else None


def _points_back(said: _Said, before: Turn) -> str | None:
    """Such as "who sent them?"."""
    return f"{resolved(said.text, before)}?" if points_back(said.text, joined=said.joined) else None


def _joined(said: _Said, before: Turn) -> str | None:
    """Such as "and who paid?"."""
    return _carried(said, before) if said.joined else None


def _thin(said: _Said, before: Turn) -> str | None:
    """A question with one word of content, or few and a "the" that points back: "how wide is the canal?"."""
    words = [word.casefold() for word in words_of(said.text)]
    if not _asks_something(said.text) or name_in(said.text):
        return None
    content = len(set(terms(said.text)) - {"mani", "long", "much"})
    few = content <= _LOOSE and "the" in words[:-1] and not set(words) & PREPOSITIONS
    return _carried(said, before) if content <= _THIN or few else None


def _bare_noun(said: _Said, before: Turn) -> str | None:
    """Such as "the tugs?", "in Almaty?"."""
    words = said.text.casefold().split()
    longest = _FEW if words[0] in DETERMINERS | PREPOSITIONS else _PAIR
    return None if _asks_something(said.text) or len(words) > longest else _contrasted(said, before)


_Rule = Callable[[_Said, Turn], str | None]
"""Makes one kind of words whole; None where they are of another kind, which the words alone decide."""
_RULES: tuple[_Rule, ...] = (
    _question_word, _number, _chosen, _any, _contrast, _judged, _points_back, _joined,
)  # fmt: skip
"""For words that cannot stand alone; the first that fits decides."""
_LOOSER: tuple[_Rule, ...] = (_thin, _bare_noun)
"""The same for words that somebody says follow up."""


def _carried(said: _Said, before: Turn) -> str:
    """A question with words of its own but no place or name: with those of the question before."""
    text = counting_the_same(said.text.rstrip(" ?!."), before)
    if name_in(text) or len(set(terms(text))) > _FEW:
        return f"{text}?"
    parts = clause(text)
    of_people = parts is not None and parts.counts and parts.noun == "people"
    if where := occasion(before.asked) if of_people else setting(before.asked):
        missing = where if not setting(text) else ""
        return f"{text} {missing}".strip() + "?"
    return _under_topic(text, before)


def _under_topic(text: str, before: Turn) -> str:
    """The words under what the question before is about: "Ever Given: who came?"."""
    parts = clause(before.asked)
    told_of = "" if parts is not None and parts.counts else thing(before)
    known = parts is not None and (parts.subject or determined(told_of))
    topic = name_in(before.asked) or (told_of if known else named(before) or told_of)
    return f"{topic}: {text}?" if topic else f"{text}?"


def _asks_something(text: str) -> bool:
    """Whether the text is a question with a verb of its own."""
    parts = clause(text)
    return parts is not None and bool(parts.aux or parts.rest)


def _bare(text: str) -> str:
    return text.strip(" ?!.,…").casefold()


def _bounded(asked: str) -> str:
    """At most as long as a question may be, cut between words."""
    if len(asked) <= LONGEST:
        return asked
    return asked[: LONGEST + 1].rpartition(" ")[0][:LONGEST]
