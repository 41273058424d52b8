"""What a reader's model promises: logits for each token of each passage that it reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.types import Span

Logits = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Passage:
    """What is read: the text of a passage and its article's headline."""

    headline: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Read:
    """What a model says of one passage.

    `start` and `end`, both of shape (tokens,), are logits that an answer begins or ends at a token of the
    text; `offsets` says where the tokens stand in it (before 0: in the headline). `null` holds the logits
    of start and end for "no answer here". `answers` is a logit that the passage answers the question, 0
    from models that do not judge that apart.
    """

    start: Logits
    end: Logits
    offsets: tuple[Span, ...]
    null: tuple[float, float]
    answers: float


class Model(Protocol):
    """An extractive question answering model."""

    @property
    def name(self) -> str:
        """For people."""
        ...

    @property
    def digest(self) -> str:
        """Sha256 over the weights, 64 hexadecimal digits."""
        ...

    def read(self, question: str, passages: Sequence[Passage]) -> list[Read]:
        """What it says of each passage, in their order."""
        ...
