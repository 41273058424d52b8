"""The Telegram front, put together and run: `serve`."""

import asyncio
import contextlib
import logging
import signal
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Generic, TypeVar
from urllib.parse import urlsplit

from telegram import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeDefault,
    Update,
)
from telegram.error import Conflict, InvalidToken, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    Updater,
    filters,
)
from telegram.request import BaseRequest

from bot.settings import LimitSettings, TelegramSettings, WebhookSettings
from bot.telegram import notices
from bot.telegram.commands import Commands
from bot.telegram.doors import Doors
from bot.telegram.front import Access, Front, log_failure
from bot.telegram.identity import Keys, SecretError, keys
from bot.telegram.limits import Limits, LimitSpec
from bot.telegram.polling import WANTED, connect, kind, poll
from bot.telegram.presses import Presses
from bot.telegram.questions import Questions
from bot.telegram.redact import guard
from bot.telegram.requests import is_loopback, request
from bot.telegram.state import State, StateError
from bot.telegram.types import Answers, Library
from bot.telegram.worker import Worker
from bot.types import Answer

App = Application[Any, Any, Any, Any, Any, Any]
A = TypeVar("A", bound=Answers)

DATABASE = "bot.sqlite"
KEY_FILE = Path("~/.config/dateline/telegram.key")
_AT_ONCE = 256
_GRACE = 15.0
_SWEEP_EVERY = 6 * 3600
_LOG = logging.getLogger(__name__)


def serve(
    settings: TelegramSettings,
    token: str,
    load: Callable[[], A],
    home: Path,
    *,
    examples: Callable[[A], Sequence[str]] | None = None,
    secret: str | None = None,
    key_file: Path = KEY_FILE,
) -> int:
    """Run the bot until SIGTERM, SIGINT or a failure that trying again does not mend; gives the exit status.

    `load` makes the answerer, in the worker thread, while polling begins already; `examples` gives
    questions that it answers. Ids of people are hashed with `secret`, else with what stands in `key_file`.
    0: stopped; 1: another instance runs, or Telegram's webhook cannot be set; 2: the token or a setting is
    wrong. In the last two cases one line on standard error says what to do.

    Raises:
        Exception: Whatever `load` raised, after everything is stopped.
    """
    guard([token, settings.webhook.secret.get_secret_value() if settings.webhook else ""])
    if settings.webhook and not is_loopback(settings.webhook.listen):
        return _end(2, "telegram.webhook.listen must be 127.0.0.1 or ::1; put a TLS proxy in front of it.")
    try:
        hashed = keys(secret, key_file.expanduser(), home)
        state = State(home / DATABASE, time.time)
    except (SecretError, StateError) as error:
        return _end(2, str(error))
    limits = settings.limits
    worker = Worker(lambda: _WithExamples(load(), examples), size=limits.queue, deadline=limits.deadline)
    with state:
        return asyncio.run(_run(settings, token, worker, state, hashed))


@dataclass(slots=True)
class _WithExamples(Generic[A]):
    """The answerer together with its examples."""

    answers: A
    make: Callable[[A], Sequence[str]] | None

    def answer(self, question: str, *, as_of: date | None = None) -> Answer:
        return self.answers.answer(question, as_of=as_of)

    def generation(self) -> Library:
        return self.answers.generation()

    def examples(self) -> Sequence[str]:
        return self.make(self.answers) if self.make else ()


def build(front: Front, app: App) -> Commands:
    """Give the application its handlers: within a group of handlers the first that matches is called."""
    doors, questions, commands = Doors(front), Questions(front), Commands(front)
    presses = Presses(front, questions)
    new, edited = filters.UpdateType.MESSAGE, filters.UpdateType.EDITED_MESSAGE

    app.add_handler(TypeHandler(Update, doors.on_update), group=-1)
    app.add_handler(CommandHandler("start", commands.start, new))
    app.add_handler(CommandHandler("help", commands.help, new))
    app.add_handler(CommandHandler("sources", commands.sources, new))
    app.add_handler(CommandHandler("privacy", commands.privacy, new))
    app.add_handler(CommandHandler("mydata", commands.my_data, new))
    app.add_handler(CommandHandler("forget", commands.forget, new))
    app.add_handler(MessageHandler(new, questions.on_message))
    app.add_handler(MessageHandler(edited, questions.on_edited))
    app.add_handler(CallbackQueryHandler(presses.on_press))
    app.add_error_handler(_on_error)
    return commands


def application(token: str, api_base: str, calls: BaseRequest, updates: BaseRequest) -> App:
    """An application without handlers that talks to the given Bot API."""
    return (
        Application.builder()
        .token(token)
        .base_url(f"{api_base}/bot")
        .base_file_url(f"{api_base}/file/bot")
        .request(calls)
        .get_updates_request(updates)
        .concurrent_updates(_AT_ONCE)
        .updater(None)
        .job_queue(None)
        .build()
    )


async def _run(settings: TelegramSettings, token: str, worker: Worker, state: State, hashed: Keys) -> int:
    stop = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(number, _stop_once, stop, number)
    base = settings.api_base
    app = application(
        token,
        base,
        request(base, connections=_AT_ONCE, read_timeout=10.0),
        request(base, connections=1, read_timeout=10.0),
    )
    front = Front(
        bot=app.bot,
        worker=worker,
        state=state,
        keys=hashed,
        limits=Limits(limit_spec(settings.limits), time.monotonic),
        access=Access(settings.allowed_users, settings.allowed_chats),
        now=lambda: datetime.now(UTC),
        between=settings.limits.seconds_between_questions,
    )
    commands = build(front, app)
    worker.start()
    tasks = [
        asyncio.create_task(_live(app, settings), name="live"),
        asyncio.create_task(_warm_up(worker, commands), name="warm up"),
        asyncio.create_task(_sweep(state), name="sweep"),
        asyncio.create_task(stop.wait(), name="stop"),
    ]
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return _outcome(done)
    finally:
        await _shut_down(app, tasks)
        worker.stop()


def limit_spec(settings: LimitSettings) -> LimitSpec:
    """The operator's limits as the limiter wants them."""
    return LimitSpec(
        between=settings.seconds_between_questions,
        an_hour=settings.questions_per_hour,
        group_between=settings.group_seconds_between_questions,
        group_a_minute=settings.group_answers_per_minute,
    )


async def _live(app: App, settings: TelegramSettings) -> None:
    """Log in and take updates, until cancelled."""
    hook = settings.webhook
    await connect(app.bot, drop_pending=settings.drop_pending, polling=hook is None)
    await app.initialize()
    await app.start()
    _say(f"Running as @{app.bot.username}, " + ("by webhook." if hook else "polling. Ctrl-C stops it."))
    naming = asyncio.create_task(_name_commands(app))
    try:
        if hook:
            await _take_webhook(app, hook, drop_pending=settings.drop_pending)
        else:
            await poll(app.bot, app.update_queue, WANTED)
    finally:
        naming.cancel()


async def _take_webhook(app: App, hook: WebhookSettings, *, drop_pending: bool) -> None:
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
            drop_pending_updates=drop_pending,
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


async def _sweep(state: State) -> None:
    while True:
        state.sweep()
        await asyncio.sleep(_SWEEP_EVERY)


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


def _outcome(done: "set[asyncio.Task[Any]]") -> int:
    """What the first task to end means. Raises what `load` raised."""
    for task in done:
        error = task.exception()
        if isinstance(error, InvalidToken):
            return _end(2, "Telegram does not know this bot token. Copy it again from @BotFather.")
        if isinstance(error, Conflict):
            return _end(1, "Another instance of this bot is running with the same token. Stop it first.")
        if error is not None and task.get_name() == "live":
            return _end(1, f"The bot stopped (ref {log_failure(error)}).")
        if error is not None:
            raise error
    return 0


async def _shut_down(app: App, tasks: "Sequence[asyncio.Task[Any]]") -> None:
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


async def _on_error(_: object, context: Any) -> None:
    log_failure(context.error)


def _end(status: int, line: str) -> int:
    _say(line)
    return status


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
