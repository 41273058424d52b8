"""One home with the sample corpus, built once, and one running bot that most tests share."""

import json
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from corpus.sample import FOLDER
from tests.emulator.people import Person
from tests.emulator.server import Emulator
from tests.emulator.world import Message
from tests.end_to_end.cards import Quoted
from tests.end_to_end.program import Bot, dateline, records, reply_to

ARTICLES = Path(__file__).parent / "articles"
EXAMPLES = [
    "how many people were detained in Kazakhstan?",
    "when did the Ever Given come free?",
    "what caused the fire at Notre-Dame?",
]
StartBot = Callable[..., Awaitable[Bot]]
FindArticle = Callable[[Quoted], Awaitable[dict[str, Any]]]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """All of these tests share one event loop, in which the emulator runs."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the sample corpus and `articles`, ingested and built by the real commands."""
    home = tmp_path_factory.mktemp("sample") / "home"
    await dateline(home, "ingest", str(FOLDER), str(ARTICLES))
    await dateline(home, "build")
    return home


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def shared_bot(sample_home: Path) -> AsyncIterator[Bot]:
    async with Emulator() as emulator:
        bot = Bot(sample_home, emulator)
        await bot.start()
        try:
            await bot.answering()
            yield bot
        finally:
            await bot.kill()


@pytest_asyncio.fixture(loop_scope="session")
async def bot(shared_bot: Bot) -> AsyncIterator[Bot]:
    """The shared bot. Afterwards: all calls were good, each press was answered once, no token was shown."""
    emulator = shared_bot.emulator
    emulator.calls.clear()
    emulator.world.presses.clear()
    shared_bot.check()
    yield shared_bot
    shared_bot.check()
    presses = emulator.world.presses.values()
    await emulator.until(lambda: all(press.answers for press in presses), "answer to each press")
    assert [str(call) for call in emulator.refused()] == []
    assert emulator.crowded() == []
    assert emulator.token not in shared_bot.printed()
    emulator.faults.clear()


@pytest.fixture
def emulator(bot: Bot) -> Emulator:
    """The Bot API that the shared bot speaks to."""
    return bot.emulator


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def article(sample_home: Path) -> FindArticle:
    """Finds the stored article that a card names, with its text, through the command line."""
    listed = await records(sample_home, "articles")
    known: dict[tuple[str, str], dict[str, Any]] = {}

    async def find(source: Quoted) -> dict[str, Any]:
        key = (source.headline, source.outlet)
        if key not in known:
            (found,) = [
                one["id"] for one in listed if (one["headline"], one["outlet"] or "outlet unknown") == key
            ]
            (known[key],) = await records(sample_home, "article", found)
        return known[key]

    return find


@pytest.fixture
def own_home(sample_home: Path, tmp_path: Path) -> Path:
    """A copy of the sample home that a test may change, without what a bot remembered there."""
    home = tmp_path / "home"
    shutil.copytree(sample_home, home, ignore=shutil.ignore_patterns("bot.sqlite*", "log"))
    return home


@pytest_asyncio.fixture(loop_scope="session")
async def own_emulator() -> AsyncIterator[Emulator]:
    """A Bot API of a test's own."""
    async with Emulator() as emulator:
        yield emulator


@pytest_asyncio.fixture(loop_scope="session")
async def own_bot(own_home: Path, own_emulator: Emulator) -> AsyncIterator[StartBot]:
    """Starts a bot with further environment variables on the copied home; ends it after the test."""
    started: list[Bot] = []

    async def start(**variables: str) -> Bot:
        bot = Bot(own_home, own_emulator, **({"DATELINE_EXAMPLES": json.dumps(EXAMPLES)} | variables))
        started.append(bot)
        await bot.start()
        return bot

    yield start
    for bot in started:
        await bot.kill()
        assert own_emulator.token not in bot.printed()
    assert [str(call) for call in own_emulator.refused() if call.status not in {401, 409}] == []


@pytest_asyncio.fixture(loop_scope="session")
async def card(emulator: Emulator) -> tuple[Person, Message, str]:
    """Somebody, the answer to their question with several pages, and the random id in its buttons."""
    ann = emulator.person()
    answer = await reply_to(emulator, ann.writes("how many people were detained in Kazakhstan?"))
    return ann, answer, str(answer.button("More sources").data).split(":")[1]
