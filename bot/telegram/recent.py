"""The last answers and the questions that they were given to, for follow-ups: in memory only, for an hour.

Nothing of it is ever written down; after a restart, a reply to an older answer is a question like any other.
"""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from bot.followup import Turn

REPLY_SECONDS = 3600.0
FRAGMENT_SECONDS = 600.0
MOST = 5_000


@dataclass(frozen=True, slots=True)
class _Noted:
    person: str
    at: float
    turn: Turn
    before: Turn | None


class Recent:
    """Turns by chat and message; beyond 5,000 the oldest are dropped. `clock` gives seconds."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._noted: OrderedDict[tuple[str, int], _Noted] = OrderedDict()

    def note(self, chat: str, answer: int, person: str, turn: Turn, before: Turn | None) -> None:
        """Remember what the message `answer` answered, and the turn before it that the question followed."""
        self.sweep()
        self._noted[chat, answer] = _Noted(person, self._clock(), turn, before)
        self._noted.move_to_end((chat, answer))
        while len(self._noted) > MOST:
            self._noted.popitem(last=False)

    def at(self, chat: str, answer: int) -> Turn | None:
        """The turn of an answer that somebody replies to."""
        noted = self._of(chat, answer)
        return noted.turn if noted else None

    def before(self, chat: str, answer: int) -> Turn | None:
        """The turn that an answered question followed, for when that question is edited."""
        noted = self._of(chat, answer)
        return noted.before if noted else None

    def last(self, chat: str) -> Turn | None:
        """The turn of the last answer in a chat, for a fragment within ten minutes of it."""
        oldest = self._clock() - FRAGMENT_SECONDS
        for (where, _), noted in reversed(self._noted.items()):
            if noted.at < oldest:
                return None
            if where == chat:
                return noted.turn
        return None

    def count(self, person: str, chat: str) -> int:
        """How many turns are remembered of a person, and of their private chat."""
        self.sweep()
        return sum(self._is_of(key, noted, person, chat) for key, noted in self._noted.items())

    def forget(self, person: str, chat: str) -> int:
        """Drop the turns of a person and of their private chat; returns how many."""
        gone = [key for key, noted in self._noted.items() if self._is_of(key, noted, person, chat)]
        for key in gone:
            del self._noted[key]
        return len(gone)

    def sweep(self) -> None:
        """Drop what is older than an hour."""
        oldest = self._clock() - REPLY_SECONDS
        while self._noted and next(iter(self._noted.values())).at < oldest:
            self._noted.popitem(last=False)

    def _of(self, chat: str, answer: int) -> _Noted | None:
        self.sweep()
        return self._noted.get((chat, answer))

    @staticmethod
    def _is_of(key: tuple[str, int], noted: _Noted, person: str, chat: str) -> bool:
        return noted.person == person or key[0] == chat
