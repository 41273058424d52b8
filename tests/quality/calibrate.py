"""The packaged reader's calibration: weights of what is known of a sentence, and where refusal starts.

Fitted on news questions of documents that were set apart from training (hand-written, a third of them near
misses), asked over all articles of the project, and on questions about something else that `make eval` does
not judge. The questions that judge the reader take no part. Writes calibration.json beside the model.
"""

import argparse
import random
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from bot.assemble import Assembly
from bot.calibrate import Platt, fit
from bot.measure import auroc, f1, holds
from bot.reader.calibration import FEATURES, Calibration
from bot.reader.extractive import ExtractiveReader
from bot.reader.onnx import CALIBRATION, PACKAGED, OnnxModel
from index.retrieve import HybridRetriever
from tests.quality.data import FOLDER, off_topic
from tests.quality.world import as_articles, built
from training.parts import part_of
from training.sets import news as news_set

OFF_TOPIC = 300
FOLDS = 5
THRESHOLDS = (0.3, 0.5, 2 / 3, 0.8)
START = Calibration(
    (1.0,) + (0.0,) * (len(FEATURES) - 1),
    0.0,
    threshold=2 / 3,
    sure=0.85,
    subject=0.2,
    margin=0.2,
    marked=0.05,
)
"""The bounds are set by hand, relative to the threshold where a wrong answer weighs two refusals."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what is known of its candidates, shape (candidates, features), and which of them answer it.

    `spans` are F1 and chance of the candidates that answer. `fold` groups the questions of one document.
    """

    features: NDArray[np.float64]
    right: NDArray[np.bool_]
    spans: tuple[tuple[float, float], ...]
    answerable: bool
    on_subject: bool
    fold: int


@contextmanager
def world() -> Iterator[Assembly]:
    """All articles of the project: the sample corpus and the paragraphs that questions were written on."""
    texts = news_set.paragraphs() | news_set.sample_articles()
    with tempfile.TemporaryDirectory() as folder:
        path = as_articles({one.id: (one.headline or "", one.text) for one in texts.values()}, Path(folder))
        with built([path]) as assembly:
            yield assembly


def questions() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(question, article id, accepted answers); near misses have no answers, what is off-topic no article."""
    for one in news_set.news(news_set.paragraphs() | news_set.sample_articles()):
        if part_of(one) == "stop":
            (candidate,) = one.candidates
            yield one.question, one.document, tuple(candidate.text[a:b] for a, b in candidate.spans)
    judged = set(off_topic(500))
    others = [question for question in off_topic(900) if question not in judged]
    yield from ((question, "", ()) for question in others[:OFF_TOPIC])


def collect(assembly: Assembly, model: OnnxModel) -> list[Asked]:
    """Ask everything."""
    generation = assembly.generations.load()
    retriever = HybridRetriever(generation, assembly.embedder)
    reader = ExtractiveReader(model, START, generation.manifest.noise_floor)
    asked: list[Asked] = []
    folds: dict[str, int] = {}
    for question, source, accepted in questions():
        candidates, features = reader.look(
            question, retriever.search(question, assembly.settings.retrieval.passages)
        )
        right = [one.hit.article.id == source and holds(one.sentence, accepted) for one in candidates]
        spans = tuple(
            (f1(one.said, accepted), one.spans[0].chance)
            for one, answers in zip(candidates, right, strict=True)
            if answers
        )
        fold = folds.setdefault(source, len(folds)) if source else len(asked)
        asked.append(
            Asked(features, np.array(right, bool), spans, bool(accepted), bool(source), fold % FOLDS)
        )
    return asked


def fitted(asked: Sequence[Asked]) -> Calibration:
    """Weights by which the sentences that answer stand out, then scale and shift of the best one's score."""
    features = np.concatenate([one.features for one in asked])
    right = np.concatenate([one.right for one in asked])
    scaler = StandardScaler().fit(features)
    model = LogisticRegression(C=1.0).fit(scaler.transform(features), right)
    weights = model.coef_[0] / scaler.scale_
    rough = replace(
        START,
        weights=tuple(weights.tolist()),
        bias=float(model.intercept_[0] - weights @ scaler.mean_),
    )
    return question_level(rough, asked).applied(rough)


def question_level(calibration: Calibration, asked: Sequence[Asked]) -> Platt:
    """Scale and shift that make the best sentence's score the chance that the question is answerable."""
    return fit([score(calibration, one) for one in asked], [one.answerable for one in asked])


def score(calibration: Calibration, one: Asked) -> float:
    """The score of a question: that of its best sentence."""
    return float(calibration.scores(one.features).max(initial=0.0))


def judged(asked: Sequence[Asked]) -> list[tuple[str, str]]:
    """Figures of questions whose documents did not fit the calibration that judges them."""
    known, near, away, first = [], [], [], []
    for fold in range(FOLDS):
        calibration = fitted([one for one in asked if one.fold != fold])
        for one in (one for one in asked if one.fold == fold):
            of_kind = known if one.answerable else near if one.on_subject else away
            of_kind.append(score(calibration, one))
            if one.answerable:
                first.append(bool(len(one.right) and one.right[calibration.scores(one.features).argmax()]))
    rows = [
        (
            "an answering sentence is among the candidates",
            f"{np.mean([o.right.any() for o in asked if o.answerable]):.3f}",
        ),
        ("it comes first", f"{np.mean(first):.3f} of {len(first)}"),
        ("AUROC against near misses", f"{auroc(known, near):.3f} of {len(near)}"),
        ("AUROC against off-topic", f"{auroc(known, away):.3f} of {len(away)}"),
    ]
    for at in THRESHOLDS:
        refused = np.mean(np.array(known) < at)
        wrong, off = (np.mean(np.array(some) >= at) for some in (near, away))
        rows.append(
            (f"below {at:.2f}: refused", f"{refused:.3f}, near misses answered {wrong:.3f}, off {off:.3f}")
        )
    pairs = np.array([pair for one in asked for pair in one.spans]).reshape(-1, 2)
    for low, high in ((0.0, 0.05), (0.05, 0.2), (0.2, 0.5), (0.5, 1.01)):
        some = pairs[(pairs[:, 1] >= low) & (pairs[:, 1] < high), 0]
        rows.append(
            (
                f"F1 of right spans of chance {low:.2f} to {high:.2f}",
                f"{some.mean() if len(some) else 0:.3f} of {len(some)}",
            )
        )
    return rows


def main() -> int:
    """Fit, judge and write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--into", type=Path, default=PACKAGED, help="the folder of the model (%(default)s)")
    parser.add_argument("--dry", action="store_true", help="print only")
    given = parser.parse_args()
    if not FOLDER.is_dir():
        print(
            f"No evaluation data at {FOLDER}: set DATELINE_DATA to the folder that holds it.", file=sys.stderr
        )
        return 2
    model = OnnxModel(given.into)
    with world() as assembly:
        asked = collect(assembly, model)
    random.Random(0).shuffle(asked)
    for name, value in judged(asked):
        print(f"{name:50} {value}")
    found = replace(fitted(asked), reader=model.digest)
    print(found)
    if not given.dry:
        found.save(given.into / CALIBRATION)
    return 0


if __name__ == "__main__":
    sys.exit(main())
