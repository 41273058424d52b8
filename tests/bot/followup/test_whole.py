"""Follow-ups made whole from the question and answer before them; what stands alone stays as it is."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.followup import Followed, Turn, followed, is_fragment
from bot.question import LONGEST

TROOPS = Turn("who sent troops to Kazakhstan?", about="Troops arrive", values=("Russia", "Armenia"))
DEAD = Turn("how many people were killed in the unrest in Kazakhstan?", values=("225",))
SHIP = Turn("when did the Ever Given come free?", values=("Monday",))
MINISTER = Turn("who is the new prime minister of Kazakhstan?", values=("Alikhan Smailov",))
OIL = Turn("how much oil leaked into the sea in Peru?", values=("About 6,000 barrels",))


def whole(said, before):
    made = followed(said, before)
    return made.asked if made else None


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("when?", "when did Russia send troops to Kazakhstan?"),
        ("When was that?", "when did Russia send troops to Kazakhstan?"),
        ("and why did that happen?", "why did Russia send troops to Kazakhstan?"),
        ("how come?", "why did Russia send troops to Kazakhstan?"),
        ("what month was that", "in what month did Russia send troops to Kazakhstan?"),
        ("how many?", "how many troops did Russia send to Kazakhstan?"),
        ("who else?", "who else sent troops to Kazakhstan?"),
    ],
)
def test_a_question_word_asks_about_the_event_with_the_answer_in_it(said, asked):
    assert whole(said, TROOPS) == asked


@pytest.mark.parametrize(
    ("before", "said", "asked"),
    [
        (DEAD, "when?", "when were people killed in the unrest in Kazakhstan?"),
        (SHIP, "why?", "why did the Ever Given come free?"),
        (OIL, "when?", "when did oil leak into the sea in Peru?"),
        (Turn("which ship blocked the canal?"), "when?", "when did the ship block the canal?"),
        (Turn("who burned the city hall?"), "when was that?", "when was the city hall burned?"),
        (Turn("what caused the fire at Notre-Dame?"), "when was that?", "when was the fire at Notre-Dame?"),
        (Turn("blinken house quote"), "when?", "when blinken house quote?"),
        (
            Turn("blinken house quote", speaker="Secretary of State Antony Blinken said"),
            "what did he say about the talks?",
            "what did Secretary of State Antony Blinken say about the talks?",
        ),
        (
            Turn("how high were the waves on the west coast of Tongatapu?"),
            "and in the capital?",
            "how high were the waves in the capital?",
        ),
        (
            Turn("how high were the waves on the west coast of Tongatapu?"),
            "and in Fiji?",
            "how high were the waves on the west coast of Fiji?",
        ),
        (Turn("did Russia send troops?"), "why?", "why did Russia send troops?"),
    ],
)
def test_a_question_word_fits_every_form_of_question(before, said, asked):
    assert whole(said, before) == asked


@pytest.mark.parametrize(
    ("before", "said", "asked"),
    [
        (TROOPS, "what about Belarus?", "did Belarus send troops to Kazakhstan?"),
        (TROOPS, "and planes?", "who sent planes to Kazakhstan?"),
        (DEAD, "and how many police?", "how many police were killed in the unrest in Kazakhstan?"),
        (DEAD, "and the injured?", "how many people were injured in the unrest in Kazakhstan?"),
        (DEAD, "and in Almaty?", "how many people were killed in the unrest in Almaty?"),
        (DEAD, "what about Almaty", "how many people were killed in the unrest in Almaty?"),
        (DEAD, "and in 2011?", "how many people were killed in the unrest in Kazakhstan in 2011?"),
        (SHIP, "and the tugs?", "when did the tugs come free?"),
        (MINISTER, "and of Russia?", "who is the new prime minister of Russia?"),
        (MINISTER, "and the president?", "who is the president of Kazakhstan?"),
        (Turn("how long is the cable to Fiji?"), "the second one?", "how long is the second cable to Fiji?"),
        (Turn("who won at the 2002 cup?"), "and at the one after that?", "who won at the cup after 2002?"),
        (Turn("how tall was the cloud of Tonga?"), "and Pinatubo?", "how tall was the cloud of Pinatubo?"),
        (Turn("what did Blinken say about it?"), "and Xi Jinping?", "what did Xi Jinping say about it?"),
        (Turn("when did it lift off?"), "and come back?", "when did it come back?"),
    ],
)  # fmt: skip
def test_a_contrast_takes_the_place_of_what_is_alike(before, said, asked):
    assert whole(said, before) == asked


@pytest.mark.parametrize(
    ("before", "said", "asked"),
    [
        (MINISTER, "how old is he?", "how old is Alikhan Smailov?"),
        (MINISTER, "and what was his job?", "what was Alikhan Smailov's job?"),
        (MINISTER, "and what would that man do?", "what would Alikhan Smailov do?"),
        (SHIP, "how long is it?", "how long is the Ever Given?"),
        (SHIP, "who owns it?", "who owns the Ever Given?"),
        (TROOPS, "and who leads them?", "who leads the troops sent to Kazakhstan?"),
        (TROOPS, "why did they come?", "why did Russia and Armenia come?"),
        (OIL, "where did it come from?", "where did the oil that leaked into the sea in Peru come from?"),
        (Turn("where did it land?", values=("the Pacific",)), "who was there?", "who was in the Pacific?"),
        (Turn("how many wings does it have?"), "what are they made of?", "what are the wings of it made of?"),
    ],
)  # fmt: skip
def test_pronouns_stand_for_the_answer_or_the_subject_before(before, said, asked):
    assert whole(said, before) == asked


PRICE = Turn("how much did Elon Musk pay for Twitter?", values=("$44 billion",))
BUILDER = Turn("which company is building the stadium in Doha?", values=("Acme",))
QUAKE = Turn("How many died in the earthquake in Turkey?", values=("50,000",))


@pytest.mark.parametrize(
    ("before", "said", "asked"),
    [
        (PRICE, "how old is he?", "how old is Elon Musk?"),
        (PRICE, "why did he buy it?", "why did Elon Musk buy Twitter?"),
        (Turn("When did the president of Peru resign?"), "where is he?", "where is the president of Peru?"),
        (BUILDER, "when will it be finished?", "when will the stadium in Doha be finished?"),
        (BUILDER, "who owns it?", "who owns Acme?"),
        (OIL, "how much did it cost?", "how much did the oil that leaked into the sea in Peru cost?"),
        (QUAKE, "how strong was it?", "how strong was the earthquake in Turkey?"),
        (DEAD, "who started it?", "who started the unrest in Kazakhstan?"),
        (Turn("Is Assange free?"), "why not?", "why is Assange not free?"),
        (Turn("where is the stadium in Doha?"), "how big?", "how big is the stadium in Doha?"),
        (Turn("When was the old port closed?"), "when was it built?", "when was the old port built?"),
        (
            Turn("has the president of Peru resigned?"),
            "why not?",
            "why has the president of Peru not resigned?",
        ),
    ],
)
def test_what_is_asked_tells_who_or_what_is_meant(before, said, asked):
    assert whole(said, before) == asked


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        (Turn("did the bridge collapse?"), "how many people died when the bridge collapsed?"),
        (Turn("why was the plane shot down?"), "how many people died when the plane was shot down?"),
        (Turn("who is the mayor of Lima?"), "the mayor of Lima: how many people died?"),
        (Turn("how many police were hurt in Lima?"), "how many police died in Lima?"),
        (Turn("how many police were hurt?"), "how many police died?"),
    ],
)
def test_how_many_died_asks_it_of_the_event_before(before, asked):
    assert whole("how many died?", before) == asked


@pytest.mark.parametrize("said", ["is that a lot?", "was it true?"])
def test_a_judgement_of_the_answer_stays_as_it_was_said(said):
    assert whole(said, QUAKE) == said


@pytest.mark.parametrize(
    ("before", "said", "asked"),
    [
        (DEAD, "and how many police were hurt?", "how many police were hurt in the unrest in Kazakhstan?"),
        (SHIP, "and how wide is the canal?", "Ever Given: how wide is the canal?"),
        (SHIP, "and who runs the port of Almaty?", "who runs the port of Almaty?"),
    ],
)
def test_after_and_a_question_takes_over_place_and_topic_where_it_has_none(before, said, asked):
    assert whole(said, before) == asked


@pytest.mark.parametrize(
    "said",
    ["who said so?", "Who says that", "where does it say that?", "source?", "according to whom?", "says who"],
)
def test_who_said_so_asks_for_the_source_of_the_question_before(said):
    assert followed(said, TROOPS) == Followed(TROOPS.asked, "Troops arrive", "source")
    assert is_fragment(said)


@pytest.mark.parametrize("said", ["more", "More please", "tell me more", "what else?"])
def test_more_asks_for_more_of_the_question_before(said):
    assert followed(said, TROOPS) == Followed(TROOPS.asked, "Troops arrive", "more")


def test_what_is_followed_up_is_named_by_headline_else_by_question():
    assert followed("when?", TROOPS) == Followed(whole("when?", TROOPS), "Troops arrive")
    assert followed("when?", DEAD) == Followed(whole("when?", DEAD), DEAD.asked)


@pytest.mark.parametrize(
    "said",
    [
        "how deep is the wreck of the Endurance?",
        "who sent troops to Kazakhstan?",
        "blinken house quote",
        "did Tokayev say that it was a coup?",
        "was that explosion in Beirut an accident?",
        "how much did it cost to build the bridge in Genoa?",
        "who started the fire in Almaty and how did it spread?",
        "how many died in Turkey?",
        "any news about Ukraine?",
        "which Boeing jet?",
    ],
)
def test_a_question_with_words_of_its_own_stands_alone(said):
    assert followed(said, TROOPS) is None
    assert not is_fragment(said)


@pytest.mark.parametrize(
    "said",
    [
        "when?",
        "and how many died?",
        "why?",
        "what about Belarus?",
        "and the prosecutor?",
        "who sent them?",
        "how many died?",
        "how many were hurt?",
        "any survivors?",
        "which party?",
        "why not?",
        "how many of them were children?",
        "is that a lot?",
    ],
)
def test_what_cannot_stand_alone_is_a_fragment(said):
    assert is_fragment(said)


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("who came?", "Ever Given: who came?"),
        ("the tugs?", "when did the tugs come free?"),
        ("how wide is the canal?", "Ever Given: how wide is the canal?"),
    ],
)
def test_what_may_stand_alone_follows_up_only_where_somebody_says_so(said, asked):
    assert not is_fragment(said)
    assert whole(said, SHIP) == asked


@pytest.mark.parametrize("value", ["The ship", "About 18 per cent", "1.6 million", "in the morning", ""])
def test_an_answer_that_is_no_name_is_not_put_in_anybodys_place(value):
    before = Turn("which ship blocked the canal?", values=(value,) if value else ())
    assert whole("when?", before) == "when did the ship block the canal?"
    assert whole("how long is it?", before) == "how long is the ship that blocked the canal?"


def test_follow_ups_of_follow_ups_are_whole_again():
    first = Turn(whole("what about Belarus?", TROOPS))
    second = Turn(whole("when?", first))
    assert second.asked == "when did Belarus send troops to Kazakhstan?"
    assert whole("and why?", second) == "why did Belarus send troops to Kazakhstan?"


def test_a_made_question_is_never_longer_than_a_question_may_be():
    long = Turn("how many people were detained in " + "very " * 92 + "far Almaty?")
    assert len(whole("and why exactly did the men who came from there do it?", long)) <= LONGEST
    assert len(whole(f"and in {'Nur-Sultan ' * 40}?", long)) <= LONGEST


@given(st.text(max_size=60), st.text(min_size=1, max_size=60), st.lists(st.text(max_size=20), max_size=3))
def test_whatever_is_typed_is_made_something_that_can_be_asked_or_left_alone(said, asked, values):
    made = followed(said, Turn(asked, values=tuple(values)))
    assert made is None or 0 < len(made.asked) <= LONGEST
    assert made is not None or not is_fragment(said)


SMALL = """
    and what about how many who when it they there that is was did one the in of Russia police killed ? 2002
"""


@given(
    st.lists(st.sampled_from(SMALL.split()), max_size=9),
    st.sampled_from([TROOPS, DEAD, SHIP, MINISTER, OIL, Turn("who is"), Turn("how many"), Turn("in 2002")]),
)
def test_any_heap_of_small_words_is_made_something_that_can_be_asked_or_left_alone(words, before):
    made = followed(" ".join(words), before)
    assert made is None or 0 < len(made.asked) <= LONGEST


LINES = (Path(__file__).parent / "followups.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("one", [json.loads(line) for line in LINES], ids=lambda one: one["said"])
def test_follow_ups_over_the_sample_articles_are_made_whole(one):
    before = Turn(one["before"], values=tuple(one["values"]))
    assert whole(one["said"], before) == one["made"]
