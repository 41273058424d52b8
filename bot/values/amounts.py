"""Every number and amount in a text: value, hedge, unit, and what is counted. Years and dates are none.

Limits: "one" counts only before a noun; "nobody" and "no" are no zeros; a figure of more than 15 digits, a
part of a name (Il-76, Apollo 17) and an ordinal are no amounts; rates ("a day") are not read but for speeds.
"""

import re
from collections.abc import Sequence

from bot.values import hedges
from bot.values.counted import counted
from bot.values.measures import Measure, measure
from bot.values.moments import moments
from bot.values.numerals import FRACTIONS, SCALES, SMALL, VAGUE
from bot.values.tokens import Token, tokens
from bot.values.types import Amount, Bound
from corpus.types import Span

_WORDS = {*SMALL, *VAGUE, *SCALES, *FRACTIONS, "few", "several", "couple", "tens"}
_TIMES = "second minute hour day week fortnight month year decade century"
_HOLDS_ONE = re.compile(
    rf"\d|\b(?:{'|'.join(sorted(_WORDS))})\b|\ban?\s(?:{'|'.join(_TIMES.split())})\b", re.IGNORECASE
)


def may_hold_one(text: str) -> bool:
    """Whether a text has a digit or a word of a number in it; without one it has no amount."""
    return bool(_HOLDS_ONE.search(text))


def amounts(text: str) -> list[tuple[Span, Amount]]:
    """Every amount of a text in order, with its span: hedge and unit are in it, what is counted is not."""
    if not may_hold_one(text):
        return []
    held = tokens(text, [span for span, _ in moments(text)])
    found: list[tuple[Measure, Amount]] = []
    at = floor = 0
    while at < len(held):
        read = measure(held, at, floor)
        if read is None:
            at += 1
            continue
        found.append((read, _hedged(text, held, read, floor)))
        at = floor = read.end
    stems = counted(held, [(read.first, read.end) for read, _ in found])
    return [
        (
            Span(held[read.first].start, held[read.end - 1].end),
            Amount(one.low, one.high, one.bound, one.hedge, one.unit, what | one.counted),
        )
        for (read, one), what in zip(found, stems, strict=True)
    ]


def _hedged(text: str, held: Sequence[Token], read: Measure, floor: int) -> Amount:
    """The amount without what is counted but its unit; `read` is widened by its hedge."""
    before, after = hedges.before(held, read.first, floor), hedges.after(held, read.end)
    bound: Bound = "at_least" if read.vague else "exact"
    hedge = text[held[read.first].start : held[read.end - 1].end] if read.vague else None
    if before:
        hedge = text[held[before.first].start : held[before.end - 1].end]
        bound = bound if read.vague and before.bound == "about" else before.bound
        read.first = before.first
    elif after:
        hedge, bound = text[held[after.first].start : held[after.end - 1].end], after.bound
    if after:
        read.end = after.end
    return Amount(read.low, read.high, bound, hedge, read.unit.base, read.named)
