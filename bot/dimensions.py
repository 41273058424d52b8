"""How long, high or deep something is, where an article puts the measure beside the word: "400 metres long".

"How long" asks for metres as well as for days, which a reader cannot tell apart; the word behind the amount
can. Nothing is inferred: the answer is the amount right behind the name of what is asked about.
"""

import re
from collections.abc import Iterator, Sequence

from bot.asking.types import Question
from bot.asking.wording import core, folded
from bot.reader.types import Reading
from bot.values.reading import amounts_in
from bot.wording import alike, tokens
from index.types import Hit

MOST = 4
"""Sentences that are given; the same is often said in many."""

_HOW = "long|high|tall|wide|deep|thick|broad|heavy|old"
_ASKED = re.compile(rf"^how (?P<how>{_HOW}) (?:is|are|was|were) (?:the |an? )?(?P<what>.+)$")
_LINK = re.compile(
    r"[\w-]*\)?,?\s(?:(?:which|that|who)\s)?(?:(?:is|was|are|were|stands|stood|measures|lies)\s)?(?:now\s|only\s)?"
    rf"(?:\S+\s[a-z]+\s(?:{_HOW})(?:,\sand|,|\sand)\s)*$"
)
"""Between the name and the amount: "X, N", "X is N", "X, which is N metres long and N"."""


def dimensions(question: Question, hits: Sequence[Hit], score: float) -> list[Reading]:
    """The sentences of the hits in which the measure stands between what is asked about and the asking word.

    Each gets the score. Sentence and headline together must have every word of what is asked about.
    """
    match = _ASKED.match(core(folded(question.asked)))
    if match is None:
        return []
    wanted = tokens(match["what"]).folded
    found = (one for hit in hits for one in _told(match["how"], wanted, hit, score))
    first: dict[tuple[str, int], Reading] = {}
    for one in found:
        first.setdefault((one.hit.article.id, one.start), one)
    return list(first.values())[:MOST]


def _told(how: str, wanted: Sequence[str], hit: Hit, score: float) -> Iterator[Reading]:
    text = hit.article.text
    for sentence in hit.passage.sentences:
        quote = text[slice(*sentence)]
        if not re.search(rf"\s{how}\b", quote) or not _names(wanted, f"{hit.article.headline or ''} {quote}"):
            continue
        name = re.compile(rf"(?<!\w){re.escape(wanted[-1])}", re.IGNORECASE)
        for (start, end), _ in amounts_in(quote):
            behind = re.match(rf"\s{how}\b", quote[end:])
            if behind and any(_LINK.match(quote, at.end(), start) for at in name.finditer(quote, 0, start)):
                yield Reading(hit, *sentence, score, sentence.start + start, sentence.start + end)
                break


def _names(wanted: Sequence[str], text: str) -> bool:
    """Whether every word of what is asked about stands in the text."""
    said = tokens(text).folded
    return all(any(alike(word, other) for other in said) for word in wanted)
