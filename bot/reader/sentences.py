"""A first reader: picks the sentences that are nearest to the question in meaning and in words.

It marks no span shorter than the sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reader.types import Reading
from index.types import Embedder, Hit

_WORD = re.compile(r"\w+")
_MEANING, _WORDS = 0.7, 0.3


@dataclass(frozen=True, slots=True)
class SentenceReader:
    """Scores each sentence by cosine to the question and by the share of the question's words in it."""

    embedder: Embedder
    threshold: float = 0.40
    sure: float = 0.45
    subject: float = 0.25

    def read(self, question: str, hits: Sequence[Hit]) -> list[Reading]:
        """The sentences of the hits, best first; see `Reader.read`."""
        found: dict[tuple[str, int, int], Hit] = {}
        for hit in hits:
            for span in hit.passage.sentences:
                found.setdefault((hit.article.id, span.start, span.end), hit)
        if not found:
            return []
        texts = [hit.article.text[start:end] for (_, start, end), hit in found.items()]
        vectors = self.embedder.encode([question, *texts])
        cosines = vectors[1:] @ vectors[0]
        readings = [
            Reading(hit, start, end, float(_MEANING * cosine + _WORDS * word_overlap(question, text)))
            for ((_, start, end), hit), text, cosine in zip(found.items(), texts, cosines, strict=True)
        ]
        return sorted(readings, key=lambda r: -r.score)


def word_overlap(question: str, sentence: str) -> float:
    """The share of the question's different words, casefolded, that stand in the sentence: 0 to 1."""
    asked = {w.casefold() for w in _WORD.findall(question)}
    there = {w.casefold() for w in _WORD.findall(sentence)}
    return len(asked & there) / len(asked) if asked else 0.0
