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


@pytest.mark.parametrize(
    ("articles", "independent", "said"),
    [
        (1, None, "one source only"),
        (3, 1, "one source only"),
        (3, 2, "3 articles, 2 independent"),
        (3, None, "3 articles"),
    ],
)
def test_counts_of_articles_never_pass_reprints_off_as_sources(articles, independent, said):
    assert words.counts(articles, independent) == said


def test_differing_figures_of_different_days_may_have_changed_and_nothing_else_may():
    changed = "Figures may have changed between these dates."
    assert words.remark(False, ["26", "more than 31"], ["2022-01-07", "2022-01-09T10:00:00Z"]) == changed
    assert words.remark(False, ["26", "31"], ["2022-01-07", "2022-01-07T10:00:00Z"]) is None
    assert words.remark(False, ["26", "31"], ["2022-01-07", None]) is None
    assert words.remark(False, ["Riverton", "31"], ["2022-01-07", "2022-01-09"]) is None
    assert words.remark(False, ["7 January", "9 January"], ["2022-01-07", "2022-01-09"]) is None


def test_values_that_can_all_be_true_are_said_to_be():
    dates = ["2022-01-07", "2022-01-09"]
    both = "Both can be true: the figures are rounded or bounded."
    assert words.remark(True, ["more than 26", "31"], dates) == both
    assert words.remark(True, ["26", "30", "31"], dates) == (
        "All of them can be true: the figures are rounded or bounded."
    )


def test_corrections_and_earlier_figures_are_said_to_be():
    assert words.corrected("2022-01-07") == "corrected by the outlet, article of 7 Jan 2022"
    assert words.corrected(None) == "corrected by the outlet"
    assert words.earlier("31") == "earlier figure; now 31"
    assert words.earlier(None) == "earlier figure"
