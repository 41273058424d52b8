"""Where a command writes: results to standard output, everything else to standard error."""

import os
import sys

from rich.console import Console

from bot.records import Record, line

_WIDEST_READ = 100


def result(text: str) -> None:
    """A line of what was asked for."""
    sys.stdout.write(f"{text}\n")


def record(values: Record) -> None:
    """One JSON object on a line of its own."""
    result(line(values))


def say(text: str) -> None:
    """A line about what is going on."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def console() -> Console:
    """Standard output for people: coloured and wrapped in a terminal, plain and unwrapped elsewhere."""
    if sys.stdout.isatty():
        columns = os.get_terminal_size(sys.stdout.fileno()).columns
        return Console(
            file=sys.stdout, width=min(columns, _WIDEST_READ) or None, highlight=False, emoji=False
        )
    return Console(file=sys.stdout, width=100_000, highlight=False, emoji=False, force_terminal=False)
