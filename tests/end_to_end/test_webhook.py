"""Updates by webhook: only with the secret."""

import asyncio
import json
import signal
import socket

from aiohttp import ClientSession

from tests.emulator.server import SECRET_HEADER, Emulator
from tests.end_to_end.program import START, dateline, reply_to

QUESTION = "how many people were detained in Kazakhstan?"
SECRET = "a-long_secret-0123456789"


def free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


async def listening(port: int) -> None:
    """Wait until something listens; Telegram is told of the webhook a moment before."""
    async with asyncio.timeout(20):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                await writer.wait_closed()
                return


async def test_only_updates_with_the_secret_are_answered(own_bot, own_emulator: Emulator):
    """Without it, or with another, the reply is 403 and nothing happens; Telegram's own are answered."""
    port = free_port()
    own_emulator.deliver_to = f"http://127.0.0.1:{port}/telegram"
    bot = await own_bot(
        DATELINE_TELEGRAM__WEBHOOK__URL="https://bot.example.org/telegram",
        DATELINE_TELEGRAM__WEBHOOK__SECRET=SECRET,
        DATELINE_TELEGRAM__WEBHOOK__PORT=str(port),
    )

    def registered() -> bool:
        bot.check()
        return bool(own_emulator.updates.webhook)

    await own_emulator.until(registered, "webhook", START)
    assert own_emulator.updates.secret == SECRET
    await listening(port)
    eve = own_emulator.person("Eve")
    forged = own_emulator.world.post(eve.private, eve.user, QUESTION)
    eve.private.bot = "member"
    update = {"update_id": 1, "message": forged.as_json()}
    assert await own_emulator.post(update) == 403
    assert await own_emulator.post(update, {SECRET_HEADER: SECRET + "x"}) == 403
    assert await own_emulator.post(update, {SECRET_HEADER: ""}) == 403
    async with ClientSession() as client:
        headers = {SECRET_HEADER: SECRET, "Content-Type": "application/json"}
        async with client.post(own_emulator.deliver_to, data="{", headers=headers) as reply:
            assert reply.status >= 400
        async with client.post(own_emulator.deliver_to, data=json.dumps({"x": 1}), headers=headers) as reply:
            assert reply.status != 200 or not eve.private.from_bot()
    assert "/ask" in (await reply_to(own_emulator, own_emulator.person("Ann").writes("/help"))).text
    assert eve.private.from_bot() == []
    bot.signal(signal.SIGTERM)
    assert await bot.ended(30) == 0
    assert SECRET not in bot.printed()


async def test_a_webhook_without_a_secret_does_not_start(own_home):
    """Status 2 and a line that names the setting."""
    variables = {
        "TELEGRAM_BOT_TOKEN": "7654321098:" + "C" * 35,
        "DATELINE_TELEGRAM__WEBHOOK__URL": "https://bot.example.org/telegram",
    }
    _, err = await dateline(own_home, "serve", status=2, **variables)
    assert "secret" in err.strip().splitlines()[-1]
    _, err = await dateline(
        own_home, "serve", status=2, **variables, DATELINE_TELEGRAM__WEBHOOK__SECRET="short"
    )
    assert "secret" in err.strip().splitlines()[-1]
    assert "Traceback" not in err


async def test_a_webhook_listens_on_this_machine_only(own_home):
    """TLS is ended by a proxy before it; listening to the world is refused."""
    variables = {
        "TELEGRAM_BOT_TOKEN": "7654321098:" + "C" * 35,
        "DATELINE_TELEGRAM__WEBHOOK__URL": "https://bot.example.org/telegram",
        "DATELINE_TELEGRAM__WEBHOOK__SECRET": SECRET,
        "DATELINE_TELEGRAM__WEBHOOK__LISTEN": "0.0.0.0",
    }
    _, err = await dateline(own_home, "serve", status=2, **variables)
    assert "listen" in err.strip().splitlines()[-1]
