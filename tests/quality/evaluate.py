"""`make eval`: how good retrieval, answers and refusals are on the evaluation data.

Prints the figures and appends them, with commit and date, to tests/quality/RESULTS.md.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path

from bot.answer import Answerer
from bot.assemble import Assembly
from bot.measure import auroc, holds, percentile
from bot.types import Answer
from index.measure import hit_at, mrr_at
from index.retrieve import HybridRetriever
from tests.quality.data import FOLDER, ROOT, NewsQuestion, news_questions, off_topic, records
from tests.quality.world import as_articles, built, rows_with, shelf

RESULTS = Path(__file__).with_name("RESULTS.md")
Row = tuple[str, str]


def shares(values: Iterable[float]) -> str:
    """The mean with three decimals, and over how many."""
    kept = list(values)
    return f"{sum(kept) / len(kept):.3f} of {len(kept)}" if kept else "none"


def retrieval(assembly: Assembly, questions: list[NewsQuestion]) -> list[Row]:
    """hit@1/5/10 and MRR of passages that hold an evidence sentence, for each index and the hybrid."""
    generation = assembly.answerer(wait=True).generation()
    embedder = assembly.embedder
    hybrid = HybridRetriever(generation, assembly.embedder)
    rankings: dict[str, Callable[[str], list[int]]] = {
        "BM25": lambda q: generation.lexical.search(q, 50)[0].tolist(),
        "MiniLM": lambda q: generation.vectors.search(embedder.encode([q])[0], 50)[0].tolist(),
        "hybrid": lambda q: [hit.row for hit in hybrid.search(q, 50)],
    }
    passages = shelf(generation)
    known = [(q.question, rows_with(passages, q.article_ids, q.evidence)) for q in questions if q.answerable]
    rows = []
    for name, rank in rankings.items():
        found = [(rank(question), relevant) for question, relevant in known]
        hits = " / ".join(f"{sum(hit_at(k, *pair) for pair in found) / len(found):.3f}" for k in (1, 5, 10))
        mrr = sum(mrr_at(50, *pair) for pair in found) / len(found)
        rows.append((f"passages by {name}, hit@1 / 5 / 10, MRR ({len(found)})", f"{hits}, {mrr:.3f}"))
    return rows


def cites(answer: Answer, question: NewsQuestion, first: int = 1) -> bool:
    """Whether one of the first citations comes from the article and holds an accepted answer."""
    citations = [citation for finding in answer.findings for citation in finding.citations][:first]
    return any(c.article_id in question.article_ids and holds(c.quote, question.answers) for c in citations)


def answers(answerer: Answerer, questions: list[NewsQuestion]) -> list[Row]:
    """Citations, refusals and wrong answers of the stand-alone questions."""
    said = [(q, answerer.answer(q.question)) for q in questions if not q.followup_to]
    known = [(q, a) for q, a in said if q.answerable]
    unknown = [(q, a) for q, a in said if not q.answerable]
    spans = [(q, a) for q, a in known if q.type != "yes_no"]
    near = [a for q, a in unknown if q.article_ids]
    return [
        ("first citation holds the answer (yes/no left out)", shares(cites(a, q) for q, a in spans)),
        ("one of the first three holds it", shares(cites(a, q, 3) for q, a in spans)),
        ("answerable, refused", shares(a.kind == "not_found" for _, a in known)),
        ("unanswerable, answered", shares(a.kind != "not_found" for _, a in unknown)),
        ("of these near misses", shares(a.kind != "not_found" for a in near)),
        ("AUROC of score", f"{auroc([a.score for _, a in known], [a.score for _, a in unknown]):.3f}"),
        ("time of an answer p50 / p95, ms", _times([a for _, a in said])),
    ]


def _times(said: list[Answer]) -> str:
    times = [sum(a.timings.values()) for a in said]
    return f"{percentile(times, 0.5):.0f} / {percentile(times, 0.95):.0f}"


def refusals(answerer: Answerer, count: int) -> list[Row]:
    """Questions about something else that were answered all the same."""
    said = [answerer.answer(question) for question in off_topic(count)]
    reasons = [a for a in said if a.kind == "not_found"]
    return [
        ("off-topic, answered", shares(a.kind != "not_found" for a in said)),
        ("off-topic refusals called off the subject", shares(a.reason == "off_subject" for a in reasons)),
    ]


def paragraphs() -> list[Row]:
    """Whether the paragraph of each XQuAD question comes first, or among the first five, of all 162."""
    rows = records("xquad_en.jsonl")
    texts = list(dict.fromkeys(row["context"] for row in rows))
    ids = {text: f"p{number}" for number, text in enumerate(texts)}
    titles = {row["context"]: row["title"] for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        path = as_articles({ids[text]: (titles[text], text) for text in texts}, Path(folder))
        with built([path]) as assembly:
            retriever = HybridRetriever(assembly.answerer(wait=True).generation(), assembly.embedder)
            ranked = [(_articles(retriever, row["question"]), {ids[row["context"]]}) for row in rows]
    at = " / ".join(f"{sum(hit_at(k, *pair) for pair in ranked) / len(ranked):.3f}" for k in (1, 5))
    return [(f"XQuAD paragraphs, R@1 / R@5 ({len(rows)})", at)]


def _articles(retriever: HybridRetriever, question: str) -> list[str]:
    return list(dict.fromkeys(hit.article.id for hit in retriever.search(question, 30)))


def report(rows: list[Row], note: str) -> str:
    """A Markdown section with commit and date."""
    commit = _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "--porcelain") else "")
    head = f"\n## {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {commit}{': ' + note if note else ''}\n\n"
    return (
        head + "| figure | value |\n|---|---|\n" + "".join(f"| {name} | {value} |\n" for name, value in rows)
    )


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", "-C", ROOT, *words], capture_output=True, text=True, check=False
    ).stdout.strip()


def main() -> int:
    """Run the parts that are asked for, all by default."""
    parser = argparse.ArgumentParser(prog="make eval", description=__doc__)
    parser.add_argument("--off-topic", type=int, default=500, help="how many off-topic questions")
    parser.add_argument("--no-xquad", action="store_true")
    parser.add_argument("--dry", action="store_true", help="print only, do not append to RESULTS.md")
    parser.add_argument("--note", default="")
    given = parser.parse_args()
    if not FOLDER.is_dir():
        print(
            f"No evaluation data at {FOLDER}: set DATELINE_DATA to the folder that holds it.", file=sys.stderr
        )
        return 2
    questions = list(news_questions())
    with built([FOLDER / "wikinews_articles.jsonl"]) as assembly:
        rows = retrieval(assembly, questions)
        answerer = assembly.answerer(wait=True)
        rows += answers(answerer, questions)
        rows += refusals(answerer, given.off_topic)
    if not given.no_xquad:
        rows += paragraphs()
    text = report(rows, given.note)
    print(text)
    if not given.dry:
        with RESULTS.open("a", encoding="utf-8") as results:
            results.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
