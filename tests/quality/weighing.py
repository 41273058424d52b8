"""How answers weigh their sources: `python -m tests.quality.weighing [--show]` asks weighing.jsonl.

Two homes are built, one of the sample articles and one of the three real articles; without these, their
questions are left out and that is said.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.answer import Answerer
from bot.followup import turn_of
from bot.types import Answer
from tests.quality.data import SEEDS, drawn
from tests.quality.weighing_judge import Row, Said, by_type, figures
from tests.quality.weighing_set import FOLDERS, Question, questions
from tests.quality.world import built

LONGEST = 70


def asked(answerer: Answerer, one: Question, before: Answer | None) -> Answer:
    """The answer to a question, or to a follow-up after the answer that it follows up."""
    as_of = date.fromisoformat(one.as_of) if one.as_of else None
    return answerer.ask(one.question, as_of=as_of, before=turn_of(before) if before else None)[0]


def said(answerer: Answerer, on: Sequence[Question]) -> list[Said]:
    """What is said to the questions of one home, follow-ups after what they follow up."""
    articles = answerer.generation().articles()
    names = {
        article.id: frozenset({article.id, *(Path(place).name for place in article.ingested_from)})
        for article in articles
    }
    answers: dict[str, Answer] = {}
    told = []
    for one in on:
        answers[one.id] = asked(answerer, one, answers[one.followup_to] if one.followup_to else None)
        whole = None
        if one.whole:
            as_of = date.fromisoformat(one.as_of) if one.as_of else None
            whole = answerer.ask(one.whole, as_of=as_of)[0]
        told.append(Said(one, answers[one.id], names, whole))
    return told


def weighed(reader: str | None = None, limit: int | None = None) -> list[Said]:
    """All questions asked, or so many evenly drawn ones with those that they follow up."""
    chosen = _with_earlier(questions(), limit)
    told = []
    for name, folder in FOLDERS.items():
        if not folder.is_dir():
            print(f"The three articles are not at {SEEDS}: their questions are left out.", file=sys.stderr)
            continue
        with built([folder], reader=reader) as assembly:
            told += said(assembly.answerer(wait=True), [one for one in chosen if one.on == name])
    return told


def _with_earlier(every: Sequence[Question], limit: int | None) -> list[Question]:
    by_id = {one.id: one for one in every}
    kept = {one.id for one in drawn(every, limit)}
    for one in reversed(every):
        if one.id in kept and one.followup_to in by_id:
            kept.add(one.followup_to)
    return [one for one in every if one.id in kept]


def weighing(reader: str | None = None, limit: int | None = None) -> list[Row]:
    """The figures, the share of right answers by type after them."""
    told = weighed(reader, limit)
    return [*figures(told), *((f"right: {name}", share) for name, share in by_type(told))]


def shown(one: Said) -> str:
    """One failure in a few lines: what was asked, what was expected, what was said."""
    question, answer = one.question, one.answer
    day = f" (as of {question.as_of})" if question.as_of else ""
    after = f" (after {question.followup_to}; searched: {answer.asked})" if question.followup_to else ""
    expected = [question.kind, question.reason or "", *("/".join(e.accepted) for e in question.required)]
    lines = [
        f"{question.id}: {question.question}{day}{after}",
        f"  wrong: {', '.join(one.mistakes())}",
        f"  expected: {' | '.join(filter(None, expected))}",
        f"  said: {answer.kind} {answer.reason or ''} {answer.score:.2f} {_short(answer.text)}",
    ]
    for finding in answer.findings[:6]:
        first = finding.citations[0]
        notes = [
            f"{finding.articles} articles, {finding.independent} independent",
            finding.attribution and f"by “{finding.attribution}”",
            finding.superseded_by and f"superseded by {finding.superseded_by}",
            finding.corrected and "corrected",
            None if one.at_place(first) else "elsewhere",
        ]
        told = "; ".join(filter(None, notes))
        lines.append(f"    - {_short(finding.value)} ({told}) {first.article_id} {first.start}-{first.end}")
    lines += [f"    > {story.question} {story.article_id}" for story in answer.stories]
    return "\n".join(lines)


def _short(text: str) -> str:
    folded = " ".join(text.split())
    return folded if len(folded) <= LONGEST else folded[: LONGEST - 1] + "…"


def main() -> int:
    """Print the figures, and with --show what went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--show", action="store_true", help="print every answer that has something wrong")
    parser.add_argument("--limit", type=int, help="questions, evenly drawn; all by default")
    parser.add_argument("--reader", help="another model: what reader.model names, or a folder as packaged")
    given = parser.parse_args()
    told = weighed(given.reader, given.limit)
    if given.show:
        for one in told:
            if one.mistakes():
                print(shown(one), end="\n\n")
    for name, value in (*figures(told), *((f"right: {name}", share) for name, share in by_type(told))):
        print(f"{name:<48}{value}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
