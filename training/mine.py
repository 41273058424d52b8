"""Hard negatives: passages that the program's own retrieval finds for a question that they do not answer."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from index.fusion import fused
from index.lexical import Bm25Index
from index.types import Embedder
from training.examples import Candidate, Example
from training.vary import answers_of, mentions

MOST = 3
"""Negatives for one question."""

_LOOKED_AT = 30
_COSINE_WEIGHT = 0.7
_BATCH = 1024


def mined(examples: Sequence[Example], pool: Sequence[Candidate], embedder: Embedder) -> Iterator[Example]:
    """Each example with up to `MOST` further candidates: the best hits that mention none of its answers."""
    shown = [f"{one.headline}. {one.text}" if one.headline else one.text for one in pool]
    vectors = embedder.encode(shown)
    lexical = Bm25Index.build(shown)
    looked_at = min(_LOOKED_AT, len(pool))
    for begin in range(0, len(examples), _BATCH):
        batch = examples[begin : begin + _BATCH]
        cosines = embedder.encode([example.question for example in batch]) @ vectors.T
        for example, row in zip(batch, cosines, strict=True):
            by_words, _ = lexical.search(example.question, looked_at)
            by_meaning = np.argpartition(-row, looked_at - 1)[:looked_at]
            hits = np.union1d(by_words, by_meaning)
            scores = fused(row[hits], lexical.scores(example.question, hits), _COSINE_WEIGHT)
            ranked = (pool[int(hit)] for hit in hits[np.argsort(-scores, kind="stable")])
            yield replace(example, candidates=(*example.candidates, *_wrong(example, ranked)))


def _wrong(example: Example, ranked: Iterator[Candidate]) -> list[Candidate]:
    own = {candidate.text for candidate in example.candidates}
    answers = frozenset[str]().union(*map(answers_of, example.candidates))
    found: list[Candidate] = []
    for candidate in ranked:
        if len(found) == MOST:
            break
        if candidate.text not in own and not mentions(candidate.text, answers):
            found.append(Candidate(candidate.text, relevant=False, headline=candidate.headline))
    return found
