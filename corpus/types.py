"""The values that cross the corpus package: drafts come in, articles are kept, passages go out.

Nothing here reads a file or splits a text; that is the business of the neighbouring modules.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Protocol


class Span(NamedTuple):
    """Half-open range of Unicode code points: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Draft:
    """An article as a source shows it, its text cleaned, before the store settles identity and revision.

    `found_in` says where it was read ("news.txt", "news.jsonl:12"). `published` is an ISO 8601 date
    ("2022-01-08") or UTC date-time ("2022-01-08T10:15:00Z"). `None` means that the source does not say.
    """

    text: str
    found_in: str
    id: str | None = None
    headline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    credits: str | None = None
    place: str | None = None
    language: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rejection:
    """Something that could not be taken in: where it stands, and why in one plain sentence."""

    found_in: str
    reason: str


@dataclass(frozen=True, slots=True)
class Article:
    """One revision of a stored article. All offsets in the program point into `text`.

    `origin` is the id of the first article of a group of near-duplicates, its own id when alone.
    """

    id: str
    revision: int
    text: str
    text_sha256: str
    headline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    credits: str | None = None
    place: str | None = None
    language: str | None = None
    origin: str = ""
    ingested_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """One line of an article's history; `ingested` is a UTC date-time in ISO 8601."""

    revision: int
    ingested: str
    text_sha256: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of whole sentences of one article: `text == article.text[start:end]`.

    `sentences` are spans into the article's text (not the passage's), in order, all within start..end.
    """

    article_id: str
    revision: int
    start: int
    end: int
    text: str
    sentences: tuple[Span, ...]


class Source(Protocol):
    """One file format. `read` yields what is good and a Rejection, with its place, for what is not."""

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether the file is of this format, by its name and its first bytes (at most 4 KiB)."""
        ...

    def read(self, path: Path) -> Iterator[Draft | Rejection]:
        """Read the file; raises SourceError only when the whole file cannot be read."""
        ...
