"""What kind of thing a question asks for, and whether a sentence holds one that the question does not.

Surface signs only: enough to prefer a sentence with a number for "how many". No parsing of questions.
"""

import re
from typing import Literal

Expected = Literal["number", "time", "name", "reason", "words", "anything"]

# The first pattern that matches decides, so the narrow ones stand first.
_ASKS: tuple[tuple[Expected, re.Pattern[str]], ...] = (
    ("time", re.compile(r"\bwhen\b|\bhow soon\b|\b(what|which) (year|day|date|month|time)\b")),
    ("number", re.compile(r"\bhow (many|much|long|old|far|big|often|fast|tall|high|large)\b|\bpercentage\b")),
    ("name", re.compile(r"\bwho(s|se|m)?\b|\bwhere\b|\b(what|which) (city|country|town|place|state)\b")),
    ("reason", re.compile(r"\bwhy\b|\bhow come\b|\breasons?\b|\bcaused?\b")),
    ("words", re.compile(r"\b(say|says|said|quote|call|called|tell|told)\b")),
)

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundreds?"
    " thousands? millions? billions? dozens? half once twice"
)
_TIME_WORDS = (
    "january february march april may june july august september october november december jan feb mar apr"
    " jun jul aug sept? oct nov dec monday tuesday wednesday thursday friday saturday sunday yesterday today"
    " weeks? months? years? days? decades? century hours? morning night evening ago until after before since"
)


def _any_of(words: str) -> str:
    return rf"\b({'|'.join(words.split())})\b"


_HOLDS: dict[Expected, re.Pattern[str]] = {
    "number": re.compile(rf"\d|{_any_of(_NUMBER_WORDS)}", re.IGNORECASE),
    "time": re.compile(rf"\b(1\d{{3}}|20\d{{2}})\b|{_any_of(_TIME_WORDS)}", re.IGNORECASE),
    "reason": re.compile(
        r"\b(because|due to|since|after|over|to avoid|in order|so that|reason|as|caused|led to|for|owing)\b",
        re.IGNORECASE,
    ),
    "words": re.compile(r"[“”\"‘]|\b(said|says|told|tweeted|wrote|added|claimed)\b", re.IGNORECASE),
}
_NAME = re.compile(r"\b[A-Z][\w'’-]+")
_WORD = re.compile(r"\w+")


_DECIDES = re.compile(
    r"(so |and |but )?(is|are|was|were|am|do|does|did|has|have|had|can|could|will|would|should|may|might"
    r"|must)(n['’]?t)? "
)


def decides(question: str) -> bool:
    """Whether the question is to be answered by yes or no: it begins with an auxiliary verb."""
    return bool(_DECIDES.match(question.strip().casefold()))


def expected(question: str) -> Expected:
    """The kind of thing that the question asks for; "anything" when no sign tells."""
    folded = question.casefold()
    return next((kind for kind, pattern in _ASKS if pattern.search(folded)), "anything")


def meets(kind: Expected, question: str, sentence: str) -> float:
    """1.0 when the sentence holds such a thing, 0.0 when not, 0.5 when anything may do.

    For a name it must be one that the question does not already give; the capital that begins the
    sentence is no sign of a name unless another capital follows it.
    """
    if kind == "anything":
        return 0.5
    if kind != "name":
        return float(bool(_HOLDS[kind].search(sentence)))
    given = {word.casefold() for word in _WORD.findall(question)}
    names = [match for match in _NAME.finditer(sentence) if match.start() > 0 or _leads_a_name(sentence)]
    return float(any(name.group().casefold() not in given for name in names))


def _leads_a_name(sentence: str) -> bool:
    return bool(re.match(r"[A-Z][\w'’-]+ [A-Z]", sentence))
