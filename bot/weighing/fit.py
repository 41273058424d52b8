"""Whether what a claim says is of the kind that is asked for, and all of it."""

import re
from collections.abc import Sequence

from bot.asking.types import Question
from bot.values.meanings import counts
from bot.values.reading import days_in, published
from bot.values.types import Amount, Day, Name
from bot.weighing.claims import Claim
from index.analysis import terms

_COUNTED = (
    r"(?:dead|killed|died|victims|injured|wounded|hurt|detained|detainees|arrested|missing|survivors|people"
    r"|men|women|them|whom|those|these)"
)
_OF_THE = re.compile(rf"\b(?:[Oo]f|[Aa]mong) (?:the |those |these )?{_COUNTED}(?: \w+)?,?\s+$")
_OF_THEM = re.compile(rf"\s(?:of|among) (?:the |those |these )?{_COUNTED}\b")
_HOW_MANY = re.compile(r"\bhow many\b", re.IGNORECASE)
_NOBODY = re.compile(r"(?:no(?: one|body)?|none|zero)\b", re.IGNORECASE)


def fits(question: Question, claim: Claim) -> bool:
    """Whether the short answer is of the kind that is asked for; True where any kind may do.

    What somebody said about a thing names the thing.
    """
    match question.kind:
        case "number":
            return isinstance(claim.value, Amount)
        case "time":
            return isinstance(claim.value, Day)
        case "person" | "organisation" | "place" | "name":
            return isinstance(claim.value, Name)
        case "quotation" if question.topic:
            return not set(question.topic).isdisjoint(terms(claim.quote))
    return True


def answering(
    question: Question, cited: Sequence[Claim], *, sure: bool, marks: bool
) -> tuple[list[Claim], list[Claim]]:
    """The claims that can be an answer at all, and the others, which may only bear one out or contradict it.

    Where a figure is asked for it must be one, or a marked "nobody"; where the question does not tell what is
    counted ("how long …"), anything marked will do. Of a reader that `marks` answers, a figure that it did
    not mark must surely count what is asked for, or have a unit where "how many" is not asked; and where a
    name or time is asked for, a sentence in which none is marked answers only beside one in which there is,
    or if the score is `sure`.
    """
    if question.kind == "number":
        can = [one for one in cited if _counts(question, one, marks=marks)]
        return can, [one for one in cited if one not in can]
    named = question.kind in {"time", "person", "organisation", "name"}
    if named and marks and not sure and all(one.answer is None for one in cited):
        return [], list(cited)
    return list(cited), []


def _counts(question: Question, claim: Claim, *, marks: bool) -> bool:
    if marks and claim.reading.answer_start is None:
        return isinstance(claim.value, Amount) and (
            (bool(claim.value.unit) and not _HOW_MANY.search(question.asked))
            or counts(claim.value, question.counted) is True
        )
    told = claim.answer is not None and (not question.counted or bool(_NOBODY.match(claim.said)))
    return told or fits(question, claim)


def of_days(question: Question, claim: Claim) -> bool:
    """Whether the article or the sentence is of the days asked about; True where the question names none."""
    if question.first is None or question.last is None or question.kind == "time":
        return True
    day = published(claim.article)
    told = [day_told for _, day_told in days_in(claim.quote, day)]
    spans = [(day, day)] if day else []
    spans += [(one.first, one.last) for one in told]
    return any(first <= question.last and question.first <= last for first, last in spans)


def surely_fits(question: Question, claim: Claim) -> bool:
    """Whether a figure is told to count what is asked for, and all of it; True for any other answer."""
    if question.kind != "number" or not isinstance(claim.value, Amount) or claim.value.unit:
        return True
    return not question.counted or (counts(claim.value, question.counted) is True and not _of_more(claim))


def _of_more(claim: Claim) -> bool:
    """Whether it counts some of more: "of the dead 103", "103 of them"."""
    if claim.answer is None:
        return False
    text, (start, end) = claim.article.text, claim.answer
    return bool(_OF_THE.search(text, claim.sentence.start, start) or _OF_THEM.match(text, end))
