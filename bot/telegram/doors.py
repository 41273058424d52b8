"""Who comes in: runs before all handlers, and turns away what is not to be answered."""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from telegram import ChatMemberUpdated, Message, Update
from telegram.constants import ChatMemberStatus, ChatType
from telegram.error import TelegramError
from telegram.ext import ApplicationHandlerStop

from bot.telegram import notices
from bot.telegram.front import Front
from bot.telegram.incoming import Incoming, asked, command_of, incoming

FRESH = timedelta(minutes=10)
FOR_EVERYONE = frozenset({"privacy", "forget", "mydata"})
"""Whatever the allow-lists say and however old the message is: it is about people's own data."""


@dataclass(frozen=True, slots=True)
class Access:
    """Who may ask: everybody where both lists are empty, else the listed users anywhere and listed chats."""

    users: frozenset[int] = frozenset()
    chats: frozenset[int] = frozenset()

    def allows(self, person: int, chat: int) -> bool:
        """Whether this person may ask in this chat."""
        return not (self.users or self.chats) or person in self.users or chat in self.chats


class Doors:
    """The first handler of every update; raises ApplicationHandlerStop for what goes no further.

    `now` gives the time of day, to tell old messages from new ones.
    """

    def __init__(self, front: Front, access: Access, now: Callable[[], datetime]) -> None:
        self._front = front
        self._access = access
        self._now = now
        self._told_offline: set[int] = set()

    async def on_update(self, update: Update, _: Any) -> None:
        """Let the update through, or stop it here."""
        if update.my_chat_member:
            await self._on_membership(update.my_chat_member)
            raise ApplicationHandlerStop
        if update.channel_post:
            await self._leave(update.channel_post.chat.id)
            raise ApplicationHandlerStop
        if query := update.callback_query:
            chat = query.message.chat.id if query.message else 0
            if not self._access.allows(query.from_user.id, chat):
                with contextlib.suppress(TelegramError):
                    await query.answer(notices.PRIVATE)
                raise ApplicationHandlerStop
            return
        message = update.message or update.edited_message
        came = incoming(message) if message else None
        if message is None or came is None or not await self._may_enter(message, came, update):
            raise ApplicationHandlerStop

    async def _may_enter(self, message: Message, came: Incoming, update: Update) -> bool:
        front = self._front
        if command_of(message, front.bot.bot) in FOR_EVERYONE:
            return True
        if not self._access.allows(came.person, came.chat):
            if came.private and update.message and front.limits.hint(front.keys.chat(came.chat)):
                await front.reply(came, notices.private_bot())
            return False
        if self._now() - came.at <= FRESH:
            self._told_offline.discard(came.chat)
            return True
        if update.message:
            await self._was_offline(message, came)
        return False

    async def _was_offline(self, message: Message, came: Incoming) -> None:
        """One notice a chat for all that came while the bot was away; none for what was answered before."""
        front = self._front
        meant = came.private or asked(message, front.bot.bot) is not None
        if not meant or came.chat in self._told_offline:
            return
        chat, person = front.keys.chat(came.chat), front.keys.person(came.person)
        if front.state.claim(chat, came.message, person):
            self._told_offline.add(came.chat)
            await front.reply(came, notices.offline())

    async def _on_membership(self, change: ChatMemberUpdated) -> None:
        """Leave channels; forget who blocks the bot."""
        status = change.new_chat_member.status
        if change.chat.type == ChatType.CHANNEL:
            if status not in {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}:
                await self._leave(change.chat.id)
        elif change.chat.type == ChatType.PRIVATE and status == ChatMemberStatus.BANNED:
            keys = self._front.keys
            person, chat = keys.person(change.chat.id), keys.chat(change.chat.id)
            self._front.recent.forget(person, chat)
            self._front.state.forget(person, chat)

    async def _leave(self, chat: int) -> None:
        try:
            await self._front.bot.leave_chat(chat)
        except TelegramError:
            return
