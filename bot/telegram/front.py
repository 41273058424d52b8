"""What all handlers share: the worker, the memory, the limits, and how messages are sent."""

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from telegram import (
    Bot,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
    Update,
)
from telegram.constants import ChatAction, ParseMode
from telegram.error import BadRequest, TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.errors import QuestionError
from bot.telegram import notices
from bot.telegram.card import CardGone
from bot.telegram.identity import Keys
from bot.telegram.incoming import Incoming, incoming
from bot.telegram.limits import Limits
from bot.telegram.recent import Recent
from bot.telegram.redact import log_failure
from bot.telegram.requests import kind
from bot.telegram.state import State
from bot.telegram.types import Answers, Buttons, Outgoing
from bot.telegram.worker import Busy, StillStarting, TooLate, Worker

_LOG = logging.getLogger(__name__)
_NO_PREVIEW = LinkPreviewOptions(is_disabled=True)
_LONGEST_TYPING = 1.0
T = TypeVar("T")


class Trouble(Exception):
    """Work that came to nothing; the message says why, in words for whoever asked."""


@dataclass(slots=True, repr=False)
class Front:
    """The shared parts, and how messages are sent."""

    bot: Bot
    worker: Worker
    state: State
    keys: Keys
    limits: Limits
    recent: Recent

    async def reply(self, to: Incoming, message: Outgoing) -> int | None:
        """Send as a reply; gives the id of what was sent, or None where it failed (which is logged)."""
        try:
            sent = await self.bot.send_message(
                to.chat,
                message.html,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                message_thread_id=to.thread,
                reply_parameters=ReplyParameters(to.message, allow_sending_without_reply=True),
                reply_markup=keyboard(message.buttons),
            )
        except TelegramError as error:
            _LOG.warning("A reply was not sent (%s).", kind(error))
            return None
        return sent.message_id

    async def edit(self, chat: int, sent: int, message: Outgoing) -> bool:
        """Put a message in the place of one that was sent; an unchanged one counts as done."""
        try:
            await self.bot.edit_message_text(
                message.html,
                chat_id=chat,
                message_id=sent,
                parse_mode=ParseMode.HTML,
                link_preview_options=_NO_PREVIEW,
                reply_markup=keyboard(message.buttons),
            )
        except BadRequest as error:
            if "not modified" in error.message.casefold():
                return True
            _LOG.warning("A message was not edited (%s).", kind(error))
            return False
        except TelegramError as error:
            _LOG.warning("A message was not edited (%s).", kind(error))
            return False
        return True

    async def strip(self, chat: int, sent: int) -> None:
        """Take the buttons off a message whose answer cannot be shown any more."""
        with contextlib.suppress(TelegramError):
            await self.bot.edit_message_reply_markup(chat, sent, reply_markup=None)

    async def attempt(
        self,
        work: Callable[[Answers], T],
        on_wait: Callable[[int, float], Awaitable[None]] | None = None,
    ) -> T:
        """Do the work in the worker thread.

        Raises:
            Trouble: There is no result; everything but CardGone is translated to it, here and only here.
            CardGone: As the work raised it.
        """
        try:
            return await self.worker.run(work, on_wait)
        except Busy as busy:
            raise Trouble(notices.full(busy.ahead, busy.seconds)) from None
        except StillStarting:
            raise Trouble(notices.STARTING) from None
        except TooLate:
            raise Trouble(notices.TOO_LATE) from None
        except QuestionError as problem:
            raise Trouble(str(problem)) from None
        except CardGone:
            raise
        except Exception as error:  # noqa: BLE001 - people get a reference, never a traceback
            raise Trouble(notices.failed(log_failure(error))) from None

    async def on_error(self, update: object, context: Any) -> None:
        """What no handler expected: log it under a reference, and give that to who asked in private.

        Raises:
            ApplicationHandlerStop: Always. Otherwise the handlers behind a door that failed would be called.
        """
        reference = log_failure(context.error)
        message = update.message if isinstance(update, Update) else None
        came = incoming(message) if message else None
        try:
            if came and came.private and not isinstance(context.error, TelegramError):
                await self.reply(came, notices.notice(notices.failed(reference)))
        except Exception as error:  # noqa: BLE001 - it must not keep the door open
            log_failure(error)
        raise ApplicationHandlerStop

    @contextlib.asynccontextmanager
    async def typing(self, to: Incoming) -> AsyncIterator[None]:
        """Show once that the answer is being written, meanwhile.

        Shown after the answer it would stay for seconds, so its end is waited for, but not for long:
        Telegram may ask to send it a minute later.
        """

        async def show() -> None:
            with contextlib.suppress(TelegramError):
                await self.bot.send_chat_action(to.chat, ChatAction.TYPING, message_thread_id=to.thread)

        shown = asyncio.create_task(show())
        try:
            yield
        finally:
            await asyncio.wait({shown}, timeout=_LONGEST_TYPING)
            shown.cancel()


def keyboard(buttons: Buttons) -> InlineKeyboardMarkup | None:
    """The buttons as the library wants them."""
    if not buttons:
        return None
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(b.text, url=b.url, callback_data=b.data) for b in row] for row in buttons]
    )
