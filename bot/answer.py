"""Question in, cited answer out, all of it from one generation.

What is found is `index`'s business, what it says the reader's, what stands behind it `bot.weigh`'s.
"""

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from bot.question import clean
from bot.reader.types import Reader, Reading
from bot.types import Answer, Citation, Reason
from bot.verify import stands
from bot.weigh import citation, finding, ranked
from index.generation import Generation
from index.types import Hit, Retriever

_log = logging.getLogger(__name__)


class Served(Protocol):
    """Gives the generation to answer from, such as `index.live.Live`."""

    def get(self) -> Generation:
        """The generation that is current now; raises GenerationMissing when there is none."""
        ...

    @property
    def error(self) -> str | None:
        """Why a newer generation does not answer although it should; None when all is well."""
        ...


@dataclass(frozen=True, slots=True)
class AnswerSpec:
    """How many passages the reader gets, and how many of the closest a refusal shows."""

    passages: int = 10
    closest: int = 3


class Answerer:
    """Answers questions from the generation that is current when each one is asked."""

    def __init__(
        self,
        served: Served,
        retriever: Callable[[Generation], Retriever],
        reader: Reader,
        spec: AnswerSpec | None = None,
    ) -> None:
        self._served = served
        self._retriever_of = retriever
        self._reader = reader
        self._spec = spec or AnswerSpec()
        self._latest: tuple[Generation, Retriever] | None = None
        self._told: str | None = None

    def generation(self) -> Generation:
        """The generation that the next question is answered from."""
        return self._served.get()

    def answer(self, question: str, *, as_of: date | None = None) -> Answer:
        """Answer from articles dated no later than `as_of`, or from all of them.

        Raises:
            QuestionError: The question is empty, too long or without words.
            GenerationError: There is no generation to answer from, or it cannot be read.
        """
        clock = _Clock()
        asked = clean(question)
        generation, retriever = self._open()
        hits = retriever.search(asked, self._spec.passages, as_of)
        clock.lap("retrieve")
        readings = self._reader.read(asked, hits)
        clock.lap("read")
        score = readings[0].score if readings else self._reader.subject - 1
        least = max(self._reader.threshold, score - self._reader.margin)
        good = [r for r in readings if r.score >= least]
        cited = _standing(ranked([citation(r) for r in good]), generation)
        closest: list[Citation] = []
        if not cited:
            nearest = ranked([citation(r) for r in _nearest(readings)])
            closest = _standing(nearest[: self._spec.closest], generation)
        coverage = generation.coverage(as_of)
        clock.lap("weigh")
        findings = (finding(cited),) if cited else ()
        return Answer(
            question=question,
            asked=asked,
            kind="answered" if findings else "not_found",
            text=findings[0].value if findings else "",
            score=score,
            threshold=self._reader.threshold,
            generation=generation.id,
            coverage=coverage,
            findings=findings,
            closest=tuple(closest),
            weak=bool(findings) and score < self._reader.sure,
            reason=None if findings else self._reason(score),
            as_of=as_of.isoformat() if as_of else None,
            ms=round(clock.total()),
            timings=clock.laps,
        )

    def search(self, question: str, k: int, *, read: bool = False, as_of: date | None = None) -> list[Hit]:
        """The k best passages, best first; with `read`, in the reader's order and with its scores.

        Raises:
            QuestionError: The question is empty, too long or without words.
            GenerationError: There is no generation to answer from, or it cannot be read.
        """
        asked = clean(question)
        _, retriever = self._open()
        hits = retriever.search(asked, k, as_of)
        if not read:
            return hits
        best = {r.hit.row: r.score for r in reversed(self._reader.read(asked, hits))}
        known = [replace(hit, score=best[hit.row]) for hit in hits if hit.row in best]
        return [*sorted(known, key=lambda h: -h.score), *(hit for hit in hits if hit.row not in best)]

    def _open(self) -> tuple[Generation, Retriever]:
        generation = self._served.get()
        self._tell(self._served.error, generation)
        latest = self._latest
        if latest is None or latest[0] is not generation:
            latest = self._latest = (generation, self._retriever_of(generation))
        return latest

    def _tell(self, error: str | None, generation: Generation) -> None:
        """Log once that a newer generation cannot be used."""
        if error and error != self._told:
            _log.warning("Still answering from %s: %s", generation.id, error)
        self._told = error

    def _reason(self, score: float) -> Reason:
        return "off_subject" if score < self._reader.subject else "not_stated"


class _Clock:
    """Milliseconds by stage."""

    def __init__(self) -> None:
        self._begun = self._last = time.perf_counter()
        self.laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.laps[stage] = 1000 * (now - self._last)
        self._last = now

    def total(self) -> float:
        return 1000 * (time.perf_counter() - self._begun)


def _nearest(readings: Iterable[Reading]) -> list[Reading]:
    """The best reading of each passage."""
    best: dict[int, Reading] = {}
    for reading in readings:
        best.setdefault(reading.hit.row, reading)
    return list(best.values())


def _standing(citations: Iterable[Citation], generation: Generation) -> list[Citation]:
    """The citations whose quotes stand in the generation's articles; the others are logged and dropped."""
    kept = []
    for one in citations:
        if stands(one, generation.article(one.article_id)):
            kept.append(one)
        else:
            _log.error(
                "Dropped a quote that does not stand in its article: %s revision %d, %d-%d, generation %s.",
                one.article_id, one.revision, one.start, one.end, generation.id,
            )  # fmt: skip
    return kept
