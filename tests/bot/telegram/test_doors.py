"""Who is let in, and what the bot leaves."""

import sqlite3

import pytest

from bot.telegram.doors import Access
from bot.telegram.state import State
from tests.bot.telegram.news import SENTENCE
from tests.bot.telegram.stage import ANN, BEN, CHANNEL, GROUP, chat_of, user


def membership(chat, status):
    me = {"id": 7000000, "is_bot": True, "first_name": "Dateline", "username": "DatelineBot"}
    new = {"user": me, "status": status}
    if status == "kicked":
        new["until_date"] = 0
    if status == "administrator":
        rights = (
            "can_be_edited is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
            "can_restrict_members can_promote_members can_change_info can_invite_users can_post_stories "
            "can_edit_stories can_delete_stories"
        )
        new |= dict.fromkeys(rights.split(), False)
    return {
        "chat": chat_of(chat),
        "from": user(ANN),
        "date": 1641600000,
        "old_chat_member": {"user": me, "status": "left"},
        "new_chat_member": new,
    }


class TestPrivateBot:
    """A bot for Ann, and for everybody in one group."""

    @pytest.fixture
    def access(self):
        return Access(frozenset({ANN}), frozenset({GROUP}))

    async def test_listed_people_are_answered_everywhere(self, stage):
        (sent,) = await stage.says("who sent troops?", who=ANN)
        assert SENTENCE in sent.text

    async def test_everybody_is_answered_in_a_listed_group(self, stage):
        (sent,) = await stage.says("/ask who sent troops?", who=BEN, where=GROUP)
        assert SENTENCE in sent.text

    async def test_others_are_told_once_a_minute_in_private(self, stage):
        (sent,) = await stage.says("who sent troops?", who=BEN)
        assert sent.text.startswith("This is a private bot.")
        assert await stage.says("/start", who=BEN) == []
        assert stage.newsroom.asked == []

    async def test_others_get_silence_in_groups_that_are_not_listed(self, stage):
        assert await stage.says("/ask who sent troops?", who=BEN, where=-1009) == []

    @pytest.mark.parametrize("name", ["privacy", "mydata", "forget"])
    async def test_their_own_data_is_everybodys_business(self, stage, name):
        (sent,) = await stage.says(f"/{name}", who=BEN)
        assert "private bot" not in sent.text

    async def test_others_cannot_press(self, stage):
        (sent,) = await stage.says("who sent troops?", who=ANN)
        (answer,) = await stage.presses(sent.buttons["📄 1"], who=BEN)
        assert (answer.method, answer.given["text"]) == ("answerCallbackQuery", "This is a private bot.")


@pytest.mark.parametrize(
    ("users", "chats", "allowed"),
    [
        ((), (), True),
        ((ANN,), (), True),
        ((BEN,), (), False),
        ((), (GROUP,), True),
        ((BEN,), (GROUP,), True),
        ((), (-5,), False),
    ],
)
def test_whom_the_lists_let_in(users, chats, allowed):
    assert Access(frozenset(users), frozenset(chats)).allows(ANN, GROUP) is allowed


@pytest.mark.parametrize("status", ["administrator", "member"])
async def test_channels_are_left(stage, status):
    await stage.update(my_chat_member=membership(CHANNEL, status))
    assert [(c.method, c.given) for c in stage.api.calls] == [("leaveChat", {"chat_id": CHANNEL})]


async def test_a_channel_that_removed_the_bot_is_not_left_again(stage):
    await stage.update(my_chat_member=membership(CHANNEL, "left"))
    assert stage.api.calls == []


async def test_a_channel_that_posts_is_left(stage):
    await stage.update(
        channel_post={"message_id": 1, "date": 1641600000, "chat": chat_of(CHANNEL), "text": "News"}
    )
    assert [c.method for c in stage.api.calls] == ["leaveChat"]


async def test_being_added_to_a_group_is_no_reason_to_talk(stage):
    await stage.update(my_chat_member=membership(GROUP, "member"))
    assert stage.api.calls == []


async def test_who_blocks_the_bot_is_forgotten(stage):
    await stage.says("who sent troops?")
    await stage.update(my_chat_member=membership(ANN, "kicked"))
    assert stage.front.state.about(stage.front.keys.person(ANN), stage.front.keys.chat(ANN)).answered == 0


async def test_forget_works_however_old_the_message_is(stage):
    await stage.says("who sent troops?")
    (sent,) = await stage.says("/forget", age=3600)
    assert sent.text.startswith("Deleted: ")


async def test_old_talk_in_a_group_gets_no_notice_but_an_old_question_does(stage):
    assert await stage.says("good morning", where=GROUP, age=3600) == []
    (notice,) = await stage.says("/ask who sent troops?", where=GROUP, age=3600)
    assert notice.text == "I was offline, please ask again."


async def test_each_time_away_has_its_notice(stage):
    await stage.says("who sent troops?", age=3600)
    await stage.says("who sent troops?")
    stage.clock.moves(7200)
    (notice,) = await stage.says("who sent troops?", age=3600)
    assert notice.text == "I was offline, please ask again."


class TestFailingDoor:
    """A door that fails is shut: no handler behind it is called."""

    @pytest.fixture
    def state(self, tmp_path, clock):
        class FullOnce(State):
            """The disk is full when the first message is claimed, and has room again after that."""

            full = True

            def claim(self, *what):
                if self.full:
                    self.full = False
                    raise sqlite3.OperationalError("database or disk is full")
                return super().claim(*what)

        with FullOnce(tmp_path / "bot.sqlite", clock) as memory:
            yield memory

    async def test_what_the_door_could_not_judge_is_not_answered(self, stage, caplog):
        (sent,) = await stage.says("who sent troops?", age=601)
        reference = sent.text.removeprefix("Something went wrong on my side (ref ").removesuffix(").")
        assert f"ref {reference}: OperationalError" in caplog.text
        assert stage.newsroom.asked == []

    async def test_even_when_the_error_cannot_be_told(self, stage, monkeypatch):
        async def gone(*_, **__):
            raise RuntimeError("This request is not initialized")

        monkeypatch.setattr(stage.api, "do_request", gone)
        assert await stage.says("who sent troops?", age=601) == []
        assert stage.newsroom.asked == []
