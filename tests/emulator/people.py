"""People (and other bots, channels, anonymous admins) who write to the bot and press its buttons."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from aiogram.types import ChatMemberAdministrator

from tests.emulator.formatted import Formatted, typed
from tests.emulator.world import ANONYMOUS, Button, Chat, Message, Press

if TYPE_CHECKING:
    from tests.emulator.server import Emulator


class Person:
    """Someone with a private chat with the bot; everything that they do becomes an update at once."""

    def __init__(
        self, emulator: Emulator, name: str, *, is_bot: bool = False, language: str | None = "en"
    ) -> None:
        self._emulator = emulator
        self.private = emulator.world.private(name, f"{name.lower()}_{len(emulator.world.chats)}")
        self.user: dict[str, Any] = {
            "id": self.private.id,
            "is_bot": is_bot,
            "first_name": name,
            "username": self.private.username,
        }
        if language:
            self.user["language_code"] = language

    @property
    def id(self) -> int:
        """The user's id, and that of the private chat."""
        return self.private.id

    def writes(
        self,
        text: str,
        chat: Chat | None = None,
        *,
        reply_to: Message | None = None,
        topic: int | None = None,
        age: float = 0,
        formatted: Formatted | None = None,
        **extra: Any,
    ) -> Message:
        """Send a text to the bot's private chat or to a group; `extra` are further fields of the message."""
        chat = chat or self.private
        if chat is self.private and chat.bot == "stranger":
            chat.bot = "member"
        body = formatted or typed(text)
        world = self._emulator.world
        message = world.post(chat, self.user, body, reply_to=reply_to, thread=topic, age=age, extra=extra)
        message.update_id = self._emulator.push("message", message.as_json())
        return message

    def forwards(self, text: str, chat: Chat | None = None) -> Message:
        """Pass on something that a channel published."""
        origin = {
            "type": "channel",
            "chat": {"id": -1_001_111_111_111, "type": "channel", "title": "Some channel"},
            "message_id": 17,
            "date": int(time.time()) - 3600,
        }
        return self.writes(text, chat, forward_origin=origin)

    def writes_via(self, text: str, bot: dict[str, Any], chat: Chat | None = None) -> Message:
        """Pick an inline result of the given bot, which arrives as a message of this person."""
        return self.writes(text, chat, via_bot=bot)

    def writes_anonymously(self, text: str, group: Chat) -> Message:
        """Write as the group itself, as anonymous administrators do."""
        message = self._emulator.world.post(group, ANONYMOUS, text, extra={"sender_chat": group.as_json()})
        message.update_id = self._emulator.push("message", message.as_json())
        return message

    def edits(self, message: Message, text: str) -> Message:
        """Change a message that was sent before."""
        message.change(typed(text), None)
        message.update_id = self._emulator.push("edited_message", message.as_json())
        return message

    def sends_photo(self, caption: str = "", chat: Chat | None = None) -> Message:
        """Send a picture."""
        size = {"file_id": "AgAD", "file_unique_id": "Qw", "width": 90, "height": 60, "file_size": 1100}
        extra = {"photo": [size]} | ({"caption": caption} if caption else {})
        return self.writes("", chat, **extra)

    def presses(self, message: Message, button: Button | str) -> Press:
        """Press a button of a message, named by a part of its label; `press.answers` is the notice."""
        button = message.button(button) if isinstance(button, str) else button
        assert button.data is not None, f"{button} opens an address, the bot learns nothing of it"
        return self.forges(message, button.data)

    def forges(self, message: Message, data: str, *, out_of_reach: bool = False) -> Press:
        """Send callback data of one's own making for a message of the bot."""
        press = Press(str(4_000_000_000_000 + len(self._emulator.world.presses)), message, data)
        self._emulator.world.presses[press.id] = press
        shown = {"chat": message.chat.as_json(), "message_id": message.id, "date": 0}
        query = {
            "id": press.id,
            "from": self.user,
            "message": shown if out_of_reach else message.as_json(),
            "chat_instance": str(message.chat.id * 31),
            "data": data,
        }
        press.update_id = self._emulator.push("callback_query", query)
        return press

    def blocks(self) -> None:
        """Block the bot: what it writes from now on is refused with 403."""
        self._membership(self.private, "member", "kicked")
        self.private.bot = "blocked"

    def adds_bot(self, chat: Chat, status: str = "member") -> None:
        """Put the bot into a group or, as an administrator, into a channel."""
        self._membership(chat, "left", status)
        chat.bot = status

    def _membership(self, chat: Chat, old: str, new: str) -> None:
        change = {
            "chat": chat.as_json(),
            "from": self.user,
            "date": int(time.time()),
            "old_chat_member": self._member(old),
            "new_chat_member": self._member(new),
        }
        self._emulator.push("my_chat_member", change)

    def _member(self, status: str) -> dict[str, Any]:
        me = {name: self._emulator.world.me[name] for name in ("id", "is_bot", "first_name", "username")}
        member: dict[str, Any] = {"user": me, "status": status}
        if status == "kicked":
            member["until_date"] = 0
        if status == "administrator":
            rights = ChatMemberAdministrator.model_fields
            member |= {name: True for name in rights if name.startswith(("can_", "is_"))}
        return member


def publishes(emulator: Emulator, channel: Chat, text: str) -> Message:
    """A post of a channel that the bot is in."""
    message = emulator.world.post(channel, None, text, extra={"sender_chat": channel.as_json()})
    message.update_id = emulator.push("channel_post", message.as_json())
    return message
