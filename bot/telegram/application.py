"""The Telegram front, put together: `serve` is what `dateline serve` calls, `build` lists the handlers."""

import asyncio
import re
import time
from datetime import UTC, datetime
from pathlib import Path

from telegram import Update
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    MessageHandler,
    TypeHandler,
    filters,
)
from telegram.request import BaseRequest

from bot.errors import SettingsError
from bot.settings import LimitSettings, TelegramSettings
from bot.telegram.commands import Commands
from bot.telegram.doors import Access, Doors
from bot.telegram.front import Front
from bot.telegram.identity import keys
from bot.telegram.lifecycle import App, end, run
from bot.telegram.limits import Limits, LimitSpec
from bot.telegram.presses import Presses
from bot.telegram.questions import Questions
from bot.telegram.recent import Recent
from bot.telegram.redact import guard
from bot.telegram.requests import OnceMore, Readable, http, is_loopback
from bot.telegram.state import State, StateError
from bot.telegram.types import Load
from bot.telegram.worker import Worker

DATABASE = "bot.sqlite"
_AT_ONCE = 256
_TOKEN = re.compile(r"[0-9]+:[A-Za-z0-9_-]+")


def serve(
    settings: TelegramSettings,
    token: str,
    load: Load,
    home: Path,
    *,
    secret: str | None = None,
) -> int:
    """Run the bot until SIGTERM, SIGINT or a failure that trying again does not mend; gives the exit status.

    `load` makes the answerer, in the worker thread, while polling begins already. Ids of people are hashed
    with `secret`, else with what stands in the settings' `key_file`.
    0: stopped; 1: another instance runs, or Telegram's webhook cannot be set; 2: the token or a setting is
    wrong. In the last two cases one line on standard error says what to do.

    Raises:
        Exception: Whatever `load` raised, after everything is stopped.
    """
    guard([token, settings.webhook.secret.get_secret_value() if settings.webhook else ""])
    if not _TOKEN.fullmatch(token):
        return end(2, "This is no bot token: one from @BotFather looks like 123456789:AAE….")
    if settings.webhook and not is_loopback(settings.webhook.listen):
        return end(2, "telegram.webhook.listen must be 127.0.0.1 or ::1; put a TLS proxy in front of it.")
    try:
        home.mkdir(parents=True, exist_ok=True)
        hashed = keys(secret, settings.key_file.expanduser(), home)
        state = State(home / DATABASE, time.time)
    except (SettingsError, StateError, OSError) as error:
        return end(2, str(error))
    limits = settings.limits
    worker = Worker(load, size=limits.queue, deadline=limits.deadline)
    base = settings.api_base
    app = application(
        token,
        base,
        OnceMore(http(base, connections=_AT_ONCE, read_timeout=10.0)),
        Readable(http(base, connections=1, read_timeout=10.0)),
    )
    front = Front(
        bot=app.bot,
        worker=worker,
        state=state,
        keys=hashed,
        limits=Limits(limit_spec(limits), time.monotonic),
        recent=Recent(time.monotonic),
    )
    doors = Doors(
        front, Access(settings.allowed_users, settings.allowed_chats), now=lambda: datetime.now(UTC)
    )
    with state:
        return asyncio.run(run(app, front, build(app, front, doors), settings))


def build(app: App, front: Front, doors: Doors) -> Commands:
    """Give the application its handlers: within a group of handlers the first that matches is called."""
    questions, commands = Questions(front), Commands(front)
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
    app.add_error_handler(front.on_error)
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


def limit_spec(settings: LimitSettings) -> LimitSpec:
    """The operator's limits as the limiter wants them."""
    return LimitSpec(
        between=settings.seconds_between_questions,
        an_hour=settings.questions_per_hour,
        group_between=settings.group_seconds_between_questions,
        group_a_minute=settings.group_answers_per_minute,
    )
