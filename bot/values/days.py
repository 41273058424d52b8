"""Dates in a text, relative ones resolved against the day on which the article was published.

A weekday is the latest on or before publication; it is the coming one after "next", right before "will", and
in a clause that looks ahead ("will", "until", "due" …) unless a verb of saying stands between ("it would
reopen, officials said Friday"). A date without a year lies at most 60 days after publication and else before
it; in a clause that looks ahead it is the other way round. Without a publication date such days are not read.
Time zones, decades, feast days, and hours without a day beside them are not read either.
"""

import re
from datetime import MAXYEAR, MINYEAR, date, timedelta

from bot.values.moments import SMALL_COUNTS, moments
from bot.values.types import Day
from corpus.listed import MONTHS, WEEKDAYS
from corpus.types import Span

_AHEAD = re.compile(
    r"\b(?:will|would|until|till|due|scheduled|expected|plan(?:s|ned)?|ahead\sof|going\sto|(?:is|are|was|were|set)\sto"
    r"|set\sfor|starting)\b|\bdeclare[sd]?\s\Z"
)
_SAID = re.compile(
    r"\b(?:said|says|told|announced|reported|added|wrote|tweeted|confirmed|promised|warned|voted)\b"
)
_WILL_FOLLOW = re.compile(r"(?:\W+\w+){0,4}?\W+(?:will|is\sto|are\sto|is\sdue|are\sdue)\b")
_CLAUSE_BEGINS = re.compile(r"[.;:,—–\n\"“”()]")
_CLAUSE_ENDS = re.compile(r"[.;:—\n]")
_SENTENCE_ENDS = re.compile(r"[.!?]\s|[;\n]")
_REACH = 80  # characters
_BESIDE = 25
_WEEK, _A_YEAR, _NEAR = 7, 365, 60
_DECEMBER, _NOON = 12, 720


def days(text: str, published: date | None) -> list[tuple[Span, Day]]:
    """Every day, month or year that a text names, in order; a time of day beside a day is read with it."""
    found: list[tuple[Span, Day]] = []
    clocks: list[tuple[Span, int]] = []
    for span, match in moments(text):
        if match.lastgroup == "clock":
            clocks.append((span, _clock(match)))
        elif day := _resolved(text, match, published):
            found.append((span, day))
    return _with_clocks(text, found, clocks) if clocks else found


def _resolved(text: str, match: re.Match[str], published: date | None) -> Day | None:
    try:
        if match.lastgroup in ("weekday", "ago", "relative"):
            return _relative(text, match, published) if published else None
        return _absolute(text, match, published)
    except (ValueError, OverflowError):
        return None


def _absolute(text: str, match: re.Match[str], published: date | None) -> Day | None:
    kind = match.lastgroup
    if kind == "iso":
        return _one_day(date(*(int(match[f"iso_{part}"]) for part in ("year", "month", "day"))))
    if kind == "slashed":
        return _slashed(int(match["one"]), int(match["two"]), int(match["slashed_year"]))
    if kind in ("day_month", "month_day"):
        key = "dm" if kind == "day_month" else "md"
        month, first = _month(match[f"{key}_month"]), _figure(match[f"{key}_day"])
        last = _figure(match[f"{key}_last"]) if match[f"{key}_last"] else first
        told = match[f"{key}_year"]
        year = int(told) if told else _nearest_year(month, first, published, ahead=_looks_ahead(text, match))
        return None if year is None else Day(date(year, month, first), date(year, month, max(first, last)))
    if kind == "month":
        return _named_month(text, match, published)
    if kind == "year":
        year = int(match["year_figure"])
        return Day(date(year, 1, 1), date(year, _DECEMBER, 31), match["year_hedge"])
    return None


def _slashed(one: int, two: int, year: int) -> Day | None:
    """6/1/2022 can be read in two ways and is not; 13/1/2022 and 1/13/2022 cannot."""
    if one == two or one > _DECEMBER:
        return _one_day(date(year, two, one))
    return _one_day(date(year, one, two)) if two > _DECEMBER else None


def _named_month(text: str, match: re.Match[str], published: date | None) -> Day | None:
    month, hedge = _month(match["my_month"] or match["only_month"]), match["month_hedge"]
    if match["my_year"]:
        return _whole_month(int(match["my_year"]), month, hedge)
    if published is None:
        return None
    which = (hedge or "").lower()
    ahead = _looks_ahead(text, match) or text[: match.start()].endswith("into ")
    year = _nearest_year(month, 15, published, ahead=ahead) or published.year
    if which == "last":
        year = published.year if month < published.month else published.year - 1
    elif which == "next":
        year = published.year if month > published.month else published.year + 1
    elif which == "this":
        year = published.year
    return _whole_month(year, month, hedge if which in ("early", "late", "mid") else None)


def _relative(text: str, match: re.Match[str], published: date) -> Day | None:
    if match.lastgroup == "weekday":
        return _one_day(_weekday(text, match, published))
    if match.lastgroup == "ago":
        count = SMALL_COUNTS.get(match["count"]) or int(match["count"])
        return _ago(count, match["step"], published)
    words = match.group().lower().split()
    if words[0] in ("yesterday", "tomorrow") or words[:2] == ["last", "night"]:
        return _one_day(published + timedelta(days=1 if words[0] == "tomorrow" else -1))
    shift = {"last": -1, "next": 1}.get(words[0], 0)
    return _stretch(words[-1], shift, published)


def _stretch(step: str, shift: int, published: date) -> Day:
    """This, last or next week, month or year; "this evening" is the day of publication."""
    if step == "week":
        monday = published - timedelta(days=published.weekday()) + timedelta(days=_WEEK * shift)
        return Day(monday, monday + timedelta(days=_WEEK - 1))
    if step == "month":
        return _months_on(published, shift)
    if step == "year":
        return _whole_year(published.year + shift)
    return _one_day(published + timedelta(days=shift))


def _weekday(text: str, match: re.Match[str], published: date) -> date:
    since = (published.weekday() - WEEKDAYS.index(match["weekday_name"].lower())) % _WEEK
    which = (match["which"] or "").lower()
    if which == "last":
        return published - timedelta(days=since or _WEEK)
    if which == "next":
        return published + timedelta(days=_WEEK - since)
    if which in ("this", "coming") or _looks_ahead(text, match):
        return published + timedelta(days=(_WEEK - since) % _WEEK)
    return published - timedelta(days=since)


def _looks_ahead(text: str, match: re.Match[str]) -> bool:
    before = _CLAUSE_BEGINS.split(text[max(0, match.start() - _REACH) : match.start()])[-1]
    signs = list(_AHEAD.finditer(before))
    if signs and not _SAID.search(before, signs[-1].end()):
        return True
    behind = _CLAUSE_ENDS.split(text[match.end() : match.end() + _REACH])[0]
    follows = _WILL_FOLLOW.match(behind)
    return bool(follows and not _SAID.search(follows.group()) and not _SAID.search(before))


def _ago(count: int, step: str, published: date) -> Day:
    if step == "year":
        return _whole_year(published.year - count)
    if step == "month":
        return _months_on(published, -count)
    day = published - timedelta(days=count * (_WEEK if step == "week" else 1))
    return _one_day(day) if step == "day" else Day(day - timedelta(days=3), day + timedelta(days=3), "ago")


def _clock(match: re.Match[str]) -> int:
    """Minutes since midnight."""
    if match["named_hour"]:
        return _NOON if match["named_hour"].lower() == "noon" else 0
    if match["military"]:
        return int(match["military"][:2]) * 60 + int(match["military"][2:])
    if match["hour24"]:
        return int(match["hour24"]) * 60 + int(match["minute24"])
    hour = int(match["hour"]) % 12 + (12 if match["half"] == "p" else 0)
    return hour * 60 + int(match["minute"] or 0)


def _with_clocks(
    text: str, found: list[tuple[Span, Day]], clocks: list[tuple[Span, int]]
) -> list[tuple[Span, Day]]:
    """The days with the times of day beside them in their sentence; one entry for both."""
    timed = list(found)
    at = 0
    for span, clock in clocks:
        while at < len(timed) and timed[at][0].end <= span.start:
            at += 1
        for n in (at - 1, at):
            if 0 <= n < len(timed) and timed[n][1].clock is None and _beside(text, timed[n][0], span):
                one, day = timed[n]
                both = Span(min(one.start, span.start), max(one.end, span.end))
                timed[n] = both, Day(day.first, day.last, day.hedge, clock)
                break
    return timed


def _beside(text: str, one: Span, other: Span) -> bool:
    first, second = sorted((one, other))
    between = second.start - first.end
    return between <= _BESIDE and not _SENTENCE_ENDS.search(text[first.end : second.start])


def _figure(day: str) -> int:
    return int(day.rstrip("strndh"))


def _month(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower()[:3]))


def _nearest_year(month: int, day: int, published: date | None, *, ahead: bool) -> int | None:
    """The year of a day without one: at most 60 days ahead, or back in a clause that looks ahead."""
    if published is None:
        return None
    away = (month - published.month) * 30.4 + day - published.day
    furthest = _A_YEAR - _NEAR if ahead else _NEAR
    year = published.year + (away <= furthest - _A_YEAR) - (away > furthest)
    return min(max(year, MINYEAR), MAXYEAR)


def _one_day(day: date) -> Day:
    return Day(day, day)


def _whole_month(year: int, month: int, hedge: str | None = None) -> Day:
    following = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return Day(date(year, month, 1), following - timedelta(days=1), hedge)


def _whole_year(year: int) -> Day:
    return Day(date(year, 1, 1), date(year, _DECEMBER, 31))


def _months_on(day: date, months: int) -> Day:
    years, month = divmod(day.month - 1 + months, _DECEMBER)
    return _whole_month(day.year + years, month + 1)
