import asyncio

import pytest

from bot.telegram.application import application, build
from bot.telegram.doors import Access, Doors
from bot.telegram.front import Front
from bot.telegram.identity import Keys
from bot.telegram.limits import Limits, LimitSpec
from bot.telegram.recent import Recent
from bot.telegram.state import State
from bot.telegram.worker import Worker
from tests.bot.telegram.api import TOKEN, FakeApi
from tests.bot.telegram.news import Newsroom
from tests.bot.telegram.stage import Clock, Stage


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def api():
    return FakeApi()


@pytest.fixture
def newsroom():
    return Newsroom()


@pytest.fixture
def state(tmp_path, clock):
    with State(tmp_path / "bot.sqlite", clock) as memory:
        yield memory


@pytest.fixture
def access():
    return Access()


@pytest.fixture
async def stage(api, newsroom, state, clock, access):
    app = application(TOKEN, "https://api.telegram.org", api, api)
    worker = Worker(lambda: newsroom, deadline=5)
    front = Front(
        bot=app.bot,
        worker=worker,
        state=state,
        keys=Keys(b"a key for tests"),
        limits=Limits(LimitSpec(), clock),
        recent=Recent(clock),
    )
    build(app, front, Doors(front, access, clock.now))
    worker.start()
    await asyncio.wrap_future(worker.loaded)
    async with app:
        yield Stage(front, app, api, newsroom, clock)
    worker.stop()
