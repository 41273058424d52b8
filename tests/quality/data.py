"""Reads the evaluation data, which is not part of the project: DATELINE_DATA, else ../shared/data."""

import gzip
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("DATELINE_DATA") or ROOT.parent / "shared" / "data")
SEEDS = ROOT.parent / "shared" / "seeds"


def records(name: str) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file of the data folder, .gz or plain."""
    path = FOLDER / name
    content = path.read_bytes()
    if name.endswith(".gz"):
        content = gzip.decompress(content)
    return [json.loads(line) for line in content.decode("utf-8").splitlines()]


@dataclass(frozen=True, slots=True)
class NewsQuestion:
    """One line of wikinews_questions.jsonl."""

    id: str
    question: str
    type: str
    answerable: bool
    answers: tuple[str, ...]
    article_ids: frozenset[str]
    evidence: tuple[str, ...]
    followup_to: str | None


def news_questions() -> Iterator[NewsQuestion]:
    """The end-to-end development questions in their order."""
    for row in records("wikinews_questions.jsonl"):
        yield NewsQuestion(
            row["id"],
            row["question"],
            row["type"],
            row["answerable"],
            tuple(row["answers"]),
            frozenset(row["article_ids"]),
            tuple(" ".join(sentence.split()) for sentence in row["evidence"]),
            row["followup_to"],
        )


def off_topic(count: int) -> list[str]:
    """Evenly drawn questions that no article here is about."""
    rows = records("offtopic_questions.jsonl")
    return [rows[i * len(rows) // count]["question"] for i in range(count)]
