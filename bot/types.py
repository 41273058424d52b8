"""What an answer is. Field names are those of the JSON that `dateline ask --json` prints."""

from dataclasses import dataclass, field
from typing import Literal

from index.types import Holdings

Kind = Literal["answered", "sources_differ", "several_stories", "not_found"]
Reason = Literal["off_subject", "not_stated", "false_premise", "language"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A quote in its article: `text[start:end] == quote` in that revision of the article.

    `answer_start` and `answer_end` mark the short answer within the quote, None where none is marked.
    `passage_start` and `passage_end` bound the passage that was read.
    """

    article_id: str
    revision: int
    outlet: str | None
    headline: str | None
    published: str | None
    url: str | None
    origin: str
    credited_to: str | None
    text_sha256: str
    quote: str
    start: int
    end: int
    answer_start: int | None
    answer_end: int | None
    passage_start: int
    passage_end: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that the articles say, with everything that says it, best citation first.

    `value` is verbatim from the first citation. `independent` is None where it is not known.
    """

    value: str
    citations: tuple[Citation, ...]
    articles: int
    independent: int | None = None
    hedge: str | None = None
    attribution: str | None = None
    as_of: str | None = None
    corrected: bool = False
    superseded_by: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One of several events that a question fits; `question` asks about this one alone."""

    headline: str | None
    published: str | None
    article_id: str
    question: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one question from one generation. Without findings it is a refusal.

    `score` grows with how sure it is that the articles answer the question; refusal starts below
    `threshold`. `closest` are the nearest passages of a refusal. `ms` is the time taken. `compatible` says
    that differing values can all be true, as their bounds allow.
    """

    question: str
    asked: str
    kind: Kind
    text: str
    score: float
    threshold: float
    generation: str
    coverage: Holdings
    findings: tuple[Finding, ...] = ()
    stories: tuple[Story, ...] = ()
    closest: tuple[Citation, ...] = ()
    weak: bool = False
    reason: Reason | None = None
    as_of: str | None = None
    about: str | None = None
    ms: int = 0
    timings: dict[str, float] = field(default_factory=dict)
    compatible: bool = False
