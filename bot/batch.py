"""Questions one a line in, answers one a line out, each written before the next line is read."""

import json
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO, Generic, TextIO, TypeVar

from bot.errors import BotError, UsageError
from bot.records import Record, line
from index.errors import GenerationError

_LONGEST_LINE = 1 << 20
MOST_REMEMBERED = 10_000


@dataclass(frozen=True, slots=True)
class Asked:
    """One line of a batch. `followup_to` is the id of an earlier line."""

    id: str | None
    question: str
    followup_to: str | None = None
    as_of: date | None = None


T = TypeVar("T")


class Earlier(Generic[T]):
    """What later lines may follow up, by id; beyond 10,000 the oldest are dropped."""

    def __init__(self, most: int = MOST_REMEMBERED) -> None:
        self._most = most
        self._held: OrderedDict[str, T] = OrderedDict()

    def followed_by(self, asked: Asked) -> T | None:
        """What the line follows up; None where it follows nothing.

        Raises:
            UsageError: No line that was answered before has that id.
        """
        if asked.followup_to is None:
            return None
        if asked.followup_to not in self._held:
            raise UsageError(
                f'"followup_to" names no line that was answered before, or one more than {self._most:,} '
                f"lines back: {asked.followup_to[:40]!r}."
            )
        return self._held[asked.followup_to]

    def note(self, asked: Asked, what: T) -> None:
        """Remember a line under its id, if it has one."""
        if asked.id is not None:
            self._held[asked.id] = what
            self._held.move_to_end(asked.id)
            if len(self._held) > self._most:
                self._held.popitem(last=False)


def run(
    lines: BinaryIO, out: TextIO, answer: Callable[[Asked], Record], failed: Callable[[Exception], str]
) -> bool:
    """Answer every line; gives whether all went well on our side.

    A line that cannot be read or asked gives {"error": …, "line": n}, and so does one on which the program
    itself fails, after `failed` has noted it and said what to tell. GenerationError ends the batch.
    """
    well = True
    for number, raw in _lines(lines):
        try:
            record = answer(parse(raw))
        except BotError as error:
            record = {"error": str(error), "line": number}
        except (GenerationError, OSError, MemoryError):
            raise
        except Exception as error:  # noqa: BLE001 - one question must not take the others with it
            well = False
            record = {"error": failed(error), "line": number}
        out.write(line(record) + "\n")
        out.flush()
    return well


def _lines(stream: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while raw := stream.readline(_LONGEST_LINE):
        number += 1
        while not raw.endswith(b"\n") and (rest := stream.readline(_LONGEST_LINE)):
            raw = raw[:_LONGEST_LINE] + b" " + rest[-1:]
        if raw.strip():
            yield number, raw


def parse(raw: bytes) -> Asked:
    """Read one line.

    Raises:
        UsageError: It is not a JSON object with a question, or a field has the wrong form.
    """
    if len(raw) > _LONGEST_LINE:
        raise UsageError("The line is longer than 1 MiB.")
    try:
        values = json.loads(raw)
    except UnicodeDecodeError:
        raise UsageError("The line is not UTF-8.") from None
    except (ValueError, RecursionError) as error:
        raise UsageError(f"The line is not valid JSON: {error}.") from None
    if not isinstance(values, dict):
        raise UsageError('The line is not an object such as {"id": "q1", "question": "who sent troops?"}.')
    question = values.get("question")
    if not isinstance(question, str):
        raise UsageError('The object has no "question", or it is not a string.')
    as_of = _string(values, "as_of")
    return Asked(
        id=_string(values, "id"),
        question=question,
        followup_to=_string(values, "followup_to"),
        as_of=day(as_of, '"as_of"') if as_of is not None else None,
    )


def _string(values: dict[str, object], key: str) -> str | None:
    value = values.get(key)
    if value is not None and not isinstance(value, str):
        raise UsageError(f'"{key}" is not a string.')
    return value


def day(text: str, name: str) -> date:
    """A day such as 2022-01-08.

    Raises:
        UsageError: It is anything else.
    """
    try:
        if len(text) == len("2022-01-08"):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError(f"{name} must be a day such as 2022-01-08, not {text[:40]!r}.")
