"""A question understood: what its words tell about the answer, in one place."""

import re
from collections.abc import Collection, Sequence
from datetime import date

from bot.asking.counted import counted
from bot.asking.days import days
from bot.asking.kind import kind
from bot.asking.language import language
from bot.asking.outlets import outlets as outlets_asked
from bot.asking.outlets import says_itself
from bot.asking.shape import overview, several
from bot.asking.types import AnswerKind, Question
from bot.asking.wording import core, folded
from bot.values.meanings import same_meaning
from index.analysis import terms

_ABOUT = re.compile(r"\b(?:about|regarding|concerning)\b (.+)")
_TO_A_NAME = re.compile(r"[Ww]hat (?:has |have )?happened to (?:the )?[A-Z]")
"""Asks for all that is known of somebody or something with a name; of the money it asks for one thing."""
_ON = re.compile(
    r"\bon (?!(?:\w+day|tv|television|air|radio|twitter|facebook|telegram|x|camera|stage|the phone|\d)\b)(.+)"
)


def answer_kind(asked: str) -> AnswerKind:
    """What kind of answer a question asks for, without the rest of `understand`."""
    return kind(core(folded(asked)))


def understand(
    asked: str, outlets: Sequence[str], today: date | None, languages: Collection[str] = ()
) -> Question:
    """What a question asks for; it never fails, and what no cue tells stays open.

    Args:
        asked: The question, cleaned (`bot.question.clean`) and whole.
        outlets: The names of the corpus' outlets.
        today: The day that relative dates are resolved against; without it they are not.
        languages: ISO 639-1 codes of the corpus' languages; without any the question's is not looked at.
    """
    wording = folded(asked)
    proper = core(wording)
    sources = outlets_asked(asked, outlets)
    first, last = days(asked, today)
    wide = overview(wording, proper) or bool(_TO_A_NAME.match(asked))
    wanted = "anything" if wide else kind(proper)
    if wanted == "quotation" and sources and says_itself(asked, outlets):
        wanted = "anything"
    return Question(
        asked=asked,
        kind=wanted,
        several=not wide and several(proper),
        overview=wide,
        counted=counted(proper, same_meaning) if wanted == "number" else (),
        topic=_topic(proper) if wanted == "quotation" else (),
        outlets=sources,
        first=first,
        last=last,
        language=language(asked, languages),
    )


def _topic(core: str) -> tuple[str, ...]:
    """Stems of what somebody is asked to have spoken about, given the question's `wording.core`."""
    about = _ABOUT.search(core) or _ON.search(core)
    return tuple(dict.fromkeys(terms(about[1]))) if about else ()
