"""Calibrations: what they make of features, and how they are kept."""

import numpy as np
import pytest

from bot.errors import ReaderError
from bot.reader.calibration import Calibration

ONES = Calibration((1.0, 2.0), (1.0, 1.0), -1.0, 0.6, 0.8, 0.1, 0.2, 0.3, "f" * 64, 7)


def test_the_best_sentence_has_the_chance_of_the_question():
    scores = ONES.scores(np.array([[0.0, 0.5], [3.0, 0.5], [0.0, 0.0]]), np.array([0.5, 0.5]))
    assert scores[1] == pytest.approx(0.5)
    assert scores[0] == pytest.approx(1 / (1 + np.exp(3)))
    assert scores[2] < scores[0]


def test_far_values_do_not_overflow():
    low, high = (ONES.scores(np.zeros((1, 2)), np.full(2, value))[0] for value in (-1e6, 1e6))
    assert low < 1e-20
    assert high == pytest.approx(1.0)


def test_no_sentences_give_no_scores():
    assert ONES.scores(np.empty((0, 2)), np.zeros(2)).shape == (0,)


def test_a_saved_calibration_comes_back_the_same(tmp_path):
    ONES.save(tmp_path / "c.json")
    assert Calibration.load(tmp_path / "c.json") == ONES
    assert [path.name for path in tmp_path.iterdir()] == ["c.json"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"ordering": {}}', '{"ordering": 3}', "\x00"])
def test_a_broken_file_is_named(tmp_path, content):
    (tmp_path / "c.json").write_text(content)
    with pytest.raises(ReaderError, match=r"c\.json is broken"):
        Calibration.load(tmp_path / "c.json")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ReaderError, match=r"c\.json"):
        Calibration.load(tmp_path / "c.json")


def test_weights_belong_to_the_features():
    with pytest.raises(ValueError, match=r"weights for"):
        Calibration((1.0,), (1.0, 2.0), 0.0, 0.5, 0.8, 0.1, 0.2, 0.3)
