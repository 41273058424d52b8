"""The worker thread: one at a time, in turn, bounded, by a deadline."""

import asyncio
import contextlib
import gc
import threading

import pytest

from bot.telegram.worker import Busy, StillStarting, TooLate, Worker
from tests.bot.telegram.news import Newsroom


@pytest.fixture
async def start():
    workers = []

    def started(load=Newsroom, **how):
        worker = Worker(load, **how)
        workers.append(worker)
        worker.start()
        return worker

    yield started
    for worker in workers:
        worker.stop()
        await asyncio.to_thread(worker._thread.join, 5)


async def loaded(worker):
    await asyncio.wrap_future(worker.loaded)
    return worker


async def test_all_work_is_done_in_one_thread_in_the_order_of_asking(start):
    worker = start()
    done = await asyncio.gather(*(worker.run(lambda _, n=n: (n, threading.get_ident())) for n in range(20)))
    assert [n for n, _ in done] == list(range(20))
    assert {thread for _, thread in done} != {threading.get_ident()}
    assert len({thread for _, thread in done}) == 1


async def test_the_work_gets_what_was_loaded(start):
    newsroom = Newsroom()
    assert await start(lambda: newsroom).run(lambda served: served) is newsroom


async def test_no_more_than_the_queue_holds_are_taken(start):
    gate = threading.Event()
    worker = await loaded(start(size=4))
    tasks = [asyncio.create_task(worker.run(lambda _: gate.wait(5))) for _ in range(7)]
    await asyncio.sleep(0.05)
    refused = [task for task in tasks if task.done()]
    assert len(refused) == 2
    for task in refused:
        assert isinstance(task.exception(), Busy)
        assert task.exception().ahead == 5
    gate.set()
    assert await asyncio.gather(*(t for t in tasks if t not in refused)) == [True] * 5
    assert await worker.run(lambda _: "room again") == "room again"


async def test_work_beyond_its_deadline_is_given_up_and_the_next_is_done(start):
    gate = threading.Event()
    worker = await loaded(start(deadline=0.05))
    with pytest.raises(TooLate):
        await worker.run(lambda _: gate.wait(5))
    gate.set()
    await asyncio.sleep(0.05)
    assert await worker.run(lambda _: "next") == "next"


@pytest.mark.parametrize("leaves", ["at its deadline", "on a stop"])
async def test_a_failure_that_comes_too_late_is_not_logged(start, caplog, leaves):
    """Nobody waits for it any more, and it may quote a question."""
    gate = threading.Event()

    def fails(_):
        gate.wait(5)
        raise RuntimeError("private words")

    worker = await loaded(start(deadline=0.05 if leaves == "at its deadline" else 5))
    asking = asyncio.create_task(worker.run(fails))
    await asyncio.sleep(0.1)
    asking.cancel()
    with contextlib.suppress(TooLate, asyncio.CancelledError):
        await asking
    gate.set()
    await asyncio.sleep(0.05)
    await worker.run(lambda _: "next")
    del asking
    gc.collect()
    assert caplog.text == ""


async def test_work_that_waited_beyond_its_deadline_is_never_begun(start):
    gate, begun = threading.Event(), []
    worker = await loaded(start(deadline=0.3))
    first = asyncio.create_task(worker.run(lambda _: gate.wait(5)))
    await asyncio.sleep(0)
    with pytest.raises(TooLate):
        await worker.run(lambda _: begun.append("late"))
    with pytest.raises(TooLate):
        await first
    gate.set()
    await asyncio.sleep(0.05)
    await worker.run(lambda _: begun.append("next"))
    assert begun == ["next"]


async def test_who_asks_while_the_models_load_is_told_so(start):
    gate = threading.Event()
    worker = start(lambda: gate.wait(5) and Newsroom(), deadline=0.05)
    with pytest.raises(StillStarting):
        await worker.run(lambda _: "answer")
    gate.set()
    await loaded(worker)
    assert await worker.run(lambda _: "answer") == "answer"


async def test_a_failed_load_is_handed_out_and_ends_all_waiting(start):
    def fails():
        raise OSError("no model")

    worker = start(fails)
    with pytest.raises(StillStarting):
        await worker.run(lambda _: "answer")
    with pytest.raises(OSError, match="no model"):
        await asyncio.wrap_future(worker.loaded)


async def test_an_error_of_the_work_reaches_who_asked_for_it_and_nobody_else(start):
    def fails(_):
        raise TimeoutError("its own")

    worker = start()
    with pytest.raises(TimeoutError, match="its own"):
        await worker.run(fails)
    assert await worker.run(lambda _: 1) == 1


async def test_who_waits_long_is_told_how_many_are_ahead(start):
    gate, told = threading.Event(), []

    async def on_wait(ahead, seconds):
        told.append((ahead, round(seconds, 1)))

    worker = await loaded(start(deadline=20))
    ahead = [asyncio.create_task(worker.run(lambda _: gate.wait(5))) for _ in range(10)]
    await asyncio.sleep(0)
    last = asyncio.create_task(worker.run(lambda _: "done", on_wait))
    await asyncio.sleep(0.05)
    gate.set()
    assert await last == "done"
    await asyncio.gather(*ahead)
    assert told == [(10, 2.0)]


async def test_what_could_not_be_in_time_is_refused_at_once(start):
    gate = threading.Event()
    worker = await loaded(start(deadline=1.0))
    waiting = [asyncio.create_task(worker.run(lambda _: gate.wait(5))) for _ in range(6)]
    await asyncio.sleep(0)
    with pytest.raises(Busy, match="6 ahead, about 1 s"):
        await worker.run(lambda _: "hopeless")
    gate.set()
    await asyncio.gather(*waiting)


async def test_a_cancelled_question_is_not_begun(start):
    gate, begun = threading.Event(), []
    worker = await loaded(start())
    first = asyncio.create_task(worker.run(lambda _: gate.wait(5)))
    await asyncio.sleep(0.02)
    second = asyncio.create_task(worker.run(lambda _: begun.append("second")))
    await asyncio.sleep(0.02)
    second.cancel()
    await asyncio.sleep(0.02)
    gate.set()
    await first
    await worker.run(lambda _: begun.append("third"))
    assert begun == ["third"]


async def test_a_cancelled_wait_for_loading_does_not_break_the_worker(start):
    """A stop while models load cancels those who wait for them; the thread goes on and can be stopped."""
    gate = threading.Event()
    worker = start(lambda: gate.wait(5) and Newsroom())
    waiting = asyncio.wrap_future(worker.loaded)
    waiting.cancel()
    await asyncio.sleep(0)
    gate.set()
    await loaded(worker)
    assert await worker.run(lambda _: "answered") == "answered"
