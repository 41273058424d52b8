"""Questions in private chats and groups: who is answered, how, and how often."""

import asyncio
import logging
import threading

import pytest

from tests.bot.telegram.news import SENTENCE, Shelf, article
from tests.bot.telegram.stage import ANN, BEN, GROUP

ANONYMOUS = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}


def mention(text, name):
    offset = len(text[: text.index(name)].encode("utf-16-le")) // 2
    return [{"type": "mention", "offset": offset, "length": len(name)}]


async def test_a_typed_question_is_answered_as_a_reply_with_the_quote(stage):
    (sent,) = await stage.says("who sent troops?", id=42)
    assert sent.given["chat_id"] == ANN
    assert sent.given["reply_parameters"] == {"message_id": 42, "allow_sending_without_reply": True}
    assert sent.given["link_preview_options"] == {"is_disabled": True}
    assert SENTENCE in sent.text
    assert sent.marked("bold")[-1] == SENTENCE


async def test_one_typing_action_a_question(stage):
    await stage.says("who sent troops?")
    assert len(stage.api.of("sendChatAction")) == 1


async def test_an_answer_waits_a_second_at_most_for_its_typing_action(stage):
    """Telegram may ask to send the action a minute later; the answer does not wait for that."""
    stage.api.held.add("sendChatAction")
    before = asyncio.all_tasks()
    async with asyncio.timeout(3):
        (sent,) = await stage.says("who sent troops?")
    assert SENTENCE in sent.text
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


async def test_what_the_articles_do_not_say_is_refused_with_the_closest_passage(stage):
    (sent,) = await stage.says("who went to the moon?")
    assert sent.text.startswith("🤷 The articles I have don’t answer that.")
    assert sent.marked("underline") == ["not"]
    assert sent.text.endswith("I hold 1 article from 1 outlet, 7 Jan 2022.")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("x" * 1240, "At most 500 characters; you sent 1,240."),
        ("x" * 4096, "At most 500 characters; you sent 4,096."),
        ("🤷🤷🤷", "I can only read words; ask something with letters in it."),
        ("ab", "At least 3 characters, please."),
    ],
)
async def test_what_cannot_be_asked_is_said_without_asking_the_model(stage, text, said):
    (sent,) = await stage.says(text)
    assert sent.text == said
    assert stage.newsroom.asked == []


async def test_the_question_is_normalised_before_it_is_asked(stage):
    await stage.says("who\u202e sent\x00 ﬁve\ud800 troops?")
    assert stage.newsroom.asked == ["who sent five troops?"]


async def test_an_error_gives_a_reference_that_stands_in_the_log_without_the_question(stage, caplog):
    with caplog.at_level(logging.DEBUG):
        (sent,) = await stage.says("please crash secretly")
    reference = sent.text.removeprefix("Something went wrong on my side (ref ").removesuffix(").")
    assert len(reference) == 6
    assert f"ref {reference}: RuntimeError" in caplog.text
    ours = "\n".join(r.getMessage() for r in caplog.records if r.name.startswith("bot."))
    assert "secretly" not in ours


async def test_a_second_question_within_three_seconds_gets_one_notice_then_silence(stage):
    await stage.says("who sent troops?")
    (notice,) = await stage.says("and who else?")
    assert notice.text.startswith("Too fast: one question every 3 s")
    assert await stage.says("and who else?") == []
    stage.clock.moves(3)
    (answer,) = await stage.says("and who else?")
    assert SENTENCE in answer.text


async def test_the_same_message_is_not_answered_twice(stage):
    await stage.says("who sent troops?", id=7)
    stage.clock.moves(60)
    assert await stage.says("who sent troops?", id=7) == []


async def test_two_copies_at_once_are_answered_once(stage):
    message = stage.message("slow question about troops", id=7)
    await asyncio.gather(stage.update(message=message), stage.update(message=message))
    assert len(stage.api.sent) == 1


async def test_old_messages_get_one_notice_a_chat(stage):
    (notice,) = await stage.says("who sent troops?", age=601)
    assert notice.text == "I was offline, please ask again."
    assert await stage.says("how many?", age=605) == []
    (other,) = await stage.says("how many?", who=BEN, age=605)
    assert other.text == "I was offline, please ask again."
    assert stage.newsroom.asked == []


async def test_a_message_of_ten_minutes_ago_is_answered(stage):
    (sent,) = await stage.says("who sent troops?", age=599)
    assert SENTENCE in sent.text


async def test_what_was_answered_before_the_bot_went_away_gets_no_offline_notice(stage):
    await stage.says("who sent troops?", id=7)
    stage.clock.moves(1000)
    assert await stage.says("who sent troops?", id=7, age=1000) == []


async def test_an_edited_question_edits_its_reply(stage):
    await stage.says("who went to the moon?", id=7)
    calls = await stage.edits(7, "who sent troops?")
    assert [call.method for call in calls] == ["editMessageText"]
    assert calls[0].given["message_id"] == 1000
    assert SENTENCE in calls[0].text


async def test_the_buttons_of_an_edited_reply_work(stage):
    stage.newsroom.shelf = Shelf.of(article(url=None))
    await stage.says("who went to the moon?", id=7)
    (edited,) = await stage.edits(7, "who sent troops?")
    calls = await stage.presses(edited.buttons["📄 1"])
    assert [call.method for call in calls] == ["answerCallbackQuery", "editMessageText"]


async def test_a_notice_can_be_edited_into_an_answer(stage):
    await stage.says("ab", id=7)
    (edited,) = await stage.edits(7, "who sent troops?")
    assert SENTENCE in edited.text


async def test_an_edit_after_ten_minutes_changes_nothing(stage):
    await stage.says("who went to the moon?", id=7)
    stage.clock.moves(601)
    assert await stage.edits(7, "who sent troops?", age=601) == []


async def test_an_edit_of_a_message_that_was_never_answered_is_passed_over(stage):
    assert await stage.edits(7, "who sent troops?") == []


async def test_an_unchanged_reply_is_no_error(stage, caplog):
    await stage.says("who sent troops?", id=7)
    stage.api.refusals["editMessageText"] = [(400, "Bad Request: message is not modified: same content")]
    await stage.edits(7, "who sent troops?")
    assert caplog.text == ""


async def test_an_edit_waits_for_the_first_answer(stage):
    first = stage.update(message=stage.message("slow question about the moon", id=7))
    task = asyncio.create_task(first)
    await asyncio.sleep(0.05)
    await stage.edits(7, "who sent troops?")
    await task
    assert [c.method for c in stage.api.of("sendMessage", "editMessageText")] == [
        "sendMessage",
        "editMessageText",
    ]
    assert SENTENCE in stage.api.last.text


@pytest.mark.parametrize(
    "fields",
    [
        {"via_bot": {"id": 7000000, "is_bot": True, "first_name": "Dateline", "username": "DatelineBot"}},
        {"from": {"id": 99, "is_bot": True, "first_name": "Another bot"}},
    ],
)
async def test_bots_and_inline_results_are_not_answered(stage, fields):
    assert await stage.says("who sent troops?", **fields) == []


async def test_a_forwarded_post_is_no_question_and_is_told_so_once_a_minute(stage):
    origin = {"type": "hidden_user", "sender_user_name": "Someone", "date": 1641500000}
    (hint,) = await stage.says("Troops were sent today.", forward_origin=origin)
    assert hint.text.startswith("Ask me in words of your own")
    assert await stage.says("Another post.", forward_origin=origin) == []
    assert stage.newsroom.asked == []


async def test_a_photo_gets_a_hint_and_a_service_message_nothing(stage):
    photo = [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]
    (hint,) = await stage.says(None, photo=photo)
    assert hint.text.startswith("Ask me in words of your own")
    stage.clock.moves(120)
    assert await stage.says(None, group_chat_created=True) == []


@pytest.mark.parametrize("text", ["/nonsense", "/ask@OtherBot who?", "/start@OtherBot"])
async def test_unknown_commands_are_met_with_silence(stage, text):
    assert await stage.says(text) == []
    assert await stage.says(text, where=GROUP) == []


async def test_talk_in_a_group_is_left_alone(stage):
    assert await stage.says("who sent troops?", where=GROUP) == []
    assert stage.api.calls == []


async def test_ask_in_a_group_gets_the_short_form(stage):
    stage.newsroom.shelf = Shelf.of(article("a1"), article("a2"), article("a3"))
    (sent,) = await stage.says("/ask who sent troops?", where=GROUP)
    assert stage.newsroom.asked == ["who sent troops?"]
    assert sent.text.count(SENTENCE) == 1
    assert list(sent.buttons) == ["📄 1", "2 more"]


@pytest.mark.parametrize("name", ["@DatelineBot", "@datelinebot", "@DATELINEBOT"])
async def test_mentions_are_recognised_in_any_case(stage, name):
    text = f"🙂 {name} who sent troops?"
    (sent,) = await stage.says(text, where=GROUP, entities=mention(text, name))
    assert SENTENCE in sent.text
    assert stage.newsroom.asked == ["🙂 who sent troops?"]


async def test_a_mention_of_somebody_else_or_a_name_without_entity_is_no_question(stage):
    text = "@DatelineBotFan who sent troops?"
    assert await stage.says(text, where=GROUP, entities=mention(text, "@DatelineBotFan")) == []
    assert await stage.says("@DatelineBot who?", where=GROUP) == []


async def test_a_mention_amid_lone_surrogates_is_found(stage):
    text = "\ud83d @DatelineBot who sent troops?"
    entities = [{"type": "mention", "offset": 2, "length": 12}]
    (sent,) = await stage.says(text, where=GROUP, entities=entities)
    assert SENTENCE in sent.text


async def test_a_reply_to_the_bot_in_a_group_is_a_question(stage):
    mine = stage.message("An answer", where=GROUP) | {
        "from": {"id": 7000000, "is_bot": True, "first_name": "Dateline"}
    }
    (sent,) = await stage.says("who sent troops?", where=GROUP, reply_to_message=mine)
    assert SENTENCE in sent.text


async def test_a_reply_to_somebody_else_is_none(stage):
    other = stage.message("Good morning", who=BEN, where=GROUP)
    assert await stage.says("who sent troops?", where=GROUP, reply_to_message=other) == []


async def test_ask_without_a_question_says_how(stage):
    (sent,) = await stage.says("/ask", where=GROUP)
    assert sent.text == "Write your question after the command, like this: /ask who sent troops?"
    assert stage.newsroom.asked == []


async def test_the_hint_takes_none_of_a_persons_turns(stage):
    await stage.says("/ask", where=GROUP)
    (sent,) = await stage.says("/ask who sent troops?", where=GROUP)
    assert SENTENCE in sent.text


async def test_an_answer_in_a_topic_stays_there(stage):
    (sent,) = await stage.says("/ask who?", where=GROUP, message_thread_id=9, is_topic_message=True)
    assert sent.given["message_thread_id"] == 9


async def test_an_anonymous_admin_is_answered_and_limited_as_the_group(stage):
    group = {"id": GROUP, "type": "supergroup", "title": "A place"}
    said = {"where": GROUP, "sender_chat": group, "from": ANONYMOUS}
    (sent,) = await stage.says("/ask who sent troops?", **said)
    assert SENTENCE in sent.text
    (notice,) = await stage.says("/ask who else?", **said)
    assert (
        notice.text == "Too fast: one question a person every 10 s, please, and 6 a minute from all of you."
    )


async def test_a_channel_post_forwarded_into_its_group_is_not_answered(stage):
    channel = {"id": -1002, "type": "channel", "title": "News"}
    said = {"where": GROUP, "sender_chat": channel, "is_automatic_forward": True}
    assert await stage.says("/ask who sent troops?", **said) == []


async def test_a_group_gets_six_answers_a_minute_then_one_notice(stage):
    for person in range(601, 607):
        (sent,) = await stage.says("/ask who sent troops?", who=person, where=GROUP)
        assert SENTENCE in sent.text
    (notice,) = await stage.says("/ask who sent troops?", who=607, where=GROUP)
    assert (
        notice.text == "Too fast: one question a person every 10 s, please, and 6 a minute from all of you."
    )
    assert await stage.says("/ask who sent troops?", who=608, where=GROUP) == []


async def test_a_quote_that_does_not_stand_in_its_article_is_not_sent(stage):
    true = stage.newsroom.shelf.held["a1"]

    class Tampered(Shelf):
        def article(self, id):
            return article(text=true.text.replace("2,500", "9,500"))

    stage.newsroom.shelf = Tampered.of(true)
    (sent,) = await stage.says("who sent troops?")
    assert sent.text.startswith("Something went wrong on my side (ref ")


async def test_a_card_shows_the_generation_that_the_answer_is_from(stage):
    """When a new one goes live meanwhile, nothing of it is shown."""
    old = stage.newsroom.shelf
    stage.newsroom.ask = lambda question, before: (stage.newsroom.answer(question), old)
    stage.newsroom.generation = lambda: Shelf.of(article(text="Other words."), id="the next one")
    (sent,) = await stage.says("who sent troops?")
    assert SENTENCE in sent.text


async def test_a_failed_send_is_logged_and_not_repeated(stage, caplog):
    stage.api.refusals["sendMessage"] = [(403, "Forbidden: bot was blocked by the user")]
    await stage.says("who sent troops?")
    assert len(stage.api.sent) == 1
    assert "A reply was not sent (Forbidden: " in caplog.text


async def test_nothing_of_a_question_is_stored(stage, tmp_path):
    await stage.says("who sent troops to Xanadu?")
    await stage.says("/ask who sent troops to Xanadu?", who=BEN, where=GROUP)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"Xanadu" not in stored
    assert b"Headline" not in stored
    for number in (ANN, BEN, GROUP):
        assert str(number).encode() not in stored


async def test_who_waits_is_told_and_the_answer_takes_the_notices_place(stage):
    gate = threading.Event()
    ahead = [asyncio.create_task(stage.front.worker.run(lambda _: gate.wait(5))) for _ in range(10)]
    await asyncio.sleep(0)
    asking = asyncio.create_task(stage.says("who sent troops?"))
    await asyncio.sleep(0.1)
    gate.set()
    await asking
    await asyncio.gather(*ahead)
    notice, answer = stage.api.of("sendMessage", "editMessageText")
    assert notice.text == "10 people are ahead of you, about 2 s."
    assert (answer.method, answer.given["message_id"]) == ("editMessageText", 1000)
    assert SENTENCE in answer.text
    (edited,) = await stage.edits(1, "who went to the moon?")
    assert edited.given["message_id"] == 1000


async def test_who_comes_when_there_is_no_room_is_told_so(stage):
    gate = threading.Event()
    ahead = [asyncio.create_task(stage.front.worker.run(lambda _: gate.wait(5))) for _ in range(26)]
    await asyncio.sleep(0)
    (sent,) = await stage.says("who sent troops?")
    assert (
        sent.text == "26 people are ahead of you, about 5 s. That is too many: please ask again in a minute."
    )
    gate.set()
    await asyncio.gather(*ahead)


async def test_a_full_disk_keeps_no_answer_back(stage, caplog):
    """Its buttons may not work, and it is sent once all the same."""
    stage.front.state._db.execute("PRAGMA query_only = ON")
    (sent,) = await stage.says("who sent troops?", id=70)
    assert "Something went wrong" not in sent.text
    assert await stage.says("who sent troops?", id=70) == []
    assert "bot.sqlite cannot be written" in caplog.text


async def test_a_greeting_in_private_is_met_with_the_help_and_takes_no_turn(stage):
    (sent,) = await stage.says("hello!")
    assert "/sources" in sent.text
    (answer,) = await stage.says("who sent troops?")
    assert "Russia" in answer.text
