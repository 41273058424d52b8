"""How long, high or deep something is, where an article puts the measure beside the word: "400 metres long".

"How long" asks for metres as well as for days, which a reader cannot tell apart; the word behind the amount
can. Nothing is inferred: the answer is the amount, in a sentence that names what is asked about.
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

_ASKED = re.compile(
    r"^how (?P<how>long|high|tall|wide|deep|thick|broad|heavy|old) (?:is|are|was|were) (?:the |an? )?"
    r"(?P<what>.+)$"
)
_DEEDS = re.compile(r"\b\w+(?:ed|ing)$")
"""At the end of what is asked about: "how long is the road closed" asks for a time."""


def dimensions(question: Question, hits: Sequence[Hit], score: float) -> list[Reading]:
    """The sentences of the hits in which an amount stands before the word that the question asks with.

    Each gets the score. The sentence or the headline must have every name of what is asked about, and the
    sentence one of its words.
    """
    match = _ASKED.match(core(folded(question.asked)))
    if match is None or _DEEDS.search(match["what"]):
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
        if not re.search(rf"\b{how}\b", quote) or not _names(wanted, quote):
            continue
        for (start, end), _ in amounts_in(quote):
            if re.match(rf"[\s-]{how}\b", quote[end:]) or quote[start:end].endswith(f" {how}"):
                yield Reading(hit, *sentence, score, sentence.start + start, sentence.start + end)
                break


def _names(wanted: Sequence[str], quote: str) -> bool:
    """Whether every word of what is asked about stands in the sentence."""
    said = tokens(quote).folded
    return all(any(alike(word, other) for other in said) for word in wanted)
