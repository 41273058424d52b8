"""False premises: a question turned so that its passage, on the same subject still, no longer answers it.

The ways in which the writers of SQuAD 2.0 made questions unanswerable (Rajpurkar et al. 2018, table 1):
another name, another number, the opposite word.
"""

import random
import re
from collections.abc import Callable, Iterable, Sequence

from training.examples import Candidate
from training.wordlists import ASKING, NO_NAME, OPPOSITES

_Way = Callable[[str, Candidate, random.Random], str | None]

_NAME = re.compile(r"(?<![.?!] )(?<!^)(?<!\w)[A-Z][\w'’-]+(?: (?:of |the |de |al-)?[A-Z][\w'’-]+)*")
_NUMBER = re.compile(r"(?<![\w.,-])\d{1,3}(?:,\d{3})+(?![\w-])|(?<![\w.,-])\d{1,4}(?![\w,.-]*\d)")
_WORD = re.compile(r"[a-z]+")
_NAMES_FIRST = 0.75
_FROM_PASSAGE = 0.5
_LOOKED_AT = 40
_LEAST_LETTERS = 4
_FINE_UP_TO = 1000
"""Numbers up to this move by up to their own size, larger ones, such as years, by up to a fortieth."""


def names(texts: Iterable[str]) -> list[str]:
    """The capitalised names within the sentences of some texts, each once, in order."""
    found = dict.fromkeys(match[0] for text in texts for match in _NAME.finditer(text))
    return [name for name in found if len(name) >= _LEAST_LETTERS and not NO_NAME & set(name.split())]


def swapped(question: str, passage: Candidate, elsewhere: Sequence[str], rng: random.Random) -> str | None:
    """The question with a name, number or word exchanged; None where there is nothing to exchange.

    A name gives way to one of the passage that no answer touches, or to one of `elsewhere` that the passage
    does not hold.
    """

    def other_name(question: str, passage: Candidate, rng: random.Random) -> str | None:
        return _other_name(question, passage, elsewhere, rng)

    ways: list[_Way] = [_opposite, _other_number]
    rng.shuffle(ways)
    ways.insert(0 if rng.random() < _NAMES_FIRST else len(ways), other_name)
    for way in ways:
        made = way(question, passage, rng)
        if made is not None and made != question:
            return made
    return None


def _other_name(
    question: str, passage: Candidate, elsewhere: Sequence[str], rng: random.Random
) -> str | None:
    found = [match for match in _NAME.finditer(question) if match[0].split()[0] not in ASKING]
    if not found:
        return None
    old = rng.choice(found)
    if rng.random() < _FROM_PASSAGE:
        pool = _unasked(question, passage)
    else:
        looked_at = rng.sample(elsewhere, min(_LOOKED_AT, len(elsewhere)))
        pool = [name for name in looked_at if name not in passage.text and (" " in name) == (" " in old[0])]
    return _replaced(question, old, rng.choice(pool)) if pool else None


def _unasked(question: str, passage: Candidate) -> list[str]:
    """Names of the passage that share no word with the question and overlap no answer."""
    answers = [passage.text[start:end] for start, end in passage.spans]
    return [
        name
        for name in names([passage.text])
        if not any(word in question for word in name.split())
        and not any(name in answer or answer in name for answer in answers)
    ]


def _other_number(question: str, passage: Candidate, rng: random.Random) -> str | None:
    found = list(_NUMBER.finditer(question))
    if not found:
        return None
    old = rng.choice(found)
    value = int(old[0].replace(",", ""))
    reach = value // 40 if value > _FINE_UP_TO else value
    other = value + rng.choice((-1, 1)) * rng.randint(1, max(3, reach))
    new = str(abs(other) or 7)
    return None if new in passage.text else _replaced(question, old, new)


def _opposite(question: str, passage: Candidate, rng: random.Random) -> str | None:
    found = [match for match in _WORD.finditer(question) if match[0] in OPPOSITES]
    if not found:
        return None
    old = rng.choice(found)
    new = rng.choice(OPPOSITES[old[0]])
    stands_there = re.search(rf"\b{new}\b", passage.text, re.IGNORECASE)
    return None if stands_there else _replaced(question, old, new)


def _replaced(question: str, old: re.Match[str], new: str) -> str:
    return question[: old.start()] + new + question[old.end() :]
