"""What an amount counts, from the words around it: the noun behind it, and what happened in its clause.

Clauses are cut by signs, not parsed: between two amounts at the last conjunction or comma, else at
full stops, semicolons, dashes, brackets and words such as "after" and "while".
"""

from collections.abc import Sequence

from bot.values.meanings import are_forces, is_outcome, is_people
from bot.values.tokens import HYPHENS, Token, stem, word_at
from corpus.listed import words

Place = tuple[int, int]
"""The tokens of an amount, half-open."""

_HARD = frozenset({"\n", *";.!?—–()"})
_JOINTS = words("and but or while as after with plus ,")
_SUBORDINATE = words(
    """after while when because before as since amid during whose although though until if but where
    which following than"""
)
_AUXILIARY = words(
    """am is are was were be been being has have had having do does did will would could can may might
    must shall should isn't wasn't weren't aren't haven't hasn't"""
)
_STOPS = _AUXILIARY | words(
    """in on at by for from with to across inside into onto within over under around near about against
    among through via per who that whom said says told took made went came left fell rose began
    became got gave fought lost so far now already also there here reportedly another not it he she they
    we some nearly almost more"""
)
_PRONOUNS = words("them these those whom which us it")
_PASSED_OVER = words("“ ” \" ‘ ’ ' of the its their his her our other additional further more")
_LEADS = words("another a an the total of some other further additional at least about")
_NUMBER_OF = words("number total count figure toll tally")
_CALLED = words("described known identified regarded seen well")
_OBJECT_NEXT = words("a an the talks their its his her")
_STATES = _AUXILIARY | words("to at rose risen rise reached stood stands climbed passed grew since put")
_DETAINED = stem("detained")
_REACH, _MOST_NOUNS = 40, 6


def counted(held: Sequence[Token], places: Sequence[Place]) -> list[frozenset[str]]:
    """The stems of what each amount counts; `places` in order, none overlapping."""
    found: list[frozenset[str]] = []
    inherited: list[str] = []
    happened: list[str] = []
    last_end = 0
    for number, (first, end) in enumerate(places):
        before = places[number - 1][1] if number else 0
        if any(_is_hard(held, at) for at in range(max(before, first - _REACH), first)):
            inherited, happened = [], []
        start = _start(held, max(last_end, first - _REACH), first)
        stop = _stop(held, end, places[number + 1][0] if number + 1 < len(places) else len(held))
        nouns, elided = _nouns(held, end, stop)
        outcome = _outcome(held, start, first, end, stop)
        left_out = not nouns and outcome and (elided or (first > 0 and held[first - 1].word.endswith("ing")))
        if left_out and not (outcome[0] == _DETAINED and are_forces(inherited)):
            nouns = inherited
        elif not nouns:
            nouns = _number_of(held, start, first)
        elif any(is_people(one) for one in nouns):
            inherited = nouns
        if not outcome and _part_of_the_last(held, first, end):
            outcome = happened
        happened = outcome or happened
        found.append(frozenset([*nouns, *outcome]))
        last_end = stop
    return found


def _part_of_the_last(held: Sequence[Token], first: int, end: int) -> bool:
    """Whether an amount is some of those counted before: "225 were killed, 19 of them soldiers"."""
    of_them = word_at(held, end) == "of" and word_at(held, end + 1) in _PRONOUNS
    return of_them or (first > 0 and held[first - 1].word == "including")


def _is_hard(held: Sequence[Token], at: int) -> bool:
    token = held[at]
    if token.kind != "mark" or token.word not in _HARD:
        return False
    return token.word != "." or at + 1 >= len(held) or held[at + 1].start > token.end


def _start(held: Sequence[Token], floor: int, first: int) -> int:
    """Where the clause of an amount begins; "the number of arrests since …" is kept whole."""
    for at in range(first - 1, floor - 1, -1):
        if _is_hard(held, at):
            break
        if held[at].word in _NUMBER_OF and word_at(held, at + 1) == "of":
            return at
    for at in range(first - 1, floor - 1, -1):
        if _is_hard(held, at) or held[at].word in _SUBORDINATE:
            return at + 1
    return floor


def _stop(held: Sequence[Token], end: int, following: int) -> int:
    """Where the clause of an amount ends, the next amount beginning at `following`."""
    ceiling = min(following, end + _REACH)
    stop = next((at for at in range(end, ceiling) if _is_hard(held, at)), ceiling)
    if stop == following < len(held):
        return next((at for at in range(stop - 1, end - 1, -1) if held[at].word in _JOINTS), stop)
    return stop


def _nouns(held: Sequence[Token], at: int, stop: int) -> tuple[list[str], bool]:
    """Stems of the nouns behind an amount, and whether the noun is left out ("18 wounded")."""
    nouns: list[str] = []
    happened: list[str] = []
    while at < stop and len(nouns) < _MOST_NOUNS:
        token = held[at]
        if token.word == "them" and held[at - 1].word == "of":
            at += 1
            continue
        if (
            token.word in _PRONOUNS
            or token.word in _SUBORDINATE
            or token.word in _STOPS
            or (token.kind == "figure" and held[at - 1].word not in HYPHENS)
        ):
            break
        if token.kind == "mark" and token.word not in HYPHENS and token.word not in _PASSED_OVER:
            break
        if token.kind == "word" and token.word not in _PASSED_OVER:
            stemmed = stem(token.word)
            if is_outcome(stemmed):
                if nouns:
                    break
                happened.append(stemmed)
            elif nouns and token.word.endswith("ed"):
                break
            elif stemmed:
                nouns.append(stemmed)
        at += 1
    return nouns, not nouns and (bool(happened) or word_at(held, at) in _AUXILIARY)


def _outcome(held: Sequence[Token], start: int, first: int, end: int, stop: int) -> list[str]:
    """The stem of what happened: the verb right before the amount, else the next behind it or before it."""
    leading = first - 1
    while leading >= start and held[leading].word in _LEADS:
        leading -= 1
    right_before = _happened(held, leading) if leading >= start else ""
    if right_before and not (leading and held[leading - 1].word in _AUXILIARY):
        return [right_before]
    for at in range(end, stop):
        if held[at].word in _SUBORDINATE and not (held[at].word == "as" and held[at - 1].word in _CALLED):
            break
        if happened := _happened(held, at):
            return [happened]
    return next(([one] for at in range(first - 1, start - 1, -1) if (one := _happened(held, at))), [])


def _happened(held: Sequence[Token], at: int) -> str:
    token = held[at]
    if token.kind != "word":
        return ""
    if token.word == "lives" and held[at - 1].kind != "word":
        return stem("died")
    if token.word in ("lost", "lose", "losing") and {"lives", "life"} & {w.word for w in held[at : at + 4]}:
        return stem("died")
    if token.word == "held" and word_at(held, at + 1) in _OBJECT_NEXT:
        return ""
    stemmed = stem(token.word)
    return stemmed if is_outcome(stemmed) else ""


def _number_of(held: Sequence[Token], start: int, first: int) -> list[str]:
    """Stems of the nouns in "the number of … rose to 3,800"."""
    begin = next(
        (at for at in range(start, first) if held[at].word in _NUMBER_OF and held[at + 1].word == "of"), first
    )
    nouns: list[str] = []
    for token in held[begin + 1 : first]:
        if token.word in _STATES or token.kind != "word":
            break
        stemmed = stem(token.word)
        if stemmed and not is_outcome(stemmed) and token.word not in _NUMBER_OF:
            nouns.append(stemmed)
    return nouns[:_MOST_NOUNS]
