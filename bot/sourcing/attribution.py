"""Who said what a sentence says, in the words of the text, so that a claim is not shown as a fact."""

import re
from dataclasses import dataclass

from bot.sourcing.saying import Saying, is_pronoun, sayings
from corpus.paragraphs import paragraph_of
from corpus.sentences import sentences
from corpus.types import Span

_CONTRAST = re.compile(r";|,?\s(?:but|whereas|yet|although|though|while)\s|\s\u2014\sbut\s")
_SUBORDINATE = re.compile(r"\s*[\"\u201c]?(?:While|Although|Though|Whereas)\s")
_COMMA = re.compile(r",(?!\d)")
_QUOTES = re.compile('["\u201c\u201d\u00ab\u00bb]')
_NAME = re.compile(
    r"(?:(?:Mr|Mrs|Ms|Dr|Gen|Col|President|Minister|Secretary)\.?\s)?"
    r"[A-Z][a-z\u00c0-\u024f'\u2019-]+(?:\s(?:[A-Z]\.|[A-Z][\w'\u2019-]+)){1,3}"
)
_NAMED = re.compile(r"\b(?!The\b|An?\b|His\b|Her\b|Their\b|[HS]?He\b|She\b|They\b|It\b|We\b|I\b)[A-Z]")
_NEIGHBOURS = 4
_NEAREST_NAMES = 2000
"""Characters of a paragraph before a sentence in which a pronoun's name is looked for."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who said it: `text[span.start:span.end] == words`, as "the Interior Ministry said"."""

    words: str
    span: Span


def attribution(article_text: str, sentence: Span, answer: Span | None) -> Attribution | None:
    """Who says, by the sentence's own words, what it says; None where it says so as a fact.

    With an answer only what governs its clause counts: "The ministry said 26 were killed; 18 officers died"
    attributes the 26 and not the 18. The attribution that stands nearest before the answer comes first. An
    answer that is who said it has no attribution.
    """
    governing = [
        one for one in sayings(article_text, sentence) if _governs(article_text, sentence, one, answer)
    ]
    chosen = _nearest(governing, answer)
    return _attribution(article_text, chosen.words) if chosen else None


def speaker(article_text: str, sentence: Span) -> Attribution | None:
    """Who is quoted in a sentence: who it says, else who a neighbouring sentence of the paragraph says.

    A neighbour counts only for a sentence that is, or goes on, a quotation. A pronoun gives way to the name
    that stands for it in the same paragraph; where there is none, or more than one, the pronoun stays.
    """
    paragraph = paragraph_of(article_text, *sentence)
    found = _said_in(article_text, sentence)
    if found is None and _quoted(article_text, paragraph, sentence):
        found = _from_neighbours(article_text, paragraph, sentence)
    if found is None:
        return None
    if is_pronoun(article_text[found.subject.start : found.subject.end]):
        named = _named_before(article_text, paragraph, found)
        if named:
            return named
    return _attribution(article_text, found.words)


def _attribution(text: str, span: Span) -> Attribution:
    return Attribution(text[span.start : span.end], span)


def _governs(text: str, sentence: Span, one: Saying, answer: Span | None) -> bool:
    if answer is None:
        return True
    if answer.start < one.whole.end and one.whole.start < answer.end:
        # "put its losses at 18": the answer may follow within the words that belong to it.
        return False
    start, end = _clause(text, sentence, one)
    if one.order == "leading":
        return one.words.end <= answer.start < end
    return start <= answer.start and answer.end <= end


def _clause(text: str, sentence: Span, one: Saying) -> tuple[int, int]:
    """How far what is said reaches around the words that attribute it."""
    start, end = sentence
    cuts = [match.start() for match in _CONTRAST.finditer(text, sentence.start, sentence.end)]
    if _SUBORDINATE.match(text, sentence.start, sentence.end):
        cuts += [m.start() for m in (_COMMA.search(text, one.whole.end, sentence.end),) if m]
        cuts += [m.start() for m in (_COMMA.search(text, sentence.start, one.whole.start),) if m]
    for cut in cuts:
        if cut >= one.whole.end:
            end = min(end, cut)
        elif cut <= one.words.start:
            start = max(start, cut)
    return start, end


def _nearest(governing: list[Saying], answer: Span | None) -> Saying | None:
    if not governing:
        return None
    if answer is None:
        return governing[0]
    before = [one for one in governing if one.order == "leading" and one.words.end <= answer.start]
    if before:
        return before[-1]
    return min(governing, key=lambda one: abs(one.words.start - answer.end))


def _said_in(text: str, sentence: Span) -> Saying | None:
    """What attributes the sentence: of several, one that touches a quotation."""
    found = sayings(text, sentence)
    near = [one for one in found if _touches_quotation(text, one)]
    return next(iter(near or found), None)


def _touches_quotation(text: str, one: Saying) -> bool:
    before = text[max(0, one.whole.start - 3) : one.whole.start]
    after = text[one.whole.end : one.whole.end + 3]
    return bool(_QUOTES.search(before) or _QUOTES.search(after))


def _quoted(text: str, paragraph: Span, sentence: Span) -> bool:
    """Whether the sentence begins with a quotation, or one began before it in the paragraph and goes on."""
    if _QUOTES.match(text, sentence.start):
        return True
    marks = _QUOTES.findall(text, paragraph.start, sentence.start)
    return bool(marks) and (marks[-1] in "\u201c\u00ab" or (marks[-1] == '"' and marks.count('"') % 2 == 1))


def _from_neighbours(text: str, paragraph: Span, sentence: Span) -> Saying | None:
    """The nearest sentence of the paragraph that says who speaks: before it, since it went on; else after."""
    window = Span(
        max(paragraph.start, sentence.start - _NEAREST_NAMES),
        min(paragraph.end, sentence.end + _NEAREST_NAMES),
    )
    spans = [
        Span(window.start + one.start, window.start + one.end) for one in sentences(text[slice(*window)])
    ]
    before = [one for one in spans if one.end <= sentence.start][-_NEIGHBOURS:]
    after = [one for one in spans if one.start >= sentence.end][:_NEIGHBOURS]
    for one in (*reversed(before), *after):
        found = _said_in(text, one)
        if found and (_QUOTES.search(text, one.start, one.end) or _quoted(text, paragraph, one)):
            return found
    return None


def _named_before(text: str, paragraph: Span, found: Saying) -> Attribution | None:
    """Who a pronoun is: who last said something in the paragraph, else its only full name."""
    start = max(paragraph.start, found.words.start - _NEAREST_NAMES)
    earlier = [
        one
        for one in sayings(text, Span(start, found.words.start))
        if not is_pronoun(text[slice(*one.subject)])
        and any(c.isupper() for c in text[slice(*one.subject)][1:])
    ]
    if earlier:
        return _attribution(text, earlier[-1].words)
    names = {match.group(): Span(*match.span()) for match in _NAME.finditer(text, start, found.words.start)}
    if len(names) != 1:
        return None
    return _attribution(text, next(iter(names.values())))
