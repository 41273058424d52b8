"""From what a model and the indexes say to one score: the chance that the articles answer the question."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.errors import ReaderError
from corpus.disk import in_words

Known = NDArray[np.float64]

ORDERING = ("margin", "retrieved")
"""What orders sentences: how far the best span stands above "no answer", the retriever's score, 0 to 1."""
SCORING = ("answers", "cosine")
"""What scores a question: of its passages the highest logit that one answers, and the highest cosine above
the noise floor."""


WRONG, WRONG_MARKED = 9.0, 4.0
"""What a wrong answer weighs, against 1 for the refusal of a question that has an answer.

A wrong answer is passed on, while people look through a refusal's "closest I found" themselves; one that is
marked as a weak match is checked more often.
"""
SURE = WRONG / (1 + WRONG)
"""The chance from which an answer costs less unmarked than refused."""
THRESHOLD = WRONG_MARKED / (1 + WRONG_MARKED)
"""The chance from which an answer, marked as weak, costs less than a refusal."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Two logistic models, one that orders sentences and one that scores questions, and the score's bounds.

    `ordering` and `scoring` are weights for `ORDERING` and `SCORING`. `threshold`, `sure`, `subject` and
    `margin` are those of `Reader`; `marked` is the chance of a span from which it is marked as the short
    answer. `reader` is the digest of the model that it was fitted to, `questions` how many fitted it.
    """

    ordering: tuple[float, ...]
    scoring: tuple[float, ...]
    bias: float
    threshold: float
    sure: float
    subject: float
    margin: float
    marked: float
    reader: str = ""
    questions: int = 0

    def __post_init__(self) -> None:
        if (len(self.ordering), len(self.scoring)) != (len(ORDERING), len(SCORING)):
            raise ValueError(f"weights for {ORDERING} and {SCORING}, not {self.ordering} and {self.scoring}")

    def scores(self, sentences: Known, question: Known) -> Known:
        """Scores in 0..1 of shape (sentences,): the best one's is the question's.

        The others have as much lower log-odds as they rank lower.

        Args:
            sentences: of shape (sentences, len(ORDERING)).
            question: of shape (len(SCORING),).
        """
        order = sentences @ np.asarray(self.ordering)
        log_odds = question @ np.asarray(self.scoring) + self.bias + order - order.max(initial=-np.inf)
        scores: Known = 1 / (1 + np.exp(-np.clip(log_odds, -50, 50)))
        return scores

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read what `save` wrote.

        Raises:
            ReaderError: It cannot be read, or is of another version.
        """
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
            weights = {
                name: tuple(float(told[name][part]) for part in parts)
                for name, parts in (("ordering", ORDERING), ("scoring", SCORING))
            }
            return cls(**{**told, **weights})
        except OSError as error:
            raise ReaderError(in_words(error, path)) from error
        except (ValueError, KeyError, TypeError) as error:
            raise ReaderError(f"{path} is broken or of another version; remove it") from error

    def save(self, path: Path) -> None:
        """Write it as JSON, whole or not at all."""
        named = {
            "ordering": dict(zip(ORDERING, self.ordering, strict=True)),
            "scoring": dict(zip(SCORING, self.scoring, strict=True)),
        }
        scratch = path.with_suffix(".part")
        scratch.write_text(json.dumps({**asdict(self), **named}, indent=1) + "\n", encoding="utf-8")
        scratch.replace(path)
