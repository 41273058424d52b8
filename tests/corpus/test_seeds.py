"""The three seed articles, just as they are; named by file, offset and hash, never by their words."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.characters import fold
from corpus.sources import SOURCES, source_for
from corpus.types import Draft


@dataclass(frozen=True)
class Expected:
    """What stands in a seed. `fields` are character ranges of the file; `removed` are lines (from 0)."""

    sha256: str
    published: str | None
    paragraphs: int
    fields: dict[str, tuple[int, int]]
    removed: tuple[int, ...]
    heads: dict[int, int]
    """Lines of which only the end, from this offset on, is body."""


SEEDS = {
    "000_bffbed1dbd98a1ea.txt": Expected(
        "b769340bbc4246274624eda24825296958bfc0c2a7968e17f7ff4d82d90bf5ad",
        "2022-01-08",
        24,
        {"place": (17, 23), "credits": (5038, 5184)},
        (56,),
        {0: 27},
    ),
    "001_0391e33cff22759b.txt": Expected(
        "8b19108a7e96b41cb9a3bbc4cd014a7d6247be09f4be595b7f373d7a1eb91a38",
        None,
        28,
        {"outlet": (0, 19), "headline": (47, 147), "place": (327, 333), "credits": (8657, 8683)},
        (0, 2, 4, 12, 16, 32, 44, 64, 70, 74),
        {6: 9},
    ),
    "003_b0e3e7307b1b9f81.txt": Expected(
        "01bcce3a10731be1e5ee6c44e6561cbd6f4a730f4d6e7aacc439a2d1985ea84b",
        "2022-01-07",
        32,
        {},
        (),
        {0: 19, 1: 2, 2: 2},
    ),
}
FIELDS = ("headline", "outlet", "url", "byline", "credits", "place", "language", "id")


@pytest.fixture(params=SEEDS)
def seed(request, seeds: Path) -> tuple[str, Draft, Expected]:
    path = seeds / request.param
    data = path.read_bytes()
    expected = SEEDS[request.param]
    if hashlib.sha256(data).hexdigest() != expected.sha256:
        pytest.skip(f"{path} is another version of the seed")
    source = source_for(path)
    assert source is SOURCES["text"]
    (draft,) = source.read(path)
    assert isinstance(draft, Draft)
    return data.decode(), draft, expected


def test_fields_are_what_the_text_shows_and_nothing_else(seed):
    text, draft, expected = seed
    shown = {name: text[start:end] for name, (start, end) in expected.fields.items()}
    assert {name: value for name in FIELDS if (value := getattr(draft, name))} == shown
    assert draft.published == expected.published


def test_the_body_is_every_line_but_those_removed(seed):
    text, draft, expected = seed
    lines = [
        fold(line[expected.heads.get(number, 0) :])
        for number, line in enumerate(text.split("\n"))
        if line.strip() and number not in expected.removed
    ]
    assert draft.text.split("\n\n") == lines
    assert len(lines) == expected.paragraphs
