"""How calls to the Bot API are repeated: a server error once, a "wait" as long as it says, a timeout never.

A call that timed out may have arrived; repeating it could answer twice. Waiting holds up only the call that
was told to wait, not the whole bot.
"""

import asyncio
import ipaddress
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

from telegram._utils.types import ODVInput
from telegram.error import NetworkError, TelegramError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

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
            NetworkError: Telegram asks to wait longer than a minute, or twice.
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
        return code, body


def _asked_to_wait(body: bytes) -> float:
    try:
        answer: Any = json.loads(body)
        return float(answer["parameters"]["retry_after"])
    except (ValueError, KeyError, TypeError):
        return _PAUSE


def request(api_base: str, *, connections: int, read_timeout: float) -> BaseRequest:
    """A request for a Bot API at `api_base`; this machine itself is reached without a proxy."""
    return OnceMore(
        HTTPXRequest(
            connection_pool_size=connections,
            read_timeout=read_timeout,
            connect_timeout=10.0,
            pool_timeout=10.0,
            httpx_kwargs={"trust_env": not is_loopback(urlsplit(api_base).hostname or "")},
        )
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
