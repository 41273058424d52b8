"""The queue of updates: long polling with offsets, as getUpdates does it."""

import asyncio
import itertools
from typing import Any

from aiogram.methods import GetUpdates
from aiogram.types import Update

from tests.emulator.refusals import Refused
from tests.emulator.rules import NOT_BY_DEFAULT, UPDATE_TYPES, update_types, within

OTHER_POLLER = "terminated by other getUpdates request; make sure that only one bot instance is running"
WEBHOOK_SET = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Updates:
    """Updates are kept until a later offset confirms them, and filtered when they come in."""

    def __init__(self, changed: asyncio.Condition) -> None:
        self.waiting: list[dict[str, Any]] = []
        self.seen_types: list[str] = []
        self.allowed = UPDATE_TYPES - NOT_BY_DEFAULT
        self.webhook = ""
        self.secret: str | None = None
        self.polls = 0
        self._changed = changed
        self._numbers = itertools.count(900_000_001)
        self._newest_poll = 0

    def add(self, kind: str, payload: dict[str, Any], *, check: bool = True) -> int:
        """Queue an update and give its id; `check` holds it against aiogram's model of an update first."""
        update = {"update_id": next(self._numbers), kind: payload}
        if check:
            Update.model_validate(update)
        self.seen_types.append(kind)
        if kind in self.allowed:
            self.waiting.append(update)
        return int(update["update_id"])

    def allow(self, listed: list[str] | None) -> None:
        """Take over `allowed_updates`: None leaves all as it was, an empty list means the usual ones."""
        update_types(listed)
        if listed is not None:
            self.allowed = frozenset(listed) or UPDATE_TYPES - NOT_BY_DEFAULT

    def confirm(self, offset: int) -> None:
        """Forget everything before the offset."""
        self.waiting = [update for update in self.waiting if update["update_id"] >= offset]

    def is_waiting(self, update_id: int) -> bool:
        """Whether the bot has yet to confirm the update."""
        return any(update["update_id"] == update_id for update in self.waiting)

    async def get(self, call: GetUpdates) -> list[dict[str, Any]]:
        """Answer getUpdates; a newer poll ends an older one that still waits, with 409."""
        within("limit", call.limit, 1, 100)
        within("timeout", call.timeout, 0, 50)
        if self.webhook:
            raise Refused(WEBHOOK_SET, 409)
        self.allow(call.allowed_updates)
        offset = call.offset or 0
        if offset < 0:
            offset = self.waiting[offset:][0]["update_id"] if self.waiting[offset:] else 0
        async with self._changed:
            self.confirm(offset)
            self.polls += 1
            self._newest_poll = mine = self.polls
            self._changed.notify_all()
            try:
                async with asyncio.timeout(call.timeout or 0.0):
                    await self._changed.wait_for(
                        lambda: self.waiting or self._newest_poll != mine or self.webhook
                    )
            except TimeoutError:
                pass
            if self._newest_poll != mine:
                raise Refused(OTHER_POLLER, 409)
            return self.waiting[: call.limit or 100]
