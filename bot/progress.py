"""How far a long job is: a line that rewrites itself in a terminal, a line now and then elsewhere."""

import time
from typing import TextIO

_EVERY_TERMINAL = 0.2
_EVERY_LOG = 3.0


class Meter:
    """Shows done, total, rate and time left; called with (done, total).

    Calls may come as often as they like: a terminal is written to five times a second at most, anything
    else every three seconds and at the end.
    """

    def __init__(self, stream: TextIO, unit: str) -> None:
        self._stream = stream
        self._unit = unit
        self._terminal = stream.isatty()
        self._begun = self._shown = time.monotonic()
        self._open = False

    def __call__(self, done: int, total: int) -> None:
        """Note that `done` of `total` are done."""
        now = time.monotonic()
        wait = _EVERY_TERMINAL if self._terminal else _EVERY_LOG
        if done < total and now - self._shown < wait:
            return
        self._shown = now
        line = progress_line(done, total, now - self._begun, self._unit)
        if self._terminal:
            self._stream.write(f"\r\x1b[K{line}")
            self._open = True
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def close(self) -> None:
        """End the line that was being rewritten."""
        if self._open:
            self._stream.write("\n")
            self._stream.flush()
            self._open = False


def progress_line(done: int, total: int, seconds: float, unit: str) -> str:
    """Such as "1,200 of 5,000 passages, 85 a second, 45 s left"."""
    line = f"{done:,} of {total:,} {unit}"
    if done and seconds > 0:
        rate = done / seconds
        line += f", {rate:,.0f} a second" if rate >= 1 else f", {60 * rate:,.0f} a minute"
        if done < total:
            line += f", {_duration((total - done) / rate)} left"
    return line


def _duration(seconds: float) -> str:
    if seconds < 90:  # noqa: PLR2004 - up to a minute and a half, seconds read better
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5400 else f"{seconds / 3600:.1f} h"  # noqa: PLR2004
