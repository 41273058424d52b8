"""Dates, outlets and counts in words; what is unknown is said to be."""

from datetime import date

import pytest

from bot import words
from index.types import Holdings


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("2022-01-07", "7 Jan 2022"),
        ("2022-12-31T23:59:00Z", "31 Dec 2022"),
        (None, "undated"),
        ("", "undated"),
    ],
)
def test_a_day_is_short_and_a_missing_one_is_undated(published, shown):
    assert words.day(published) == shown


@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        ("2022-01-02", "2022-01-08", "2–8 Jan 2022"),
        ("2022-01-28", "2022-03-03", "28 Jan – 3 Mar 2022"),
        ("2021-12-28", "2022-01-08", "28 Dec 2021 – 8 Jan 2022"),
        ("2022-01-08", "2022-01-08", "8 Jan 2022"),
        (None, None, "undated"),
    ],
)
def test_a_stretch_of_days_names_month_and_year_once_where_it_can(first, last, shown):
    assert words.days(first, last) == shown


def test_an_outlet_that_is_not_known_is_said_to_be_unknown():
    assert words.outlet(None) == "outlet unknown"
    assert words.outlet("The Paper") == "The Paper"


@pytest.mark.parametrize(
    ("coverage", "line"),
    [
        (Holdings(214, 3, "2022-01-02", "2022-01-08"), "I hold 214 articles from 3 outlets, 2–8 Jan 2022."),
        (Holdings(1, 1, "2022-01-02", "2022-01-02"), "I hold 1 article from 1 outlet, 2 Jan 2022."),
        (Holdings(2, 0, None, None), "I hold 2 articles, undated."),
        (Holdings(0, 0, None, None), "I hold no articles yet."),
    ],
)
def test_what_is_held_is_told_without_inventing_outlets_or_dates(coverage, line):
    assert words.coverage_line(coverage) == line


def test_what_is_held_until_a_day_says_so():
    held = Holdings(2, 1, "2022-01-02", "2022-01-05")
    assert words.coverage_line(held, "2022-01-06") == (
        "I hold 2 articles dated until 6 Jan 2022 from 1 outlet, 2–5 Jan 2022."
    )
    assert words.coverage_line(Holdings(0, 0, None, None), "2022-01-06") == (
        "I hold no articles dated until 6 Jan 2022."
    )


def test_an_article_without_a_headline_is_named_by_how_it_begins():
    assert words.title(" Two\n lines ", "Text.") == "Two lines"
    assert words.title(None, "A short text.") == "A short text."
    assert words.title("", "one two three four five six seven eight nine ten") == (
        "one two three four five six seven eight nine …"
    )


def test_only_what_is_older_than_a_year_gets_its_year_as_a_warning():
    assert words.from_year("2021-01-07", date(2022, 1, 9)) == "from 2021"
    assert words.from_year("2021-01-10", date(2022, 1, 9)) is None
    assert words.from_year("2031-01-07", date(2022, 1, 9)) is None
    assert words.from_year(None, date(2022, 1, 9)) is None


def test_counts_have_separators_and_a_plural():
    assert words.plural(1240, "article") == "1,240 articles"
    assert words.plural(1, "article") == "1 article"
    assert words.plural(2, "story", "stories") == "2 stories"
