"""Numbers in digits and in words. Hedges, units and what is counted are read elsewhere."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.values.tokens import Token, unhyphened, word_at
from corpus.listed import words

_ONES = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen
    fifteen sixteen seventeen eighteen nineteen"""
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: float(n) for n, word in enumerate(_ONES.split())} | {
    word: float(n) for n, word in zip(range(20, 100, 10), _TENS.split(), strict=True)
}
SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "dozen": 12.0,
} | {
    "mn": 1e6,
    "bn": 1e9,
    "tn": 1e12,
    "lakh": 1e5,
    "crore": 1e7,
}
ATTACHED_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "b": 1e9, "bn": 1e9, "tn": 1e12}
"""Right behind the figure: "$3bn". "m" is a million only of money, see `Number.letters`."""

VAGUE = {"dozens": 24.0, "scores": 40.0, "hundreds": 2e2, "thousands": 2e3, "millions": 2e6, "billions": 2e9}
"""Plurals without a number say at least two of their kind."""

_VAGUE_OF = {"tens": 20.0, "dozens": 24.0, "hundreds": 2e2, "thousands": 2e3}
_VAGUE_SCALES = {"hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9}
_SEVERAL = {"several", "few", "couple"}
FRACTIONS = {"half": 2.0, "halves": 2.0} | {
    name + ending: n
    for name, n in {
        "third": 3.0,
        "quarter": 4.0,
        "fifth": 5.0,
        "sixth": 6.0,
        "eighth": 8.0,
        "tenth": 10.0,
    }.items()
    for ending in ("", "s")
}
_ORDINALS = words("first second third fourth fifth sixth seventh eighth ninth")
_MOST_DIGITS = 15
_TENTH_WORD = 20.0


class Number(NamedTuple):
    """A number read from tokens: its value, the index after it, the scale word's factor (1 without).

    `letters` are those right behind a figure that are no scale ("km" of "10km"); a caller that does not know
    them has no amount. `vague` is a plural such as "dozens", whose value is the least it can mean.
    """

    value: float
    end: int
    scale: float = 1.0
    vague: bool = False
    letters: str = ""


def number(held: Sequence[Token], at: int) -> Number | None:
    """The number that begins at a token, None where none does. Ordinals and names ("Il-76") are none."""
    found = _figure(held, at) if held[at].kind == "figure" else _worded(held, at)
    if found is not None and word_at(held, unhyphened(held, found.end)) in _ORDINALS:
        behind = unhyphened(held, found.end)
        return None if behind > found.end else found
    return found


def percentage(held: Sequence[Token], at: int) -> Number | None:
    """A fraction as per cent, None where none begins: "a third", "two-thirds", "half" without "a"."""
    word = held[at].word
    if word == "half":
        return None if word_at(held, at + 1) in ("a", "an") else Number(50.0, at + 1)
    upper = 1.0 if word in ("a", "one") else SMALL.get(word, 0.0)
    below = FRACTIONS.get(word_at(held, unhyphened(held, at + 1)))
    if not upper or below is None or upper >= below:
        return None
    return Number(100 * upper / below, unhyphened(held, at + 1) + 1)


def _figure(held: Sequence[Token], at: int) -> Number | None:
    token = held[at]
    if _in_a_name(held, at) or (token.word[0] == "0" and token.word.isdecimal() and len(token.word) > 1):
        return None
    if sum(c.isdecimal() for c in token.word[: 2 * _MOST_DIGITS]) > _MOST_DIGITS:
        return None
    value = float("".join(c for c in token.word if c.isdecimal() or c == "."))
    end, letters = at + 1, ""
    if end < len(held) and held[end].start == token.end and held[end].kind == "word":
        letters = held[end].word
        if letters in ATTACHED_SCALES and letters != "m":
            return Number(value * ATTACHED_SCALES[letters], end + 1, ATTACHED_SCALES[letters])
        return Number(value, end, letters=letters)
    value, end = _with_half(held, value, end)
    return _scaled(held, value, end)


def _in_a_name(held: Sequence[Token], at: int) -> bool:
    """Part of a name, a version, a score or a fraction: Il-76, 9/11, 1.2.3."""
    token, before, after = (
        held[at],
        held[at - 1] if at else None,
        held[at + 1] if at + 1 < len(held) else None,
    )
    if before is not None and before.end == token.start:
        joined = at > 1 and held[at - 2].end == before.start
        if before.kind == "word" and before.word not in ("us", "a", "c"):
            return True
        if before.word in "-/.:" and joined and held[at - 2].kind in ("word", "figure"):
            return before.word != "-" or held[at - 2].kind == "word"
    if after is not None and after.word in ("/", ".", ":") and after.start == token.end:
        return at + 2 < len(held) and held[at + 2].start == after.end and held[at + 2].kind == "figure"
    return False


def _with_half(held: Sequence[Token], value: float, end: int) -> tuple[float, int]:
    if [word_at(held, end + n) for n in range(3)] == ["and", "a", "half"]:
        return value + 0.5, end + 3
    return value, end


def _scaled(held: Sequence[Token], value: float, end: int) -> Number:
    scale = 1.0
    while factor := SCALES.get(word_at(held, unhyphened(held, end))):
        scale *= factor
        end = unhyphened(held, end) + 1
        if scale > SCALES["trillion"]:
            break
    return Number(value * scale, end, scale)


def _worded(held: Sequence[Token], at: int) -> Number | None:
    word = held[at].word
    if word in VAGUE or word == "tens":
        return _vague(held, at)
    if word in ("a", "an", "several", "few", "couple"):
        return _with_article(held, at)
    if word == "half" and word_at(held, at + 1) in ("a", "an"):
        factor = SCALES.get(word_at(held, at + 2))
        return Number(factor / 2, at + 3, factor) if factor else None
    return _spelled(held, at, 0.0) if word in SMALL else None


def _vague(held: Sequence[Token], at: int) -> Number | None:
    word = held[at].word
    scale = _VAGUE_SCALES.get(word_at(held, at + 2)) if word_at(held, at + 1) == "of" else None
    if scale is not None and word in _VAGUE_OF:
        return Number(_VAGUE_OF[word] * scale, at + 3, scale, vague=True)
    if word not in VAGUE or (word == "scores" and word_at(held, at + 1) != "of"):
        return None
    return Number(VAGUE[word], at + 1, vague=True)


def _with_article(held: Sequence[Token], at: int) -> Number | None:
    """A dozen, a hundred and twenty, several thousand, a few hundred, a couple of dozen."""
    behind = at + 1 if held[at].word in ("a", "an") else at
    if word_at(held, behind) in _SEVERAL:
        behind += 2 if word_at(held, behind + 1) == "of" else 1
        factor = SCALES.get(word_at(held, behind))
        return Number(2 * factor, behind + 1, factor, vague=True) if factor else None
    return _spelled(held, behind, 1.0) if behind > at and word_at(held, behind) in SCALES else None


def _spelled(held: Sequence[Token], at: int, current: float) -> Number:
    """The number in words from `at` on: "a hundred and twenty", "twenty-five thousand", "two and a half"."""
    total, room, scale, end = 0.0, 0.0 if current else 1000.0, 1.0, at
    while end < len(held):
        here = unhyphened(held, end)
        word = held[here].word
        if word == "and" and _goes_on(held, here, room):
            end = here + 1
        elif word in SMALL and SMALL[word] < room:
            current += SMALL[word]
            room = 10.0 if SMALL[word] >= _TENTH_WORD else 0.0
            end = here + 1
        elif word in SCALES and current and SCALES[word] not in (scale, 12.0 if scale > 1 else 0.0):
            scale = SCALES[word]
            current, room, end = current * scale, 100.0, here + 1
            if scale > SCALES["hundred"] or scale == SCALES["dozen"]:
                total, current = total + current, 0.0
        else:
            break
    if total == 0 and scale == 1:
        current, end = _with_half(held, current, end)
        return _scaled(held, current, end)
    return Number(total + current, end, scale)


def _goes_on(held: Sequence[Token], at: int, room: float) -> bool:
    """Whether an "and" joins hundreds to what is below: no scale may follow ("two and three hundred")."""
    behind = unhyphened(held, at + 2)
    small = SMALL.get(word_at(held, at + 1), room)
    after_tens = behind + 1 if word_at(held, behind) in SMALL else behind
    return room == SCALES["hundred"] and small < room and word_at(held, after_tens) not in SCALES
