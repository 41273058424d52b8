"""How much a question asks for: one fact, a list of them, or an overview of what happened."""

import re

from bot.asking.kind import kind
from bot.asking.nouns import STOPS, is_plural, kind_of, phrase
from bot.asking.wording import ASKING
from corpus.listed import words as word_set

_SEVERAL = re.compile(
    r"(?:who|what|which|where) (?:all|else)\b|(?:what|which|who) (?:are|were|have been) (?:some|the"
    r" names|all)\b"
    r"|(?:please )?(?:list|enumerate)\b|(?:please )?name (?:the (?!of\b)(?:two|three|four|five|other"
    r"|others|main|\w+s\b)"
    r"|all|some|two|three|four|five|any)\b"
    r"|(?:what|which) (?:kinds|types|sorts)\b|(?:which|what) (?:of (?:the|these|those)|ones)\b|all"
    r" (?:the )?\w+s\b"
    r"|(?:the )?names of\b|give (?:me )?(?:the names|a list|all|some)\b|(?:a )?list of\b"
    r"|.*\band (?:who|what|which|where) else$"
)
_WHICH = re.compile(r"(?:\w+ )?(what|which) (?:of )?(.+)")
_ARE = re.compile(r"(?:what|who|which) (?:are|were) (?:the |their |his |her |its |these |those )(.+)")
_RELATIVE = word_set("who where when which")
_VERBS_TOO = word_set(
    "causes counts figures heads leads reports ranges prices values rates ages guards judges"
)
_AUXILIARIES = word_set("is are was were do does did have has had can could will would should may might must")
_MANY = word_set("two three four five six seven eight nine ten several many various both")

_ABOUT = r"(?:about|on|of|from|in|at|regarding|concerning|with)"
_LATEST = r"(?:latest|news|headlines|updates?|developments?|coverage|reports?)"
_OVERVIEWS = tuple(
    re.compile(pattern)
    for pattern in (
        (
            r"what (?:else )?(?:has |have )?(?:happened|happens|happen|occurred|took place|went on)"
            r"(?: (?:in|at|on|during|with|over|around|near|across|there|here|yesterday|today|tonight|last"
            r"|this|since)\b.*)?"
        ),
        r"what (?:is|was|has been|are) (?:been )?(?:happening|going on|up|occurring)\b(?! to\b).*",
        (
            r"what is (?:the |all )?(?:latest|new|news)(?: news)?"
            r"(?: (?:on|about|in|from|with|at|for|regarding|today|now)\b.*)?"
        ),
        r"what is the (?:current )?(?:situation|state of (?:play|affairs))\b.*",
        r"what is the (?:story|buzz|fuss|deal) (?:with|on|in|about|behind)\b.*",
        (
            r"what (?:is (?:known|reported|said)|do (?:you|we|they) (?:know|have)|have you got"
            r"|can you (?:tell|say)(?: me)?|are (?:they|people|the papers) (?:saying|reporting))"
            r" (?:so far )?(?:about|on|of)\b.*"
        ),
        (
            r"(?:any |the |give me (?:the |some )?|more |all )?(?:(?:latest|newest|recent|breaking) )?"
            rf"{_LATEST} {_ABOUT}\b.*"
        ),
        (
            r"(?:a |an |the |give me (?:a |an |the )?|short |quick |brief )*(?:summary|overview|recap"
            rf"|round-?up|digest|briefing|rundown|timeline|background|outline) {_ABOUT}\b.*"
        ),
        (
            r"(?:summari[sz]e|recap|sum up|brief me on|catch me up(?: on)?|fill me in(?: on)?"
            r"|update me(?: on)?)\b.*"
        ),
        (
            r"how (?:are things|is (?:it|everything|the situation|the story)(?: going)?)"
            r"(?: (?:in|at|with|on|now)\b.*)?"
        ),
        (r"how (?:did|has) (?:\S+ ){1,4}(?:unfold|unfolded|develop|developed|play out|played out)"),
        (
            r"(?!(?:who|what|which|why|how|is|are|was|were|do|does|did|has|have|had|can|will) )"
            r"(?:\S+ ){1,4}(?:news|latest|headlines|updates?|summary|overview|recap|situation|developments)"
            r"(?: (?:today|now|please|so far))?"
        ),
        r"(?:the |give me the |give me )?(?:latest|news|headlines|any news|updates?)(?: please| now| today)?",
    )
)
_TELL_ABOUT = re.compile(
    r"(?:(?:please|can|could|would|will|you|i|we|want|like|need|to|just|do|so|and|hi|hello|hey|ok|have|got"
    r"|,) )*"
    r"(?:tell|inform|talk|know|hear|learn|read|something|everything|anything|more|all)(?: to)?(?: me| us)?"
    r"(?: (?:more|all|something|everything|anything))? about (?P<what>.+)"
)
_WORD_ALONE = re.compile(r"[^\W\d_]{3,}")


def several(core: str) -> bool:
    """Whether the words of a question (its `wording.core`) ask for a list.

    A question for whoever did something ("who sent troops?") asks for one or many alike, and is no list by
    its words; what was found has to tell. So with "what did it destroy?" and "what do they want?".
    """
    if core.endswith((" called", " named")):
        return False
    if _SEVERAL.match(core):
        return True
    if match := _ARE.fullmatch(core):
        return kind(core) != "number" and _plural_before_stop(match[1].split())
    if match := _WHICH.fullmatch(core):
        return _many(match[2].split(), what=match[1] == "what")
    words = core.split()
    asks = any(word in ASKING and word not in _RELATIVE for word in words) or words[:1] == ["who"]
    return not asks and _lists_nouns(words)


def _plural_before_stop(words: list[str]) -> bool:
    """Of "the demands of the strikers", but not of "the strikers demanding"."""
    found = phrase(words)
    return any(
        is_plural(word) and (at + 1 == len(found) or kind_of(word) is not None) and _ends_at(words, word)
        for at, word in enumerate(found)
    )


def _ends_at(words: list[str], word: str) -> bool:
    after = words[words.index(word) + 1 :]
    return not after or after[0] in STOPS


def _many(words: list[str], *, what: bool) -> bool:
    """Whether the noun after "which" or "what" is plural: the first known one, else by its place.

    "What causes most deaths" and "which term describes it" have verbs that look like plurals.
    """
    found = phrase(words)
    if any(word in _MANY for word in found[:2]):
        return True
    known = next((word for word in found if kind_of(word)), None)
    if known and known not in _VERBS_TOO:
        return is_plural(known)
    after = words[len(found)] if len(found) < len(words) else ""
    if what:
        return bool(found) and is_plural(found[-1]) and after in _AUXILIARIES
    adjective = (
        len(found) > 1 and is_plural(found[1]) and (len(found) > len(found[:2]) or after in _AUXILIARIES)
    )
    return bool(found) and (is_plural(found[0]) or adjective)


def _lists_nouns(words: list[str]) -> bool:
    """Telegraph style: "countries that sent troops", "reasons for the strike", but not "deaths in Aktau"."""
    found = phrase(words)
    if not found or len(found) == len(words) or kind(" ".join(words)) in {"number", "verdict", "quotation"}:
        return False
    return is_plural(found[-1]) and kind_of(found[-1]) not in {None, "time", "number"}


def overview(wording: str, core: str) -> bool:
    """Whether it asks what happened or for the latest, given its folded wording and the core of that.

    "What happened to the money?" and "what happened when it sank?" ask for one thing and are none; for what
    has a name see `bot.asking.understand`. A single word is a subject without a question, and so an overview.
    """
    told = _TELL_ABOUT.fullmatch(wording)
    asked = told["what"] if told else core
    words = asked.split()
    if any(word in ASKING or word == "that" for word in words[1:]):
        return False
    if told and words[0] not in ASKING:
        return True
    alone = bool(_WORD_ALONE.fullmatch(asked)) and asked not in ASKING and asked not in STOPS
    return alone or any(pattern.fullmatch(asked) for pattern in _OVERVIEWS)
