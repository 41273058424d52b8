"""Questions taken apart: phrase, what is counted or chosen, auxiliary, subject, rest."""

import pytest

from bot.followup.clause import Clause, clause, name_in
from bot.followup.verbs import base, is_past, is_present, participle


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
