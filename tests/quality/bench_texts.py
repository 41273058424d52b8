"""Real and made-up texts to measure with."""

import hashlib
import random
from collections.abc import Iterator

from corpus.types import Article
from tests.quality.data import records


def contexts(count: int) -> list[str]:
    """Different real paragraphs, always the same ones in the same order."""
    found = list(dict.fromkeys(row["context"] for row in records("squadshifts.jsonl.gz")))
    random.Random(1).shuffle(found)
    return found[:count]


def questions(count: int) -> list[str]:
    """Different real questions about such paragraphs."""
    found = list(dict.fromkeys(row["question"].strip() for row in records("squadshifts.jsonl.gz")))
    return random.Random(2).sample(found, count)


def article(number: int, text: str) -> Article:
    """An article of one text, without headline."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    day = f"{2000 + number % 20}-01-01"
    return Article(f"a{number:07}", 1, text, digest, published=day, origin=f"a{number:07}")


def made_up(count: int, words: int = 80) -> Iterator[str]:
    """Runs of words cut from real text at random places, so that words are as frequent as in real text."""
    stream = " ".join(contexts(3000)).split()
    draw = random.Random(3)
    for _ in range(count):
        start = draw.randrange(len(stream) - words)
        yield " ".join(stream[start : start + words])
