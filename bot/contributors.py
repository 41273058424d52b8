"""Who else sent what is asked about, where an article says so in passing.

"Belarus, whose troops will join", "contingents are to follow from Belarus and Armenia".

A reader that looks for "sent troops" passes over such clauses; a list of senders lacks them then.
"""

import re
from collections.abc import Collection, Sequence

from bot.asking.types import Question
from bot.enumeration import enumerated
from bot.happenings import COUNTRIES, asked_at
from bot.reader.types import Reading
from bot.values.meanings import same_meaning
from bot.wording import Tokens, tokens
from corpus.types import Span
from index.analysis import terms
from index.types import Hit

_WHOSE = re.compile(
    r"(?<![\w’'-])(?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*), whose (?:[a-z-]+ )?(?P<what>[a-z]+)"
    r" (?:(?:will|would|are to) (?:also )?(?:join|be part|take part|be sent|follow)"
    r"|(?:have |had |also )?(?:joined|took part|taken part))\b"
)

_COMING = (
    "are|were|is|was|will|would|to|be|being|have|had|has|also|soon|later|expected|sent|flown|flying|come|came|coming"
    "|follow|followed|arrive|arrived|join|joined"
)
_FROM = re.compile(rf"\b(?P<what>[A-Za-z]+)(?: (?:{_COMING}))* from (?:the )?(?P<name>[A-Z][\w’'-]+)")
"""Only words of coming between the two: soldiers also flee, or are led, from somewhere."""


def with_contributors(
    question: Question, hits: Sequence[Hit], readings: Sequence[Reading]
) -> Sequence[Reading]:
    """The readings with those whose troops or planes take part, of a question for all that sent them.

    They stand behind the first reading, with its score, in the place of readings of their sentences that name
    nobody.
    """
    asked = tokens(question.asked)
    listed = question.several or question.kind == "name"
    if not readings or not listed or not _asks_who_sent(asked):
        return readings
    found: dict[tuple[str, Span], tuple[Hit, list[Span]]] = {}
    for hit in hits:
        for sentence in hit.passage.sentences:
            if owners := _owners(hit.article.text, sentence, asked.stems, asked.folded):
                found.setdefault((hit.article.id, sentence), (hit, owners))
    named = [
        one for one in readings if (one.hit.article.id, Span(one.start, one.end)) not in found or _named(one)
    ]
    others = [
        Reading(hit, *sentence, readings[0].score, *first, tuple(more))
        for (_, sentence), (hit, (first, *more)) in found.items()
    ]
    return [*named[:1], *others, *named[1:]]


def _asks_who_sent(asked: Tokens) -> bool:
    """Whether sending is what was done, and not what somebody decided "to send"."""
    places = (n for n in range(len(asked.folded)) if asked_at(asked.folded, asked.stems, n) == "send")
    return any(place == 0 or asked.folded[place - 1] != "to" for place in places)


def _named(reading: Reading) -> bool:
    """Whether the reader marked something with a capital in it."""
    text = reading.hit.article.text
    return reading.answer_start is not None and any(
        map(str.isupper, text[reading.answer_start : reading.answer_end])
    )


def _owners(text: str, sentence: Span, wanted: Sequence[str], named: Sequence[str]) -> list[Span]:
    """The owners of what is asked about that takes part, but for those that the question names itself."""
    meant = {same_meaning(stem) for stem in wanted}
    owners = [
        Span(*match.span("name"))
        for match in _WHOSE.finditer(text, *sentence)
        if _is_meant(match["what"].lower(), meant)
    ]
    for match in _FROM.finditer(text, *sentence):
        if _is_meant(match["what"].lower(), meant):
            listed = enumerated(text, sentence, Span(*match.span("name")))
            owners += [one for one in listed if text[slice(*one)].casefold() in COUNTRIES]
    return [one for one in owners if text[slice(*one)].casefold() not in named]


def _is_meant(word: str, meant: Collection[str]) -> bool:
    return any(same_meaning(stem) in meant for stem in terms(word))
