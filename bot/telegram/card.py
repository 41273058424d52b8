"""A card: what a message with an answer shows, as offsets into articles.

Cards are remembered so that buttons work. They hold no question (but for example questions, which come from
the index) and no article text: words are read from the article again, and checked, each time they are shown.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from itertools import zip_longest
from typing import Any

from bot.snippet import apart
from bot.telegram.types import Library
from bot.types import Answer, Citation, Finding, Kind
from bot.verify import stands
from bot.weigh import behind
from corpus.identity import text_sha256
from corpus.types import Article

AT_ONCE = 3
MOST_SOURCES = 20
MOST_MARKS = 5


class CardGone(Exception):
    """No article of a card is there any more as it was quoted."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A range of an article's text, which is known by its digest: its words, and no others, were quoted."""

    article_id: str
    text_sha256: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Source:
    """A quoted sentence, the short answers marked in it, and the number of the finding that it supports."""

    spot: Spot
    marks: tuple[tuple[int, int], ...]
    finding: int


@dataclass(frozen=True, slots=True)
class Card:
    """An answer or a refusal, ready to be shown page by page.

    `lead` is the short answer on top: connecting words as they are, values as spots. `values` are the
    findings' values. `asked` is an example question, None for a question that somebody typed. `short` cards
    (groups) show one source until they are opened.
    """

    kind: Kind
    lead: tuple[str | Spot, ...]
    values: tuple[Spot, ...]
    sources: tuple[Source, ...]
    articles: int
    independent: int | None
    weak: bool
    short: bool
    language: bool = False
    stories: tuple[str, ...] = ()
    asked: str | None = None

    def pages(self) -> list[range]:
        """The numbers of the sources on each page; a short card begins with a page of one."""
        full = [range(i, min(i + AT_ONCE, len(self.sources))) for i in range(0, len(self.sources), AT_ONCE)]
        if self.short and len(self.sources) > 1:
            return [range(1), *full]
        return full or [range(0)]

    def page_of(self, source: int) -> int:
        """The first page that shows the source."""
        return next((i for i, numbers in enumerate(self.pages()) if source in numbers), 0)

    def to_json(self) -> str:
        """As it is stored."""
        return json.dumps(asdict(self), separators=(",", ":"))

    @classmethod
    def from_json(cls, stored: str) -> "Card":
        """From what was stored.

        Raises:
            CardGone: It was stored by another version.
        """
        try:
            return _read(json.loads(stored))
        except (TypeError, KeyError, ValueError):
            raise CardGone from None


def card_of(answer: Answer, library: Library, *, short: bool = False, asked: str | None = None) -> Card:
    """The card of an answer. Sources stand first of each finding first, then second of each, and so on."""
    if answer.kind == "not_found":
        sources = _sources([answer.closest[:1]])
    else:
        sources = _sources([apart(finding.citations, library.article) for finding in answer.findings])
    articles, independent = behind(answer)
    return Card(
        kind=answer.kind,
        lead=_lead(answer),
        values=tuple(_value(finding) for finding in answer.findings),
        sources=sources[:MOST_SOURCES],
        articles=articles,
        independent=independent,
        weak=answer.weak,
        short=short,
        language=answer.reason == "language",
        stories=tuple(story.article_id for story in answer.stories[:3]),
        asked=asked,
    )


def quoted(library: Library, spot: Spot) -> Article | None:
    """The article that a spot points into; None where the generation has none, or one with other words."""
    article = library.article(spot.article_id)
    return article if article and text_sha256(article.text) == spot.text_sha256 else None


def verified(answer: Answer, library: Library) -> bool:
    """Whether every citation stands in the library's text, character by character."""
    cited = [c for finding in answer.findings for c in finding.citations] + list(answer.closest)
    return all(stands(citation, library.article(citation.article_id)) for citation in cited)


def _sources(findings: Iterable[Sequence[Citation]]) -> tuple[Source, ...]:
    """Citations in turn, those of one sentence joined into one source with several marks."""
    found: dict[Spot, Source] = {}
    numbered = [[(number, c) for c in citations] for number, citations in enumerate(findings)]
    for row in zip_longest(*numbered):
        for number, citation in (entry for entry in row if entry):
            spot = Spot(citation.article_id, citation.text_sha256, citation.start, citation.end)
            marks = found[spot].marks if spot in found else ()
            mark = _mark(citation)
            if mark and mark not in marks and len(marks) < MOST_MARKS:
                marks = (*marks, mark)
            found[spot] = Source(spot, marks, found[spot].finding if spot in found else number)
    return tuple(found.values())


def _mark(citation: Citation) -> tuple[int, int] | None:
    start, end = citation.answer_start, citation.answer_end
    if start is None or end is None or not citation.start <= start < end <= citation.end:
        return None
    return None if (start, end) == (citation.start, citation.end) else (start, end)


def _value(finding: Finding) -> Spot:
    first = finding.citations[0]
    start, end = _mark(first) or (first.start, first.end)
    return Spot(first.article_id, first.text_sha256, start, end)


def _lead(answer: Answer) -> tuple[str | Spot, ...]:
    """The answer's text taken apart into values and connecting words.

    A value that is a whole sentence stands in the quote below, so it is left out here; what may remain is
    a "Yes" or "No".
    """
    pieces: list[str | Spot] = []
    rest = answer.text
    for finding in answer.findings:
        words, found, after = rest.partition(finding.value)
        if not found:
            continue
        spot = _value(finding)
        whole_sentence = (spot.start, spot.end) == (finding.citations[0].start, finding.citations[0].end)
        if whole_sentence:
            verdict = words.strip(" :.,;—-")
            return (verdict,) if not pieces and verdict.casefold() in {"yes", "no"} else ()
        pieces += [words, spot] if words else [spot]
        rest = after
    if pieces and rest:
        pieces.append(rest)
    return tuple(pieces)


def _read(stored: dict[str, Any]) -> Card:
    return Card(
        **{
            **stored,
            "lead": tuple(piece if isinstance(piece, str) else Spot(**piece) for piece in stored["lead"]),
            "values": tuple(Spot(**spot) for spot in stored["values"]),
            "sources": tuple(
                Source(Spot(**s["spot"]), tuple((a, b) for a, b in s["marks"]), s["finding"])
                for s in stored["sources"]
            ),
            "stories": tuple(stored["stories"]),
        }
    )
