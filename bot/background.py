"""Something that takes seconds to make, made while a person is typing."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Background(Generic[T]):
    """Makes one value in a thread of its own, from the moment of construction."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: list[T] = []
        self._failure: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="loading", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._made.append(self._make())
        except BaseException as failure:  # noqa: BLE001 - raised again in the thread that asks for the value
            self._failure = failure

    def ready(self) -> bool:
        """Whether `get` would return or raise at once."""
        return not self._thread.is_alive()

    def get(self) -> T:
        """The value; waits for it, and raises what went wrong while it was made."""
        self._thread.join()
        if self._failure:
            raise self._failure
        return self._made[0]
