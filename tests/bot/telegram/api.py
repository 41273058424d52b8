"""The Bot API as a request class: it remembers every call and answers as Telegram would."""

import asyncio
import itertools
import json
import re
from dataclasses import dataclass
from typing import Any

from telegram.request import BaseRequest

from tests.emulator.formatted import check_link, parse_html

ME = {"id": 7000000, "is_bot": True, "first_name": "Dateline", "username": "DatelineBot"}
TOKEN = "7654321098:AAF-not_a_real_token_0123456789abcd"


@dataclass
class Call:
    method: str
    given: dict[str, Any]

    @property
    def text(self):
        """What people read: the text of the HTML, which must be valid."""
        return parse_html(self.given["text"]).text

    @property
    def marked(self):
        return parse_html(self.given["text"]).marked

    @property
    def buttons(self):
        rows = (self.given.get("reply_markup") or {}).get("inline_keyboard", [])
        return {
            button["text"]: button.get("callback_data") or button["url"] for row in rows for button in row
        }


class FakeApi(BaseRequest):
    """`refusals` maps a method to (status, description) pairs that its next calls get.

    Calls of the `held` methods are never answered.
    """

    def __init__(self):
        self.calls: list[Call] = []
        self.refusals: dict[str, list[tuple[int, str]]] = {}
        self.held: set[str] = set()
        self._numbers = itertools.count(1000)

    @property
    def read_timeout(self):
        return 5.0

    async def initialize(self):
        pass

    async def shutdown(self):
        pass

    async def do_request(self, url, method, request_data=None, *_, **__):
        name = url.rpartition("/")[2]
        given = dict(request_data.parameters) if request_data else {}
        if name == "getMe":
            return self._done(ME)
        call = Call(name, given)
        self.calls.append(call)
        if name in self.held:
            await asyncio.Event().wait()
        if self.refusals.get(name):
            status, description = self.refusals[name].pop(0)
            body = {"ok": False, "error_code": status, "description": description}
            return status, json.dumps(body).encode()
        if name in {"sendMessage", "editMessageText"}:
            self._check(call)
            number = given.get("message_id") or next(self._numbers)
            return self._done(
                {
                    "message_id": number,
                    "date": 1641550000,
                    "chat": {"id": given["chat_id"], "type": "private"},
                }
            )
        return self._done(True)

    def _check(self, call):
        assert call.text
        for data in call.buttons.values():
            if re.match("https?:", data):
                check_link(data)
            else:
                assert 1 <= len(data.encode()) <= 64

    @staticmethod
    def _done(result):
        return 200, json.dumps({"ok": True, "result": result}).encode()

    def of(self, *methods):
        return [call for call in self.calls if call.method in methods]

    @property
    def sent(self):
        return self.of("sendMessage")

    @property
    def last(self):
        """The message that was sent or edited last."""
        return self.of("sendMessage", "editMessageText")[-1]
