"""What the Telegram front needs from the rest, and what it hands from one of its modules to another.

Nothing here imports the telegram library.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.types import Answer, Coverage
from corpus.types import Article


class Library(Protocol):
    """One generation, as far as people in Telegram look into it."""

    @property
    def id(self) -> str:
        """The generation's id, as in `Answer.generation`."""
        ...

    def article(self, id: str) -> Article | None:
        """The article as this generation has it, None when it has none of that id."""
        ...

    def articles(self) -> Iterable[Article]:
        """All articles."""
        ...

    def coverage(self, as_of: date | None = None) -> Coverage:
        """How many articles and outlets, and from which days."""
        ...


class Answers(Protocol):
    """Something that answers from a live generation. It is only ever called from one worker thread."""

    def answer(self, question: str, *, as_of: date | None = None) -> Answer:
        """Answer one question."""
        ...

    def generation(self) -> Library:
        """The generation that the next answer would come from."""
        ...


class Served(Answers, Protocol):
    """The same, with something to show a newcomer."""

    def examples(self) -> Sequence[str]:
        """Questions to try, each of them answered by the live generation."""
        ...


Load = Callable[[], Served]
"""Makes the answerer. Slow (models are read), so it runs in the worker thread while polling begins."""


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: it opens `url`, or sends `data` (at most 64 bytes) back. Exactly one is set."""

    text: str
    url: str | None = None
    data: str | None = None


Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Message:
    """A message as Telegram gets it: HTML that is valid and within limits, and rows of buttons."""

    html: str
    buttons: Buttons = ()

    @property
    def needs_state(self) -> bool:
        """Whether a button refers to something that must be remembered."""
        return any(button.data for row in self.buttons for button in row)
