"""Telegram has a bad day: each answer still arrives once, and nothing secret is shown."""

import pytest

from tests.emulator.server import GONE, Emulator
from tests.end_to_end.cards import quotations
from tests.end_to_end.program import ANSWER, Bot, reply_to

QUESTION = "how many people were detained in Kazakhstan?"


async def test_an_answer_waits_as_long_as_telegram_asks(emulator: Emulator):
    """429 with retry_after: it is sent again after that time, and not before."""
    ann = emulator.person()
    emulator.fail("sendMessage", chat_id=ann.id, status=429, retry_after=2)
    answer = await reply_to(emulator, ann.writes(QUESTION))
    assert quotations(answer)
    first, second = emulator.made("sendMessage", chat_id=ann.id)
    assert (first.status, second.status) == (429, 200)
    assert second.at - first.at >= 2


async def test_waiting_in_one_chat_does_not_hold_up_another(bot: Bot, emulator: Emulator):
    ann = emulator.person()
    fault = emulator.fail("sendMessage", chat_id=ann.id, status=429, retry_after=8)
    ann.writes("/help")
    await emulator.until(lambda: fault.hits, "refused call", ANSWER)
    refused = emulator.made("sendMessage", chat_id=ann.id)[0]
    await bot.ask("/help")
    assert emulator.calls[-1].at - refused.at < 8
    assert ann.private.from_bot() == []
    await emulator.until(ann.private.from_bot, "late reply", 40)


async def test_a_server_error_is_tried_once_more(emulator: Emulator):
    ann = emulator.person()
    emulator.fail("sendMessage", chat_id=ann.id, status=500)
    assert quotations(await reply_to(emulator, ann.writes(QUESTION)))
    assert [call.status for call in emulator.made("sendMessage", chat_id=ann.id)] == [500, 200]


async def test_a_server_that_stays_broken_is_left_alone(bot: Bot, emulator: Emulator):
    """Two tries, then nothing; the bot goes on for everyone else."""
    ann = emulator.person()
    fault = emulator.fail(
        "sendMessage", chat_id=ann.id, status=502, body=b"<html>Bad Gateway</html>", times=9
    )
    ann.writes(QUESTION)
    await emulator.until(lambda: fault.hits >= 2, "second try", ANSWER)
    assert quotations(await bot.ask(QUESTION))
    assert fault.hits == 2


async def test_a_call_that_times_out_is_not_repeated(bot: Bot, emulator: Emulator):
    """It may have arrived, and here it did: people see the answer once."""
    ann = emulator.person()
    emulator.fail("sendMessage", chat_id=ann.id, hang=120, carried_out=True)
    ann.writes(QUESTION)
    await emulator.until(
        lambda: [call for call in emulator.made("sendMessage", chat_id=ann.id) if call.status == GONE],
        "end of the bot's patience",
        60,
    )
    assert quotations(await bot.ask(QUESTION))
    assert len(emulator.made("sendMessage", chat_id=ann.id)) == 1
    assert len(ann.private.from_bot()) == 1


async def test_a_connection_that_breaks_after_sending_answers_once(bot: Bot, emulator: Emulator):
    ann = emulator.person()
    fault = emulator.fail("sendMessage", chat_id=ann.id, reset=True, carried_out=True)
    ann.writes(QUESTION)
    await emulator.until(lambda: fault.hits, "broken call", ANSWER)
    assert quotations(await bot.ask(QUESTION))
    assert len(ann.private.from_bot()) == 1


async def test_polling_survives_errors_and_nonsense(bot: Bot, emulator: Emulator):
    """Server errors, resets, a reply that is no JSON and the page of a proxy end a poll, not the bot."""
    emulator.fail("getUpdates", status=500)
    emulator.fail("getUpdates", status=404, body=b"<html>Not Found</html>")
    emulator.fail("getUpdates", reset=True)
    nonsense = emulator.fail("getUpdates", status=200, body=b"<html>")
    emulator.person().writes("/nonsense")
    await emulator.until(lambda: nonsense.hits, "nonsense", 60)
    assert "/ask" in (await reply_to(emulator, emulator.person().writes("/help"), 60)).text


@pytest.mark.parametrize("fault", [{"status": 500, "times": 2}, {"status": 429, "retry_after": 50}])
async def test_a_question_is_answered_though_typing_fails(emulator: Emulator, fault):
    """Nor does the answer wait when Telegram asks to send the action a minute later."""
    ann = emulator.person()
    emulator.fail("sendChatAction", chat_id=ann.id, **fault)
    assert quotations(await reply_to(emulator, ann.writes(QUESTION)))


async def test_people_who_block_the_bot_while_it_thinks_do_it_no_harm(bot: Bot, emulator: Emulator):
    ann = emulator.person()
    fault = emulator.fail("sendMessage", chat_id=ann.id, status=403)
    ann.writes(QUESTION)
    await emulator.until(lambda: fault.hits, "refused call", ANSWER)
    assert quotations(await bot.ask(QUESTION))
    assert fault.hits == 1


async def test_a_press_that_telegram_has_given_up_on_is_worked_on(emulator: Emulator, card):
    """The notice fails, the page turns all the same."""
    ann, answer, _ = card
    edits = answer.edits
    emulator.fail("answerCallbackQuery", status=400, carried_out=True)
    ann.presses(answer, "More sources")
    await emulator.edited(answer, edits)
