"""From login to a stop in good order: polling or webhook, loading, sweeping, signals, exit status."""

import asyncio
import contextlib
import logging
import signal
import sqlite3
import sys
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from telegram import BotCommand, BotCommandScopeAllGroupChats, BotCommandScopeDefault
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError
from telegram.ext import Application, Updater

from bot.settings import TelegramSettings, WebhookSettings
from bot.telegram import notices
from bot.telegram.commands import Commands
from bot.telegram.front import Front
from bot.telegram.polling import WANTED, connect, poll
from bot.telegram.recent import Recent
from bot.telegram.redact import log_failure
from bot.telegram.requests import kind
from bot.telegram.state import State
from bot.telegram.worker import Worker

App = Application[Any, Any, Any, Any, Any, Any]

_GRACE = 15.0
_SWEEP_EVERY = 6 * 3600
_FADE_EVERY = 300
_LIVE = "live"
_LOG = logging.getLogger(__name__)


async def run(app: App, front: Front, commands: Commands, settings: TelegramSettings) -> int:
    """Serve until a signal or a failure ends it; gives the exit status, see `application.serve`."""
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _stop_once, stop, number)
    front.worker.start()
    tasks = [
        asyncio.create_task(_live(app, settings), name=_LIVE),
        asyncio.create_task(_warm_up(front.worker, commands), name="warm up"),
        asyncio.create_task(sweep(front.state), name="sweep"),
        asyncio.create_task(fade(front.recent), name="fade"),
        asyncio.create_task(stop.wait(), name="stop"),
    ]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return _outcome(done)
    finally:
        await _shut_down(app, tasks)
        front.worker.stop()


async def _live(app: App, settings: TelegramSettings) -> None:
    """Log in and take updates, until cancelled."""
    hook = settings.webhook
    if hook:
        await connect(app.bot, lambda: _set_webhook(app, hook, drop_pending=settings.drop_pending))
    else:
        await connect(app.bot, lambda: app.bot.delete_webhook(drop_pending_updates=settings.drop_pending))
    await app.initialize()
    await app.start()
    _say(f"Running as @{app.bot.username}, " + ("by webhook." if hook else "polling. Ctrl-C stops it."))
    naming = asyncio.create_task(_name_commands(app))
    try:
        if hook:
            await _take_webhook(app, hook)
        else:
            await poll(app.bot, app.update_queue, WANTED)
    finally:
        naming.cancel()


async def _set_webhook(app: App, hook: WebhookSettings, *, drop_pending: bool) -> None:
    """Told to Telegram before the library does it again: the library would retry a refusal for ever."""
    await app.bot.set_webhook(
        hook.url,
        allowed_updates=WANTED,
        drop_pending_updates=drop_pending,
        secret_token=hook.secret.get_secret_value(),
    )


async def _take_webhook(app: App, hook: WebhookSettings) -> None:
    updater = Updater(app.bot, app.update_queue)
    await updater.initialize()
    try:
        await updater.start_webhook(
            listen=hook.listen,
            port=hook.port,
            url_path=urlsplit(hook.url).path.lstrip("/"),
            webhook_url=hook.url,
            secret_token=hook.secret.get_secret_value(),
            allowed_updates=WANTED,
            bootstrap_retries=-1,
        )
        await asyncio.Event().wait()
    finally:
        if updater.running:
            await updater.stop()


async def _warm_up(worker: Worker, commands: Commands) -> None:
    """Wait for the answerer, then find example questions before somebody asks for them."""
    await asyncio.wrap_future(worker.loaded)
    _say("Ready to answer.")
    try:
        await worker.run(commands.look)
    except Exception as error:  # noqa: BLE001 - /start tries again
        log_failure(error)
    await asyncio.Event().wait()


async def sweep(state: State, every: float = _SWEEP_EVERY) -> None:
    """Delete what is too old now and every so many seconds; where that fails, the bot goes on."""
    while True:
        try:
            state.sweep()
        except sqlite3.Error as error:
            _LOG.error("What is older than 30 days was not deleted from bot.sqlite (%s).", error)
        await asyncio.sleep(every)


async def fade(recent: Recent, every: float = _FADE_EVERY) -> None:
    """Drop what is too old to be followed up, also while nobody asks."""
    while True:
        recent.sweep()
        await asyncio.sleep(every)


async def _name_commands(app: App) -> None:
    """Tell Telegram the commands for its menus; without it the bot works all the same."""
    try:
        for scope, named in (
            (BotCommandScopeDefault(), notices.COMMANDS),
            (BotCommandScopeAllGroupChats(), notices.GROUP_COMMANDS),
        ):
            await app.bot.set_my_commands([BotCommand(name, text) for name, text in named], scope=scope)
    except TelegramError as error:
        _LOG.warning("The menu of commands was not set (%s).", kind(error))


def _outcome(done: set[asyncio.Task[Any]]) -> int:
    """What the first task to end means. Raises what `load` raised."""
    for task in done:
        error = task.exception()
        if isinstance(error, InvalidToken):
            return end(2, "Telegram does not know this bot token. Copy it again from @BotFather.")
        if isinstance(error, Conflict):
            return end(1, "Another instance of this bot is running with the same token. Stop it first.")
        if isinstance(error, BadRequest):
            return end(1, f"Telegram refuses the webhook: {error.message}. Check telegram.webhook.url.")
        if isinstance(error, OSError) and task.get_name() == _LIVE:
            return end(1, f"Cannot listen for the webhook: {error.strerror or error}.")
        if error is not None and task.get_name() == _LIVE:
            return end(1, f"The bot stopped (ref {log_failure(error)}).")
        if error is not None:
            raise error
    return 0


async def _shut_down(app: App, tasks: Sequence[asyncio.Task[Any]]) -> None:
    """Take no more updates, finish what was begun, close the connections."""
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    if app.running:
        try:
            async with asyncio.timeout(_GRACE):
                await app.stop()
        except TimeoutError:
            _LOG.warning("Some answers were not finished within %.0f s.", _GRACE)
    with contextlib.suppress(TelegramError, RuntimeError):
        await app.shutdown()
        await app.bot.shutdown()


def _stop_once(stop: asyncio.Event, number: int) -> None:
    """Stop in good order; a second signal of the kind ends the process at once."""
    stop.set()
    asyncio.get_running_loop().remove_signal_handler(number)


def end(status: int, line: str) -> int:
    """Say why it ends, in one line on standard error; gives the status."""
    _say(line)
    return status


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
