"""The first reader: picks the sentence that stands nearest to the question. It marks no shorter span.

It needs no weights of its own. It sees what a sentence is about, not whether it states the answer: on
questions that are on the subject but not answered, its score is no better than chance (tests/quality).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

import numpy as np

from bot.reader.expectation import expected, meets
from bot.reader.types import Reading
from corpus.types import Span
from index.types import Embedder, Hit
from index.words import terms


@dataclass(frozen=True, slots=True)
class SentenceReader:
    """Scores a sentence by meaning, by its passage, by shared words and by what the question expects.

    The weights were chosen on Wikinews and SQuAD 2 questions from a coarse grid (first sentence holds the
    answer: 0.34 and 0.73, by cosine alone 0.30 and 0.60). `threshold`, `sure` and `subject` come from
    `python -m tests.quality.calibrate`.
    """

    embedder: Embedder
    threshold: float = 1.03
    sure: float = 1.15
    subject: float = 0.80
    passage_weight: float = 0.5
    words_weight: float = 0.3
    kind_weight: float = 0.2

    def refusing_below(self, threshold: float) -> Self:
        """The same with another threshold; the other bounds keep their order around it."""
        sure = max(threshold, self.sure)
        return replace(self, threshold=threshold, sure=sure, subject=min(threshold, self.subject))

    def read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """The sentences of the hits, best first; see `Reader.read`. Ties keep the order of the hits."""
        found = _sentences(hits)
        if not found:
            return []
        kind, asked = expected(question), set(terms(question))
        shown = [_with_headline(hit, span) for hit, span in found]
        # Each text by itself would be slow; the question travels with the sentences in one batch.
        vectors = self.embedder.encode([question, *shown])
        cosines = vectors[1:] @ vectors[0]
        readings = [
            Reading(
                hit,
                *span,
                float(cosine)
                + self.passage_weight * hit.cosine
                + self.words_weight * _coverage(asked, text)
                + self.kind_weight * meets(kind, question, hit.article.text[span.start : span.end]),
            )
            for (hit, span), text, cosine in zip(found, shown, cosines, strict=True)
        ]
        order = np.argsort([-reading.score for reading in readings], kind="stable")
        return [readings[i] for i in order]


def _sentences(hits: Sequence[Hit]) -> list[tuple[Hit, Span]]:
    """Every sentence once, with the best hit that holds it."""
    found: dict[tuple[str, Span], Hit] = {}
    for hit in hits:
        for span in hit.passage.sentences:
            found.setdefault((hit.article.id, span), hit)
    return [(hit, span) for (_, span), hit in found.items()]


def _with_headline(hit: Hit, span: Span) -> str:
    sentence = hit.article.text[span.start : span.end]
    return f"{hit.article.headline}. {sentence}" if hit.article.headline else sentence


def _coverage(asked: set[str], text: str) -> float:
    return len(asked.intersection(terms(text))) / len(asked) if asked else 0.0
