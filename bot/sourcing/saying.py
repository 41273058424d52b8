"""Where a sentence says who says something: subject and verb of saying, in all orders that news uses.

Patterns find the verbs; the words around them are walked through one by one, so that time is linear. What
stands in quotation marks is somebody's speech and is not looked into.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bot.sourcing.vocabulary import (
    ALSO_NOUNS,
    BE,
    BETWEEN,
    CLAUSE,
    DAYS,
    DETERMINERS,
    ENDS_NAME,
    FURTHER_ON,
    INVERTED,
    INVERTED_BEFORE_NOUNS,
    LINKS,
    NEGATED,
    NO_SUBJECT,
    NUMBERS,
    PERIODS,
    PLACED,
    PRONOUNS,
    RELATIVE,
    SAYING,
    TIMES,
    WITH_CLAUSE,
    WITH_NUMBER,
    WITH_WORD,
)
from corpus.types import Span

LONGEST_ATTRIBUTION = 80
"""Characters of an attribution's words."""

Order = Literal["leading", "trailing"]


@dataclass(frozen=True, slots=True)
class Saying:
    """A place of a text that says who says something.

    Attributes:
        words: Subject and verb, or "according to" and subject.
        subject: Who says it.
        whole: All that belongs to it, a relative clause and the day too.
        order: "leading" where it is followed by what is said, "trailing" where it follows or interrupts that.
    """

    words: Span
    subject: Span
    whole: Span
    order: Order


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        return self.text.lower()

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()


# A stop within a word belongs to it: initials, titles, "U.S.".
_TOKEN = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Prof|Rev|St|Jr|Sr|[A-Z])\.(?=\s)"
    r"|[^\W_]+(?:[-'\u2019/][^\W_]+)*['\u2019]?|[^\w\s]|_"
)
_OPENING, _CLOSING = "\u201c\u00ab", "\u201d\u00bb"
_BREAKS = frozenset(',;:.!?()[]\u2014\u2013"\u201c\u201d\u00ab\u00bb-\u2026')
_LONGEST_SUBJECT = 16
_LONGEST_APPOSITIVE = 24


def sayings(text: str, sentence: Span) -> list[Saying]:
    """All places of the sentence that say who says something, in order."""
    tokens = _unquoted(text, sentence)
    found = [*_verbs(tokens), *_according(tokens)]
    return sorted(found, key=lambda one: one.words)


def is_pronoun(words: str) -> bool:
    """Whether the subject names nobody: "he", "they"."""
    return words.lower() in PRONOUNS


def _unquoted(text: str, sentence: Span) -> list[_Token]:
    """The tokens of a sentence; of a quotation only its marks."""
    tokens: list[_Token] = []
    inside = False
    for match in _TOKEN.finditer(text, sentence.start, sentence.end):
        token = _Token(match.start(), match.end(), match.group())
        mark = token.text
        closes = mark in _CLOSING or (mark == '"' and (inside or _closes(text, token, sentence)))
        opens = mark in _OPENING or (mark == '"' and not closes)
        if closes and not inside:
            # It began in a sentence before.
            tokens.clear()
        if opens or closes or not inside:
            tokens.append(token)
        inside = opens or (inside and not closes)
    return tokens


def _closes(text: str, token: _Token, sentence: Span) -> bool:
    """Whether a straight mark ends a quotation that began earlier: a letter or a stop precedes it."""
    return (
        token.start > sentence.start and not text[token.start - 1].isspace() and text[token.start - 1] != "("
    )


def _verbs(tokens: Sequence[_Token]) -> Iterator[Saying]:
    for at, token in enumerate(tokens):
        if token.low not in SAYING or not token.text.islower():
            continue
        inverted = _inverted(tokens, at) if token.low in INVERTED else None
        if inverted:
            yield inverted
        elif _governs(tokens, at):
            found = _plain(tokens, at)
            if found:
                yield found


def _governs(tokens: Sequence[_Token], at: int) -> bool:
    """Whether what follows and what stands before make the word a verb of saying."""
    low, before = tokens[at].low, tokens[at - 1].low if at else ""
    rest = [token.low for token in tokens[at + 1 : at + 13]]
    after = rest[0] if rest else ""
    if before in BE or (before in DETERMINERS and before not in PRONOUNS) or after == "to":
        return False
    if low in ALSO_NOUNS and not (_starts_clause(after) or after == "that"):
        return False
    if low in {"put", "puts"}:
        return "at" in rest and after not in {"it", "them"}
    return WITH_WORD.get(low, after) == after


def _starts_clause(word: str) -> bool:
    return word[:1].isdigit() or word in DETERMINERS | PRONOUNS | {
        "that",
        "more",
        "about",
        "at",
        "nearly",
        "some",
    }


def _has_clause(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a clause or, where that is enough, a number follows a verb like "announced"."""
    rest = [token.low for token in tokens[at + 1 : at + 8]]
    numbered = tokens[at].low in WITH_NUMBER and any(
        word[:1].isdigit() or word in NUMBERS for word in rest[:3]
    )
    return numbered or "that" in rest[:6] or rest[:1] == [":"]


def _inverted(tokens: Sequence[_Token], at: int) -> Saying | None:
    """`, said Ann Lee, who …`: nothing but the end of a clause may follow the name."""
    if at == 0 or tokens[at - 1].text not in {",", '"', *_CLOSING, "\u2014", "\u2013", "?", "!"}:
        return None
    end = _name_end(tokens, at + 1)
    if end == at + 1:
        return None
    first, after = tokens[at + 1], tokens[end].text if end < len(tokens) else "."
    nouns = tokens[at].low in INVERTED_BEFORE_NOUNS
    named = first.text[0].isupper() or (
        nouns and (first.low in DETERMINERS or tokens[end - 1].text[0].isupper())
    )
    ended = after in _BREAKS or after.lower() in DAYS | {
        "on",
        "in",
        "at",
        "late",
        "early",
        "who",
        "of",
        "during",
    }
    if not (named and ended) or first.low in {"that", "this", "it", "there"}:
        return None
    subject = Span(first.start, tokens[end - 1].end)
    whole = Span(tokens[at].start, tokens[_clause_end(tokens, end) - 1].end)
    return Saying(_short(tokens, at, end), subject, whole, "trailing")


def _plain(tokens: Sequence[_Token], at: int) -> Saying | None:
    """Subject before the verb: "The ministry said that …", "…, the ministry said."."""
    last = at - 1
    while last >= 0 and tokens[last].low in BETWEEN:
        if tokens[last].low in NEGATED:
            return None
        last -= 1
    if last < 0:
        return None
    subject = _subject(tokens, last)
    if subject is None:
        return None
    first, last = subject
    to = _recipient_end(tokens, at + 1) if tokens[at].low in {"told", "tells"} else at + 1
    if tokens[at].low in {"put", "puts"}:
        to = next(i for i in range(at + 1, len(tokens)) if tokens[i].low == "at") + 1
    elif tokens[at].low in {"spoke", "spoken", "pointed"}:
        to = at + 2
    before = tokens[first - 1].text if first else ""
    parted = before in {",", '"', *_CLOSING, "\u2014", "\u2013", "-", "?", "!"}
    tail = _tail_end(tokens, to) if parted else None
    if tail is None and tokens[at].low in WITH_CLAUSE and not _has_clause(tokens, at):
        return None
    whole = Span(tokens[first].start, tokens[(tail or to) - 1].end)
    words = _short(tokens, first, to, at)
    subject = Span(tokens[first].start, tokens[last].end)
    return Saying(words, subject, whole, "leading" if tail is None else "trailing")


def _subject(tokens: Sequence[_Token], last: int) -> tuple[int, int] | None:
    """The first and last token of the subject whose words end at `last`, a name in brackets included."""
    end = last
    if tokens[last].text == ")":
        opening = next((i for i in range(last, max(-1, last - 6), -1) if tokens[i].text == "("), 0)
        end = opening - 1
    if end < 0:
        return None
    if tokens[end].text == ",":
        return _before_appositive(tokens, end)
    first = _subject_start(tokens, end)
    if first is None or "version" in {token.low for token in tokens[first:end]}:
        return None
    return _without_time(tokens, first, end), last


def _without_time(tokens: Sequence[_Token], first: int, last: int) -> int:
    """The subject's first token without what only says when or where: "Later", "last October", "In Rome"."""
    while first < last and tokens[first].low in TIMES:
        first += 2 if first + 1 < last and tokens[first + 1].low in PERIODS else 1
    placed = first == 1 and tokens[0].text in {"In", "At", "From"}
    return first + 1 if placed and first < last and tokens[first].text[0].isupper() else first


def _subject_start(tokens: Sequence[_Token], last: int) -> int | None:
    """Where the run of words that ends at `last` begins as a name or noun with its describing words."""
    if not tokens[last].is_word or tokens[last].low in NO_SUBJECT:
        return None
    if tokens[last].low in PRONOUNS:
        return last
    at = last
    while at > 0 and last - at < _LONGEST_SUBJECT:
        word, before = tokens[at], tokens[at - 1]
        if not before.is_word or before.low in CLAUSE or before.low in DAYS or before.low in SAYING:
            break
        if before.low in LINKS and not _links(tokens, at - 1):
            break
        if word.low in DETERMINERS and before.low not in LINKS:
            break
        at -= 1
    return at


def _links(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a small word joins two parts of one name: "Ministry of Health", "Lee and Kim"."""
    before, after = tokens[at - 1] if at else None, tokens[at + 1]
    if before is None or not before.is_word or before.low in CLAUSE | DAYS | LINKS:
        return False
    if tokens[at].low == "and":
        listed = at > 1 and tokens[at - 2].low in {"of", "for"}
        return listed or (before.text[0].isupper() and after.text[0].isupper())
    return (
        tokens[at].low == "of"
        or (before.text[0].isupper() and after.text[0].isupper())
        or (
            tokens[at].low in {"for", "at", "in", "with", "from"}
            and at > 1
            and not _begins_clause(tokens, at)
        )
    )


def _begins_clause(tokens: Sequence[_Token], at: int) -> bool:
    return at == 0 or not tokens[at - 1].is_word or tokens[at - 1].low in {"and", "but"}


def _before_appositive(tokens: Sequence[_Token], comma: int) -> tuple[int, int] | None:
    """The name before `Name, a description, said`; None where the commas part something else."""
    opening = comma - 1
    while opening > 0 and comma - opening <= _LONGEST_APPOSITIVE and tokens[opening].text != ",":
        if tokens[opening].text in _BREAKS - {",", "-", "(", ")"}:
            return None
        opening -= 1
    if opening <= 0 or tokens[opening].text != "," or opening + 1 == comma:
        return None
    describing = tokens[opening + 1].low
    if describing in {"and", "but", "while", "after", "as", "although", "though", "when", "because"}:
        return None
    first = _subject_start(tokens, opening - 1)
    if first is None or not any(token.text[0].isupper() for token in tokens[first:opening]):
        return None
    return first, opening - 1


def _according(tokens: Sequence[_Token]) -> Iterator[Saying]:
    for at in range(len(tokens) - 2):
        if tokens[at].low != "according" or tokens[at + 1].low != "to":
            continue
        end = _name_end(tokens, at + 2)
        if end == at + 2:
            continue
        subject = Span(tokens[at + 2].start, tokens[end - 1].end)
        leads = at == 0
        ending = end if leads else _clause_end(tokens, end)
        whole = Span(tokens[at].start, tokens[ending - 1].end)
        yield Saying(_short(tokens, at, end), subject, whole, "leading" if leads else "trailing")


def _name_end(tokens: Sequence[_Token], at: int) -> int:
    """The end of the run of words that names somebody: up to a clause, a preposition or a mark."""
    first = at
    while at < len(tokens) and at - first < _LONGEST_SUBJECT and tokens[at].is_word:
        low = tokens[at].low
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        joins = (
            at > first
            and following is not None
            and following.is_word
            and low in {"of", "for", "and", "in", "at"}
            and (low == "of" or (tokens[at - 1].text[0].isupper() and following.text[0].isupper()))
        )
        if (low in ENDS_NAME or low in LINKS or low in {"and", "or"}) and not joins:
            break
        at += 1
    return at


def _recipient_end(tokens: Sequence[_Token], at: int) -> int:
    """The end of whom somebody told it: "told reporters", "told a briefing in Bern"."""
    end = _name_end(tokens, at)
    return max(end, at + 1) if at < len(tokens) else at


def _tail_end(tokens: Sequence[_Token], at: int) -> int | None:
    """The end of a trailing attribution with its day and place; None where what is said follows it."""
    end = at
    while end < len(tokens) and tokens[end].is_word:
        low = tokens[end].low
        if low in FURTHER_ON:
            return _clause_end(tokens, end)
        if low in PLACED:
            end += 1
            while end < len(tokens) and tokens[end].is_word and tokens[end].low not in CLAUSE | DAYS | PLACED:
                end += 1
        elif low in DAYS | PERIODS | TIMES:
            end += 1
        else:
            return None
    if end < len(tokens) and tokens[end].text == ":":
        return None
    return _clause_end(tokens, end)


def _clause_end(tokens: Sequence[_Token], at: int) -> int:
    """The end of what may follow an attribution up to the next mark: day, place, "citing …"."""
    end = at
    while end < len(tokens) and tokens[end].text not in _BREAKS - {"-"}:
        if tokens[end].low in {"that", "but", "and", "while"}:
            break
        end += 1
    after = tokens[end + 1].low if end + 1 < len(tokens) and tokens[end].text == "," else ""
    if after in {"citing", "quoting", "adding"} | RELATIVE:
        end += 1
        while end < len(tokens) and tokens[end].text not in _BREAKS - {"-"}:
            end += 1
    return max(end, at)


def _short(tokens: Sequence[_Token], first: int, end: int, verb: int | None = None) -> Span:
    """The words from first to end (exclusive), without a relative clause, within the limit."""
    relative = next((i for i in range(first, end) if tokens[i].text == ","), None)
    span = Span(tokens[first].start, tokens[end - 1].end)
    if relative is not None and (
        tokens[relative + 1].low in RELATIVE or span.end - span.start > LONGEST_ATTRIBUTION
    ):
        return Span(span.start, tokens[relative - 1].end)
    if span.end - span.start > LONGEST_ATTRIBUTION and verb is not None and verb + 1 < end:
        end = verb + 1
    while end - first > 1 and tokens[end - 1].end - tokens[first].start > LONGEST_ATTRIBUTION:
        if verb is None:
            end -= 1
        else:
            first += 1
    return Span(tokens[first].start, tokens[end - 1].end)
