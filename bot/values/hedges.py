"""The words that hedge an amount, and how each bounds it."""

from collections.abc import Sequence
from typing import NamedTuple

from bot.values.tokens import HYPHENS, Token, word_at
from bot.values.types import Bound
from corpus.listed import words

_BEFORE: dict[Bound, str] = {
    "at_least": """at least, at the very least, more than, over, just over, well over, a little over,
        in excess of, no fewer than, no less than, not fewer than, not less than, upwards of, above,
        exceeding, greater than, higher than, a minimum of""",
    "at_most": """at most, up to, as many as, as much as, as high as, as long as, no more than, not more than,
        no higher than, fewer than, less than, lower than, under, well under, below, a maximum of""",
    "about": """about, around, some, nearly, almost, roughly, approximately, approx, an estimated, estimated,
        close to, just under, just below, a little under, circa, towards""",
}
_AFTER: dict[Bound, str] = {
    "at_least": "or more, or higher, plus, at least, at the very least",
    "at_most": "or fewer, or less, at most",
    "about": "or so, or thereabouts, approximately, more or less",
}
_CARRIED = words("hand handed hands take took turn turned taken")


def _table(listed: dict[Bound, str]) -> dict[tuple[str, ...], Bound]:
    return {tuple(p.split()): bound for bound, phrases in listed.items() for p in phrases.split(",")}


_BEFORE_TABLE = _table(_BEFORE)
_AFTER_TABLE = _table(_AFTER)
_LONGEST = 4
HEDGE_ENDS = frozenset(phrase[-1] for phrase in _BEFORE_TABLE)


class Hedge(NamedTuple):
    """A hedge: the indices of its tokens (half-open) and its bound."""

    first: int
    end: int
    bound: Bound


def before(held: Sequence[Token], at: int, floor: int) -> Hedge | None:
    """The hedge that ends right before a token; of two ("at least some") the outer one bounds."""
    inner = _ending_at(held, at, floor)
    if inner is None:
        return Hedge(at - 1, at, "about") if at > floor and held[at - 1].word == "~" else None
    outer = _ending_at(held, inner.first, floor)
    return Hedge(outer.first, at, outer.bound) if outer else inner


def after(held: Sequence[Token], at: int) -> Hedge | None:
    """The hedge that begins right at a token: "or more", "-plus", "+"."""
    if at < len(held) and at and held[at].word == "+" and held[at].start == held[at - 1].end:
        return Hedge(at, at + 1, "at_least")
    begin = at + 1 if word_at(held, at) in HYPHENS else at
    for length in range(_LONGEST, 0, -1):
        phrase = tuple(word_at(held, begin + n) for n in range(length))
        bound = _AFTER_TABLE.get(phrase)
        if bound and not (phrase == ("plus",) and begin == at):
            return Hedge(begin, begin + length, bound)
    return None


def _ending_at(held: Sequence[Token], at: int, floor: int) -> Hedge | None:
    if at <= floor or held[at - 1].word not in HEDGE_ENDS:
        return None
    for length in range(min(_LONGEST, at - floor), 0, -1):
        phrase = tuple(token.word for token in held[at - length : at])
        bound = _BEFORE_TABLE.get(phrase)
        if bound and not (phrase == ("over",) and word_at(held, at - 2) in _CARRIED):
            return Hedge(at - length, at, bound)
    return None
