"""What stands behind a button: `kind:random-id:small-int`, at most 64 bytes, matched as a whole."""

import re
import secrets
from dataclasses import dataclass
from typing import Literal, cast

Press = Literal["ask", "page", "view", "story", "alone"]

_FORM = re.compile(r"(ask|page|view|story|alone):([A-Za-z0-9_-]{12}):(0|[1-9][0-9]{0,5})")
# An article of a million characters, as badly cut as can be, has about 2,700 pages; sources are at most 20.
_PAGES = 10_000


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button press: `id` names what the bot remembers, `number` says which part of it."""

    press: Press
    id: str
    number: int


def new_id() -> str:
    """72 random bits in 12 characters."""
    return secrets.token_urlsafe(9)


def write(press: Press, id: str, number: int) -> str:
    """The data of a button."""
    return f"{press}:{id}:{number}"


def read(data: str | None) -> Pressed | None:
    """The press that the data stands for; None for anything that this bot does not write."""
    found = _FORM.fullmatch(data or "")
    if not found:
        return None
    return Pressed(cast("Press", found[1]), found[2], int(found[3]))


def place(source: int, page: int) -> int:
    """One small number for a page of the article of a source (both from 0, pages below 10,000)."""
    return source * _PAGES + min(page, _PAGES - 1)


def placed(number: int) -> tuple[int, int]:
    """Source and page of such a number."""
    return divmod(number, _PAGES)
