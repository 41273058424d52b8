"""Where refusal should start: thresholds for a reader's score, judged article by article.

The questions of an article are held out together: a threshold chosen on the other articles is judged on
them, so no question helps to choose the threshold that judges it. The cost of a threshold is stated
below; the threshold that is kept is the one of least cost over all questions.

Cost counts the answerable questions and those about something else. The sentence reader cannot see that a
passage on the subject does not answer (its AUROC there is near 0.5), so to charge it for those would only
make it refuse questions that have an answer; they are reported beside.
"""

import itertools
import sys
from dataclasses import dataclass

import numpy as np

from bot.measure import auroc
from tests.quality.data import FOLDER, NewsQuestion, news_questions, off_topic
from tests.quality.world import built

WRONG, REFUSED = 2.0, 1.0
"""A wrong answer to a question that has none weighs twice as much as a refusal of one that has."""
FOLDS = 10


@dataclass(frozen=True, slots=True)
class Scored:
    """One question's score; `fold` groups the questions of one article, `weight` is its share of the cost."""

    score: float
    answerable: bool
    on_subject: bool
    fold: int
    weight: float = 1.0


def cost(scored: list[Scored], threshold: float) -> float:
    """Mean cost of refusing below the threshold, 0 or more."""
    total = 0.0
    for one in scored:
        if one.answerable and one.score < threshold:
            total += REFUSED * one.weight
        elif not one.answerable and one.score >= threshold:
            total += WRONG * one.weight
    return total / sum(one.weight for one in scored)


def best_threshold(scored: list[Scored]) -> float:
    """The threshold of least cost, halfway between neighbouring scores; the lowest of equal ones."""
    scores = sorted({one.score for one in scored})
    middles = [scores[0] - 0.01, *((a + b) / 2 for a, b in itertools.pairwise(scores))]
    return min(middles, key=lambda threshold: cost(scored, threshold))


def cross_validated(scored: list[Scored]) -> tuple[float, float]:
    """Shares of answerable questions refused and of unanswerable ones answered, each on its held-out fold."""
    refused, answered = [], []
    for fold in {one.fold for one in scored}:
        threshold = best_threshold([one for one in scored if one.fold != fold])
        for one in (one for one in scored if one.fold == fold):
            (refused if one.answerable else answered).append((one.score < threshold) == one.answerable)
    return float(np.mean(refused)), float(np.mean(answered))


def collect() -> list[Scored]:
    """Scores of the stand-alone news questions, and of off-topic ones that `make eval` does not judge.

    The off-topic ones together weigh half as much as the answerable ones.
    """
    questions = [q for q in news_questions() if not q.followup_to]
    folds = _folds(questions)
    with built([FOLDER / "wikinews_articles.jsonl"]) as assembly:
        answerer = assembly.answerer(wait=True)
        news = [
            Scored(answerer.answer(q.question).score, q.answerable, on_subject=True, fold=folds[q.id])
            for q in questions
        ]
        judged = set(off_topic(500))
        others = [q for q in off_topic(900) if q not in judged][:300]
        weight = sum(one.answerable for one in news) / len(others) / 2
        away = [
            Scored(
                answerer.answer(q).score, answerable=False, on_subject=False, fold=n % FOLDS, weight=weight
            )
            for n, q in enumerate(others)
        ]
    return news + away


def _folds(questions: list[NewsQuestion]) -> dict[str, int]:
    """A fold for each question, the same for all questions of an article."""
    articles: dict[str, int] = {}
    folds = {}
    for q in questions:
        key = min(q.article_ids, default=q.id)
        folds[q.id] = articles.setdefault(key, len(articles)) % FOLDS
    return folds


def main() -> int:
    """Print the threshold and what it costs."""
    if not FOLDER.is_dir():
        print(
            f"No evaluation data at {FOLDER}: set DATELINE_DATA to the folder that holds it.", file=sys.stderr
        )
        return 2
    scored = collect()
    judged = [one for one in scored if one.answerable or not one.on_subject]
    threshold = best_threshold(judged)
    refused, answered = cross_validated(judged)
    known = [one.score for one in scored if one.answerable]
    on_subject = [one.score for one in scored if not one.answerable and one.on_subject]
    off_subject = [one.score for one in scored if not one.on_subject]
    print(f"threshold of least cost {threshold:.3f}, cost {cost(judged, threshold):.3f}")
    print(f"held out: answerable refused {refused:.3f}, off subject answered {answered:.3f}")
    for name, other in (("on the subject", on_subject), ("off the subject", off_subject)):
        print(f"AUROC against questions {name}: {auroc(known, other):.3f}")
    print("threshold  refused  answered on subject  answered off subject")
    for share in (0.02, 0.05, 0.10, 0.15, 0.20, 0.30):
        t = float(np.quantile(known, share))
        print(
            f"{t:9.3f}  {share:7.2f}  {np.mean(np.array(on_subject) >= t):19.3f}"
            f"  {np.mean(np.array(off_subject) >= t):20.3f}"
        )
    middle = np.quantile(off_subject, 0.95)
    print(f"95 % of the off-subject questions score below {middle:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
