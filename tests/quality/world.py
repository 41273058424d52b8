"""A home built from evaluation articles by the real program parts, kept for the length of one run."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.assemble import Assembly
from bot.settings import Settings
from corpus.ingest import ingest
from index.generation import Generation


@contextmanager
def built(paths: Sequence[Path], settings: Mapping[str, object] | None = None) -> Iterator[Assembly]:
    """Ingest the paths into a new home, build, and give the assembly on it; the home is removed after."""
    with tempfile.TemporaryDirectory(prefix="dateline-quality-") as folder:
        assembly = Assembly(Settings(home=Path(folder), **(settings or {})))
        with assembly.articles() as store:
            report = ingest(paths, store)
        for rejection in report.rejected:
            print(f"rejected {rejection.found_in}: {rejection.reason}")
        assembly.rebuild()
        yield assembly


def as_articles(texts: Mapping[str, tuple[str, str]], folder: Path) -> Path:
    """Write {id: (headline, text)} as JSON Lines into the folder; returns the file."""
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for key, (headline, text) in texts.items():
            lines.write(json.dumps({"id": key, "headline": headline, "text": text}) + "\n")
    return path


def shelf(generation: Generation) -> list[tuple[str, str]]:
    """(article id, text with white space folded) of each passage, by row."""
    passages = (generation.passage(row) for row in range(generation.size))
    return [(passage.article_id, " ".join(passage.text.split())) for passage in passages]


def rows_with(
    passages: Sequence[tuple[str, str]], article_ids: frozenset[str], evidence: Sequence[str]
) -> set[int]:
    """Rows of the passages of these articles that hold an evidence sentence."""
    return {
        row
        for row, (article_id, text) in enumerate(passages)
        if article_id in article_ids and any(sentence in text for sentence in evidence)
    }
