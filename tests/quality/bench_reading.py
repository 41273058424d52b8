"""Reading passages, in a process of its own: `… bench_reading COUNT HOME [READER]`.

The passages are as long as the index cuts them; a question and its passages are of different texts, which
takes a model as long as if they belonged together.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from bot.reader.model import Passage
from corpus.passages import PassageSpec
from tests.quality.bench_texts import made_up, questions
from tests.quality.data import ROOT
from tests.quality.world import assembled, model_of

ASKED = 50
WARM_UP = 5
HEADLINE = "Rescuers reach village cut off by floods"


def resident() -> float:
    """Memory of this process that is in use now, MiB (Linux)."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20


def timed(act: Callable[[str], object], asked: Sequence[str]) -> str:
    """p50 and p95 of what it takes to act on each question, ms; the first few warm up and do not count."""
    taken = []
    for question in asked:
        begun = time.perf_counter()
        act(question)
        taken.append((time.perf_counter() - begun) * 1000)
    return "{:.0f} / {:.0f}".format(*np.percentile(taken[WARM_UP:], (50, 95)))


def passages(count: int) -> list[Passage]:
    """Different texts of as many words as a passage has at most."""
    return [Passage(HEADLINE, text) for text in made_up(count, PassageSpec().words)]


def measure(count: int, home: Path, reader: str | None) -> dict[str, str]:
    """Figures of reading so many passages a question, in a process of their own."""
    command = [sys.executable, "-m", "tests.quality.bench_reading", str(count), str(home)]
    command += [reader] if reader else []
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    figures: dict[str, str] = json.loads(ended.stdout.splitlines()[-1])
    return figures


def main(count: int, home: Path, reader: str | None = None) -> None:
    """Read, then answer from the home, and print the figures as JSON."""
    asked = questions(WARM_UP + ASKED)
    held = iter(passages(count * len(asked)))
    texts = {question: [next(held) for _ in range(count)] for question in asked}
    before = resident()
    model = model_of(reader)
    read = timed(lambda question: model.read(question, texts[question]), asked)
    after = resident()
    assembly = assembled(home, {"retrieval": {"passages": count}}, reader)
    answerer = assembly.answerer(wait=True)
    figures = {
        "read": read,
        "before": f"{before:,.0f}",
        "after": f"{after:,.0f}",
        "answer": timed(answerer.answer, asked),
        "passages": str(count),
    }
    print(json.dumps(figures))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
