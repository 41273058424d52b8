"""Speed figures: `python -m tests.quality.bench [SECTION …] [--texts N] [--append]`.

Sections: embedding, answers, reading, search, rebuild; all of them when none is named. Tables go to standard
output, with `--append` also to BENCH.md with the commit and the day.
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from tests.quality import bench_answers, bench_embedding, bench_reading
from tests.quality.data import FOLDER, ROOT

REPORT = Path(__file__).with_name("BENCH.md")
TEXTS = 2000
SIZES = (1_000, 10_000)
SEARCHED = (100_000, 1_000_000)
READ = (5, 10, 20)

Options = argparse.Namespace


def table(title: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown under a heading."""
    lines = [f"### {title}", "", " | ".join(header).join(("| ", " |")), "|---" * len(header) + "|"]
    return "\n".join(lines + [" | ".join(row).join(("| ", " |")) for row in rows])


def embedding(options: Options) -> str:
    rows = bench_embedding.measure(options.texts)
    return table(f"Embedding {options.texts:,} texts", ["what", "texts/s", "of plain"], rows)


def answers(options: Options) -> str:
    figures = [bench_answers.asked_alone(bench_answers.home(size)) for size in options.sizes]
    stages = [name for name in figures[0] if name not in ("passages", "ready", "memory", "total")]
    header = ["passages", "ready, s", "answer", *stages, "peak memory, MiB"]
    rows = [
        [one["passages"], one["ready"], one["total"], *(one[stage] for stage in stages), one["memory"]]
        for one in figures
    ]
    return table("Question to answer, p50 / p95 in ms", header, rows)


def reading(options: Options) -> str:
    home = bench_answers.home(SIZES[0])
    figures = [bench_reading.measure(count, home, options.reader) for count in options.read]
    names = ("passages", "read", "answer", "before", "after")
    header = [
        "passages",
        "read",
        "question to answer",
        "MiB before loading",
        f"after {bench_reading.ASKED} questions",
    ]
    return table(
        "Reading passages of 140 words, p50 / p95 in ms",
        header,
        [[one[name] for name in names] for one in figures],
    )


def search(options: Options) -> str:
    rows = []
    for size in options.searched:
        command = [sys.executable, "-m", "tests.quality.bench_search", str(size)]
        ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
        rows.append(json.loads(ended.stdout.splitlines()[-1]))
    header = ["passages", "FAISS factory", "vectors", "words", "both, 10 hits", "both, as of a day"]
    header += ["with the model", "peak memory, MiB"]
    return table("Search alone, p50 / p95 in ms", header, rows)


def rebuild(options: Options) -> str:
    alone = bench_answers.asked_alone(bench_answers.home(SIZES[0]))
    rows = [["none", alone["total"]]]
    rows += [
        [f"niceness {nice}", bench_answers.asked_during_a_rebuild(nice)["total"]] for nice in options.nice
    ]
    return table("Answers while another process rebuilds, p50 / p95 in ms", ["rebuild", "answer"], rows)


SECTIONS: dict[str, Callable[[Options], str]] = {
    "embedding": embedding,
    "answers": answers,
    "reading": reading,
    "search": search,
    "rebuild": rebuild,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--texts", type=int, default=TEXTS)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--searched", type=int, nargs="+", default=SEARCHED)
    parser.add_argument("--read", type=int, nargs="+", default=READ, help="passages a question")
    parser.add_argument("--reader", help="another model: what reader.model names, or a folder as packaged")
    parser.add_argument("--nice", type=int, nargs="+", default=(0, 19))
    parser.add_argument("--append", action="store_true")
    options = parser.parse_args()
    if unknown := set(options.sections) - SECTIONS.keys():
        parser.error(f"unknown section {min(unknown)!r}; there are {', '.join(SECTIONS)}")
    if not FOLDER.is_dir():
        sys.exit(f"the data folder {FOLDER} is missing: set DATELINE_DATA")
    for name in options.sections or SECTIONS:
        shown = SECTIONS[name](options)
        print(f"{shown}\n", flush=True)
        if options.append:
            append(shown)


def append(shown: str) -> None:
    """Add a table to the report."""
    command = ["git", "describe", "--always", "--dirty"]
    commit = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT).stdout.strip()
    today = datetime.now(UTC).date().isoformat()
    with REPORT.open("a", encoding="utf-8") as report:
        report.write(f"{shown}\n\n{today}, commit {commit or 'unknown'}, {os.cpu_count()} cores.\n\n")


if __name__ == "__main__":
    main()
