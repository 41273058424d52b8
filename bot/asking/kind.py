"""What kind of answer the words of a question ask for.

Surface cues only, in an order of trust; nothing is parsed. What no cue tells is "anything".
"""

import re
from collections.abc import Callable, Sequence

from bot.asking.nouns import STOPS, head, is_plural, kind_of, phrase, place_and_body
from bot.asking.types import AnswerKind
from bot.asking.wording import ASKING
from corpus.listed import words as word_set

_DECIDES = re.compile(
    r"(?:is|are|am|was|were|do|does|did|has|have|had|can|could|will|would|should|shall|may|might|must"
    r"|if|whether)\b"
)
_ALTERNATIVE = re.compile(r"\bor\b(?! (?:not|no|any|even|more|less|so|is|are|was|were|did|does|do|has)\b)")
_EITHER_SUBJECT = re.compile(
    r"(?:do|does|did|has|have|had|will|can) (?:the |any )?\w+ or (?:the |any )?\w+ \w+"
)
_TRUE = re.compile(r"(?:is it (?:true|right|correct|a fact|so) (?:that )?|true or false\b|confirm )")

_NUMBER_AFTER_HOW = (
    "many|much|long|old|far|often|frequently|tall|big|large|high|deep|fast|quickly|heavy|wide|thick"
    "|hot|cold|warm"
    "|strong|loud|powerful|close|near|expensive|cheap|steep|low|numerous|small|tiny|broad|great"
)
_HOW_LONG_AGO = re.compile(
    r"how (?:(?:long|many (?:days|weeks|months|years|hours)) ago|soon|late|early|recently)\b"
)
_HOW_MANY = re.compile(rf"how (?:{_NUMBER_AFTER_HOW})\b")
_WHY = re.compile(
    r"why\b|how come\b|what (?:else )?(?:caused|causes|is causing|led to|leads to|sparked|triggered"
    r"|prompted|provoked"
    r"|set off|brought about|made|makes|is behind|was behind|lay behind|lies behind)\b|what for\b|what"
    r" .+ for$"
    r"|(?:for|on) what (?:reason|reasons|grounds|ground|pretext)\b"
)
_BUT_NOT_WHY = re.compile(
    r"what .+ (?:known|famous|best known|remembered|responsible|looking|asking|calling|searching|waiting"
    r"|asked|called|charge|charged|pay|paid|fined|sold|used|prize|stand|stands) for$"
)
_SAYS = (
    "say|says|said|saying|tell|tells|told|write|writes|wrote|written|tweet|tweeted|state|stated|claim"
    "|claimed"
    "|announce|announced|declare|declared|warn|warned|promise|promised|reply|replied|respond|responded"
    "|comment"
    "|remark|remarked|call|called|describe|described|add|added|argue|argued|insist|insisted|vow|vowed"
    "|shout|shouted"
    "|post|posted|answer|answered|deny|denied|admit|admitted|swear|mention|mentioned"
)
_SAID = re.compile(
    rf"what (?:exactly |else |words )?(?:did|does|do|has|have|had|is|was|were|would|will) (?:not"
    rf" )?.*?\b(?:{_SAYS})\b"
)
_QUOTED = re.compile(
    r"\b(?:quotes?|quotation|verbatim|exact words|word for word|in (?:his|her|their|its|\S+'s) (?:own"
    r" )?words?)\b"
    r"|what (?:were|was|are|is) (?:the )?\S+(?: \S+)? (?:exact |last |own )?words\b"
)
_ASKS_NO_WORDS = re.compile(r"\b(?:who|whom|whose|where|when|how many|how much)\b")
_MEANS = re.compile(
    r"what (?:does|do|did|is) .+ (?:stand for|mean|meant by)\b|what is (?:meant by|the meaning of)\b"
    r"|what .+ (?:stands for|means)$|what is .+ short for\b"
)
_DEFINE = re.compile(r"(?:the |a )?(?:meaning|definition) of\b|define\b|explain (?:the )?(?:term|word)\b")
_CALLED = re.compile(r"what (?:is|was|are|were) .+ (?:called|named|nicknamed)\b|what do .+ call .+")
_NAME_OF = re.compile(
    r"\bnames? (?:of|for) (?:the |a |an )?(.+)|\b(?:real |first |last |full |maiden )?names?$"
)
_WHAT_IS = re.compile(r"what (?:exactly )?(?:is|was|are|were) (.+)")
_WHO_IS = re.compile(r"who (?:exactly )?(?:is|was|are|were) (.+)")
_PERSON_DOES = re.compile(
    r"who(?: \w+ly)? (?:wrote|sang|sings|played|plays|starred|directed|invented|painted|composed"
    r"|testified|married"
    r"|resigned|died|dies|drowned|was born|became|becomes|scored|starring|designed|presented|narrated"
    r"|piloted|drove"
    r"|commanded|commands|captained|chaired|spoke|beat|got off|discovered)\b"
)
_PERSONAL = word_set("place house home flat idea wife husband son daughter car phone desk body name face")
_LOCATIVE = word_set("in at to from near on into")
_NAMING = word_set("the a an his her its their")
_COSTS = re.compile(
    r"what (?:do|does|did|will|would|is|was) .*\b(?:cost|weigh|measure|earn|worth|come to|amount to"
    r"|total|charge)\b(?! the| him)"
)
_LIST = re.compile(
    r"(?:please )?(?:name(?! of| for)|list|enumerate|give|identify)(?: me| us)? (?:all |some )?(?:of )?"
)

_MOST_WORDS_DEFINED = 4
_SUFFIXES_OF_DEEDS = ("ing", "ed", "ly", "able", "ible")
_ADJECTIVES = word_set(
    """
    responsible behind missing dead guilty there here in out next first last new left right wrong safe
    free still alive hurt ill sick known to blame up on going it this that he she they it's him them
    involved
    """
)


def kind(core: str) -> AnswerKind:
    """The kind of answer that a question asks for, given its `wording.core`."""
    if not core:
        return "anything"
    return next((found for rule in _RULES if (found := rule(core))), "anything")


def alternative(core: str) -> bool:
    """Whether the question offers things to choose from ("wind or rain?"), rather than yes and no."""
    return bool(_ALTERNATIVE.search(core)) and not _EITHER_SUBJECT.match(core)


def _decides(core: str) -> AnswerKind | None:
    """Yes or no; a question within ("did they say how many") has become a lead-in before."""
    if _TRUE.match(core):
        return "verdict"
    if not _DECIDES.match(core):
        return None
    return "anything" if alternative(core) else "verdict"


def _quotes(core: str) -> AnswerKind | None:
    return "quotation" if _QUOTED.search(core) and not _ASKS_NO_WORDS.search(core) else None


def _defined(core: str) -> AnswerKind | None:
    return "definition" if _DEFINE.match(core) else None


def _listed(core: str) -> AnswerKind | None:
    """A list that is told to be made: "name the countries", "list the demands"."""
    match = _LIST.match(core)
    words = core[match.end() :].split() if match else []
    if not words or words[0] in {"of", "for"}:
        return None
    return _of_noun(head(phrase(words))) or "anything"


def _telegraphed(core: str) -> AnswerKind | None:
    """No word asks, or one only joins: "almaty death toll", "actor who plays him", "name of the captain"."""
    words = core.split()
    first = next((at for at, word in enumerate(words) if word in ASKING), len(words))
    before = words[:first]
    if first < len(words) and (
        words[first] not in {"who", "which", "where", "when", "whose"} or _apart(before)
    ):
        return None
    if not before or (first < len(words) and before[-1] in STOPS):
        return None
    if named := _named(" ".join(before)):
        return named
    found = phrase(before)
    last = head(found[-1:]) or head(found[:1])
    if last and kind_of(last) == "time" and kind_of(found[0]) == "number":
        last = found[0]
    if last is None and first == len(words):
        last = head(found) or next((word for word in before if kind_of(word) == "number"), None)
    told = _of_noun(last)
    return "number" if last and told == "time" and is_plural(last) and last != "dates" else told


def _apart(before: Sequence[str]) -> bool:
    """Whether a question word stands at the beginning, or after a preposition or a pause."""
    return not before or before[-1] in STOPS


def _asked(core: str) -> AnswerKind | None:
    """By the word that asks and what follows it."""
    asking = _asking(core.split())
    if asking is None:
        return None
    before, words = asking
    rest = " ".join(words)
    return next((found for rule in _ASKED if (found := rule(rest, before))), None)


def _asking(words: Sequence[str]) -> tuple[str, list[str]] | None:
    """The words from the one that asks on, and the one before it.

    A question word that begins a side clause does not ask: "when he fell, who helped?".
    """
    places = [at for at, word in enumerate(words) if word in ASKING]
    if not places:
        return None
    first = places[0]
    sided = words[first] in {"when", "where", "what", "how"} and len(places) > 1 and "," in words[first:]
    if sided and first == 0 and not (len(words) > 1 and _DECIDES.fullmatch(words[1])):
        comma = words.index(",", first)
        first = next((at for at in places if at > comma), first)
    return (words[first - 1] if first else ""), list(words[first:])


def _how(rest: str, _: str) -> AnswerKind | None:
    if not rest.startswith("how"):
        return None
    if _HOW_LONG_AGO.match(rest):
        return "time"
    if _HOW_MANY.match(rest):
        return "number"
    if rest.startswith(("how come", "how about")):
        return "reason" if rest.startswith("how come") else "anything"
    return "manner"


def _when_where_why(rest: str, _: str) -> AnswerKind | None:
    if _WHY.match(rest) and not _BUT_NOT_WHY.match(rest):
        return "reason"
    return {"when": "time", "where": "place"}.get(rest.split(maxsplit=1)[0])  # type: ignore[return-value]


def _who(rest: str, before: str) -> AnswerKind | None:
    words = rest.split()
    if words[0] == "whose":
        owned = words[1:2]
        return "person" if owned and owned[0] in _PERSONAL and before != "of" else "name"
    if words[0] not in {"who", "whom"}:
        return None
    if _PERSON_DOES.match(rest):
        return "person"
    match = _WHO_IS.fullmatch(rest)
    if match is None:
        return "name"
    described = match[1].split()
    found = phrase(described)
    noun = head(found)
    if described[0] in _NAMING or noun:
        role = kind_of(noun) if noun and noun == found[-1] else None
        return role if role in {"person", "organisation"} else "name"
    return "definition" if _bare_name(described) else "name"


def _bare_name(described: Sequence[str]) -> bool:
    """Whether only a name can be meant: few words, none of which describes a deed or a state."""
    return len(described) <= _MOST_WORDS_DEFINED and not any(
        word in STOPS or word in _ADJECTIVES or word.endswith(_SUFFIXES_OF_DEEDS) for word in described
    )


def _what_said(rest: str, _: str) -> AnswerKind | None:
    return "quotation" if _SAID.match(rest) and not _asks_what_noun(rest) else None


def _asks_what_noun(rest: str) -> bool:
    return kind_of(rest.split()[1]) is not None if len(rest.split()) > 1 else False


def _what_means(rest: str, _: str) -> AnswerKind | None:
    if _CALLED.match(rest) or rest.startswith("what name "):
        return "name"
    if _COSTS.match(rest):
        return "number"
    return "definition" if _MEANS.match(rest) else None


def _what_is(rest: str, _: str) -> AnswerKind | None:
    match = _WHAT_IS.fullmatch(rest)
    if match is None:
        return None
    if named := _named(match[1]):
        return named
    words = match[1].split()
    found = phrase(words)
    noun = head(found)
    if noun:
        kind_asked = _of_noun(noun) if noun == found[-1] and _ends(words, noun) else None
        return kind_asked if kind_asked not in {"person", "organisation"} or "'s" in match[1] else None
    the = words[0] == "the"
    bare = words[1:] if the or words[0] in {"a", "an"} else words
    told = (
        not bare or "'s" in match[1] or (the and (len(bare) > 1 or is_plural(bare[0]))) or bare[0] in _NAMING
    )
    return "definition" if not told and _bare_name(bare) else None


def _ends(words: Sequence[str], noun: str) -> bool:
    """Whether the phrase ends with the noun, so that it is what is asked for and not who does something."""
    after = words[words.index(noun) + 1 :]
    return not after or after[0] in STOPS


def _which(rest: str, before: str) -> AnswerKind | None:
    """What or which with a noun: "which indian city", "what percentage"."""
    words = rest.split()
    if words[0] not in {"what", "which"}:
        return None
    after = words[2:] if words[1:2] == ["of"] else words[1:]
    if not after or (words[0] == "what" and after[0] in STOPS):
        return None
    if after[0] in {"kind", "kinds", "type", "types", "sort", "sorts"}:
        return "anything"
    noun = head(phrase(after))
    if noun and place_and_body(noun):
        inside = before in _LOCATIVE or words[-1] in _LOCATIVE
        return "place" if inside else "organisation"
    return _of_noun(noun)


def _named(described: str) -> AnswerKind | None:
    """Whose or which thing's name is asked for: "name of the captain", "the singer's real name"."""
    match = _NAME_OF.search(described)
    if match is None:
        return None
    said = match[1] or described[: match.start()]
    bearer = phrase([word.removesuffix("'s").removesuffix("'") for word in said.split()])
    noun = head(bearer)
    bears = kind_of(noun) if noun else None
    return bears if bears in {"person", "organisation", "place"} else "name"


def _of_noun(noun: str | None) -> AnswerKind | None:
    return kind_of(noun) if noun else None


_ASKED: Sequence[Callable[[str, str], AnswerKind | None]] = (
    _what_means,
    _when_where_why,
    _how,
    _who,
    _what_said,
    _what_is,
    _which,
)
_RULES: Sequence[Callable[[str], AnswerKind | None]] = (
    _decides,
    _quotes,
    _defined,
    _listed,
    _telegraphed,
    _asked,
)
