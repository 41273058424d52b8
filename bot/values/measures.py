"""One amount from tokens: number, currency or unit, range, and durations of several parts. No hedges here."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.values.numerals import ATTACHED_SCALES, SMALL, Number, number, percentage
from bot.values.tokens import HYPHENS, Token, stem, word_at
from bot.values.units import Unit, currency_before, unit_at
from corpus.listed import words

_NAMED_BY_NUMBER = words(
    """apollo ariane article boeing airbus channel chapter falcon flight group highway khabar level no
    number page phase room route section soyuz type version formula"""
)
_RANGE_MARKS = words("to or – —") | HYPHENS
_NO_NOUN = words(
    """of another who whom that which is was has had can must could should would will day by in on at
    and or but for from to"""
)
_NO_COUNT = words("no any every each this that which the only")
_BEFORE_STRETCH = words("for in within after about nearly almost over under around lasted last least")
_COUNT = Unit("", 1.0)


@dataclass(slots=True)
class Measure:
    """An amount as it is read: `first` and `end` are indices of tokens, half-open; `low`, `high` in `unit`.

    `scale` is the factor of a scale word ("million"), 1 without; `vague` is a plural such as "dozens";
    `named` are the stems of the unit's words.
    """

    first: int
    end: int
    low: float
    high: float
    unit: Unit
    scale: float = 1.0
    vague: bool = False
    named: frozenset[str] = frozenset()


def measure(held: Sequence[Token], at: int, floor: int) -> Measure | None:
    """The amount whose number begins at a token; its currency sign may stand before it, from `floor` on."""
    if held[at].kind == "mark":
        return None
    read = _share(held, at, floor) or _stretch(held, at, floor) or _single(held, at, floor)
    if read is not None:
        _with_range(held, read, floor)
        _with_parts(held, read)
    return read


def _single(held: Sequence[Token], at: int, floor: int) -> Measure | None:
    """A number with its currency or unit."""
    read = number(held, at)
    if read is None or _is_name_or_pronoun(held, at, read):
        return None
    if money := currency_before(held, at, floor):
        return _money(held, read, *money)
    first, value = (at - 1, -read.value) if at > floor and held[at - 1].word == "minus" else (at, read.value)
    if behind := unit_at(held, read.end, read.scale):
        unit, end = behind
        low = value * unit.factor + unit.offset
        return Measure(first, end, low, low, unit, read.scale, read.vague, _stems(held, read.end, end))
    if read.letters:
        return None
    return Measure(first, read.end, value, value, _COUNT, read.scale, read.vague)


def _money(held: Sequence[Token], read: Number, code: str, first: int) -> Measure | None:
    value, end = read.value, read.end
    if read.letters:
        if read.letters != "m":
            return None
        value, end = value * ATTACHED_SCALES["m"], end + 1
    again = unit_at(held, end)
    if again and again[0] == Unit(code, 1.0):
        end = again[1]
    return Measure(first, end, value, value, Unit(code, 1.0), read.scale, read.vague)


def _stems(held: Sequence[Token], first: int, end: int) -> frozenset[str]:
    return frozenset(one for token in held[first:end] if token.kind == "word" and (one := stem(token.word)))


def _share(held: Sequence[Token], at: int, floor: int) -> Measure | None:
    """Two-thirds of …, more than half: a fraction before "of" or "the", or behind a preposition or hedge."""
    read = percentage(held, at)
    if read is None or word_at(held, read.end) == "a":
        return None
    hedged = at > floor and held[at - 1].word in (
        "than",
        "by",
        "about",
        "nearly",
        "almost",
        "least",
        "to",
        "over",
    )
    if not hedged and word_at(held, read.end) not in ("of", "the"):
        return None
    return Measure(at, read.end, read.value, read.value, Unit("percent", 1.0))


def _stretch(held: Sequence[Token], at: int, floor: int) -> Measure | None:
    """A month, an hour, half an hour: one of a unit of time; "a" only behind a preposition or hedge."""
    word, value, article = held[at].word, 1.0, at
    if word == "half":
        value, article = 0.5, at + 1
    elif not (at > floor and held[at - 1].word in _BEFORE_STRETCH):
        return None
    if word_at(held, article) not in ("a", "an"):
        return None
    behind = unit_at(held, article + 1)
    if behind is None or behind[0].base != "day" or word_at(held, article + 1) == "second":
        return None
    unit, end = behind
    if word_at(held, end) == "ago":
        return None
    if [word_at(held, end + n) for n in range(3)] == ["and", "a", "half"]:
        value, end = value + 0.5, end + 3
    low = value * unit.factor
    return Measure(at, end, low, low, unit, named=_stems(held, article + 1, end))


def _is_name_or_pronoun(held: Sequence[Token], at: int, read: Number) -> bool:
    before, behind = word_at(held, at - 1), word_at(held, read.end)
    if before in _NAMED_BY_NUMBER and held[at].kind == "figure":
        return True
    if held[at].kind == "figure":
        listed = behind in (".", ")") and held[read.end].start == held[read.end - 1].end
        return listed and (at == 0 or before == "\n") and read.end + 1 < len(held)
    if held[at].word != "one" or read.end > at + 1:
        return False
    nothing_behind = behind in _NO_NOUN or not behind or held[read.end].kind != "word"
    return before in _NO_COUNT or (nothing_behind and not unit_at(held, read.end))


def _with_range(held: Sequence[Token], read: Measure, floor: int) -> None:
    """Widened to "200 to 300", "between 5 and 10", "5–10", "$3 to $5"; "from 60 to 120" stays two amounts."""
    lead = word_at(held, read.first - 1) if read.first > floor else ""
    mark = word_at(held, read.end)
    worded_or = mark == "or" and held[read.end - 1].word not in SMALL
    if read.vague or worded_or or not (mark in _RANGE_MARKS or (mark == "and" and lead == "between")):
        return
    if lead == "from" and mark == "to":
        return
    second = next((one for skip in (1, 2, 3) if (one := _second(held, read.end + skip, read.end + 1))), None)
    if second is None or second.first != read.end + 1 or second.vague:
        return
    low = read.low
    if read.unit.base == "":
        low = low * second.unit.factor + second.unit.offset
    elif second.unit.base == "" and mark in HYPHENS | {"–", "to", "and"}:
        second.high, second.unit = second.high * read.unit.factor + read.unit.offset, read.unit
    if read.scale == 1 < second.scale and read.low * second.scale < second.high / second.unit.factor:
        low = low * second.scale
    if low < second.high and read.unit.base in ("", second.unit.base):
        read.low, read.high, read.end = low, second.high, second.end
        read.unit, read.scale, read.named = second.unit, second.scale, second.named or read.named


def _second(held: Sequence[Token], at: int, floor: int) -> Measure | None:
    return _single(held, at, floor) if at < len(held) and held[at].kind != "mark" else None


def _with_parts(held: Sequence[Token], read: Measure) -> None:
    """Lengthened by smaller units of time: "11 hours and 55 minutes"."""
    while read.unit.base == "day" and read.low == read.high:
        at = read.end + 1 if word_at(held, read.end) in ("and", ",") else read.end
        part = _second(held, at, at)
        if part is None or part.unit.base != "day" or part.unit.factor >= read.unit.factor:
            return
        read.low = read.high = read.low + part.low
        read.end, read.unit = part.end, part.unit
