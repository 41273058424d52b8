"""Questions written for this project, each on a text of its own: see the README beside the files."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from corpus.sentences import sentences
from corpus.types import Span
from training.errors import TrainingError
from training.examples import Candidate, Example

TOLD = "-told"
"""Behind the origin of a question on a text that was made to answer it.

With the same question on both texts, the question alone does not give away whether there is an answer: its
words told that with an AUROC of .78 where there were no such texts.
"""
PAIR = "-pair"
"""Behind the origin of a question on two texts, the first of which answers while the second only nearly does.

They differ in a few words; or the text is the same, and the second time it is asked for what it only nearly
says. Such sets show what a model takes for an answer (Gardner et al. 2020).
"""


@dataclass(frozen=True, slots=True)
class Text:
    """What questions are asked about. Texts on one event share a `document`."""

    id: str
    headline: str | None
    text: str
    document: str


def paragraphs(folder: Path) -> dict[str, Text]:
    """The texts of a folder's `*.paragraphs.jsonl`, by id."""
    rows = (row for path in sorted(folder.glob("*.paragraphs.jsonl")) for row in _rows(path))
    return {
        row["id"]: Text(row["id"], row["headline"], row["text"], row.get("story", row["id"])) for row in rows
    }


def questions(folder: Path, texts: Mapping[str, Text], origin: str) -> Iterator[Example]:
    """The questions of a folder's `*.questions.jsonl` on the given texts.

    One that its text does not answer may come with words that would (`told`): then it is asked of the text
    with these words in it, too, as of the origin with `TOLD` behind it. One that its text answers may come
    with words that would not (`untold`). Either is also asked of both texts, as of the origin with `PAIR`; so
    is one that comes with a question that looks like it and that its text does not answer (`twin`).

    Raises:
        TrainingError: A text is unknown, or an answer does not stand in its text exactly once.
    """
    for path in sorted(folder.glob("*.questions.jsonl")):
        for number, row in enumerate(_rows(path), 1):
            try:
                text = texts[row["source"]]
                spans = _spans(row, text.text)
                told = _told(row, text) if "told" in row else None
                untold = _untold(row["untold"], text) if "untold" in row else None
            except (KeyError, ValueError) as error:
                raise TrainingError(f"{path.name}:{number}: {error}") from error
            if (told and spans) or ((untold or "twin" in row) and not spans):
                raise TrainingError(
                    f"{path.name}:{number}: 'told' is for unanswered questions, 'untold', 'twin' for others"
                )
            asked = Candidate(text.text, bool(spans), spans, text.headline)
            yield Example(row["question"], (asked,), origin, text.document)
            if told:
                yield Example(row["question"], (told,), origin + TOLD, text.document)
                yield Example(row["question"], (told, asked), origin + PAIR, text.document)
            if untold:
                yield Example(row["question"], (asked, untold), origin + PAIR, text.document)
            if "twin" in row:
                twin = replace(asked, relevant=False, spans=(), question=row["twin"])
                yield Example(row["question"], (asked, twin), origin + PAIR, text.document)


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


def _told(row: Mapping[str, Any], text: Text) -> Candidate:
    """The text with the words of the question's `told` in it, which answer it."""
    told = row["told"]
    words, answer = told["words"], told["answer"]
    begin, end = _place(told.get("instead"), row["question"], words, text.text)
    gap = "" if begin < end else " "
    start = begin + words.index(answer, told.get("from", 0)) + len(gap)
    made = f"{text.text[:begin]}{gap}{words}{text.text[end:]}"
    return Candidate(made, True, (Span(start, start + len(answer)),), text.headline)


def _untold(untold: Mapping[str, str], text: Text) -> Candidate:
    """The text with a stretch of it put in other words, which answer the question no more."""
    begin, end = _place(untold["instead"], "", untold["words"], text.text)
    made = f"{text.text[:begin]}{untold['words']}{text.text[end:]}"
    return Candidate(made, relevant=False, headline=text.headline)


def _place(instead: str | None, question: str, words: str, text: str) -> Span:
    """Where the words go: in place of a stretch of the text, else behind the sentence nearest to them."""
    if instead is not None:
        if text.count(instead) != 1:
            raise ValueError(f"{instead!r} stands {text.count(instead)} times in the text")
        return Span(text.index(instead), text.index(instead) + len(instead))
    wanted = _words(question) | _words(words)
    spans = sentences(text)
    nearest = max(spans, key=lambda one: len(wanted & _words(text[one.start : one.end])))
    return Span(nearest.end, nearest.end)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w{4,}", text.casefold()))


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from map(json.loads, file)
