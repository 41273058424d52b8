"""Examples as token ids, and the steps that an epoch is cut into."""

from collections import Counter
from dataclasses import replace

import pytest

from bot.reader.onnx import MOST_TOKENS
from corpus.types import Span
from tests.training import tiny
from training.batches import batches, order, row, span_tokens, steps
from training.errors import TrainingError
from training.examples import Candidate

TEXT = "Divers counted 3,800 crates there, Anna Berg said; nobody was hurt."


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory):
    return tiny.tokenizer(tmp_path_factory.mktemp("tokenizer"))


@pytest.mark.parametrize("headline", [None, "Crates in the harbour"])
@pytest.mark.parametrize("answer", ["Divers", "3,800 crates", "Anna Berg", "hurt."])
def test_a_span_becomes_tokens_and_their_offsets_become_the_span(tokenizer, answer, headline):
    pair = tokenizer.pair("what happened?", headline, TEXT, MOST_TOKENS)
    start = TEXT.index(answer)
    first, last = span_tokens(pair, Span(start, start + len(answer)))
    back = pair.offsets[first - pair.first].start, pair.offsets[last - pair.first].end
    assert TEXT[back[0] : back[1]] == answer
    made = row(tokenizer, "what happened?", tiny.candidate(TEXT, answer, headline=headline), group=3)
    assert (made.starts, made.ends, made.relevant, made.group) == ((first,), (last,), True, 3)
    assert made.ids == pair.ids
    assert made.types == (0,) * pair.first + (1,) * (len(pair.ids) - pair.first)


def test_a_span_within_a_word_takes_the_tokens_that_it_touches(tokenizer):
    pair = tokenizer.pair("who?", None, "zzharbour", MOST_TOKENS)
    first, last = span_tokens(pair, Span(1, 3))
    assert [pair.offsets[number - pair.first] for number in (first, last)] == [(1, 2), (2, 3)]


def test_a_row_is_dropped_when_its_only_answer_lies_beyond_the_longest_row(tokenizer):
    long = "word " * MOST_TOKENS + "Berg"
    assert row(tokenizer, "who?", tiny.candidate(long, "Berg"), group=0) is None
    both = row(tokenizer, "who?", tiny.candidate(long, "Berg", "word"), group=0)
    assert len(both.ids) == MOST_TOKENS
    assert both.starts == (4,)


def test_a_span_that_the_longest_row_cuts_in_two_is_no_answer(tokenizer):
    pair = tokenizer.pair("who?", None, "harbour opened there", 7)
    assert len(pair.offsets) == 2
    assert span_tokens(pair, Span(8, 14)) == (pair.first + 1, pair.first + 1)
    assert span_tokens(pair, Span(8, 20)) is None


def test_no_answer_is_the_first_token_and_an_unknown_place_is_none(tokenizer):
    wrong = row(tokenizer, "who?", Candidate(TEXT, relevant=False), group=0)
    unknown = row(tokenizer, "who?", Candidate(TEXT, relevant=True), group=0)
    assert (wrong.starts, wrong.ends, wrong.relevant) == ((0,), (0,), False)
    assert (unknown.starts, unknown.ends, unknown.relevant) == (None, None, True)


def test_a_passage_may_be_asked_a_question_of_its_own(tokenizer):
    own = Candidate(TEXT, relevant=False, question="who counted?")
    assert row(tokenizer, "what opened?", own, group=0) == row(
        tokenizer, "who counted?", replace(own, question=None), group=0
    )


def test_batches_hold_every_row_once_and_no_more_tokens_than_they_may(tokenizer):
    texts = [TEXT[:length] for length in range(1, len(TEXT), 3)]
    rows = [row(tokenizer, "who?", Candidate(text, relevant=False), i) for i, text in enumerate(texts)]
    made = batches(rows, 128)
    assert all(batch.input_ids.numel() <= 128 for batch in made)
    assert sorted(one.group for batch in made for one in batch.rows) == list(range(len(rows)))
    for batch in made:
        for ids, mask, one in zip(batch.input_ids, batch.attention_mask, batch.rows, strict=True):
            assert ids[: len(one.ids)].tolist() == list(one.ids)
            assert mask.sum() == len(one.ids)
            assert not ids[len(one.ids) :].any()


def test_the_order_of_an_epoch_depends_on_its_number_and_the_seed_alone():
    many = [tiny.example(f"question {i}?", tiny.CRATES) for i in range(200)]
    first = order(many, tiny.recipe(seed=1), 0)
    assert order(list(many), tiny.recipe(seed=1, tokens=9), 0) == first
    assert order(many, tiny.recipe(seed=2), 0) != first
    assert order(many, tiny.recipe(seed=1), 1) != first
    assert sorted(first) == list(range(200))


def test_shares_say_how_often_an_epoch_shows_a_set_and_the_first_name_counts():
    many = [
        tiny.example("q", tiny.CRATES, origin=origin)
        for origin in ("qamr-wikinews", "qamr-wikipedia", "squad2", "other")
        for _ in range(400)
    ]
    recipe = tiny.recipe(shares={"qamr-wikinews": 2.5, "qamr": 0.0, "squad": 0.25})
    shown = Counter(many[position].origin for position in order(many, recipe, 0))
    assert shown["qamr-wikinews"] == pytest.approx(1000, abs=60)
    assert shown["squad2"] == pytest.approx(100, abs=50)
    assert (shown["qamr-wikipedia"], shown["other"]) == (0, 400)


def test_step_n_is_the_same_whenever_it_is_asked_for(tokenizer):
    recipe = tiny.recipe()
    stream = steps(tiny.EXAMPLES, recipe, tokenizer)
    first = [next(stream) for _ in range(12)]
    assert next(steps(tiny.EXAMPLES, recipe, tokenizer, skip=11)) == first[11]
    assert next(steps(tiny.EXAMPLES, replace(recipe, seed=8), tokenizer)) != first[0]


def test_a_step_holds_its_tokens_and_the_passages_of_a_question_stay_together(tokenizer):
    stream = steps(tiny.EXAMPLES, tiny.recipe(false_premises=0.0), tokenizer)
    for rows in (next(stream) for _ in range(20)):
        assert sum(len(one.ids) for one in rows) >= 250
        for members in (list(group) for group in by_group(rows)):
            assert len({one.ids[: one.ids.index(members[0].ids[-1])] for one in members}) == 1
            assert sum(one.relevant for one in members) <= 1


def by_group(rows):
    groups = {}
    for one in rows:
        groups.setdefault(one.group, []).append(one)
    return groups.values()


def test_nothing_to_learn_from_is_said_instead_of_searched_for_ever(tokenizer):
    beyond = tiny.example("who?", tiny.candidate("word " * MOST_TOKENS + "Berg", "Berg"))
    with pytest.raises(TrainingError, match="no example"):
        next(steps([], tiny.recipe(), tokenizer))
    with pytest.raises(TrainingError, match="no example"):
        next(steps([beyond], tiny.recipe(false_premises=0.0), tokenizer))
