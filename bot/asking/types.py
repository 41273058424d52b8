"""What a question asks for."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

AnswerKind = Literal[
    "person",
    "organisation",
    "place",
    "name",
    "time",
    "number",
    "verdict",
    "reason",
    "manner",
    "quotation",
    "definition",
    "anything",
]
"""What kind of answer a question asks for.

"organisation" stands for countries, too; "name" for a person, organisation or country where the question
leaves it open ("who sent troops?"); "verdict" for yes or no; "anything" where no sign tells.
"""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was searched, and what its words tell about the answer.

    Attributes:
        asked: The question, cleaned (`bot.question.clean`) and whole, where it was a follow-up.
        kind: What kind of answer it asks for.
        several: Whether it asks for a list ("which countries …").
        overview: Whether it asks what happened, or for the latest, and names no single fact.
        counted: Stems (`index.analysis.terms`) of what is counted or measured, of a "number" question:
            ("polic", "kill") of "how many police died". Words that mean the same have one stem here.
        topic: Stems of what is talked about, of a "quotation" question: ("negoti",) of "what did he say about
            negotiations".
        outlets: Outlets of the corpus, as written there, that alone may answer ("what did AP say about …").
        first: The first day that it is about, None where it names none ("yesterday", "this week").
        last: The last such day.
        language: ISO 639-1 code of its language where that is surely not one of the corpus, else None.
    """

    asked: str
    kind: AnswerKind = "anything"
    several: bool = False
    overview: bool = False
    counted: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    outlets: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None
    language: str | None = None
