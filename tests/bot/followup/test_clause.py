"""Questions taken apart: phrase, what is counted or chosen, auxiliary, subject, rest."""

import pytest

from bot.followup.clause import Clause, clause, name_in, phrases
from bot.followup.times import names_time, time_alone, untimed
from bot.followup.verbs import base, is_past, is_present, participle, past


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("who sent troops to Kazakhstan?", Clause("who", "", "", "", "sent troops to Kazakhstan")),
        ("how many people died in Almaty?", Clause("how many people", "people", "", "", "died in Almaty")),
        ("how many police were hurt?", Clause("how many police", "police", "were", "", "hurt")),
        ("how many men reached the island", Clause("how many men", "men", "", "", "reached the island")),
        ("when did the Ever Given come free?", Clause("when", "", "did", "the Ever Given", "come free")),
        ("how high did the ash of Tonga reach?", Clause("how high", "", "did", "the ash of Tonga", "reach")),
        ("who's the captain of the ship?", Clause("who", "", "is", "the captain of the ship", "")),
        ("by how many minutes did it win?", Clause("by how many minutes", "minutes", "did", "it", "win")),
        ("which company runs the refinery?", Clause("which company", "company", "", "", "runs the refinery")),
        ("did Russia send troops?", Clause("", "", "did", "Russia", "send troops")),
        ("how fast was Orion when it landed?", Clause("how fast", "", "was", "Orion", "when it landed")),
        ("how many died in the fire?", Clause("how many", "people", "", "", "died in the fire")),
        ("how many injured men left?", Clause("how many injured men", "injured men", "", "", "left")),
        ("Has Sweden joined NATO?", Clause("", "", "has", "Sweden", "joined NATO")),
        ("did the workers march?", Clause("", "", "did", "the workers", "march")),
        ("and the prosecutor", None),
        ("", None),
    ],
)  # fmt: skip
def test_a_question_is_taken_apart_by_its_surface(question, parts):
    assert clause(question) == parts


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("sent", "send"), ("killed", "kill"), ("caused", "cause"), ("tried", "try"), ("banned", "ban"),
        ("runs", "run"), ("goes", "go"), ("passes", "pass"), ("carries", "carry"), ("come", "come"),
        ("tweeted", "tweet"), ("banged", "bang"), ("rated", "rate"), ("trafficked", "traffick"),
    ],
)  # fmt: skip
def test_a_verb_is_brought_to_the_form_after_did(form, verb):
    assert base(form) == verb


def test_past_forms_are_told_from_others():
    assert all(map(is_past, ("sent", "killed", "died", "tweeted")))
    assert not any(map(is_past, ("red", "need", "send", "troops", "ed")))
    assert is_present("runs")
    assert not is_present("people")
    assert (participle("gave"), participle("killed")) == ("given", "killed")


def test_the_last_name_of_a_text_is_found():
    assert name_in("the new prime minister of Kazakhstan") == "Kazakhstan"
    assert name_in("who sent troops") == ""
    assert name_in("the Ever Given in the Suez Canal") == "Suez Canal"


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("Where did the plane crash?", ""),
        ("Was Navalny arrested?", "Navalny"),
        ("In Peru, who resigned?", "Peru"),
        ("What is Brazil's inflation rate?", "Brazil"),
        ("Prigozhin's plane", "Prigozhin"),
    ],
)
def test_what_begins_a_question_and_a_possessive_ending_are_no_part_of_a_name(asked, name):
    assert name_in(asked) == name


def test_phrases_end_before_the_verb_and_before_another_clause():
    assert phrases("when did the volcano in Tonga erupt on Friday") == ["in Tonga", "on Friday"]
    assert phrases("who was in Peru when the oil leaked") == ["in Peru"]
    assert phrases("the fire in Paris") == ["in Paris"]


@pytest.mark.parametrize(
    ("verb", "form"),
    [
        ("crash", "crashed"), ("send", "sent"), ("collapse", "collapsed"), ("carry", "carried"),
        ("stop", "stopped"), ("admit", "admitted"), ("control", "controlled"),
        ("leak", "leaked"), ("open", "opened"),
        ("stay", "stayed"),
    ],
)  # fmt: skip
def test_a_verb_is_brought_to_its_past_form_and_back(verb, form):
    assert past(verb) == form
    assert base(form) == verb


def test_times_are_told_from_what_only_looks_like_them():
    assert all(map(names_time, ("in May", "four years later", "after the war", "last Monday", "2019")))
    assert not any(map(names_time, ("at the market", "the mayor of Paris", "the decision", "Almaty")))
    assert [time_alone(one) for one in ("last week", "2019", "May 2020", "Friday")] == [
        "last week", "in 2019", "in May 2020", "on Friday",
    ]  # fmt: skip
    assert time_alone("weeks of rain") == ""
    assert untimed("how many came last year") == "how many came"
