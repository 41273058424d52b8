"""The command line in this process, on a home of its own, with a model made of hashed words."""

import io
import json
import os
import sys

import pytest

from bot.assemble import Assembly
from bot.cli import main
from bot.settings import Settings
from index.embed import PACKAGED
from tests.fakes.embedder import HashingEmbedder
from tests.fakes.model import WordModel

TROOPS = "Russia sent paratroopers to Kazakhstan on Friday."
ARTICLES = [
    {
        "id": "a1",
        "headline": "Troops arrive in Kazakhstan",
        "outlet": "Paper A",
        "published": "2022-01-07",
        "url": "https://example.org/a1",
        "text": f"{TROOPS} The alliance said that they would guard airports and power stations.",
    },
    {
        "id": "a2",
        "headline": "Gas prices doubled",
        "text": "The price of gas doubled in Zhanaozen. People came out to protest against it on Sunday.",
    },
    {
        "id": "a3",
        "headline": "Calm returns to Almaty",
        "outlet": "Paper B",
        "published": "2022-01-10T08:00:00Z",
        "text": "Shops opened again in Almaty on Monday. Buses were running in most streets of the city.",
    },
]


class CommandLine:
    """Runs commands on one home; gives status, standard output and standard error."""

    def __init__(self, home, capsys, monkeypatch):
        self.home = home
        self.embedder = HashingEmbedder(name=PACKAGED)
        self.model = WordModel()
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def assembly(self, settings):
        return Assembly(settings, embedder=lambda _: self.embedder, model=lambda _: self.model)

    def assembly_of(self):
        """The program put together on this home, for what a command cannot show."""
        return self.assembly(Settings.load(self.home))

    def __call__(self, *arguments, stdin=""):
        raw = stdin if isinstance(stdin, bytes) else stdin.encode()
        self._monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        self._capsys.readouterr()
        status = main(["--home", str(self.home), *map(str, arguments)], self.assembly)
        out, err = self._capsys.readouterr()
        return status, out, err

    def records(self, *arguments, stdin="", status=0):
        """The JSON lines of a command that ends with this status; nothing else may be on standard output."""
        ended, out, err = self(*arguments, stdin=stdin)
        assert ended == status, err
        return [json.loads(line) for line in out.splitlines()]

    def threshold(self, value):
        """Let the sentence reader refuse below this score: scores of a model of hashed words mean nothing."""
        self.settings(f'[reader]\nmodel = "sentences"\nthreshold = {value}\n')

    def settings(self, toml):
        """Write the settings file of the home."""
        self.home.mkdir(exist_ok=True)
        (self.home / "dateline.toml").write_text(toml, encoding="utf-8")


@pytest.fixture
def dateline(tmp_path, capsys, monkeypatch):
    for name in os.environ:
        if name.startswith("DATELINE_") or name == "TELEGRAM_BOT_TOKEN":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    return CommandLine(tmp_path / "home", capsys, monkeypatch)


@pytest.fixture
def articles_file(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(json.dumps(a) + "\n" for a in ARTICLES), encoding="utf-8")
    return path


@pytest.fixture
def built(dateline, articles_file):
    """A command line whose home holds a generation of three articles; nothing is refused."""
    dateline.threshold(-10)
    assert dateline("ingest", articles_file)[0] == 0
    assert dateline("build")[0] == 0
    return dateline
