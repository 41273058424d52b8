"""What a reader promises: it reads passages for a question and points at what answers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.types import Span
from index.types import Hit


@dataclass(frozen=True, slots=True)
class Reading:
    """A sentence that may answer the question, in offsets of `hit.article.text`.

    `start` and `end` bound the evidence sentence, `answer_start` and `answer_end` a shorter answer within
    it, both None where none is marked; `more` are further answers in the sentence, best first. `score`
    grows with how sure it is that this answers the question.
    """

    hit: Hit
    start: int
    end: int
    score: float
    answer_start: int | None = None
    answer_end: int | None = None
    more: tuple[Span, ...] = ()


class Reader(Protocol):
    """Reads the hits of one question. The score of its best reading is the score of the question.

    All bounds are on the scale of `Reading.score`: a question that scores below `threshold` is refused,
    one below `sure` is answered with a warning, and a refusal below `subject` is off the subject of the
    articles altogether. subject <= threshold <= sure.
    """

    @property
    def threshold(self) -> float:
        """Where refusal starts."""
        ...

    @property
    def sure(self) -> float:
        """Where answers stop being weak."""
        ...

    @property
    def subject(self) -> float:
        """Where a refusal stops being off the subject."""
        ...

    @property
    def margin(self) -> float:
        """How far below the best reading a further one may score to be cited beyond the first few."""
        ...

    @property
    def marks(self) -> bool:
        """Whether it marks shorter answers, so that a sentence without one may not say what is asked for."""
        ...

    def read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """The sentences of the hits that may answer, best first; one that two hits share may come twice."""
        ...
