"""Whether a sentence holds a thing of the kind that a question asks for, and that it does not give itself.

Surface signs only: enough to prefer a sentence with a number for "how many".
"""

import re

from bot.asking.types import AnswerKind
from corpus.listed import MONTHS, SHORT_MONTHS, WEEKDAYS

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundreds?"
    " thousands? millions? billions? dozens? half once twice"
)
_TIME_WORDS = (
    f"{' '.join((*MONTHS, *SHORT_MONTHS, *WEEKDAYS))} yesterday today"
    " weeks? months? years? days? decades? century hours? morning night evening ago until after before since"
)


def _any_of(words: str) -> str:
    return rf"\b({'|'.join(words.split())})\b"


_HOLDS: dict[AnswerKind, re.Pattern[str]] = {
    "number": re.compile(rf"\d|{_any_of(_NUMBER_WORDS)}", re.IGNORECASE),
    "time": re.compile(rf"\b(1\d{{3}}|20\d{{2}})\b|{_any_of(_TIME_WORDS)}", re.IGNORECASE),
    "reason": re.compile(
        r"\b(because|due to|since|after|over|to avoid|in order|so that|reason|as|caused|led to|for|owing)\b",
        re.IGNORECASE,
    ),
    "quotation": re.compile(r"[“”\"‘]|\b(said|says|told|tweeted|wrote|added|claimed)\b", re.IGNORECASE),
}
_NAMES = frozenset({"person", "organisation", "place", "name"})
_NAME = re.compile(r"\b[A-Z][\w'’-]+")
_WORD = re.compile(r"\w+")


def meets(kind: AnswerKind, question: str, sentence: str) -> float:
    """1.0 when the sentence holds such a thing, 0.0 when not, 0.5 when anything may do.

    For a name it must be one that the question does not already give; the capital that begins the
    sentence is no sign of a name unless another capital follows it.
    """
    if kind in _HOLDS:
        return float(bool(_HOLDS[kind].search(sentence)))
    if kind not in _NAMES:
        return 0.5
    given = {word.casefold() for word in _WORD.findall(question)}
    names = [match for match in _NAME.finditer(sentence) if match.start() > 0 or _leads_a_name(sentence)]
    return float(any(name.group().casefold() not in given for name in names))


def _leads_a_name(sentence: str) -> bool:
    return bool(re.match(r"[A-Z][\w'’-]+ [A-Z]", sentence))
