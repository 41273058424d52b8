"""What is kept is deleted in time, and a failure of that ends nothing."""

import asyncio
import sqlite3

from bot.telegram.lifecycle import sweep
from bot.telegram.state import State


async def test_a_sweep_that_fails_is_logged_and_tried_again(tmp_path, clock, caplog):
    class FullOnce(State):
        tried = False

        def sweep(self):
            if not self.tried:
                self.tried = True
                raise sqlite3.OperationalError("database or disk is full")
            super().sweep()
            swept.set()

    swept = asyncio.Event()
    with FullOnce(tmp_path / "bot.sqlite", clock) as memory:
        memory.claim("chat", 1, "person")
        clock.moves(31 * 24 * 3600)
        sweeping = asyncio.create_task(sweep(memory, every=0.001))
        await asyncio.wait_for(swept.wait(), 5)
        sweeping.cancel()
        assert memory.answered("chat", 1) is None
    assert "was not deleted from bot.sqlite (database or disk is full)" in caplog.text
