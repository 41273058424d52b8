"""The bot's memory: what it keeps, for whom, how long."""

import sqlite3
import stat

import pytest

from bot.telegram.state import Answered, Kept, State, StateError

DAY = 24 * 3600


def test_a_message_is_claimed_once(state):
    assert state.claim("chat", 7, "ann")
    assert not state.claim("chat", 7, "ann")
    assert state.claim("other chat", 7, "ann")


def test_the_reply_to_a_message_is_found_again(state):
    state.claim("chat", 7, "ann")
    assert state.answered("chat", 7) == Answered(None, None)
    state.replied("chat", 7, 1000, "card")
    assert state.answered("chat", 7) == Answered(1000, "card")
    assert state.answered("chat", 8) is None


def test_a_card_is_shown_only_in_its_chat(state):
    state.keep("card", "chat", "ann", "content")
    assert state.kept("card", "chat") == "content"
    assert state.kept("card", "other chat") is None
    assert state.kept("another", "chat") is None


def test_memory_outlives_a_restart(tmp_path, clock):
    with State(tmp_path / "bot.sqlite", clock) as first:
        first.claim("chat", 7, "ann")
        first.keep("card", "chat", "ann", "content")
    with State(tmp_path / "bot.sqlite", clock) as second:
        assert not second.claim("chat", 7, "ann")
        assert second.kept("card", "chat") == "content"


def test_a_crash_after_the_claim_does_not_lose_it(tmp_path, clock):
    first = State(tmp_path / "bot.sqlite", clock)
    first.claim("chat", 7, "ann")
    with State(tmp_path / "bot.sqlite", clock) as second:
        assert not second.claim("chat", 7, "ann")
    first.close()


def test_everything_is_gone_after_thirty_days(state, clock):
    state.claim("chat", 7, "ann")
    state.keep("card", "chat", "ann", "content")
    clock.moves(30 * DAY)
    state.claim("chat", 8, "ann")
    assert state.sweep() == 0
    clock.moves(1)
    assert state.kept("card", "chat") is None
    assert state.sweep() == 2
    assert state.answered("chat", 7) is None
    assert state.answered("chat", 8) is not None


def test_forget_deletes_all_of_a_person_and_nothing_of_others(state):
    state.claim("ann's chat", 1, "ann")
    state.claim("group", 2, "ann")
    state.claim("group", 3, "ben")
    state.keep("c1", "ann's chat", "ann", "content")
    state.keep("c2", "ann's chat", "whoever", "content")
    state.keep("c3", "group", "ben", "content")
    assert state.about("ann", "ann's chat").answered == 2
    assert state.forget("ann", "ann's chat") == 4
    assert state.about("ann", "ann's chat") == Kept(0, 0, None)
    assert state.answered("group", 3) is not None
    assert state.kept("c3", "group") == "content"


def test_what_is_forgotten_leaves_no_trace_in_the_files(tmp_path, clock):
    with State(tmp_path / "bot.sqlite", clock) as state:
        state.keep("card", "chat", "ann", "a sentence of an article")
        state.forget("ann", "chat")
        assert not any(b"a sentence" in path.read_bytes() for path in tmp_path.iterdir())


def test_how_much_is_kept_and_since_when(state, clock):
    state.claim("chat", 1, "ann")
    since = int(clock())
    clock.moves(100)
    state.claim("chat", 2, "ann")
    state.keep("card", "chat", "ann", "content")
    assert state.about("ann", "chat") == Kept(2, 1, since)


def test_the_file_is_for_its_owner_alone(tmp_path, clock):
    with State(tmp_path / "bot.sqlite", clock):
        assert stat.S_IMODE((tmp_path / "bot.sqlite").stat().st_mode) == 0o600


def test_a_file_of_a_newer_version_is_left_alone(tmp_path, clock):
    path = tmp_path / "bot.sqlite"
    db = sqlite3.connect(path)
    db.execute("PRAGMA user_version = 2")
    db.close()
    with pytest.raises(StateError, match="newer version"):
        State(path, clock)


def test_a_file_that_is_no_database_is_an_error_that_says_what_to_do(tmp_path, clock):
    path = tmp_path / "bot.sqlite"
    path.write_text("not a database at all, but long enough to look like something" * 20)
    with pytest.raises(StateError, match="Delete it to start afresh"):
        State(path, clock)


LONG = "b" * 9999
"""Needs room that a full disk does not have."""


@pytest.fixture
def full(state):
    """A memory that holds one message, on a disk that is full."""
    state.claim("chat", 1, "ann")
    state._db.execute("PRAGMA max_page_count = 1")
    return state


def make_room(state):
    state._db.execute("PRAGMA max_page_count = 100000")


class TestFullDisk:
    """What cannot be written is remembered until the bot stops."""

    def test_a_message_is_claimed_once_all_the_same(self, full):
        assert full.claim("other", 7, LONG)
        assert not full.claim("other", 7, LONG)
        assert full.answered("other", 7) == Answered(None, None)
        assert not full.claim("chat", 1, LONG)

    def test_a_card_that_cannot_be_kept_is_gone(self, full):
        full.keep("card", "chat", "ann", LONG)
        full.replied("chat", 1, 1000, LONG)
        assert full.kept("card", "chat") is None
        assert full.answered("chat", 1) == Answered(None, None)

    def test_the_log_says_what_is_the_matter_once_until_it_is_mended(self, full, caplog):
        told = "bot.sqlite cannot be written (database or disk is full)"
        full.claim("other", 7, LONG)
        full.claim("other", 8, LONG)
        assert caplog.text.count(told) == 1
        make_room(full)
        full.claim("other", 9, LONG)
        full._db.execute("PRAGMA max_page_count = 1")
        full.claim("other", 10, LONG)
        assert caplog.text.count(told) == 2

    def test_with_room_again_it_is_still_claimed(self, full):
        full.claim("other", 7, LONG)
        make_room(full)
        assert not full.claim("other", 7, LONG)

    def test_it_is_told_and_forgotten_like_all_else(self, full, clock):
        full.claim("other", 7, LONG)
        full.claim("ben's chat", 8, LONG + "x")
        full.claim("other", 9, LONG + "y")
        assert full.about(LONG, "ben's chat") == Kept(2, 0, int(clock()))
        make_room(full)
        assert full.forget(LONG, "ben's chat") == 2
        assert full.answered("other", 7) is None
        assert full.answered("other", 9) is not None

    def test_it_is_gone_after_thirty_days(self, full, clock):
        full.claim("other", 7, LONG)
        clock.moves(30 * DAY + 1)
        make_room(full)
        assert full.sweep() == 2
        assert full.answered("other", 7) is None
