"""Whether a clause says yes or no, by its negations.

Limits: one negation is no, and so are two; only the clause around the span is read, cut at commas,
semicolons, dashes and quotation marks; questions, conditions and irony are not seen.
"""

import re

from corpus.types import Span

_NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot|refus(?:e|es|ed|ing)|reject(?:s|ed|ing)?"
    r"|den(?:y|ies|ied|ying)|fail(?:s|ed|ing)?\sto|unable\sto|ruled\sout|\w{2,10}n['’]t)\b",
    re.IGNORECASE,
)
_NO_NEGATION = re.compile(
    r"\b(?:not\s(?:only|just|least)|no\s(?:fewer|less|more|later|earlier|doubt|matter)|without\s(?:warning|delay))\b",
    re.IGNORECASE,
)
_BEGINS = re.compile(r"[,;:—–“”\"()\n]")
_LONGEST = 400  # characters on either side of the span


def affirmed(text: str, sentence: Span, span: Span) -> bool:
    """Whether the clause around a span holds no negation; all of the sentence where the span is all of it."""
    start, end = max(sentence.start, span.start - _LONGEST), min(sentence.end, span.end + _LONGEST)
    if span.end - span.start > 2 * _LONGEST:
        end = min(end, span.start + 2 * _LONGEST)
    before = _BEGINS.split(text[start : span.start])[-1]
    within = text[span.start : min(span.end, end)]
    after = _BEGINS.split(text[span.end : end])[0] if span.end < end else ""
    clause = _NO_NEGATION.sub(" ", before + within + after)
    return not _NEGATION.search(clause)
