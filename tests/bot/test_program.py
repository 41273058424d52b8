"""The real program as a process, with the real model: pipes, signals, the first start and the second."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.sample import QUESTIONS
from tests.bot.conftest import ARTICLES

ROOT = Path(__file__).parents[2]
DATELINE = [sys.executable, "-m", "bot"]


def environment():
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "TELEGRAM_"))}
    return {**kept, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)}


def run(home, *arguments, cwd, stdin="", status=0, within=180):
    done = subprocess.run(
        [*DATELINE, "--home", str(home), *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        env=environment(),
        cwd=cwd,
        timeout=within,
        check=False,
    )
    assert done.returncode == status, done.stderr
    return done


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A home with two generations of three articles, the second without the article on troops."""
    folder = tmp_path_factory.mktemp("program")
    (folder / "articles.jsonl").write_text("".join(json.dumps(a) + "\n" for a in ARTICLES), encoding="utf-8")
    (folder / "home").mkdir()
    (folder / "home" / "dateline.toml").write_text("[reader]\nthreshold = 0.2\n", encoding="utf-8")
    run(folder / "home", "ingest", folder / "articles.jsonl", cwd=folder)
    run(folder / "home", "build", cwd=folder)
    run(folder / "home", "withdraw", "a1", cwd=folder)
    run(folder / "home", "build", cwd=folder)
    return folder / "home"


def test_a_running_batch_answers_each_line_at_once_and_follows_a_rollback(home):
    process = subprocess.Popen(
        [*DATELINE, "--home", str(home), "ask", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=home.parent,
        text=True,
        bufsize=1,
    )
    with process:

        def ask(line):
            process.stdin.write(line + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        question = json.dumps({"id": "q", "question": "who sent paratroopers to Kazakhstan?"})
        before = ask(question)
        assert ask("not json")["line"] == 2
        rolled_back = run(home, "rollback", cwd=home.parent).stdout.strip()
        after = ask(question)
        process.stdin.close()
        assert process.stdout.read() == ""
        assert process.wait(30) == 0
        assert process.stderr.read() == ""
    assert (before["coverage"]["articles"], after["coverage"]["articles"]) == (2, 3)
    assert after["generation"] == rolled_back
    assert after["findings"][0]["citations"][0]["article_id"] == "a1"
    assert "paratroopers" in after["findings"][0]["citations"][0]["quote"]
    assert not [
        c for c in (before["findings"] or [{"citations": []}])[0]["citations"] if c["article_id"] == "a1"
    ]


def test_a_terminal_of_another_encoding_shows_what_it_can(home):
    done = subprocess.run(
        [*DATELINE, "--home", str(home), "article", "a2"],
        capture_output=True,
        env={**environment(), "PYTHONIOENCODING": "ascii"},
        cwd=home.parent,
        check=True,
    )
    assert b"outlet unknown ? undated" in done.stdout


def test_an_interrupt_ends_a_batch_quietly_with_130(home):
    process = subprocess.Popen(
        [*DATELINE, "--home", str(home), "search", "--batch", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=home.parent,
    )
    with process:
        process.stdin.write(b'{"question": "who?"}\n')
        process.stdin.flush()
        assert process.stdout.readline().startswith(b'{"id": null')
        process.send_signal(signal.SIGINT)
        assert process.wait(30) == 130
        assert process.stderr.read() == b""


def test_a_reader_that_has_had_enough_is_no_failure(home):
    process = subprocess.Popen(
        [*DATELINE, "--home", str(home), "articles", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        cwd=home.parent,
    )
    with process:
        process.stdout.close()
        assert process.wait(60) == 0
        assert process.stderr.read() == b""


def test_commands_that_need_no_model_load_no_heavy_library(home):
    code = (
        "import sys; from bot.cli import main; main(sys.argv[1:]);"
        "heavy = ('torch', 'sentence_transformers', 'telegram', 'transformers');"
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--home", str(home), "status"],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    assert done.stdout.splitlines()[-1] == "[]"
    begun = time.monotonic()
    subprocess.run([*DATELINE, "--help"], capture_output=True, env=environment(), check=True, cwd=home.parent)
    assert time.monotonic() - begun < 2


def test_the_first_start_builds_the_sample_and_the_second_builds_nothing(tmp_path):
    home = tmp_path / "home"
    question = QUESTIONS[1]
    first = run(home, "run", cwd=tmp_path, stdin=f"{question}\n")
    assert "sample articles" in first.stderr
    assert "TELEGRAM_BOT_TOKEN" in first.stderr
    assert "(sample)" in first.stdout
    assert "1. " in first.stdout
    built = json.loads(run(home, "status", "--json", cwd=tmp_path).stdout)
    second = run(home, "run", cwd=tmp_path, stdin=f"{question}\nquit\nhelp\n")
    assert second.stdout == first.stdout
    assert "Built" not in second.stderr
    assert json.loads(run(home, "status", "--json", cwd=tmp_path).stdout)["generation"] == built["generation"]


@pytest.mark.skipif(shutil.which("script") is None, reason="needs `script` to give the chat a terminal")
def test_in_a_terminal_the_prompt_does_not_wait_for_the_model(home):
    command = " ".join([*DATELINE, "--home", str(home), "chat"])
    process = subprocess.Popen(
        ["script", "-qec", command, "/dev/null"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**environment(), "TERM": "dumb", "NO_COLOR": "1"},
        cwd=home.parent,
    )
    with process:
        begun = time.monotonic()
        shown = b""
        while not shown.endswith(b"? "):
            shown += process.stdout.read(1)
        waited = time.monotonic() - begun
        process.stdin.write(b"help\nquit\n")
        process.stdin.flush()
        rest, _ = process.communicate(timeout=60)
    assert waited < 3
    assert b"examples" in rest
    assert process.returncode == 0
