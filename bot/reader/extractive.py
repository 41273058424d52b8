"""The reader that reads: finds answer spans in passages, chooses between them, knows when none answers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np
from numpy.typing import NDArray

from bot.asking.understand import answer_kind
from bot.reader.calibration import Calibration, Known
from bot.reader.model import Model, Passage, Read
from bot.reader.spans import best, trimmed
from bot.reader.types import Reading
from corpus.types import Span
from index.types import Hit

SPANS = 5
"""Spans looked at in a passage; further ones are hardly ever answers."""
_KEPT = 0.1
"""A further span is kept that has this much of the best one's chance."""


@dataclass(frozen=True, slots=True)
class Found:
    """A span in offsets of a text, with the sentence that it stands in.

    `chance` is the model's probability of it among all spans of the passage and "no answer", `margin` how
    far its logits stand above those of "no answer".
    """

    span: Span
    sentence: Span
    chance: float
    margin: float


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with its spans, best first."""

    hit: Hit
    spans: tuple[Found, ...]

    @property
    def sentence(self) -> str:
        """The sentence."""
        return self.hit.article.text[slice(*self.spans[0].sentence)]

    @property
    def said(self) -> str:
        """The best span."""
        return self.hit.article.text[slice(*self.spans[0].span)]

    def reading(self, score: float, marked: float) -> Reading:
        """Itself with a score; the sentence alone where the best span's chance is below `marked`."""
        best, *others = self.spans
        if best.chance < marked:
            return Reading(self.hit, *best.sentence, score)
        more = tuple(one.span for one in others if one.chance >= _KEPT * best.chance)
        return Reading(self.hit, *best.sentence, score, *best.span, more)


@dataclass(frozen=True, slots=True)
class ExtractiveReader:
    """Reads every hit once and scores its sentences by what the model and the indexes say, see `Calibration`.

    The sentence of a question that asks for yes or no gets no marked span.
    """

    model: Model
    calibration: Calibration
    noise_floor: float

    @property
    def threshold(self) -> float:
        """See `Reader`."""
        return self.calibration.threshold

    @property
    def sure(self) -> float:
        """See `Reader`."""
        return self.calibration.sure

    @property
    def subject(self) -> float:
        """See `Reader`."""
        return self.calibration.subject

    @property
    def margin(self) -> float:
        """See `Reader`."""
        return self.calibration.margin

    @property
    def marks(self) -> bool:
        """See `Reader`."""
        return True

    def refusing_below(self, threshold: float) -> Self:
        """The same with another threshold; the other bounds keep their order around it."""
        kept = self.calibration
        moved = replace(
            kept, threshold=threshold, sure=max(threshold, kept.sure), subject=min(threshold, kept.subject)
        )
        return replace(self, calibration=moved)

    def read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """The answering sentences of the hits, best first; see `Reader.read`. Ties keep the hits' order."""
        candidates, sentences, known = self.look(question, hits)
        marked = 2.0 if answer_kind(question) == "verdict" else self.calibration.marked
        scores = self.calibration.scores(sentences, known).tolist()
        readings = [one.reading(score, marked) for one, score in zip(candidates, scores, strict=True)]
        return sorted(readings, key=lambda reading: -reading.score)

    def look(self, question: str, hits: Sequence[Hit]) -> tuple[list[Candidate], Known, Known]:
        """Sentences that may answer, what is known of each and of the question, see `Calibration.scores`."""
        read = self.model.read(question, [_passage(hit) for hit in hits])
        candidates = [
            Candidate(hit, tuple(spans))
            for hit, one in zip(hits, read, strict=True)
            for spans in by_sentence(answers(hit.article.text, hit.passage.sentences, one, hit.passage.start))
        ]
        sentences = [(one.spans[0].margin, one.hit.score) for one in candidates]
        known = (
            max((one.answers for one in read), default=0.0),
            max((hit.cosine for hit in hits), default=0.0) - self.noise_floor,
        )
        return candidates, np.array(sentences, np.float64).reshape(len(sentences), 2), np.array(known)


def answers(text: str, sentences: Sequence[Span], read: Read, begin: int = 0) -> list[Found]:
    """The best spans of a passage that begins at `begin` in the text, best first, each once when trimmed.

    `sentences` are those of the passage, in offsets of the text.
    """
    numbers = _sentence_numbers(sentences, read, begin)
    log_sums = _log_sum(read.start, read.null[0]) + _log_sum(read.end, read.null[1])
    found: dict[Span, Found] = {}
    for one in best(read.start, read.end, numbers, SPANS):
        sentence = sentences[int(numbers[one.first])]
        away = begin - sentence.start
        start, end = trimmed(
            text[slice(*sentence)], read.offsets[one.first].start + away, read.offsets[one.last].end + away
        )
        span = Span(sentence.start + start, sentence.start + end)
        chance = float(np.exp(one.logit - log_sums))
        found.setdefault(span, Found(span, sentence, chance, one.logit - sum(read.null)))
    return list(found.values())


def _sentence_numbers(sentences: Sequence[Span], read: Read, begin: int) -> NDArray[np.int64]:
    """The number of each token's sentence; -1 for the headline's, and for one that reaches out of its own."""
    starts, ends = np.array(sentences, np.int64).reshape(len(sentences), 2).T - begin
    offsets = np.array(read.offsets, np.int64).reshape(len(read.offsets), 2)
    numbers = np.searchsorted(starts, offsets[:, 0], side="right") - 1
    inside = (offsets[:, 0] >= 0) & (numbers >= 0)
    inside[inside] = offsets[inside, 1] <= ends[numbers[inside]]
    return np.where(inside, numbers, -1)


def _log_sum(logits: NDArray[np.float32], null: float) -> float:
    """Log of the sum of exp over the tokens and "no answer"."""
    every = np.append(logits, null)
    highest = float(every.max())
    return highest + float(np.log(np.exp(every - highest).sum()))


def _passage(hit: Hit) -> Passage:
    return Passage(hit.article.headline, hit.passage.text)


def by_sentence(found: Sequence[Found]) -> list[list[Found]]:
    """The spans of a passage sentence by sentence, the sentence of the best span first."""
    groups: dict[Span, list[Found]] = defaultdict(list)
    for one in found:
        groups[one.sentence].append(one)
    return list(groups.values())
