"""The packaged reader's calibration: weights of what is known of a sentence, and where refusal starts.

Fitted on news questions of documents that were set apart from training (hand-written, a third of them near
misses), asked over all articles of the project, and on questions about something else that `make eval` does
not judge. The questions that judge the reader take no part. Writes calibration.json beside the model.
"""

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.preprocessing import StandardScaler

from bot.assemble import Assembly
from bot.measure import auroc, f1, holds
from bot.reader.calibration import SURE, THRESHOLD, Calibration, Known
from bot.reader.extractive import ExtractiveReader
from bot.reader.onnx import CALIBRATION, PACKAGED, OnnxModel
from index.retrieve import HybridRetriever
from tests.quality.data import missing, off_topic
from tests.quality.world import as_articles, built
from training.parts import part_of
from training.sets import news as news_set

OFF_TOPIC = 300
FOLDS = 5
THRESHOLDS = (0.3, 0.4, 0.5, 0.6, 0.7, THRESHOLD, SURE)
MIX = {"answerable": 0.6, "near miss": 0.15, "off-topic": 0.25}
"""Of the questions that people ask, how many are assumed to be of each kind."""
START = Calibration((1.0, 0.0), (1.0, 0.0), 0.0, THRESHOLD, SURE, subject=0.5, margin=0.2, marked=0.05)
"""`subject`, `margin` and `marked` are set by hand, after a look at the figures below."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, what is known of its candidate sentences and of itself, and which sentences answer.

    `spans` are F1 and chance of the candidates that answer, `kind` is one of `MIX`.
    `fold` groups the questions of one document.
    """

    sentences: Known
    known: Known
    right: NDArray[np.bool_]
    spans: tuple[tuple[float, float], ...]
    kind: str
    fold: int

    @property
    def answerable(self) -> bool:
        """Whether the articles answer it."""
        return self.kind == "answerable"


@contextmanager
def world() -> Iterator[Assembly]:
    """All articles of the project: the sample corpus and the paragraphs that questions were written on."""
    texts = news_set.texts()
    with tempfile.TemporaryDirectory() as folder:
        path = as_articles({one.id: (one.headline or "", one.text) for one in texts.values()}, Path(folder))
        with built([path]) as assembly:
            yield assembly


def questions() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """(question, article id, accepted answers); near misses have no answers, what is off-topic no article."""
    for one in news_set.news():
        if one.origin == "news" and part_of(one) == "stop":
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
        candidates, sentences, known = reader.look(
            question, retriever.search(question, assembly.settings.retrieval.passages)
        )
        right = [one.hit.article.id == source and holds(one.sentence, accepted) for one in candidates]
        spans = tuple(
            (f1(one.said, accepted), one.spans[0].chance)
            for one, answers in zip(candidates, right, strict=True)
            if answers
        )
        fold = folds.setdefault(source, len(folds)) if source else len(asked)
        kind = "answerable" if accepted else "near miss" if source else "off-topic"
        asked.append(Asked(sentences, known, np.array(right, bool), spans, kind, fold % FOLDS))
    return asked


def fitted(asked: Sequence[Asked]) -> Calibration:
    """Weights by which the sentences that answer stand out, and those by which answerable questions do."""
    order = _logistic(
        np.concatenate([one.sentences for one in asked]), np.concatenate([one.right for one in asked])
    )
    count = Counter(one.kind for one in asked)
    score = _logistic(
        np.stack([one.known for one in asked]),
        np.array([one.answerable for one in asked]),
        [len(asked) * MIX[one.kind] / count[one.kind] for one in asked],
    )
    return replace(START, ordering=order[0], scoring=score[0], bias=score[1], questions=len(asked))


def _logistic(
    known: Known, wanted: NDArray[np.bool_], weights: Sequence[float] | None = None
) -> tuple[tuple[float, ...], float]:
    """Weights and bias of a logistic regression, fitted on values brought to one scale."""
    scaler = StandardScaler().fit(known)
    model = LogisticRegression().fit(scaler.transform(known), wanted, weights)
    found = model.coef_[0] / scaler.scale_
    return tuple(found.tolist()), float(model.intercept_[0] - found @ scaler.mean_)


def score(calibration: Calibration, one: Asked) -> float:
    """The score of a question: that of its best sentence."""
    return float(calibration.scores(one.sentences, one.known).max(initial=0.0))


def judged(asked: Sequence[Asked]) -> list[tuple[str, str]]:
    """Figures of questions whose documents did not fit the calibration that judges them."""
    scores: dict[str, list[float]] = {kind: [] for kind in MIX}
    first = []
    for fold in range(FOLDS):
        calibration = fitted([one for one in asked if one.fold != fold])
        for one in (one for one in asked if one.fold == fold):
            scores[one.kind].append(score(calibration, one))
            if one.answerable:
                first.append(
                    bool(len(one.right) and one.right[calibration.scores(one.sentences, one.known).argmax()])
                )
    known, near, away = scores.values()
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
    if missing():
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
