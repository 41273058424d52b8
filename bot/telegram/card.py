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
from bot.statement import statement, superseding, verdicts
from bot.telegram.types import Library
from bot.types import Answer, Citation, Finding, Kind, Reason
from bot.verify import stands
from bot.weigh import behind, is_overview, stated
from bot.words import closest
from corpus.identity import text_sha256
from corpus.types import Article, Span

AT_ONCE = 3
MOST_VALUES = 4
MOST_SENTENCES = 5
MOST_STORIES = 3
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
class Said:
    """What one finding says.

    `value` is the value, its hedge first where it lacks one; `counted` what a figure counts; `speaker` who
    said it. `whole` marks a value that is its whole sentence, `named` a speaker who is named in it. `stated`
    findings are in the answer's text; `verdict` is the "Yes" or "No" that leads one there. `later` is the
    number of the finding that supersedes it, None where that is not on the card.
    """

    value: tuple[Spot, ...]
    whole: bool
    articles: int
    independent: int | None
    stated: bool
    counted: Spot | None = None
    speaker: tuple[Spot, ...] = ()
    named: bool = False
    verdict: str | None = None
    corrected: bool = False
    superseded: bool = False
    later: int | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """An answer or a refusal, ready to be shown page by page.

    `lead` is the short answer on top: connecting words as they are, values as spots. `findings` are what
    the answer's findings say. `asked` is an example question, None for a question that somebody typed.
    `short` cards (groups) show one source until they are opened. `stories` are articles, one for each story
    that can be asked about; `back` is the id of the card on which this story was chosen. `about` is set on
    the answer to a follow-up: the article that was cited before, empty where a question without an answer
    was followed up (questions are not stored).
    """

    kind: Kind
    lead: tuple[str | Spot, ...]
    findings: tuple[Said, ...]
    sources: tuple[Source, ...]
    articles: int
    independent: int | None
    weak: bool
    short: bool
    reason: Reason | None = None
    compatible: bool = False
    stories: tuple[str, ...] = ()
    back: str | None = None
    asked: str | None = None
    about: str | None = None

    @property
    def overview(self) -> bool:
        """Whether the answer is a list of sentences."""
        stated = [said for said in self.findings if said.stated]
        return self.kind == "answered" and len(stated) > 1 and all(said.whole for said in stated)

    def pages(self) -> list[range]:
        """The numbers of the sources on each page; a short card begins with a page of one.

        Values that differ and the sentences of an overview are together on one page.
        """
        count = len(self.sources)
        first = min(self._at_first(), count)
        full = [range(first)]
        full += [range(i, min(i + AT_ONCE, count)) for i in range(first, count, AT_ONCE)]
        if self.short and count > 1 and self.kind != "sources_differ":
            return [range(1), *full]
        return full

    def _at_first(self) -> int:
        if self.kind == "sources_differ":
            return min(len(self.findings), MOST_VALUES)
        if self.overview:
            return min(sum(said.stated for said in self.findings), MOST_SENTENCES)
        return AT_ONCE

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


def card_of(
    answer: Answer,
    library: Library,
    *,
    short: bool = False,
    asked: str | None = None,
    back: str | None = None,
    about: str | None = None,
) -> Card:
    """The card of an answer. Sources stand first of each finding first, then second of each, and so on.

    With `back`, the id of the card on which a story was chosen, no further stories are offered.
    """
    if answer.kind == "not_found":
        sources = _sources([answer.closest[:1] if closest(answer.reason) else ()])
    else:
        sources = _sources(_cited(answer, library), joined=answer.kind != "sources_differ")
    articles, independent = behind(answer)
    findings = _findings(answer, library)
    return Card(
        kind=answer.kind,
        lead=_lead(answer, findings),
        findings=findings,
        sources=sources[:MOST_SOURCES],
        articles=articles,
        independent=independent,
        weak=answer.weak,
        short=short,
        reason=answer.reason,
        compatible=answer.compatible,
        stories=() if back else tuple(story.article_id for story in answer.stories[:MOST_STORIES]),
        back=back,
        asked=asked,
        about=about,
    )


def quoted(library: Library, spot: Spot) -> Article | None:
    """The article that a spot points into; None where the generation has none, or one with other words."""
    article = library.article(spot.article_id)
    return article if article and text_sha256(article.text) == spot.text_sha256 else None


def verified(answer: Answer, library: Library) -> bool:
    """Whether every citation stands in the library's text, character by character."""
    cited = [c for finding in answer.findings for c in finding.citations] + list(answer.closest)
    return all(stands(citation, library.article(citation.article_id)) for citation in cited)


def _cited(answer: Answer, library: Library) -> list[list[Citation]]:
    """The citations of each finding, without unmarked ones that can be read around one shown before."""
    cited = [apart(finding.citations, library.article) for finding in answer.findings]
    if answer.kind == "sources_differ" or is_overview(answer):
        return cited
    in_turn = [one for row in zip_longest(*cited) for one in row if one]
    kept = apart(in_turn, library.article)
    return [[one for one in citations if one.answer_start is not None or one in kept] for citations in cited]


def _sources(findings: Iterable[Sequence[Citation]], *, joined: bool = True) -> tuple[Source, ...]:
    """Citations in turn; if `joined`, those of one sentence are one source with several marks."""
    found: dict[tuple[Spot, int], Source] = {}
    numbered = [[(number, c) for c in citations] for number, citations in enumerate(findings)]
    for row in zip_longest(*numbered):
        for number, citation in (entry for entry in row if entry):
            spot = Spot(citation.article_id, citation.text_sha256, citation.start, citation.end)
            key = (spot, 0 if joined else number)
            marks = found[key].marks if key in found else ()
            mark = _mark(citation)
            if mark and mark not in marks and len(marks) < MOST_MARKS:
                marks = (*marks, mark)
            found[key] = Source(spot, marks, found[key].finding if key in found else number)
    return tuple(found.values())


def _mark(citation: Citation) -> tuple[int, int] | None:
    start, end = citation.answer_start, citation.answer_end
    if start is None or end is None or not citation.start <= start < end <= citation.end:
        return None
    return None if (start, end) == (citation.start, citation.end) else (start, end)


def _findings(answer: Answer, library: Library) -> tuple[Said, ...]:
    in_text = stated(answer)
    return tuple(
        _said(finding, library, answer.findings, stated=finding in in_text, verdict=verdict)
        for finding, verdict in zip(answer.findings, verdicts(answer), strict=True)
    )


def _said(
    finding: Finding, library: Library, others: Sequence[Finding], *, stated: bool, verdict: str | None
) -> Said:
    first = finding.citations[0]
    article = library.article(first.article_id)
    same = article is not None and article.text_sha256 == first.text_sha256
    said = statement(finding, article.text if article and same else None)

    def spot(span: Span) -> Spot:
        return Spot(first.article_id, first.text_sha256, span.start, span.end)

    return Said(
        value=tuple(map(spot, said.value)),
        whole=said.whole,
        articles=finding.articles,
        independent=finding.independent,
        stated=stated,
        counted=spot(said.counted) if said.counted else None,
        speaker=tuple(map(spot, said.speaker)),
        named=said.quotes_speaker,
        verdict=verdict,
        corrected=finding.corrected,
        superseded=finding.superseded_by is not None,
        later=superseding(finding, others),
    )


def _lead(answer: Answer, findings: Sequence[Said]) -> tuple[str | Spot, ...]:
    """The answer's text taken apart into values and connecting words.

    A value that is a whole sentence stands in the quote below, so it is left out here with all that follows;
    what may remain is a "Yes" or "No".
    """
    pieces: list[str | Spot] = []
    rest = answer.text
    for finding, said in zip(answer.findings, findings, strict=True):
        words, found, after = rest.partition(finding.value)
        if not found:
            continue
        if said.whole:
            return tuple(pieces) if pieces else (said.verdict,) if said.verdict else ()
        pieces += [words] if words else []
        for number, spot in enumerate(said.value):
            pieces += [" ", spot] if number else [spot]
        rest = after
    if pieces and rest:
        pieces.append(rest)
    return tuple(pieces)


def _read(stored: dict[str, Any]) -> Card:
    return Card(
        **{
            **stored,
            "lead": tuple(piece if isinstance(piece, str) else Spot(**piece) for piece in stored["lead"]),
            "findings": tuple(map(_read_said, stored["findings"])),
            "sources": tuple(
                Source(Spot(**s["spot"]), tuple((a, b) for a, b in s["marks"]), s["finding"])
                for s in stored["sources"]
            ),
            "stories": tuple(stored["stories"]),
        }
    )


def _read_said(stored: dict[str, Any]) -> Said:
    return Said(
        **{
            **stored,
            "value": tuple(Spot(**spot) for spot in stored["value"]),
            "counted": Spot(**stored["counted"]) if stored["counted"] else None,
            "speaker": tuple(Spot(**spot) for spot in stored["speaker"]),
        }
    )
