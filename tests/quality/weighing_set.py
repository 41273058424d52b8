"""The questions of weighing.jsonl: what is asked of which articles, and what the answer ought to be.

They are asked of the sample articles ("sample") or of the three real articles ("seeds"), each in a home of
its own. Places in the sample are named by article and words; those in the seeds, which are not part of the
project, by file, offsets and hash.
"""

import functools
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from bot.types import Kind, Reason
from corpus.sample import FOLDER
from tests.quality.data import SEEDS

SET = Path(__file__).with_name("weighing.jsonl")
Corpus = Literal["sample", "seeds"]
FOLDERS: dict[Corpus, Path] = {"sample": FOLDER, "seeds": SEEDS}


@dataclass(frozen=True, slots=True)
class Expected:
    """One finding that the articles hold.

    Attributes:
        accepted: The value says one of these words in a row, normalised by `bot.measure.normal`.
        independent: How many independent articles say it; None where that is not judged.
        attribution: Words that the finding's attribution must hold; None where that is not judged.
        superseded: Whether it must be shown as replaced by a later finding of the same outlet.
        corrected: Whether it must be shown as coming from a correction.
        optional: Right when it is there, not missed when it is not.
    """

    accepted: tuple[str, ...]
    independent: int | None
    attribution: str | None
    superseded: bool
    corrected: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Words in an article; `article` is its id or the name of its file, `quote` is None for all of it."""

    article: str
    quote: str | None


@dataclass(frozen=True, slots=True)
class Question:
    """One line of the set.

    Attributes:
        id: Unique.
        on: The articles that are asked.
        type: What it tries, such as "near_miss" or "overview".
        question: As a person would type it.
        as_of: An ISO date, or None.
        followup_to: The id of an earlier question that it follows up.
        whole: A follow-up as a person would ask it whole.
        kind: The kind of answer that is right.
        reason: Why it is refused; None where it is answered.
        verdict: "yes" or "no" where the answer's text may begin with it, but not with the other.
        nearby: Whether other figures, dates or names stand near that must not be taken for differing ones.
        any_order: Whether any of the findings may be first.
        findings: The expected ones; none for refusals, overviews and several stories.
        citations: The first citation stands at one of these.
        stories: Article ids or file names by story, of a question that fits several.
    """

    id: str
    on: Corpus
    type: str
    question: str
    as_of: str | None
    followup_to: str | None
    whole: str | None
    kind: Kind
    reason: Reason | None
    verdict: str | None
    nearby: bool
    any_order: bool
    findings: tuple[Expected, ...]
    citations: tuple[Place, ...]
    stories: tuple[tuple[str, ...], ...]

    @property
    def answerable(self) -> bool:
        """Whether the articles answer it."""
        return self.kind != "not_found"

    @property
    def first(self) -> tuple[Expected, ...]:
        """The findings that may stand first."""
        current = [one for one in self.findings if not one.superseded and not one.optional]
        return tuple(current if self.any_order else current[:1])

    @property
    def required(self) -> tuple[Expected, ...]:
        """The findings that must be there."""
        return tuple(one for one in self.findings if not one.optional)


def lines() -> list[dict[str, Any]]:
    """The set as it is written."""
    return [json.loads(line) for line in SET.read_text(encoding="utf-8").splitlines()]


def questions(on: Iterable[Corpus] | None = None) -> list[Question]:
    """The questions of the corpora, by default of those whose articles are there."""
    kept = {name for name, folder in FOLDERS.items() if folder.is_dir()} if on is None else set(on)
    return [_question(line) for line in lines() if line["on"] in kept]


def _question(line: dict[str, Any]) -> Question:
    made = {
        "findings": tuple(
            Expected(**(one | {"accepted": tuple(one["accepted"])})) for one in line["findings"]
        ),
        "citations": tuple(place(one) for one in line["citations"]),
        "stories": tuple(map(tuple, line["stories"])),
    }
    return Question(**(line | made))


def place(written: dict[str, Any]) -> Place:
    """A place of the set with its words; raises ValueError where a seed is not the file that was meant."""
    if "article" in written:
        return Place(written["article"], written["quote"])
    words = seed(written["file"])[written["start"] : written["end"]]
    if hashlib.sha256(words.encode()).hexdigest() != written["sha256"]:
        raise ValueError(f"{written['file']} {written['start']}-{written['end']} holds other words")
    return Place(written["file"], words)


@functools.cache
def seed(file: str) -> str:
    """The text of one of the three articles, its line ends as they are in the file."""
    return (SEEDS / file).read_bytes().decode("utf-8")
