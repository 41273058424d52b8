"""Which outlets of the corpus a question asks: only where it asks for the source, not for the subject.

"What did AP say about the airport?" and "according to the Post, …" name a source; "when was the BBC founded?"
is about an outlet.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import lru_cache

from corpus.listed import words as word_set

_ADDITION = re.compile(r"\s*\([^)]*\)\s*$")
_WORD = re.compile(r"[^\W_]+(?:['&.-][^\W_]+)*")
_LEFT_OUT = word_set("the of and for a an & de la")
_MASTHEADS = word_set(
    """
    post times courier wire review tribune herald telegraph guardian gazette chronicle journal examiner
    inquirer dispatch sentinel
    """
)
_ABBREVIATIONS = {
    "associated press": ("ap",),
    "agence france-presse": ("afp",),
    "washington post": ("wapo",),
    "new york times": ("nyt", "ny times"),
    "wall street journal": ("wsj",),
    "financial times": ("ft",),
    "los angeles times": ("la times",),
    "bbc news": ("bbc",),
    "cnn international": ("cnn",),
    "radio free europe/radio liberty": ("rferl", "rfe/rl", "radio free europe"),
    "al jazeera english": ("al jazeera", "aljazeera"),
}
"""Short names that are no initials of the full one, or whose initials could be anything."""
_FEWEST_INITIALS = 2
# Initials that are words of their own; "WHO" and "IT" would be found in every other question.
_NO_INITIALS = word_set("who it is at to in on he we us me so no or as an am be by do go if my of up")

_SAYS = (
    "say|says|said|saying|report|reports|reported|reporting|write|writes|wrote|written|claim|claims"
    "|claimed|state"
    "|states|stated|publish|publishes|published|mention|mentions|mentioned|tell|tells|told|describe"
    "|describes"
    "|described|call|calls|called|give|gives|gave|cite|cites|cited|quote|quotes|quoted|put|estimate"
    "|estimated"
    "|count|counted|print|printed|run|ran|have"
)
_OF_ITS = (
    "reports?|reporting|articles?|coverage|story|stories|account|version|figures?|numbers?|count|take"
    "|piece|headlines?"
    "|news|quotes?|toll|estimate"
)
_NOT_SOURCE_IN = (
    r"(?<!work )(?<!works )(?<!working )(?<!worked )(?<!job )(?<!jobs )(?<!stake )(?<!shares )(?<!fire )"
)
# An outlet's name is replaced by its number between two characters that no question has (`question.clean`).
_ONE = r"(?:the |an? )?\ue000\d+\ue001"
_SLOT = rf"(?P<names>{_ONE}(?:(?: ?,| and| or| &|,? and) {_ONE}){{0,3}})"
_SPEAKS = (
    rf"(?:did|does|do|has|have|had|is|was|would) {_SLOT} (?:not |ever |also |really |just )?(?:{_SAYS})\b",
    (
        rf"(?:what|which|as|that|how|when|why|where|who|much|many) (?:\w+ )?{_SLOT} (?:has |have |had"
        rf" )?(?:{_SAYS})\b"
    ),
)
_SOURCES = (
    rf"(?:according to|acc\.? to|as per|per|via|citing|says who,?) {_SLOT}",
    rf"^{_SLOT} (?:says|said|reports|reported|writes|wrote)\b",
    rf"{_SLOT}(?:'s|') (?:\w+ )?(?:{_OF_ITS})\b",
    rf"^{_SLOT} (?:{_OF_ITS}) (?:about|on|of|from|in)\b",
    (
        rf"(?:reported|said|written|published|quoted|given|cited|printed|article|story|report|piece"
        rf"|coverage) (?:by|in) {_SLOT}"
    ),
    (
        rf"(?:news|latest|reports?|story|stories|articles?|headlines?|updates?|anything|something|figures?)"
        rf" from {_SLOT}"
    ),
    rf"^(?:in|from|by) {_SLOT}(?= ?[,:]| what| who| how| when| where| why)",
    rf"{_NOT_SOURCE_IN}\bin {_SLOT}$",
    rf"^{_SLOT} ?(?:[:,-] |(?:on|about) )",
    rf"\b(?:ask|only|just) {_SLOT}$",
    rf"(?<! who)(?<! that) (?:says|said|reports|reported) {_SLOT}$",
    rf", {_SLOT} (?:says|said|reports|reported|writes|wrote)$",
    rf"^{_SLOT} (?:how|what|when|where|why|which)\b",
)
_SPEAKING = tuple(map(re.compile, _SPEAKS))
_POSITIONS = (*_SPEAKING, *map(re.compile, _SOURCES))
_NUMBER = re.compile(r"\ue000(\d+)\ue001")


def outlets(asked: str, held: Sequence[str]) -> tuple[str, ...]:
    """The outlets among `held` (their names in the corpus) that the question wants its answer from.

    Letter case, "The", an addition in brackets and ".com" make no difference; initials ("NYT") and the last
    word of a newspaper's name ("the Courier") stand for it where no other outlet held has the same.
    """
    return _at(_POSITIONS, asked, held)


def says_itself(asked: str, held: Sequence[str]) -> bool:
    """Whether the question is what an outlet says, so that no person is quoted: "what did AP say about …"."""
    return bool(_at(_SPEAKING, asked, held))


def _at(positions: Sequence[re.Pattern[str]], asked: str, held: Sequence[str]) -> tuple[str, ...]:
    """The outlets whose names stand at one of the positions, in the order of these."""
    text, forms = _plain(asked), _forms(tuple(held))
    present = sorted((form for form in forms if form in text), key=len, reverse=True)
    if not present:
        return ()
    named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, present))})(?!\w)")
    slots = named.sub(lambda match: f"\ue000{present.index(match.group())}\ue001", text)
    found: dict[str, None] = {}
    for position in positions:
        for match in position.finditer(slots):
            for number in _NUMBER.findall(match["names"]):
                found.update(dict.fromkeys(forms[present[int(number)]]))
    return tuple(found)


@lru_cache(8)
def _forms(held: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """What each outlet may be called, with the outlets; several where editions share a name."""
    full: dict[str, list[str]] = defaultdict(list)
    for name in dict.fromkeys(held):
        if plain := _without_article(_plain(_ADDITION.sub("", name))):
            full[plain].append(name)
    short = Counter(form for plain in full for form in _short_forms(plain))
    forms = {plain: tuple(names) for plain, names in full.items()}
    forms |= {_plain(name): (name,) for name in held if _ADDITION.search(name) and _plain(name)}
    for plain, names in full.items():
        for form in _short_forms(plain):
            if short[form] == 1:
                forms.setdefault(form, tuple(names))
    return forms


def _short_forms(plain: str) -> set[str]:
    words = [word for word in _WORD.findall(plain) if word not in _LEFT_OUT]
    forms = set(_ABBREVIATIONS.get(plain, ()))
    initials = "".join(word[0] for word in words)
    if len(initials) >= _FEWEST_INITIALS and initials not in _NO_INITIALS:
        forms.add(initials)
    if len(words) > 1:
        forms.add("".join(words))
        if words[-1] in _MASTHEADS:
            forms.add(f"the {words[-1]}")
    return forms


def _without_article(name: str) -> str:
    return re.sub(r"^(?:the|an?) ", "", name)


def _plain(text: str) -> str:
    """Lower case without quotation marks, final stops and domains; commas and colons stand apart."""
    folded = text.casefold().replace("’", "'").replace("“", "").replace("”", "").replace('"', "")
    folded = re.sub(r"\.(?:com|org|net|co\.uk)\b", "", folded)
    return " ".join(re.sub(r"[?!;]+|\.(?=\s|$)", " ", re.sub(r"([,:])", r" \1", folded)).split())
