"""`make eval`: how good retrieval, reading, answers, refusals and the weighing of sources are.

Prints the figures and appends them, with commit and date, to tests/quality/RESULTS.md.
"""

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.answer import Answerer
from bot.assemble import SENTENCES, Assembly
from bot.measure import auroc, holds, percentile
from bot.types import Answer
from index.embed import SentenceTransformerEmbedder
from index.measure import hit_at, mrr_at
from index.retrieve import HybridRetriever
from tests.quality import reading
from tests.quality.data import FOLDER, ROOT, NewsQuestion, drawn, missing, news_questions, off_topic, records
from tests.quality.reading import Row
from tests.quality.weighing import weighing
from tests.quality.world import as_articles, beside, built, model_of, rows_with, shelf

RESULTS = Path(__file__).with_name("RESULTS.md")
ASKED = ("retrieval", "answers", "off-topic")
"""Parts that ask the news articles."""
READ = {
    "xquad": reading.xquad,
    "squad2": reading.squad2,
    "squadshifts": reading.squadshifts,
    "news": reading.news,
}
"""Parts that need nothing but the model."""
PARTS = (*ASKED, "weighing", "paragraphs", *READ, "selqa")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equally many cells under a header."""

    header: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]

    def __str__(self) -> str:
        head, *body = ("| " + " | ".join(line) + " |\n" for line in (self.header, *self.rows))
        return "".join([head, "|---" * len(self.header) + "|\n", *body])


def figures(rows: Sequence[Row]) -> Table:
    """Rows of one value each."""
    return Table(("figure", "value"), rows)


def side_by_side(columns: Mapping[str, Sequence[Row]]) -> Table:
    """The same figures of several readers; raises ValueError where the readers' figures are not the same."""
    names = [[name for name, _ in rows] for rows in columns.values()]
    if any(other != names[0] for other in names):
        raise ValueError("the readers have different figures")
    values = zip(*([value for _, value in rows] for rows in columns.values()), strict=True)
    return Table(("figure", *columns), [(name, *row) for name, row in zip(names[0], values, strict=True)])


def shares(values: Iterable[float]) -> str:
    """The mean with three decimals, and over how many."""
    kept = list(values)
    return f"{sum(kept) / len(kept):.3f} of {len(kept)}" if kept else "none"


def retrieval(assembly: Assembly, questions: list[NewsQuestion]) -> list[Row]:
    """hit@1/5/10 and MRR of passages that hold an evidence sentence, for each index and the hybrid."""
    generation = assembly.generations.load()
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


def value(answer: Answer) -> str:
    """What the first finding says; nothing for a refusal."""
    return answer.findings[0].value if answer.findings else ""


def answers(answerer: Answerer, questions: list[NewsQuestion]) -> list[Row]:
    """Citations, refusals and wrong answers of the stand-alone questions. A refusal counts as no answer."""
    said = [(q, answerer.answer(q.question)) for q in questions if not q.followup_to]
    known = [(q, a) for q, a in said if q.answerable]
    unknown = [(q, a) for q, a in said if not q.answerable]
    spans = [(q, a) for q, a in known if q.type != "yes_no"]
    near = [a for q, a in unknown if q.article_ids]
    return [
        ("first citation holds the answer (yes/no left out)", shares(cites(a, q) for q, a in spans)),
        ("one of the first three holds it", shares(cites(a, q, 3) for q, a in spans)),
        ("first finding's value, EM / F1", reading.accuracy((value(a), q.answers) for q, a in spans)),
        ("answerable, refused", shares(a.kind == "not_found" for _, a in known)),
        ("unanswerable, answered", shares(a.kind != "not_found" for _, a in unknown)),
        ("of these near misses", shares(a.kind != "not_found" for a in near)),
        ("AUROC of score", _auroc([a.score for _, a in known], [a.score for _, a in unknown])),
        ("time of an answer p50 / p95, ms", _times([a for _, a in said])),
    ]


def _auroc(known: list[float], unknown: list[float]) -> str:
    return f"{auroc(known, unknown):.3f}" if known and unknown else "none"


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


def paragraphs(limit: int | None = None) -> list[Row]:
    """Whether the paragraph of each XQuAD question comes first, or among the first five, of all 162."""
    rows = records("xquad_en.jsonl")
    texts = list(dict.fromkeys(row["context"] for row in rows))
    ids = {text: f"p{number}" for number, text in enumerate(texts)}
    titles = {row["context"]: row["title"] for row in rows}
    with tempfile.TemporaryDirectory() as folder:
        path = as_articles({ids[text]: (titles[text], text) for text in texts}, Path(folder))
        with built([path]) as assembly:
            retriever = HybridRetriever(assembly.generations.load(), assembly.embedder)
            ranked = [
                (_articles(retriever, row["question"]), {ids[row["context"]]}) for row in drawn(rows, limit)
            ]
    at = " / ".join(f"{sum(hit_at(k, *pair) for pair in ranked) / len(ranked):.3f}" for k in (1, 5))
    return [(f"XQuAD paragraphs, R@1 / R@5 ({len(ranked)})", at)]


def _articles(retriever: HybridRetriever, question: str) -> list[str]:
    return list(dict.fromkeys(hit.article.id for hit in retriever.search(question, 30)))


def stamp() -> str:
    """The time and the commit, with a + where files differ from it."""
    commit = _git("rev-parse", "--short", "HEAD") + ("+" if _git("status", "--porcelain") else "")
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {commit}"


def report(tables: Iterable[Table], note: str) -> str:
    """A Markdown section with commit and date."""
    head = f"\n## {stamp()}{': ' + note if note else ''}\n\n"
    return head + "\n".join(str(table) for table in tables)


def _git(*words: str) -> str:
    return subprocess.run(
        ["git", "-C", ROOT, *words], capture_output=True, text=True, check=False
    ).stdout.strip()


def asked_of_news(parts: Sequence[str], given: argparse.Namespace) -> list[Table]:
    """The parts that ask the news articles; answers and refusals of both readers side by side."""
    questions = drawn(list(news_questions()), given.limit)
    tables = []
    with built([FOLDER / "wikinews_articles.jsonl"], reader=given.reader) as assembly:
        if "retrieval" in parts:
            tables.append(figures(retrieval(assembly, questions)))
        readers = {"sentence reader": beside(assembly, SENTENCES)}
        if given.reader != SENTENCES:
            readers[assembly.model.name] = assembly
        columns: dict[str, list[Row]] = {name: [] for name in readers}
        for name, one in readers.items():
            answerer = one.answerer(wait=True)
            if "answers" in parts:
                columns[name] += answers(answerer, questions)
            if "off-topic" in parts:
                columns[name] += refusals(answerer, min(given.off_topic, given.limit or given.off_topic))
        if any(columns.values()):
            tables.append(side_by_side(columns))
    return tables


def read_alone(parts: Sequence[str], given: argparse.Namespace) -> list[Row]:
    """The parts that hand texts to the model, without an index."""
    model = model_of(given.reader)
    rows = [row for name, part in READ.items() if name in parts for row in part(model, given.limit)]
    if "selqa" in parts:
        rows += reading.selqa(model, SentenceTransformerEmbedder(), given.limit)
    return rows


def main() -> int:
    """Run the parts that are asked for, all by default."""
    parser = argparse.ArgumentParser(prog="make eval", description=__doc__)
    parser.add_argument(
        "--only", nargs="+", choices=PARTS, default=PARTS, metavar="PART", help=", ".join(PARTS)
    )
    parser.add_argument("--limit", type=int, help="questions of each set, evenly drawn; all by default")
    parser.add_argument("--off-topic", type=int, default=500, help="how many off-topic questions")
    parser.add_argument("--reader", help="another model: what reader.model names, or a folder as packaged")
    parser.add_argument("--dry", action="store_true", help="print only, do not append to RESULTS.md")
    parser.add_argument("--note", default="")
    given = parser.parse_args()
    if missing():
        return 2
    tables = []
    if set(given.only) & set(ASKED):
        tables += asked_of_news(given.only, given)
    if "weighing" in given.only:
        tables.append(figures(weighing(given.reader, given.limit)))
    if "paragraphs" in given.only:
        tables.append(figures(paragraphs(given.limit)))
    if set(given.only) & {*READ, "selqa"}:
        tables.append(figures(read_alone(given.only, given)))
    text = report(tables, given.note)
    print(text)
    if not given.dry:
        with RESULTS.open("a", encoding="utf-8") as results:
            results.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main())
