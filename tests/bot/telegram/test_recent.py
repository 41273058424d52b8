"""What is remembered for follow-ups: how long, how much, for whom."""

import asyncio

from bot.followup import Turn
from bot.telegram.lifecycle import fade
from bot.telegram.recent import MOST, Recent

FIRST, SECOND = Turn("who sent troops?"), Turn("when did Russia send troops?")


def test_an_answer_can_be_replied_to_for_an_hour(clock):
    recent = Recent(clock)
    recent.note("chat", 7, "ann", FIRST, None)
    clock.moves(3600)
    assert recent.at("chat", 7) == FIRST
    assert recent.at("other chat", 7) is None
    clock.moves(1)
    assert recent.at("chat", 7) is None


def test_the_last_answer_of_a_chat_counts_for_ten_minutes(clock):
    recent = Recent(clock)
    recent.note("chat", 7, "ann", FIRST, None)
    recent.note("chat", 8, "ann", SECOND, FIRST)
    recent.note("other chat", 9, "ben", FIRST, None)
    clock.moves(600)
    assert recent.last("chat") == SECOND
    assert recent.last("nowhere") is None
    clock.moves(1)
    assert recent.last("chat") is None


def test_what_a_question_followed_is_there_for_its_edits(clock):
    recent = Recent(clock)
    recent.note("chat", 7, "ann", FIRST, None)
    recent.note("chat", 8, "ann", SECOND, FIRST)
    assert recent.before("chat", 7) is None
    assert recent.before("chat", 8) == FIRST


def test_an_answer_that_is_noted_again_is_the_last_one(clock):
    recent = Recent(clock)
    recent.note("chat", 7, "ann", FIRST, None)
    recent.note("chat", 8, "ann", FIRST, None)
    recent.note("chat", 7, "ann", SECOND, None)
    assert recent.last("chat") == SECOND


def test_forget_drops_all_of_a_person_and_nothing_of_others(clock):
    recent = Recent(clock)
    recent.note("ann's chat", 1, "ann", FIRST, None)
    recent.note("group", 2, "ann", FIRST, None)
    recent.note("group", 3, "ben", SECOND, None)
    assert recent.count("ann", "ann's chat") == 2
    assert recent.forget("ann", "ann's chat") == 2
    assert recent.count("ann", "ann's chat") == 0
    assert recent.at("group", 2) is None
    assert recent.at("group", 3) == SECOND


def test_beyond_the_bound_the_oldest_go(clock):
    recent = Recent(clock)
    for number in range(MOST + 2):
        recent.note("chat", number, "ann", FIRST, None)
    assert recent.count("ann", "chat") == MOST
    assert recent.at("chat", 1) is None
    assert recent.at("chat", 2) == FIRST


async def test_what_is_too_old_is_dropped_also_while_nobody_asks(clock):
    recent = Recent(clock)
    recent.note("chat", 7, "ann", FIRST, None)
    fading = asyncio.create_task(fade(recent, every=0))
    await asyncio.sleep(0.01)
    assert len(recent._noted) == 1
    clock.moves(3601)
    await asyncio.sleep(0.01)
    assert len(recent._noted) == 0
    fading.cancel()
