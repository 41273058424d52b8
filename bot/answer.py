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
from bot.types import Answer, Citation
from bot.verify import stands
from bot.weigh import citation, findings, ranked
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
    """How many passages the reader gets, and how many of the closest a refusal shows.

    An answer cites up to `cited` readings, and further ones only within the reader's margin.
    """

    passages: int = 10
    closest: int = 3
    cited: int = 3


class Answerer:
    """Answers questions from the generation that is current when each one is asked."""

    def __init__(
        self,
        served: Served,
        retriever: Callable[[Generation], Retriever],
        reader: Callable[[Generation], Reader],
        spec: AnswerSpec | None = None,
    ) -> None:
        self._served = served
        self._retriever_of = retriever
        self._reader_of = reader
        self._spec = spec or AnswerSpec()
        self._latest: _Opened | None = None
        self._told: str | None = None

    def generation(self) -> Generation:
        """The generation that the next question is answered from."""
        return self._served.get()

    def answer(self, question: str, *, as_of: date | None = None) -> Answer:
        """The answer alone, see `ask`."""
        return self.ask(question, as_of=as_of)[0]

    def ask(self, question: str, *, as_of: date | None = None) -> tuple[Answer, Generation]:
        """Answer from articles dated no later than `as_of`, or from all; with the generation that it is from.

        Raises:
            QuestionError: The question is empty, too long or without words.
            GenerationError: There is no generation to answer from, or it cannot be read.
        """
        clock = _Clock()
        asked = clean(question)
        opened = self._open()
        generation, reader = opened.generation, opened.reader
        hits = opened.retriever.search(asked, self._spec.passages, as_of)
        clock.lap("retrieve")
        readings = _once(reader.read(asked, hits))
        clock.lap("read")
        score = readings[0].score if readings else reader.subject - 1
        good = self._good(readings, reader)
        cited = _standing(ranked([citation(r) for r in good]), generation)
        closest: list[Citation] = []
        if not cited:
            nearest = ranked([citation(r) for r in _nearest(readings)])
            closest = _standing(nearest[: self._spec.closest], generation)
        found = findings(cited)
        coverage = generation.coverage(as_of)
        clock.lap("weigh")
        answer = Answer(
            question=question,
            asked=asked,
            kind="answered" if found else "not_found",
            text=found[0].value if found else "",
            score=score,
            threshold=reader.threshold,
            generation=generation.id,
            coverage=coverage,
            findings=found,
            closest=tuple(closest),
            weak=bool(found) and score < reader.sure,
            reason=None if found else "off_subject" if score < reader.subject else "not_stated",
            as_of=as_of.isoformat() if as_of else None,
            ms=round(clock.total()),
            timings=clock.laps,
        )
        return answer, generation

    def search(self, question: str, k: int, *, read: bool = False, as_of: date | None = None) -> list[Hit]:
        """The k best passages, best first; with `read`, in the reader's order and with its scores.

        Raises:
            QuestionError: The question is empty, too long or without words.
            GenerationError: There is no generation to answer from, or it cannot be read.
        """
        asked = clean(question)
        opened = self._open()
        hits = opened.retriever.search(asked, k, as_of)
        if not read:
            return hits
        best = {r.hit.row: r.score for r in reversed(opened.reader.read(asked, hits))}
        known = [replace(hit, score=best[hit.row]) for hit in hits if hit.row in best]
        return [*sorted(known, key=lambda h: -h.score), *(hit for hit in hits if hit.row not in best)]

    def _tell(self, error: str | None, generation: Generation) -> None:
        """Log once that a newer generation cannot be used."""
        if error and error != self._told:
            _log.warning("Still answering from %s: %s", generation.id, error)
        self._told = error

    def _good(self, readings: list[Reading], reader: Reader) -> list[Reading]:
        """The readings to cite, best first; none when the question is to be refused."""
        good = [r for r in readings if r.score >= reader.threshold]
        near = sum(r.score >= readings[0].score - reader.margin for r in good)
        return good[: max(near, self._spec.cited)]

    def _open(self) -> "_Opened":
        generation = self._served.get()
        self._tell(self._served.error, generation)
        latest = self._latest
        if latest is None or latest.generation is not generation:
            latest = _Opened(generation, self._retriever_of(generation), self._reader_of(generation))
            self._latest = latest
        return latest


@dataclass(frozen=True, slots=True)
class _Opened:
    """A generation with what searches and reads it."""

    generation: Generation
    retriever: Retriever
    reader: Reader


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


def _once(readings: Iterable[Reading]) -> list[Reading]:
    """Each sentence once, where neighbouring passages share it: its best reading."""
    best: dict[tuple[str, int, int], Reading] = {}
    for reading in readings:
        best.setdefault((reading.hit.article.id, reading.start, reading.end), reading)
    return list(best.values())


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
