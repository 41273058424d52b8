"""A conversation in the terminal: questions in, cited answers out, a few words that are commands."""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.text import Text

from bot import words
from bot.answer import Answerer
from bot.asking.small_talk import is_small_talk
from bot.errors import QuestionError
from bot.followup import Turn, followed, is_fragment, turn_of
from bot.plain import plain
from bot.terminal import (
    AT_ONCE,
    at_first,
    chosen_story,
    citations_of,
    show_answer,
    show_article,
    show_citations,
    show_holdings,
)

if TYPE_CHECKING:
    from concurrent.futures import Future

    from bot.types import Answer, Citation

PROMPT = "? "
HELP = (
    ("a question", "is answered with the sentences that say it"),
    ("a number", "opens that source at the quote"),
    ("more", "shows more quotes for the last answer"),
    ("a follow-up", "when? and in Almaty? what about Belarus? who said so?"),
    ("new", "lets the next question stand on its own"),
    ("examples", "shows questions that can be answered here"),
    ("sources", "shows which outlets there are, how many articles, how new"),
    ("help", "shows this"),
    ("quit", "ends, as Ctrl-D does; Ctrl-C drops a half-typed line"),
)
_HISTORY_LINES = 500
_QUIT = frozenset({"quit", "exit", "q", ":q"})


class Chat:
    """One conversation. `answerer` may still be loading when it begins; the first question waits."""

    def __init__(
        self,
        console: Console,
        answerer: "Future[Answerer]",
        examples: Callable[[Answerer], list[str]],
    ) -> None:
        self._console = console
        self._answerer = answerer
        self._examples = examples
        self._last: Answer | None = None
        self._turn: Turn | None = None
        self._cited: list[Citation] = []
        self._shown = 0
        self._commands: dict[str, Callable[[], None]] = {
            "help": self._help,
            "?": self._help,
            "more": self._more,
            "new": self._start_anew,
            "search everything": self._start_anew,
            "examples": self._show_examples,
            "sources": self._sources,
        }

    def run(self, lines: Iterator[str]) -> None:
        """Answer line by line until the lines end or one says quit."""
        for line in lines:
            said = line.strip()
            word = said.removeprefix("/").casefold()
            if word in _QUIT:
                return
            if not said:
                continue
            if command := self._commands.get(word):
                command()
            elif said.isdecimal() and said.isascii():
                self._open(int(said[:9]))
            elif story := chosen_story(self._last, said):
                self._ask(story.question)
            else:
                self._ask(said)
            self._console.print()

    def _ask(self, question: str) -> None:
        if is_small_talk(question):
            self._help()
            return
        before = self._turn if is_fragment(question) else None
        whole = followed(question, before) if before else None
        if whole and whole.wants == "more":
            self._more()
            return
        if whole and whole.wants == "source" and self._last and self._last.findings:
            self._open(1)
            return
        answerer = self._ready()
        try:
            answer, generation = answerer.ask(question, before=before)
        except QuestionError as error:
            self._say(str(error))
            return
        self._last, self._turn = answer, turn_of(answer)
        self._cited = citations_of(answer, generation.article)
        self._shown = at_first(answer, self._cited)
        if answer.about:
            self._console.print(Text(f"About: {plain(answer.about)}", style="italic"))
        show_answer(self._console, answer, generation.article, "type more", "type its letter")

    def _start_anew(self) -> None:
        self._turn = None
        self._say("The next question stands on its own.")

    def _more(self) -> None:
        cited = self._cited
        if self._shown >= len(cited):
            self._say("No more quotes." if cited else "Ask something first.")
            return
        batch = cited[self._shown : self._shown + AT_ONCE]
        marked = bool(self._last and self._last.findings)
        generation = self._ready().generation()
        newest = generation.coverage().last
        show_citations(self._console, batch, generation.article, newest, first=self._shown + 1, marked=marked)
        self._shown += len(batch)

    def _open(self, number: int) -> None:
        cited = self._cited
        if not 1 <= number <= len(cited):
            self._say(f"The last answer has sources 1 to {len(cited)}." if cited else "Ask something first.")
            return
        citation = cited[number - 1]
        article = self._ready().generation().article(citation.article_id)
        if article is None:
            self._say("That article has been taken out since.")
            return
        show_article(self._console, article, citation)

    def _help(self) -> None:
        for what, does in HELP:
            self._console.print(Text.assemble((f"{what:>12}", "bold"), f"  {does}"))

    def _show_examples(self) -> None:
        answerer = self._ready()
        with self._working("Trying the examples …"):
            questions = self._examples(answerer)
        for question in questions:
            self._console.print(Text(f"  {question}"))
        if not questions:
            self._say("No example is answered by these articles; ask about what stands in them.")

    def _sources(self) -> None:
        generation = self._ready().generation()
        self._say(words.coverage_line(generation.coverage()))
        show_holdings(self._console, generation.articles())

    def _ready(self) -> Answerer:
        if self._answerer.done():
            return self._answerer.result()
        with self._working("Loading the models, a few seconds …"):
            return self._answerer.result()

    def _working(self, what: str) -> AbstractContextManager[object]:
        return self._console.status(what) if self._console.is_terminal else contextlib.nullcontext()

    def _say(self, message: str) -> None:
        self._console.print(Text(message))


def typed_lines(history: Path) -> Iterator[str]:
    """Lines typed at a prompt, with editing and a history that only its owner can read."""
    try:
        import readline  # noqa: PLC0415 - not everywhere, and only of use here
    except ImportError:
        readline = None  # type: ignore[assignment]
    if readline:
        history.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(history, os.O_CREAT | os.O_WRONLY, 0o600))
        history.chmod(0o600)
        with contextlib.suppress(OSError):
            readline.read_history_file(history)
        readline.set_history_length(_HISTORY_LINES)
    try:
        while True:
            try:
                yield input(PROMPT)
            except KeyboardInterrupt:
                if not (readline and readline.get_line_buffer()):
                    raise
                sys.stdout.write("\n")
            except EOFError:
                sys.stdout.write("\n")
                return
    finally:
        if readline:
            with contextlib.suppress(OSError):
                readline.write_history_file(history)


def given_lines(stream: TextIO) -> Iterator[str]:
    """Lines from something that is no terminal."""
    while line := stream.readline():
        yield line
