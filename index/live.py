"""The generation that answers now, while builds and rollbacks move the pointer under a running process."""

import threading
import time
from collections.abc import Callable

from index.errors import GenerationError
from index.generation import Generation
from index.generations import CURRENT, Generations
from index.types import ModelIdentity

RETRY = 60.0
"""Seconds after which a generation that could not be loaded is tried again."""

_Seen = tuple[int, int, int] | None


class Live:
    """Gives the current generation and follows the pointer.

    A caller keeps the generation it got for the whole of its answer; a new one takes its place for later
    callers only. A new generation that cannot be loaded changes nothing: the old one goes on, `error` says
    why, and the new one is tried again after a minute, since a disk or memory may be full only for a while.
    """

    def __init__(
        self,
        generations: Generations,
        model: ModelIdentity | None = None,
        *,
        wait: bool = False,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Load the current generation.

        Args:
            generations: where the pointer is.
            model: the model that questions are embedded with; a generation of another one is not taken.
            wait: whether `get` waits for a new generation to load (a batch of questions wants that) or
                gives the old one until the new one stands ready (a chat wants that).
            clock: tells the seconds by which a failed load is tried again.

        Raises:
            GenerationMissing, PointerLost, GenerationStale, GenerationCorrupt: there is no first generation,
                or it cannot be loaded.
        """
        self._generations = generations
        self._model = model
        self._wait = wait
        self._clock = clock
        self._turn = threading.Lock()
        self._seen = self._pointer()
        self._generation = generations.load(model=model)
        self._error: str | None = None
        self._failed = 0.0

    @property
    def error(self) -> str | None:
        """Why the generation that the pointer names is not the one that answers; None when it is."""
        return self._error

    def get(self) -> Generation:
        """The generation to answer from. Looks at the pointer (one stat), loads nothing under way twice."""
        if self._due():
            if self._wait:
                self.refresh()
            elif self._turn.acquire(blocking=False):
                threading.Thread(
                    target=self._refresh_and_release, name="next-generation", daemon=True
                ).start()
        return self._generation

    def refresh(self) -> None:
        """Load what the pointer names now, unless it answers already or failed a moment ago, and swap."""
        with self._turn:
            self._follow()

    def _refresh_and_release(self) -> None:
        try:
            self._follow()
        finally:
            self._turn.release()

    def _due(self) -> bool:
        """Whether the pointer was moved, or what it names failed long enough ago to be tried again."""
        failed_long_ago = self._error is not None and self._clock() - self._failed >= RETRY
        return failed_long_ago or self._pointer() != self._seen

    def _follow(self) -> None:
        if not self._due():
            return
        pointer = self._pointer()
        try:
            named = self._generations.current()
            same = named == self._generation.id
            generation = self._generation if same else self._generations.load(named, self._model)
            self._error, self._generation = None, generation
        except (GenerationError, OSError) as error:
            self._error = str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the old generation goes on
            self._error = f"{type(error).__name__}: {error}"
        self._failed = self._clock()
        self._seen = pointer

    def _pointer(self) -> _Seen:
        try:
            status = (self._generations.root / CURRENT).stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size
