"""Which outlet a text credits for what it says, so that what is passed on does not count as a second source.

"State television reported" or "Kazakh media" name nobody who could be counted and credit nobody.
"""

import re
from collections.abc import Collection, Iterator

from bot.sourcing.outlets import Mention, mentions, same_outlet
from corpus.body import is_caption
from corpus.types import Article, Span

__all__ = ["credited_to", "same_outlet"]

_LOOKED_AT = 120
"""Characters before and after a name that can tell whether it is credited."""
_LAST_PARAGRAPHS = 3
_LONGEST_CREDIT = 400
_LONGEST_DATELINE = 100

# "told the Russian news agency RIA", "according to Kazakhstan's state broadcaster Khabar 24".
_DESCRIBED = (
    r"(?:(?:the|an?|by|of|its|state|state-run|state-owned|news|wire|press|agency|agencies|newspaper|paper"
    r"|daily|weekly|broadcaster|channel|TV|television|radio|network|station|site|website|portal|outlet|outlets"
    r"|magazine|service|independent|local|private|public|official|opposition|business|reporters?|journalists?"
    r"|correspondents?|interview|statement|with|from|[A-Z][\w-]{0,20}|[A-Z][\w-]{0,20}['\u2019]s)\s+){0,6}"
)
_CREDITED_BEFORE = re.compile(
    r"\b(?:according\s+to|told|tells|telling|citing|quoting|quoted\s+by|cited\s+by|reported\s+by|seen\s+by"
    r"|(?:first\s+|originally\s+)?published\s+(?:by|in|on)|(?:as|first)\s+reported\s+(?:by|in)|carried\s+by"
    r"|(?:spoke|speaking|talked|talking|spoken)\s+(?:to|with)|interviewed\s+by|interview\s+(?:with|to|in)"
    r"|(?:comments?|remarks?|statement)\s+(?:to|carried\s+by)|obtained\s+by|reviewed\s+by|compiled\s+by"
    rf"|counted\s+by|tall(?:y|ied)\s+by|(?:an?|the)\s+count\s+by|reports?\s+(?:by|from|in))\s+{_DESCRIBED}$"
)
_BETWEEN = (
    r"(?:\s+(?:has|had|have|also|first|earlier|later|previously|then|already|news|wire|agency|newspaper|TV"
    r"|television|radio|network|reporters?|journalists?|correspondents?|witness(?:es)?|photographers?|teams?"
    r"|on|late|early|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)){0,5}"
)
_CREDITED_AFTER = re.compile(
    rf"{_BETWEEN}\s+(?:reported|reports|said|says|wrote|writes|quoted|quotes|cited|cites|revealed|saw|counted"
    r"|heard|calculated|estimated|learned|learnt|tallied|claimed)\b(?!\s+(?:it|its|in\s+a\s+statement)\b)"
    r"|['\u2019]s?\s+(?:tally|count|calculations?|reporting|reports?)\b"
)
# After a name in brackets: further ones, and then the end of the sentence or of a dateline.
_CLOSED = re.compile(r"\s*(?:(?:[,;/&]|and\b)[^()]{0,30})?\)\s*(?:[.!?]*$|[.!?\u201d\"]|\u2014|\u2013|--|- )")
_THE_OUTLET = re.compile(
    r"\bthe\s+(?:outlet|agency|news\s+agency|newspaper|paper|broadcaster|channel|station|network|magazine"
    r"|news\s+site|website)\s+(?:also\s+|further\s+)?(?:reported|said|wrote|added|quoted|says|writes|adds)\b"
)
_NEAR = 600
"""Characters before a sentence in which the outlet is named that it calls "the agency"."""
_PICTURE = re.compile(
    r"(?:video|photo|image|picture|photograph|graphic|footage|map|screenshot)s?\b", re.IGNORECASE
)

_CREDIT_LINE = re.compile(
    r"[(\[\u2014\u2013*_\s-]*(?:text|source|via|\u00a9|copyright|by)\b\s*[:\u2014\u2013-]?\s"
    r"|.{0,80}\b(?:first|originally|previously)\s+(?:published|appeared|reported)\b"
    r"|.{0,300}\b(?:contributed\b|provided\s+by\b|courtesy\s+of\b|republished\b|reprinted\b|syndicated\b)"
    r"|[(\[\u2014\u2013*_\s-]*with\s+(?:additional\s+)?(?:reporting|files|material|information)\s+(?:by|from)\b"
    r"|[(\[\u2014\u2013*_\s-]*(?:additional\s+)?reporting\s+by\b"
    r"|.{0,60}\b(?:includes|contains)\s+(?:reporting|information|material)\b",
    re.IGNORECASE | re.DOTALL,
)
_DATELINE_END = re.compile(r"\s*\)\s*(?:\u2014|\u2013|--|-)\s")


def credited_to(article: Article, sentence: Span, known: Collection[str]) -> str | None:
    """The outlet that the text credits for what the sentence says; None where it credits nobody else.

    A credit in the sentence comes before one for the whole article: its dateline, byline, credits, or a line
    at its end. The first name counts. The article's own outlet is never a credit.

    Args:
        article: The article.
        sentence: A sentence of its text.
        known: The outlets of the corpus; the result is one of them, or the usual name of a well-known one.
    """
    for mention in (*_in_sentence(article.text, sentence, known), *_for_article(article, known)):
        if article.outlet is None or not same_outlet(mention.outlet, article.outlet):
            return mention.outlet
    return None


def _in_sentence(text: str, sentence: Span, known: Collection[str]) -> Iterator[Mention]:
    yield from _credited(text, sentence.start, sentence.end, known)
    if _THE_OUTLET.search(text, sentence.start, sentence.end):
        named = list(_credited(text, max(0, sentence.start - _NEAR), sentence.start, known))
        yield from named[-1:]


def _credited(text: str, start: int, end: int, known: Collection[str]) -> Iterator[Mention]:
    previous = None
    for mention in mentions(text, start, end, known):
        before = text[max(start, mention.start - _LOOKED_AT) : mention.start]
        after = text[mention.end : min(end, mention.end + _LOOKED_AT)]
        # "the British Broadcasting Corporation (BBC)" introduces a short name and credits nobody.
        introduced = previous is not None and previous.outlet == mention.outlet
        previous = mention
        if (
            (_in_brackets(before, after) and not introduced)
            or _CREDITED_BEFORE.search(before)
            or _CREDITED_AFTER.match(after)
        ):
            yield mention


def _in_brackets(before: str, after: str) -> bool:
    """Whether the name stands in brackets alone, which closes a wire story; "(Video: Reuters)" does not."""
    _, opened, inside = before.rpartition("(")
    alone = inside.strip().casefold() in {"", "the", "via", "source:"}
    return bool(opened) and alone and _CLOSED.match(after) is not None


def _for_article(article: Article, known: Collection[str]) -> Iterator[Mention]:
    for line in (article.credits or "").split("\n"):
        if not is_caption(line) and not _PICTURE.match(line.lstrip("(")):
            yield from mentions(line, 0, min(len(line), _LONGEST_CREDIT), known)
    if article.byline:
        yield from mentions(article.byline, 0, min(len(article.byline), _LONGEST_CREDIT), known)
    yield from _in_dateline(article.text, known)
    for line in _last_paragraphs(article.text):
        if _CREDIT_LINE.match(line) or _is_only_name(line, known):
            yield from mentions(line, 0, len(line), known)


def _in_dateline(text: str, known: Collection[str]) -> Iterator[Mention]:
    for mention in mentions(text, 0, min(len(text), _LONGEST_DATELINE), known):
        if text[: mention.start].rstrip().endswith("(") and _DATELINE_END.match(text, mention.end):
            yield mention


def _last_paragraphs(text: str) -> Iterator[str]:
    """The short paragraphs at the end of a text, the last one first."""
    end = len(text.rstrip())
    for _ in range(_LAST_PARAGRAPHS):
        begin = text.rfind("\n", 0, end) + 1
        if 0 < end - begin <= _LONGEST_CREDIT and not is_caption(text[begin:end]):
            yield text[begin:end].strip()
        if begin == 0:
            return
        end = len(text[: begin - 1].rstrip())


def _is_only_name(line: str, known: Collection[str]) -> bool:
    """Whether a line is nothing but an outlet's name, brackets and dashes aside."""
    found = next(mentions(line, 0, len(line), known), None)
    rest = line[: found.start] + line[found.end :] if found else line
    return found is not None and not any(c.isalnum() for c in rest.replace("The ", ""))
