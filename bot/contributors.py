"""Who else sent what is asked about, where an article says so in passing: "Belarus, whose troops will join".

A reader that looks for "sent troops" passes over such clauses; a list of senders lacks them then.
"""

import re
from collections.abc import Iterator, Sequence

from bot.asking.types import Question
from bot.reader.types import Reading
from bot.wording import tokens
from corpus.types import Span
from index.analysis import terms
from index.types import Hit

_SENT = "send"
"""The happening (`bot.happenings`) that is looked at."""
_WHOSE = re.compile(
    r"(?<![\w’'-])(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*), whose (?:[a-z-]+ )?(?P<what>[a-z]+)"
    r" (?:will|would|are|were|have|had|also|then|joined|took)\b"
)


def contributors(question: Question, hits: Sequence[Hit], score: float) -> list[Reading]:
    """Those whose troops, planes and the like take part, of a question for several or all that sent them.

    Each gets the score. Nothing is found where the question asks for something else.
    """
    asked = tokens(question.asked)
    sent = any(name == _SENT for name, _ in asked.told)
    if not sent or not (question.several or question.kind == "name"):
        return []
    found: dict[tuple[str, int], Reading] = {}
    for hit in hits:
        for sentence in hit.passage.sentences:
            for name in _owners(hit.article.text, sentence, asked.stems):
                reading = Reading(hit, *sentence, score, *name)
                found.setdefault((hit.article.id, name.start), reading)
    return list(found.values())


def _owners(text: str, sentence: Span, wanted: Sequence[str]) -> Iterator[Span]:
    for match in _WHOSE.finditer(text, *sentence):
        if not set(wanted).isdisjoint(terms(match["what"])):
            yield Span(*match.span("name"))
