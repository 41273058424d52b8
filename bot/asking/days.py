"""The days that a question is about: "on 7 January", "last week", "in 2016".

They say what is asked about and are no filter on publication: what happened on 7 January is told by articles
of the 8th, too.
"""

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta

from corpus.listed import MONTHS, WEEKDAYS

_MONTHS = {name: number for number, name in enumerate(MONTHS, 1)}
_WEEKDAYS = {name: number for number, name in enumerate(WEEKDAYS)}
_SHORT_WEEKDAYS = {"mon": 0, "tue": 1, "tues": 1, "wed": 2, "thu": 3, "thur": 3, "thurs": 3, "fri": 4}
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_TO_DAY = r"(?: ?(?:-|–|to|and|until|through) ?(?P<until>\d{1,2})(?:st|nd|rd|th)?)?"
_YEAR = r"(?:,? ?(?:of )?(?P<year>(?:19|20)\d\d)\b)?"
_ISO = re.compile(r"\b(?P<year>(?:19|20)\d\d)-(?P<number>\d\d)(?:-(?P<day>\d\d))?\b")
_DAY_OF_MONTH = (
    re.compile(rf"\b{_DAY}{_TO_DAY}(?: of)? {_MONTH}{_YEAR}(?!\d)"),
    re.compile(rf"\b{_MONTH} (?:the )?{_DAY}{_TO_DAY}\b(?![%:.]?\d|%| ?(?:per|people|percent)){_YEAR}"),
)
_MONTH_OF_YEAR = re.compile(rf"\b{_MONTH},? (?:of )?(?P<year>(?:19|20)\d\d)\b")
_MONTH_ALONE = re.compile(
    r"\b(?:in|during|since|last|this|early|late|mid|throughout|by|for|of)[ -]"
    rf"(?:early |late |mid[ -])?{_MONTH}(?! \d)(?=$|\W)"
)
_YEAR_ALONE = re.compile(
    r"\b(?:in|during|of|for|from|since|early|late|mid|throughout|by|between|and)[ -]"
    r"(?P<year>(?:19|20)\d\d)(?!'?s|\d|[.,:]\d|%)\b"
)
_YEAR_BEFORE_NAME = re.compile(
    r"(?<![\d.,:/$£€])\b(?P<year>(?:19|20)\d[1-9])(?!\d|[.,:%]) (?!\w+s\b)(?=[^\W\d_])"
)
_YEAR_AT_END = re.compile(r"(?<![\d.,:/$£€-])\b(?P<year>(?:19|20)\d\d)\s*$")
_NAMED_WEEKDAY = re.compile(
    r"(?P<that>\bthat )?(?P<which>\b(?:last|this|next|past|coming) )?\b(?P<weekday>"
    + "|".join(_WEEKDAYS)
    + r")\b"
)
_SHORT_WEEKDAY = re.compile(
    rf"\b(?:on |(?P<which>last |this |next ))(?P<weekday>{'|'.join(_SHORT_WEEKDAYS)})\b\.?"
)
_AGO = re.compile(
    r"\b(?P<count>\d{1,3}|an?|one|two|three|four|five|six|seven|ten) (?P<unit>day|week|month|year)s? ago\b"
)
_PAST = re.compile(
    r"\b(?:last|past|previous) (?P<count>\d{1,3}|couple of|few|several|two|three|four|five|six"
    r"|seven|ten)"
    r" (?P<unit>hour|day|week|month|year)s?\b"
)
_UNIT = re.compile(
    r"\b(?P<which>this|last|past|previous|next|coming) (?P<unit>week|month|year)(?!end)\b(?!s)"
)
_WEEKEND = re.compile(r"\b(?P<which>last|this|next|the|past|coming) weekend\b")
_COUNTS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "couple of": 2, "three": 3, "few": 3, "several": 3, "four": 4,
    "five": 5, "six": 6, "seven": 7, "ten": 10,
}  # fmt: skip
_SINGLE: tuple[tuple[re.Pattern[str], int], ...] = (
    (re.compile(r"\bday before yesterday\b"), -2),
    (re.compile(r"\b(?:yesterday|last night|last evening)\b"), -1),
    (re.compile(r"\b(?:today|tonight|this (?:morning|afternoon|evening)|todays)\b"), 0),
    (re.compile(r"\b(?:tomorrow|tmrw|tomorow)\b"), 1),
)
_SINCE = re.compile(r"\bsince (?:the |early |late |last |this )*$")
_OTHER_SIDE = re.compile(
    r"\b(?:before|until|till|after|prior to|later than|earlier than)(?: the| last| this| early| late)*\s*$"
)
_FUTURE = re.compile(r"\b(?:will|won't|shall|going to|expected|planned|scheduled|due|next|'ll)\b")
_AHEAD = timedelta(days=31)
_WEEK = timedelta(days=7)
_SATURDAY = 5

_Days = tuple[date, date]
_Found = list[tuple[int, int, _Days]]


def days(asked: str, today: date | None) -> tuple[date | None, date | None]:
    """The first and the last day that a question is about; (None, None) where it names none.

    Relative days need `today`, and so do dates without a year: these are the nearest to it, and not after it
    by more than a month. "Since Friday" lasts until today; "before", "until" and "after" bound what is asked
    and name no day. Figures such as 07/01/2022 can be read in two ways and are not read.
    """
    text = " ".join(asked.casefold().replace("’", "'").split()).rstrip("?!. ")
    found: _Found = []
    for find in (_dates, _months, _years, _relative):
        taken = [(start, end) for start, end, _ in found]
        try:
            told = find(text, today)
        except (OverflowError, ValueError):  # beyond the first or the last year of the calendar
            continue
        found += [one for one in told if all(one[1] <= start or one[0] >= end for start, end in taken)]
    bounds = [_bounded(text, start, told, today) for start, _, told in found]
    kept = [one for one in bounds if one is not None]
    if not kept:
        return None, None
    return min(first for first, _ in kept), max(last for _, last in kept)


def _bounded(text: str, start: int, told: _Days, today: date | None) -> _Days | None:
    """The days told at a place, as the words before it change them; None where they only bound something."""
    before = text[:start] if not text[start:].startswith("since") else text[: start + len("since ")]
    if _OTHER_SIDE.search(before):
        return None
    if _SINCE.search(before) and today is not None:
        return told[0], max(today, told[1])
    return told


def _dates(text: str, today: date | None) -> _Found:
    """Days of a month, with or without a year."""
    found: _Found = []
    for match in _ISO.finditer(text):
        if told := _of_iso(match):
            found.append((match.start(), match.end(), told))
    for pattern in _DAY_OF_MONTH:
        for match in pattern.finditer(text):
            told = _in_year(match["year"], today, lambda year, match=match: _day_of_month(match, year))  # type: ignore[misc]
            if told and all(match.end() <= start or match.start() >= end for start, end, _ in found):
                found.append((match.start(), match.end(), told))
    return found


def _of_iso(match: re.Match[str]) -> _Days | None:
    year, month = int(match["year"]), int(match["number"])
    if not 1 <= month <= len(_MONTHS):
        return None
    if not match["day"]:
        return _whole_month(year, month)
    return _day(year, month, int(match["day"]))


def _day_of_month(match: re.Match[str], year: int) -> _Days | None:
    first = _day(year, _number(match["month"]), int(match["day"]))
    last = _day(year, _number(match["month"]), int(match["until"])) if match["until"] else first
    return (first[0], last[1]) if first and last and first[0] <= last[1] else first


def _months(text: str, today: date | None) -> _Found:
    found: _Found = []
    for pattern in (_MONTH_OF_YEAR, _MONTH_ALONE):
        for match in pattern.finditer(text):
            year = match.groupdict().get("year")
            number = _number(match["month"])
            if told := _in_year(year, today, lambda one, number=number: _whole_month(one, number)):  # type: ignore[misc]
                found.append((match.start(), match.end(), told))
        if found:
            break
    return found


def _years(text: str, _: date | None) -> _Found:
    """Years: after a preposition, before a name ("the 2016 election") or at the end."""
    return [
        (match.start(), match.end(), (date(int(match["year"]), 1, 1), date(int(match["year"]), 12, 31)))
        for pattern in (_YEAR_ALONE, _YEAR_BEFORE_NAME, _YEAR_AT_END)
        for match in pattern.finditer(text)
    ]


def _relative(text: str, today: date | None) -> _Found:
    if today is None:
        return []
    found: _Found = []
    for pattern, away in _SINGLE:
        if match := pattern.search(text):
            day = today + timedelta(days=away)
            found.append((match.start(), match.end(), (day, day)))
            break
    for pattern, read in (
        (_AGO, _ago), (_PAST, _past), (_UNIT, _unit), (_WEEKEND, _weekend), (_NAMED_WEEKDAY, _weekday),
        (_SHORT_WEEKDAY, _weekday),
    ):  # fmt: skip
        for match in pattern.finditer(text):
            if told := read(match, today):
                found.append((match.start(), match.end(), told))
    return found


def _ago(match: re.Match[str], today: date) -> _Days:
    count = _count(match["count"])
    if match["unit"] == "day":
        return (today - timedelta(days=count),) * 2
    if match["unit"] == "week":
        return _week_of(today - count * _WEEK)
    return _shifted(match["unit"], today, -count)


def _past(match: re.Match[str], today: date) -> _Days:
    """The last n units, counted back from today."""
    count = _count(match["count"])
    if match["unit"] in {"month", "year"}:
        return _shifted(match["unit"], today, -count)[0], today
    lasts = {"hour": count / 24, "day": count, "week": 7 * count}[match["unit"]]
    return today - timedelta(days=int(max(lasts, 1))), today


def _unit(match: re.Match[str], today: date) -> _Days:
    away = {"this": 0, "next": 1, "coming": 1}.get(match["which"], -1)
    if match["unit"] == "week":
        return _week_of(today + away * _WEEK)
    return _shifted(match["unit"], today, away)


def _weekend(match: re.Match[str], today: date) -> _Days:
    """This weekend is the one of today or just past; if the question looks ahead, the coming one."""
    saturday = _week_of(today)[0] + timedelta(days=_SATURDAY)
    if match["which"] in {"next", "coming"} or (_FUTURE.search(match.string) and saturday <= today + _WEEK):
        saturday += _WEEK if match["which"] == "next" and today >= saturday else timedelta()
    elif saturday > today or match["which"] == "last":
        saturday -= _WEEK
    return saturday, saturday + timedelta(days=1)


def _weekday(match: re.Match[str], today: date) -> _Days | None:
    """The latest such day until today, or the next one of a question that looks ahead."""
    if match.groupdict().get("that"):
        return None
    number = {**_WEEKDAYS, **_SHORT_WEEKDAYS}[match["weekday"]]
    which = (match["which"] or "").strip()
    back = timedelta(days=(today.weekday() - number) % 7)
    day = today - back
    if which in {"next", "coming"} or (which != "last" and back and _FUTURE.search(match.string)):
        day += _WEEK
    elif which in {"last", "past"} and not back:
        day -= _WEEK
    return day, day


def _in_year(year: str | None, today: date | None, told: Callable[[int], _Days | None]) -> _Days | None:
    """The days in the year that is given; else in the year in which they are nearest to today."""
    if year:
        return told(int(year))
    if today is None:
        return None
    near = [days for one in (today.year - 1, today.year, today.year + 1) if (days := told(one))]
    near = [days for days in near if days[0] <= today + _AHEAD]
    return min(near, key=lambda days: abs(_away(days, today)), default=None)


def _away(days: _Days, today: date) -> int:
    if days[0] <= today <= days[1]:
        return 0
    return min(abs((today - days[0]).days), abs((today - days[1]).days))


def _week_of(day: date) -> _Days:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def _shifted(unit: str, today: date, by: int) -> _Days:
    if unit == "year":
        return date(today.year + by, 1, 1), date(today.year + by, 12, 31)
    year, month = divmod(today.year * 12 + today.month - 1 + by, 12)
    return _whole_month(year, month + 1)


def _whole_month(year: int, month: int) -> _Days:
    return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> _Days | None:
    try:
        return (date(year, month, day),) * 2
    except ValueError:
        return None


def _number(month: str) -> int:
    return next(number for name, number in _MONTHS.items() if name.startswith(month[:3]))


def _count(word: str) -> int:
    return int(word) if word.isdecimal() else _COUNTS[word]
