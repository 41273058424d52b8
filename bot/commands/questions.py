"""Questions answered and passages found, one or a batch."""

import contextlib
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from rich.text import Text

from bot import batch
from bot.answer import Answerer
from bot.arguments import MOST_HITS
from bot.assemble import Assembly
from bot.batch import Asked, Earlier
from bot.commands.output import console, record, say
from bot.errors import UsageError
from bot.exits import DONE, FAILED, tell
from bot.followup import Turn, followed, turn_of
from bot.incident import note
from bot.plain import plain
from bot.question import clean
from bot.records import Record, answer_record, search_record
from bot.terminal import show_answer


def ask(args: Namespace, assembly: Assembly) -> int:
    """Answer one question, or each line of a batch."""
    as_of = batch.day(args.as_of, "--as-of") if args.as_of is not None else None
    if args.batch is not None:
        earlier = Earlier[Turn]()

        def answer(answerer: Answerer, asked: Asked) -> Record:
            before = earlier.followed_by(asked)
            given = answerer.answer(asked.question, as_of=asked.as_of or as_of, before=before)
            earlier.note(asked, turn_of(given))
            return answer_record(given, asked.id)

        return _run_batch(args, assembly, answer)
    question = _question(args)
    answerer = assembly.answerer(wait=True)
    answered, generation = answerer.ask(question, as_of=as_of)
    if args.json:
        record(answer_record(answered))
    else:
        show_answer(console(), answered, generation.article, "--json shows them all")
    return DONE


def search(args: Namespace, assembly: Assembly) -> int:
    """Find passages for one question, or for each line of a batch."""
    if not 1 <= args.k <= MOST_HITS:
        raise UsageError(f"--k must be 1 to {MOST_HITS}, not {args.k}.")
    if args.batch is not None:
        earlier = Earlier[Asked]()

        def answer(answerer: Answerer, asked: Asked) -> Record:
            whole = _whole(answerer, asked, earlier.followed_by(asked))
            hits = answerer.search(whole.question, args.k, read=args.read, as_of=whole.as_of)
            earlier.note(asked, whole)
            return search_record(hits, asked.id)

        return _run_batch(args, assembly, answer)
    hits = assembly.answerer(wait=True).search(_question(args), args.k, read=args.read)
    if args.json:
        record(search_record(hits))
        return DONE
    out = console()
    for number, hit in enumerate(hits, 1):
        out.print(Text(f"{number}. {hit.score:.4f}  {hit.article.id} {hit.passage.start}-{hit.passage.end}"))
        out.print(Text(plain(hit.passage.text)))
        out.print()
    if not hits:
        say("No passage has anything to do with that.")
    return DONE


def _whole(answerer: Answerer, asked: Asked, before: Asked | None) -> Asked:
    """The line with its question made whole; what it follows up is answered for that."""
    if before is None:
        return asked
    turn = turn_of(answerer.answer(before.question, as_of=before.as_of))
    whole = followed(clean(asked.question), turn)
    return replace(asked, question=whole.asked) if whole else asked


def _question(args: Namespace) -> str:
    if args.question is None:
        raise UsageError("Give a question, or --batch FILE.")
    return str(args.question)


def _run_batch(args: Namespace, assembly: Assembly, answer: Callable[[Answerer, Asked], Record]) -> int:
    if args.question is not None:
        raise UsageError("Give a question or --batch FILE, not both.")
    with _lines(args.batch) as lines:
        answerer = assembly.answerer(wait=True)

        def failed(error: Exception) -> str:
            return note(error, assembly.settings.home)

        well = batch.run(lines, sys.stdout, lambda asked: answer(answerer, asked), failed)
    return DONE if well else tell("Some lines failed on our side; their output says where to look.", FAILED)


@contextlib.contextmanager
def _lines(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    with contextlib.ExitStack() as stack:
        try:
            file = stack.enter_context(Path(name).open("rb"))
        except OSError as error:
            raise UsageError(f"Cannot read {name}: {error.strerror}.") from None
        yield file
