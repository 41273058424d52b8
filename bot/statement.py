"""What a finding says beside its value: the hedge before it, what is counted, who said it.

All of it is found in the article and given as ranges of its text, so that whoever shows it shows the
article's own words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.types import Answer, Finding
from bot.values.amounts import amounts
from corpus.listed import MONTHS, SHORT_MONTHS, WEEKDAYS
from corpus.types import Span

_MOST_COUNTED = 3
_NOT_COUNTED = re.compile(
    "(?:an?|the|th(?:is|at|ese|ose|ey|eir|en|an)|its?|his|her|s?he|we|you|i|who[ms]?e?|which|what|when|where|while|"
    "because|if|but|and|n?or|so|yet|not|also|only|now|later|earlier|as|is|are|w(?:as|ere)|be(?:en|ing)?|ha[sd]|"
    "have|do(?:es)?|did|w(?:ill|ould)|can|could|may|might|must|sh(?:all|ould)|sa(?:id|ys?)|told|reported|"
    "according|including|such|in(?:to)?|on|at|of|to|from|by|for|with(?:in|out)?|over|under|after|before|since|"
    "until|till|during|near|a(?:round|cross|gainst|mong|bout)|between|through|out|up|down|off|"
    f"yesterday|today|tomorrow|{'|'.join((*WEEKDAYS, *MONTHS, *SHORT_MONTHS))})",
    re.IGNORECASE,
)
_NEXT_WORD = re.compile(r"\s+([^\W\d_](?:[\w’'-]*\w)?)")


@dataclass(frozen=True, slots=True)
class Statement:
    """Ranges of an article's text, of which `text` is the part that begins at `offset`.

    `value` is what to show as the value: the hedge first where the value lacks it. `whole` says that the
    value is the whole quote. `quotes_speaker` says that who said it can be read in the quote.
    """

    text: str
    offset: int
    value: tuple[Span, ...]
    whole: bool
    counted: Span | None = None
    speaker: tuple[Span, ...] = ()
    quotes_speaker: bool = False

    def words(self, *spans: Span) -> str:
        """The words of the ranges, on one line."""
        return " ".join(
            word for s in spans for word in self.text[s.start - self.offset : s.end - self.offset].split()
        )


def statement(finding: Finding, article_text: str | None = None) -> Statement:
    """What the finding says, from the sentence of its first citation.

    With the text of that citation's article, who said it is also looked for in the passage around the quote.
    """
    first = finding.citations[0]
    start, end = first.answer_start, first.answer_end
    if start is None or end is None:
        start, end = first.start, first.end
    whole = (start, end) == (first.start, first.end)
    text, offset = (first.quote, first.start) if article_text is None else (article_text, 0)
    quote = Span(first.start, first.end)
    within = _In(text, offset)
    value = Span(start, end)
    counted = None if whole or not is_figure(first.quote[start - first.start : end - first.start]) else value
    speaker: tuple[Span, ...] = ()
    if finding.attribution:
        speaker = within.phrase(finding.attribution, quote)
        if not speaker and article_text is not None:
            speaker = within.phrase(finding.attribution, Span(first.passage_start, first.passage_end))
        speaker = speaker or within.each_word(finding.attribution, quote)
    return Statement(
        text=text,
        offset=offset,
        value=(value,) if whole else _hedged(within, finding.hedge, value, quote),
        whole=whole,
        counted=within.counted(value.end, quote.end) if counted else None,
        speaker=speaker,
        quotes_speaker=bool(speaker) and all(quote.start <= s.start and s.end <= quote.end for s in speaker),
    )


def is_figure(value: str) -> bool:
    """Whether a value is a number or amount, in digits or words; dates and times are none."""
    return any(not value[: span.start].strip() for span, _ in amounts(value))


def superseding(finding: Finding, others: Sequence[Finding]) -> int | None:
    """The number of the finding among `others` that replaces this one; None where it is not among them."""
    wanted = _folded(finding.superseded_by or "")
    for number, other in enumerate(others):
        names = {_folded(other.value), _folded(f"{other.hedge or ''} {other.value}")}
        if other is not finding and wanted in names:
            return number
    return None


def verdicts(answer: Answer) -> tuple[str | None, ...]:
    """For each finding the "Yes" or "No" that stands before its value in the answer's text, else None."""
    found: list[str | None] = []
    rest = answer.text
    for finding in answer.findings:
        before, value, after = rest.partition(finding.value)
        word = before.split()[-1:] if value else []
        said = word[0].strip(":.,;—-") if word else ""
        found.append(said if said.casefold() in {"yes", "no"} else None)
        rest = after if value else rest
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _In:
    """Finds words in a part of an article; ranges are of the article."""

    text: str
    offset: int

    def phrase(self, phrase: str, span: Span, *, last: bool = False) -> tuple[Span, ...]:
        """The first (or last) place of the phrase within the range, case and white space aside."""
        wanted = phrase.split()
        if not wanted:
            return ()
        pattern = r"(?<!\w)" + r"\s+".join(map(re.escape, wanted)) + r"(?!\w)"
        found = [
            Span(hit.start() + self.offset, hit.end() + self.offset)
            for hit in re.compile(pattern, re.IGNORECASE).finditer(
                self.text, max(span.start - self.offset, 0), max(span.end - self.offset, 0)
            )
        ]
        return (found[-1 if last else 0],) if found else ()

    def each_word(self, phrase: str, span: Span) -> tuple[Span, ...]:
        """Each word of the phrase by itself, in its order ("said Smith" gives "Smith said"), or none."""
        found = [self.phrase(word, span) for word in phrase.split()]
        return tuple(one for (one,) in found) if all(found) else ()

    def counted(self, start: int, end: int) -> Span | None:
        """The words after a figure that name what it counts."""
        at = stop = start - self.offset
        for _ in range(_MOST_COUNTED):
            word = _NEXT_WORD.match(self.text, at, end - self.offset)
            if word is None or _NOT_COUNTED.fullmatch(word[1]):
                break
            at = word.end()
        if at == stop:
            return None
        first = re.compile(r"\s*").match(self.text, stop)
        return Span((first.end() if first else stop) + self.offset, at + self.offset)


def _hedged(within: _In, hedge: str | None, value: Span, quote: Span) -> tuple[Span, ...]:
    """The value with its hedge before it; as one range where they are neighbours."""
    if not hedge or within.phrase(hedge, value):
        return (value,)
    before = within.phrase(hedge, Span(quote.start, value.start), last=True)
    places = before or within.phrase(hedge, Span(value.end, quote.end))
    if not places:
        return (value,)
    (found,) = places
    between = within.text[found.end - within.offset : value.start - within.offset]
    if before and not between.strip():
        return (Span(found.start, value.end),)
    return (found, value)


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
