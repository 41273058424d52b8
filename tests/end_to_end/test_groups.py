"""In groups the bot answers those who ask it, and nobody else."""

import pytest

from tests.emulator.formatted import Entity, Formatted
from tests.emulator.server import Emulator
from tests.emulator.world import Chat
from tests.end_to_end.cards import quotations
from tests.end_to_end.program import Bot, reply_to

QUESTION = "who sent troops?"


async def assert_silent(bot: Bot, chat: Chat) -> None:
    """Nothing was sent to the chat, not even typing, by the time a later question is answered."""
    await bot.ask(QUESTION)
    assert [str(call) for call in bot.emulator.calls if call.given.get("chat_id") == str(chat.id)] == []


async def test_ordinary_messages_are_left_alone(bot: Bot, emulator: Emulator):
    """Talk, other bots' commands, mentions of others, replies to others and other bots get nothing."""
    group = emulator.group()
    ann, robot = emulator.person(), emulator.person("Robo", is_bot=True)
    said = ann.writes(QUESTION, group)
    ann.writes(f"@somebody {QUESTION}", group)
    ann.writes(f"/ask@other_bot {QUESTION}", group)
    ann.writes("/help@other_bot", group)
    ann.writes("/unknown", group)
    ann.writes(QUESTION, group, reply_to=said)
    ann.writes("mail ann@dateline_test_bot.example about it", group)
    ann.forwards(f"@dateline_test_bot {QUESTION}", group)
    ann.writes_via(f"@dateline_test_bot {QUESTION}", emulator.world.me, group)
    robot.writes(f"/ask {QUESTION}", group)
    await assert_silent(bot, group)


@pytest.mark.parametrize(
    "text",
    [
        f"/ask {QUESTION}",
        f"/ask@dateline_test_bot {QUESTION}",
        f"/ASK@Dateline_Test_Bot {QUESTION}",
        f"🤷 @DateLine_TEST_bot {QUESTION}",
        f"{QUESTION} @dateline_test_bot",
    ],
)
async def test_those_who_ask_the_bot_are_answered(emulator: Emulator, text):
    """By command or mention in any case; the reply is short: one source."""
    message = emulator.person().writes(text, emulator.group())
    answer = await reply_to(emulator, message)
    assert answer.reply_to is message
    assert len(quotations(answer)) == 1


async def test_a_reply_to_the_bot_is_a_question(emulator: Emulator):
    group = emulator.group()
    answer = await reply_to(emulator, emulator.person().writes(f"/ask {QUESTION}", group))
    again = emulator.person().writes(
        "How much did restoring the Orrin Valley tramway cost?", group, reply_to=answer
    )
    assert "38 million crowns" in (await reply_to(emulator, again)).text


async def test_an_anonymous_admin_is_answered(emulator: Emulator):
    group = emulator.group()
    message = emulator.person().writes_anonymously(f"/ask {QUESTION}", group)
    assert quotations(await reply_to(emulator, message))


async def test_a_mention_without_letters_of_its_own_is_no_trap(emulator: Emulator):
    """An entity that Telegram sends, and not the text, says what is a mention."""
    text = f"@dateline_test_bot {QUESTION}"
    message = emulator.person().writes(
        text, emulator.group(), formatted=Formatted(text, (Entity("mention", 0, 18),))
    )
    assert quotations(await reply_to(emulator, message))


async def test_the_answer_stays_in_its_topic(emulator: Emulator):
    forum = emulator.group(topics=(3, 8))
    message = emulator.person().writes(f"/ask {QUESTION}", forum, topic=8)
    assert (await reply_to(emulator, message)).thread == 8
    assert all(call.given.get("message_thread_id") == "8" for call in emulator.made("sendChatAction"))


async def test_more_sources_open_in_place(emulator: Emulator):
    group, ann = emulator.group(), emulator.person()
    answer = await reply_to(emulator, ann.writes(f"/ask {QUESTION}", group))
    edits = answer.edits
    await emulator.answered(ann.presses(answer, "more"))
    await emulator.edited(answer, edits)
    assert len(quotations(answer)) > 1


async def test_ask_alone_explains_itself(emulator: Emulator):
    reply = await reply_to(emulator, emulator.person().writes("/ask", emulator.group()))
    assert "/ask" in reply.text


async def test_it_leaves_channels(emulator: Emulator):
    """Added to a channel it goes; a channel's posts are never answered."""
    channel, ann = emulator.group("Channel", "channel"), emulator.person()
    ann.adds_bot(channel, "administrator")
    await emulator.until(lambda: channel.bot == "left", "leaving of the channel")
    assert channel.from_bot() == []


async def test_a_group_gets_one_notice_and_then_silence(bot: Bot, emulator: Emulator):
    """Somebody who asks again within 10 s is told once; the third question gets nothing."""
    group, ann = emulator.group(), emulator.person()
    first, second, third = (ann.writes(f"/ask {QUESTION}", group) for _ in range(3))
    assert quotations(await reply_to(emulator, first))
    await bot.ask(QUESTION)
    replies = emulator.replies(second) + emulator.replies(third)
    assert len(replies) == 1
    assert "Too fast" in replies[0].text
