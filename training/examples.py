"""What the reader learns from: a question with passages that answer it and passages that do not."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

from corpus.types import Span
from training.errors import TrainingError


@dataclass(frozen=True, slots=True)
class Candidate:
    """A passage beside a question.

    `spans` are accepted answers in offsets of `text`. A candidate that is `relevant` without spans answers
    somewhere, unknown where: it teaches ranking, not spans. `question` is asked of it instead of the
    example's.
    """

    text: str
    relevant: bool
    spans: tuple[Span, ...] = ()
    headline: str | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A question and its candidates, of which the first is the passage that it was asked about.

    `origin` names the set; `document` is what must not be split between training and judging.
    """

    question: str
    candidates: tuple[Candidate, ...]
    origin: str
    document: str

    def checked(self) -> Self:
        """Itself.

        Raises:
            TrainingError: A span is empty, leaves its text, or stands in a passage that does not answer.
        """
        for candidate in self.candidates:
            for start, end in candidate.spans:
                if not 0 <= start < end <= len(candidate.text) or not candidate.relevant:
                    raise TrainingError(f"{self.origin}: {self.question!r} has a wrong span {start}..{end}")
        return self


def write(path: Path, examples: Iterable[Example]) -> None:
    """Write examples as JSON Lines, the whole file or none.

    Raises:
        TrainingError: See `Example.checked`.
    """
    scratch = path.with_suffix(".part")
    with scratch.open("w", encoding="utf-8") as file:
        for example in examples:
            file.write(json.dumps(asdict(example.checked()), ensure_ascii=False) + "\n")
    scratch.replace(path)


def read(path: Path) -> list[Example]:
    """The examples of a file that `write` made. Equal passages are one object, which halves the memory."""
    candidates: dict[Candidate, Candidate] = {}
    texts: dict[str, str] = {}

    def candidate(row: dict[str, Any]) -> Candidate:
        text = texts.setdefault(row["text"], row["text"])
        spans = tuple(Span(start, end) for start, end in row["spans"])
        made = Candidate(text, row["relevant"], spans, row["headline"], row.get("question"))
        return candidates.setdefault(made, made)

    with path.open(encoding="utf-8") as file:
        rows = (json.loads(line) for line in file)
        return [
            Example(row["question"], tuple(map(candidate, row["candidates"])), row["origin"], row["document"])
            for row in rows
        ]
