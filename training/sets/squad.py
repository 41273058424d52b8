"""Sets in the form of SQuAD: SquadShifts, the part of SQuAD 2, QED."""

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus.types import Span
from training.examples import Candidate, Example
from training.treebank import joined


def squadshifts(folder: Path) -> Iterator[Example]:
    """Questions on encyclopedia, forum and review text (SquadShifts, Miller et al. 2020).

    The document is the article, or the paragraph of forum and review text, which has no title of its own.
    """
    with gzip.open(folder / "squadshifts.jsonl.gz", "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            origin = f"squadshifts-{row['set']}"
            if row["set"] == "new_wiki":
                yield _example(row, origin, row["title"].replace("_", " "), row["title"])
            else:
                yield _example(row, origin, None, row["context"][:80])


def squad2(folder: Path) -> Iterator[Example]:
    """Questions of which more than half cannot be answered, on purpose (SQuAD 2.0, Rajpurkar et al. 2018)."""
    with (folder / "squad2_part.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            yield _example(row, "squad2", row["title"], row["title"])


def qed(folder: Path) -> Iterator[Example]:
    """Questions typed into a search engine (QED, Lamm et al. 2021), on paragraphs of separate tokens."""
    with (folder / "qed.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            tokens = row["context"].split(" ")
            text, places = joined(tokens)
            if spans := _rejoined(row, tokens, places):
                yield Example(
                    row["question"], (Candidate(text, True, spans, row["title"]),), "qed", row["title"]
                )


def _rejoined(row: dict[str, Any], tokens: list[str], places: list[Span]) -> tuple[Span, ...]:
    """The answers, given as offsets of the tokens joined by spaces, as spans of the text that people read."""
    numbers, offset = {}, 0
    for number, token in enumerate(tokens):
        numbers[offset] = number
        offset += len(token) + 1
    found = set()
    for answer, start in zip(row["answers"], row["answer_starts"], strict=True):
        first = numbers.get(start)
        if first is not None and answer:
            last = first + answer.count(" ")
            found.add(Span(places[first].start, places[last].end))
    return tuple(sorted(found))


def _example(row: dict[str, Any], origin: str, headline: str | None, document: str) -> Example:
    spans = {
        Span(start, start + len(answer))
        for answer, start in zip(row["answers"], row["answer_starts"], strict=True)
        if answer
    }
    candidate = Candidate(row["context"], bool(spans), tuple(sorted(spans)), headline)
    return Example(" ".join(row["question"].split()), (candidate,), origin, document)
