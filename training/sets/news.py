"""The news questions written for this project, on the sample corpus and on invented paragraphs."""

import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus import sample
from corpus.ingest import ingest
from corpus.store import ArticleStore
from corpus.types import Span
from training.errors import TrainingError
from training.examples import Candidate, Example

FOLDER = Path(__file__).parents[1] / "news"
"""Its README says what a line holds."""


@dataclass(frozen=True, slots=True)
class Text:
    """What a question is asked about."""

    id: str
    headline: str | None
    text: str


def news(texts: Mapping[str, Text]) -> Iterator[Example]:
    """The questions on the given texts.

    Raises:
        TrainingError: A text is unknown, or an answer does not stand in its text exactly once.
    """
    for path in sorted(FOLDER.glob("*.questions.jsonl")):
        for number, row in enumerate(_rows(path), 1):
            try:
                text = texts[row["source"]]
                spans = _spans(row, text.text)
            except (KeyError, ValueError) as error:
                raise TrainingError(f"{path.name}:{number}: {error}") from error
            candidate = Candidate(text.text, bool(spans), spans, text.headline)
            yield Example(row["question"], (candidate,), "news", text.id)


def paragraphs() -> dict[str, Text]:
    """The invented paragraphs by id."""
    rows = (row for path in sorted(FOLDER.glob("*.paragraphs.jsonl")) for row in _rows(path))
    return {row["id"]: Text(row["id"], row["headline"], row["text"]) for row in rows}


def sample_articles() -> dict[str, Text]:
    """The articles of the sample corpus by id, cleaned as the store keeps them."""
    with tempfile.TemporaryDirectory() as folder, ArticleStore(Path(folder) / "articles.sqlite") as store:
        ingest([sample.FOLDER], store)
        return {one.id: Text(one.id, one.headline, one.text) for one in store.articles()}


def _spans(row: Mapping[str, Any], text: str) -> tuple[Span, ...]:
    answer = row["answer"]
    if answer is None:
        return ()
    around = row.get("in", answer)
    if text.count(around) != 1 or answer not in around:
        raise ValueError(f"{answer!r} stands {text.count(around)} times in the text; give a longer 'in'")
    start = text.index(around) + around.index(answer)
    spans = {Span(start, start + len(answer))}
    for other in (*row.get("also", ()), *row.get("all", ())):
        if text.count(other) == 1:
            spans.add(Span(text.index(other), text.index(other) + len(other)))
    return tuple(sorted(spans))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
