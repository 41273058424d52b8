"""What is made in the background is made once, and its failure is not lost."""

import threading

import pytest

from bot.background import Background


def test_the_value_is_made_once_while_the_caller_goes_on():
    begin, calls = threading.Event(), []

    def make():
        begin.wait(10)
        calls.append(1)
        return "made"

    background = Background(make)
    assert not background.ready()
    begin.set()
    assert (background.get(), background.get()) == ("made", "made")
    assert background.ready()
    assert calls == [1]


def test_a_failure_is_raised_where_the_value_is_asked_for():
    def fail():
        raise LookupError("nothing there")

    background = Background(fail)
    for _ in range(2):
        with pytest.raises(LookupError, match="nothing there"):
            background.get()
