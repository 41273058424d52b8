"""The words for dates, outlets, counts and refusals, the same in the terminal and in Telegram.

Everything here is plain text of our own or a field of an article as it stands; escaping and cleaning for
display are done where it is displayed.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from bot.statement import is_figure
from bot.types import Citation, Reason
from corpus.types import Article
from index.types import Holdings

REFUSAL = "The articles I have don’t answer that."
CLOSEST = "Closest I found. This does not answer the question:"
DIFFER = "Sources differ"
MAY_HAVE_CHANGED = "Figures may have changed between these dates."
SEVERAL = "This could be about several stories:"
WEAK = "weak match, please check"
OUTLET_UNKNOWN = "outlet unknown"
UNDATED = "undated"
UNTITLED = "no headline"
ONE_SOURCE = "one source only"

_REFUSALS: dict[Reason | None, str] = {
    "off_subject": "The articles I have are about other things.",
    "false_premise": "The articles don’t say that this happened.",
    "language": "I read and answer English only.",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_YEAR = timedelta(days=366)
_BEGINNING_WORDS = 9
_LONGEST_BEGINNING = 200


def refusal(reason: Reason | None) -> str:
    """Why there is no answer."""
    return _REFUSALS.get(reason, REFUSAL)


def closest(reason: Reason | None) -> str | None:
    """What stands above the nearest passages; None for a question that was not read: nothing is near it."""
    if reason == "language":
        return None
    return "What they do say:" if reason == "false_premise" else CLOSEST


def remark(compatible: bool, values: Iterable[str], published: Iterable[str | None]) -> str | None:
    """Said below differing values: that all can be true, or that they are figures of different days."""
    stated = list(values)
    if compatible:
        who = "Both" if len(stated) == 2 else "All of them"  # noqa: PLR2004 - "both" is two
        return f"{who} can be true: the figures are rounded or bounded."
    several_days = len({when[:10] for when in published if when}) > 1
    return MAY_HAVE_CHANGED if several_days and all(map(is_figure, stated)) else None


def corrected(published: str | None) -> str:
    """Said of a value that comes from a correction, with the day of the article that has it."""
    return "corrected by the outlet" + (f", article of {day(published)}" if published else "")


def earlier(now: str | None) -> str:
    """Said of a value that its outlet has replaced: "earlier figure; now 26"."""
    return f"earlier figure; now {now}" if now else "earlier figure"


def counts(articles: int, independent: int | None) -> str:
    """How many articles say it: "3 articles, 2 independent", "one source only"."""
    if articles == 1 or independent == 1:
        return ONE_SOURCE
    return plural(articles, "article") + ("" if independent is None else f", {independent} independent")


def plural(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: "1 article", "1,240 articles"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def outlet(name: str | None) -> str:
    """The outlet's name, or that it is unknown."""
    return name or OUTLET_UNKNOWN


def title(headline: str | None, text: str) -> str:
    """The headline on one line; where there is none, how the text begins: "Troops went to …"."""
    if folded := " ".join((headline or "").split()):
        return folded
    begins = text[:_LONGEST_BEGINNING].split()
    return " ".join(begins[:_BEGINNING_WORDS]) + " …" * (len(begins) > _BEGINNING_WORDS)


def day(published: str | None) -> str:
    """An ISO date or date-time as "7 Jan 2022", or "undated"."""
    if not published:
        return UNDATED
    when = date.fromisoformat(published[:10])
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def days(first: str | None, last: str | None) -> str:
    """A stretch of days as "2–8 Jan 2022", "28 Dec 2021 – 8 Jan 2022", or "undated"."""
    if not first or not last:
        return day(first or last)
    start, end = date.fromisoformat(first[:10]), date.fromisoformat(last[:10])
    if start == end:
        return day(last)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{day(last)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def source_line(citation: Citation) -> str:
    """Who published it and when: "Outlet · 7 Jan 2022"."""
    return f"{outlet(citation.outlet)} · {day(citation.published)}"


def summary(
    articles: int, independent: int | None, published: Iterable[str | None], *, weak: bool = False
) -> str:
    """What stands behind an answer: "3 articles, 2 independent · newest 8 Jan 2022 · weak match, …"."""
    parts = [counts(articles, independent)]
    if newest := max((when for when in published if when), default=None):
        parts.append(day(newest) if articles == 1 else f"newest {day(newest)}")
    if weak:
        parts.append(WEAK)
    return " · ".join(parts)


def by_outlet(articles: Iterable[Article]) -> list[tuple[str, str]]:
    """Each outlet with what is held of it, such as "2 articles · newest 5 Jan 2022"; the largest first."""
    dates: dict[str, list[str]] = {}
    for article in articles:
        dates.setdefault(outlet(article.outlet), []).append(article.published or "")
    ordered = sorted(dates.items(), key=lambda held: (-len(held[1]), held[0]))
    return [
        (name, f"{plural(len(when), 'article')} · " + (f"newest {day(max(when))}" if max(when) else UNDATED))
        for name, when in ordered
    ]


def from_year(published: str | None, reference: date) -> str | None:
    """A note such as "from 2021" for something published more than a year before the reference day."""
    if not published:
        return None
    when = date.fromisoformat(published[:10])
    return f"from {when.year}" if reference - when > _YEAR else None


def coverage_line(coverage: Holdings, as_of: str | None = None) -> str:
    """What the bot holds: "I hold 214 articles from 3 outlets, 2–8 Jan 2022.".

    With `as_of`, an ISO date, what it holds of articles dated until then.
    """
    until = f" dated until {day(as_of)}" if as_of else ""
    if not coverage.articles:
        return f"I hold no articles{until}." if as_of else "I hold no articles yet."
    line = f"I hold {plural(coverage.articles, 'article')}{until}"
    if coverage.outlets:
        line += f" from {plural(coverage.outlets, 'outlet')}"
    return f"{line}, {days(coverage.first, coverage.last)}."
