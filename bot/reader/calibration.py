"""From what a model and the indexes say of a sentence to one score: the chance that it answers."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.errors import ReaderError
from corpus.disk import in_words

FEATURES = ("answers", "margin", "cosine", "retrieved", "passage", "sentence", "kind", "agreed")
"""What is known of a sentence that may answer, in the order of a calibration's weights.

The model's logit that its passage answers; how far its best span stands above "no answer"; the passage's
cosine above the noise floor; the retriever's score, 0 to 1; the share of the question's terms in headline
and passage, and in the sentence; whether the span holds what the question expects (`expectation.meets`);
the log of the number of articles with a span that says the same.
"""
WRONG = 2.0
"""A wrong answer weighs as much as two refusals of questions that have one: people check a refusal's
"closest I found" themselves, but they pass a wrong answer on."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """A logistic model of the features, and the bounds of its score, all of them in 0..1.

    `weights` belong to `FEATURES`. `threshold`, `sure`, `subject` and `margin` are those of `Reader`;
    `marked` is the chance of a span from which it is marked as the short answer. `reader` is the digest of
    the model that it was fitted to, `questions` how many questions fitted it.
    """

    weights: tuple[float, ...]
    bias: float
    threshold: float
    sure: float
    subject: float
    margin: float
    marked: float
    reader: str = ""
    questions: int = 0

    def __post_init__(self) -> None:
        if len(self.weights) != len(FEATURES):
            raise ValueError(f"{len(self.weights)} weights for {len(FEATURES)} features")

    def scores(self, features: NDArray[np.float64]) -> NDArray[np.float64]:
        """Scores of shape (sentences,) from features of shape (sentences, len(FEATURES))."""
        log_odds = features @ np.asarray(self.weights) + self.bias
        scores: NDArray[np.float64] = 1 / (1 + np.exp(-np.clip(log_odds, -50, 50)))
        return scores

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote.

        Raises:
            ReaderError: It cannot be read, or is of another version.
        """
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            return cls(**{**told, "weights": tuple(told["weights"][name] for name in FEATURES)})
        except OSError as error:
            raise ReaderError(in_words(error, path)) from error
        except (ValueError, KeyError, TypeError) as error:
            raise ReaderError(f"{path} is broken or of another version; remove it") from error

    def save(self, path: Path) -> None:
        """Write it as JSON, whole or not at all."""
        told = {**asdict(self), "weights": dict(zip(FEATURES, self.weights, strict=True))}
        scratch = path.with_suffix(".part")
        scratch.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
        scratch.replace(path)


def cost(answerable: Sequence[float], not_answerable: Sequence[float], threshold: float) -> float:
    """Mean cost a question of refusing below the threshold: 1 a refusal, `WRONG` a wrong answer."""
    refused = sum(score < threshold for score in answerable)
    wrong = sum(score >= threshold for score in not_answerable)
    return (refused + WRONG * wrong) / (len(answerable) + len(not_answerable))
