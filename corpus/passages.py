"""Passages: runs of whole sentences, long enough to be about something, short enough to be one thing."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.sentences import sentences
from corpus.types import Article, Passage, Span

_CHARACTERS_PER_WORD = 12


@dataclass(frozen=True, slots=True)
class PassageSpec:
    """How an article is cut.

    A passage takes whole sentences while it has at most `words` words (one longer sentence is a passage of
    its own). The next one repeats the last `overlap` sentences where they fit. A last passage of fewer than
    `least` words reaches back for more.
    """

    words: int = 140
    overlap: int = 2
    least: int = 30

    def __post_init__(self) -> None:
        if self.words < 1 or self.overlap < 0 or not 0 <= self.least <= self.words:
            raise ValueError(
                f"no passages can be made by {self}: words >= 1, overlap >= 0, 0 <= least <= words"
            )


def passages(article: Article, spec: PassageSpec) -> list[Passage]:
    """The passages of an article, in order; each sentence stands in at least one."""
    spans = sentences(article.text)
    words = [_words(article.text[span.start : span.end]) for span in spans]
    return [_passage(article, spans[first:last]) for first, last in _runs(words, spec)]


def _words(sentence: str) -> int:
    """Words of a sentence; scripts without spaces are counted by their length."""
    return max(len(sentence.split()), len(sentence) // _CHARACTERS_PER_WORD)


def _runs(words: Sequence[int], spec: PassageSpec) -> list[tuple[int, int]]:
    """Half-open ranges of sentence numbers."""
    runs: list[tuple[int, int]] = []
    first = 0
    while first < len(words):
        last = first + 1
        while last < len(words) and sum(words[first : last + 1]) <= spec.words:
            last += 1
        runs.append((first, last))
        if last == len(words):
            break
        first = _next_start(words, first, last, spec)
    return _with_fuller_end(runs, words, spec)


def _next_start(words: Sequence[int], first: int, last: int, spec: PassageSpec) -> int:
    """Up to `overlap` sentences before `last`, but past `first`, and so that sentence `last` still fits."""
    start = last
    for candidate in range(last - 1, max(first, last - 1 - spec.overlap), -1):
        if sum(words[candidate : last + 1]) > spec.words:
            break
        start = candidate
    return start


def _with_fuller_end(
    runs: list[tuple[int, int]], words: Sequence[int], spec: PassageSpec
) -> list[tuple[int, int]]:
    if len(runs) < 2:  # noqa: PLR2004
        return runs
    first, last = runs[-1]
    if sum(words[first:last]) >= spec.least:
        return runs
    while first > 0 and sum(words[first - 1 : last]) <= spec.words:
        first -= 1
    if first <= runs[-2][0]:
        return [*runs[:-2], (runs[-2][0], last)]
    return [*runs[:-1], (first, last)]


def _passage(article: Article, spans: Sequence[Span]) -> Passage:
    start, end = spans[0].start, spans[-1].end
    return Passage(
        article_id=article.id,
        revision=article.revision,
        start=start,
        end=end,
        text=article.text[start:end],
        sentences=tuple(spans),
    )
