"""Publication dates: what is accepted, and how a date is found in a line of text.

A date is kept as "2022-01-08", a date-time as UTC "2022-01-08T10:15:00Z". Day-and-month figures that can be
read in two ways ("01/07/2022") are never guessed.
"""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_YEAR = r"(?P<year>\d{4})"
_WORDED = (
    re.compile(rf"{WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+{_YEAR}\b", re.IGNORECASE),
    re.compile(rf"{WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{_MONTH},?\s+{_YEAR}\b", re.IGNORECASE),
)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:?\d{2}(?::?\d{2}(?:[.,]\d+)?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?")
# "10:00:00 +0100" and "10:00 UTC" are often written so; fromisoformat knows neither.
_ZONE_GAP = re.compile(r"\s+(?=[+-]\d{2}:?\d{2}$)")
_ZONE_WORD = re.compile(r"\s*(?:UTC|GMT)$", re.IGNORECASE)
_SLASHED = re.compile(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}")
# What may stand around the date in a line that says nothing but when something was published.
_AROUND = re.compile(
    r"at|date|on|\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[ap]\.?m\.?)?|\d{1,2}(?:[ap]\.?m\.?)?|[ap]\.?m\.?"
    r"|\(?(?:[ecmp][sd]?t|gmt|utc|z|bst|cest|cet|eest|eet|msk|ist|jst|hkt|sgt|ae[sd]t|nz[sd]t|almt)(?:[+-]\d{1,2}(?::?\d{2})?)?\)?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(r"[\s,|\u00b7\u2022\u2013\u2014]+")
_LONGEST_LINE = 100


def parse(value: str) -> str:
    """A stated date or date-time in the kept form.

    Raises:
        ValueError: it is no date, or can be read in two ways.
    """
    value = value.strip()
    for read in (_iso, _worded_exactly, _mail):
        found = read(value)
        if found:
            return found
    hint = "give it as 2022-01-08" if _SLASHED.fullmatch(value) else "a date looks like 2022-01-08"
    raise ValueError(f"{value[:40]!r} is not a date; {hint}")


def date_line(line: str) -> tuple[str | None, bool]:
    """Whether a line says nothing but a date (with weekday, time, zone), and which date.

    Returns (date or None, is it a date line); a line with an ambiguous date is one, without a date.
    """
    for pattern in (*_WORDED, _ISO, _SLASHED):
        match = pattern.search(line) if len(line) <= _LONGEST_LINE else None
        if match is None:
            continue
        around = _BETWEEN.split(line[: match.start()] + " " + line[match.end() :])
        if not all(_AROUND.fullmatch(word) for word in around if word.strip("-")):
            continue
        try:
            return parse(match.group()), True
        except ValueError:
            return None, pattern is _SLASHED
    return None, False


def _iso(value: str) -> str | None:
    try:
        if len(value) == len("2022-01-08"):
            return date.fromisoformat(value).isoformat()
        return _utc(datetime.fromisoformat(_ZONE_WORD.sub("+00:00", _ZONE_GAP.sub("", value))))
    except (ValueError, OverflowError):
        return None


def _utc(moment: datetime) -> str:
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _worded_exactly(value: str) -> str | None:
    for pattern in _WORDED:
        match = pattern.fullmatch(value)
        if match:
            month = _MONTHS.index(match["month"][:3].lower()) + 1
            try:
                return date(int(match["year"]), month, int(match["day"])).isoformat()
            except ValueError:
                return None
    return None


def _mail(value: str) -> str | None:
    try:
        return _utc(parsedate_to_datetime(value))
    except (ValueError, OverflowError, TypeError, IndexError):
        return None
