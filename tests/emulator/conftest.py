from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pytest
from aiohttp import ClientSession

from tests.emulator.server import Emulator

Ask = Callable[..., Awaitable[tuple[int, Any]]]


@pytest.fixture
async def emulator() -> AsyncIterator[Emulator]:
    async with Emulator() as running:
        yield running


@pytest.fixture
async def call(emulator: Emulator) -> AsyncIterator[Ask]:
    """Call a method with JSON; gives the status and the result, or the description of a refusal."""
    async with ClientSession() as client:

        async def ask(method: str, **given: Any) -> tuple[int, Any]:
            async with client.post(f"{emulator.base_url}{emulator.token}/{method}", json=given) as reply:
                body = await reply.json()
                return reply.status, body["result"] if body["ok"] else body["description"]

        yield ask
