"""Correction notes in a text: "An earlier version of this article said …", "Correction:", "X, not Y".

A note is a paragraph. What was wrong and what is right are read as the numbers, dates or names in which its
two statements differ; where that cannot be told they stay unknown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.sentences import sentences
from corpus.types import Span

LONGEST_NOTE = 1500
"""Characters; a longer paragraph is no note."""


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction, clarification or editor's note: the span of its paragraph in the text.

    `wrong` and `right` are pieces of the text, word for word; `on` is the day of the correction as it stands
    there. None where the note does not say, or not plainly.
    """

    note: Span
    wrong: str | None
    right: str | None
    on: str | None


_ARTICLE = r"(?:article|story|report|dispatch|post|piece|headline|page|column|item|caption|graphic|version)"
_MARK = re.compile(
    r"correct|clarif|versions?\s+of|amended|revised|editor|originally|initially|previously|wrongly|updated\s+to",
    re.IGNORECASE,
)
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_CALENDAR_DAY = (
    rf"(?:{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?\b(?:,?\s\d{{4}})?"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH}(?:,?\s\d{{4}})?|\d{{4}}-\d{{2}}-\d{{2}})"
)
_LABEL = re.compile(
    r"[\s*_#(\[]*(?:corrections?(?:\s+(?:and|&)\s+clarifications?)?|clarifications?|corrected"
    r"|(?P<editor>editor(?:['\u2019]s|s['\u2019]?)?\s+note)|corrects(?=\s))"
    r"(?:\s+(?:appended|notice))?[*_]*",
    re.IGNORECASE,
)
_AFTER_LABEL = re.compile(
    rf"\s*(?:[:(\u2014\u2013.*_\])-]|,\s*(?:{_CALENDAR_DAY}|[A-Z])|(?:on\s+)?{_CALENDAR_DAY}|\Z"
    r"|(?:to|in|figures?|the\s+\w+|para(?:graph)?s?)\b.{0,80}\b(?:paragraph|para|to\s+(?:say|show|read)|not)\b)"
)
_DATED = re.compile(rf"[\s,:(\[*_\u2014\u2013.-]*(?:on\s+)?(?P<day>{_CALENDAR_DAY})")
_DATED_WITHIN = re.compile(
    rf"\b(?i:amended|corrected|updated|revised|clarified)\s+(?:on\s+)?(?P<day>{_CALENDAR_DAY})"
)
_EARLIER = re.compile(
    rf"\b(?:earlier|previous|prior|original|initial|first)\s+versions?\s+of\s+(?:this\s+{_ARTICLE}"
    r"|the\s+(?:article|story))\b"
    rf"|\bthis\s+{_ARTICLE}\s+(?:originally|initially|earlier|previously|incorrectly|wrongly)\s"
    rf"|\bthis\s+{_ARTICLE}\s+(?:(?:has|was)\s+)?(?:been\s+)?(?:corrected|amended|revised)\b"
    rf"|\bthis\s+{_ARTICLE}\s+(?:(?:has|was)\s+)?(?:been\s+)?updated\s+to\s+(?:correct|clarify|reflect|show|say|fix)"
    rf"|\bthis\s+(?:{_ARTICLE}\s+)?corrects\b",
    re.IGNORECASE,
)
_VERSION = re.compile(r"\b(?:earlier|previous|prior|original|initial|first)\s+versions?\b", re.IGNORECASE)
# An editor's note is a correction only when it takes something back.
_TAKES_BACK = re.compile(
    r"correct|clarif|earlier\s+version|wrong|error|mistake|misstat|misspel|amended", re.IGNORECASE
)
_MISSTATED = re.compile(r"\b(?:mis[a-z]{4,14}|in(?:correct|accurate)|wrong|error|mistake)", re.IGNORECASE)
_SAYS_WRONGLY = re.compile(
    r"\b(?:said|stated|reported|gave|claimed|wrote|listed|described|identified|named|suggested|indicated|quoted"
    r"|put|attributed|referred|included|contained|mis[a-z]{4,14}|in(?:correct|accurate)ly|wrongly|mistakenly"
    r"|erroneously)\b",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:,\s+(?:and\s+)?not|\s+and\s+not|,?\s+rather\s+than|,?\s+instead\s+of)\s+(?P<wrong>(?:[^,;.()]|[.,](?=\s?\d)){1,80})"
)
_NOT_BUT = re.compile(
    r"\bnot\s+(?P<wrong>(?:[^,;.()]|[.,](?=\s?\d)){1,60}?),?\s+but\s+(?P<right>(?:[^,;.()]|[.,](?=\s?\d)){1,60})"
)
_NO_VALUE = re.compile(
    r"(?:\w+ing|all|only|just|yet|been|because|be|available|known|immediately)\b", re.IGNORECASE
)
_RIGHT_BEGINS = re.compile(
    r";\s|\s\u2014\s|\s--\s|,\s(?:when|but)\s(?:in\sfact\s)?|\bwhen\sin\sfact\b|\bin\sfact\b|,\sit\s(?:is|was)\b"
)
_DAY = re.compile(
    rf"{_CALENDAR_DAY}|{_MONTH}(?:\s\d{{4}})?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:19|20)\d\d\b(?!\s\w+s\b)"
)
_NUMERAL = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
    r"|(?:(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen"
    r"|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[-\s]"
    r"(?:one|two|three|four|five|six|seven|eight|nine|hundred|thousand|million|billion|dozen))?)(?![-\w]))"
)
_HEDGE = (
    r"(?:(?:more|fewer|less)\s+than|at\s+least|at\s+most|up\s+to|about|around|nearly|almost|roughly|some|over"
    r"|under|approximately)"
)
_NUMBER = re.compile(
    rf"(?:\b{_HEDGE}\s+)?(?:[$\u20ac\u00a3]\s?)?(?<![\w.,]){_NUMERAL}(?:\s(?:million|billion|thousand|hundred)\b)?"
    r"(?:\s?%|\sper\s?cent\b)?",
    re.IGNORECASE,
)
_PARTICLE = r"(?:de|la|von|van|der|bin|ibn|al|el|del|di|of|the)"
_NAME = re.compile(rf"[A-Z][\w'\u2019-]*(?:\.(?=\s[A-Z]))?(?:\s(?:{_PARTICLE}\s)?[A-Z][\w'\u2019-]*)*")
_NOT_NAMES = frozenset(
    "a an the this that it he she they there in on at his her its their because due earlier previous"  # noqa: SIM905
    " original correction corrections clarification corrected corrects editor editor's as we i".split()
)
_LABEL_ALONE = 60
_MOST_SENTENCES = 5
_LONGEST_PHRASE = 6


def corrections(text: str) -> list[Correction]:
    """The correction notes of a text, in order."""
    found: list[Correction] = []
    start = 0
    while start < len(text):
        end = _line_end(text, start)
        note = _note(text, start, end)
        if note is not None:
            found.append(_read(text, note))
            end = max(end, note.end)
        start = end + 1
    return found


def in_note(corrections: Sequence[Correction], span: Span) -> Correction | None:
    """The correction whose note the span touches."""
    return next((one for one in corrections if span.start < one.note.end and one.note.start < span.end), None)


def _line_end(text: str, start: int) -> int:
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _note(text: str, start: int, end: int) -> Span | None:
    """The note in a paragraph: all of it after a label, else from where an earlier version is told of."""
    if not _MARK.search(text, start, end):
        return None
    label = _label(text, start, end)
    if label is not None:
        if end - start <= _LABEL_ALONE and not any(c.isalnum() for c in _without_day(text[label:end])):
            # The label is a heading; the note is the paragraph below it.
            below = end
            while below < len(text) and text[below].isspace():
                below += 1
            end = min(_line_end(text, below), below + LONGEST_NOTE) if below < len(text) else end
        return _trimmed(text, start, min(end, start + LONGEST_NOTE))
    match = _EARLIER.search(text, start, end)
    if match is None:
        return None
    begin = max(start, match.start() - LONGEST_NOTE)
    near = [
        Span(begin + one.start, begin + one.end)
        for one in sentences(text[begin : min(end, match.start() + LONGEST_NOTE)])
    ]
    first = next(i for i, one in enumerate(near) if one.end > match.start())
    return Span(near[first].start, near[first : first + _MOST_SENTENCES][-1].end)


def _label(text: str, start: int, end: int) -> int | None:
    """Where the label of a note ends; None where the paragraph begins otherwise."""
    label = _LABEL.match(text, start, end)
    if label is None or end - start > LONGEST_NOTE or not _AFTER_LABEL.match(text, label.end(), end):
        return None
    if label["editor"] and not _TAKES_BACK.search(text, label.end(), end):
        return None
    return label.end()


def _without_day(text: str) -> str:
    dated = _DATED.match(text)
    return text[dated.end() :] if dated else text


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _read(text: str, note: Span) -> Correction:
    label = _label(text, note.start, _line_end(text, note.start))
    body = note.start if label is None else label
    dated = _DATED.match(text, body, note.end) if label is not None else None
    dated = dated or _DATED_WITHIN.search(text, note.start, note.end)
    wrong, right = _pieces(text[dated.end() if dated else body : note.end])
    return Correction(note, wrong, right, dated["day"] if dated else None)


def _pieces(body: str) -> tuple[str | None, str | None]:
    """What was wrong and what is right."""
    both = _NOT_BUT.search(body)
    if both and not _NO_VALUE.match(both["wrong"]):
        return _alike(both["wrong"], both["right"])
    for match in _NOT.finditer(body):
        if not _NO_VALUE.match(match["wrong"]):
            return _alike(match["wrong"], body[: match.start()], last=True)
    return _by_statements(body)


def _alike(wrong: str, around: str, *, last: bool = False) -> tuple[str | None, str | None]:
    """The value of `wrong` and the first or last one of its kind around it; else equally long phrases."""
    of_wrong, of_right = _values(wrong), _values(around)
    for kind, values in of_wrong.items():
        others = [one for one in of_right[kind] if one.casefold() != values[0].casefold()] if values else []
        if others:
            return values[0], others[-1 if last else 0]
    phrase, words = wrong.strip(), around.split()
    count = len(phrase.split())
    if any(of_wrong.values()) or not 0 < count <= min(_LONGEST_PHRASE, len(words)):
        return next((values[0] for values in of_wrong.values() if values), phrase or None), None
    chosen = words[-count:] if last else words[:count]
    at = around.rfind(chosen[0]) if last and count == 1 else around.find(" ".join(chosen))
    return phrase, " ".join(chosen) if at >= 0 else None


def _by_statements(body: str) -> tuple[str | None, str | None]:
    """The values in which what an earlier version said differs from what the note says beside."""
    said = _VERSION.search(body) or _EARLIER.search(body) or _SAYS_WRONGLY.search(body)
    if said is None:
        return None, None
    spans = sentences(body)
    at = next(i for i, one in enumerate(spans) if one.end > said.start())
    end = spans[at].end
    parted = _RIGHT_BEGINS.search(body, said.end(), end)
    if parted:
        end = parted.start()
    wrong, beside = body[said.end() : end], body[end:]
    if not any(_values(beside).values()):
        beside = body[: spans[at].start]
    of_wrong, of_right = _values(wrong), _values(beside)
    for kind, values in of_wrong.items():
        others = {one.casefold() for one in of_right[kind]}
        differ = [one for one in values if one.casefold() not in others]
        own = {one.casefold() for one in values}
        rights = [one for one in of_right[kind] if one.casefold() not in own]
        if differ and rights:
            return differ[0], rights[0]
    if _MISSTATED.search(body):
        for kind in ("number", "day", "name"):
            if of_right[kind] and not of_wrong[kind]:
                return None, of_right[kind][0]
    only = [one for kind in ("number", "day") for one in of_wrong[kind]]
    return (only[0], None) if len(only) == 1 and not any(of_right.values()) else (None, None)


def _values(text: str) -> dict[str, list[str]]:
    """The numbers, days and names of a piece of text, in order, none within another."""
    taken: list[tuple[int, int]] = []

    def free(pattern: re.Pattern[str]) -> Iterator[str]:
        for match in pattern.finditer(text):
            if not any(match.start() < end and start < match.end() for start, end in taken):
                taken.append(match.span())
                yield match.group().strip()

    days = list(free(_DAY))
    numbers = list(free(_NUMBER))
    names = [name for one in free(_NAME) if (name := _without_articles(one))]
    return {"number": numbers, "day": days, "name": names}


def _without_articles(name: str) -> str:
    words = name.split(" ")
    while words and words[0].casefold().rstrip(".") in _NOT_NAMES:
        words = words[1:]
    return " ".join(words)
