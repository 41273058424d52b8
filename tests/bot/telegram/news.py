"""Articles, answers and an answerer made by hand, for tests of the Telegram front."""

import hashlib
import time
from dataclasses import dataclass, field, replace

from bot.followup import followed
from bot.types import Answer, Citation, Finding
from corpus.types import Article
from index.types import Holdings

SENTENCE = "Russia sent 2,500 soldiers to the city."
TEXT = f"The week began badly. {SENTENCE} Armenia sent 70 more.\n\nShops closed early. Buses stood still."


def article(id="a1", text=TEXT, **fields):
    fields = {"headline": f"Headline {id}", "outlet": "Sample Agency", "published": "2022-01-07"} | fields
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    revision = fields.pop("revision", 1)
    return Article(id=id, revision=revision, text=text, text_sha256=digest, origin=id, **fields)


def cite(of, quote=SENTENCE, answer=None):
    start = of.text.index(quote)
    at = start + quote.index(answer) if answer else None
    return cite_at(of, start, start + len(quote), at, at + len(answer) if answer else None)


def cite_at(of, start, end, answer_start=None, answer_end=None):
    return Citation(
        article_id=of.id,
        revision=of.revision,
        outlet=of.outlet,
        headline=of.headline,
        published=of.published,
        url=of.url,
        origin=of.origin,
        credited_to=None,
        text_sha256=of.text_sha256,
        quote=of.text[start:end],
        start=start,
        end=end,
        answer_start=answer_start,
        answer_end=answer_end,
        passage_start=0,
        passage_end=len(of.text),
    )


def finding(*citations, independent=None, **fields):
    first = citations[0]
    value = first.quote
    if first.answer_start is not None:
        value = first.quote[first.answer_start - first.start : first.answer_end - first.start]
    return Finding(value, citations, len({c.article_id for c in citations}), independent, **fields)


def answered(library, *findings, text=None, question="who sent troops?", **fields):
    return Answer(
        question=question,
        asked=question,
        kind=fields.pop("kind", "answered"),
        text=text if text is not None else findings[0].value,
        score=1.0,
        threshold=0.4,
        generation=library.id,
        coverage=library.coverage(),
        findings=findings,
        **fields,
    )


def refused(library, *closest, question="who won?", reason="not_stated"):
    return Answer(
        question=question,
        asked=question,
        kind="not_found",
        text="",
        score=0.1,
        threshold=0.4,
        generation=library.id,
        coverage=library.coverage(),
        closest=closest,
        reason=reason,
    )


@dataclass
class Shelf:
    """A generation as the front sees it."""

    held: dict = field(default_factory=dict)
    id: str = "20220108T101500Z-3f2a"

    @classmethod
    def of(cls, *articles, id="20220108T101500Z-3f2a"):
        return cls({a.id: a for a in articles}, id)

    def article(self, id):
        return self.held.get(id)

    def articles(self):
        return list(self.held.values())

    def coverage(self, as_of=None):
        days = sorted(a.published[:10] for a in self.held.values() if a.published)
        outlets = {a.outlet for a in self.held.values() if a.outlet}
        return Holdings(len(self.held), len(outlets), days[0] if days else None, days[-1] if days else None)


@dataclass
class Newsroom:
    """Answers "moon" with a refusal, "crash" with an error, "slow" after 0.2 s, all else from its shelf.

    `asked` are the questions as they came, `after` the turns that they may follow up.
    """

    shelf: Shelf = field(default_factory=lambda: Shelf.of(article()))
    asked: list = field(default_factory=list)
    after: list = field(default_factory=list)
    tries: tuple = ("who sent troops?", "how many came?")

    def generation(self):
        return self.shelf

    def ask(self, question, *, before=None):
        self.asked.append(question)
        self.after.append(before)
        whole = followed(question, before) if before else None
        answer = self.answer(whole.asked if whole else question)
        return replace(answer, question=question, about=whole.about if whole else None), self.shelf

    def answer(self, question):
        held = [a for a in self.shelf.articles() if SENTENCE in a.text]
        if "crash" in question:
            raise RuntimeError(f"cannot read {question}")
        if "slow" in question:
            time.sleep(0.2)
        if "moon" in question:
            return refused(self.shelf, cite(held[0]), question=question)
        return answered(self.shelf, finding(*map(cite, held)), question=question)

    def examples(self):
        return self.tries
