"""What a question for a number counts or measures, as stems."""

import re
from collections.abc import Callable

from bot.asking.nouns import STOPS
from bot.values.units import base_of
from corpus.listed import words as word_set
from index.analysis import terms

_MOST = 4
_EXTENT = re.compile(r"\bhow (?:long|far|old|fast|often)\b")
"""Asks for what no cue behind it names: "how long is the price capped"."""
_IN_UNIT = re.compile(r"\bin (?:us |american )?(\w+)$")
_MEMBERS = re.compile(r"\bmembers of (?:the )?")
_AUXILIARIES = word_set(
    """
    is are was were be been being am do does did has have had can could will would should may might must
    """
)
_ASIDE = word_set(
    """
    back now far already also still ever so yet currently reportedly altogether total there really actually
    exactly about around roughly approximately overall only just even again today yesterday tonight more
    other further new the a an its his her their those these them us we they it he she you i all some
    any not gotten got get been being going supposed expected said thought known believed
    """
)
_PREPOSITIONS = STOPS - _AUXILIARIES - word_set("of and or not that who whom whose which")
_DETERMINERS = word_set("the a an their his her its these those")
_ENDS = _AUXILIARIES | _PREPOSITIONS | _DETERMINERS | word_set("that who whom whose which")
_PARTICIPLES = (
    "ed",
    "en",
    "ing",
    "shot",
    "hit",
    "cut",
    "sunk",
    "built",
    "left",
    "put",
    "made",
    "found",
    "seen",
)
_DEEDS = word_set(
    """
    kill killed kills die died dies dead death deaths lose lost detain detained arrest arrested held
    injure injured wound wounded hurt missing evacuated displaced homeless rescued saved released freed
    charged sentenced jailed convicted fired dismissed infected hospitalised hospitalized sent sold
    destroyed burned damaged cost costs pay paid earn earned charge fine fined owe owed raise raised
    donate donated weigh weighs spend spent steal stolen
    """
)
_COUNTABLE = word_set(
    """
    people police policemen officers soldiers troops protesters civilians children women men ships
    flights houses homes victims workers passengers journalists attackers demonstrators prisoners
    countries
    """
)


def counted(core: str, same_meaning: Callable[[str], str]) -> tuple[str, ...]:
    """Stems of what is counted, at most four, each once, of a question's `wording.core`.

    "how many police were killed in almaty" counts ("polic", "kill"), "death toll" ("kill",); of amounts that
    have no noun of their own, such as "how old" or "how much is it", nothing is told. A unit stands for what
    is measured where every answer has it: days of "how long did", metres, percent; so does the one that it is
    asked in ("in dollars"). `same_meaning` maps a
    stem to the one that stands for all of its meaning.
    """
    core = _MEMBERS.sub("", core)
    unit = None if "how many" in core else _IN_UNIT.search(core)
    if unit and any(map(base_of, terms(unit[1]))):
        return tuple(terms(unit[1]))
    stems = (same_meaning(stem) for word in _words(core) for stem in terms(word))
    return tuple(dict.fromkeys(stems))[:_MOST]


def _words(core: str) -> list[str]:
    unit = next((unit for pattern, unit in _UNITS if pattern.search(core)), None)
    extent = _EXTENT.search(core)
    begins = extent.start() if extent else len(core)
    cues = ((match, read) for pattern, read in _CUES if (match := pattern.search(core)))
    found = next((read(match) for match, read in cues if match.start() < begins), [])
    return [unit, *(found if unit == "percent" else [])] if unit else found


def _known(text: str) -> list[str]:
    """The words of a text that surely name what is counted; others may be places and names."""
    return [word for word in text.split() if word in _DEEDS or word in _COUNTABLE]


def _phrase(text: str) -> list[str]:
    """What is counted and what is told of it: the noun, and the verb where it can be told from its place.

    After "were" the next word is the deed ("people were detained"); after "did" stands who did it, so only
    a known deed is taken; without either the words up to a preposition are noun and deed.
    """
    words = text.split()
    while words and words[0] in _DETERMINERS:
        del words[0]
    at = next((n for n, word in enumerate(words) if word in _ENDS), len(words))
    found = [word for word in words[:at] if _tells(word)]
    if at == len(words) or words[at] not in _AUXILIARIES:
        return found
    rest = words[at:]
    be = rest[0] in {"is", "are", "was", "were", "be"} or "been" in rest[:3] or "be" in rest[:3]
    told = [word for word in rest if _tells(word)]
    if be and told and _is_deed(told[0]) and _follows(rest, told[0]):
        return [*found, told[0]]
    return [*found, *[word for word in told if word in _DEEDS][:1]]


def _is_deed(word: str) -> bool:
    return word in _DEEDS or word.endswith(_PARTICIPLES)


def _follows(rest: list[str], word: str) -> bool:
    """Whether no preposition or article stands between the auxiliary and the word."""
    return not any(one in _PREPOSITIONS or one in {"the", "a", "an"} for one in rest[: rest.index(word)])


def _tells(word: str) -> bool:
    return word not in _ASIDE and word not in STOPS and bool(terms(word))


_UNITS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bhow long (?:did|will|has|have|had|does|do|would|should|can|must|may)\b"), "days"),
    (re.compile(r"\bhow (?:deep|tall|wide)\b"), "metres"),
    (re.compile(r"\bhow far\b(?! (?:along|behind|ahead|is the))"), "kilometres"),
    (re.compile(r"\bhow (?:hot|cold|warm)\b"), "degrees"),
    (re.compile(r"\bhow heavy\b|\bhow much (?:do|does|did) .+ weigh\b"), "kilograms"),
    (re.compile(r"\b(?:percentage|percent|per cent)\b"), "percent"),
)
_CUES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], list[str]]], ...] = (
    (
        re.compile(r"\bhow (?:many|much)\b(?: of)?(?: (?:the|these|those|them|us))? (.+)"),
        lambda match: _phrase(match[1]),
    ),
    (re.compile(r"(.+?) how (?:many|much)$"), lambda match: _known(match[1])),
    (
        re.compile(
            r"\b(?:number|amount|count|percentage|percent|share|proportion|fraction|total|sum|quantity|tally)"
            r" of (.+)"
        ),
        lambda match: _phrase(match[1]),
    ),
    (
        re.compile(r"\b(?:death )?tolls?\b|\bfatalities\b|\bloss(?:es)? of life\b|\bbody count\b"),
        lambda _: ["killed"],
    ),
    (
        re.compile(r"\b(deaths|arrests|injuries|detentions|casualties|killings)\b"),
        lambda match: [match[1]],
    ),
    (re.compile(r"^(.+?) (?:numbers?|count|figures?|tally|total)\b"), lambda match: _known(match[1])),
    (
        re.compile(
            r"\b(?:price|costs?|fine|salary|wages?|population|capacity|income|revenue|profit|budget|rent|fee|fare"
            r"|turnout|compensation|ransom|age|height|weight|length|width|depth|size|speed|temperature|magnitude)\b"
        ),
        lambda match: [match[0]],
    ),
)
