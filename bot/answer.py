"""Question in, cited answer out, all of it from one generation.

What is found is `index`'s business, what it says the reader's, what stands behind it `bot.weigh`'s.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Literal, Protocol, Self

from bot.asking.source import without_source
from bot.asking.types import Question
from bot.asking.understand import understand
from bot.contributors import with_contributors
from bot.definitions import definitions
from bot.dimensions import dimensions
from bot.followup import Turn, followed
from bot.overview import overview
from bot.premise import false_premise
from bot.question import clean
from bot.reader.types import Reader, Reading
from bot.stories import stories
from bot.types import Answer, Citation, Finding, Kind, Reason, Story
from bot.verify import stands
from bot.weigh import Weighed, citation, ranked, surveyed, weigh
from bot.weighing.claims import Claim, claims, glanced, of_sentence, unread
from bot.weighing.fit import answering
from bot.weighing.named import names_asked, speaks_of
from bot.weighing.scope import counted_in, places_asked
from index.generation import Generation
from index.types import Hit, Retriever

_log = logging.getLogger(__name__)

LANGUAGES = ("en",)
"""What the articles and the models are in; a question in another language is refused with that reason."""
FURTHER = 0.5
"""Share of the threshold from which a reading may bear out or contradict those that are cited."""


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

    An answer cites up to `cited` readings, and further ones only within the reader's margin. `today` is the
    day that relative dates in questions count from where no other is given: that of the newest article, or
    the present one. Where figures or an overview are asked for, the next `glanced` passages are looked
    through without the reader, so that no article's figure or lead is missed.
    """

    passages: int = 10
    closest: int = 3
    cited: int = 3
    glanced: int = 20
    today: Literal["newest", "today"] = "newest"


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

    def answer(self, question: str, *, as_of: date | None = None, before: Turn | None = None) -> Answer:
        """The answer alone, see `ask`."""
        return self.ask(question, as_of=as_of, before=before)[0]

    def ask(
        self, question: str, *, as_of: date | None = None, before: Turn | None = None
    ) -> tuple[Answer, Generation]:
        """Answer from articles dated no later than `as_of`, or from all; with the generation that it is from.

        A question that follows up the one `before` is made whole first.

        Raises:
            QuestionError: The question is empty, too long or without words.
            GenerationError: There is no generation to answer from, or it cannot be read.
        """
        clock = _Clock()
        asked = clean(question)
        whole = followed(asked, before) if before else None
        opened = self._open()
        generation = opened.generation
        outlets = generation.outlets()
        asked = whole.asked if whole else asked
        wanted = _wanted(asked, outlets, as_of or self._today(generation))
        hits: list[Hit] = []
        readings: list[Reading] = []
        if wanted.language is None:
            wide = bool(wanted.counted) or wanted.overview
            most = self._spec.passages + (self._spec.glanced if wide else 0)
            hits = opened.retriever.search(wanted.asked, most, as_of, wanted.outlets)
        clock.lap("retrieve")
        hits, beyond = hits[: self._spec.passages], hits[self._spec.passages :]
        if hits:
            readings = _once(opened.reader.read(wanted.asked, hits))
        clock.lap("read")
        found = self._found(wanted, opened, hits, beyond, readings)
        coverage = generation.coverage(as_of)
        clock.lap("weigh")
        answer = Answer(
            question=question,
            asked=asked,
            kind=found.kind,
            text=found.text,
            score=found.score,
            threshold=opened.reader.threshold,
            generation=generation.id,
            coverage=coverage,
            findings=found.findings,
            stories=found.stories,
            closest=found.closest,
            weak=bool(found.findings) and found.score < opened.reader.sure,
            reason=found.reason,
            as_of=as_of.isoformat() if as_of else None,
            about=whole.about if whole else None,
            ms=round(clock.total()),
            timings=clock.laps,
            compatible=found.compatible,
        )
        return answer, generation

    def _found(
        self,
        question: Question,
        opened: "_Opened",
        hits: Sequence[Hit],
        beyond: Sequence[Hit],
        readings: Sequence[Reading],
    ) -> "_Found":
        """What the readings come to; hits that were not read are looked through for figures and leads only.

        Where what was read cannot be an answer, the score says no more than that the articles are on the
        subject; they are, too, where one of them has all names of the question.
        """
        reader, generation = opened.reader, opened.generation
        if question.language:
            return _Found("not_found", score=_score(readings, reader), reason="language")
        if question.overview:
            seen = self._claims(question, opened, overview(question, [*hits, *beyond]))
            if seen:
                return _Found.of(surveyed(seen), max(_score(readings, reader), reader.threshold))
        readings = _told_in_passing(question, hits, readings, reader)
        score = _score(readings, reader)
        names = names_asked(question, hits)
        if score < reader.threshold:
            known = bool(names) and any(speaks_of(hit.article, names) for hit in hits)
            reason: Reason = "not_stated" if known or score >= reader.subject else "off_subject"
            return self._refused(readings, generation, score, reason)
        refused = min(score, reader.subject)
        if false_premise(question, readings, hits):
            return self._refused(readings, generation, refused, "false_premise")
        good = self._good(readings, reader)
        further = [one for one in readings[len(good) :] if one.score >= FURTHER * reader.threshold]
        cited = self._claims(question, opened, good)
        others = self._claims(question, opened, [*further, *glanced(question, beyond)])
        places = places_asked(question, [*cited, *others])
        cited, others = ([one for one in some if counted_in(one, places)] for some in (cited, others))
        cited = [one for one in cited if speaks_of(one.article, names)]
        cited, doubtful = answering(question, cited, sure=score >= reader.sure, marks=reader.marks)
        if not cited:
            return self._refused(readings, generation, refused, "not_stated")
        others = [*doubtful, *others]
        rest = [one for one in unread([*hits, *beyond], [*cited, *others]) if counted_in(one, places)]
        found = _Found.of(weigh(question, cited, others, rest), score)
        happened = stories(question, good)
        return replace(found, kind="several_stories", stories=tuple(happened)) if happened else found

    def _claims(self, question: Question, opened: "_Opened", readings: Sequence[Reading]) -> list[Claim]:
        return _standing(claims(question, readings, opened.generation.outlets()), opened.generation)

    def _refused(
        self, readings: Sequence[Reading], generation: Generation, score: float, reason: Reason
    ) -> "_Found":
        """A refusal with the sentences that come closest."""
        nearest = _standing([of_sentence(one) for one in _nearest(readings)], generation)
        closest = ranked([citation(one) for one in nearest])[: self._spec.closest]
        return _Found("not_found", score=score, reason=reason, closest=tuple(closest))

    def _today(self, generation: Generation) -> date | None:
        """The day that relative dates in questions count from."""
        if self._spec.today == "today":
            return datetime.now(UTC).date()
        newest = generation.coverage().last
        return date.fromisoformat(newest) if newest else None

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

    def _good(self, readings: Sequence[Reading], reader: Reader) -> list[Reading]:
        """The readings to cite, best first."""
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
class _Found:
    """What an answer says; see the fields of the same name of `Answer`."""

    kind: Kind
    score: float
    text: str = ""
    findings: tuple[Finding, ...] = ()
    stories: tuple[Story, ...] = ()
    closest: tuple[Citation, ...] = ()
    reason: Reason | None = None
    compatible: bool = False

    @classmethod
    def of(cls, weighed: Weighed, score: float) -> Self:
        return cls(weighed.kind, score, weighed.text, weighed.findings, compatible=weighed.compatible)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A generation with what searches and reads it."""

    generation: Generation
    retriever: Retriever
    reader: Reader


def _wanted(asked: str, outlets: Sequence[str], today: date | None) -> Question:
    """What is asked for; of a question to one source, what is to be searched there."""
    wanted = understand(asked, outlets, today, LANGUAGES)
    if not wanted.outlets:
        return wanted
    bare = understand(without_source(asked, wanted.outlets), outlets, today, LANGUAGES)
    return replace(bare, outlets=wanted.outlets, language=wanted.language)


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
    """Each sentence once, where neighbouring passages share it: its best reading.

    A short answer that is marked in another reading of the sentence is kept.
    """
    best: dict[tuple[str, int, int], Reading] = {}
    for one in readings:
        key = one.hit.article.id, one.start, one.end
        first = best.setdefault(key, one)
        if first.answer_start is None and one.answer_start is not None:
            best[key] = replace(
                first, answer_start=one.answer_start, answer_end=one.answer_end, more=one.more
            )
    return list(best.values())


def _score(readings: Sequence[Reading], reader: Reader) -> float:
    """The score of the question: that of its best reading."""
    return readings[0].score if readings else reader.subject - 1


def _told_in_passing(
    question: Question, hits: Sequence[Hit], readings: Sequence[Reading], reader: Reader
) -> Sequence[Reading]:
    """The readings with what the hits say in few words that a reader passes over."""
    score = _score(readings, reader)
    least = max(score, reader.threshold)
    if told := definitions(question, hits, least) or dimensions(question, hits, least):
        return _once([*told, *readings])
    return with_contributors(question, hits, readings) if score >= reader.threshold else readings


def _nearest(readings: Iterable[Reading]) -> list[Reading]:
    """The best reading of each passage."""
    best: dict[int, Reading] = {}
    for reading in readings:
        best.setdefault(reading.hit.row, reading)
    return list(best.values())


def _standing(told: Iterable[Claim], generation: Generation) -> list[Claim]:
    """The claims whose quotes stand in the generation's articles; the others are logged and dropped."""
    kept = []
    for one in told:
        quoted = citation(one)
        if stands(quoted, generation.article(quoted.article_id)):
            kept.append(one)
        else:
            _log.error(
                "Dropped a quote that does not stand in its article: %s revision %d, %d-%d, generation %s.",
                quoted.article_id, quoted.revision, quoted.start, quoted.end, generation.id,
            )  # fmt: skip
    return kept
