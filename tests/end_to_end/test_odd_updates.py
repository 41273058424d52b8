"""What people and programs may send: limits, forgeries, and texts that break careless programs."""

import pytest

from tests.emulator.formatted import Entity, Formatted
from tests.emulator.server import Emulator
from tests.end_to_end.cards import folded, quotations, sources
from tests.end_to_end.program import ANSWER, Bot, reply_to

QUESTION = "how many people were detained in Kazakhstan?"


async def test_questions_in_a_row_get_one_notice_and_then_silence(bot: Bot, emulator: Emulator):
    ann = emulator.person()
    first, second, third = (ann.writes(QUESTION) for _ in range(3))
    await emulator.until(lambda: emulator.replies(first), "answer", ANSWER)
    await bot.ask(QUESTION)
    assert quotations(emulator.replies(first)[0])
    assert len(emulator.replies(second)) + len(emulator.replies(third)) == 1
    (notice,) = emulator.replies(second) + emulator.replies(third)
    assert "Too fast" in notice.text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("x" * 501, "At most 500 characters; you sent 501."),
        ("why " * 1024, "At most 500 characters; you sent 4,09"),
        ("eh", "3"),
        ("😀😀😀😀😀😀", ""),
        ("?!?!?!", ""),
    ],
    ids=["501", "4096", "two", "emoji", "marks"],
)
async def test_what_is_no_question_gets_one_helpful_line(emulator: Emulator, text, words):
    """Too long, too short, without a word: one short reply, no quotes, no typing."""
    ann = emulator.person()
    reply = await reply_to(emulator, ann.writes(text))
    assert words in reply.text
    assert quotations(reply) == []
    assert len(reply.text) < 200


async def test_a_text_with_a_hundred_entities_is_read_as_text(emulator: Emulator):
    """Marks in a question mean nothing."""
    text = QUESTION + " " + "a " * 50
    marks = tuple(Entity("bold", i, i + 1) for i in range(len(QUESTION)) if text[i] != " ")
    message = emulator.person().writes(text, formatted=Formatted(text, marks[:100]))
    assert "Something went wrong" not in (await reply_to(emulator, message)).text


async def test_lone_surrogates_and_controls_do_no_harm(bot: Bot, emulator: Emulator):
    """A question with half an emoji, NUL and bidi controls is answered like any other."""
    ann = emulator.person()
    ann.writes("/help")
    odd = f"\u202e{QUESTION[:8]}\x00\ud83d{QUESTION[8:]}\ufeff"
    message = emulator.world.post(ann.private, ann.user, odd)
    emulator.push("message", message.as_json(), check=False)
    reply = await emulator.until(lambda: next(iter(emulator.replies(message)), None), "reply", ANSWER)
    assert "Something went wrong" not in reply.text
    assert "\u202e" not in reply.text


async def test_forwarded_posts_and_pictures_are_no_questions(bot: Bot, emulator: Emulator):
    """One hint a minute at most, and never an answer."""
    ann = emulator.person()
    ann.forwards(QUESTION)
    ann.sends_photo(QUESTION)
    await bot.ask(QUESTION)
    replies = ann.private.from_bot()
    assert len(replies) <= 1
    assert not any(quotations(reply) for reply in replies)


async def test_inline_results_of_the_bot_itself_and_other_bots_are_ignored(bot: Bot, emulator: Emulator):
    ann, robot = emulator.person(), emulator.person("Robo", is_bot=True)
    ann.writes_via(QUESTION, emulator.world.me)
    robot.writes(QUESTION)
    await bot.ask(QUESTION)
    assert ann.private.from_bot() == robot.private.from_bot() == []


async def test_old_messages_get_one_word_of_excuse(bot: Bot, emulator: Emulator):
    """Whatever came while the bot was away more than ten minutes ago is not answered late."""
    ann = emulator.person()
    for age in (7200, 1800, 700):
        ann.writes(QUESTION, age=age)
    await bot.ask(QUESTION)
    assert [reply.text for reply in ann.private.from_bot()] == ["I was offline, please ask again."]


FORGED = (
    "x",
    "ask:AAAAAAAAAAAA:0",
    "page:AAAAAAAAAAAA:0",
    "page:{card}:999",
    "page:{card}:-1",
    "page:{card}:0 ",
    "page:{card}:1\n",
    "page:{card}:00",
    "page:{card}:999999999999999999999",
    "view:{card}:999999",
    "ask:{card}:0",
    "PAGE:{card}:1",
    "page:{card}:1:1",
    "page:{card}:\uff11",
    "page:../../etc:0",
    "'; DROP TABLE cards; --",
    "😀" * 16,
)


async def test_forged_presses_are_answered_and_change_nothing(bot: Bot, emulator: Emulator, card):
    """Callback data that the bot did not write for this message stops the spinner and does nothing else."""
    ann, answer, name = card
    before = (answer.text, answer.edits)
    for data in FORGED:
        await emulator.answered(ann.forges(answer, data.format(card=name)))
    await bot.ask(QUESTION)
    assert (answer.text, answer.edits) == before
    assert ann.private.from_bot() == [answer]


async def test_a_double_tap_does_its_work_once(bot: Bot, emulator: Emulator, card):
    """Both presses are answered, the page is the same as after one, and no further message comes."""
    ann, answer, _ = card
    edits = answer.edits
    one, two = ann.presses(answer, "More sources"), ann.presses(answer, "More sources")
    await emulator.answered(one)
    await emulator.answered(two)
    await emulator.edited(answer, edits)
    await bot.ask(QUESTION)
    emulator.forgive("message is not modified")
    assert answer.edits == edits + 1
    assert ann.private.from_bot() == [answer]


async def test_a_card_opens_only_in_its_own_chat(bot: Bot, emulator: Emulator, card):
    """Somebody else who sends the card's data from another chat learns nothing of it."""
    _, _, name = card
    eve = emulator.person("Eve")
    reply = await reply_to(emulator, eve.writes("/help"))
    await emulator.answered(eve.forges(reply, f"page:{name}:1"))
    await bot.ask(QUESTION)
    assert eve.private.from_bot() == [reply]
    assert reply.edits == 0


async def test_a_press_on_a_message_that_is_out_of_reach_is_answered(emulator: Emulator, card):
    ann, answer, name = card
    edits = answer.edits
    await emulator.answered(ann.forges(answer, f"page:{name}:1", out_of_reach=True))
    await emulator.edited(answer, edits)


async def test_hostile_article_text_arrives_as_harmless_text(emulator: Emulator):
    """Tags, mentions, commands, tg:// links and bidi controls of an article reach people as plain words."""
    question = "How long did repairs to the Velbrook lighthouse take?"
    answer = await reply_to(emulator, emulator.person().writes(question))
    assert "Velbrook lighthouse" in "\n".join(quotations(answer)), answer.text
    shown = sources(answer)[0]
    assert folded(shown.headline) == '<i>Lighthouse</i> @channel /forget dark & "silent"'
    assert folded(shown.outlet) == "<script>Coast</script> @here"
    assert not set("\u202e\u2066\u200b") & set(answer.text)
    for live in ("@everyone", "@channel", "@here", "@BotFather", "/forget", "/privacy", "/start", "tg://"):
        assert live not in answer.text
    assert answer.body.links() == []
    for button in answer.buttons:
        assert button.url is None or button.url.startswith("https://example.org/")
