"""Fitting a reader's score to questions of which is known whether the articles answer them.

Only scale and shift of the score's log-odds are fitted (Platt 1999), so that few questions suffice and the
order of answers stays as it is.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bot.errors import UsageError
from bot.reader.calibration import SURE, THRESHOLD, Calibration
from corpus.disk import in_words

FEWEST = 20
"""Of each kind; fewer say too little about where refusal should start."""
_LEAST = 1e-9


@dataclass(frozen=True, slots=True)
class Golden:
    """A question, and whether the articles answer it."""

    question: str
    answerable: bool


@dataclass(frozen=True, slots=True)
class Shares:
    """What refusing below a threshold does: shares, 0 to 1."""

    refused: float
    """Of the questions that have an answer."""
    answered: float
    """Of those that have none."""


def golden_questions(path: Path) -> list[Golden]:
    """The questions of a JSON Lines file, {"question": …, "answerable": true} a line; other keys are ignored.

    Raises:
        UsageError: The file cannot be read, a line is something else, or there are too few of a kind.
    """
    found = []
    try:
        for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
            if line.strip():
                found.append(_golden(line, f"{path}:{number}"))
    except UnicodeDecodeError:
        raise UsageError(f"{path} is not UTF-8.") from None
    except OSError as error:
        raise UsageError(f"{in_words(error, path)}.") from None
    for kind, count in (
        ("answerable", sum(one.answerable for one in found)),
        ("not answerable", sum(not one.answerable for one in found)),
    ):
        if count < FEWEST:
            raise UsageError(f"{path} has {count} questions that are {kind}; give at least {FEWEST} of each.")
    return found


def _golden(line: str, place: str) -> Golden:
    try:
        values = json.loads(line)
        question, answerable = values["question"], values["answerable"]
    except (ValueError, KeyError, TypeError, RecursionError):
        question = answerable = None
    if not isinstance(question, str) or not isinstance(answerable, bool):
        raise UsageError(f'{place}: the line is not {{"question": "…", "answerable": true}}, or false.')
    return Golden(question, answerable)


@dataclass(frozen=True, slots=True)
class Platt:
    """A new score whose log-odds are `scale` times the old ones plus `shift`; `scale` is above 0."""

    scale: float
    shift: float
    questions: int

    def score(self, old: float) -> float:
        """The new score for an old one."""
        return float(1 / (1 + np.exp(-(self.scale * _log_odds([old])[0] + self.shift))))

    def applied(self, to: Calibration) -> Calibration:
        """The calibration that gives the new scores, its bounds where mistakes cost as much as refusals."""
        # What is off the subject keeps its distance from the threshold in log-odds.
        away = Platt(
            self.scale, float(_log_odds([THRESHOLD])[0] - self.scale * _log_odds([to.threshold])[0]), 0
        )
        return replace(
            to,
            scoring=tuple(self.scale * weight for weight in to.scoring),
            bias=self.scale * to.bias + self.shift,
            threshold=THRESHOLD,
            sure=SURE,
            subject=away.score(to.subject),
            questions=self.questions,
        )


def fit(scores: Sequence[float], answerable: Sequence[bool]) -> Platt:
    """Scale and shift after which a score is the chance that such a question is answerable.

    Raises:
        UsageError: Answerable questions do not score higher than the others, so that no threshold can serve.
    """
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - heavy

    model = LogisticRegression(C=10.0).fit(_log_odds(scores)[:, None], np.asarray(answerable))
    scale, shift = float(model.coef_[0, 0]), float(model.intercept_[0])
    if scale <= 0:
        raise UsageError("Answerable questions do not score higher than the others: no threshold helps.")
    return Platt(scale, shift, len(scores))


def _log_odds(scores: Sequence[float]) -> NDArray[np.float64]:
    """Scores in 0..1 as log(score / (1 - score)), those at the ends moved in a little."""
    inside = np.clip(np.asarray(scores, np.float64), _LEAST, 1 - _LEAST)
    odds: NDArray[np.float64] = np.log(inside / (1 - inside))
    return odds


def shares(scores: Sequence[float], answerable: Sequence[bool], threshold: float) -> Shares:
    """What the threshold does to these questions."""
    below = np.asarray(scores) < threshold
    known = np.asarray(answerable)
    return Shares(float(below[known].mean()), float((~below[~known]).mean()))
