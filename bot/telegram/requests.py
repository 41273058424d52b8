"""How calls to the Bot API are repeated: a server error once, a "wait" as long as it says, a timeout never.

A call that timed out may have arrived; repeating it could answer twice. Waiting holds up only the call that
was told to wait, not the whole bot. A refusal counts only where Telegram itself speaks.
"""

import asyncio
import ipaddress
import json
import logging
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from telegram import Update
from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.telegram.redact import where

_LOG = logging.getLogger(__name__)
_REFUSED = 400
_SERVER_ERROR = 500
_TOO_MANY = 429
_PAUSE = 1.0
_LONGEST_WAIT = 60.0

Sleep = Callable[[float], Awaitable[None]]


class OnceMore(BaseRequest):
    """Sends through `inner`; see the module."""

    def __init__(self, inner: BaseRequest, sleep: Sleep = asyncio.sleep) -> None:
        self._inner = inner
        self._sleep = sleep

    @property
    def read_timeout(self) -> float | None:
        """Of the inner request, in seconds."""
        return self._inner.read_timeout

    async def initialize(self) -> None:
        """Open connections."""
        await self._inner.initialize()

    async def shutdown(self) -> None:
        """Close connections."""
        await self._inner.shutdown()

    async def do_request(  # noqa: PLR0917 - as the library has it
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        write_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        connect_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
        pool_timeout: ODVInput[float] = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Send, and once more where that is safe.

        Raises:
            NetworkError: Telegram asks to wait longer than a minute, or twice; or something else refuses in
                its place, such as a proxy with a page of its own.
            TelegramError: As the inner request.
        """

        async def send() -> tuple[int, bytes]:
            return await self._inner.do_request(
                url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
            )

        code, body = await send()
        if code >= _SERVER_ERROR:
            await self._sleep(_PAUSE)
            code, body = await send()
        if code == _TOO_MANY and (wait := _asked_to_wait(body)) <= _LONGEST_WAIT:
            await self._sleep(wait + 0.5)
            code, body = await send()
        if code == _TOO_MANY:
            raise NetworkError(f"Telegram asks to wait {_asked_to_wait(body):.0f} s")
        if _REFUSED <= code < _SERVER_ERROR and "ok" not in _read(body):
            raise NetworkError(f"HTTP {code}, and not from Telegram")
        return code, body


class Readable(OnceMore):
    """The same for getUpdates: an update that the library cannot read arrives empty, its number alone.

    Otherwise it would come again with each call, and nothing behind it would ever be seen.
    """

    @staticmethod
    def parse_json_payload(payload: bytes) -> dict[str, Any]:
        """The reply as the library reads it."""
        answer: dict[str, Any] = BaseRequest.parse_json_payload(payload)
        if isinstance(answer.get("result"), list):
            answer["result"] = [_readable(update) for update in answer["result"]]
        return answer


def _readable(update: dict[str, Any]) -> dict[str, Any]:
    try:
        Update.de_json(update, None)
    except Exception as error:  # noqa: BLE001 - whatever it is, the updates behind it are to be seen
        _LOG.error("An update cannot be read (%s).", where(error))
        return {"update_id": update["update_id"]}
    return update


def _asked_to_wait(body: bytes) -> float:
    try:
        return float(_read(body)["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return _PAUSE


def _read(body: bytes) -> dict[str, Any]:
    """The JSON object that a reply holds; an empty one where it holds none."""
    try:
        answer = json.loads(body)
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}


def http(api_base: str, *, connections: int, read_timeout: float) -> BaseRequest:
    """Plain HTTP to a Bot API at `api_base`; this machine itself is reached without a proxy."""
    return HTTPXRequest(
        connection_pool_size=connections,
        read_timeout=read_timeout,
        connect_timeout=10.0,
        pool_timeout=10.0,
        httpx_kwargs={"trust_env": not is_loopback(urlsplit(api_base).hostname or "")},
    )


def is_loopback(host: str) -> bool:
    """Whether the host is this machine itself."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def kind(error: TelegramError) -> str:
    """What went wrong, in a few words and without an address (which may hold the token)."""
    if isinstance(error, NetworkError) and error.__cause__ is not None:
        return f"network: {type(error.__cause__).__name__}"
    return type(error).__name__ + f": {error.message[:80]}"
