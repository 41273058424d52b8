"""Login and polling against a Bot API that fails."""

import asyncio
import json

import pytest
from telegram.error import BadRequest, Conflict, InvalidToken
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.telegram.polling import Pauses, connect, poll
from bot.telegram.requests import Readable
from tests.bot.telegram.api import ME, TOKEN


def done(result):
    return 200, json.dumps({"ok": True, "result": result}).encode()


def fails(status, description):
    return status, json.dumps({"ok": False, "error_code": status, "description": description}).encode()


def update(number, **fields):
    return {"update_id": number, **fields}


class Scripted(BaseRequest):
    """Replies to each method in turn; when a script is over, getUpdates waits for ever."""

    read_timeout = 5.0

    def __init__(self, **script):
        self.script = script
        self.calls = []

    async def initialize(self):
        pass

    async def shutdown(self):
        pass

    async def do_request(self, url, method, request_data=None, *_, **__):
        name = url.rpartition("/")[2]
        self.calls.append((name, dict(request_data.parameters) if request_data else {}))
        if self.script.get(name):
            return self.script[name].pop(0)
        if name == "getUpdates" and self.calls[-1][1].get("timeout"):
            await asyncio.Event().wait()
        return done([] if name == "getUpdates" else ME)


def short():
    return Pauses(0.001, 0.002)


async def no_pause(_):
    await asyncio.sleep(0)


def bot(api):
    return ExtBot(TOKEN, request=api, get_updates_request=Readable(api, no_pause))


async def polled(api, count):
    updates = asyncio.Queue()
    one = bot(api)
    task = asyncio.create_task(poll(one, updates, ["message"], short()))
    got = [(await asyncio.wait_for(updates.get(), 5)).update_id for _ in range(count)]
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    return got


async def test_login_goes_on_trying_and_says_so(caplog):
    api = Scripted(getMe=[fails(502, "Bad Gateway"), fails(500, "Internal")])
    one = bot(api)
    await connect(one, one.delete_webhook, short())
    assert one.username == ME["username"]
    assert caplog.text.count("Cannot reach Telegram (NetworkError: ") == 2
    assert api.calls[-1] == ("deleteWebhook", {})


@pytest.mark.parametrize(
    ("script", "error"),
    [
        ({"getMe": [fails(401, "Unauthorized")]}, InvalidToken),
        ({"setWebhook": [fails(400, "Bad Request: bad webhook: IP address is reserved")]}, BadRequest),
    ],
)
async def test_login_that_telegram_refuses_fails_at_once(script, error):
    one = bot(Scripted(**script))
    with pytest.raises(error):
        await connect(one, lambda: one.set_webhook("https://bot.example.org/hook"), short())


async def test_updates_are_taken_in_order_and_confirmed_when_stopped():
    api = Scripted(getUpdates=[done([update(5), update(6)]), done([update(9)])])
    assert await polled(api, 3) == [5, 6, 9]
    offsets = [given.get("offset") for _, given in api.calls]
    assert offsets == [None, 7, 10, 10]
    assert api.calls[-1][1].get("timeout", 0) == 0


async def test_failures_are_waited_out(caplog):
    bad = fails(502, "Bad Gateway")
    api = Scripted(getUpdates=[bad, bad, fails(400, "odd"), (200, b"[]"), done([7]), done([update(5)])])
    assert await polled(api, 1) == [5]
    assert caplog.text.count("Cannot fetch updates") == 4


@pytest.mark.parametrize(
    ("batches", "offsets"),
    [
        ([[5], [6, 7]], [None, 6, 8]),
        ([[6], [5, 7]], [None, 7, 8]),
        ([[6, 5, 7]], [None, 8]),
    ],
    ids=["later", "alone and first of all", "first of a batch"],
)
async def test_an_update_that_cannot_be_read_is_passed_over(caplog, batches, offsets):
    """Number 6 is broken; it arrives empty, and what stands around it arrives as it is."""
    broken = update(6, message={"text": "private words"})
    api = Scripted(getUpdates=[done([broken if n == 6 else update(n) for n in batch]) for batch in batches])
    assert await polled(api, 3) == [n for batch in batches for n in batch]
    assert [given.get("offset") for _, given in api.calls][: len(offsets)] == offsets
    ours = [r.getMessage() for r in caplog.records if r.name.startswith("bot.")]
    assert len(ours) == 1
    assert "private words" not in caplog.text


async def test_a_page_of_a_proxy_is_no_word_about_the_token():
    """Only Telegram itself can say that a token is unknown or another instance runs."""
    pages = [(status, b"<html>Not here</html>") for status in (401, 404, 409)]
    api = Scripted(getUpdates=[*pages, done([update(5)])])
    assert await polled(api, 1) == [5]


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (fails(409, "Conflict: terminated by other getUpdates request"), Conflict),
        (fails(401, "Unauthorized"), InvalidToken),
    ],
)
async def test_another_instance_and_a_revoked_token_end_polling(reply, error):
    with pytest.raises(error):
        await poll(bot(Scripted(getUpdates=[reply])), asyncio.Queue(), ["message"])


def test_pauses_double_up_to_half_a_minute_and_start_anew():
    pauses = Pauses()
    assert [pauses.failed() for _ in range(7)] == [1, 2, 4, 8, 16, 30, 30]
    pauses.succeeded()
    assert pauses.failed() == 1
