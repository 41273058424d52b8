"""Which values are one finding, which contradict one another, and which may both hold."""

from datetime import date

import pytest

from bot.values.amounts import amounts
from bot.values.compare import agree, differ, may_both_hold
from bot.values.days import days
from bot.values.types import Amount, Day, Name, Verdict, Words

PUBLISHED = date(2022, 1, 8)


def amount(text):
    return amounts(text)[0][1]


def day(text):
    return days(text, PUBLISHED)[0][1]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Eighteen officers died", "at least 18 police officers were killed"),
        ("180 days", "six months"),
        ("half a year", "six months"),
        ("a dozen ships", "12 ships"),
        ("for a year", "12 months"),
        ("nearly 4,000 ships", "4,000 ships"),
        ("100 miles", "160 kilometres"),
        ("50 feet", "15 metres"),
        ("1.4 million miles", "2.25 million km"),
        ("175 million euros", "€175m"),
        ("20 per cent", "20%"),
        ("seven gallons", "26.5 litres"),
        ("50°F", "10°C"),
        ("dozens of ships", "dozens of vessels"),
        ("about 700 million euros", "up about 700 million"),
    ],
)
def test_the_same_amount_in_another_form_is_one_finding(one, other):
    assert agree(amount(one), amount(other))
    assert agree(amount(other), amount(one))
    assert not differ(amount(one), amount(other))
    assert not may_both_hold(amount(one), amount(other))


@pytest.mark.parametrize(
    ("one", "other", "both"),
    [
        ("more than 3,800 detained", "nearly 4,000 detained", True),
        ("26 protesters were killed", "dozens of protesters were killed", True),
        ("at least 18 officers", "19 officers", True),
        ("up to 3,000 people", "2,500 people", True),
        ("200 to 300 people", "250 people", True),
        ("about 9,900 detained", "9,500 detained", True),
        ("18 officers", "19 officers", False),
        ("about 2,500 soldiers", "2,030 soldiers", False),
        ("2,298 detained", "more than 3,800 detained", False),
        ("57 kilometres", "58 kilometres", False),
        ("180 days", "181 days", False),
        ("32 minutes", "33 minutes", False),
        ("10,396 barrels", "11,900 barrels", False),
        ("fewer than 10 people", "12 people", False),
        ("100 miles", "100 kilometres", False),
    ],
)
def test_unequal_amounts_differ_and_some_may_both_hold(one, other, both):
    a, b = amount(one), amount(other)
    assert not agree(a, b)
    assert differ(a, b)
    assert differ(b, a)
    assert may_both_hold(a, b) is both
    assert may_both_hold(b, a) is both


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("18 killed", "18 injured"),
        ("18 officers were killed", "26 protesters were killed"),
        ("18 people", "18 percent"),
        ("$5", "€5"),
        ("5 days", "5 kilometres"),
    ],
)
def test_amounts_of_different_things_neither_agree_nor_differ(one, other):
    a, b = amount(one), amount(other)
    assert not agree(a, b)
    assert not differ(a, b)
    assert not may_both_hold(a, b)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Thursday", "6 January 2022", (True, False, False)),
        ("Thursday at 7 a.m.", "Jan. 6", (True, False, False)),
        ("Thursday at 7 a.m.", "Thursday at 8 a.m.", (False, True, False)),
        ("January 2022", "6 January 2022", (False, True, True)),
        ("in 2022", "January 2022", (False, True, True)),
        ("5 January 2022", "6 January 2022", (False, True, False)),
        ("in 2021", "January 2022", (False, True, False)),
    ],
)
def test_days_agree_differ_or_are_told_more_or_less_precisely(one, other, expected):
    a, b = day(one), day(other)
    assert (agree(a, b), differ(a, b), may_both_hold(a, b)) == expected


def test_yes_and_no_differ():
    assert agree(Verdict(yes=True), Verdict(yes=True))
    assert differ(Verdict(yes=True), Verdict(yes=False))
    assert not may_both_hold(Verdict(yes=True), Verdict(yes=False))


def test_words_agree_where_one_holds_the_other_and_never_differ():
    fuel, price = Words(("rise", "fuel", "price")), Words(("fuel", "price"))
    assert agree(fuel, price)
    assert agree(price, fuel)
    assert not agree(price, Words(("corrupt",)))
    assert not differ(price, Words(("corrupt",)))
    assert not agree(price, Words(()))


def test_names_without_a_common_form_differ():
    assert differ(Name(frozenset({"armenia"})), Name(frozenset({"belarus"})))


def test_values_of_two_types_are_not_compared():
    values = [
        Amount(6, 6),
        Day(PUBLISHED, PUBLISHED),
        Name(frozenset({"six"})),
        Verdict(yes=True),
        Words(("six",)),
    ]
    for n, one in enumerate(values):
        for other in values[n + 1 :]:
            assert not agree(one, other)
            assert not differ(one, other)
            assert not may_both_hold(one, other)


@pytest.mark.parametrize(
    ("one", "other"), [("at least 10", "14"), ("about 100", "149"), ("about 3,000", "3,499")]
)
def test_what_is_far_from_a_rough_figure_is_another_one(one, other):
    assert not agree(amount(f"{one} people died"), amount(f"{other} people died"))


def test_words_with_another_turn_are_another_thing():
    guilty = Words(("guilti",))
    assert not agree(guilty, Words(("guilti",), frozenset({"not"})))
    assert not agree(Words(("vote",), frozenset({"before"})), Words(("vote",), frozenset({"after"})))
