"""The generation that answers now, while builds and rollbacks move the pointer under a running process."""

import threading

from index.errors import GenerationError
from index.generation import Generation
from index.generations import CURRENT, Generations
from index.types import ModelIdentity

_Seen = tuple[int, int, int] | None


class Live:
    """Gives the current generation and follows the pointer.

    A caller keeps the generation it got for the whole of its answer; a new one takes its place for later
    callers only. A new generation that cannot be loaded changes nothing: the old one goes on, and `error`
    says why.
    """

    def __init__(
        self, generations: Generations, model: ModelIdentity | None = None, *, wait: bool = False
    ) -> None:
        """Load the current generation.

        Args:
            generations: where the pointer is.
            model: the model that questions are embedded with; a generation of another one is not taken.
            wait: whether `get` waits for a new generation to load (a batch of questions wants that) or
                gives the old one until the new one stands ready (a chat wants that).

        Raises:
            GenerationMissing, GenerationStale, GenerationCorrupt: the first generation cannot be loaded.
        """
        self._generations = generations
        self._model = model
        self._wait = wait
        self._turn = threading.Lock()
        self._seen = self._pointer()
        self._generation = generations.load(model=model)
        self._error: str | None = None

    @property
    def error(self) -> str | None:
        """Why the generation that the pointer names is not the one that answers; None when it is."""
        return self._error

    def get(self) -> Generation:
        """The generation to answer from. Looks at the pointer (one stat), loads nothing under way twice."""
        if self._pointer() != self._seen:
            if self._wait:
                self.refresh()
            elif self._turn.acquire(blocking=False):
                threading.Thread(
                    target=self._refresh_and_release, name="next-generation", daemon=True
                ).start()
        return self._generation

    def refresh(self) -> None:
        """Load what the pointer names now, if it is another one than before, and swap."""
        with self._turn:
            self._follow()

    def _refresh_and_release(self) -> None:
        try:
            self._follow()
        finally:
            self._turn.release()

    def _follow(self) -> None:
        pointer = self._pointer()
        if pointer == self._seen:
            return
        try:
            named = self._generations.current()
            if named != self._generation.id:
                self._generation = self._generations.load(named, self._model)
            self._error = None
        except (GenerationError, OSError) as error:
            self._error = str(error)
        self._seen = pointer

    def _pointer(self) -> _Seen:
        try:
            status = (self._generations.root / CURRENT).stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size
