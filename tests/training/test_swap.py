"""False premises: always another question, never one whose answer the passage gives."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.training import tiny
from training.swap import names, swapped

ELSEWHERE = ["Maria Costa", "Peter Holm", "Lisbon", "Nord Bank", "Ever Given"]
PASSAGE = tiny.candidate(
    "On 3 May the mayor of Oslo, Anna Berg, closed the harbour after Tom Lund had left. Berg sent 40 divers.",
    "Anna Berg",
)


@given(
    st.sampled_from(
        [
            "who closed the harbour before Tom Lund left?",
            "which mayor of Oslo sent 40 divers?",
            "who sent 3,800 divers before Maria Costa came?",
            "did Ever Given leave Lisbon in 2021?",
            "what is 007 to him, and what is 7?",
        ]
    ),
    st.integers(),
)
def test_the_question_changes_and_the_answer_is_never_put_into_it(question, seed):
    made = swapped(question, PASSAGE, ELSEWHERE, random.Random(seed))
    if made is not None:
        assert made != question
        assert "Berg" not in made
        assert "Anna" not in made


def every(question, passage, elsewhere=()):
    return {swapped(question, passage, elsewhere, random.Random(seed)) for seed in range(300)}


def test_a_name_gives_way_to_one_of_the_passage_or_from_elsewhere_that_it_does_not_hold():
    elsewhere = ["Maria Costa", "Lisbon", "Tom Lund", "Anna Berg"]
    assert every("who followed Tom Lund?", PASSAGE, elsewhere) == {
        "who followed Maria Costa?",
        "who followed Oslo?",
    }


def test_a_name_that_would_be_exchanged_for_itself_makes_no_false_premise():
    assert every("who followed Peter Holm?", tiny.CRATES, ["Peter Holm"]) == {None}


def test_a_number_gives_way_to_a_near_one_that_the_passage_does_not_hold():
    found = every("who sent 41 divers?", PASSAGE)
    assert "who sent 42 divers?" in found
    assert "who sent 40 divers?" not in found
    years = {int(one.split()[2].rstrip("?")) for one in every("who in 2021?", PASSAGE) if one}
    assert years
    assert all(0 < abs(year - 2021) <= 2021 // 40 for year in years)


def test_a_word_gives_way_to_an_opposite_that_the_passage_does_not_hold():
    assert every("who opened it before noon?", PASSAGE) == {None}
    calm = tiny.candidate("Anna Berg spoke.", "Anna Berg")
    assert every("who opened it before noon?", calm) == {
        "who closed it before noon?",
        "who opened it after noon?",
    }


@pytest.mark.parametrize("question", ["who spoke?", "", "why?"])
def test_where_nothing_can_be_exchanged_there_is_no_false_premise(question):
    assert every(question, PASSAGE, ELSEWHERE) == {None}


def test_names_are_those_within_sentences_each_once_without_days_and_titles():
    texts = ["He met Anna Berg on Monday. Berg left.", "She met Anna Berg of Nord Bank, and Mr Lund in Rome."]
    assert names(texts) == ["Anna Berg", "Anna Berg of Nord Bank", "Rome"]
