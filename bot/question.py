"""A question as it came, made fit to be searched: normalised, without controls, of a bearable length."""

import unicodedata

from bot.errors import QuestionError
from bot.words import plural

SHORTEST = 3
LONGEST = 500


def clean(question: str) -> str:
    """The question in NFKC, without controls and lone surrogates, white space folded.

    Raises:
        QuestionError: It has fewer than 3 or more than 500 characters, or no letter and no digit.
    """
    _not_too_long(question)
    kept = (" " if c.isspace() else c for c in unicodedata.normalize("NFKC", question) if _speaks(c))
    asked = " ".join("".join(kept).split())
    _not_too_long(asked)
    if not asked:
        raise QuestionError("The question is empty; ask something in words.")
    if not any(c.isalnum() for c in asked):
        raise QuestionError("I can only read words; ask something with letters in it.")
    if len(asked) < SHORTEST:
        raise QuestionError(f"At least {SHORTEST} characters, please.")
    return asked


def _not_too_long(text: str) -> None:
    if len(text.strip()) > LONGEST:
        sent = plural(len(text.strip()), "character").removesuffix(" characters")
        raise QuestionError(f"At most {LONGEST} characters; you sent {sent}.")


def _speaks(character: str) -> bool:
    """White space and everything but controls, format characters, surrogates and unassigned ones."""
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Cn", "Co"}
