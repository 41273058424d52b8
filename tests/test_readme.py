"""Every command that the README shows is run, in the order in which it stands there.

A block that opens with ```sh holds commands, one a line (a backslash at the end of a line continues it);
`$ ` before a command and comments are allowed. The commands of one README share an empty folder, in which
`dateline` is the program under test and `make` finds the project's Makefile; the paths `corpus/sample/…` are
there too, and `golden.jsonl` holds questions on the sample. Left out are `make test`, which is what runs
this, `make eval` and `make bench`, which take many minutes, and lines that fetch the project, install or
remove something, or need a bot token.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LEFT_OUT = re.compile(
    r"\bmake (test|eval|bench|clean|constraints)\b"
    r"|\bgit clone\b|^cd |\bpip install\b|\bapt(-get)? |\bsudo\b"
    r"|TELEGRAM_BOT_TOKEN|\bserve\b"
)


def commands(text):
    """The commands of all blocks marked sh, in order, without those that are left out."""
    for block in re.findall(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL):
        for line in block.replace("\\\n", " ").splitlines():
            command = line.strip().removeprefix("$ ")
            if command and not command.startswith("#") and not LEFT_OUT.search(command):
                yield command


def golden(count):
    """So many questions that a sample article answers, and as many that it does not."""
    path = ROOT / "training" / "news" / "sample.questions.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    for answerable in (True, False):
        asked = [row["question"] for row in rows if (row["answer"] is not None) == answerable]
        for question in asked[:count]:
            yield json.dumps({"question": question, "answerable": answerable})


def test_commands_are_found_and_those_that_cannot_run_here_are_left_out():
    text = """
```sh
git clone https://example.org/x && cd x
make test   # everything
make run
dateline build
$ dateline ask \\
    "who?"
# a comment
TELEGRAM_BOT_TOKEN=1:a dateline serve
```
```toml
keep = 3
```
"""
    assert list(commands(text)) == ["make run", "dateline build", 'dateline ask      "who?"']


def test_every_command_of_the_readme_works(tmp_path):
    shown = list(commands((ROOT / "README.md").read_text(encoding="utf-8")))
    if not shown:
        pytest.skip("the README shows no command that can be run here")
    programs = tmp_path / "bin"
    programs.mkdir()
    for name, program in (
        ("dateline", f"{sys.executable} -m bot"),
        ("make", f"{shutil.which('make')} -C {ROOT}"),
    ):
        (programs / name).write_text(f'#!/bin/sh\nexec {program} "$@"\n', encoding="utf-8")
        (programs / name).chmod(0o755)
    folder = tmp_path / "work"
    folder.mkdir()
    shutil.copytree(ROOT / "corpus", folder / "corpus", ignore=shutil.ignore_patterns("__pycache__", "*.py"))
    (folder / "golden.jsonl").write_text("\n".join(golden(20)), encoding="utf-8")
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "TELEGRAM_"))}
    environment = {
        **kept,
        "PATH": f"{programs}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "HF_HUB_OFFLINE": "1",
        "DATELINE_HOME": str(folder / "var"),
    }
    for command in shown:
        done = subprocess.run(
            ["bash", "-ec", command],
            cwd=folder,
            env=environment,
            input="",
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
