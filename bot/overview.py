"""The most telling sentences about a subject, for questions that ask what happened and name no single fact.

Words decide, no model: the sentence that names the subject, stands early in its article and can stand alone.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.asking.types import Question
from bot.happenings import COUNTRIES
from bot.premise import unborne
from bot.reader.types import Reading
from bot.wording import NO_NAMES, alike, tokens
from corpus.types import Span
from index.types import Hit

SHARE = 3 / 4
"""An article is about the subject that bears out so much of its words, and all its names and figures."""
LEAD = 400
"""So many characters at the start of an article hold its lead."""
WORST = 0.55
"""A sentence is left out that has less than this share of the best one's score."""
ALIKE = 0.7
"""Sentences that share so much of their words say the same."""
SHORT, LONG = 40, 320
"""Characters of a sentence of good length."""

_ONLY_ASKS = """
    what whats how hows is are was were has have had been be do does did we you i know happened
    happening happens happen going on latest news newest update updates development developments any
    tell me us about anything everything new today now currently recently give show summary
    summarise summarize overview story stories there situation so far please can could up the in on
    of with to at from for and a an s it case affair crisis events issue matter lately this these week
    weekend month year yesterday tonight morning evening past days last
"""
_ASKING = frozenset(_ONLY_ASKS.split())
_CAPTION = re.compile(
    r"\(?(photo|image|picture|video|file|read more|see also|related)\b|.{0,200}/(AFP|Getty|AP|Reuters)\b",
    re.IGNORECASE,
)
_HANGING = re.compile(
    r"(he|she|it|they|this|that|these|those|his|her|its|their|but|and|so|then)\b", re.IGNORECASE
)
_QUOTES = '"“”‘«»'
_ENDS = (".", "!", ".”", '."', ".)")


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence and how telling it is, 0 to 1."""

    hit: Hit
    span: Span
    score: float


def overview(question: Question, hits: Sequence[Hit], most: int = 5) -> list[Reading]:
    """The best sentence of each of up to `most` stories, newest first, undated ones last; none marked.

    Near-duplicates give one sentence. None come back where no passage is about the subject: its names (words
    with a capital, countries) and figures must stand in a passage or its headline, and `SHARE` of its words.
    The score, 0 to 1, tells how telling a sentence is; it does not compare with that of a reader.
    """
    subject = _subject(question.asked)
    if not subject or most <= 0:
        return []
    best: dict[str, _Told] = {}
    for hit in hits:
        if not _within(question, hit) or not _about(subject, hit):
            continue
        for span in hit.passage.sentences:
            one = _Told(hit, span, _telling(subject, hit, span))
            origin = hit.article.origin or hit.article.id
            if one.score > 0 and (origin not in best or one.score > best[origin].score):
                best[origin] = one
    chosen: list[_Told] = []
    for one in sorted(best.values(), key=lambda one: -one.score):
        if one.score >= WORST * max(other.score for other in best.values()) and not any(
            _repeats(one, other) for other in chosen
        ):
            chosen.append(one)
    chosen = chosen[:most]
    chosen.sort(key=lambda one: one.hit.article.published or "", reverse=True)
    return [Reading(one.hit, one.span.start, one.span.end, one.score) for one in chosen]


def _subject(asked: str) -> str:
    """What the question is about: its words without those that only ask."""
    said = tokens(asked)
    return " ".join(
        written
        for written, word in zip(said.written, said.folded, strict=True)
        if word[0].isalnum() and word.removesuffix("'s") not in _ASKING
    )


def _repeats(one: _Told, other: _Told) -> bool:
    """Whether two sentences have nearly the same words (their Jaccard index)."""
    mine, theirs = (
        {root for root in tokens(told.hit.article.text[slice(*told.span)]).stems if root[0].isalnum()}
        for told in (one, other)
    )
    return len(mine & theirs) > ALIKE * len(mine | theirs)


def _within(question: Question, hit: Hit) -> bool:
    """Whether the article is of the days that the question names; an undated one may be."""
    day = (hit.article.published or "")[:10]
    if not day:
        return True
    return (question.first is None or day >= question.first.isoformat()) and (
        question.last is None or day <= question.last.isoformat()
    )


def _about(subject: str, hit: Hit) -> bool:
    asked = tokens(subject)
    said = [tokens(hit.passage.text), tokens(hit.article.headline or "")]
    written = {one.folded[place] for one in said for place in one.capitals}
    names = [asked.folded[place] for place in asked.capitals if asked.folded[place] not in NO_NAMES]
    if not all(any(alike(name, word) for word in written) for name in names):
        return False
    missing = unborne(subject, hit.passage.text, hit.article.headline or "")
    for word, root in zip(asked.folded, asked.stems, strict=True):
        if root in missing and (word in COUNTRIES or any(c.isdigit() for c in word)):
            return False
    words = {root for root in asked.stems if root[0].isalnum()}
    return len(missing) <= (1 - SHARE) * len(words)


def _telling(subject: str, hit: Hit, span: Span) -> float:
    """How telling a sentence is, 0 for one that is not to be shown."""
    article = hit.article
    sentence = article.text[span.start : span.end]
    said = tokens(sentence)
    if sentence.endswith("?") or _CAPTION.match(sentence) or not any(c.isalpha() for c in sentence):
        return 0.0
    asked = {root for root in tokens(subject).stems if root[0].isalnum()}
    named = 1 - len(unborne(subject, sentence, "")) / max(1, len(asked))
    early = max(0.0, 1 - span.start / LEAD) if span.start < LEAD else 0.0
    whole = sentence.rstrip().endswith(_ENDS) and not _HANGING.match(sentence)
    figures = any(word[0].isdigit() for word in said.folded)
    score = 0.4 * named + 0.25 * early + 0.15 * whole + 0.05 * figures + 0.05 * (len(said.capitals) > 1)
    score += 0.1 * min(1.0, max(0.0, hit.cosine))
    if not SHORT <= len(sentence) <= LONG:
        score *= 0.5
    if sentence[0] in _QUOTES or sum(sentence.count(mark) for mark in _QUOTES) > 1:
        score *= 0.7
    return score
