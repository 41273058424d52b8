"""The days that a question is about. Today is Wednesday, 12 January 2022."""

from datetime import date

import pytest

from bot.asking.days import days

TODAY = date(2022, 1, 12)


@pytest.mark.parametrize(
    ("asked", "first", "last"),
    [
        ("what happened yesterday?", "2022-01-11", "2022-01-11"),
        ("what happened today", "2022-01-12", "2022-01-12"),
        ("who came the day before yesterday", "2022-01-10", "2022-01-10"),
        ("what burned last night", "2022-01-11", "2022-01-11"),
        ("will it open tomorrow", "2022-01-13", "2022-01-13"),
        ("what happened this week", "2022-01-10", "2022-01-16"),
        ("who won last week", "2022-01-03", "2022-01-09"),
        ("will banks open next week", "2022-01-17", "2022-01-23"),
        ("what was decided last month", "2021-12-01", "2021-12-31"),
        ("what happened this year", "2022-01-01", "2022-12-31"),
        ("who died on Friday", "2022-01-07", "2022-01-07"),
        ("who died on Wednesday", "2022-01-12", "2022-01-12"),
        ("who died last wednesday", "2022-01-05", "2022-01-05"),
        ("will it open on Friday", "2022-01-14", "2022-01-14"),
        ("who spoke on fri", "2022-01-07", "2022-01-07"),
        ("what happened over the weekend", "2022-01-08", "2022-01-09"),
        ("what happened last weekend", "2022-01-08", "2022-01-09"),
        ("will they play this weekend", "2022-01-15", "2022-01-16"),
        ("who was held since friday", "2022-01-07", "2022-01-12"),
        ("in the last 3 days, what burned", "2022-01-09", "2022-01-12"),
        ("who fell two days ago", "2022-01-10", "2022-01-10"),
        ("who fell a month ago", "2021-12-01", "2021-12-31"),
        ("how many died on 7 January", "2022-01-07", "2022-01-07"),
        ("how many died on jan 6?", "2022-01-06", "2022-01-06"),
        ("how many died on the 6th of January, 2021", "2021-01-06", "2021-01-06"),
        ("who won on January 6th 2020", "2020-01-06", "2020-01-06"),
        ("who won on 2021-03-30", "2021-03-30", "2021-03-30"),
        ("what began between 5 and 8 January", "2022-01-05", "2022-01-08"),
        ("what began from january 5 to 8", "2022-01-05", "2022-01-08"),
        ("what fell in January 2022", "2022-01-01", "2022-01-31"),
        ("what fell in december", "2021-12-01", "2021-12-31"),
        ("who lost in 2016", "2016-01-01", "2016-12-31"),
        ("who lost the 2016 election", "2016-01-01", "2016-12-31"),
        ("who spoke on 10 february", "2022-02-10", "2022-02-10"),
        ("who spoke on 20 february", "2021-02-20", "2021-02-20"),
        ("who spoke on 29 february 2020", "2020-02-29", "2020-02-29"),
    ],
)
def test_days_are_found_and_resolved(asked, first, last):
    assert days(asked, TODAY) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "asked",
    [
        "who sent troops?",
        "who broke down by that thursday",
        "what did the 2000 soldiers do",
        "who died on 07/01/2022",
        "who lived there before 2016",
        "will it last until Friday",
        "who may march on the town",
        "how many sit in the sun",
        "how many of 2,016 ships",
        "who sang in the 1990s",
        "do they meet on tuesdays",
        "what year did it happen",
    ],
)
def test_where_no_day_is_named_none_is_told(asked):
    assert days(asked, TODAY) == (None, None)


def test_without_today_only_dates_with_a_year_are_resolved():
    assert days("what happened yesterday", None) == (None, None)
    assert days("who won on 7 January", None) == (None, None)
    assert days("who won on 7 January 2022", None) == (date(2022, 1, 7), date(2022, 1, 7))


def test_the_first_and_last_day_that_can_be_do_no_harm():
    for today in (date.min, date.max, date(2024, 2, 29)):
        days(
            "today tomorrow yesterday last week next year 999 years ago past 999 weeks on 29 february", today
        )
        days("next month last month this weekend next friday since 2020 in december", today)
