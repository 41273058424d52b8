"""What a question for a number counts."""

import pytest

from bot.asking.counted import counted
from bot.asking.understand import understand
from bot.asking.wording import core, folded
from bot.values.meanings import same_meaning


def stems(asked):
    return counted(core(folded(asked)), lambda stem: stem)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("how many police were killed in Almaty", ("polic", "kill")),
        ("how many people have been detained so far", ("peopl", "detain")),
        ("how many officers were injured, and when", ("offic", "injur")),
        ("how many students did they arrest on tuesday", ("student", "arrest")),
        ("how many reinforcements is paris sending", ("reinforc",)),
        ("how many votes did he get in the north", ("vote",)),
        ("how many of the dead were in Almaty", ("dead",)),
        ("how many are missing down the mine", ("miss",)),
        ("how many died back in 1994", ("die",)),
        ("how many spies lost their passports", ("spi", "lost")),
        ("police killed almaty how many", ("polic", "kill")),
        ("detained number", ("detain",)),
        ("number of belarussian peacekeepers", ("belarussian", "peacekeep")),
        ("almaty death toll", ("kill",)),
        ("arrests in Zhanaozen", ("arrest",)),
        ("how much oil was spilled", ("oil", "spill")),
        ("how much was the firm fined", ("fine",)),
        ("price of the altar", ("price",)),
        ("what percentage of the power failed", ("percent", "power", "fail")),
        ("how long did the mission last", ("day",)),
        ("how deep is the wreck", ("metr",)),
        ("what did the probe cost in dollars", ("dollar",)),
        ("how far is it in miles?", ("mile",)),
        ("how many died in hours of rain", ("die",)),
        ("how hot was the lava", ("degre",)),
        ("how far did the rover drive", ("kilometr",)),
        ("how far along is the work", ()),
        ("how much does the lander weigh", ("kilogram",)),
        ("how long is the canal", ()),
        ("how old is he", ()),
        ("how much is it", ()),
    ],
)
def test_the_noun_and_the_deed_are_what_is_counted(asked, told):
    assert stems(asked) == told


@pytest.mark.parametrize(
    "one", ["how many police died", "how many policemen were killed", "how many officers are dead?"]
)
def test_words_that_mean_the_same_have_one_stem(one):
    assert understand(one, [], None).counted == (same_meaning("polic"), same_meaning("kill"))


def test_only_a_question_for_a_number_counts_something():
    assert understand("who killed the police", [], None).counted == ()
    assert understand("when were the police killed", [], None).counted == ()


def test_how_long_a_price_is_capped_counts_no_price():
    assert understand("for how long is the price of fuel capped", [], None).counted == ()
    assert understand("what is the price of fuel", [], None).counted == (same_meaning("price"),)
