"""A strict Bot API on loopback for one bot, and the hands of a test on it.

It carries out what Telegram would carry out and refuses what Telegram would refuse; a test lets people write
and press buttons, makes calls fail, and sees what people would see. Not here: files, payments, stickers,
inline results, what clients draw, and limits of rate (`crowded` reports them, nothing enforces them).
"""

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self, TypeVar

from aiohttp import ClientSession, web
from pydantic import TypeAdapter

from tests.emulator.faults import Fault
from tests.emulator.methods import Methods
from tests.emulator.people import Person, publishes
from tests.emulator.polling import Updates
from tests.emulator.refusals import Refused
from tests.emulator.requests import METHODS, parameters, parse
from tests.emulator.world import Chat, Message, Press, World

T = TypeVar("T")
TOKEN = "7654321098:AAF-not_a_real_token_0123456789abcd"
GONE = 499
"""Status of a call whose caller did not wait for the reply."""
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@dataclass(slots=True)
class Call:
    """One request: when (seconds on the monotonic clock), what, and how it was answered."""

    method: str
    given: dict[str, Any]
    at: float = field(default_factory=time.monotonic)
    status: int = 0
    description: str = ""
    fault: bool = False

    def __str__(self) -> str:
        return f"{self.method} {self.given} -> {self.status} {self.description}"


class Emulator:
    """The server; use it with `async with`. `base_url` and `base_file_url` are for the bot."""

    def __init__(self, username: str = "dateline_test_bot", token: str = TOKEN) -> None:
        self.token = token
        self.changed = asyncio.Condition()
        self.world = World(username)
        self.updates = Updates(self.changed)
        self.methods = Methods(self.world, self.updates)
        self.calls: list[Call] = []
        self.faults: list[Fault] = []
        self.deliver_to: str | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._runner: web.AppRunner | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=50 * 2**20)
        app.router.add_route("*", "/{tail:.*}", self._answer)
        self._runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.2, access_log=None)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_problem: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        assert self._runner is not None
        await self._runner.cleanup()

    @property
    def base_url(self) -> str:
        """What stands before the token in addresses of methods."""
        return f"{self.root}/bot"

    @property
    def root(self) -> str:
        """What stands in the place of https://api.telegram.org."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def base_file_url(self) -> str:
        """What stands before the token in addresses of files; there are none."""
        return f"{self.root}/file/bot"

    # The Bot API

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        call = Call(request.path.rpartition("/")[2], {})
        try:
            call.method = self._method(request)
            call.given = await parameters(request)
            if call.method != "getUpdates":
                self.calls.append(call)
            reply, call.status = await self._reply(request, call), 200
        except Refused as refusal:
            call.status, call.description, reply = refusal.status, refusal.description, refusal.body()
        except asyncio.CancelledError:
            call.status = GONE
            self._soon(self.notify())
            raise
        if call not in self.calls and call.status != 200:
            self.calls.append(call)
        await self.notify()
        if isinstance(reply, web.StreamResponse):
            return reply
        return web.Response(
            body=json.dumps(reply).encode(), status=call.status, content_type="application/json"
        )

    def _method(self, request: web.Request) -> str:
        parts = re.fullmatch(r"/bot([^/]+)/(?:test/)?(\w+)", request.path)
        if parts is None or not re.fullmatch(r"\d{3,}:[\w-]{35}", parts[1]):
            raise Refused("", 404)
        if parts[1] != self.token:
            raise Refused("", 401)
        if request.method not in {"GET", "POST"}:
            raise Refused("", 405)
        model = METHODS.get(parts[2].lower())
        return model.__api_method__ if model else parts[2]

    async def _reply(self, request: web.Request, call: Call) -> Any:
        model = parse(call.method, call.given)
        fault = next((one for one in self.faults if one.concerns(call.method, call.given)), None)
        if fault is None:
            return {"ok": True, "result": self._checked(model, await self.methods.carry_out(model))}
        call.fault = True
        fault.used()
        if fault.carried_out:
            await self.methods.carry_out(model)
        await self.notify()
        if fault.hang:
            await asyncio.sleep(fault.hang)
        if fault.reset:
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if fault.body is not None:
            return web.Response(body=fault.body, status=fault.status or 200)
        raise fault.refusal() if fault.status else Refused("Gateway Timeout", 504)

    @staticmethod
    def _checked(model: Any, result: Any) -> Any:
        """Hold the emulator's own answer against aiogram's model of it."""
        if model.__api_method__ != "getUpdates":
            TypeAdapter(model.__returning__).validate_python(result)
        return result

    # What a test does

    async def notify(self) -> None:
        """Wake everyone who waits for something to change."""
        async with self.changed:
            self.changed.notify_all()

    def _soon(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def push(self, kind: str, payload: dict[str, Any], *, check: bool = True) -> int:
        """Queue an update of any kind, and post it when a webhook is set; gives the update's id."""
        number = self.updates.add(kind, payload, check=check)
        self._soon(self.notify())
        if self.deliver_to and self.updates.webhook:
            self._soon(self._deliver())
        return number

    async def _deliver(self) -> None:
        for update in list(self.updates.waiting):
            headers = {SECRET_HEADER: self.updates.secret} if self.updates.secret else {}
            if await self.post(update, headers) == 200:
                self.updates.confirm(update["update_id"] + 1)
        await self.notify()

    async def post(self, update: dict[str, Any], headers: dict[str, str] | None = None) -> int:
        """Post an update to the webhook at `deliver_to` with just these headers; the status of the reply."""
        assert self.deliver_to, "set deliver_to first"
        async with (
            ClientSession() as client,
            client.post(self.deliver_to, data=json.dumps(update), headers=_json(headers)) as reply,
        ):
            return reply.status

    def person(self, name: str = "Ann", **about: Any) -> Person:
        """A new user, with nothing said yet."""
        return Person(self, name, **about)

    def group(
        self, title: str = "Newsroom", kind: str = "supergroup", *, topics: tuple[int, ...] = ()
    ) -> Chat:
        """A new group with the bot in it."""
        return self.world.group(title, kind, topics=topics)

    def publishes(self, channel: Chat, text: str) -> Message:
        """A post of a channel that the bot is in."""
        return publishes(self, channel, text)

    def fail(self, method: str, **how: Any) -> Fault:
        """Make the next calls of a method go wrong, as `Fault` says."""
        fault = Fault(method, **how)
        self.faults.append(fault)
        return fault

    # What a test sees

    async def until(self, found: Callable[[], T | None], what: str, within: float = 20) -> T:
        """Wait until `found` gives something true; fails with the latest calls after `within` seconds."""
        try:
            async with asyncio.timeout(within), self.changed:
                while not (result := found()):
                    await self.changed.wait()
                return result
        except TimeoutError:
            latest = "\n".join(f"  {str(call)[:600]}" for call in self.calls[-12:]) or "  none"
            raise AssertionError(f"no {what} within {within} s; latest calls:\n{latest}") from None

    def made(self, method: str, **given: Any) -> list[Call]:
        """The calls of a method so far, with the given parameters among others."""
        wanted = {name: str(value) for name, value in given.items()}
        return [
            call
            for call in self.calls
            if call.method == method and wanted.items() <= {k: str(v) for k, v in call.given.items()}.items()
        ]

    def replies(self, message: Message) -> list[Message]:
        """The bot's messages that reply to this one."""
        return [one for one in message.chat.from_bot() if one.reply_to is message]

    async def reply(self, message: Message, within: float = 20, passing_over: str = "\0") -> Message:
        """The bot's reply to a message, or its next message in a private chat where it does not quote.

        A reply with the words of `passing_over` does not count (yet): it may be edited into the real one.
        """

        def found() -> Message | None:
            later = [one for one in message.chat.from_bot() if one.id > message.id]
            if message.chat.type != "private":
                later = self.replies(message)
            fitting = (one for one in later if one.reply_to in {None, message})
            return next((one for one in fitting if passing_over not in one.text), None)

        return await self.until(found, f"reply to {message.text[:60]!r}", within)

    async def edited(self, message: Message, since: int = 0, within: float = 20) -> Message:
        """The message once it was edited more than `since` times."""
        return await self.until(
            lambda: message if message.edits > since else None, "edit of the message", within
        )

    async def answered(self, press: Press, within: float = 20) -> str:
        """The notice that a press of a button got ("" for one that only stops the spinning)."""
        await self.until(lambda: press.answers, f"answer to the press {press.data!r}", within)
        return press.answers[0]

    async def taken(self, update_id: int, within: float = 20) -> None:
        """Wait until the bot has confirmed an update."""
        await self.until(lambda: not self.updates.is_waiting(update_id), "confirmation of the update", within)

    def refused(self) -> list[Call]:
        """The calls that broke a rule; injected faults do not count."""
        return [call for call in self.calls if call.status >= 400 and not call.fault]

    def forgive(self, words: str) -> None:
        """Take refusals with the given words out of `refused`, where a test provokes them."""
        for call in self.refused():
            call.fault = call.fault or words in call.description

    def crowded(self) -> list[str]:
        """Where the bot sent over 3 messages within a second to a chat, or over 20 a minute to a group."""
        sent: dict[int, list[float]] = {}
        for call in self.calls:
            if call.method == "sendMessage" and call.status == 200:
                sent.setdefault(int(call.given["chat_id"]), []).append(call.at)
        found = []
        for chat_id, times in sent.items():
            for number, start in enumerate(times):
                if sum(1 for one in times[number:] if one < start + 1) > 3:
                    found.append(f"chat {chat_id}: more than 3 messages in a second")
                if chat_id < 0 and sum(1 for one in times[number:] if one < start + 60) > 20:
                    found.append(f"group {chat_id}: more than 20 messages in a minute")
        return sorted(set(found))


def _json(headers: dict[str, str] | None) -> dict[str, str]:
    return {"Content-Type": "application/json"} | (headers or {})
