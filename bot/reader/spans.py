"""Answer spans: the best ones by a model's logits, and how far they reach in the text. Pure functions."""

import unicodedata
from collections import defaultdict
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bot.reader.model import Logits
from bot.reader.pieces import is_genitive, pieces_around

LONGEST_ANSWER = 40
"""Tokens; a longer stretch is a sentence to cite, not an answer to mark."""

_CLOSES = {"“": "”", "‘": "’", "«": "»", "(": ")", "[": "]", "{": "}", '"': '"', "'": "'"}
_STRAIGHT = {'"', "'"}
_BEFORE_OPENING = {*_CLOSES, "—", "–", "-"}
_DANGLING = {"and", "And", "or", "Or"}


@dataclass(frozen=True, slots=True)
class TokenSpan:
    """Tokens `first` to `last`, inclusive, with the sum of their start and end logits."""

    first: int
    last: int
    logit: float


def best(
    start: Logits, end: Logits, sentences: NDArray[np.int64], most: int, longest: int = LONGEST_ANSWER
) -> list[TokenSpan]:
    """The `most` best spans that neither overlap nor leave their sentence, best first.

    Each next one is the best of those that overlap none before it; of equal ones the first counts. All
    arrays have the shape (tokens,). `sentences` numbers the sentence of each token, -1 for a token that no
    answer may touch. A span has at most `longest` tokens.
    """
    tokens = len(start)
    numbers = np.arange(tokens)
    length = numbers[None, :] - numbers[:, None]
    together = (sentences[:, None] == sentences[None, :]) & (sentences[:, None] >= 0)
    allowed = together & (length >= 0) & (length < longest)
    sums = np.where(allowed, start[:, None] + end[None, :], -np.inf)
    found: list[TokenSpan] = []
    while tokens and len(found) < most:
        first, last = divmod(int(sums.argmax()), tokens)
        if sums[first, last] == -np.inf:
            break
        found.append(TokenSpan(first, last, float(sums[first, last])))
        sums[: last + 1, first:] = -np.inf
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span as a person would mark it: whole pieces, without loose ends, quotes and brackets in pairs.

    "80" in "more than 3,800 people" becomes "more than 3,800", "Blinken's," becomes "Blinken", and "Antony"
    before "Blinken" the whole name. Nothing is added from another line. What is nothing but loose ends keeps
    them, white space and an empty span come back as they are, and so does a span that is trimmed already.
    """
    if not text[start:end].strip():
        return start, end
    clause = _Clause(text, start, end)
    touched = [n for n, piece in enumerate(clause.pieces) if piece.start < end and piece.end > start]
    first, last = clause.without_loose_ends(touched[0], clause.name_end(touched[-1]))
    first, last = clause.with_marks_in_pairs(first, last) if first <= last else (touched[0], touched[-1])
    return clause.pieces[first].start, clause.pieces[last].end


class _Clause:
    """The pieces of the clause of a span. `first` and `last` are numbers of pieces, inclusive."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text = text
        self.pieces = pieces_around(text, start, end)
        self._words = [text[piece.start : piece.end] for piece in self.pieces]

    def name_end(self, last: int) -> int:
        """The number of the piece that ends the name which the last piece is part of: not "Antony" alone.

        One in 3,314 answers that people marked for this project ends before such a piece, 5 of 850 in XQuAD.
        """
        while self._spaced(last, last + 1) and self._capital(last) and self._capital(last + 1):
            last += 1
        return last

    def without_loose_ends(self, first: int, last: int) -> tuple[int, int]:
        """Narrowed; `first` is greater than `last` when nothing is left."""
        while first <= last:
            pairs = self._pairs(first, last)
            if pairs.get(first) == last:
                first, last = first + 1, last - 1
            elif self._loose(first) and first not in pairs:
                first += 1
            elif self._loose(last) and last not in pairs.values():
                last -= 1
            else:
                break
        return first, last

    def with_marks_in_pairs(self, first: int, last: int) -> tuple[int, int]:
        """Widened by the marks next to it whose partners are within, a comma or stop before one included."""
        while self._joined(first - 1, first) and first - 1 in self._pairs(first - 1, last):
            first -= 1
        while (mark := self._next_mark(last)) and mark in self._pairs(first, mark).values():
            last = mark
        return first, last

    def _next_mark(self, last: int) -> int | None:
        following = last + 1
        if self._joined(last, following) and self._words[following] in ".,!?":
            following += 1
        return following if self._joined(following - 1, following) else None

    def _joined(self, one: int, next_one: int) -> bool:
        """Whether both are there and nothing stands between them."""
        inside = one >= 0 and next_one < len(self.pieces)
        return inside and self.pieces[one].end == self.pieces[next_one].start

    def _spaced(self, one: int, next_one: int) -> bool:
        """Whether both are there with one space between them."""
        inside = one >= 0 and next_one < len(self.pieces)
        return inside and self._text[self.pieces[one].end : self.pieces[next_one].start] == " "

    def _capital(self, number: int) -> bool:
        word = self._words[number]
        return word[0].isupper() and word[-1].isalpha()

    def _loose(self, number: int) -> bool:
        word = self._words[number]
        return (
            word in _DANGLING
            or is_genitive(word)
            or (len(word) == 1 and unicodedata.category(word)[0] in "PZC")
        )

    def _pairs(self, first: int, last: int) -> dict[int, int]:
        """Opening marks and the marks that close them; what has no partner here is left out."""
        pairs: dict[int, int] = {}
        waiting: dict[str, list[int]] = defaultdict(list)
        for number in range(first, last + 1):
            word = self._words[number]
            if word in _CLOSES and self._opens(number):
                waiting[_CLOSES[word]].append(number)
            elif waiting[word]:
                pairs[waiting[word].pop()] = number
        return pairs

    def _opens(self, number: int) -> bool:
        """Whether a mark opens; a straight one does with a word behind it and none right before it."""
        if self._words[number] not in _STRAIGHT:
            return True
        after_gap = not self._joined(number - 1, number) or self._words[number - 1] in _BEFORE_OPENING
        return after_gap and self._joined(number, number + 1)
