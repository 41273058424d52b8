"""How often people may ask. Pure but for the clock it is given; everything lives in memory."""

from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

_HOUR = 3600.0
_MINUTE = 60.0
_MOST_KEYS = 20_000


class Verdict(Enum):
    """What to do with a question: answer it, say once that it came too soon, or stay silent."""

    ANSWER = "answer"
    NOTICE = "notice"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class LimitSpec:
    """Questions: seconds between two of a person (private, group), of a person an hour, of a group a minute.

    Edits are capped by person and minute, presses and commands by chat and minute, so that nobody can make
    the bot hit Telegram's own limits (about one message a second in a private chat, 20 a minute in a group).
    """

    between: float = 3.0
    an_hour: int = 60
    group_between: float = 10.0
    group_a_minute: int = 6
    edits_a_minute: int = 6
    presses_a_minute: int = 60
    group_presses_a_minute: int = 10
    commands_a_minute: int = 20
    group_commands_a_minute: int = 3


class Limits:
    """Counts per person and chat. Keys are whatever names them; the oldest are dropped beyond 20,000."""

    def __init__(self, spec: LimitSpec, clock: Callable[[], float]) -> None:
        self.spec = spec
        self._clock = clock
        self._events: OrderedDict[tuple[str, str], deque[float]] = OrderedDict()
        self._latest: OrderedDict[str, float] = OrderedDict()

    def question(self, person: str, group: str | None) -> Verdict:
        """Whether a question may be answered now; only those that may are counted."""
        spec, now = self.spec, self._clock()
        latest = self._latest.get(person)
        between = spec.between if group is None else spec.group_between
        too_soon = latest is not None and now - latest < between
        if too_soon or not self._room(person, group, now):
            return self._notice(group or person, now)
        self._latest[person] = now
        self._latest.move_to_end(person)
        while len(self._latest) > _MOST_KEYS:
            self._latest.popitem(last=False)
        self._count(person, group, now)
        return Verdict.ANSWER

    def edit(self, person: str, group: str | None) -> bool:
        """Whether an edited question may be answered anew; no pause is asked, slips are corrected at once."""
        now = self._clock()
        if not self._room(person, group, now) or not self._counted("edit", person, self.spec.edits_a_minute):
            return False
        self._count(person, group, now)
        return True

    def press(self, chat: str, *, private: bool) -> bool:
        """Whether a button press may be worked on now."""
        most = self.spec.presses_a_minute if private else self.spec.group_presses_a_minute
        return self._counted("press", chat, most)

    def command(self, chat: str, *, private: bool) -> bool:
        """Whether a command, or a hint to somebody who sent no question, may be answered now."""
        most = self.spec.commands_a_minute if private else self.spec.group_commands_a_minute
        return self._counted("command", chat, most)

    def hint(self, chat: str) -> bool:
        """Whether a hint may be given in the chat now: one a minute."""
        return self._counted("hint", chat, 1)

    def _room(self, person: str, group: str | None, now: float) -> bool:
        if group and len(self._since("group", group, now - _MINUTE)) >= self.spec.group_a_minute:
            return False
        return len(self._since("question", person, now - _HOUR)) < self.spec.an_hour

    def _count(self, person: str, group: str | None, now: float) -> None:
        self._since("question", person, now - _HOUR).append(now)
        if group:
            self._since("group", group, now - _MINUTE).append(now)

    def _counted(self, kind: str, key: str, most: int) -> bool:
        now = self._clock()
        events = self._since(kind, key, now - _MINUTE)
        if len(events) >= most:
            return False
        events.append(now)
        return True

    def _notice(self, key: str, now: float) -> Verdict:
        notices = self._since("notice", key, now - _MINUTE)
        if notices:
            return Verdict.SILENCE
        notices.append(now)
        return Verdict.NOTICE

    def _since(self, kind: str, key: str, start: float) -> deque[float]:
        events = self._events.setdefault((kind, key), deque())
        self._events.move_to_end((kind, key))
        while events and events[0] <= start:
            events.popleft()
        while len(self._events) > _MOST_KEYS:
            self._events.popitem(last=False)
        return events
