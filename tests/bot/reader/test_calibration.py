"""Calibrations: what they make of features, and how they are kept."""

import numpy as np
import pytest

from bot.errors import ReaderError
from bot.reader.calibration import FEATURES, Calibration

ONES = Calibration((1.0,) * len(FEATURES), -1.0, 0.6, 0.8, 0.1, 0.2, 0.3, "f" * 64, 7)


def test_scores_are_chances_and_far_features_do_not_overflow():
    features = np.stack([np.full(len(FEATURES), value) for value in (-1e6, 0.0, 1 / len(FEATURES), 1e6)])
    scores = ONES.scores(features)
    assert scores.tolist() == sorted(scores.tolist())
    assert scores[0] < 1e-20
    assert scores[1] == pytest.approx(1 / (1 + np.e))
    assert scores[2] == pytest.approx(0.5)
    assert scores[3] == pytest.approx(1.0)


def test_no_passages_give_no_scores():
    assert ONES.scores(np.empty((0, len(FEATURES)))).shape == (0,)


def test_a_saved_calibration_comes_back_the_same(tmp_path):
    ONES.save(tmp_path / "c.json")
    assert Calibration.load(tmp_path / "c.json") == ONES
    assert [path.name for path in tmp_path.iterdir()] == ["c.json"]


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"weights": {}}', '{"weights": 3}', "\x00"])
def test_a_broken_file_is_named(tmp_path, content):
    (tmp_path / "c.json").write_text(content)
    with pytest.raises(ReaderError, match=r"c\.json is broken"):
        Calibration.load(tmp_path / "c.json")


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(ReaderError, match=r"c\.json"):
        Calibration.load(tmp_path / "c.json")


def test_weights_belong_to_the_features():
    with pytest.raises(ValueError, match=r"2 weights for"):
        Calibration((1.0, 2.0), 0.0, 0.5, 0.8, 0.1, 0.2, 0.3)
