"""Amounts in sentences of news: values, hedges and units. What is counted is in test_counted.py."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.values.amounts import amounts
from tests.bot.values.linear import took_too_long


def read(text):
    return [
        (text[span.start : span.end], a.low, a.high, a.bound, a.hedge, a.unit) for span, a in amounts(text)
    ]


def one(text):
    """The only amount of a text: low, high, unit."""
    ((_, amount),) = amounts(text)
    return amount.low, amount.high, amount.unit


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("26 miners", 26),
        ("3,800 miners", 3800),
        ("1,234,567 miners", 1234567),
        ("15 000 miners", 15000),
        ("15\u202f000 miners", 15000),
        ("12\u00a0500 miners", 12500),
        ("2.5 goals", 2.5),
        ("Eighteen miners", 18),
        ("twenty-five miners", 25),
        ("two dozen miners", 24),
        ("half a dozen miners", 6),
        ("a hundred and twenty miners", 120),
        ("two hundred and fifty-six miners", 256),
        ("four thousand two hundred miners", 4200),
        ("half a million miners", 500_000),
        ("two and a half million miners", 2_500_000),
        ("3.4 million miners", 3_400_000),
        ("five hundred thousand miners", 500_000),
        ("7bn miners", 7e9),
        ("1500 people", 1500),
        ("one miner", 1),
    ],
)
def test_numbers_in_digits_and_in_words_have_one_value(text, value):
    assert one(text) == (value, value, "")


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("200 to 300 miners", 200, 300, ""),
        ("between 5 and 10 miners", 5, 10, ""),
        ("5–10 miners", 5, 10, ""),
        ("5-10 miners", 5, 10, ""),
        ("two or three miners", 2, 3, ""),
        ("2 to 3 million miners", 2e6, 3e6, ""),
        ("$3 to $5 million", 3e6, 5e6, "USD"),
        ("six to nine months", 180, 270, "day"),
        ("5% to 10% of the ore", 5, 10, "percent"),
    ],
)
def test_ranges_keep_both_ends(text, low, high, unit):
    assert one(text) == (low, high, unit)


def test_a_change_from_one_to_another_is_no_range():
    assert read("The price rose from 60 to 120 tenge.") == [
        ("60", 60, 60, "exact", None, ""),
        ("120 tenge", 120, 120, "exact", None, "KZT"),
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("12 per cent", 12, "percent"),
        ("12 percent", 12, "percent"),
        ("12%", 12, "percent"),
        ("12 percentage points", 12, "percentage point"),
        ("two-thirds of the votes", 200 / 3, "percent"),
        ("more than half of the votes", 50, "percent"),
        ("$82", 82, "USD"),
        ("US$ 8.00", 8, "USD"),
        ("A$40", 40, "AUD"),
        ("90.4 million U.S. dollars", 90.4e6, "USD"),
        ("€175 million", 175e6, "EUR"),
        ("175 million euros", 175e6, "EUR"),
        ("£5m", 5e6, "GBP"),
        ("3 million pounds", 3e6, "GBP"),
        ("120 tenge", 120, "KZT"),
        ("180 days", 180, "day"),
        ("180-day", 180, "day"),
        ("six months", 180, "day"),
        ("36 hours", 1.5, "day"),
        ("three and a half days", 3.5, "day"),
        ("11 hours and 30 minutes", 11.5 / 24, "day"),
        ("half an hour", 1 / 48, "day"),
        ("for a year", 365, "day"),
        ("400 metres", 0.4, "kilometre"),
        ("10km", 10, "kilometre"),
        ("100 miles", 160.9344, "kilometre"),
        ("5 feet", 0.001524, "kilometre"),
        ("570 kilograms", 570, "kilogram"),
        ("100 pounds", 45.359237, "kilogram"),
        ("2 tonnes", 2000, "kilogram"),
        ("3 square miles", 7.769964331, "square kilometre"),
        ("50 hectares", 0.5, "square kilometre"),
        ("250,000 litres", 250_000, "litre"),
        ("one barrel", 158.987294928, "litre"),
        ("60 mph", 96.56064, "kilometre per hour"),
        ("500 kilometres an hour", 500, "kilometre per hour"),
        ("120 km/h", 120, "kilometre per hour"),
        ("50 degrees Celsius", 50, "degree Celsius"),
        ("212 degrees Fahrenheit", 100, "degree Celsius"),
        ("minus 40 degrees Fahrenheit", -40, "degree Celsius"),
        ("30°C", 30, "degree Celsius"),
        ("6 MW", 6e6, "watt"),
    ],
)
def test_units_are_converted_into_one_of_their_kind(text, value, unit):
    low, high, found = one(text)
    assert (low, found) == (pytest.approx(value), unit)
    assert high == low


@pytest.mark.parametrize(
    ("text", "bound", "hedge", "stretch"),
    [
        ("at least 18 miners", "at_least", "at least", "at least 18"),
        ("More than 3,800 miners", "at_least", "More than", "More than 3,800"),
        ("over 70 miners", "at_least", "over", "over 70"),
        ("no fewer than 70 miners", "at_least", "no fewer than", "no fewer than 70"),
        ("50 or more miners", "at_least", "or more", "50 or more"),
        ("40-plus miners", "at_least", "plus", "40-plus"),
        ("40+ miners", "at_least", "+", "40+"),
        ("some 2,500 miners", "about", "some", "some 2,500"),
        ("about 60 tenge", "about", "about", "about 60 tenge"),
        ("around 50 miners", "about", "around", "around 50"),
        ("nearly 4,000 miners", "about", "nearly", "nearly 4,000"),
        ("almost 4,000 miners", "about", "almost", "almost 4,000"),
        ("roughly $325 million", "about", "roughly", "roughly $325 million"),
        ("an estimated 40 miners", "about", "an estimated", "an estimated 40"),
        ("ten miners or so", "exact", None, "ten"),
        ("ten or so miners", "about", "or so", "ten or so"),
        ("up to 3,000 miners", "at_most", "up to", "up to 3,000"),
        ("as many as 40 miners", "at_most", "as many as", "as many as 40"),
        ("fewer than 40 miners", "at_most", "fewer than", "fewer than 40"),
        ("under 40 miners", "at_most", "under", "under 40"),
        ("no more than 10 days", "at_most", "no more than", "no more than 10 days"),
        ("four weeks or more", "at_least", "or more", "four weeks or more"),
        ("at least some 40 miners", "at_least", "at least some", "at least some 40"),
        ("a total of 40 miners", "exact", None, "40"),
        ("they handed over 40 rifles", "exact", None, "40"),
    ],
)
def test_hedges_are_kept_as_they_stand_and_bound_the_value(text, bound, hedge, stretch):
    ((found, _, _, found_bound, found_hedge, _),) = read(text)
    assert (found, found_bound, found_hedge) == (stretch, bound, hedge)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("dozens of miners", 24),
        ("hundreds of miners", 200),
        ("tens of thousands of miners", 20_000),
        ("several thousand miners", 2000),
        ("a few hundred miners", 200),
    ],
)
def test_plurals_without_a_number_say_at_least_two_of_their_kind(text, least):
    ((_, amount),) = amounts(text)
    assert (amount.low, amount.high, amount.bound) == (least, least, "at_least")
    assert amount.hedge is not None
    assert text.startswith(amount.hedge)


@pytest.mark.parametrize(
    "text",
    [
        "On 6 January 2022 and on Jan. 7 it snowed.",
        "It began in 1991 and ended in the 1990s.",
        "the 2nd, the third and the 18th of them",
        "An Il-76 met Apollo 17 and Covid-19 on 9/11.",
        "One of the best; no one came; one another",
        "at 7 a.m. and 2:30",
        "two days ago",
        "a woman, a day of rest",
        "1" * 16,
        "",
    ],
)
def test_dates_ordinals_names_and_pronouns_are_no_amounts(text):
    assert amounts(text) == []


def test_each_amount_of_a_sentence_is_found_in_its_place():
    text = "Of 422 ships, more than 40 had waited six days; it cost $14 million to $15 million."
    assert [found[0] for found in read(text)] == [
        "422",
        "more than 40",
        "six days",
        "$14 million to $15 million",
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "111,",
        "5-",
        "1/",
        "1:",
        "6 ",
        "five and ",
        "hundred and ",
        "one hundred and twenty ",
        "at least ",
        "u.",
        "a'",
        "million ",
        "5 and a half ",
        "1 to ",
        "number of 5 ",
        "killed 5 ",
        "(",
        "\n",
        "́",
        "Jan. 6 ",
    ],
)
def test_hostile_text_takes_linear_time(piece):
    assert not took_too_long(amounts, piece)


@settings(deadline=None)
@given(st.text(alphabet="1250,.-–$€%/: \nadfhinorstuvy’'½²٣", max_size=60))
def test_no_text_raises_and_spans_stand_in_the_text_in_order(text):
    spans = [span for span, _ in amounts(text)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= other.start for one, other in itertools.pairwise(spans))
