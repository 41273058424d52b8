"""Fitting the score to golden questions."""

import json

import numpy as np
import pytest

from bot.calibrate import FEWEST, Golden, fit, golden_questions, shares
from bot.errors import UsageError
from bot.reader.calibration import WRONG, WRONG_MARKED, Calibration

BEFORE = Calibration((1.0, 0.0), (1.0, 0.0), 0.5, 0.6, 0.8, 0.1, 0.2, 0.3)


def golden(path, answerable=FEWEST, others=FEWEST):
    rows = [{"question": f"q{n}?", "answerable": n < answerable, "x": 1} for n in range(answerable + others)]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n")
    return path


def drawn(count, scale, shift, seed=3):
    """Scores whose true chance of an answer has `scale` times their log-odds plus `shift`."""
    rng = np.random.default_rng(seed)
    odds = rng.normal(0, 2, count)
    true = 1 / (1 + np.exp(-(scale * odds + shift)))
    return (1 / (1 + np.exp(-odds))).tolist(), (rng.random(count) < true).tolist()


def test_golden_questions_are_read_and_other_keys_ignored(tmp_path):
    found = golden_questions(golden(tmp_path / "g.jsonl"))
    assert len(found) == 2 * FEWEST
    assert found[0] == Golden("q0?", answerable=True)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"question": "q?"}', "g.jsonl:41"),
        ('{"question": "q?", "answerable": 1}', "g.jsonl:41"),
        ('{"question": 5, "answerable": true}', "g.jsonl:41"),
        ("[]", "g.jsonl:41"),
        ("{", "g.jsonl:41"),
    ],
)
def test_a_line_that_is_no_golden_question_is_named(tmp_path, line, told):
    path = golden(tmp_path / "g.jsonl")
    path.write_text(path.read_text().rstrip("\n") + f"\n{line}\n")
    with pytest.raises(UsageError, match=told):
        golden_questions(path)


@pytest.mark.parametrize(("answerable", "others", "kind"), [(3, 90, "3 .* answerable"), (90, 3, "not answ")])
def test_too_few_questions_of_a_kind_are_refused(tmp_path, answerable, others, kind):
    with pytest.raises(UsageError, match=kind):
        golden_questions(golden(tmp_path / "g.jsonl", answerable, others))


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(UsageError, match=r"nothing\.jsonl"):
        golden_questions(tmp_path / "nothing.jsonl")
    (tmp_path / "latin.jsonl").write_bytes(b'{"question": "caf\xe9"}')
    with pytest.raises(UsageError, match="not UTF-8"):
        golden_questions(tmp_path / "latin.jsonl")


def test_the_fit_finds_how_scores_and_chances_belong_together():
    found = fit(*drawn(4000, scale=0.5, shift=-1.0))
    assert found.scale == pytest.approx(0.5, abs=0.06)
    assert found.shift == pytest.approx(-1.0, abs=0.12)


def test_a_calibration_to_which_a_fit_is_applied_gives_the_new_scores():
    platt = fit(*drawn(500, scale=0.5, shift=-1.0))
    sentence, logits = np.zeros((1, 2)), (-2.0, 0.0, 3.0)
    old, new = (
        [float(one.scores(sentence, np.array([logit, 0.0]))[0]) for logit in logits]
        for one in (BEFORE, platt.applied(BEFORE))
    )
    assert new == pytest.approx([platt.score(score) for score in old])


def test_bounds_stand_where_a_wrong_answer_costs_as_much_as_a_refusal():
    found = fit(*drawn(500, scale=0.5, shift=-1.0)).applied(BEFORE)
    assert (1 - found.threshold) * WRONG_MARKED == pytest.approx(found.threshold)
    assert (1 - found.sure) * WRONG == pytest.approx(found.sure)
    assert found.subject < found.threshold < found.sure
    assert found.questions == 500


def test_scores_that_say_nothing_are_refused():
    scores, answerable = drawn(200, scale=1.0, shift=0.0)
    with pytest.raises(UsageError, match="no threshold helps"):
        fit(scores, [not one for one in answerable])


def test_scores_at_the_very_ends_are_no_trouble():
    found = fit([0.0, 1.0] * 20, [False, True] * 20)
    assert 0 <= found.score(0.0) < 0.01
    assert 0.99 < found.score(1.0) <= 1


def test_shares_count_each_kind_by_itself():
    found = shares([0.1, 0.9, 0.9, 0.2], [True, True, False, False], 0.5)
    assert (found.refused, found.answered) == (0.5, 0.5)
