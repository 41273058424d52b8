"""Units of amounts and how each converts into the one that stands for its kind.

Factors are exact by definition (international yard and pound, US gallon, oil barrel of 42 gallons) but for
three conventions: a month is 30 days, a year 365, and a ton is taken for a tonne, as most news means it.
"""

from collections.abc import Sequence
from typing import NamedTuple

from bot.values.tokens import Token, stem, unhyphened, word_at


class Unit(NamedTuple):
    """What an amount is converted by: `value * factor + offset` in units of `base`."""

    base: str
    factor: float
    offset: float = 0.0


MILE, FOOT, POUND, GALLON = 1.609344, 0.0003048, 0.45359237, 3.785411784
_TABLE: dict[str, dict[float, str]] = {
    "percent": {1: "%, percent, per cent, pct"},
    "percentage point": {1: "percentage points, percentage point, pp"},
    "day": {
        1 / 86400: "second, seconds, secs",
        1 / 1440: "minute, minutes, mins, min",
        1 / 24: "hour, hours, hrs, hr",
        1: "day, days",
        7: "week, weeks",
        14: "fortnight, fortnights",
        30: "month, months",
        365: "year, years",
        3650: "decade, decades",
        36500: "century, centuries",
    },
    "kilometre": {
        1e-6: "millimetre, millimetres, millimeter, millimeters, mm",
        1e-5: "centimetre, centimetres, centimeter, centimeters, cm",
        1e-3: "metre, metres, meter, meters, m",
        1: "kilometre, kilometres, kilometer, kilometers, km, kms",
        FOOT / 12: "inch, inches",
        FOOT: "foot, feet, ft",
        3 * FOOT: "yard, yards",
        MILE: "mile, miles",
        1.852: "nautical mile, nautical miles",
    },
    "square kilometre": {
        1e-6: "square metre, square metres, square meter, square meters, sq m, m²",
        FOOT**2: "square foot, square feet, sq ft",
        0.0040468564224: "acre, acres",
        0.01: "hectare, hectares, ha",
        1: "square kilometre, square kilometres, square kilometer, square kilometers, sq km, km², km2",
        MILE**2: "square mile, square miles, sq miles",
    },
    "kilogram": {
        1e-3: "gram, grams, g",
        1: "kilogram, kilograms, kilogramme, kilogrammes, kilo, kilos, kg",
        1000: "tonne, tonnes, metric ton, metric tons, ton, tons",
        POUND / 16: "ounce, ounces, oz",
        POUND: "pound, pounds, lb, lbs",
    },
    "litre": {
        1e-3: "millilitre, millilitres, milliliter, milliliters, ml",
        1: "litre, litres, liter, liters",
        1000: "cubic metre, cubic metres, cubic meter, cubic meters, m³",
        GALLON: "gallon, gallons",
        42 * GALLON: "barrel, barrels",
        FOOT**3 * 1e12: "cubic foot, cubic feet",
    },
    "kilometre per hour": {
        1: """km/h, kph, kmh, kilometres an hour, kilometres per hour, kilometers an hour,
            kilometers per hour""",
        MILE: "mph, miles an hour, miles per hour",
        1.852: "knot, knots",
        3.6: "metres per second, meters per second, metres a second, meters a second, m/s",
    },
    "watt": {
        1: "watt, watts",
        1e3: "kilowatt, kilowatts, kw",
        1e6: "megawatt, megawatts, mw",
        1e9: "gigawatt, gigawatts, gw",
    },
    "degree Celsius": {1: "degrees celsius, degree celsius, degrees c, ° c, °c, celsius"},
    "degree": {1: "degree, degrees, °"},
    "times": {1: "times, fold"},
    "USD": {1: "dollar, dollars, us dollars, u.s. dollars, us dollar, usd", 0.01: "cent, cents"},
    "EUR": {1: "euro, euros, eur"},
    "GBP": {1: "pounds sterling, gbp", 0.01: "pence"},
    "KZT": {1: "tenge"},
    "RUB": {1: "rouble, roubles, ruble, rubles"},
    "JPY": {1: "yen"},
    "CNY": {1: "yuan, renminbi"},
    "INR": {1: "rupee, rupees"},
    "KRW": {1: "won"},
    "TRY": {1: "lira, liras"},
    "UAH": {1: "hryvnia, hryvnias"},
    "PLN": {1: "zloty, zlotys"},
    "CHF": {1: "swiss franc, swiss francs"},
    "SEK": {1: "kronor"},
    "ZAR": {1: "rand"},
    "ILS": {1: "shekel, shekels"},
    "AUD": {1: "australian dollars"},
    "CAD": {1: "canadian dollars"},
    "NZD": {1: "new zealand dollars"},
    "HKD": {1: "hong kong dollars"},
}
_FAHRENHEIT = Unit("degree Celsius", 5 / 9, -160 / 9)
_FAHRENHEIT_WORDS = "degrees fahrenheit, degree fahrenheit, degrees f, ° f, °f, fahrenheit"
SYMBOLS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₸": "KZT", "₽": "RUB", "₹": "INR", "₺": "TRY"} | {
    code.lower(): code for code in ("USD", "EUR", "GBP", "KZT", "RUB", "CHF")
}
_DOLLARS = {"us": "USD", "u.s.": "USD", "a": "AUD", "c": "CAD", "nz": "NZD", "hk": "HKD", "s": "SGD"}
_MONEY_SCALE = 1e6
IMPERIAL: dict[str, tuple[Unit, ...]] = {
    "kilometre": tuple(Unit("kilometre", f) for f in (FOOT / 12, FOOT, 3 * FOOT, MILE, 1.852)),
    "square kilometre": tuple(Unit("square kilometre", f) for f in (FOOT**2, 0.0040468564224, MILE**2)),
    "kilogram": (Unit("kilogram", POUND / 16), Unit("kilogram", POUND)),
    "litre": (Unit("litre", GALLON), Unit("litre", 42 * GALLON)),
    "kilometre per hour": (Unit("kilometre per hour", MILE), Unit("kilometre per hour", 1.852)),
    "degree Celsius": (_FAHRENHEIT,),
}
"""The units in which a figure may have stood before it was converted, by base."""


def _phrase(words: str) -> tuple[str, ...]:
    return tuple(words.strip().replace("/", " / ").split())


_PHRASES: dict[str, list[tuple[tuple[str, ...], Unit]]] = {}
_STEMS: dict[str, str] = {"percentag": "percent"}
for _base, _factors in _TABLE.items():
    for _factor, _words in _factors.items():
        for _one in map(_phrase, _words.split(",")):
            _PHRASES.setdefault(_one[0], []).append((_one, Unit(_base, _factor)))
            if len(_one) == 1:
                _STEMS.setdefault(stem(_one[0]) or _one[0], _base)
for _one in map(_phrase, _FAHRENHEIT_WORDS.split(",")):
    _PHRASES.setdefault(_one[0], []).append((_one, _FAHRENHEIT))
for _listed in _PHRASES.values():
    _listed.sort(key=lambda one: -len(one[0]))


def unit_at(held: Sequence[Token], at: int, scale: float = 1.0) -> tuple[Unit, int] | None:
    """The unit that begins at a token or after a hyphen, and the index after it; None without one.

    "pounds" are money from a million up (`scale`), weight below.
    """
    at = unhyphened(held, at)
    for phrase, unit in _PHRASES.get(word_at(held, at), ()):
        if all(word_at(held, at + n) == word for n, word in enumerate(phrase)):
            if phrase[0] in ("pound", "pounds") and scale >= _MONEY_SCALE:
                return Unit("GBP", 1.0), at + len(phrase)
            return unit, at + len(phrase)
    return None


def currency_before(held: Sequence[Token], at: int, floor: int) -> tuple[str, int] | None:
    """The currency whose sign stands right before a token ("US$", "€"), and the index where it begins."""
    if at <= floor or held[at - 1].word not in SYMBOLS:
        return None
    if held[at - 1].word == "$" and at - 2 >= floor and held[at - 2].word in _DOLLARS:
        joined = held[at - 2].end == held[at - 1].start
        if joined or held[at - 2].word in ("us", "u.s."):
            return _DOLLARS[held[at - 2].word], at - 2
    return SYMBOLS[held[at - 1].word], at - 1


def base_of(stemmed: str) -> str | None:
    """The base of the unit that a stem names ("month" → "day"), None where it names none."""
    return _STEMS.get(stemmed)
