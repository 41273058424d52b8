"""Keeps the bot token, and what people wrote, out of every log."""

import logging
import secrets
import sqlite3
import traceback
from collections.abc import Iterable

from bot.tokens import BLOTTED, blotted

_LOG = logging.getLogger(__name__)

# Where these libraries log at lower levels, they log whole URLs (with the token) and whole updates.
_LEVELS = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.WARNING,
    "tornado": logging.WARNING,
    # These show what was received when it cannot be read.
    "telegram.request.BaseRequest": logging.CRITICAL + 1,
    "telegram.ext.Updater": logging.CRITICAL + 1,
    "telegram.ext.ExtBot": logging.CRITICAL + 1,
}


class Redacted(logging.Filter):
    """Takes the given secrets, and anything of a token's form, out of a record and its traceback."""

    def __init__(self, hidden: Iterable[str]) -> None:
        super().__init__()
        self._secrets = tuple(
            form
            for secret in hidden
            if secret
            for form in (secret, secret.replace(":", "%3A"), secret.replace(":", "%3a"))
        )

    def filter(self, record: logging.LogRecord) -> bool:
        """Redact the record in place; it always passes."""
        record.msg = self.text(_message(record))
        record.args = ()
        if record.exc_info and record.exc_info[1] is not None:
            record.exc_text = self.text("".join(traceback.format_exception(record.exc_info[1])).rstrip())
        # Handlers that format exceptions themselves would show it unredacted.
        record.exc_info = None
        if record.exc_text:
            record.exc_text = self.text(record.exc_text)
        if record.stack_info:
            record.stack_info = self.text(record.stack_info)
        return True

    def text(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, BLOTTED)
        return blotted(text)


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except Exception:  # noqa: BLE001 - a record that cannot be formatted is no reason to lose it
        return str(record.msg)


def guard(hidden: Iterable[str]) -> Redacted:
    """Redact in every handler there is, and quieten the libraries that log secrets or updates.

    A program without any log handler gets none from here; the last resort of `logging` is covered.
    """
    redacted = Redacted(hidden)
    loggers = [logging.getLogger(), *map(logging.getLogger, logging.root.manager.loggerDict)]
    handlers = {handler for logger in loggers for handler in logger.handlers}
    if logging.lastResort:
        handlers.add(logging.lastResort)
    for handler in handlers:
        for old in [f for f in handler.filters if isinstance(f, Redacted)]:
            handler.removeFilter(old)
        handler.addFilter(redacted)
    for name, level in _LEVELS.items():
        logging.getLogger(name).setLevel(level)
    return redacted


def where(error: BaseException) -> str:
    """An error's type, the places it passed, and what sqlite or the system said.

    Not its message otherwise: messages may quote what people wrote.
    """
    frames = traceback.extract_tb(error.__traceback__)
    passed = " < ".join(
        f"{frame.filename.rsplit('/', 1)[-1]}:{frame.lineno} {frame.name}" for frame in frames[::-1]
    )
    return f"{type(error).__name__}{_said(error)} at {passed or 'an unknown place'}"


def _said(error: BaseException) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f" ({error.strerror})"
    # Only what sqlite says under a code of its own is fixed text; the plain error quotes, one without a
    # code comes from Python and may quote an article.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR)
    return f" ({error})" if isinstance(error, sqlite3.Error) and code != sqlite3.SQLITE_ERROR else ""


def log_failure(error: BaseException) -> str:
    """Log where an error arose, but not its message, which may quote a question; gives the reference."""
    reference = secrets.token_hex(3)
    _LOG.error("ref %s: %s", reference, where(error))
    return reference
