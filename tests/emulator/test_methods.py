"""The emulator carries out what Telegram carries out, and refuses what Telegram refuses."""

import json

import pytest
from aiohttp import ClientSession, FormData

from tests.emulator.server import Emulator

ROW = [[{"text": "More", "callback_data": "more:1"}]]


async def test_get_me_is_complete(call):
    status, me = await call("getMe")
    assert status == 200
    assert me["is_bot"] is True
    assert {"id", "first_name", "username", "can_join_groups", "supports_inline_queries"} <= set(me)


async def test_a_reply_with_buttons_is_seen_by_people(emulator: Emulator, call):
    """What is sent stands in the chat as plain text with entities, buttons and the message replied to."""
    question = emulator.person().writes("who?")
    status, sent = await call(
        "sendMessage",
        chat_id=question.chat.id,
        text="<b>Russia</b>",
        parse_mode="HTML",
        reply_parameters={"message_id": question.id},
        reply_markup={"inline_keyboard": ROW},
    )
    assert (status, sent["text"], sent["entities"]) == (
        200,
        "Russia",
        [{"type": "bold", "offset": 0, "length": 6}],
    )
    assert sent["reply_to_message"]["message_id"] == question.id
    (seen,) = question.chat.from_bot()
    assert (seen.text, seen.reply_to, seen.button("more").data) == ("Russia", question, "more:1")


async def test_forms_carry_objects_as_json(emulator: Emulator, call):
    """A form-encoded and a multipart request mean the same as one in JSON."""
    chat = emulator.person().writes("hello").chat
    fields = {"chat_id": str(chat.id), "text": "7", "reply_markup": json.dumps({"inline_keyboard": ROW})}
    multipart = FormData(fields)
    multipart._is_multipart = True
    async with ClientSession() as client:
        for data in (fields, multipart):
            async with client.post(f"{emulator.base_url}{emulator.token}/SENDMESSAGE", data=data) as reply:
                assert (await reply.json())["result"]["text"] == "7"
    assert [one.button("More").data for one in chat.from_bot()] == ["more:1", "more:1"]


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ({"text": ""}, "text is empty"),
        ({"text": "<b>x", "parse_mode": "HTML"}, "can't parse entities"),
        ({"text": "*x*", "parse_mode": "MarkdownV2"}, "HTML only"),
        ({"text": "x", "silent": True}, "unknown parameter silent"),
        ({"text": "x", "reply_parameters": {"message_id": 99}}, "message to be replied not found"),
        ({"text": "x", "reply_parameters": {"message_id": "first"}}, "valid integer"),
        ({"text": "x", "reply_parameters": {"message_id": 1, "quot": "x"}}, "unknown field"),
        ({"text": "x", "message_thread_id": 5}, "message thread not found"),
        ({"text": "x", "chat_id": 12345}, "chat not found"),
        ({"text": "x", "reply_markup": {"inline_keyboard": [[{"text": "a"}]]}}, "exactly one"),
    ],
)
async def test_messages_that_telegram_refuses(emulator: Emulator, call, extra, reason):
    chat = emulator.person().writes("hello").chat
    status, description = await call("sendMessage", **({"chat_id": chat.id} | extra))
    assert status == 400
    assert reason in description
    assert chat.from_bot() == []
    assert emulator.refused()[0].description == description


@pytest.mark.parametrize(
    "button",
    [
        {"text": "a", "callback_data": ""},
        {"text": "a", "callback_data": "ж" * 33},
        {"text": " ", "callback_data": "x"},
        {"text": "a", "callback_data": "x", "url": "https://e.org"},
        {"text": "a", "url": "ftp://e.org/"},
        {"text": "a", "url": "e.org"},
        {"text": "a", "url": "https://localhost/"},
        {"text": "a", "url": "https://e.org/" + "x" * 2048},
        {"text": "a", "callback_data": "x", "colour": "red"},
    ],
)
async def test_buttons_that_telegram_refuses(emulator: Emulator, call, button):
    chat = emulator.person().writes("hello").chat
    markup = {"inline_keyboard": [[button]]}
    assert (await call("sendMessage", chat_id=chat.id, text="x", reply_markup=markup))[0] == 400


async def test_callback_data_of_64_bytes_passes(emulator: Emulator, call):
    chat = emulator.person().writes("hello").chat
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "ж" * 32}]]}
    assert (await call("sendMessage", chat_id=chat.id, text="x", reply_markup=markup))[0] == 200


async def test_a_missing_message_is_no_hindrance_where_the_bot_says_so(emulator: Emulator, call):
    chat = emulator.person().writes("hello").chat
    lenient = {"message_id": 99, "allow_sending_without_reply": True}
    status, sent = await call("sendMessage", chat_id=chat.id, text="x", reply_parameters=lenient)
    assert status == 200
    assert "reply_to_message" not in sent


async def test_only_the_bots_own_messages_can_be_edited_and_only_to_something_new(emulator: Emulator, call):
    question = emulator.person().writes("who?")
    chat_id = question.chat.id
    _, sent = await call("sendMessage", chat_id=chat_id, text="a")
    number = sent["message_id"]
    edit = {"chat_id": chat_id, "message_id": number}
    assert (await call("editMessageText", **edit, text="<b>a</b>", parse_mode="HTML"))[0] == 200
    assert "is not modified" in (await call("editMessageText", **edit, text="<b>a</b>", parse_mode="HTML"))[1]
    assert "is not modified" in (await call("editMessageReplyMarkup", **edit))[1]
    assert "not found" in (await call("editMessageText", chat_id=chat_id, message_id=77, text="b"))[1]
    assert (
        "can't be edited"
        in (await call("editMessageText", chat_id=chat_id, message_id=question.id, text="b"))[1]
    )
    assert [one.text for one in question.chat.from_bot()] == ["a"]
    assert question.chat.from_bot()[0].earlier == ["a"]


async def test_each_press_is_answered_once(emulator: Emulator, call):
    person = emulator.person()
    chat = person.writes("hello").chat
    await call("sendMessage", chat_id=chat.id, text="x", reply_markup={"inline_keyboard": ROW})
    press = person.presses(chat.from_bot()[0], "More")
    assert (await call("answerCallbackQuery", callback_query_id=press.id, text="fine"))[0] == 200
    assert press.answers == ["fine"]
    assert "query is too old" in (await call("answerCallbackQuery", callback_query_id=press.id))[1]
    assert "query is too old" in (await call("answerCallbackQuery", callback_query_id="1"))[1]


async def test_strangers_and_those_who_blocked_the_bot_get_nothing(emulator: Emulator, call):
    stranger, blocker = emulator.person("Ann"), emulator.person("Bob")
    blocker.writes("hello")
    blocker.blocks()
    status, description = await call("sendMessage", chat_id=stranger.id, text="x")
    assert (status, description) == (403, "Forbidden: bot can't initiate conversation with a user")
    status, description = await call("sendMessage", chat_id=blocker.id, text="x")
    assert (status, description) == (403, "Forbidden: bot was blocked by the user")


async def test_a_channel_can_be_left_once(emulator: Emulator, call):
    channel = emulator.group("Channel", "channel")
    assert await call("leaveChat", chat_id=channel.id) == (200, True)
    assert (await call("leaveChat", chat_id=channel.id))[0] == 403


async def test_replies_stay_in_their_topic(emulator: Emulator, call):
    forum = emulator.group(topics=(5,))
    question = emulator.person().writes("who?", forum, topic=5)
    _, sent = await call(
        "sendMessage", chat_id=forum.id, text="x", reply_parameters={"message_id": question.id}
    )
    assert sent["message_thread_id"] == 5


@pytest.mark.parametrize(
    ("listed", "status"),
    [
        ([{"command": "ask", "description": "Ask"}], 200),
        ([{"command": "/ask", "description": "Ask"}], 400),
        ([{"command": "Ask", "description": "Ask"}], 400),
        ([{"command": "ask", "description": ""}], 400),
        ([{"command": "a" * 33, "description": "Ask"}], 400),
    ],
)
async def test_commands_are_checked(call, listed, status):
    scope = {"type": "all_private_chats"}
    assert (await call("setMyCommands", commands=listed, scope=scope))[0] == status


@pytest.mark.parametrize(
    ("method", "given"),
    [
        ("setWebhook", {"url": "http://e.org/hook"}),
        ("setWebhook", {"url": "https://e.org/hook", "secret_token": "white space"}),
        ("setWebhook", {"url": "https://e.org/hook", "max_connections": 0}),
        ("getUpdates", {"limit": 0}),
        ("getUpdates", {"allowed_updates": ["messages"]}),
        ("sendChatAction", {"chat_id": 1, "action": "thinking"}),
        ("setMyCommands", {"commands": "none"}),
        ("sendDice", {"chat_id": 1}),
    ],
)
async def test_other_calls_that_are_refused(call, method, given):
    assert (await call(method, **given))[0] == 400


async def test_a_wrong_token_a_malformed_one_and_an_unknown_method(emulator: Emulator):
    wrong = "7654321098:" + "B" * 35
    statuses = []
    async with ClientSession() as client:
        for path in (f"{wrong}/getMe", "12:short/getMe", f"{emulator.token}/getMee"):
            async with client.get(emulator.base_url + path) as reply:
                statuses.append((reply.status, (await reply.json())["description"]))
    assert statuses == [(401, "Unauthorized"), (404, "Not Found"), (404, "Not Found: method not found")]


async def test_lone_surrogates_are_refused(emulator: Emulator):
    chat = emulator.person().writes("hello").chat
    body = f'{{"chat_id": {chat.id}, "text": "\\ud83d"}}'
    headers = {"Content-Type": "application/json"}
    async with (
        ClientSession() as client,
        client.post(f"{emulator.base_url}{emulator.token}/sendMessage", data=body, headers=headers) as reply,
    ):
        assert (await reply.json())["description"] == "Bad Request: strings must be encoded in UTF-8"


async def test_crowding_a_chat_is_reported(emulator: Emulator, call):
    chat = emulator.person().writes("hello").chat
    for number in range(4):
        await call("sendMessage", chat_id=chat.id, text=str(number))
    assert emulator.crowded() == [f"chat {chat.id}: more than 3 messages in a second"]
