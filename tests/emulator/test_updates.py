"""Updates come by long polling and by webhook as Telegram sends them, and calls fail when a test says so."""

import asyncio
import time

import pytest
from aiohttp import ClientError, ClientSession, ClientTimeout, web
from telegram import Bot, ReplyParameters
from telegram.error import BadRequest, RetryAfter

from tests.emulator.server import SECRET_HEADER, Emulator


def texts(updates):
    return [update["message"]["text"] for update in updates]


async def test_updates_come_again_until_an_offset_confirms_them(emulator: Emulator, call):
    ann = emulator.person()
    ann.writes("one")
    two = ann.writes("two")
    _, first = await call("getUpdates")
    _, again = await call("getUpdates")
    assert texts(first) == texts(again) == ["one", "two"]
    _, rest = await call("getUpdates", offset=two.update_id)
    assert texts(rest) == ["two"]
    assert (await call("getUpdates", offset=two.update_id + 1))[1] == []


async def test_a_long_poll_ends_when_something_comes(emulator: Emulator, call):
    """It waits for the update, not for its time limit."""
    poll = asyncio.create_task(call("getUpdates", timeout=30))
    await emulator.until(lambda: emulator.updates.polls, "poll")
    emulator.person().writes("hello")
    _, updates = await asyncio.wait_for(poll, 5)
    assert texts(updates) == ["hello"]


async def test_a_long_poll_ends_empty_after_its_time(call):
    begun = time.monotonic()
    assert await call("getUpdates", timeout=1) == (200, [])
    assert time.monotonic() - begun >= 1


async def test_a_second_poller_ends_the_first(emulator: Emulator, call):
    first = asyncio.create_task(call("getUpdates", timeout=30))
    await emulator.until(lambda: emulator.updates.polls, "poll")
    await call("getUpdates")
    status, description = await asyncio.wait_for(first, 5)
    assert status == 409
    assert "terminated by other getUpdates request" in description


async def test_no_polling_while_a_webhook_is_set(call):
    await call("setWebhook", url="https://e.org/hook")
    status, description = await call("getUpdates")
    assert status == 409
    assert "webhook is active" in description
    await call("deleteWebhook")
    assert (await call("getUpdates"))[0] == 200


async def test_only_the_kinds_that_were_asked_for_are_kept(emulator: Emulator, call):
    await call("getUpdates", allowed_updates=["callback_query"])
    emulator.person().writes("hello")
    assert (await call("getUpdates"))[1] == []


async def test_a_webhook_gets_updates_with_its_secret(emulator: Emulator, call):
    got = []

    async def hook(request: web.Request) -> web.Response:
        got.append((request.headers.get(SECRET_HEADER), (await request.json())["message"]["text"]))
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app, shutdown_timeout=0)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    emulator.deliver_to = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    await call("setWebhook", url="https://e.org/hook", secret_token="s3cret")
    message = emulator.person().writes("hello")
    await emulator.taken(message.update_id)
    await runner.cleanup()
    assert got == [("s3cret", "hello")]


async def test_every_kind_of_update_is_one_that_telegram_sends(emulator: Emulator, call):
    """Each is held against aiogram's model when it is made; lone surrogates travel as escapes."""
    ann, bob = emulator.person("Ann"), emulator.person("Bob", is_bot=True)
    forum, channel = emulator.group(topics=(7,)), emulator.group("Channel", "channel")
    ann.edits(ann.writes("who?"), "who else?")
    ann.writes("who?", forum, topic=7)
    ann.forwards("text")
    ann.writes_via("text", emulator.world.me)
    ann.writes_anonymously("text", forum)
    ann.sends_photo("look")
    bob.writes("text", forum)
    ann.adds_bot(channel, "administrator")
    ann.blocks()
    emulator.publishes(channel, "news")
    emulator.push("message", ann.private.messages[1].as_json() | {"text": "\ud83d"}, check=False)
    _, updates = await call("getUpdates", timeout=5)
    kinds = [next(key for key in update if key != "update_id") for update in updates]
    assert kinds == [
        *("message", "edited_message", "message", "message", "message", "message", "message", "message"),
        *("my_chat_member", "my_chat_member", "channel_post", "message"),
    ]
    assert updates[-1]["message"]["text"] == "\ud83d"


@pytest.mark.parametrize(
    ("how", "status"),
    [({"status": 429, "retry_after": 3}, 429), ({"status": 500}, 500), ({"status": 409}, 409)],
)
async def test_faults_end_after_their_number_of_calls(emulator: Emulator, call, how, status):
    chat = emulator.person().writes("hello").chat
    fault = emulator.fail("sendMessage", **how)
    assert (await call("sendMessage", chat_id=chat.id, text="x"))[0] == status
    assert chat.from_bot() == []
    assert (await call("sendMessage", chat_id=chat.id, text="x"))[0] == 200
    assert fault.hits == 1
    assert emulator.refused() == []


@pytest.mark.parametrize("carried_out", [False, True])
async def test_a_lost_call_may_have_been_carried_out(emulator: Emulator, carried_out):
    chat = emulator.person().writes("hello").chat
    emulator.fail("sendMessage", times=2, reset=True, carried_out=carried_out)
    url = f"{emulator.base_url}{emulator.token}/sendMessage"
    async with ClientSession() as client:
        with pytest.raises(ClientError):
            await client.post(url, json={"chat_id": chat.id, "text": "x"})
    assert len(chat.from_bot()) == (1 if carried_out else 0)


async def test_a_call_can_hang(emulator: Emulator):
    chat = emulator.person().writes("hello").chat
    emulator.fail("sendMessage", hang=30, carried_out=True)
    url = f"{emulator.base_url}{emulator.token}/sendMessage"
    async with ClientSession(timeout=ClientTimeout(total=0.5)) as client:
        with pytest.raises(TimeoutError):
            await client.post(url, json={"chat_id": chat.id, "text": "x"})
    assert [message.text for message in chat.from_bot()] == ["x"]


async def test_waiting_ends_with_the_latest_calls(emulator: Emulator, call):
    await call("getMe")
    with pytest.raises(AssertionError, match=r"no unicorn within 0.05 s; latest calls:\n  getMe"):
        await emulator.until(lambda: None, "unicorn", within=0.05)


@pytest.mark.filterwarnings("ignore:.*retry_after:telegram.warnings.PTBDeprecationWarning")
async def test_the_library_of_the_bot_gets_along_with_it(emulator: Emulator):
    """python-telegram-bot reads what comes and understands each refusal."""
    question = emulator.person().writes("who?")
    async with Bot(
        emulator.token, base_url=emulator.base_url, base_file_url=emulator.base_file_url
    ) as library:
        (update,) = await library.get_updates(timeout=5)
        assert update.message.text == "who?"
        sent = await library.send_message(
            question.chat.id, "<b>x</b>", "HTML", reply_parameters=ReplyParameters(question.id)
        )
        assert sent.reply_to_message.message_id == question.id
        with pytest.raises(BadRequest, match="Message is not modified"):
            await sent.edit_text("<b>x</b>", "HTML")
        emulator.fail("sendMessage", status=429, retry_after=2)
        with pytest.raises(RetryAfter):
            await library.send_message(question.chat.id, "x")
