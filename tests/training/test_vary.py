"""Variants of an example: what is drawn keeps what it promises."""

import random
from dataclasses import replace

import pytest

from corpus.sentences import sentences
from tests.training import tiny
from training.examples import Candidate
from training.vary import cropped, cropped_alike, drawn, mentions, shortest, typed, without_answer

FILLER = " ".join(f"Sentence number {i} says little about anything that matters here." for i in range(20))
LONG = f"{FILLER} Divers counted 40 crates. {FILLER}"


def test_the_passage_without_its_answer_does_not_mention_it():
    text = f"Anna Berg opened the harbour. {FILLER} The mayor spoke."
    empty = without_answer(tiny.candidate(text, "Anna Berg", headline="Harbour"))
    assert not empty.relevant
    assert empty.headline == "Harbour"
    assert empty.text == f"{FILLER} The mayor spoke."
    assert not mentions(empty.text, frozenset({"Anna Berg"}))


def test_where_the_answer_is_mentioned_again_or_little_is_left_no_passage_is_made():
    assert (
        without_answer(tiny.candidate(f"Anna Berg came. {FILLER} Then ANNA BERG left.", "Anna Berg")) is None
    )
    assert without_answer(tiny.candidate("Anna Berg came. Nobody spoke.", "Anna Berg")) is None
    assert without_answer(Candidate(FILLER, relevant=True)) is None


@pytest.mark.parametrize(
    ("text", "found"), [("so many as 40 came", True), ("as 400 came", False), ("the Forties", False)]
)
def test_an_answer_is_mentioned_in_whole_words_only(text, found):
    assert mentions(text, frozenset({"40", "Forty"})) is found


def test_a_cropped_passage_is_whole_sentences_around_the_answer_at_its_place():
    whole = tiny.candidate(LONG, "40 crates", headline="Divers")
    bounds = {(span.start, span.end) for span in sentences(LONG)}
    lengths = set()
    for seed in range(60):
        part = cropped(whole, random.Random(seed))
        ((start, end),) = part.spans
        assert part.text[start:end] == "40 crates"
        begin = LONG.index(part.text)
        assert begin in {start for start, _ in bounds}
        assert begin + len(part.text) in {end for _, end in bounds}
        lengths.add(len(part.text.split()))
    assert min(lengths) < 60
    assert max(lengths) > 120
    assert max(lengths) < 170


def test_a_short_passage_stays_whole():
    assert cropped(tiny.CRATES, random.Random(1)) is tiny.CRATES


def test_questions_are_typed_in_many_ways_and_mostly_as_they_were():
    question = "When did the harbour open to the public?"
    ways = [typed(question, random.Random(seed)) for seed in range(1000)]
    assert ways.count(question) > 400
    assert "When did the harbour open to the public" in ways
    assert "When harbour open public" in ways
    assert any("habrour" in way or "harbbour" in way or "hrbour" in way for way in ways)
    assert all(abs(len(way) - len(question)) < 20 for way in ways)


def test_one_look_shows_the_passage_that_answers_and_now_and_then_one_that_does_not():
    given = replace(
        tiny.EXAMPLES[0], candidates=(tiny.HARBOUR, *(tiny.candidate(f"No {i}.") for i in range(3)))
    )
    looks = [drawn(given, random.Random(seed), [], 0.0) for seed in range(300)]
    assert {len(look) for look in looks} == {1}
    assert all(look[0].candidates[0].relevant for look in looks)
    with_negative = sum(len(look[0].candidates) == 2 for look in looks)
    assert 150 < with_negative < 210
    assert sum(look[0].candidates[0].headline is None for look in looks) < 120


def test_a_pair_always_shows_both_of_its_texts_and_no_other_passage():
    near = tiny.candidate("Nearly.")
    given = replace(
        tiny.EXAMPLES[0], candidates=(tiny.HARBOUR, near, tiny.candidate("No.")), origin="news-pair"
    )
    for seed in range(20):
        (look,) = drawn(given, random.Random(seed), ["Maria Costa"], 1.0)
        assert [one.relevant for one in look.candidates] == [True, False]
        assert look.candidates[1].text == "Nearly."


def test_both_texts_of_a_pair_are_cut_at_the_same_places_with_the_words_that_differ():
    right = tiny.candidate(LONG, "40 crates")
    other = LONG.replace("counted 40 crates", "counted boats; the 40 crates had gone")
    near = Candidate(other, relevant=False)
    given = replace(tiny.EXAMPLES[0], candidates=(right, near), origin="stories-pair")
    lengths = set()
    for seed in range(40):
        ((one, other),) = (look.candidates for look in drawn(given, random.Random(seed), [], 0.0))
        before, behind = one.text.split("Divers counted 40 crates.")
        assert other.text == f"{before}Divers counted boats; the 40 crates had gone.{behind}"
        ((start, end),) = one.spans
        assert one.text[start:end] == "40 crates"
        lengths.add(len(one.text.split()))
    assert len(lengths) > 5


def test_words_that_differ_far_from_the_answer_are_shown_with_it():
    text = f"Divers counted 40 crates. {FILLER} The mate is alive."
    right, near = tiny.candidate(text, "40 crates"), Candidate(text.replace("alive", "dead"), relevant=False)
    one, other = cropped_alike(right, near, random.Random(1))
    assert (one.text, other.text) == (right.text, near.text)


def test_a_twin_asks_its_own_question_of_the_same_words():
    right = tiny.candidate(LONG, "40 crates")
    twin = replace(right, relevant=False, spans=(), question="how many crates were left behind?")
    given = replace(tiny.EXAMPLES[0], candidates=(right, twin), origin="news-pair")
    asked = set()
    for seed in range(40):
        ((one, other),) = (look.candidates for look in drawn(given, random.Random(seed), [], 0.0))
        assert one.text == other.text
        assert one.question is None
        asked.add(other.question)
    assert {"how many crates were left behind?", "how many crates were left behind"} < asked


def test_a_false_premise_comes_beside_its_question_on_the_same_passage_without_spans():
    look = drawn(tiny.EXAMPLES[2], random.Random(1), ["Maria Costa"], 1.0)
    asked, premise = look
    assert premise.question != asked.question
    assert asked.candidates[0].spans
    assert [(one.text, one.relevant, one.spans) for one in premise.candidates] == [
        (tiny.MAYOR.text, False, ())
    ]


def test_a_relevance_set_keeps_two_negatives_and_an_unanswered_question_its_passage():
    wrong = [tiny.candidate(f"No {i}.") for i in range(5)]
    ranked = tiny.example("who?", Candidate("Tom did.", relevant=True), *wrong)
    (look,) = drawn(ranked, random.Random(1), [], 1.0)
    assert [one.relevant for one in look.candidates] == [True, False, False]
    (look,) = drawn(tiny.example("who?", *wrong), random.Random(1), [], 1.0)
    assert [one.text for one in look.candidates] == ["No 0."]


def test_of_several_annotators_the_short_answers_are_kept():
    spans = tiny.candidate(LONG, "40 crates", "40", "Divers counted 40 crates. Sentence number 0").spans
    assert shortest(spans) == spans[:2]
    assert shortest(()) == ()
