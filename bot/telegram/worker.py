"""One thread does all model work: a bounded queue in front of it, a deadline on each piece of work.

The answerer is made in that thread too, so that what has a thread of its own (sqlite connections) is only
used there.
"""

import asyncio
import queue
import threading
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import Future
from dataclasses import dataclass, field
from typing import Any, TypeVar

from bot.telegram.types import Answers, Load

T = TypeVar("T")

_FIRST_GUESS = 0.2
_WEIGHT_OF_LAST = 0.2
NOTICE_SECONDS = 2.0


class Busy(Exception):
    """The queue is full, or so long that the work would miss its deadline."""

    def __init__(self, ahead: int, seconds: float) -> None:
        super().__init__(f"{ahead} ahead, about {seconds:.0f} s")
        self.ahead = ahead
        self.seconds = seconds


class TooLate(Exception):
    """The work was not done by its deadline."""


class StillStarting(TooLate):
    """The work was not done by its deadline because the answerer is still being made."""


@dataclass(slots=True)
class _Job:
    work: Callable[[Answers], Any]
    result: Future[Any] = field(default_factory=Future)


class Worker:
    """Runs work on the answerer that `load` makes, one piece after another, in a thread of its own.

    `size` bounds how many wait; `deadline` is in seconds from the moment of asking.
    """

    def __init__(self, load: Load, *, size: int = 64, deadline: float = 10.0) -> None:
        self._load = load
        self._size = size
        self._deadline = deadline
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._waiting = 0
        self._lock = threading.Lock()
        self._each = _FIRST_GUESS
        self.loaded: Future[None] = Future()
        # A daemon: a model that hangs must not keep the process from ending.
        self._thread = threading.Thread(target=self._serve, name="answers", daemon=True)

    def start(self) -> None:
        """Begin to make the answerer."""
        # So that cancelling the wait for it, on a stop while models load, cannot cancel the future itself.
        self.loaded.set_running_or_notify_cancel()
        self._thread.start()

    def stop(self) -> None:
        """Take no more work. What runs is not waited for."""
        self._jobs.put(None)

    async def run(
        self,
        work: Callable[[Answers], T],
        on_wait: Callable[[int, float], Awaitable[None]] | None = None,
    ) -> T:
        """Do the work in the thread and give its result.

        `on_wait` is called with the number of those ahead and the seconds that they will take, when that
        is long enough to say so.

        Raises:
            Busy: There is no room, or no hope to be in time.
            TooLate: The deadline passed.
        """
        ahead, seconds = self._waiting, self._waiting * self._each
        if ahead > self._size or (seconds > self._deadline and self.loaded.done()):
            raise Busy(ahead, seconds)
        job = _Job(work)
        with self._lock:
            self._waiting += 1
        job.result.add_done_callback(self._finished)
        done: asyncio.Future[T] = asyncio.wrap_future(job.result)
        until = time.monotonic() + self._deadline
        self._jobs.put(job)
        try:
            if on_wait and seconds >= NOTICE_SECONDS:
                await on_wait(ahead, seconds)
            finished, _ = await asyncio.wait({done}, timeout=max(until - time.monotonic(), 0))
            if finished:
                return done.result()
            raise TooLate if self.loaded.done() else StillStarting
        finally:
            # Work that nobody waits for is not begun; a failure that comes late would be logged by asyncio,
            # which would quote it.
            job.result.cancel()
            done.cancel()

    def _finished(self, _: Future[Any]) -> None:
        with self._lock:
            self._waiting -= 1

    def _serve(self) -> None:
        try:
            answers = self._load()
        except BaseException as error:  # noqa: BLE001 - whatever it is, the main thread raises it
            self.loaded.set_exception(error)
            while (job := self._jobs.get()) is not None:
                if job.result.set_running_or_notify_cancel():
                    job.result.set_exception(StillStarting())
            return
        self.loaded.set_result(None)
        while (job := self._jobs.get()) is not None:
            if job.result.set_running_or_notify_cancel():
                self._do(job, answers)

    def _do(self, job: _Job, answers: Answers) -> None:
        began = time.monotonic()
        try:
            result = job.work(answers)
        except BaseException as error:  # noqa: BLE001 - it belongs to whoever asked
            job.result.set_exception(error)
        else:
            job.result.set_result(result)
        self._each += _WEIGHT_OF_LAST * (time.monotonic() - began - self._each)
