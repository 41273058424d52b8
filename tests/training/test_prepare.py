"""From the sets to the two files: nothing that judges the reader gets in, negatives hold no answer."""

import json
from dataclasses import replace

import pytest

from tests.fakes.embedder import HashingEmbedder
from tests.training import tiny
from training.errors import TrainingError
from training.examples import Candidate, Example, read, write
from training.parts import HELD_OUT_ARTICLES, part_of
from training.prepare import prepare
from training.vary import answers_of, mentions

FILLER = "The council met in the town hall and spoke about roads, schools, water and the weather for hours."


def made():
    """Documents of some sets with two questions each, and the held-out articles."""
    for origin in ("news", "squadshifts-new_wiki", "squadshifts-reddit", "pairs", "squad2"):
        for number in range(100 if origin.startswith("squadshifts") else 40):
            text = f"{FILLER} In {origin} {number} divers counted {number + 7000} crates. {FILLER}"
            for question in (f"how many crates in {origin} {number}?", f"what did divers count in {number}?"):
                yield tiny.example(
                    question, tiny.candidate(text, str(number + 7000)), origin=origin, document=f"{number}"
                )
    for title in HELD_OUT_ARTICLES:
        yield tiny.example(
            f"how many crates by {title}?",
            tiny.candidate(f"{title} had 7001 crates. {FILLER}", "7001"),
            origin="squad2",
            document=title,
        )


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    return prepare(made(), tmp_path_factory.mktemp("sets"), lambda: HashingEmbedder(64), [].append)


def key(example):
    return example.question, example.origin, example.document


def test_held_out_articles_and_documents_do_not_reach_the_training_file(files):
    train, stop = ({key(one) for one in read(path)} for path in files)
    parts = {key(one): part_of(one) for one in made()}
    assert train == {one for one, part in parts.items() if part == "train"}
    assert stop == {one for one, part in parts.items() if part == "stop"}
    assert {document for _, origin, document in train if origin == "squad2"}.isdisjoint(HELD_OUT_ARTICLES)
    assert {(origin, document) for _, origin, document in train}.isdisjoint(
        (origin, document) for _, origin, document in stop
    )
    judging = {origin for (_, origin, _), part in parts.items() if part == "judge"}
    assert judging == {"squad2", "squadshifts-new_wiki", "squadshifts-reddit"}
    assert {origin for _, origin, _ in stop} == {"news", "squadshifts-new_wiki"}


def test_passages_that_judge_are_not_even_negatives(files):
    judging = {one.candidates[0].text for one in made() if part_of(one) == "judge"}
    shown = {each.text for path in files for one in read(path) for each in one.candidates}
    assert len(judging) > 4
    assert shown.isdisjoint(judging)


def test_parts_are_of_about_the_size_that_they_should_have():
    documents = [str(number) for number in range(4000)]

    def share(origin, part):
        asked = (Example("q", (tiny.CRATES,), origin, document) for document in documents)
        return sum(part_of(one) == part for one in asked) / len(documents)

    assert share("news", "stop") == pytest.approx(1 / 10, rel=0.15)
    assert share("squadshifts-new_wiki", "stop") == pytest.approx(1 / 40, rel=0.3)
    assert share("squadshifts-amazon_reviews", "judge") == pytest.approx(1 / 40, rel=0.3)
    assert share("squadshifts-amazon_reviews", "stop") == share("news", "judge") == 0
    assert share("qamr-wikinews", "judge") == pytest.approx(1 / 60, rel=0.3)
    assert share("qamr-wikipedia", "train") == share("squad2", "train") == 1


def test_each_question_gets_negatives_from_its_own_pool_that_mention_no_answer_of_it(files):
    pairs = passages = 0
    for one in read(files[0]):
        right, *wrong = one.candidates
        assert right.spans
        assert 2 <= len(wrong) <= 4
        for each in wrong:
            assert not each.relevant
            assert not mentions(each.text, answers_of(right))
            assert each.text != right.text
            other_pool = "In pairs" in each.text if one.origin != "pairs" else "In pairs" not in each.text
            assert not other_pool
        pairs += one.origin == "pairs"
        passages += one.origin != "pairs"
    assert pairs == 80
    assert passages > 200


def test_passages_of_text_sets_are_shown_without_their_answer_too(files):
    for one in read(files[0]):
        emptied = f"{FILLER} {FILLER}" in {each.text for each in one.candidates}
        assert emptied == one.origin.startswith(("news", "squadshifts"))


def test_pairs_are_left_as_they_are(tmp_path):
    right = tiny.candidate(f"{FILLER} Divers counted 7001 crates. {FILLER}", "7001 crates")
    twin = replace(right, relevant=False, spans=(), question="how many were lost?")
    pair = tiny.example("how many were counted?", right, twin, origin="squadshifts-pair", document="d")
    written = prepare([*made(), pair], tmp_path / "sets", lambda: HashingEmbedder(64), [].append)
    assert pair in [one for path in written for one in read(path)]


def test_files_that_stand_there_are_taken_as_they_are(files):
    def never():
        raise AssertionError("read again")
        yield

    assert prepare(never(), files[0].parent, never, [].append) == files


def test_what_is_written_is_read_and_equal_passages_are_one_object(tmp_path):
    given = [
        *tiny.EXAMPLES,
        *tiny.EXAMPLES,
        tiny.example("wer ließ “sie” ein?", tiny.candidate("Jörg.", "Jörg")),
    ]
    write(tmp_path / "examples.jsonl", given)
    found = read(tmp_path / "examples.jsonl")
    assert found == given
    assert found[0].candidates[0] is found[5].candidates[0]
    assert found[0].candidates[1].text is found[1].candidates[0].text


@pytest.mark.parametrize(
    "wrong",
    [
        Candidate("short", relevant=True, spans=((3, 9),)),
        Candidate("short", relevant=True, spans=((3, 3),)),
        Candidate("short", relevant=False, spans=((0, 3),)),
    ],
)
def test_a_span_that_cannot_be_is_not_written_and_the_file_before_stays(tmp_path, wrong):
    path = tmp_path / "examples.jsonl"
    write(path, tiny.EXAMPLES)
    with pytest.raises(TrainingError, match=r"news: 'who\?' has a wrong span"):
        write(path, [*tiny.EXAMPLES, tiny.example("who?", wrong)])
    assert len(read(path)) == len(tiny.EXAMPLES)
    assert json.loads(path.read_text("utf-8").splitlines()[0])["question"] == tiny.EXAMPLES[0].question
