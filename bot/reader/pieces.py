"""What an answer may not cut: words, abbreviations, and amounts with their hedge, scale and unit.

The lists are of the language of news in English; what they do not know is a word like any other. They follow
the answers of `training/news`: "about", but not "only", "another" or "a total of", belongs to an amount.
"""

import re

from corpus.types import Span

_SEAMS = ("\n", ". ", ", ")  # stand in no piece
_REACH = 1000  # characters; no clause of a news text is longer


def pieces_around(text: str, start: int, end: int) -> list[Span]:
    """The pieces of the clause around a span, in order: amounts, words, and other characters one by one.

    White space is in no piece but an amount. The clause leaves its line only where the span does.
    """
    floor, ceiling = max(0, start - _REACH), min(len(text), end + _REACH)
    begin = max(floor, *(text.rfind(seam, floor, start) + 1 for seam in _SEAMS))
    ends = [text.find(seam, end, ceiling) for seam in _SEAMS]
    stop = min((at + 1 for at in ends if at >= 0), default=ceiling)
    return [Span(*found.span()) for found in _PIECE.finditer(text, begin, stop)]


def is_genitive(piece: str) -> bool:
    """Whether it is the 's of a genitive, which is a piece of its own; that of "it's" or "Moody's" is not."""
    return len(piece) > 1 and piece[0] in _APOSTROPHES


def _any_of(listed: str, *, capital: bool = False) -> str:
    """A pattern for any of the phrases between commas, `capital` also at the start of a sentence."""
    phrases = {" ".join(phrase.split()) for phrase in listed.split(",")}
    if capital:
        phrases |= {phrase[0].upper() + phrase[1:] for phrase in phrases}
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return f"(?:{'|'.join(re.escape(phrase) for phrase in longest_first)})"


_APOSTROPHES = "'’"
_LETTER = r"[^\W\d_]"
_INNER = r"[\w\u0300-\u036f]"  # accents may be characters of their own
_END = rf"(?!{_INNER})"

_JOINT = rf"""(?:
    [.,:/](?<=\d.)(?=\d)                            # 3,800  7.5  1:30  9/11
  | [{_APOSTROPHES}](?![sS]{_END})(?={_LETTER})     # O'Brien  don't
  | &(?={_LETTER})                                  # AT&T
  | -(?<={_LETTER}.)(?=\d)                          # COVID-19
  | \.(?<=[A-Z].)(?=\d)                             # BA.5
  | \.(?=[a-z])                                     # example.org
)"""
_WORD = rf"[\#@]?{_INNER}(?:{_INNER}|{_JOINT})*\+*"
_WITH_OWN_S = _any_of(
    """it, he, she, that, what, who, where, when, how, there, here, let, bachelor, master,
    Alzheimer, Christie, Domino, Jerry, Kellogg, Kohl, Lloyd, Lowe, Macy, McDonald, Moody, Parkinson, Poor,
    Sainsbury, Sotheby, Wendy""",
    capital=True,
)
_SHORTENED = _any_of(
    """Inc, Corp, Ltd, Co, Cos, Bros, Jr, Sr, Esq, Ph.D, Dept, Univ, Ave, Blvd, St, etc,
    Jan, Feb, Aug, Sept, Oct, Nov, Dec,
    Ala, Ariz, Calif, Colo, Conn, Fla, Mich, Minn, Neb, Nev, Okla, Tenn, Wis, Wyo"""
)
_ABBREVIATION = rf"(?:{_LETTER}(?:\.{_LETTER})+{_END}\.?|{_SHORTENED}\.{_END})"

_HANDED_OVER = r"(?:(?<=\bhand\ )|(?<=\bhanded\ )|(?<=\btook\ )|(?<=\bturned\ ))over\b"
_HEDGES = _any_of(
    """at least, at most, up to, more than, fewer than, less than, greater than, higher than, lower than,
    no more than, no fewer than, no less than, not more than, not less than,
    as many as, as much as, as few as, as little as, as high as, as low as,
    over, just over, well over, under, just under, well under,
    about, almost, approximately, around, close to, an estimated, in excess of, nearly, roughly, some""",
    capital=True,
)
_HEDGE = rf"(?:(?!{_HANDED_OVER}){_HEDGES}\ )"
_SCALE = _any_of("hundred, thousand, million, billion, trillion, dozen, bn, mn, tn, crore, lakh")
_FIGURE = rf"""
    (?:(?<![^\s(\["“])[-\u2212+.])?                 # a sign, or the point of .5
    (?:[A-Z]{{0,3}}[$€£¥₹₽₩₺]\ ?)?
    \d(?:{_INNER}|{_JOINT})*\+?                     # 3,800  1990s  3bn
    (?:[ -]{_SCALE}{_END}){{0,2}}
"""
_SMALL = _any_of(
    """one, two, three, four, five, six, seven, eight, nine, ten, eleven, twelve, thirteen, fourteen, fifteen,
    sixteen, seventeen, eighteen, nineteen, twenty, thirty, forty, fifty, sixty, seventy, eighty, ninety""",
    capital=True,
)
_LARGE = _any_of(
    """half, dozen, dozens, hundred, hundreds, thousand, thousands, million, millions, billion, billions,
    trillion, trillions, a dozen, a hundred, a thousand, a million, a billion, half a dozen, half a million,
    half a billion, tens of thousands, tens of millions, dozens of thousands, hundreds of thousands,
    hundreds of millions, thousands of millions""",
    capital=True,
)
_PART = _any_of("half, halves, third, thirds, quarter, quarters, fifth, fifths, tenth, tenths")
_SPELLED = rf"""
    {_SMALL}{_END}(?:-{_SMALL}{_END})?(?:[ -](?:{_SCALE}|{_PART}){_END}){{0,2}}(?:\ and\ a\ half{_END})?
  | {_LARGE}{_END}
"""
_UNIT = _any_of(
    """per cent, percent, percentage points, pct, km/h, kph, mph, sq km, km², km2, km, m, cm, mm, nm, kg, g,
    mg, ft, lb, lbs, oz, kW, MW, GW, TW, kWh, MWh, GWh, MB, GB, TB, Hz, kHz, MHz, GHz, a.m., p.m., a.m, p.m,
    am, pm, degrees, degrees Celsius, degrees Fahrenheit, metre, metres, meter, meters, kilometre, kilometres,
    kilometer, kilometers, square kilometres, square kilometers, square miles, square metres, square meters,
    cubic metres, cubic meters, centimetres, centimeters, millimetres, millimeters, mile, miles, feet, foot,
    inch, inches, yards, acres, hectares, kilos, kilograms, grams, tonne, tonnes, ton, tons, pounds, ounces,
    litres, liters, gallons, barrels, megawatts, gigawatts, knots, dollars, US dollars, euros, cents, pence,
    yen, yuan, rupees, rubles, roubles, pesos, francs, kroner, kronor, lira, lari, hryvnias, tenge, naira,
    birr, baht, shillings, riyals, dirhams,
    second, seconds, minute, minutes, hour, hours, day, days, week, weeks, month, months, year, years,
    year old, years old"""
)
_PARTS = {
    "year, years": "month, months, week, weeks, day, days",
    "month, months, week, weeks": "day, days",
    "day, days": "hour, hours",
    "hour, hours": "minute, minutes",
    "minute, minutes": "second, seconds",
    "foot, feet": "inch, inches",
}
"""What an amount in one unit goes on with in a smaller one: "11 hours and 23 minutes"."""
_COMPOUND = "|".join(
    rf"[ -]{_any_of(whole)}\ (?:and\ )?(?:{_FIGURE}|{_SPELLED})[ -]{_any_of(parts)}{_END}"
    for whole, parts in _PARTS.items()
)
_AMOUNT = rf"""
    (?:{_HEDGE}{{0,2}}(?:{_FIGURE}|{_SPELLED})|{_HEDGE}an?\ {_PART}{_END})
    (?:\ ?[%‰]|\ ?°(?:\ ?[CF]{_END})?|\ ?[€£](?!\d)|{_COMPOUND}|[ -]{_UNIT}(?![\w-]))?
"""
_PIECE = re.compile(
    rf"{_AMOUNT}|{_ABBREVIATION}|{_WITH_OWN_S}[{_APOSTROPHES}]s{_END}|{_WORD}|[{_APOSTROPHES}][sS]{_END}|\S",
    re.VERBOSE,
)
