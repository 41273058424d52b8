"""Search alone over made-up vectors and texts, in a process of its own: `… bench_search PASSAGES`."""

import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from corpus.types import Passage, Span
from index.embed import SentenceTransformerEmbedder
from index.generation import PASSAGES, Generation
from index.lexical import Bm25Index
from index.manifest import EmbeddedBy, Manifest
from index.passage_table import PassageTable, Row
from index.retrieve import HybridRetriever
from index.types import Progress, Vectors
from index.vectors import FaissVectors
from tests.quality.bench_texts import article, made_up, questions

DIMENSION = 384
SUBJECTS = 5000
PER_ARTICLE = 10
ASKED = 200


class Prepared:
    """An embedder that knows its questions beforehand, to leave the model out."""

    name, digest, dimension, precision = "prepared", "0" * 64, DIMENSION, "float32"

    def __init__(self, known: dict[str, Vectors]) -> None:
        self._known = known

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return np.stack([self._known[text] for text in texts])


def vectors(rows: int, seed: int) -> Vectors:
    """Unit vectors, each between two of some thousand subjects, with noise."""
    subjects = np.random.default_rng(0).normal(size=(SUBJECTS, DIMENSION)).astype(np.float32)
    draw = np.random.default_rng(seed)
    made = np.empty((rows, DIMENSION), np.float32)
    for start in range(0, rows, 50_000):
        part = made[start : start + 50_000]
        one, other = draw.integers(SUBJECTS, size=(2, len(part)))
        share = draw.uniform(0.5, 1, size=(len(part), 1)).astype(np.float32)
        part[:] = share * subjects[one] + (1 - share) * subjects[other]
        part += 0.4 * draw.standard_normal(part.shape, np.float32)
        part /= np.linalg.norm(part, axis=1, keepdims=True)
    return made


def generation(rows: int, folder: Path) -> Generation:
    """A generation of made-up passages, ten an article."""
    texts = list(made_up(rows))
    groups = [texts[start : start + PER_ARTICLE] for start in range(0, rows, PER_ARTICLE)]
    articles = [article(number, "\n".join(group)) for number, group in enumerate(groups)]

    def told():
        for one, group in zip(articles, groups, strict=True):
            start = 0
            for text in group:
                span = Span(start, start + len(text))
                yield Row(Passage(one.id, 1, *span, text, (span,)), b"")
                start = span.end + 1

    PassageTable.write(folder / PASSAGES, ((one, []) for one in articles), told())
    lexical = Bm25Index.build(texts)
    lexical.save(folder / "lexical")
    faiss_vectors = FaissVectors.build(vectors(rows, 1))
    made_by = EmbeddedBy(Prepared.name, Prepared.digest, DIMENSION, Prepared.precision)
    manifest = Manifest("made-up", "", made_by, faiss_vectors.factory, {}, "", len(articles), rows, 0, 0.0)
    table = PassageTable(folder / PASSAGES)
    return Generation(folder, manifest, faiss_vectors, Bm25Index.load(folder / "lexical"), table)


def milliseconds(work: Callable[[str], object], asked: Sequence[str]) -> str:
    """The median and the 95th percentile of the time each question takes."""
    for question in asked[:10]:
        work(question)
    taken = []
    for question in asked:
        begun = time.perf_counter()
        work(question)
        taken.append((time.perf_counter() - begun) * 1000)
    return f"{np.median(taken):.1f} / {np.percentile(taken, 95):.1f}"


def main(rows: int) -> None:
    """Print one row of the table as JSON."""
    asked = questions(ASKED)
    prepared = Prepared(dict(zip(asked, vectors(ASKED, 2), strict=True)))
    with tempfile.TemporaryDirectory() as folder:
        made = generation(rows, Path(folder))
        without = HybridRetriever(made, prepared)
        real = SentenceTransformerEmbedder()
        with_model = HybridRetriever(made, real)
        figures = [
            f"{rows:,}",
            made.vectors.factory,
            milliseconds(lambda question: made.vectors.search(prepared.encode([question])[0], 50), asked),
            milliseconds(lambda question: made.lexical.search(question, 50), asked),
            milliseconds(lambda question: without.search(question, 10), asked),
            milliseconds(lambda question: without.search(question, 10, date(2009, 6, 1)), asked),
            milliseconds(lambda question: with_model.search(question, 10), asked),
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f}",
        ]
    print(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]))
