"""Follow-ups in Telegram: by reply, by quote, by fragment within ten minutes; and the way back."""

import pytest

from bot.telegram.recent import Recent
from tests.bot.telegram.news import SENTENCE, Shelf, article, cite, finding
from tests.bot.telegram.news import answered as answer_with
from tests.bot.telegram.stage import ANN, BEN, GROUP

BOT = {"id": 7000000, "is_bot": True, "first_name": "Dateline", "username": "DatelineBot"}
FIRST = 1000
"""The id of the first message that the bot sends."""


@pytest.fixture
def newsroom(newsroom):
    """Every question is answered with "Russia"."""

    def answer(question):
        held = newsroom.shelf.articles()
        if "moon" in question:
            return type(newsroom).answer(newsroom, question)
        return answer_with(
            newsroom.shelf, finding(*(cite(a, answer="Russia") for a in held)), question=question
        )

    newsroom.answer = answer
    return newsroom


@pytest.fixture
def asked(stage):
    """The whole questions, as they were searched."""
    searched = []
    answer = stage.newsroom.answer

    def note(question):
        searched.append(question)
        return answer(question)

    stage.newsroom.answer = note
    return searched


def answer_of(stage, id=FIRST, where=None):
    return stage.message("An answer", where=where, id=id) | {"from": BOT}


async def follow(stage, text, id=FIRST, where=None, **fields):
    return await stage.says(text, where=where, reply_to_message=answer_of(stage, id, where), **fields)


async def asks(stage, text="who sent troops to Kazakhstan?", **fields):
    sent = await stage.says(text, **fields)
    stage.clock.moves(60)
    return sent


async def test_a_reply_to_an_answer_is_made_whole_and_says_what_it_is_about(stage, asked):
    await asks(stage)
    (sent,) = await follow(stage, "when?")
    assert asked[-1] == "when did Russia send troops to Kazakhstan?"
    assert sent.text.startswith("About: Headline a1\n")
    assert sent.marked("italic")[0] == "About: Headline a1"
    assert SENTENCE in sent.text
    assert "Search everything" in sent.buttons


async def test_an_answer_that_follows_nothing_has_neither(stage):
    (sent,) = await asks(stage)
    assert "About:" not in sent.text
    assert "Search everything" not in sent.buttons


async def test_a_whole_question_in_a_reply_stands_alone(stage, asked):
    await asks(stage)
    (sent,) = await follow(stage, "how deep is the wreck of the Endurance?")
    assert asked[-1] == "how deep is the wreck of the Endurance?"
    assert "About:" not in sent.text


async def test_a_quote_of_the_answer_says_which_part_is_meant(stage, asked):
    await asks(stage)
    await follow(stage, "when?", quote={"text": "Armenia", "position": 5})
    assert asked[-1] == "when did Armenia send troops to Kazakhstan?"


async def test_a_fragment_follows_the_last_answer_for_ten_minutes(stage, asked):
    await stage.says("who sent troops to Kazakhstan?")
    stage.clock.moves(600)
    (sent,) = await stage.says("and in Almaty?")
    assert asked[-1] == "who sent troops to Almaty?"
    assert sent.text.startswith("About: ")
    stage.clock.moves(601)
    (late,) = await stage.says("when was that?")
    assert asked[-1] == "when was that?"
    assert "About:" not in late.text


async def test_a_reply_may_come_within_an_hour(stage, asked):
    await stage.says("who sent troops to Kazakhstan?")
    stage.clock.moves(3600)
    await follow(stage, "when?")
    assert asked[-1] == "when did Russia send troops to Kazakhstan?"
    stage.clock.moves(3601)
    await follow(stage, "when?")
    assert asked[-1] == "when?"


async def test_what_is_no_fragment_stands_alone_without_a_reply(stage, asked):
    await asks(stage)
    await stage.says("when did the Ever Given come free?")
    assert asked[-1] == "when did the Ever Given come free?"


async def test_a_reply_reaches_back_over_later_answers(stage, asked):
    await asks(stage)
    await asks(stage, "who closed shops in Almaty?")
    await follow(stage, "why?", id=FIRST)
    assert asked[-1] == "why did Russia send troops to Kazakhstan?"


async def test_a_follow_up_can_be_followed_up(stage, asked):
    await asks(stage)
    await follow(stage, "when?")
    stage.clock.moves(60)
    await follow(stage, "and in 2010?", id=FIRST + 1)
    assert asked[-1] == "when did Russia send troops to Kazakhstan in 2010?"


async def test_in_groups_only_replies_follow_up(stage, asked):
    await asks(stage, "/ask who sent troops to Kazakhstan?", where=GROUP)
    await asks(stage, "/ask when was that?", where=GROUP)
    assert asked[-1] == "when was that?"
    await follow(stage, "/ask when?", where=GROUP)
    assert asked[-1] == "when did Russia send troops to Kazakhstan?"
    (sent,) = await follow(stage, "why?", where=GROUP, who=BEN)
    assert asked[-1] == "why did Russia send troops to Kazakhstan?"
    assert sent.text.startswith("About: Headline a1\n")


async def test_an_answer_of_another_chat_cannot_be_followed_up(stage, asked):
    await asks(stage)
    await follow(stage, "when?", who=BEN)
    assert asked[-1] == "when?"


async def test_who_said_so_opens_the_article_at_the_quote(stage):
    await asks(stage)
    (sent,) = await follow(stage, "who said so?")
    assert sent.text.startswith("Headline a1\n")
    assert SENTENCE in sent.marked("bold")
    assert "Shops closed early." in sent.text
    _, back = await stage.presses(sent.buttons["Back to the answer"], on=FIRST + 1)
    assert back.text.startswith("About: Headline a1\n")


async def test_more_shows_the_next_quotes_or_says_that_there_are_none(stage):
    await asks(stage)
    (none,) = await follow(stage, "more")
    assert none.text == "That is all I have on it."
    stage.newsroom.shelf = Shelf.of(*(article(f"a{i}") for i in range(1, 6)))
    stage.clock.moves(60)
    (sent,) = await follow(stage, "more")
    assert {"📄 4", "📄 5", "Back"} <= set(sent.buttons)


async def test_a_refusal_can_be_followed_up_and_names_no_question(stage, asked, tmp_path):
    await asks(stage, "who went to the moon in Xanadu?")
    (sent,) = await follow(stage, "and in Almaty?")
    assert asked[-1] == "who went to the moon in Almaty?"
    assert sent.text.startswith("About: the question before\n")


async def test_search_everything_puts_the_answer_to_what_was_typed_in_the_place(stage, asked):
    await asks(stage)
    (sent,) = await follow(stage, "what about Belarus?", id=FIRST)
    assert asked[-1] == "did Russia send troops to Belarus?" or "Belarus" in asked[-1]
    typed = stage.message("what about Belarus?")
    calls = await stage.presses(sent.buttons["Search everything"], on=FIRST + 1, above=typed)
    assert [call.method for call in calls] == ["answerCallbackQuery", "editMessageText"]
    assert asked[-1] == "what about Belarus?"
    assert calls[1].given["message_id"] == FIRST + 1
    assert "About:" not in calls[1].text
    assert "Search everything" not in calls[1].buttons
    await follow(stage, "when?", id=FIRST + 1)
    assert "Belarus" in asked[-1]


async def test_search_everything_is_for_who_asked(stage, asked):
    await asks(stage, "/ask who sent troops to Kazakhstan?", where=GROUP)
    (sent,) = await follow(stage, "when?", where=GROUP, who=ANN)
    typed = stage.message("when?", who=ANN, where=GROUP)
    (alert,) = await stage.presses(
        sent.buttons["Search everything"], who=BEN, where=GROUP, on=FIRST + 1, above=typed
    )
    assert alert.given["text"] == "Only who asked can do that."
    assert asked[-1] == "when did Russia send troops to Kazakhstan?"


async def test_search_everything_without_the_question_above_works_no_more(stage):
    await asks(stage)
    (sent,) = await follow(stage, "when?")
    (alert,) = await stage.presses(sent.buttons["Search everything"], on=FIRST + 1)
    assert alert.given["text"] == "This button works no more, please ask again."


async def test_search_everything_on_an_answer_that_follows_nothing_is_refused(stage):
    stage.newsroom.shelf = Shelf.of(*(article(f"a{i}") for i in range(1, 6)))
    (sent,) = await asks(stage)
    data = sent.buttons["More sources"].replace("page:", "alone:").removesuffix("1") + "0"
    typed = stage.message("who sent troops?")
    (alert,) = await stage.presses(data, above=typed)
    assert alert.given["text"] == "This button works no more, please ask again."


async def test_an_edited_follow_up_keeps_what_it_follows(stage, asked):
    await asks(stage)
    await follow(stage, "when?", id=FIRST, message_id=77)
    (edited,) = await stage.edits(77, "why?")
    assert asked[-1] == "why did Russia send troops to Kazakhstan?"
    assert edited.text.startswith("About: Headline a1\n")


async def test_after_a_restart_a_reply_is_a_question_like_any_other(stage, asked):
    await asks(stage)
    stage.front.recent = Recent(stage.clock)
    (sent,) = await follow(stage, "when?")
    assert asked[-1] == "when?"
    assert "About:" not in sent.text


async def test_forget_drops_the_memory_of_answers(stage, asked):
    await asks(stage)
    await stage.says("/forget")
    await follow(stage, "when?")
    assert asked[-1] == "when?"


async def test_who_blocks_the_bot_is_forgotten(stage, asked):
    await asks(stage)
    me = {"user": BOT, "status": "kicked", "until_date": 0}
    change = {
        "chat": {"id": ANN, "type": "private", "first_name": "Ann"},
        "from": {"id": ANN, "is_bot": False, "first_name": "Ann"},
        "date": int(stage.clock.at),
        "old_chat_member": {"user": BOT, "status": "member"},
        "new_chat_member": me,
    }
    await stage.update(my_chat_member=change)
    assert stage.front.recent.count(stage.front.keys.person(ANN), stage.front.keys.chat(ANN)) == 0


async def test_nothing_of_a_follow_up_is_stored(stage, tmp_path):
    await asks(stage, "who sent troops to Xanadu?")
    await follow(stage, "and in Shangri?")
    stage.clock.moves(60)
    await asks(stage, "who went to the moon in Xanadu?")
    await follow(stage, "and in Shangri?", id=FIRST + 2)
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert not any(word in stored for word in (b"Xanadu", b"Shangri", b"Headline", b"Russia"))


async def test_a_tapped_example_can_be_followed_up(stage, asked):
    (start,) = await stage.says("/start")
    await stage.presses(start.buttons["who sent troops?"], on=FIRST)
    stage.clock.moves(60)
    await follow(stage, "when?", id=FIRST + 1)
    assert asked[-1] == "when did Russia send troops?"
