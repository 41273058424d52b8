"""What answer spans say, in forms that can be compared."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Bound = Literal["exact", "at_least", "at_most", "about"]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or amount.

    Attributes:
        low: The value, or the lower end of a range ("200 to 300"), in `unit`.
        high: The upper end; equal to `low` for a single value.
        bound: How the hedge bounds it: "more than", "at least" are "at_least", "nearly", "about" are "about".
        hedge: The hedging words as they stand in the text, None without any.
        unit: Normalised: "" for counts, "percent", an ISO 4217 currency code, "day" for durations (six months
            are 180 days, give or take), "kilometre", "kilogram", … Amounts of different units cannot be
            compared.
        counted: Stems of what is counted, as the text has it: of "18 police officers", ("polic", "offic").
    """

    low: float
    high: float
    bound: Bound = "exact"
    hedge: str | None = None
    unit: str = ""
    counted: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Day:
    """A date or stretch of days; "January 2022" is first 1 January, last 31 January.

    `clock` is the time of day in minutes since midnight where one is told, None otherwise.
    """

    first: date
    last: date
    hedge: str | None = None
    clock: int | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A person, organisation, country or place; `keys` are all its known forms, normalised.

    Two names are the same when they share a key: "CSTO" and "Collective Security Treaty Organization",
    "Tokayev" and "President Kassym-Jomart Tokayev" within articles that introduce them.
    """

    keys: frozenset[str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Yes or no."""

    yes: bool


@dataclass(frozen=True, slots=True)
class Words:
    """Anything else: the stems of its words, in order.

    `turns` are those of its small words that turn the meaning: "before", "after", and "not" for any negation.
    """

    stems: tuple[str, ...]
    turns: frozenset[str] = frozenset()


Value = Amount | Day | Name | Verdict | Words
