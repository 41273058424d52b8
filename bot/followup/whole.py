"""Which words follow up, and how each kind of them is made whole. A table of rules, tried in order."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from bot.followup.antecedent import named, setting, thing
from bot.followup.clause import DETERMINERS, PREPOSITIONS, clause, name_in, words_of
from bot.followup.contrast import contrasted, numbered
from bot.followup.pronouns import points_back, resolved
from bot.followup.reask import counting_the_same, reasked
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
    r"(?:when|where|why|how(?: come| many| much)?|which ones?"
    r"|(?:what|which) (?:time|year|month|day|date|city|country|town|place))"
)
_HAPPENED = (
    r" (?:is|was|are|were|did|does|has|will|would) (?:that|this|it|they|those|these|there)"
    r"(?: (?:happen(?:ed|ing)?|be|so|occur|take place|the case))?"
)
_CHOSEN = r"(?:in|on|at|by|from|to|since|until|for|with|under|near|of) (?:what|which) \w+(?: \w+)?"
_OF_DEGREES = r"(?:who|whom|what|how (?:long|often|far|high|big|old|soon|fast))"
_QUESTION_WORD = re.compile(
    rf"({_PREPOSITION}{_OF_EVENTS}(?: else| exactly)?)(?:{_HAPPENED})?"
    rf"|({_PREPOSITION}{_OF_DEGREES}(?: else| exactly)?|{_CHOSEN})",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(how (?:many|much)) (.+)", re.IGNORECASE)
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
    for fits, make in (*_RULES, *_LOOSER):
        if fits(spoken):
            return Followed(_bounded(make(spoken, before)), about)
    return None


def is_fragment(said: str) -> bool:
    """Whether the words cannot stand alone: "when?", "and how many died?", "who sent them?", "more"."""
    spoken = _spoken(said)
    bare = _bare(spoken.text)
    if not any(c.isalnum() for c in bare):
        return False
    asks_for_source = bool(_SOURCE.fullmatch(bare) or _MORE.fullmatch(bare))
    return asks_for_source or any(fits(spoken) for fits, _ in _RULES)


def _spoken(said: str) -> _Said:
    folded = " ".join(said.split())
    text = _JOINED.sub("", folded)
    compared = _COMPARED.sub("", text)
    return _Said(compared, joined=text != folded, compared=compared != text)


def _is_question_word(said: _Said) -> bool:
    return not said.compared and _QUESTION_WORD.fullmatch(_bare(said.text)) is not None


def _question_word(said: _Said, before: Turn) -> str:
    found = _QUESTION_WORD.fullmatch(_bare(said.text))
    word = (found[1] or found[2]) if found else said.text
    return reasked("why" if word == "how come" else word, before)


def _is_number(said: _Said) -> bool:
    found = None if _asks_something(said.text) else _NUMBER.fullmatch(_bare(said.text))
    return found is not None and (said.joined or len(found[2].split()) <= _LOOSE)


def _number(said: _Said, before: Turn) -> str:
    found = _NUMBER.fullmatch(said.text.strip(" ?!.,…"))
    return numbered(found[1], found[2], before) if found else said.text


def _is_contrast(said: _Said) -> bool:
    return said.compared or (said.joined and not _asks_something(said.text))


def _contrast(said: _Said, before: Turn) -> str:
    one = re.search(r"\bones?\b", said.text)
    return contrasted(said.text if one else resolved(said.text, before), before)


def _points_back(said: _Said) -> bool:
    return points_back(said.text, joined=said.joined)


def _resolved(said: _Said, before: Turn) -> str:
    return f"{resolved(said.text, before)}?"


def _is_joined(said: _Said) -> bool:
    return said.joined


def _carried(said: _Said, before: Turn) -> str:
    """A question with words of its own but no place or name: with those of the question before."""
    text = counting_the_same(said.text.rstrip(" ?!."), before)
    if name_in(" ".join(text.split()[1:])) or len(set(terms(text))) > _FEW:
        return f"{text}?"
    if where := setting(before.asked):
        missing = where if not setting(text) else ""
        return f"{text} {missing}".strip() + "?"
    topic = name_in(before.asked) or named(before)
    parts = clause(before.asked)
    if not topic and (parts is None or not parts.counts):
        topic = thing(before)
    return f"{topic}: {text}?" if topic else f"{text}?"


def _is_thin(said: _Said) -> bool:
    """Whether a question has one word of content, or few and a "the" that points back."""
    words = [word.casefold() for word in words_of(said.text)]
    if not _asks_something(said.text) or name_in(" ".join(said.text.split()[1:])):
        return False
    content = len(set(terms(said.text)) - {"mani", "long", "much"})
    return content <= _THIN or (content <= _LOOSE and "the" in words[:-1] and not set(words) & PREPOSITIONS)


def _is_bare_noun(said: _Said) -> bool:
    words = said.text.casefold().split()
    led = words[0] in DETERMINERS | PREPOSITIONS
    return not _asks_something(said.text) and len(words) <= (_FEW if led else _PAIR)


_Rule = tuple[Callable[[_Said], bool], Callable[[_Said, Turn], str]]
_RULES: tuple[_Rule, ...] = (
    (_is_question_word, _question_word),
    (_is_number, _number),
    (_is_contrast, _contrast),
    (_points_back, _resolved),
    (_is_joined, _carried),
)
"""Which words cannot stand alone, and what makes them whole; the first that fits decides."""
_LOOSER: tuple[_Rule, ...] = ((_is_thin, _carried), (_is_bare_noun, _contrast))
"""The same for words that somebody says follow up."""


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
