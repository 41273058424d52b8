"""Fetches updates by long polling until it is told to stop.

The library's own Updater ends silently when the token is revoked, and may take 30 s to stop while there is
no network; this loop raises in the first case and stops at once in the second.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta

from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, InvalidToken, TelegramError, TimedOut

from bot.telegram.redact import where
from bot.telegram.requests import kind

_LOG = logging.getLogger(__name__)
_LONG_POLL = timedelta(seconds=25)


class Pauses:
    """Seconds to wait after failures in a row: 1, 2, 4 … 30. A success starts anew."""

    def __init__(self, first: float = 1.0, longest: float = 30.0) -> None:
        self._first = self._next = first
        self._longest = longest

    def failed(self) -> float:
        """The pause after one more failure."""
        pause, self._next = self._next, min(self._next * 2, self._longest)
        return pause

    def succeeded(self) -> None:
        """Start anew."""
        self._next = self._first


async def connect(bot: Bot, prepare: Callable[[], Awaitable[object]], pauses: Pauses | None = None) -> None:
    """Log in and `prepare` (take away or set the webhook); goes on trying while there is no network.

    Raises:
        InvalidToken: Telegram does not know the token.
        BadRequest: Telegram refuses what was prepared.
    """
    pauses = pauses or Pauses()
    while True:
        try:
            await bot.initialize()
            await prepare()
        except (InvalidToken, BadRequest):
            raise
        except TelegramError as error:
            pause = pauses.failed()
            _LOG.warning("Cannot reach Telegram (%s); trying again in %.0f s.", kind(error), pause)
            await asyncio.sleep(pause)
        else:
            return


async def poll(
    bot: Bot, updates: asyncio.Queue[object], wanted: Sequence[str], pauses: Pauses | None = None
) -> None:
    """Put updates into the queue until cancelled; then tell Telegram which ones were taken.

    Raises:
        Conflict: Another instance polls with the same token.
        InvalidToken: The token was revoked.
    """
    offset: int | None = None
    pauses = pauses or Pauses()
    try:
        while True:
            try:
                found = await bot.get_updates(offset=offset, timeout=_LONG_POLL, allowed_updates=wanted)
            except (Conflict, InvalidToken):
                raise
            except TimedOut:
                continue
            except Exception as error:  # noqa: BLE001 - no nonsense in place of updates may end the bot
                what = kind(error) if isinstance(error, TelegramError) else where(error)
                pause = pauses.failed()
                _LOG.warning("Cannot fetch updates (%s); trying again in %.0f s.", what, pause)
                await asyncio.sleep(pause)
                continue
            pauses.succeeded()
            for update in found:
                await updates.put(update)
                offset = update.update_id + 1
    except asyncio.CancelledError:
        await _confirm(bot, offset)
        raise


async def _confirm(bot: Bot, offset: int | None) -> None:
    """Without this, Telegram would send what was taken last once more at the next start."""
    if offset is None:
        return
    try:
        async with asyncio.timeout(3):
            await bot.get_updates(offset=offset, timeout=timedelta(0), limit=1)
    except (TelegramError, TimeoutError) as error:
        _LOG.warning("Could not confirm the last updates (%s); some may come again.", type(error).__name__)


WANTED = (
    Update.MESSAGE,
    Update.EDITED_MESSAGE,
    Update.CALLBACK_QUERY,
    Update.MY_CHAT_MEMBER,
    Update.CHANNEL_POST,
)
