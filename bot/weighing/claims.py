"""What single articles say in answer to a question: a reading, its short answer, and what that means.

One claim is what one sentence says. Which claims agree and which contradict each other is `bot.weigh`'s
business.
"""

import math
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.asking.types import Question
from bot.enumeration import enumerated
from bot.followup.verbs import is_past
from bot.reader.types import Reading
from bot.sourcing.attribution import attribution, speaker
from bot.sourcing.credit import credited_to
from bot.sourcing.saying import is_pronoun
from bot.values.compare import agree, may_agree
from bot.values.meanings import counts
from bot.values.reading import Stated, amounts_in, days_in, value
from bot.values.types import Amount, Day, Name, Value
from bot.weighing.quoted import quoted
from bot.wording import NO_NAMES, holds_words
from corpus.corrections import Correction, corrections, in_note
from corpus.types import Article, Span
from index.analysis import STOP_WORDS, terms
from index.types import Hit

GLANCED = -math.inf
"""The score of what no model has read."""
_DOING = re.compile(
    r"(?<![\w’'-])([A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) (?:(?:has|have|had|will|also|first|then) )*([a-z]+)"
)
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|get|got)\b", re.IGNORECASE)
_ADDS = re.compile(r"\b(?:another|further|additional) $", re.IGNORECASE)
LISTED = frozenset({"person", "organisation", "place", "name"})
"""Kinds of answers that may be lists of names."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says.

    `answer` bounds the short answer in the article's text; None, as `value` is then, where the sentence alone
    is the answer. `correction` is the article's note that corrected something to this. `spoken` tells that a
    quotation was asked for, `outlets` are those that may be credited.
    """

    reading: Reading
    answer: Span | None
    value: Value | None
    correction: Correction | None = None
    spoken: bool = False
    outlets: tuple[str, ...] = ()

    @property
    def corrected(self) -> bool:
        """Whether the article corrected itself to this."""
        return self.correction is not None

    def corrects(self, other: "Claim") -> bool:
        """Whether the other says what this one's article calls wrong."""
        return self.correction is not None and _is(other, self.correction.wrong)

    @property
    def quote(self) -> str:
        """The sentence, word for word."""
        return self.article.text[slice(*self.sentence)]

    @property
    def said(self) -> str:
        """The short answer, word for word, else the sentence."""
        return self.article.text[slice(*self.answer)] if self.answer else self.quote

    @property
    def attribution(self) -> str | None:
        """Who said it, in the words of the text."""
        return _said_by(self.article.text, self.sentence, self.answer, self.spoken)

    @property
    def credited_to(self) -> str | None:
        """The outlet that the text credits for it."""
        return credited_to(self.article, self.sentence, self.outlets)

    @property
    def article(self) -> Article:
        """The article that says it."""
        return self.reading.hit.article

    @property
    def sentence(self) -> Span:
        """The evidence, in offsets of the article's text."""
        return Span(self.reading.start, self.reading.end)

    @property
    def origin(self) -> str:
        """The first of the article's near-duplicates."""
        return self.article.origin or self.article.id

    @property
    def published(self) -> str:
        """The article's ISO date, empty where it is undated."""
        return (self.article.published or "")[:10]


def claims(question: Question, readings: Iterable[Reading], outlets: Collection[str]) -> list[Claim]:
    """The claims of readings, in their order; several of a reading that lists names.

    Left out is what counts another thing than the question asks for (the injured for the dead), what an
    article has corrected since, and what only asks.

    Args:
        question: What is asked for.
        readings: Best first.
        outlets: Those of the corpus, which articles may credit.
    """
    found: list[Claim] = []
    for reading in readings:
        if question.kind != "quotation" and _is_question(reading):
            continue
        notes = _notes(reading.hit.article.text)
        for span in _answers(question, reading):
            claim = _claim(question, reading, span, tuple(outlets))
            if not _taken_back(claim, notes):
                found.append(replace(claim, correction=_correction(claim, notes)))
    return found


def glanced(question: Question, hits: Iterable[Hit]) -> list[Reading]:
    """The sentences of passages that were not read, with an amount that surely counts what is asked for.

    They may bear out or contradict what was read; on their own they answer nothing. Their score is `GLANCED`.
    """
    found: list[Reading] = []
    for hit in hits:
        text = hit.article.text
        for sentence in hit.passage.sentences:
            stated = _stated(text[slice(*sentence)])
            if any(counts(amount, question.counted) for _, amount in stated):
                found.append(Reading(hit, *sentence, GLANCED))
    return found


def unread(hits: Iterable[Hit], known: Iterable[Claim]) -> list[Claim]:
    """The sentences of passages that no claim was made of, without an answer. Their score is `GLANCED`.

    Left out are questions and what an article says about its own mistake.
    """
    seen = {(one.article.id, one.sentence) for one in known}
    found: list[Claim] = []
    for hit in hits:
        notes = _notes(hit.article.text)
        for sentence in hit.passage.sentences:
            key = hit.article.id, sentence
            one = Reading(hit, *sentence, GLANCED)
            if key not in seen and not in_note(notes, sentence) and not _is_question(one):
                found.append(Claim(one, answer=None, value=None))
            seen.add(key)
    return found


def _is_question(reading: Reading) -> bool:
    """Whether the sentence asks something itself: "How many of them are there?"."""
    return reading.hit.article.text[reading.start : reading.end].rstrip(" \n\"'”’»)").endswith("?")


def of_sentence(reading: Reading) -> Claim:
    """The reading's sentence, as it is shown where it does not answer."""
    bare = replace(reading, answer_start=None, answer_end=None)
    return Claim(bare, answer=None, value=None)


def _claim(question: Question, reading: Reading, span: Span | None, outlets: tuple[str, ...]) -> Claim:
    article, sentence = reading.hit.article, Span(reading.start, reading.end)
    return Claim(
        reading=reading,
        answer=span,
        value=value(Stated(article, sentence, span), question.kind) if span else None,
        spoken=question.kind == "quotation",
        outlets=outlets,
    )


@lru_cache(maxsize=1024)
def _said_by(text: str, sentence: Span, answer: Span | None, spoken: bool) -> str | None:
    found = attribution(text, sentence, answer)
    if (found is None and spoken) or (found and _unnamed(found.words)):
        found = speaker(text, sentence)
    return None if found is None or _unnamed(found.words) else found.words


def _unnamed(words: str) -> bool:
    """Whether "it said" so, or "he": that tells nobody who reads the answer alone."""
    return is_pronoun(words.split(maxsplit=1)[0]) or is_pronoun(words.rsplit(maxsplit=1)[-1])


def _stated(sentence: str) -> list[tuple[Span, Amount]]:
    """The amounts of a sentence, but "another 20", which adds to one untold."""
    return [
        (span, amount) for span, amount in amounts_in(sentence) if not _ADDS.search(sentence[: span.start])
    ]


@lru_cache(maxsize=256)
def _notes(text: str) -> tuple[Correction, ...]:
    return tuple(corrections(text))


def _answers(question: Question, reading: Reading) -> Iterator[Span | None]:
    """The short answers that a reading gives to this kind of question; None for its sentence alone."""
    if reading.answer_start is None or reading.answer_end is None:
        yield _counting(question, reading)
        return
    best = Span(reading.answer_start, reading.answer_end)
    if question.kind == "number":
        if amount := _amount(question, reading, best):
            yield amount
    elif question.kind == "quotation":
        yield quoted(reading.hit.article.text, Span(reading.start, reading.end), best)
    elif question.several or question.kind in LISTED:
        yield from _names(question, reading, best)
    else:
        yield best


def _names(question: Question, reading: Reading, best: Span) -> Iterator[Span]:
    """The best span and what is listed with it; where several are asked for, also who did the same.

    "Russia sent soldiers, others will follow from Armenia" tells with both names who sent soldiers.
    """
    text, sentence = reading.hit.article.text, Span(reading.start, reading.end)
    listed = enumerated(text, sentence, best)
    spans = [*([best] if best in listed else []), *listed]
    if question.several:
        spans += _doing(question, text, sentence)
    for further in reading.more if question.several else ():
        spans += enumerated(text, sentence, further)
    kept: list[Span] = []
    for span in spans:
        if not _touches(span, kept):
            kept.append(span)
            yield span


def _doing(question: Question, text: str, sentence: Span) -> Iterator[Span]:
    """The names of the sentence that did what the question says, and those listed with them."""
    words = question.asked.split()
    if _PASSIVE.search(question.asked):
        return
    deeds = {term for word in words if is_past(word.strip("?.,")) for term in terms(word)}
    for match in _DOING.finditer(text, *sentence):
        name = match[1].casefold()
        if name not in STOP_WORDS and name not in NO_NAMES and not deeds.isdisjoint(terms(match[2])):
            yield from enumerated(text, sentence, Span(*match.span(1)))


def _amount(question: Question, reading: Reading, best: Span) -> Span | None:
    """The first of the reader's spans that counts what is asked for, else another amount of the sentence.

    None where the amounts of the sentence count something else. What is no amount at all stays as it is.
    """
    stated = _counted(question, reading)
    words = reading.hit.article.text[reading.start : reading.end]
    every = [Span(reading.start + a, reading.start + b) for (a, b), _ in amounts_in(words)]
    fitting = [span for span, counted in stated if counted]
    wrong = [span for span, counted in stated if counted is False]
    possible = fitting or [span for span, counted in stated if counted is None]
    for span in (best, *reading.more):
        within = [one for one in possible if _touches(span, [one])]
        if len(within) == 1 and sum(_touches(span, [one]) for one in every) == 1:
            return span
        if within:
            return within[0]
    if fitting:
        return min(fitting, key=lambda one: abs(one.start - best.start))
    return None if _touches(best, wrong) else best


def _counted(question: Question, reading: Reading) -> list[tuple[Span, bool | None]]:
    """The amounts of the sentence, and whether each counts what is asked for."""
    begin = reading.start
    return [
        (Span(begin + a, begin + b), counts(amount, question.counted))
        for (a, b), amount in _stated(reading.hit.article.text[begin : reading.end])
    ]


def _counting(question: Question, reading: Reading) -> Span | None:
    """The amount of an unmarked sentence that surely counts what is asked for, or the only one that may."""
    if question.kind != "number":
        return None
    stated = _counted(question, reading)
    fitting = [span for span, counted in stated if counted]
    possible = [span for span, counted in stated if counted is not False]
    return fitting[0] if fitting else possible[0] if len(possible) == 1 else None


def restated(question: Question, best: Claim, other: Claim) -> Claim | None:
    """The other claim with what its sentence says that agrees with the best one, if there is such a thing."""
    text, sentence = other.article.text, other.sentence
    for span in _like(best, text, sentence):
        said = value(Stated(other.article, sentence, span), question.kind)
        other_thing = isinstance(said, Amount) and counts(said, question.counted) is False
        if best.value is not None and agree(best.value, said) and not other_thing:
            return replace(other, answer=span, value=said)
    return None


def _like(best: Claim, text: str, sentence: Span) -> Iterator[Span]:
    """The spans of a sentence that may say what the best claim says."""
    begin, words = sentence.start, text[slice(*sentence)]
    if isinstance(best.value, Amount):
        close = ((span, one) for span, one in _stated(words) if may_agree(best.value, one))
        yield from (Span(begin + a, begin + b) for (a, b), _ in close)
    elif isinstance(best.value, Day):
        yield from (Span(begin + a, begin + b) for (a, b), _ in days_in(words, None))
    elif isinstance(best.value, Name) and best.answer:
        name = re.sub(r"(?: [a-z][\w’'-]*)+$", "", best.said)
        for known in (best.said, name, name.split()[-1]):
            found = re.search(rf"(?<!\w){re.escape(known)}(?!\w)", words) if known[0].isupper() else None
            if found:
                yield Span(begin + found.start(), begin + found.end())
                return


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(span.start < one.end and one.start < span.end for one in others)


def _taken_back(claim: Claim, notes: Sequence[Correction]) -> bool:
    """Whether this is an article's note about what was wrong, and not what it corrects it to."""
    note = in_note(notes, claim.answer or claim.sentence)
    return note is not None and not _is(claim, note.right)


def _correction(claim: Claim, notes: Sequence[Correction]) -> Correction | None:
    """The article's note that corrects something to what the claim says."""
    return next((note for note in notes if _is(claim, note.right)), None)


def _is(claim: Claim, right: str | None) -> bool:
    if claim.answer is None or not right:
        return False
    return holds_words(right, claim.said) or holds_words(claim.said, right)
