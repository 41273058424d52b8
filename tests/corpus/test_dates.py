"""Dates as news writes them: what is read, what is refused, what is not guessed."""

import time

import pytest

from corpus import dates
from corpus.clean import clean_plain
from corpus.errors import SourceError


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("January 7, 2022 at 9:41 p.m. EST", "2022-01-07"),
        ("Fri 7 Jan 2022 18.30 GMT", "2022-01-07"),
        ("Saturday, April 4, 2009", "2009-04-04"),
        ("7th September 2022 | 10:30 UTC+1", "2022-09-07"),
        ("Sept. 7, 2022 - 10:00 am", "2022-09-07"),
        ("2022-01-07T10:00:00+02:00", "2022-01-07T08:00:00Z"),
        ("01/07/2022", None),
    ],
)
def test_a_line_that_is_only_a_date(line, day):
    assert dates.date_line(line) == (day, True)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "May 5, 2022 was cold",
        "7 January 2022 Oslo",
        "The boats came on January 7, 2022",
        "February 30, 2022",
        "The 7 of them",
        "May 2022",
    ],
)
def test_a_line_that_is_not(line):
    assert dates.date_line(line) == (None, False)


@pytest.mark.parametrize(
    "value", ["", "soon", "2022", "2022-13-01", "2022-02-30", "01/07/2022", "7.1.2022", "٢٠٢٢"]
)
def test_nonsense_is_refused(value):
    with pytest.raises(ValueError, match="not a date"):
        dates.parse(value)


@pytest.mark.parametrize(
    "part",
    [
        "AbCdEf",
        "By Aa, ",
        "A/",
        "(Aa",
        "Aa reported from Bb. ",
        "Aa and ",
        "MOSCOW, ",
        "Title: x\n",
        "Aa — ",
        "1 ",
    ],
)
@pytest.mark.parametrize("end", ["", " January 7, 2022!", "\nBy Aa", " contributed", ")"])
def test_no_short_text_takes_long(part, end):
    """The patterns that read heads, captions and credits do not backtrack without bound."""
    began = time.process_time()
    for length in (60, 95, 190, 590):
        line = part * (length // len(part)) + end
        try:
            clean_plain(f"{line}\n\n{line}\n\nA sentence.\n\n{line}\n\n{line}", "a.txt")
        except SourceError:
            continue
    assert time.process_time() - began < 1
