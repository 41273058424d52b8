"""A reader's model without weights: it looks for the question's words, so that tests can foresee it."""

import re

import numpy as np

from bot.reader.model import Read
from corpus.types import Span

_WORD = re.compile(r"\w+")


class WordModel:
    """Finds the longest run of words that the question does not hold, above all where it shares most with it.

    A passage answers as surely as that sentence shares words with the question: logits 4 * share - 2.
    """

    def __init__(self, digest="0" * 64):
        self.name = "words"
        self.digest = digest
        self.calls = []

    def read(self, question, passages):
        self.calls.append((question, tuple(passages)))
        return [self._read(question, passage.text) for passage in passages]

    def _read(self, question, text):
        asked = {word.casefold() for word in _WORD.findall(question)}
        offsets = tuple(Span(m.start(), m.end()) for m in _WORD.finditer(text))
        start, end = np.full(len(offsets), -9.0, np.float32), np.full(len(offsets), -9.0, np.float32)
        share = 0.0
        for first, last in self._sentences(text, offsets):
            words = [text[slice(*offsets[i])].casefold() for i in range(first, last)]
            shared = len(asked.intersection(words)) / max(1, len(asked))
            run = self._longest([word not in asked for word in words])
            start[first + run[0]] = end[first + run[1] - 1] = 4 * shared - 2
            share = max(share, shared)
        return Read(start, end, offsets, (0.0, 0.0), 4 * share - 2)

    @staticmethod
    def _sentences(text, offsets):
        first = 0
        for i in range(1, len(offsets) + 1):
            if i == len(offsets) or re.search(r"[.?!]", text[offsets[i - 1].end : offsets[i].start]):
                yield first, i
                first = i

    @staticmethod
    def _longest(kept):
        runs, first = [(0, 1)], None
        for i, keep in enumerate([*kept, False]):
            if keep and first is None:
                first = i
            elif not keep and first is not None:
                runs.append((first, i))
                first = None
        return max(runs[1:] or runs, key=lambda run: run[1] - run[0])
