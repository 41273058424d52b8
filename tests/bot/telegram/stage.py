"""The front on a stage: people speak and press, the test sees what the bot does."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from telegram import Update

from bot.telegram.front import Front
from tests.bot.telegram.api import FakeApi
from tests.bot.telegram.news import Newsroom

ANN, BEN, GROUP, CHANNEL = 501, 502, -1001, -1002
NAMES = {ANN: "Ann", BEN: "Ben"}


@dataclass
class Clock:
    """Stands still until it is moved; gives seconds, Unix seconds and the time of day."""

    at: float = 1_641_600_000.0

    def __call__(self):
        return self.at

    def now(self):
        return datetime.fromtimestamp(self.at, UTC)

    def moves(self, seconds):
        self.at += seconds


def user(id):
    return {"id": id, "is_bot": False, "first_name": NAMES.get(id, "Someone")}


def chat_of(id):
    if id > 0:
        return {"id": id, "type": "private", "first_name": NAMES.get(id, "Someone")}
    kind = "channel" if id == CHANNEL else "supergroup"
    return {"id": id, "type": kind, "title": "A place"}


@dataclass
class Stage:
    """The front with everything real but Telegram, the answerer and the clocks."""

    front: Front
    app: object
    api: FakeApi
    newsroom: Newsroom
    clock: Clock
    _numbers: itertools.count = field(default_factory=lambda: itertools.count(1))

    async def update(self, **given):
        update = Update.de_json({"update_id": next(self._numbers), **given}, self.app.bot)
        await self.app.process_update(update)

    def message(self, text, who=ANN, where=None, *, id=None, age=0, **fields):
        message = {
            "message_id": id or next(self._numbers),
            "date": int((self.clock.now() - timedelta(seconds=age)).timestamp()),
            "chat": chat_of(where or who),
            "from": user(who),
        }
        if text is not None:
            message["text"] = text
        if text and text.startswith("/"):
            length = len(text.split()[0])
            message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
        return message | fields

    async def says(self, text, who=ANN, where=None, **fields):
        """A new message; gives the calls that came of it (typing left out)."""
        before = len(self.api.calls)
        await self.update(message=self.message(text, who, where, **fields))
        return [call for call in self.api.calls[before:] if call.method != "sendChatAction"]

    async def edits(self, id, text, who=ANN, where=None, **fields):
        before = len(self.api.calls)
        message = self.message(text, who, where, id=id, **fields) | {"edit_date": int(self.clock.at)}
        await self.update(edited_message=message)
        return self.api.calls[before:]

    async def presses(self, data, who=ANN, where=None, on=1000, above=None):
        """Press a button of a message, which replies to the one `above`; gives the calls that came of it."""
        before = len(self.api.calls)
        message = {
            "message_id": on,
            "date": int(self.clock.at),
            "chat": chat_of(where or who),
            "from": {"id": 7000000, "is_bot": True, "first_name": "Dateline"},
            "text": "…",
        }
        if above:
            message["reply_to_message"] = above
        query = {"id": "1", "from": user(who), "chat_instance": "1", "data": data, "message": message}
        await self.update(callback_query=query)
        return self.api.calls[before:]
