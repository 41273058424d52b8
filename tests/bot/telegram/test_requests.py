"""What is sent once more, and what never is."""

import pytest
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest

from bot.telegram.requests import OnceMore, is_loopback, kind

DONE = (200, b'{"ok": true, "result": true}')
BROKEN = (502, b"Bad Gateway")


def wait(seconds):
    return 429, b'{"ok": false, "parameters": {"retry_after": %d}}' % seconds


class Scripted(BaseRequest):
    """Answers as the script says, one reply a call; an exception in it is raised."""

    def __init__(self, *script):
        self.script = list(script)
        self.calls = 0

    read_timeout = 5.0

    async def initialize(self):
        pass

    async def shutdown(self):
        pass

    async def do_request(self, *_, **__):
        self.calls += 1
        reply = self.script.pop(0)
        if isinstance(reply, Exception):
            raise reply
        return reply


async def send(*script):
    """Gives the reply or the error, the number of calls, and the seconds slept."""
    inner, slept = Scripted(*script), []

    async def sleep(seconds):
        slept.append(seconds)

    try:
        outcome = await OnceMore(inner, sleep).do_request("https://example.org", "POST")
    except NetworkError as error:
        outcome = error
    return outcome, inner.calls, slept


async def test_a_server_error_is_tried_once_more():
    assert await send(BROKEN, DONE) == (DONE, 2, [1.0])
    assert await send(BROKEN, BROKEN, DONE) == (BROKEN, 2, [1.0])


async def test_a_timeout_is_never_tried_again():
    outcome, calls, _ = await send(TimedOut(), DONE)
    assert isinstance(outcome, TimedOut)
    assert calls == 1


async def test_a_wait_is_kept_and_the_call_repeated():
    assert await send(wait(7), DONE) == (DONE, 2, [7.5])


async def test_a_wait_longer_than_a_minute_is_given_up():
    outcome, calls, slept = await send(wait(61), DONE)
    assert str(outcome) == "Telegram asks to wait 61 s"
    assert (calls, slept) == (1, [])


async def test_a_second_wait_is_given_up():
    outcome, calls, _ = await send(wait(1), wait(2), DONE)
    assert str(outcome) == "Telegram asks to wait 2 s"
    assert calls == 2


async def test_refusals_are_passed_on():
    refused = (400, b'{"ok": false, "description": "Bad Request: chat not found"}')
    assert await send(refused, DONE) == (refused, 1, [])


@pytest.mark.parametrize("body", [b"<html>Not Found</html>", b"", b"[]", b"{}", b"404"])
async def test_a_refusal_that_is_not_telegrams_is_a_failure_of_the_network(body):
    outcome, calls, _ = await send((404, body))
    assert str(outcome) == "HTTP 404, and not from Telegram"
    assert calls == 1


@pytest.mark.parametrize(
    ("host", "own"),
    [
        ("127.0.0.1", True),
        ("127.3.2.1", True),
        ("::1", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("10.0.0.1", False),
        ("example.org", False),
        ("", False),
    ],
)
def test_which_hosts_are_this_machine(host, own):
    assert is_loopback(host) is own


def test_a_lost_connection_is_told_without_the_address():
    error = NetworkError("httpx.ConnectError: https://api.telegram.org/bot123:abc/getMe")
    error.__cause__ = OSError("https://api.telegram.org/bot123:abc/getMe")
    assert kind(error) == "network: OSError"
