"""No log line holds the token or what somebody wrote."""

import io
import logging
import sqlite3

import pytest

from bot.telegram.redact import Redacted, guard, where
from tests.bot.telegram.api import TOKEN

SECRET = "webhook-secret-0123456789"


def fails(words):
    try:
        int(f"inner {words}")
    except ValueError as inner:
        raise RuntimeError(f"outer {words}") from inner


@pytest.fixture
def log():
    """A logger with a handler of its own, guarded, and what was written."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    logger = logging.getLogger("tests.redact")
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    levels = {name: logging.getLogger(name).level for name in ("httpx", "httpcore", "telegram", "tornado")}
    guard([TOKEN, SECRET])
    yield logger, written
    logger.removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
    for other in [*logging.getLogger().handlers, logging.lastResort]:
        other.filters[:] = [f for f in other.filters if not isinstance(f, Redacted)]


@pytest.mark.parametrize(
    "secret", [TOKEN, TOKEN.replace(":", "%3A"), "1234567890:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", SECRET]
)
def test_secrets_are_taken_out_of_messages_arguments_and_tracebacks(log, secret):
    logger, written = log
    logger.info("POST https://api.telegram.org/bot%s/getMe", secret)
    logger.info("direct " + secret)  # noqa: G003 - as careless code would
    logger.info("%(a)s", {"a": secret})
    try:
        fails(secret)
    except RuntimeError:
        logger.exception("failed with %s", secret, stack_info=True)
    assert secret not in written.getvalue()
    assert "POST https://api.telegram.org/bot<token>/getMe" in written.getvalue()
    assert "ValueError: invalid literal for int() with base 10: 'inner <token>'" in written.getvalue()
    assert "RuntimeError: outer <token>" in written.getvalue()


def test_a_record_that_cannot_be_formatted_is_kept(log):
    logger, written = log
    logger.info("%d of them", "no number")
    assert "%d of them" in written.getvalue()


def test_libraries_that_log_addresses_and_updates_are_quiet(log):
    assert logging.getLogger("httpx").getEffectiveLevel() == logging.WARNING
    assert logging.getLogger("httpcore.connection").getEffectiveLevel() == logging.WARNING
    assert not logging.getLogger("telegram.Bot").isEnabledFor(logging.INFO)
    assert not logging.getLogger("telegram.ext.ExtBot").isEnabledFor(logging.CRITICAL)


def test_guarding_twice_filters_once(log):
    logger, _ = log
    guard([TOKEN])
    assert sum(isinstance(f, Redacted) for f in logger.handlers[0].filters) == 1


def failure(work):
    with pytest.raises((OSError, sqlite3.Error)) as caught:
        work()
    return where(caught.value).split(" at ")[0]


def test_what_sqlite_and_the_system_say_is_told_unless_it_may_quote(tmp_path):
    db = sqlite3.connect(":memory:", isolation_level=None)
    db.execute("CREATE TABLE t (a TEXT)")
    db.execute("PRAGMA max_page_count = 2")
    fill = lambda: db.execute("INSERT INTO t VALUES (?)", ("troops" * 9999,))  # noqa: E731
    assert failure(fill) == "OperationalError (database or disk is full)"
    assert failure((tmp_path / "x").read_bytes) == "FileNotFoundError (No such file or directory)"
    assert failure(lambda: db.execute("SELECT troops")) == "OperationalError"
    assert (
        failure(lambda: db.execute("SELECT CAST(x'ff74726f6f7073' AS TEXT)").fetchone()) == "OperationalError"
    )
    db.close()


def test_where_an_error_arose_is_told_without_its_message():
    with pytest.raises(RuntimeError) as caught:
        fails("who sent troops?")
    told = where(caught.value)
    assert told.startswith("RuntimeError at test_redact.py:")
    assert "troops" not in told
