"""The first reader: picks the sentence that stands nearest to the question. It marks no shorter span.

It needs no weights of its own. It sees what a sentence is about, not whether it states the answer: on
questions that are on the subject but not answered, its score is no better than chance (tests/quality).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self

from bot.asking.understand import answer_kind
from bot.reader.holds import meets
from bot.reader.types import Reading
from corpus.types import Span
from index.analysis import terms
from index.types import Embedder, Hit


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A sentence with its rank but for its own cosine."""

    hit: Hit
    span: Span
    rank: float


@dataclass(frozen=True, slots=True)
class SentenceReader:
    """Ranks sentences by meaning, passage, shared words and what the question expects; refuses by meaning.

    The weights are the best of a coarse grid on Wikinews and SQuAD 2 questions (first sentence holds the
    answer: 0.34 and 0.73, by cosine alone 0.30 and 0.60). Words and expected kind rank well but refuse
    badly: a question in other words than the articles' would be refused, one with common words answered.
    So the score of a question is meaning alone: the best cosine of a sentence plus that of its passage,
    less twice the `noise_floor` that unrelated questions reach in this generation (`index.noise`).
    `threshold`, `sure` and `subject` were fitted on Wikinews and off-topic questions (ARCHITECTURE). To
    embed the best 24 of about 50 sentences loses nothing on these questions.
    """

    embedder: Embedder
    noise_floor: float
    threshold: float = 0.2
    sure: float = 0.43
    subject: float = 0.15
    margin: float = 0.15
    passage_weight: float = 0.5
    words_weight: float = 0.3
    kind_weight: float = 0.2
    embedded: int = 24
    marks: bool = False

    def refusing_below(self, threshold: float) -> Self:
        """The same with another threshold; the other bounds keep their order around it."""
        sure = max(threshold, self.sure)
        return replace(self, threshold=threshold, sure=sure, subject=min(threshold, self.subject))

    def read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """The sentences of the hits, best first; see `Reader.read`. Ties keep the order of the hits.

        The best one scores as high as the question means something here at all, the others as much less
        as they rank lower.
        """
        found = self._shortlist(question, hits)
        if not found:
            return []
        # The question travels with the sentences: one batch is faster than two calls.
        vectors = self.embedder.encode([question, *(_shown(one.hit, one.span) for one in found)])
        cosines: list[float] = (vectors[1:] @ vectors[0]).tolist()
        ranks = [one.rank + cosine for one, cosine in zip(found, cosines, strict=True)]
        meaning = max(one.hit.cosine + cosine for one, cosine in zip(found, cosines, strict=True))
        readings = [
            Reading(one.hit, *one.span, meaning - 2 * self.noise_floor + rank - max(ranks))
            for one, rank in zip(found, ranks, strict=True)
        ]
        return sorted(readings, key=lambda reading: -reading.score)

    def _shortlist(self, question: str, hits: Sequence[Hit]) -> list[_Candidate]:
        kind, asked = answer_kind(question), set(terms(question))
        candidates = [
            _Candidate(
                hit,
                span,
                self.passage_weight * hit.cosine
                + self.words_weight * _coverage(asked, _shown(hit, span))
                + self.kind_weight * meets(kind, question, hit.article.text[span.start : span.end]),
            )
            for hit, span in _sentences(hits)
        ]
        return sorted(candidates, key=lambda one: -one.rank)[: self.embedded]


def _sentences(hits: Sequence[Hit]) -> list[tuple[Hit, Span]]:
    """Every sentence that says something once, with the best hit that holds it; a question says nothing."""
    found: dict[tuple[str, Span], Hit] = {}
    for hit in hits:
        for span in hit.passage.sentences:
            if not _asks(hit.article.text, span):
                found.setdefault((hit.article.id, span), hit)
    return [(hit, span) for (_, span), hit in found.items()]


def _asks(text: str, span: Span) -> bool:
    """Whether the sentence is a question, such as a heading; one that is quoted is said."""
    return text[span.end - 1] == "?" and text[span.start] not in "\"“‘'"


def _shown(hit: Hit, span: Span) -> str:
    sentence = hit.article.text[span.start : span.end]
    return f"{hit.article.headline}. {sentence}" if hit.article.headline else sentence


def _coverage(asked: set[str], text: str) -> float:
    return len(asked.intersection(terms(text))) / len(asked) if asked else 0.0
