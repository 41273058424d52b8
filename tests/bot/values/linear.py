"""How the time of a function grows with a repeated piece of text."""

import time

_LENGTH, _TIMES = 2_000, 16
_FACTOR = 5
_SECONDS = 0.002


def took_too_long(function, piece):
    """Whether 16 times the text takes more than 80 times the time; quadratic time would be 256."""
    short = piece * (_LENGTH // len(piece))
    best_short = min(_timed(function, short) for _ in range(3))
    best_long = min(_timed(function, short * _TIMES) for _ in range(2))
    return best_long > _TIMES * _FACTOR * max(best_short, _SECONDS)


def _timed(function, text):
    begin = time.process_time()
    function(text)
    return time.process_time() - begin
