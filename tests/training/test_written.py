"""Questions on stories and encyclopedic texts: exact spans, both kinds alike, told texts answer."""

import json
import re
from collections import Counter
from difflib import SequenceMatcher

import pytest

from training.errors import TrainingError
from training.parts import part_of
from training.sets import news, written
from training.sets.written import PAIR, TOLD

SETS = {"stories": (news.STORIES, news.stories), "encyclopedia": (news.ENCYCLOPEDIA, news.encyclopedia)}


@pytest.fixture(params=SETS, scope="module")
def every(request):
    return list(SETS[request.param][1]())


@pytest.fixture
def examples(every):
    return [one for one in every if not one.origin.endswith(PAIR)]


def said(example):
    (candidate,) = example.candidates
    return [candidate.text[start:end] for start, end in candidate.spans]


def rows(folder, kind):
    return [
        json.loads(line)
        for path in sorted(folder.glob(f"*.{kind}.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


def test_answers_are_whole_words_without_loose_ends(examples):
    for one in examples:
        (candidate,) = one.candidates
        for start, end in candidate.spans:
            answer, text = candidate.text[start:end], candidate.text
            assert answer == answer.strip(), one.question
            assert not (start and text[start - 1].isalnum() and text[start].isalnum()), one.question
            assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum()), one.question


def test_a_third_or_more_are_not_answered_and_nearly_all_of_these_have_a_text_that_does(examples, every):
    counts = Counter((one.origin.endswith(TOLD), bool(said(one))) for one in examples)
    answered, unanswered, told = counts[False, True], counts[False, False], counts[True, True]
    assert told > 0.95 * unanswered
    twins = sum(bool(one.candidates[1].question) for one in every if one.origin.endswith(PAIR))
    assert answered + unanswered + twins >= 3000
    assert 0.3 < (unanswered + twins) / (answered + unanswered + twins) < 0.55
    assert counts[True, False] == 0


def test_nearly_every_question_stands_on_two_texts_that_differ_in_a_few_words(every):
    pairs = [one for one in every if one.origin.endswith(PAIR)]
    asked = {(one.question, one.document) for one in every}
    assert len({(one.question, one.document) for one in pairs}) > 0.95 * len(asked)
    for one in pairs:
        right, near = one.checked().candidates
        assert right.relevant
        assert right.spans
        assert not near.relevant
        assert right.headline == near.headline
        if near.question:
            assert right.text == near.text
            assert near.question.casefold() != one.question.casefold()
            continue
        assert right.text != near.text
        words, others = right.text.split(), near.text.split()
        kept = SequenceMatcher(None, words, others, autojunk=False).find_longest_match().size
        assert kept > 0.15 * len(words), one.question
        assert part_of(one) in {"train", "stop"}


def test_a_told_text_is_another_text_of_the_same_document(examples):
    plain = {(one.question, one.document): one.candidates[0].text for one in examples if not said(one)}
    for one in examples:
        if one.origin.endswith(TOLD):
            assert plain[one.question, one.document] != one.candidates[0].text
            assert part_of(one) in {"train", "stop"}


def test_both_kinds_are_as_long_and_no_opening_leads(examples):
    asked = [one for one in examples if not one.origin.endswith(TOLD)]
    words = {
        kind: [len(one.question.split()) for one in asked if bool(said(one)) == kind]
        for kind in (True, False)
    }
    means = [sum(lengths) / len(lengths) for lengths in words.values()]
    assert abs(means[0] - means[1]) < 0.5
    openings = Counter(" ".join(re.findall(r"[a-z0-9']+", one.question.casefold())[:3]) for one in asked)
    assert max(openings.values()) <= 0.025 * len(asked)


def test_texts_of_one_story_stay_together():
    documents = {row["id"]: row["story"] for row in rows(news.STORIES, "paragraphs")}
    assert max(Counter(documents.values()).values()) == 3
    for one in news.stories():
        assert one.document in documents.values()


def test_words_stand_behind_the_nearest_sentence_or_in_the_place_of_a_stretch(tmp_path):
    text = {"id": "x", "headline": None, "text": "The bridge fell on Monday. Two cars sank. The mayor wept."}
    (tmp_path / "a.paragraphs.jsonl").write_text(json.dumps(text), "utf-8")
    why = {"source": "x", "answer": None, "why": "not told"}
    asked = [
        why
        | {"question": "who drove the cars?"}
        | {"told": {"words": "Ann drove both cars; Ann lives.", "answer": "Ann", "from": 10}},
        why
        | {"question": "when did it hold?"}
        | {"told": {"words": "held until Tuesday", "answer": "Tuesday", "instead": "fell on Monday"}},
    ]
    path = tmp_path / "a.questions.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in asked), "utf-8")
    _, drove, drove_pair, _, held, _ = written.questions(tmp_path, written.paragraphs(tmp_path), "o")
    (candidate,) = drove.candidates
    assert candidate.text.startswith(
        "The bridge fell on Monday. Two cars sank. Ann drove both cars; Ann lives. The"
    )
    assert candidate.text[: candidate.spans[0].start].endswith("both cars; ")
    assert drove_pair.origin == "o-pair"
    assert [one.relevant for one in drove_pair.candidates] == [True, False]
    assert drove_pair.candidates[1].text == text["text"]
    assert (held.origin, said(held)) == ("o-told", ["Tuesday"])
    assert held.candidates[0].text.startswith("The bridge held until Tuesday. Two")


def test_a_stretch_in_other_words_answers_no_more(tmp_path):
    text = {"id": "x", "headline": "Bridge", "text": "Ann Mor planned the bridge. It opened in May."}
    (tmp_path / "a.paragraphs.jsonl").write_text(json.dumps(text), "utf-8")
    row = {"source": "x", "question": "who planned it?", "answer": "Ann Mor"}
    untold = {"instead": "planned the bridge", "words": "paid for the bridge"}
    path = tmp_path / "a.questions.jsonl"
    path.write_text(json.dumps(row | {"untold": untold}), "utf-8")
    plain, pair = written.questions(tmp_path, written.paragraphs(tmp_path), "o")
    assert (plain.origin, pair.origin) == ("o", "o-pair")
    right, near = pair.candidates
    assert right == plain.candidates[0]
    assert (near.text, near.relevant, near.spans) == (
        "Ann Mor paid for the bridge. It opened in May.",
        False,
        (),
    )
    path.write_text(json.dumps(row | {"untold": untold | {"instead": "rose"}}), "utf-8")
    with pytest.raises(TrainingError, match=r"a\.questions\.jsonl:1"):
        list(written.questions(tmp_path, written.paragraphs(tmp_path), "o"))


def test_a_twin_is_asked_of_the_same_text_which_does_not_answer_it(tmp_path):
    text = {"id": "x", "headline": None, "text": "Ann planned the bridge. It rose in a year."}
    (tmp_path / "a.paragraphs.jsonl").write_text(json.dumps(text), "utf-8")
    row = {"source": "x", "question": "who drew it?", "answer": "Ann", "twin": "who paid for it?"}
    path = tmp_path / "a.questions.jsonl"
    path.write_text(json.dumps(row), "utf-8")
    plain, pair = written.questions(tmp_path, written.paragraphs(tmp_path), "o")
    assert (plain.origin, pair.origin) == ("o", "o-pair")
    right, twin = pair.checked().candidates
    assert (right.relevant, right.question) == (True, None)
    assert (twin.relevant, twin.question, twin.text, twin.spans) == (False, row["twin"], right.text, ())
    path.write_text(json.dumps(row | {"answer": None}), "utf-8")
    with pytest.raises(TrainingError, match="twin"):
        list(written.questions(tmp_path, written.paragraphs(tmp_path), "o"))


@pytest.mark.parametrize("told", [{"instead": "rose"}, {"answer": "Bob"}])
def test_words_that_cannot_be_placed_are_told(tmp_path, told):
    (tmp_path / "a.paragraphs.jsonl").write_text('{"id": "x", "headline": null, "text": "It fell."}', "utf-8")
    row = {
        "source": "x",
        "question": "who?",
        "answer": None,
        "told": {"words": "Ann did.", "answer": "Ann"} | told,
    }
    (tmp_path / "a.questions.jsonl").write_text(json.dumps(row), "utf-8")
    with pytest.raises(TrainingError, match=r"a\.questions\.jsonl:1"):
        list(written.questions(tmp_path, written.paragraphs(tmp_path), "o"))
