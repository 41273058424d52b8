"""What the Telegram front needs from the rest, and what it hands from one of its modules to another.

Nothing here imports the telegram library.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from bot.followup import Turn
from bot.types import Answer
from corpus.types import Article
from index.types import Holdings


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

    def coverage(self, as_of: date | None = None) -> Holdings:
        """How many articles and outlets, and from which days."""
        ...


class Ask(Protocol):
    """Answers a question, such as `bot.answer.Answerer.ask`."""

    def __call__(self, question: str, /, *, before: Turn | None = None) -> tuple[Answer, Library]:
        """The answer with the generation that it is from; `before` is what the question may follow up."""
        ...


@dataclass(frozen=True, slots=True)
class Answers:
    """What the front asks of the rest. It is only ever called from one worker thread.

    `ask` gives an answer with the generation that it is from, `generation` the one that the next answer would
    be from, `examples` questions that it answers.
    """

    ask: Ask
    generation: Callable[[], Library]
    examples: Callable[[], Sequence[str]]


Load = Callable[[], Answers]
"""Makes the answerer. Slow (models are read), so it runs in the worker thread while polling begins."""


@dataclass(frozen=True, slots=True)
class Button:
    """An inline button: it opens `url`, or sends `data` (at most 64 bytes) back. Exactly one is set."""

    text: str
    url: str | None = None
    data: str | None = None


Buttons = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message as Telegram gets it: HTML that is valid and within limits, and rows of buttons."""

    html: str
    buttons: Buttons = ()

    @property
    def needs_state(self) -> bool:
        """Whether a button refers to something that must be remembered."""
        return any(button.data for row in self.buttons for button in row)
