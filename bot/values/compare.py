"""Whether two values are one finding, contradict one another, or may both hold."""

from math import inf, isclose

from bot.values.meanings import apart
from bot.values.types import Amount, Day, Name, Value, Verdict, Words
from bot.values.units import IMPERIAL

ABOUT = 0.1
"""How far, as a share, what is "about" or "nearly" an amount may be from it for both to hold."""

CONVERTED = 0.02
"""How far figures may be apart of which one was converted from miles, pounds, … and rounded."""

ROUNDED = 0.05
"""How far a figure told as a rough one may be from the exact one that it stands for."""

_CALENDAR = (30.0, 182.5)
_CALENDAR_FROM = 180.0
_DIGITS = 9
_TELLING = 100_000


def agree(a: Value, b: Value) -> bool:
    """Whether both are one finding. A different hedge on the same amount is no difference.

    Amounts that surely count different things (18 killed, 18 injured) are no finding of the same, nor are two
    persons of one surname whose given names differ. A time of day told by one alone is no difference.
    """
    match a, b:
        case (Amount(), Amount()):
            return _same_amount(a, b)
        case (Day(), Day()):
            return (a.first, a.last) == (b.first, b.last) and (
                None in (a.clock, b.clock) or a.clock == b.clock
            )
        case (Name(), Name()):
            return _same_name(a, b)
        case (Verdict(), Verdict()):
            return a.yes == b.yes
        case (Words(), Words()):
            one, other = set(a.stems), set(b.stems)
            held = a.stems == b.stems or (bool(one and other) and (one <= other or other <= one))
            return held and a.turns == b.turns
    return False


def may_agree(a: Amount, b: Amount) -> bool:
    """Whether two amounts are near enough to be one finding: a quick look, True wherever `agree` is."""
    return isclose(a.low, b.low, rel_tol=ROUNDED)


def differ(a: Value, b: Value) -> bool:
    """Whether both can be compared and are unequal: of one type and unit, counting no different things.

    Words never differ: other words may say the same. Where bounds allow both, `may_both_hold` is true, too.
    """
    if isinstance(a, Words) or type(a) is not type(b) or agree(a, b):
        return False
    return not isinstance(a, Amount) or (isinstance(b, Amount) and _comparable(a, b))


def may_both_hold(a: Value, b: Value) -> bool:
    """Whether values that differ may yet be both true.

    "More than 3,800" and "nearly 4,000" (what is hedged leaves room), "January 2022" and "6 January 2022"
    (one is more precise), "Almaty" and "central Almaty" (one name holds the other). False for what agrees.
    """
    if not differ(a, b):
        return False
    match a, b:
        case (Amount(), Amount()):
            one, other = _room(a), _room(b)
            return one[0] <= other[1] and other[0] <= one[1]
        case (Day(), Day()):
            return a.first <= b.last and b.first <= a.last and (a.first, a.last) != (b.first, b.last)
        case (Name(), Name()):
            return any(_holds(x, y) or _holds(y, x) for x in a.keys for y in b.keys)
    return False


def _comparable(a: Amount, b: Amount) -> bool:
    return a.unit == b.unit and not apart(a.counted, b.counted)


def _same_amount(a: Amount, b: Amount) -> bool:
    """Large equal figures of which one has no unit are no coincidence: "700 million", "700 million euros"."""
    equal = _same(a.low, b.low, a.unit) and _same(a.high, b.high, a.unit)
    if equal and a.low >= _TELLING and "" in (a.unit, b.unit):
        return not apart(a.counted, b.counted)
    return _comparable(a, b) and (equal or _rounded(a, b) or _rounded(b, a))


def _same(one: float, other: float, unit: str) -> bool:
    if isclose(one, other, rel_tol=1e-9):
        return True
    if unit == "day":
        in_calendar = min(one, other) >= _CALENDAR_FROM and all(map(_in_calendar, (one, other)))
        return in_calendar and isclose(one, other, rel_tol=CONVERTED)
    if unit not in IMPERIAL or not isclose(one, other, rel_tol=CONVERTED):
        return False
    return _was_converted(one, unit) != _was_converted(other, unit)


def _rounded(rough: Amount, exact: Amount) -> bool:
    """Whether one is the other, rounded and told as such: "about 3,000" of 3,008, not of 2,030 or 3,400.

    "More than 4,400" is so told of 4,404, but not of 4,398.
    """
    if not isclose(rough.low, exact.low, rel_tol=ROUNDED):
        return False
    if rough.bound == "exact" or exact.bound != "exact" or rough.low != rough.high or exact.low != exact.high:
        return False
    if (rough.bound == "at_least" and exact.low < rough.low) or (
        rough.bound == "at_most" and exact.low > rough.low
    ):
        return False
    kept = _digits(rough.low)
    return kept < _digits(exact.low) and isclose(float(f"{exact.low:.{kept - 1}e}"), rough.low, rel_tol=1e-9)


def _in_calendar(days: float) -> bool:
    """Whether a duration was told in months or years, which are no whole number of days."""
    return any(isclose(days / step, round(days / step), abs_tol=1e-9) for step in _CALENDAR)


def _was_converted(value: float, unit: str) -> bool:
    """Whether a value is rounder in miles, pounds, … than it is in its own unit."""
    here = _digits(value)
    return any(_digits((value - one.offset) / one.factor) < here for one in IMPERIAL[unit])


def _digits(value: float) -> int:
    """How many significant digits a value has, up to nine."""
    figures = f"{value:.{_DIGITS - 1}e}".partition("e")[0]
    return len(figures.replace(".", "").lstrip("-").rstrip("0")) or 1


def _room(amount: Amount) -> tuple[float, float]:
    """Between which values the amount may lie, given its hedge."""
    low, high = amount.low, amount.high
    match amount.bound:
        case "at_least":
            return low, inf
        case "at_most":
            return -inf, high
        case "about":
            return low - ABOUT * abs(low), high + ABOUT * abs(high)
        case "exact":
            return low, high


def _same_name(a: Name, b: Name) -> bool:
    return any(_fit(a, b, key) for key in a.keys & b.keys)


def _fit(a: Name, b: Name, shared: str) -> bool:
    """Whether the longer forms of a shared one can be of the same: "Joe" and "Hunter Biden" cannot."""
    ones = [key for key in a.keys if _holds(shared, key)]
    others = [key for key in b.keys if _holds(shared, key)]
    if not ones or not others:
        return True
    return any(
        _holds(x, y) or _holds(y, x) or _begin_alike(x.split()[0], y.split()[0]) for x in ones for y in others
    )


def _begin_alike(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return long.startswith(short) or long.endswith(short)


def _holds(one: str, other: str) -> bool:
    """Whether a name has all words of another and more."""
    return set(one.split()) < set(other.split())
