"""Days and times of day in an article published on Saturday, 8 January 2022."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.values.days import days
from tests.bot.values.linear import took_too_long

PUBLISHED = date(2022, 1, 8)


def read(text, published=PUBLISHED):
    return [(text[span.start : span.end], day.first, day.last) for span, day in days(text, published)]


@pytest.mark.parametrize(
    "text",
    [
        "6 January 2022",
        "6th of January 2022",
        "Jan. 6, 2022",
        "January 6, 2022",
        "January 6th",
        "Jan. 6",
        "2022-01-06",
        "Thursday, Jan. 6",
        "Thursday, 6 January",
        "Thursday",
        "two days ago",
        "thursday",
    ],
)
def test_one_day_is_read_in_every_form(text):
    assert read(f"It burned on {text}, they said.")[0] == (text, date(2022, 1, 6), date(2022, 1, 6))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("January 2022", date(2022, 1, 1), date(2022, 1, 31)),
        ("in February 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("since December", date(2021, 12, 1), date(2021, 12, 31)),
        ("in March", date(2021, 3, 1), date(2021, 3, 31)),
        ("last May", date(2021, 5, 1), date(2021, 5, 31)),
        ("in 2011", date(2011, 1, 1), date(2011, 12, 31)),
        ("Jan. 6-8", date(2022, 1, 6), date(2022, 1, 8)),
        ("13/1/2022", date(2022, 1, 13), date(2022, 1, 13)),
        ("1/13/2022", date(2022, 1, 13), date(2022, 1, 13)),
        ("yesterday", date(2022, 1, 7), date(2022, 1, 7)),
        ("today", date(2022, 1, 8), date(2022, 1, 8)),
        ("tomorrow", date(2022, 1, 9), date(2022, 1, 9)),
        ("last night", date(2022, 1, 7), date(2022, 1, 7)),
        ("last week", date(2021, 12, 27), date(2022, 1, 2)),
        ("this week", date(2022, 1, 3), date(2022, 1, 9)),
        ("last month", date(2021, 12, 1), date(2021, 12, 31)),
        ("next month", date(2022, 2, 1), date(2022, 2, 28)),
        ("last year", date(2021, 1, 1), date(2021, 12, 31)),
        ("three years ago", date(2019, 1, 1), date(2019, 12, 31)),
        ("a week ago", date(2021, 12, 29), date(2022, 1, 4)),
        ("26 September", date(2021, 9, 26), date(2021, 9, 26)),
        ("Feb. 5", date(2022, 2, 5), date(2022, 2, 5)),
    ],
)
def test_stretches_and_relative_days_are_resolved_against_publication(text, first, last):
    assert [found[1:] for found in read(f"It burned {text}.")] == [(first, last)]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The mine burned on Saturday.", 8),
        ("The mine burned on Sunday night.", 2),
        ("The mine burned last Saturday.", 1),
        ("The mine is to reopen next Saturday.", 15),
        ("The mine will reopen on Monday.", 10),
        ("The mine will remain shut until Sunday.", 9),
        ("Monday will be a day of mourning.", 10),
        ("He declared Monday a day of mourning.", 10),
        ("On Monday the miners will meet.", 10),
        ("The mine would reopen, officials said Friday.", 7),
        ("He said on Friday that the mine would reopen.", 7),
        ("The owner wrote on Friday that he will sell.", 7),
        ("By Monday miners had also gathered.", 3),
    ],
)
def test_a_weekday_is_the_latest_one_unless_its_clause_looks_ahead(text, day):
    assert [found[1] for found in read(text)] == [date(2022, 1, day)]


def test_a_date_without_a_year_lies_far_ahead_only_in_a_clause_that_looks_ahead():
    assert read("The mine burned on 5 June.")[0][1] == date(2021, 6, 5)
    assert read("The mine will reopen on 5 June.")[0][1] == date(2022, 6, 5)
    assert read("It was due to open on Jan. 5.")[0][1] == date(2022, 1, 5)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("on Tuesday at about 7.40 a.m. local time", 7 * 60 + 40),
        ("at 9:40 a.m. on Sunday", 9 * 60 + 40),
        ("at noon on Friday", 720),
        ("on Friday at 2:30", 150),
        ("on Friday at 12 a.m.", 0),
        ("7 p.m. Monday", 19 * 60),
        ("on Monday (2314 GMT)", 23 * 60 + 14),
        ("on Monday", None),
    ],
)
def test_a_time_of_day_beside_a_day_is_read_with_it(text, clock):
    assert [day.clock for _, day in days(text, PUBLISHED)] == [clock]


def test_a_time_of_day_without_a_day_is_none():
    assert days("The gates shut at 11 p.m. They wait. On Monday it rained.", PUBLISHED)[0][1].clock is None
    assert days("The gates shut at 11 p.m.", PUBLISHED) == []


def test_a_vague_part_of_a_month_is_kept_as_hedge():
    ((_, day),) = days("in late May 2021", None)
    assert (day.first, day.hedge) == (date(2021, 5, 1), "late")


@pytest.mark.parametrize(
    "text",
    [
        "6/1/2022",
        "30 February 2022",
        "2022-13-01",
        "in the 1990s",
        "three days later",
        "within 36 hours",
        "It may be.",
        "May he win.",
        "March on!",
        "about 2000 people",
        "2,022 miners",
        "room 1905s",
        "x2022",
    ],
)
def test_what_is_ambiguous_impossible_or_no_date_is_not_read(text):
    assert days(text, PUBLISHED) == []


def test_without_a_publication_date_only_whole_dates_are_read():
    text = "On Thursday, yesterday and Jan. 6 it burned, as on 6 January 2022 and in 2011."
    assert [found[0] for found in read(text, None)] == ["6 January 2022", "2011"]


@pytest.mark.parametrize("published", [date.min, date.max])
def test_days_beyond_the_calendar_are_not_read(published):
    assert isinstance(
        days("tomorrow, yesterday, last year, next month, Monday, Jan. 6, in May", published), list
    )


@pytest.mark.parametrize(
    "piece", ["Monday, ", "on Monday will ", "7 a.m. Monday ", "Jan. ", "6 ", "2022 ", "early ", "1:"]
)
def test_hostile_text_takes_linear_time(piece):
    assert not took_too_long(lambda text: days(text, PUBLISHED), piece)


@settings(deadline=None)
@given(st.text(alphabet="0123456789/-:. ,ampJanMyFridTueso\n", max_size=60), st.none() | st.dates())
def test_no_text_raises_and_no_day_ends_before_it_begins(text, published):
    assert all(day.first <= day.last for _, day in days(text, published))
