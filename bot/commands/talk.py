"""The two ways to converse: the terminal and Telegram; and the command that starts at once."""

import sys
import threading
from argparse import Namespace
from concurrent.futures import Future
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from rich.text import Text

from bot.assemble import Assembly
from bot.commands.generations import build_with_progress
from bot.commands.output import console, say
from bot.console import Chat, given_lines, typed_lines
from bot.errors import UsageError
from bot.exits import DONE
from bot.progress import Meter
from bot.settings import TOKEN_VARIABLE
from bot.words import plural
from corpus.ingest import ingest
from corpus.sample import FOLDER
from index.errors import GenerationMissing

if TYPE_CHECKING:
    from bot.answer import Answerer

HISTORY = "chat_history"


def chat(args: Namespace, assembly: Assembly) -> int:
    """Ask in the terminal; lines that are piped in are answered one by one."""
    del args
    _must_be_built(assembly)
    out = console()
    conversation = Chat(out, _loading(assembly), assembly.examples)
    if sys.stdin.isatty():
        out.print(Text("Ask about the news in the articles. help shows what else can be typed.\n"))
        conversation.run(typed_lines(assembly.settings.home / HISTORY))
    else:
        conversation.run(given_lines(sys.stdin))
    return DONE


def _loading(assembly: Assembly) -> "Future[Answerer]":
    """The answerer, put together while the person reads and types."""
    loading: Future[Answerer] = Future()

    def load() -> None:
        try:
            loading.set_result(assembly.answerer(wait=False))
        except BaseException as failure:  # noqa: BLE001 - raised again where the answerer is asked for
            loading.set_exception(failure)

    # An executor would be waited for when somebody quits before the models are there.
    threading.Thread(target=load, name="loading", daemon=True).start()
    return loading


def serve(args: Namespace, assembly: Assembly) -> int:
    """Run the Telegram bot until it is stopped."""
    del args
    token = assembly.settings.token()
    if token is None:
        raise UsageError(
            f"The Telegram bot needs a token: get one from @BotFather and set {TOKEN_VARIABLE}, or write it "
            "into a file of mode 0600 and name that file in telegram.token_file."
        )
    _must_be_built(assembly)
    return _serve(assembly, token)


def _must_be_built(assembly: Assembly) -> None:
    """Say at once what would otherwise be said after the models have loaded."""
    if assembly.generations.current() is None:
        raise GenerationMissing(
            "Nothing is built yet: run `dateline ingest PATH` and `dateline build` first."
        )


def _serve(assembly: Assembly, token: str) -> int:
    from bot.telegram.application import serve as serve_telegram  # noqa: PLC0415 - heavy
    from bot.telegram.types import Answers  # noqa: PLC0415 - see above

    def load() -> Answers:
        answerer = assembly.answerer(wait=False)
        return Answers(answerer.ask, answerer.generation, lambda: assembly.examples(answerer))

    return serve_telegram(
        assembly.settings.telegram,
        token,
        load,
        assembly.settings.home,
        secret=assembly.settings.id_key(),
    )


def run(args: Namespace, assembly: Assembly) -> int:
    """Start at once: with the sample articles if nothing is built; in Telegram if there is a token."""
    token = assembly.settings.token()
    if assembly.generations.current() is None:
        _build_something(assembly)
    if token is not None:
        return _serve(assembly, token)
    say(f"For a Telegram bot, get a token from @BotFather and start again with {TOKEN_VARIABLE}=… set.")
    return chat(args, assembly)


def _build_something(assembly: Assembly) -> None:
    """Build from the store or, where that is empty, from the sample articles."""
    with assembly.articles() as store:
        if store.count() == 0:
            say("Nothing is built yet: taking in the sample articles and building from them.")
            with closing(Meter(sys.stderr, "files")) as meter:
                ingest([Path(FOLDER)], store, progress=meter)
        else:
            say(f"Nothing is built yet: building from the {plural(store.count(), 'article')} in the store.")
    build_with_progress(assembly)
