"""Unexpected errors: the traceback goes into a file, people get a reference to it."""

import os
import secrets
import traceback
from datetime import UTC, datetime
from pathlib import Path

from bot.tokens import blotted

_LOG = Path("log") / "errors.log"


def note(error: BaseException, home: Path) -> str:
    """Write the traceback to HOME/log/errors.log, bot tokens blotted out; gives the line to tell people."""
    reference = secrets.token_hex(3)
    told = f"Something went wrong on our side (ref {reference}): {type(error).__name__}"
    when = datetime.now(UTC).isoformat(timespec="seconds")
    trace = blotted("".join(traceback.format_exception(error)))
    path = home / _LOG
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600), "a") as file:
            file.write(f"{when} ref {reference}\n{trace}\n")
    except OSError:
        return f"{told}. Run it again with --debug to see where."
    return f"{told}. Look it up in {path}, or run it again with --debug."
