"""Words that tell of a time, in questions and in what follows them up."""

import re

from corpus.listed import MONTHS, SHORT_MONTHS, WEEKDAYS

_MONTHS, _SHORT_MONTHS, _WEEKDAYS = ("|".join(names) for names in (MONTHS, SHORT_MONTHS, WEEKDAYS))
_YEAR = r"(?:19|20)\d\d"
_STRETCHES = "years?|months?|weeks?|weekends?|mornings?|afternoons?|evenings?|nights?|summer|winter"
_ALONE = "yesterday|today|tonight|tomorrow|now"
_TIME = re.compile(
    rf"\b(?:{_MONTHS}|{_SHORT_MONTHS}|{_YEAR}|\w*days?|{_STRETCHES}|{_ALONE})\b", re.IGNORECASE
)
_AROUND = frozenset({"before", "after", "since", "until"})
_RELATIVE = (
    rf"(?:the )?(?:last|this|next|past|previous) (?:{_STRETCHES}|day|spring|autumn|{_MONTHS}|{_WEEKDAYS})"
)
_WITHOUT_PREPOSITION = re.compile(rf"{_RELATIVE}|{_ALONE}", re.IGNORECASE)
_WITH_IN = re.compile(rf"(?:{_MONTHS})(?: {_YEAR})?|{_YEAR}", re.IGNORECASE)
_WITH_ON = re.compile(_WEEKDAYS, re.IGNORECASE)
_AT_THE_END = re.compile(
    rf"\s+(?:(?:at|to begin) (?:first|with)|initially|originally|earlier|previously|formerly|then|so far"
    rf"|{_ALONE}|{_RELATIVE}|on (?:{_WEEKDAYS})(?: (?:{_STRETCHES}))?"
    rf"|(?:before|after|until|since) (?:(?:the|that|this|a) )?[\w' -]+"
    rf"|in (?:the )?(?:{_MONTHS}|{_YEAR})(?: {_YEAR})?)$",
    re.IGNORECASE,
)
ASKED_FOR = frozenset({"year", "month", "day", "date", "week", "hour", "time"})
"""What a question for a time asks for: "in what year"."""
NOW = frozenset({"now", "today", "currently", "at present", "at the moment", "right now", "these days"})


def names_time(text: str) -> bool:
    """Whether the words tell of a time: "in May", "four years later", "after the war"."""
    return bool(_AROUND & set(text.casefold().split()[:1])) or _TIME.search(text) is not None


def time_alone(text: str) -> str:
    """Words that are a time and nothing else, as they follow a verb: "last week", "in 2019"; else empty."""
    if _WITHOUT_PREPOSITION.fullmatch(text):
        return text
    if _WITH_IN.fullmatch(text):
        return f"in {text}"
    return f"on {text}" if _WITH_ON.fullmatch(text) else ""


def untimed(asked: str) -> str:
    """The question without the time that it ends with: "before the fire", "at first", "in May"."""
    return _AT_THE_END.sub("", asked)
