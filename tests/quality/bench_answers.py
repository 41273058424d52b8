"""Question to answer, by stage, in a process of its own: `… bench_answers HOME SECONDS`.

Also makes the homes that are asked: real paragraphs, embedded by the program's own build, kept in var/bench.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import numpy as np

from bot.assemble import Assembly
from bot.settings import Settings
from corpus.ingest import ingest
from index.errors import GenerationError
from tests.quality.bench_texts import contexts, paragraphs_of, questions
from tests.quality.data import ROOT
from tests.quality.world import as_articles

HOMES = ROOT / "var" / "bench"
ASKED = 200


def home(passages: int) -> Path:
    """A home of at least so many passages; built where there is none that this version would build."""
    folder = HOMES / str(passages)
    assembly = Assembly(Settings(home=folder))
    try:
        current = not assembly.changed_settings(assembly.generations.load().manifest)
    except GenerationError:
        current = False
    if not current:
        shutil.rmtree(folder, ignore_errors=True)
        print(f"building {folder} …", file=sys.stderr)
        add(assembly, paragraphs_of(passages), "p")
        assembly.rebuild()
    return folder


def add(assembly: Assembly, texts: list[str], prefix: str) -> None:
    """Ingest texts as articles without headline."""
    with tempfile.TemporaryDirectory() as folder, assembly.articles() as store:
        told = {f"{prefix}{number}": ("", text) for number, text in enumerate(texts)}
        ingest([as_articles(told, Path(folder))], store)


def asked_alone(folder: Path, seconds: float = 0) -> dict[str, str]:
    """Ask a home from a fresh process, all questions once and for at least so many seconds."""
    command = [sys.executable, "-m", "tests.quality.bench_answers", str(folder), str(seconds)]
    ended = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    return json.loads(ended.stdout.splitlines()[-1])


def asked_during_a_rebuild(nice: int, seconds: float = 30) -> dict[str, str]:
    """Ask a home of 1,000 passages while another process embeds many more for it."""
    with tempfile.TemporaryDirectory(prefix="dateline-bench-") as temporary:
        folder = Path(temporary) / "home"
        shutil.copytree(home(1_000), folder)
        add(Assembly(Settings(home=folder)), contexts()[-3_000:], "more")
        command = ["nice", "-n", str(nice), sys.executable, "-m", "bot", "--home", str(folder), "build"]
        building = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            time.sleep(10)
            figures = asked_alone(folder, seconds)
            if building.poll() is not None:
                raise RuntimeError("the build ended before the questions did: add texts")
        finally:
            building.kill()
            building.wait()
    return figures


def main(folder: Path, seconds: float) -> None:
    """Ask and print the figures as JSON."""
    begun = time.perf_counter()
    answerer = Assembly(Settings(home=folder)).answerer(wait=False)
    asked = questions(ASKED)
    for question in asked[:5]:
        answerer.answer(question)
    ready = time.perf_counter() - begun
    stages: dict[str, list[float]] = defaultdict(list)
    begun = time.perf_counter()
    while len(stages["total"]) < ASKED or time.perf_counter() - begun < seconds:
        question = asked[len(stages["total"]) % ASKED]
        started = time.perf_counter()
        answer = answerer.answer(question)
        stages["total"].append((time.perf_counter() - started) * 1000)
        for stage, taken in answer.timings.items():
            stages[stage].append(taken)
    figures = {
        stage: f"{np.median(taken):.1f} / {np.percentile(taken, 95):.1f}" for stage, taken in stages.items()
    }
    figures["passages"] = f"{answerer.generation().size:,}"
    figures["ready"] = f"{ready:.1f}"
    figures["memory"] = f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f}"
    print(json.dumps(figures))


if __name__ == "__main__":
    main(Path(sys.argv[1]), float(sys.argv[2]))
