"""Starting and stopping: each of these tests has a process of its own."""

import asyncio
import signal
import time

import pytest
from aiohttp import ClientSession

from tests.emulator.server import Emulator
from tests.end_to_end.cards import quotations
from tests.end_to_end.program import ANSWER, START, Bot, dateline, reply_to

QUESTION = "how many people were detained in Kazakhstan?"


def assert_one_line(bot: Bot, *words: str) -> None:
    """The last line of the output says it, and there is no traceback."""
    printed = bot.printed()
    assert "Traceback" not in printed
    last = printed.strip().splitlines()[-1]
    for word in words:
        assert word in last


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_stops_it_quickly_even_while_it_starts(own_bot, number):
    """Stopped as soon as it polls, models half loaded: exit 0 within a few seconds."""
    bot = await own_bot()
    await bot.polling()
    begun = time.monotonic()
    bot.signal(number)
    assert await bot.ended(15) == 0
    assert time.monotonic() - begun < 10
    assert "Traceback" not in bot.printed()


async def test_it_waits_for_the_network_at_the_start(own_bot, own_emulator: Emulator):
    """No connection, then a broken gateway, then a forgotten webhook: it begins to poll without help."""
    own_emulator.updates.webhook = "https://bot.example.org/forgotten"
    own_emulator.fail("getMe", reset=True)
    own_emulator.fail("getMe", status=502, body=b"<html>", times=2)
    bot = await own_bot()
    await bot.polling()


async def test_a_stop_in_the_middle_of_work_loses_and_repeats_nothing(own_bot, own_emulator: Emulator):
    """Questions that were taken are answered before it ends; a new start answers what is left, once."""
    bot = await own_bot()
    await bot.answering()
    questions = [own_emulator.person().writes(QUESTION) for _ in range(3)]
    await own_emulator.until(
        lambda: own_emulator.made("sendChatAction", chat_id=questions[0].chat.id), "typing", ANSWER
    )
    begun = time.monotonic()
    bot.signal(signal.SIGTERM)
    assert await bot.ended(30) == 0
    assert time.monotonic() - begun < 25
    left = [one for one in questions if own_emulator.updates.is_waiting(one.update_id)]
    assert [one for one in questions if one not in left and not quotations_of(own_emulator, one)] == []
    again = await own_bot()
    await again.answering()
    for question in questions:
        await reply_to(own_emulator, question)
    await again.ask(QUESTION)
    assert [len(own_emulator.replies(question)) for question in questions] == [1, 1, 1]


def quotations_of(emulator: Emulator, question) -> list[str]:
    return [quote for reply in emulator.replies(question) for quote in quotations(reply)]


async def test_after_a_crash_an_answered_question_is_not_answered_again(own_bot, own_emulator: Emulator):
    """Killed after the answer but before Telegram learned that the question was taken; it comes again."""
    bot = await own_bot()
    await bot.answering()
    own_emulator.fail("getUpdates", hang=600, times=99)
    question = own_emulator.person().writes(QUESTION)
    assert quotations(await reply_to(own_emulator, question))
    await bot.kill()
    own_emulator.faults.clear()
    assert own_emulator.updates.is_waiting(question.update_id)
    again = await own_bot()
    await again.answering()
    assert not own_emulator.updates.is_waiting(question.update_id)
    assert len(own_emulator.replies(question)) == 1


async def test_a_second_instance_ends_it_with_one_clear_line(own_bot, own_emulator: Emulator):
    bot = await own_bot()
    await bot.polling()
    async with ClientSession() as other:
        await other.get(f"{own_emulator.base_url}{own_emulator.token}/getUpdates")
        assert await bot.ended() == 1
    assert_one_line(bot, "Another instance")


@pytest.mark.parametrize("token", ["7654321098:" + "B" * 35, "not-a-token"])
async def test_a_wrong_token_ends_it_with_one_clear_line(own_bot, token):
    bot = await own_bot(TELEGRAM_BOT_TOKEN=token)
    assert await bot.ended(START) == 2
    assert_one_line(bot, "token")
    assert token not in bot.printed()


async def test_without_a_token_or_articles_it_says_what_to_do(tmp_path):
    """Wrong usage is status 2, nothing built is status 1; one line each."""
    _, err = await dateline(tmp_path / "home", "serve", status=2)
    assert "TELEGRAM_BOT_TOKEN" in err.strip().splitlines()[-1]
    token = "7654321098:" + "C" * 35
    async with Emulator(token=token) as emulator:
        where = {"TELEGRAM_BOT_TOKEN": token, "DATELINE_TELEGRAM__API_BASE": emulator.root}
        _, err = await dateline(tmp_path / "home", "serve", status=1, **where)
    assert "dateline build" in err.strip().splitlines()[-1]
    assert "Traceback" not in err


async def test_an_api_base_elsewhere_must_be_https(tmp_path):
    where = {
        "TELEGRAM_BOT_TOKEN": "7654321098:" + "C" * 35,
        "DATELINE_TELEGRAM__API_BASE": "http://example.org",
    }
    _, err = await dateline(tmp_path / "home", "serve", status=2, **where)
    assert "https" in err


async def test_a_private_bot_answers_those_on_its_lists(own_bot, own_emulator: Emulator):
    """Listed people anywhere, everybody in listed chats; strangers get no answer and turn no pages."""
    friend, stranger = own_emulator.person("Friend"), own_emulator.person("Stranger")
    home, elsewhere = own_emulator.group("Home"), own_emulator.group("Elsewhere")
    bot = await own_bot(
        DATELINE_TELEGRAM__ALLOWED_USERS=f"[{friend.id}]", DATELINE_TELEGRAM__ALLOWED_CHATS=f"[{home.id}]"
    )
    await bot.polling()
    stranger.writes(QUESTION)
    stranger.writes("/start")
    stranger.writes(f"/ask {QUESTION}", elsewhere)
    questions = (
        stranger.writes(f"/ask {QUESTION}", home),
        theirs := friend.writes(f"/ask {QUESTION}", elsewhere),
    )
    for question in questions:
        assert quotations(await reply_to(own_emulator, question, START))
    (answer,) = own_emulator.replies(theirs)
    before = (answer.text, answer.edits)
    press = stranger.presses(answer, "more")
    await own_emulator.taken(press.update_id)
    assert "/ask" in (await reply_to(own_emulator, friend.writes("/help"))).text
    assert elsewhere.from_bot() == [answer]
    assert (answer.text, answer.edits) == before
    told = stranger.private.from_bot()
    assert len(told) <= 1
    assert not any(quotations(one) for one in told)
    privacy = stranger.writes("/privacy")
    assert "Privacy" in (await reply_to(own_emulator, privacy)).text


async def test_it_answers_from_a_new_generation_without_a_restart(own_bot, own_home, own_emulator, tmp_path):
    """Refused before; after ingest and build in another process the running bot cites the new article."""
    question = "Which school won the spelling contest in Marrow Bay?"
    bot = await own_bot()
    await bot.answering()
    assert quotations_are_no_answer(await bot.ask(question))
    news = tmp_path / "news.txt"
    news.write_text(
        "Outlet: Marrow Bay Times (test)\nDate: 2024-05-02\n\nSpelling contest in Marrow Bay ends\n\n"
        "Vandermoor School won the spelling contest in Marrow Bay on Thursday, after its youngest pupil had "
        "spelled a word of nineteen letters. The school at the quay came second.\n\n"
        "The prize is a dictionary for each pupil. Next year the contest will be held in the library.\n"
    )
    await dateline(own_home, "ingest", str(news))
    building = asyncio.create_task(dateline(own_home, "build"))
    meanwhile = [await bot.ask(QUESTION)]
    while not building.done():
        meanwhile.append(await bot.ask(QUESTION))
    await building
    assert all(quotations(reply) for reply in meanwhile)
    until = time.monotonic() + 60
    answer = await bot.ask(question)
    while quotations_are_no_answer(answer) and time.monotonic() < until:
        answer = await bot.ask(question)
    assert "Vandermoor School" in "\n".join(quotations(answer))
    assert "Marrow Bay Times (test)" in answer.text


def quotations_are_no_answer(reply) -> bool:
    return reply.text.startswith("🤷")
