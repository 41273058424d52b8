"""Whether a question fits several events, and how to ask about each alone.

In doubt it does not: articles that may belong to one running story are one, and a story of which the articles
bear out less of the question than those of the best one is left out.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.asking.types import Question
from bot.happenings import COUNTRIES
from bot.premise import unborne
from bot.reader.types import Reading
from bot.types import Story
from bot.values.reading import published
from bot.wording import Tokens, alike, named, names, tokens
from corpus.listed import MONTHS

OPENING = 300
"""Characters of an article's beginning that, with the headline, tell what it is about."""
READ = 4000
"""Characters of an article that are looked at."""
ACRONYM = 5
"""Longer words in capitals are shouted, such as the place in "ALMATY — Shops opened"."""
NEAR, FAR = 14, 120
"""Days between articles: up to NEAR one name makes one story of them, up to FAR two, beyond three."""

_MONTHS = tuple(name.capitalize() for name in MONTHS)
_NUMBER_OF = {name: f"{number:02}" for number, name in enumerate(MONTHS, 1)}
_MONTH = re.compile(
    rf"(?i:(?<=\bin )|(?<=\bof )|(?<=\bsince )|(?<=\buntil )|(?<=\blast )|(?<=\d ))({'|'.join(_MONTHS)})\b"
    rf"|\b({'|'.join(name for name in _MONTHS if name not in ('March', 'May'))})\b|\b(March|May)\b(?= \d)",
    re.IGNORECASE,
)
"""A month; "may" and "march" only where they can be nothing else."""
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class _Told:
    """An article's best reading; `names` are those of its opening, `all_names` those of all that is read."""

    reading: Reading
    names: frozenset[str]
    all_names: frozenset[str]
    day: date | None


def stories(question: Question, readings: Sequence[Reading], most: int = 3) -> list[Story]:
    """Up to `most` events that the question fits, that of the best reading first; none where it fits one.

    Args:
        question: One that names days or asks for an overview or list fits one story.
        readings: Those good enough to be cited, best first.
        most: How many are offered.
    """
    if question.overview or question.several or question.first or question.last or not readings:
        return []
    groups = _groups(question.asked, _articles(readings))
    fitting = _fitting(question.asked, groups)
    if len(fitting) < 2:  # noqa: PLR2004 - several are two or more
        return []
    labels = [_label(group, fitting) for group in fitting[:most]]
    if not all(labels) or len(set(labels)) < len(labels):
        return []
    return [_story(question.asked, group[0], label) for group, label in zip(fitting, labels, strict=False)]


def _articles(readings: Sequence[Reading]) -> list[_Told]:
    """The best reading of each article, best first."""
    best: dict[str, Reading] = {}
    for one in readings:
        best.setdefault(one.hit.article.id, one)
    heads = [one.hit.article.headline or "" for one in best.values()]
    texts = [one.hit.article.text[:READ] for one in best.values()]
    bodies = [tokens(f"{head} . {text}") for head, text in zip(heads, texts, strict=True)]
    outlets = frozenset(word for one in best.values() for word in tokens(one.hit.article.outlet or "").folded)
    known = names(bodies) - outlets
    return [
        _Told(
            one,
            named(tokens(f"{head} . {text[:OPENING]}"), known),
            named(body, known),
            published(one.hit.article),
        )
        for one, head, text, body in zip(best.values(), heads, texts, bodies, strict=True)
    ]


def _groups(asked: str, told: Sequence[_Told]) -> list[list[_Told]]:
    """Articles of one event or running story together, in the order of their best readings."""
    groups: list[list[_Told]] = []
    for one in told:
        joined = [group for group in groups if any(_one_story(asked, one, other) for other in group)]
        rest = [group for group in groups if group not in joined]
        if joined:
            first = groups.index(joined[0])
            merged = [*(member for group in joined for member in group), one]
            rest.insert(first, merged)
            groups = rest
        else:
            groups.append([one])
    return groups


def _one_story(asked: str, one: _Told, other: _Told) -> bool:
    """Whether two articles may be of one event or running story.

    Near in time it is enough that one mentions what the other opens with, or that both have a name of the
    question.
    """
    a, b = one.reading.hit.article, other.reading.hit.article
    if (a.origin or a.id) == (b.origin or b.id):
        return True
    apart = abs((one.day - other.day).days) if one.day and other.day else 0
    if apart > NEAR:
        return _shared(one.names, other.names) >= (2 if apart <= FAR else 3)
    if _shared(one.names, other.all_names) or _shared(other.names, one.all_names):
        return True
    common = one.all_names & other.all_names
    return any(alike(word, name) for name in common for word in tokens(asked).folded)


def _shared(some: frozenset[str], others: frozenset[str]) -> int:
    return sum(any(alike(one, other) for other in others) for one in some)


def _fitting(asked: str, groups: Sequence[list[_Told]]) -> list[list[_Told]]:
    """The groups of which a reading bears out the same of the question as the best group's does.

    None where another group's bears out more: the best one is best for words that are not understood here.
    """
    left = [min((_missing(asked, one) for one in group), key=len) for group in groups]
    marked = groups[0][0].reading.answer_start is not None
    if len(left[0]) > min(map(len, left)):
        return []
    return [
        group
        for group, missing in zip(groups, left, strict=True)
        if missing == left[0] and (not marked or any(one.reading.answer_start is not None for one in group))
    ]


def _missing(asked: str, one: _Told) -> frozenset[str]:
    """What of the question the reading and its article's opening do not bear out; dates tell of months."""
    reading, article = one.reading, one.reading.hit.article
    sentence = article.text[reading.start : reading.end]
    plain = _YEAR.sub(" ", _MONTH.sub(" ", asked))
    missing = set(unborne(plain, sentence, f"{article.headline or ''} {article.text[:OPENING]}"))
    for year in _YEAR.findall(asked):
        if year not in article.text and year != (article.published or "")[:4]:
            missing.add(year)
    for found in _MONTH.finditer(asked):
        month = found[0].casefold()
        if month not in article.text.casefold() and _NUMBER_OF[month] != (article.published or "")[5:7]:
            missing.add(month)
    return frozenset(missing)


def _story(asked: str, best: _Told, label: str) -> Story:
    article = best.reading.hit.article
    return Story(article.headline, article.published, article.id, f"{asked.rstrip('? .!')}? ({label})")


def _label(group: Sequence[_Told], all_groups: Sequence[Sequence[_Told]]) -> str:
    """Name and month of a story, empty where it has nothing of its own."""
    name = _distinctive(group, all_groups)
    return ", ".join(filter(None, (name, _month(group[0].day)))) if name else ""


def _month(day: date | None) -> str:
    return f"{_MONTHS[day.month - 1]} {day.year}" if day else ""


def _distinctive(group: Sequence[_Told], all_groups: Sequence[Sequence[_Told]]) -> str:
    """The name that the article uses most of those that no other group opens with; else its headline."""
    article = group[0].reading.hit.article
    elsewhere = {name for other in all_groups if other is not group for one in other for name in one.names}
    said = tokens(f"{article.headline or ''} . {article.text[:OPENING]}")
    often = Counter(tokens(article.text[:READ]).folded)
    own = [
        place
        for place in said.capitals
        if said.folded[place] in group[0].names
        and not any(alike(said.folded[place], name) for name in elsewhere)
    ]
    if not own:
        return article.headline or ""
    counts = {place: often[said.folded[place]] for place in own}
    best = max(own, key=lambda n: (said.folded[n] in COUNTRIES and counts[n] > 1, counts[n], -n))
    return _run(said, best, group[0].names)


def _run(said: Tokens, place: int, known: frozenset[str]) -> str:
    """The name that a word is part of, as written but for shouted words."""
    first = last = place
    capitals = frozenset(said.capitals)
    while first - 1 in capitals and said.folded[first - 1] in known:
        first -= 1
    while last + 1 in capitals and said.folded[last + 1] in known:
        last += 1
    words = (
        word.title() if word.isupper() and (len(word) > ACRONYM or word.title() in said.written) else word
        for word in said.written[first : last + 1]
    )
    return " ".join(words).removesuffix("'s").removesuffix("’s")
