"""The commands of `dateline` and their options. What they do stands in `bot.commands`."""

import argparse
from pathlib import Path

from bot import __version__

DESCRIPTION = "Answers questions about the news with the sentences that prove it."
MOST_HITS = 1000


def parser() -> argparse.ArgumentParser:
    """The command line. `args.module` and `args.function` name what runs, below `bot.commands`."""
    top = argparse.ArgumentParser(prog="dateline", description=DESCRIPTION, allow_abbrev=False)
    top.add_argument("--version", action="version", version=f"dateline {__version__}")
    _everywhere(top, None)
    commands = top.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _articles(commands)
    _generations(commands)
    _questions(commands)
    _calibrate(commands)
    _talk(commands)
    return top


_Commands = argparse._SubParsersAction  # noqa: SLF001 - argparse gives the type no public name


def _everywhere(one: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Options that may stand before the command as well as after it."""
    one.add_argument(
        "--home",
        type=_path,
        metavar="DIR",
        default=default,
        help="folder of everything the program writes (default: DATELINE_HOME, else ./var)",
    )
    one.add_argument(
        "--config",
        type=_path,
        metavar="FILE",
        default=default,
        help="settings (default: ./dateline.toml, else DIR/dateline.toml)",
    )
    one.add_argument(
        "--debug",
        action="store_true",
        default=False if default is None else default,
        help="show the traceback of an unexpected error (also: DATELINE_DEBUG)",
    )


def _path(given: str) -> Path:
    if not given:
        # Path("") is the working folder: an unset shell variable would take all of it.
        raise argparse.ArgumentTypeError("an empty path; name a file or folder (. is this folder)")
    return Path(given)


def _add(
    commands: "_Commands[argparse.ArgumentParser]", name: str, place: str, help: str
) -> argparse.ArgumentParser:
    one = commands.add_parser(name, help=help, description=help, allow_abbrev=False)
    one.add_argument("--version", action="version", version=f"dateline {__version__}", help=argparse.SUPPRESS)
    _everywhere(one)
    module, function = place.split(".")
    one.set_defaults(module=module, function=function)
    return one


def _json(one: argparse.ArgumentParser) -> None:
    one.add_argument("--json", action="store_true", help="print JSON, one object a line")


def _articles(commands: "_Commands[argparse.ArgumentParser]") -> None:
    one = _add(commands, "ingest", "articles.ingest", "take articles in from files and folders")
    one.add_argument("paths", nargs="+", type=_path, metavar="PATH")
    one.add_argument("--outlet", metavar="NAME", help="who published them, where the files do not say")
    one.add_argument("--published", metavar="DATE", help="when, where the files do not say: 2022-01-08")
    one.add_argument("--url", metavar="URL", help="where the one article stands, where its file does not say")
    _json(one)
    one = _add(commands, "withdraw", "articles.withdraw", "take articles out of the store")
    one.add_argument("ids", nargs="+", metavar="ID")
    one.add_argument("--undo", action="store_true", help="put withdrawn articles back")
    one = _add(commands, "article", "articles.article", "show one article")
    one.add_argument("id", metavar="ID")
    one.add_argument(
        "--generation", metavar="G", help="as this generation has it (default: as the store has it)"
    )
    _json(one)
    _json(_add(commands, "articles", "articles.articles", "list all stored articles"))


def _generations(commands: "_Commands[argparse.ArgumentParser]") -> None:
    _json(_add(commands, "build", "generations.build", "build a generation from the store and publish it"))
    _json(_add(commands, "generations", "generations.generations", "list the generations, newest first"))
    one = _add(commands, "rollback", "generations.rollback", "answer from an earlier generation")
    one.add_argument("generation", nargs="?", metavar="GENERATION", help="default: the one before")
    one = _add(commands, "prune", "generations.prune", "remove all but the newest generations")
    one.add_argument("--keep", type=int, metavar="N", help="how many to keep (default: build.keep)")
    _json(
        _add(commands, "status", "generations.status", "what is served, how old, how much, by which models")
    )


def _calibrate(commands: "_Commands[argparse.ArgumentParser]") -> None:
    one = _add(
        commands, "calibrate", "calibrate.calibrate", "fit the reader's score to questions of your own"
    )
    one.add_argument(
        "golden", type=_path, metavar="FILE", help='a line each: {"question": "…", "answerable": true}'
    )
    one.add_argument("--dry-run", action="store_true", help="only tell what it would do")
    _json(one)


def _questions(commands: "_Commands[argparse.ArgumentParser]") -> None:
    one = _add(commands, "ask", "questions.ask", "answer a question, or a batch of them")
    one.add_argument("question", nargs="?", metavar="QUESTION")
    one.add_argument("--batch", metavar="FILE|-", help="answer one JSON object a line; - is standard input")
    one.add_argument("--as-of", metavar="DATE", help="only from articles published up to this day")
    _json(one)
    one = _add(commands, "search", "questions.search", "find passages, without answering")
    one.add_argument("question", nargs="?", metavar="QUESTION")
    one.add_argument(
        "--batch", metavar="FILE|-", help="search for one JSON object a line; - is standard input"
    )
    one.add_argument("--k", type=int, default=10, metavar="N", help="how many passages (default: 10)")
    one.add_argument("--read", action="store_true", help="in the order that the reader gives them")
    _json(one)


def _talk(commands: "_Commands[argparse.ArgumentParser]") -> None:
    _add(commands, "chat", "talk.chat", "ask in the terminal")
    _add(commands, "serve", "talk.serve", "run the Telegram bot")
    _add(
        commands, "run", "talk.run", "start at once: build the sample if nothing is built, then serve or chat"
    )
