"""What amounts count, and whether that is what a question wants."""

import pytest

from bot.values.amounts import amounts
from bot.values.meanings import apart, counts, same_meaning
from bot.values.types import Amount
from index.analysis import terms


def counted(text):
    return [(text[span.start : span.end], set(amount.counted)) for span, amount in amounts(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26 protesters were killed and 18 wounded", [{"protest", "kill"}, {"protest", "wound"}]),
        (
            "Eighteen officers were reported killed and more than 700 injured.",
            [{"offic", "kill"}, {"offic", "injur"}],
        ),
        ("Some 200 were arrested while 12 officers were hurt.", [{"arrest"}, {"offic", "hurt"}]),
        (
            "Eight members of the police and the Guard had been killed.",
            [{"member", "polic", "guard", "kill"}],
        ),
        ("The number of detained rose to 3,800.", [{"detain"}]),
        ("The number of injured miners rose to 3,800.", [{"miner", "injur"}]),
        ("The number of arrests since the march began is now 90.", [{"arrest"}]),
        ("The death toll rose to 225.", [{"toll"}]),
        ("Police detained another 1,678 people.", [{"peopl", "detain"}]),
        (
            "Police shot at a crowd, killing 26 people and injuring 18.",
            [{"peopl", "kill"}, {"peopl", "injur"}],
        ),
        ("The ministry put its losses at 18 dead and 748 injured.", [{"dead"}, {"injur"}]),
        ("It spoke of 26 dead attackers and 18 dead officers.", [{"dead", "attack"}, {"dead", "offic"}]),
        ("At least 14 people lost their lives.", [{"peopl", "die"}]),
        ("The fire cost 14 lives.", [{"live", "die"}]),
        ("225 people were killed, 19 of them soldiers.", [{"peopl", "kill"}, {"soldier", "kill"}]),
        ("More than 160 people died, including three children.", [{"peopl", "die"}, {"children", "die"}]),
        ("26 people it described as armed robbers killed", [{"peopl", "kill"}]),
        ("19 of them police officers", [{"polic", "offic"}]),
        ("Police arrested 26 people after a guard was killed.", [{"peopl", "arrest"}]),
        ("3,000 people held a rally.", [{"peopl"}]),
        ("nearly 4,000 “riot participants” have been detained", [{"riot", "particip", "detain"}]),
        ("5,135 people were in custody and 125 cases had been opened", [{"peopl", "custodi"}, {"case"}]),
        ("a 180-day price cap", [{"day", "price", "cap"}]),
        ("2,030 soldiers with 250 vehicles", [{"soldier"}, {"vehicl"}]),
    ],
)
def test_the_noun_and_what_happened_are_taken_from_the_clause(text, expected):
    assert [stems for _, stems in counted(text)] == expected


def test_officers_who_are_hurt_are_not_those_who_are_detained_beside_them():
    text = "It had spoken of 95 injured officers and some 200 detained."
    assert counted(text) == [("95", {"injur", "offic"}), ("some 200", {"detain"})]


def test_a_noun_is_not_handed_on_to_the_next_sentence():
    assert counted("26 protesters were killed. Another 18 were wounded.")[1] == ("18", {"wound"})


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ("killed dies dead deaths toll fatalities slain", "kill"),
        ("injured wounded hurt injuries", "injur"),
        ("detained arrested arrests custody held", "detain"),
        ("police officers policemen enforcement", "polic"),
        ("soldiers troops paratroopers", "soldier"),
        ("protesters demonstrators rioters", "protest"),
        ("tomatoes", "tomato"),
    ],
)
def test_words_that_mean_the_same_have_one_stem(words, stem):
    assert {same_meaning(one) for one in terms(words)} == {stem}


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("18 police officers were killed", "police dead", True),
        ("18 police officers were killed", "police killed", True),
        ("18 police officers were killed", "police injured", False),
        ("18 police officers were killed", "protesters killed", False),
        ("18 police officers were killed", "people killed", None),
        ("18 people were killed", "killed", True),
        ("18 people were killed", "people died", True),
        ("18 people were killed", "police killed", None),
        ("26 attackers were killed", "protesters killed", None),
        ("3,800 people were detained", "people arrested", True),
        ("3,800 people were detained", "people killed", False),
        ("2,500 troops came", "soldiers", True),
        ("2,500 troops came", "soldiers killed", None),
        ("2,500 troops came", "ships", None),
        ("422 vessels waited", "ships", True),
        ("7,939", "people detained", None),
        ("40 percent of them", "people killed", False),
        ("180 days", "months", True),
        ("180 days", "kilometres", False),
        ("26 people came", "days", False),
        ("about 570 kilograms", "kilos", True),
        ("11,900 barrels", "barrels oil", True),
        ("3 square miles", "square kilometres", True),
        ("26 people came", "", None),
    ],
)
def test_a_number_is_known_to_be_of_the_wanted_thing_of_another_or_neither(text, wanted, expected):
    amount = amounts(text)[0][1]
    assert counts(amount, terms(wanted)) is expected


def test_what_counts_other_things_is_apart_and_people_in_general_are_not():
    assert apart({"kill"}, {"wound"})
    assert apart({"offic"}, {"demonstr"})
    assert not apart({"offic"}, {"soldier"})
    assert not apart({"peopl"}, {"offic"})
    assert not apart(set(), {"offic", "kill"})


def test_an_amount_without_signs_is_wanted_by_nothing():
    assert counts(Amount(3, 3), ("kill",)) is None


@pytest.mark.parametrize(
    ("said", "right"),
    [
        ("100 years", False),
        ("57 kilometres", False),
        ("about 700 million euros", None),
        ("700 million", None),
    ],
)
def test_what_costs_is_no_duration_or_length(said, right):
    ((_, amount),) = amounts(said)
    assert counts(amount, ("price",)) is right
