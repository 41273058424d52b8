"""Reads the evaluation data, which is not part of the project: DATELINE_DATA, else ../shared/data."""

import gzip
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

_Item = TypeVar("_Item")

ROOT = Path(__file__).resolve().parents[2]
FOLDER = Path(os.environ.get("DATELINE_DATA") or ROOT.parent / "shared" / "data")
SEEDS = ROOT.parent / "shared" / "seeds"


def missing() -> bool:
    """Whether the data is not there; says on standard error what to do about it."""
    if FOLDER.is_dir():
        return False
    print(f"No evaluation data at {FOLDER}: set DATELINE_DATA to the folder that holds it.", file=sys.stderr)
    return True


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


def drawn(items: Sequence[_Item], count: int | None) -> list[_Item]:
    """So many of the items, evenly drawn, in their order; all of them when there are no more, or for None."""
    if count is None or count >= len(items):
        return list(items)
    return [items[i * len(items) // count] for i in range(count)]


def off_topic(count: int) -> list[str]:
    """Evenly drawn questions that no article here is about."""
    return list(off_topic_by_id(count).values())


def off_topic_by_id(count: int) -> dict[str, str]:
    """The same under ids: "line 1" is the first line of their file."""
    rows = list(enumerate(records("offtopic_questions.jsonl"), 1))
    return {f"line {number}": row["question"] for number, row in drawn(rows, count)}
