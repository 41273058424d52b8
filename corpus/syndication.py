"""Near-duplicate articles: reprints, shortened or lightly edited, are led back to the one that came first.

MinHash signatures of word shingles propose pairs (Broder, "On the resemblance and containment of documents",
1997; the library is datasketch), the shingles themselves decide. Who copied from whom is not asked: the
earliest article of a group stands for it.
"""

import re
import zlib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from heapq import nlargest
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.types import Article

SHINGLE_WORDS = 3
SHARED = 0.45
"""Share of the smaller text's shingles that near-duplicates have in common. Articles on one event share up
to 0.10, reprints with every tenth word changed 0.57 and more."""
FEWEST_WORDS = 30
"""A shorter text is a reprint only when it is equal, word for word."""

_PERMUTATIONS = 128
_BANDS, _ROWS = 64, 2
# The beginning of a text has a signature of its own: most shortened reprints are a beginning, and a tenth of
# a text is too little of the whole to be proposed.
_LEAD_WORDS = 120
# Thousands of texts made from one template would propose each other by the million: a text whose shingles
# another one holds so far needs no place in the index, a group no more places than so many, and a text is
# compared with no more than so many others.
_CONTAINED = 0.9
_MOST_INDEXED = 32
_MOST_COMPARED = 64

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['\u2019]")
_MIX = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], np.uint64)

_Shingles = NDArray[np.uint32]


def origins(articles: Iterable[Article]) -> dict[str, str]:
    """The id of the first article of each article's group of near-duplicates, its own where it stands alone.

    First is the earliest published one, undated ones last, then the one with the lowest id. Groups are
    transitive: what a reprint has in common with the wire story, its reprints have, too.
    """
    inorder = sorted(articles, key=lambda one: (one.published is None, one.published or "", one.id))
    groups = _Groups(len(inorder))
    first_of: dict[bytes, int] = {}
    long: list[tuple[int, NDArray[np.uint64]]] = []
    for number, one in enumerate(inorder):
        words = _words(one.text)
        first = first_of.setdefault(words.tobytes(), number) if len(words) else number
        groups.join(first, number)
        if first == number and len(words) >= FEWEST_WORDS:
            long.append((number, words))
    _join_reprints(long, groups)
    return {one.id: inorder[groups.first(number)].id for number, one in enumerate(inorder)}


class _Groups:
    """Disjoint sets of article numbers, each known by its lowest number."""

    def __init__(self, count: int) -> None:
        self._above = list(range(count))

    def first(self, number: int) -> int:
        while self._above[number] != number:
            self._above[number] = self._above[self._above[number]]
            number = self._above[number]
        return number

    def join(self, one: int, other: int) -> None:
        low, high = sorted((self.first(one), self.first(other)))
        self._above[high] = low


def _join_reprints(long: Sequence[tuple[int, NDArray[np.uint64]]], groups: _Groups) -> None:
    """Join near-duplicates; the longest text comes first, so that reprints find it in the index."""
    # A third of a second, which commands that read no articles need not wait.
    from datasketch import MinHashLSH  # noqa: PLC0415 - heavy

    signature = _Signatures()
    index = MinHashLSH(num_perm=_PERMUTATIONS, params=(_BANDS, _ROWS))
    shingles: dict[int, _Shingles] = {}
    wholes: dict[int, NDArray[np.uint32]] = {}
    indexed: Counter[int] = Counter()
    for number, words in sorted(long, key=lambda one: (-len(one[1]), one[0])):
        own = _shingles(words)
        whole, lead = signature(own), signature(_shingles(words[:_LEAD_WORDS]))
        proposed = {found for found, _ in index.query(whole)} | {found for found, _ in index.query(lead)}
        contained = False
        for other in _likeliest(proposed, whole.hashvalues, wholes):
            if contained and groups.first(other) == groups.first(number):
                continue
            common = len(np.intersect1d(own, shingles[other], assume_unique=True))
            if common >= SHARED * min(len(own), len(shingles[other])):
                groups.join(number, other)
                contained = contained or common >= _CONTAINED * len(own)
        group = groups.first(number)
        if contained or indexed[group] >= _MOST_INDEXED:
            continue
        indexed[group] += 1
        shingles[number], wholes[number] = own, whole.hashvalues
        index.insert((number, "whole"), whole)
        index.insert((number, "lead"), lead)


def _likeliest(
    proposed: Collection[int], own: NDArray[np.uint32], wholes: Mapping[int, NDArray[np.uint32]]
) -> list[int]:
    """The proposed texts in order, of very many only those whose signatures agree best."""
    if len(proposed) <= _MOST_COMPARED:
        return sorted(proposed)
    return nlargest(_MOST_COMPARED, sorted(proposed), lambda one: np.count_nonzero(wholes[one] == own))


class _Signatures:
    """Makes MinHash signatures of shingles; the permutations are drawn once."""

    def __init__(self) -> None:
        from datasketch import MinHash  # noqa: PLC0415 - heavy

        self._empty = MinHash(num_perm=_PERMUTATIONS, seed=1, hashfunc=int)

    def __call__(self, shingles: _Shingles) -> Any:
        made = self._empty.copy()
        made.update_batch(shingles)
        return made


def _words(text: str) -> NDArray[np.uint64]:
    """A hash of each word, in order, letter case, apostrophes and punctuation aside."""
    plain = _APOSTROPHE.sub("", text).casefold()
    hashed = [zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in _WORD.findall(plain)]
    return np.array(hashed, np.uint64)


def _shingles(words: NDArray[np.uint64]) -> _Shingles:
    """The different runs of SHINGLE_WORDS words as sorted 32-bit hashes; 64-bit products wrap around."""
    count = len(words) - SHINGLE_WORDS + 1
    mixed = np.zeros(count, np.uint64)
    for place in range(SHINGLE_WORDS):
        mixed += words[place : place + count] * _MIX[place]
    return np.unique((mixed >> np.uint64(32)).astype(np.uint32))
