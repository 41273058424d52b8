"""The loss against values worked out by hand."""

import math

import pytest
import torch

from training.batches import Row, padded
from training.loss import loss
from training.model import Logits

LOG3 = math.log(3)


def row(starts, *, relevant, group=0, tokens=2):
    ids = tuple(range(1, tokens + 4))
    return Row(ids, (0, 0, 0) + (1,) * tokens, starts, starts, relevant, group)


def said(*rows, start=0.0, answers=None):
    return Logits(
        torch.full((len(rows), 5), start),
        torch.full((len(rows), 5), start),
        torch.tensor(answers or [0.0] * len(rows)),
    )


def value(*rows, relevance=0.0, listwise=0.0, **given):
    return float(loss([padded(rows)], [said(*rows, **given)], relevance, listwise))


def test_spans_are_chosen_among_the_passage_and_the_first_token():
    assert value(row((3,), relevant=True)) == pytest.approx(LOG3)
    assert value(row((0,), relevant=False)) == pytest.approx(LOG3)
    assert value(row((3, 4), relevant=True)) == pytest.approx(math.log(3 / 2))


def test_rows_whose_spans_are_unknown_teach_relevance_alone():
    unknown = row(None, relevant=True)
    assert value(unknown) == 0
    assert value(unknown, row((3,), relevant=True)) == pytest.approx(LOG3)
    assert value(unknown, relevance=0.5, answers=[2.0]) == pytest.approx(0.5 * math.log1p(math.exp(-2)))


def test_the_passage_that_answers_is_set_against_the_others_of_its_question_only():
    rows = [
        row((3,), relevant=True, group=0),
        row((0,), relevant=False, group=0),
        row((0,), relevant=False, group=1),
        row((3,), relevant=True, group=2),
    ]
    weighed = value(*rows, listwise=2.0, answers=[1.0, 0.0, 9.0, -9.0])
    assert weighed - LOG3 == pytest.approx(2 * math.log1p(math.exp(-1)), rel=1e-5)


def test_a_step_is_one_mean_over_rows_however_they_are_batched():
    rows = [row((3,), relevant=True), row((0,), relevant=False, group=1, tokens=1)]
    wide = Logits(torch.zeros(1, 4), torch.zeros(1, 4), torch.zeros(1))
    apart = loss([padded(rows[:1]), padded(rows[1:])], [said(rows[0]), wide], 1.0, 0.5)
    assert float(apart) == pytest.approx((LOG3 + math.log(2)) / 2 + math.log(2))
