"""Who else sent what is asked about, where an article says so in passing: "Belarus, whose troops will join".

A reader that looks for "sent troops" passes over such clauses; a list of senders lacks them then.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.asking.types import Question
from bot.reader.types import Reading
from bot.wording import asked_of, tokens
from corpus.types import Span
from index.analysis import terms
from index.types import Hit

_WHOSE = re.compile(
    r"(?<![\w’'-])(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*), whose (?:[a-z-]+ )?(?P<what>[a-z]+)"
    r" (?:(?:will|would|are to) (?:also )?(?:join|be part|take part|be sent|follow)"
    r"|(?:have |had |also )?(?:joined|took part|taken part))\b"
)


def with_contributors(
    question: Question, hits: Sequence[Hit], readings: Sequence[Reading]
) -> Sequence[Reading]:
    """The readings with those whose troops or planes take part, of a question for all that sent them.

    They stand behind the first reading with its score; where their sentence has a marked answer, among its
    further ones.
    """
    asked = tokens(question.asked)
    listed = question.several or question.kind == "name"
    if not readings or not listed or "send" not in asked_of(asked):
        return readings
    found: dict[tuple[str, Span], tuple[Hit, list[Span]]] = {}
    for hit in hits:
        for sentence in hit.passage.sentences:
            if owners := _owners(hit.article.text, sentence, asked.stems, asked.folded):
                found.setdefault((hit.article.id, sentence), (hit, owners))
    known = []
    for one in readings:
        key = one.hit.article.id, Span(one.start, one.end)
        if key not in found:
            known.append(one)
        elif one.answer_start is not None:
            known.append(replace(one, more=(*one.more, *found.pop(key)[1])))
    others = [
        Reading(hit, *sentence, readings[0].score, *first, tuple(more))
        for (_, sentence), (hit, (first, *more)) in found.items()
    ]
    return [*known[:1], *others, *known[1:]]


def _owners(text: str, sentence: Span, wanted: Sequence[str], named: Sequence[str]) -> list[Span]:
    """The names before "whose" and what is asked about, but for those that the question names itself."""
    return [
        Span(*match.span("name"))
        for match in _WHOSE.finditer(text, *sentence)
        if not set(wanted).isdisjoint(terms(match["what"])) and match["name"].casefold() not in named
    ]
