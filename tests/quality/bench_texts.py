"""Real and made-up texts to measure with."""

import hashlib
import random
from collections.abc import Iterator

from corpus.passages import PassageSpec
from corpus.passages import passages as cut
from corpus.types import Article
from tests.quality.data import records

SETS = ("squadshifts.jsonl.gz", "squad2_part.jsonl", "xquad_en.jsonl", "qed.jsonl")


def contexts(count: int | None = None) -> list[str]:
    """Different real paragraphs, always the same ones in the same order."""
    found = list(dict.fromkeys(row["context"] for name in SETS for row in records(name)))
    random.Random(1).shuffle(found)
    return found[:count]


def paragraphs_of(passages: int) -> list[str]:
    """As many of them as make at least so many passages, cut as the program cuts them."""
    chosen, made = [], 0
    for text in contexts():
        if made >= passages:
            break
        chosen.append(text)
        made += len(cut(article(0, text), PassageSpec()))
    return chosen


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
