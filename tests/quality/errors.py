"""Where answers go wrong: `python -m tests.quality.errors` asks the news and off-topic questions.

Writes tests/quality/ERRORS.md anew: wrong answers, wrong refusals and wrong readings by kind, with examples
as question ids, and what other thresholds would do. Quotes stand there as offsets only, since the articles
are not part of the project.
"""

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bot.assemble import SENTENCES, Assembly
from bot.measure import exact_match, f1, holds
from bot.types import Answer, Citation
from tests.quality.data import FOLDER, NewsQuestion, drawn, missing, news_questions, off_topic_by_id
from tests.quality.evaluate import Table, stamp, value
from tests.quality.world import built, rows_with

REPORT = Path(__file__).with_name("ERRORS.md")
LONGEST = 60
EXAMPLES = 12
QUANTILES = (0.02, 0.05, 0.10, 0.15, 0.20, 0.30)
CLOSE = 0.5
"""F1 from which a span is the right one with other bounds."""

RIGHT, UNMARKED = "right", "right sentence, no span marked"
REFUSED = "refused though answered"
NOT_FOUND = "wrong passage, no right one was retrieved"
NOT_CHOSEN = "wrong passage, a right one was read"
SENTENCE = "right passage, wrong sentence"
SPAN = "right sentence, wrong span"
BOUNDS = "right sentence, right span with other bounds"
MISTAKES = (REFUSED, NOT_FOUND, NOT_CHOSEN, SENTENCE, SPAN, BOUNDS)
ANSWERABLE = (RIGHT, UNMARKED, *MISTAKES)
NEAR, NEWS, OFF = "near misses", "other news questions", "off-topic questions"
NOT_ANSWERABLE = (NEAR, NEWS, OFF)


@dataclass(frozen=True, slots=True)
class Case:
    """One question that was asked. `kind` is one of `ANSWERABLE` or `NOT_ANSWERABLE`."""

    id: str
    kind: str
    answer: Answer


def kind_of_answer(question: NewsQuestion, answer: Answer, passage: str, *, retrieved: bool) -> str:
    """What became of an answerable question.

    Args:
        question: it has evidence.
        answer: what was said.
        passage: the text of the passage that the first citation was read in, white space folded.
        retrieved: whether a passage with the evidence was among those that the reader got.
    """
    if not answer.findings:
        return REFUSED
    first = answer.findings[0].citations[0]
    in_article = first.article_id in question.article_ids
    if in_article and _proves(first, question):
        return _kind_of_span(question, answer, first)
    if in_article and any(sentence in passage for sentence in question.evidence):
        return SENTENCE
    return NOT_CHOSEN if retrieved else NOT_FOUND


def _proves(first: Citation, question: NewsQuestion) -> bool:
    """Whether the quote is an evidence sentence, or part of one, or holds an accepted answer."""
    quote = " ".join(first.quote.split())
    if any(quote in sentence or sentence in quote for sentence in question.evidence):
        return True
    return question.type != "yes_no" and holds(quote, question.answers)


def _kind_of_span(question: NewsQuestion, answer: Answer, first: Citation) -> str:
    """What is marked in a right sentence; one that answers yes or no is right by itself."""
    if question.type == "yes_no":
        return RIGHT
    if first.answer_start is None:
        return UNMARKED
    said = value(answer)
    if exact_match(said, question.answers):
        return RIGHT
    return BOUNDS if f1(said, question.answers) >= CLOSE else SPAN


def example(case: Case) -> str:
    """The question's id with what was said: a marked span, shortened, and where it or the sentence stands."""
    if not case.answer.findings:
        return f"{case.id} (score {case.answer.score:.2f})"
    first = case.answer.findings[0].citations[0]
    if first.answer_start is None or (first.answer_start, first.answer_end) == (first.start, first.end):
        return f"{case.id} ({first.article_id} {first.start}–{first.end})"
    said = " ".join(value(case.answer).split())
    shown = said if len(said) <= LONGEST else said[: LONGEST - 1].rstrip() + "…"
    place = f"{first.article_id} {first.answer_start}–{first.answer_end}"
    return f"{case.id} “{shown.replace('|', '/')}” ({place})"


def counted(cases: Sequence[Case]) -> Table:
    """How many questions of each kind."""
    known = [case for case in cases if case.kind in ANSWERABLE]
    rows = [(kind, *_share([case.kind == kind for case in known])) for kind in ANSWERABLE]
    for kind in NOT_ANSWERABLE:
        wrong = [bool(case.answer.findings) for case in cases if case.kind == kind]
        rows.append((f"answered though not stated: {kind}", *_share(wrong)))
    return Table(("what", "questions", "share"), rows)


def _share(hits: Sequence[bool]) -> tuple[str, str]:
    return f"{sum(hits)} of {len(hits)}", f"{np.mean(hits):.3f}" if hits else "none"


def examples(cases: Sequence[Case]) -> Table:
    """Up to `EXAMPLES` of each kind of mistake, evenly drawn."""
    mistakes: dict[str, list[Case]] = defaultdict(list)
    for case in cases:
        if case.kind in NOT_ANSWERABLE and case.answer.findings:
            mistakes[f"answered though not stated: {case.kind}"].append(case)
        elif case.kind in MISTAKES:
            mistakes[case.kind].append(case)
    names = (*MISTAKES, *(f"answered though not stated: {kind}" for kind in NOT_ANSWERABLE))
    rows = [
        (name, "; ".join(example(case) for case in drawn(mistakes[name], EXAMPLES)))
        for name in names
        if mistakes[name]
    ]
    return Table(("what", "examples"), rows)


def curve(scores: Mapping[str, Sequence[float]], known: Sequence[float], threshold: float) -> Table:
    """What the threshold in use would do and those that refuse a given share of what is answerable.

    Args:
        scores: those of the questions without an answer, by kind.
        known: scores of the answerable questions.
        threshold: the one in use.
    """
    thresholds = [("in use", threshold)]
    thresholds += [(f"quantile {share:.2f}", float(np.quantile(known, share))) for share in QUANTILES]
    rows = [
        (
            f"{at:.3f}, {name}",
            f"{np.mean(np.asarray(known) < at):.3f}",
            *(f"{np.mean(np.asarray(some) >= at):.3f}" if some else "none" for some in scores.values()),
        )
        for name, at in thresholds
    ]
    return Table(
        ("refuse below", "answerable refused", *(f"{kind} answered" for kind in scores)),
        rows,
    )


def collect(assembly: Assembly, questions: Sequence[NewsQuestion], others: Mapping[str, str]) -> list[Case]:
    """Ask the stand-alone questions on the news articles, and others that are about something else."""
    answerer = assembly.answerer(wait=True)
    cases = []
    for question in questions:
        answer, generation = answerer.ask(question.question)
        if not question.answerable:
            cases.append(Case(question.id, NEAR if question.article_ids else NEWS, answer))
            continue
        hits = answerer.search(question.question, assembly.settings.retrieval.passages)
        texts = [(hit.article.id, " ".join(hit.passage.text.split())) for hit in hits]
        passage = ""
        if answer.findings:
            first = answer.findings[0].citations[0]
            text = generation.article(first.article_id).text
            passage = " ".join(text[first.passage_start : first.passage_end].split())
        retrieved = bool(rows_with(texts, question.article_ids, question.evidence))
        cases.append(
            Case(question.id, kind_of_answer(question, answer, passage, retrieved=retrieved), answer)
        )
    cases += [Case(key, OFF, answerer.answer(question)) for key, question in others.items()]
    return cases


def report(cases: Sequence[Case], reader: str) -> str:
    """The whole file."""
    by_kind = {kind: [c.answer.score for c in cases if c.kind == kind] for kind in NOT_ANSWERABLE}
    scores = {NEAR: by_kind[NEAR], "all news questions": by_kind[NEAR] + by_kind[NEWS], OFF: by_kind[OFF]}
    known = [case.answer.score for case in cases if case.kind in ANSWERABLE]
    return f"""# Mistakes of the reader “{reader}”

Written by `python -m tests.quality.errors`, {stamp()}. Questions on the Wikinews articles that
stand alone, by their ids, and off-topic questions by the lines of their file. A passage or sentence is right
when it comes from the article and holds the evidence; a span with other bounds has F1 of at least {CLOSE}. An
example is a shortened span and its offsets in the article, or those of a sentence where no span is marked.

{counted(cases)}
## Examples

{examples(cases)}
## What other thresholds would do

The quantiles are those of the answerable questions' scores.

{curve(scores, known, cases[0].answer.threshold)}"""


def main() -> int:
    """Ask, print the report and keep it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--reader", help="another model: what reader.model names, or a folder as packaged")
    parser.add_argument("--off-topic", type=int, default=500, help="how many off-topic questions")
    parser.add_argument("--limit", type=int, help="news questions, evenly drawn; all by default")
    parser.add_argument("--dry", action="store_true", help="print only, do not write ERRORS.md")
    given = parser.parse_args()
    if missing():
        return 2
    questions = drawn([q for q in news_questions() if not q.followup_to], given.limit)
    with built([FOLDER / "wikinews_articles.jsonl"], reader=given.reader) as assembly:
        cases = collect(assembly, questions, off_topic_by_id(given.off_topic))
        name = SENTENCES if given.reader == SENTENCES else assembly.model.name
    text = report(cases, name)
    print(text)
    if not given.dry:
        REPORT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
