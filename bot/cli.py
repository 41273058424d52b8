"""`dateline`: reads the command line, runs the command, and turns what goes wrong into one line.

Exit status: 0 done, 2 wrong usage or settings, 1 any other failure, 130 interrupted.
"""

import importlib
import io
import logging
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.arguments import parser
from bot.errors import BotError
from bot.exits import DONE, INTERRUPTED, MISUSED, tell
from corpus.disk import in_words
from corpus.errors import BadOption, CorpusError
from index.errors import GenerationError

if TYPE_CHECKING:
    from bot.assemble import Assembly
    from bot.settings import Settings


def main(argv: Sequence[str] | None = None, assembly: "Callable[[Settings], Assembly] | None" = None) -> int:
    """Run one command and give its exit status. `assembly` puts the program together, see `bot.assemble`."""
    try:
        args = parser().parse_args(argv)
    except SystemExit as leaving:
        return int(leaving.code or DONE)
    home = args.home or Path(os.environ.get("DATELINE_HOME") or "var")
    debug = args.debug or os.environ.get("DATELINE_DEBUG", "0") not in {"", "0"}
    _log_warnings()
    _print_anything()
    try:
        # Settings and libraries take a while to import; --help and a typing error should not.
        from bot.assemble import Assembly  # noqa: PLC0415
        from bot.settings import Settings  # noqa: PLC0415

        settings = Settings.load(home, args.config)
        command = getattr(importlib.import_module(f"bot.commands.{args.module}"), args.function)
        status = int(command(args, (assembly or Assembly)(settings)))
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _swallow_output()
        return DONE
    except Exception as error:
        if debug:
            raise
        return _report(error, home)
    return status


def _log_warnings() -> None:
    """Warnings to standard error; libraries that set a lower level for themselves stay quiet."""
    handler = logging.StreamHandler()
    handler.setLevel(logging.WARNING)
    logging.basicConfig(level=logging.WARNING, handlers=[handler], format="dateline: %(message)s")


def _print_anything() -> None:
    """Let a terminal of another encoding show what it can instead of failing on a quotation mark."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")


def _report(error: Exception, home: Path) -> int:
    if isinstance(error, (BotError, BadOption)):
        return tell(str(error), MISUSED)
    if isinstance(error, (CorpusError, GenerationError)):
        return tell(str(error))
    if isinstance(error, OSError) and error.strerror:
        return tell(f"{in_words(error, f'standard output or {home}')}.")
    from bot.incident import note  # noqa: PLC0415 - seldom needed

    return tell(note(error, home))


def _swallow_output() -> None:
    # Python would complain once more when it flushes standard output at exit.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
