"""What stands behind the Bot API: chats, their messages as people see them, and presses of buttons."""

import itertools
import time
from dataclasses import dataclass, field
from typing import Any

from tests.emulator.formatted import Formatted, typed

BOT_ID = 7_654_321_098
ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


@dataclass(frozen=True, slots=True)
class Button:
    """A button under a message; exactly one of `data` and `url` leads somewhere."""

    text: str
    data: str | None = None
    url: str | None = None


@dataclass(eq=False, slots=True)
class Chat:
    """A chat; `bot` is what the bot is in it: stranger, member, administrator, left, kicked or blocked."""

    id: int
    type: str
    title: str | None = None
    first_name: str | None = None
    username: str | None = None
    is_forum: bool = False
    bot: str = "member"
    threads: set[int] = field(default_factory=set)
    messages: dict[int, "Message"] = field(default_factory=dict)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(1))

    def as_json(self) -> dict[str, Any]:
        """As the Bot API writes it in a message."""
        names = {name: getattr(self, name) for name in ("title", "first_name", "username")}
        forum = {"is_forum": True} if self.is_forum else {}
        return {"id": self.id, "type": self.type} | {k: v for k, v in names.items() if v} | forum

    def shown(self) -> list["Message"]:
        """The messages that are there, oldest first."""
        return [message for message in self.messages.values() if not message.deleted]

    def from_bot(self) -> list["Message"]:
        """The bot's own messages that are there, oldest first."""
        return [message for message in self.shown() if message.own]


@dataclass(eq=False, slots=True)
class Message:
    """A message as people see it now. `source` is what the bot sent for it, `earlier` its former texts."""

    id: int
    chat: Chat
    sender: dict[str, Any] | None
    date: int
    body: Formatted
    markup: dict[str, Any] | None = None
    reply_to: "Message | None" = None
    thread: int | None = None
    extra: dict[str, Any] = field(default_factory=dict)
    source: str = ""
    preview: bool = True
    earlier: list[str] = field(default_factory=list)
    edit_date: int | None = None
    deleted: bool = False
    update_id: int = 0

    @property
    def own(self) -> bool:
        """Whether the bot sent it."""
        return bool(self.sender and self.sender["id"] == BOT_ID)

    @property
    def text(self) -> str:
        """The plain text."""
        return self.body.text

    @property
    def edits(self) -> int:
        """How often it was edited."""
        return len(self.earlier)

    @property
    def rows(self) -> list[list[Button]]:
        """The inline buttons, row by row."""
        rows = (self.markup or {}).get("inline_keyboard", [])
        return [[Button(b["text"], b.get("callback_data"), b.get("url")) for b in row] for row in rows]

    @property
    def buttons(self) -> list[Button]:
        """The inline buttons in reading order."""
        return [button for row in self.rows for button in row]

    def button(self, label: str) -> Button:
        """The first button whose label holds the given words; the failure names what is there."""
        for button in self.buttons:
            if label.casefold() in button.text.casefold():
                return button
        raise AssertionError(
            f"no button {label!r}, only {[button.text for button in self.buttons]} under: {self.text}"
        )

    def as_json(self, *, nested: bool = False) -> dict[str, Any]:
        """As the Bot API writes it; a message that is replied to comes without its own reply."""
        written: dict[str, Any] = {"message_id": self.id, "chat": self.chat.as_json(), "date": self.date}
        written |= {"from": self.sender} if self.sender else {}
        written |= {"text": self.text} if self.text else {}
        written |= {"entities": self.body.as_json()} if self.body.entities else {}
        written |= {"reply_markup": self.markup} if self.markup else {}
        written |= {"edit_date": self.edit_date} if self.edit_date else {}
        if self.thread:
            written |= {"message_thread_id": self.thread, "is_topic_message": True}
        if self.reply_to and not nested:
            written["reply_to_message"] = self.reply_to.as_json(nested=True)
        return written | self.extra

    def change(self, body: Formatted, markup: dict[str, Any] | None) -> None:
        """Put a new text and new buttons in the place of the old ones."""
        self.earlier.append(self.text)
        self.body, self.markup, self.edit_date = body, markup, int(time.time())


@dataclass(eq=False, slots=True)
class Press:
    """A press of a button; `answers` are the notices that the bot gave for it (one is right)."""

    id: str
    message: Message | None
    data: str
    update_id: int = 0
    answers: list[str] = field(default_factory=list)


class World:
    """Everything that the bot could see or touch."""

    def __init__(self, username: str) -> None:
        self.me: dict[str, Any] = {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": "Dateline",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": True,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
        }
        self.chats: dict[int, Chat] = {}
        self.presses: dict[str, Press] = {}
        self.numbers = itertools.count(1)

    def private(self, first_name: str, username: str | None = None) -> Chat:
        """A person's chat with the bot, not yet begun; the id needs more than 32 bits."""
        number = next(self.numbers)
        return self._kept(
            Chat(6_000_000_000 + number, "private", first_name=first_name, username=username, bot="stranger")
        )

    def group(
        self, title: str = "Newsroom", kind: str = "supergroup", *, topics: tuple[int, ...] = ()
    ) -> Chat:
        """A group, supergroup or channel that the bot is a member of; `topics` makes it a forum."""
        number = next(self.numbers)
        chat_id = -number if kind == "group" else -1_002_000_000_000 - number
        return self._kept(Chat(chat_id, kind, title=title, is_forum=bool(topics), threads=set(topics)))

    def _kept(self, chat: Chat) -> Chat:
        self.chats[chat.id] = chat
        return chat

    def post(
        self,
        chat: Chat,
        sender: dict[str, Any] | None,
        text: str | Formatted,
        *,
        age: float = 0,
        reply_to: Message | None = None,
        thread: int | None = None,
        markup: dict[str, Any] | None = None,
        extra: dict[str, Any] | None = None,
    ) -> Message:
        """Put a message into a chat; each chat numbers its messages from 1. `age` is in seconds."""
        message = Message(
            id=next(chat.numbers),
            chat=chat,
            sender=sender,
            date=int(time.time() - age),
            body=typed(text) if isinstance(text, str) else text,
            markup=markup,
            reply_to=reply_to,
            thread=thread,
            extra=extra or {},
        )
        chat.messages[message.id] = message
        return message
