"""Small articles, hits and fakes at the seams of the bot package, made by hand."""

import hashlib
import re
from dataclasses import dataclass, field

from bot.reader.types import Reading
from corpus.types import Article, Passage, Span
from index.types import Hit, Holdings


def article(id, text, **fields):
    return Article(
        id=id,
        revision=1,
        text=text,
        text_sha256=hashlib.sha256(text.encode()).hexdigest(),
        origin=id,
        **fields,
    )


def hit(of, row=0, score=0.5):
    """A hit on one passage that is the whole article, sentences split at full stops and question marks."""
    spans = tuple(Span(m.start(), m.end()) for m in re.finditer(r"[^.?\s][^.?]*[.?]", of.text))
    passage = Passage(of.id, of.revision, 0, len(of.text), of.text, spans)
    return Hit(row, of, passage, score, score, score)


def reading(of, quote, score, *, row=0, answer=None):
    start = of.text.index(quote)
    marked = (
        (start + quote.index(answer), start + quote.index(answer) + len(answer)) if answer else (None, None)
    )
    return Reading(hit(of, row), start, start + len(quote), score, *marked)


@dataclass
class FakeGeneration:
    """A generation as the answerer sees it, its articles in a dict that a test may tamper with."""

    id: str
    held: dict = field(default_factory=dict)

    @classmethod
    def of(cls, *articles, id="20220108T101500Z-3f2a"):
        return cls(id, {a.id: a for a in articles})

    def article(self, id):
        return self.held.get(id)

    def articles(self):
        return list(self.held.values())

    def outlets(self):
        return list(dict.fromkeys(a.outlet for a in self.held.values() if a and a.outlet))

    def coverage(self, as_of=None):
        held = [a for a in self.held.values() if a]
        days = sorted(
            a.published[:10]
            for a in held
            if a.published and (as_of is None or a.published[:10] <= as_of.isoformat())
        )
        outlets = {a.outlet for a in held if a.outlet}
        first, last = (days[0], days[-1]) if days else (None, None)
        return Holdings(len(days) if as_of else len(held), len(outlets), first, last)


@dataclass
class FakeServed:
    current: FakeGeneration
    error: str | None = None

    def get(self):
        return self.current


@dataclass
class FakeRetriever:
    """Finds every article of its generation, and remembers what it was asked."""

    generation: FakeGeneration
    asked: list = field(default_factory=list)

    def search(self, question, k, as_of=None, outlets=()):
        self.asked.append((question, k, as_of))
        return [hit(a, row) for row, a in enumerate(self.generation.articles())][:k]


@dataclass
class FakeReader:
    """Gives each sentence the score that a test names for it, 0 for others; bounds 0.2, 0.4, 0.6."""

    scores: dict = field(default_factory=dict)
    subject: float = 0.2
    threshold: float = 0.4
    sure: float = 0.6
    margin: float = 9.0
    marks: bool = False

    def read(self, question, hits):
        readings = [
            Reading(h, s.start, s.end, self.scores.get(h.article.text[s.start : s.end], 0.0))
            for h in hits
            for s in h.passage.sentences
        ]
        return sorted(readings, key=lambda r: -r.score)
