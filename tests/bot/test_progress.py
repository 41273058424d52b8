"""Progress tells how far, how fast and how long still; a terminal gets one line, a log a few."""

import io

import pytest

from bot.progress import Meter, progress_line


@pytest.mark.parametrize(
    ("done", "total", "seconds", "line"),
    [
        (0, 500, 1, "0 of 500 passages"),
        (1200, 5000, 12, "1,200 of 5,000 passages, 100 a second, 38 s left"),
        (1, 100, 4, "1 of 100 passages, 15 a minute, 7 min left"),
        (100, 100_000, 10, "100 of 100,000 passages, 10 a second, 2.8 h left"),
        (5, 5, 0.5, "5 of 5 passages, 10 a second"),
    ],
)
def test_a_line_has_count_rate_and_time_left(done, total, seconds, line):
    assert progress_line(done, total, seconds, "passages") == line


def test_a_log_gets_no_more_than_a_line_at_the_end_of_something_short():
    stream = io.StringIO()
    meter = Meter(stream, "files")
    for done in range(1, 1001):
        meter(done, 1000)
    meter.close()
    assert stream.getvalue().count("\n") == 1
    assert stream.getvalue().startswith("1,000 of 1,000 files")


def test_a_terminal_gets_one_line_that_is_rewritten_and_ended():
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    stream = Terminal()
    meter = Meter(stream, "files")
    meter(1, 1)
    meter(1, 1)
    meter.close()
    meter.close()
    assert stream.getvalue().startswith("\r\x1b[K1 of 1 files")
    assert stream.getvalue().count("\n") == 1
