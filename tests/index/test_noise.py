"""What unrelated questions reach in a corpus."""

import numpy as np
import pytest

from index.noise import SHARE, UNRELATED, noise_floor
from index.vectors import FaissVectors
from tests.fakes.embedder import HashingEmbedder


def test_it_is_the_quantile_of_the_best_cosines_of_the_questions():
    embedder = HashingEmbedder(32)
    passages = embedder.encode(["rice should simmer", "troops came", "a ship ran aground"])
    questions = ["how long should rice simmer", "what eats ships", "who came"]
    best = (embedder.encode(questions) @ passages.T).max(axis=1)
    found = noise_floor(FaissVectors.build(passages, "Flat"), embedder, questions)
    assert found == pytest.approx(float(np.quantile(best, SHARE)), abs=1e-6)


def test_a_larger_corpus_has_a_higher_noise_floor():
    embedder = HashingEmbedder(32)
    words = [f"word{n} thing{n * 7} place{n * 3}" for n in range(400)]
    small, large = embedder.encode(words[:4]), embedder.encode(words)
    low, high = (noise_floor(FaissVectors.build(rows, "Flat"), embedder) for rows in (small, large))
    assert low < high


def test_the_questions_are_different_ones():
    assert len(set(UNRELATED)) == len(UNRELATED) >= 60
