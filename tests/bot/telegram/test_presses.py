"""Button presses: answered first, worked on after, checked always."""

import pytest

from bot.telegram.callback_data import new_id
from tests.bot.telegram.news import SENTENCE, Shelf, article
from tests.bot.telegram.stage import ANN, BEN, GROUP

TOO_OLD = {"text": "This button works no more, please ask again.", "show_alert": True}


def methods(calls):
    return [call.method for call in calls]


def alert(call):
    return {key: call.given[key] for key in ("text", "show_alert")}


@pytest.fixture
def newsroom(newsroom):
    newsroom.shelf = Shelf.of(*(article(f"a{i}") for i in range(1, 6)))
    return newsroom


async def test_more_sources_page_in_place(stage):
    (sent,) = await stage.says("who sent troops?")
    calls = await stage.presses(sent.buttons["More sources"], on=1000)
    assert methods(calls) == ["answerCallbackQuery", "editMessageText"]
    assert "text" not in calls[0].given
    assert calls[1].given["message_id"] == 1000
    assert list(calls[1].buttons) == ["📄 4", "📄 5", "Back"]
    back = await stage.presses(calls[1].buttons["Back"])
    assert back[1].given["text"] == sent.given["text"]


async def test_the_viewer_opens_turns_and_leads_back(stage):
    (sent,) = await stage.says("who sent troops?")
    _, opened = await stage.presses(sent.buttons["📄 2"])
    assert SENTENCE in opened.marked("bold")
    assert "Shops closed early." in opened.text
    _, back = await stage.presses(opened.buttons["Back to the answer"])
    assert back.given["text"] == sent.given["text"]


async def test_an_example_is_answered_under_its_question(stage):
    (start,) = await stage.says("/start")
    calls = await stage.presses(start.buttons["who sent troops?"])
    assert methods(calls) == ["answerCallbackQuery", "sendChatAction", "sendMessage"]
    assert calls[2].text.startswith("who sent troops?\n")
    assert SENTENCE in calls[2].text
    _, page = await stage.presses(calls[2].buttons["More sources"])
    assert page.text.startswith("who sent troops?\n")


async def test_examples_keep_to_the_limits(stage):
    (start,) = await stage.says("/start")
    await stage.presses(start.buttons["who sent troops?"])
    (answer,) = await stage.presses(start.buttons["how many came?"])
    assert alert(answer) == {"text": "Too fast, wait a moment.", "show_alert": True}


@pytest.mark.parametrize(
    "data",
    [
        "nonsense",
        "page:AAAAAAAAAAAA:0",
        "page:{card}:2",
        "page:{card}:999999",
        "view:{card}:200001",
        "view:{card}:50000",
        "ask:{card}:0",
        "page:{card}:0 ",
        "page:{start}:0",
        "view:{start}:0",
        "ask:{start}:7",
        "💣" * 16,
    ],
)
async def test_forged_data_gets_an_alert_and_nothing_else(stage, data):
    (sent,) = await stage.says("who sent troops?")
    (start,) = await stage.says("/start")
    card = sent.buttons["More sources"].split(":")[1]
    begun = start.buttons["who sent troops?"].split(":")[1]
    (answer,) = await stage.presses(data.format(card=card, start=begun))
    assert answer.method == "answerCallbackQuery"
    assert alert(answer) == TOO_OLD


async def test_a_button_works_only_in_its_chat(stage):
    (sent,) = await stage.says("who sent troops?", who=ANN)
    for who, where in ((BEN, None), (ANN, GROUP)):
        (answer,) = await stage.presses(sent.buttons["More sources"], who=who, where=where)
        assert alert(answer) == TOO_OLD


async def test_in_a_group_everybody_may_press(stage):
    (sent,) = await stage.says("/ask who sent troops?", who=ANN, where=GROUP)
    calls = await stage.presses(sent.buttons["4 more"], who=BEN, where=GROUP)
    assert methods(calls) == ["answerCallbackQuery", "editMessageText"]
    assert calls[1].text.count(SENTENCE) == 3


async def test_after_thirty_days_an_answer_is_too_old(stage):
    (sent,) = await stage.says("who sent troops?")
    stage.clock.moves(30 * 24 * 3600 + 1)
    (answer,) = await stage.presses(sent.buttons["More sources"])
    assert alert(answer) == TOO_OLD


async def test_buttons_work_on_a_newer_generation_that_has_the_same_articles(stage):
    (sent,) = await stage.says("who sent troops?")
    stage.newsroom.shelf = Shelf.of(*(article(f"a{i}") for i in range(1, 9)), id="the next one")
    calls = await stage.presses(sent.buttons["More sources"])
    assert list(calls[1].buttons) == ["📄 4", "📄 5", "Back"]


async def test_when_all_articles_have_changed_the_buttons_go_and_it_is_said(stage):
    (sent,) = await stage.says("who sent troops?")
    changed = (article(f"a{i}", text=f"Corrected. {SENTENCE}") for i in range(1, 6))
    stage.newsroom.shelf = Shelf.of(*changed, id="the next one")
    calls = await stage.presses(sent.buttons["More sources"])
    assert methods(calls) == ["answerCallbackQuery", "editMessageReplyMarkup", "sendMessage"]
    assert calls[2].text == "This button works no more, please ask again."


@pytest.mark.parametrize("button", ["More sources", "📄 2"])
async def test_when_one_article_is_withdrawn_the_others_are_shown(stage, button):
    (sent,) = await stage.says("who sent troops?")
    stage.newsroom.shelf = Shelf.of(*(article(f"a{i}") for i in (1, 3, 4)), id="the next one")
    _, page = await stage.presses(sent.buttons[button])
    assert "This article has been taken out or changed since." in page.text
    assert SENTENCE in page.text


async def test_a_press_that_telegram_gave_up_on_is_carried_out(stage):
    (sent,) = await stage.says("who sent troops?")
    stage.api.refusals["answerCallbackQuery"] = [(400, "Bad Request: query is too old")]
    calls = await stage.presses(sent.buttons["More sources"])
    assert methods(calls) == ["answerCallbackQuery", "editMessageText"]


async def test_a_second_press_that_changes_nothing_is_no_error(stage, caplog):
    (sent,) = await stage.says("who sent troops?")
    stage.api.refusals["editMessageText"] = [(400, "Bad Request: message is not modified")]
    await stage.presses(sent.buttons["More sources"])
    assert caplog.text == ""


async def test_presses_are_capped_in_groups(stage):
    (sent,) = await stage.says("/ask who sent troops?", where=GROUP)
    edits = 0
    for _ in range(15):
        edits += "editMessageText" in methods(await stage.presses(sent.buttons["4 more"], where=GROUP))
    assert edits == 10


async def test_a_message_that_bots_cannot_see_any_more_gets_its_answer(stage):
    """Old messages come as "inaccessible", with date 0; the buttons work on all the same."""
    (sent,) = await stage.says("who sent troops?")
    chat = {"id": ANN, "type": "private", "first_name": "Ann"}
    query = {
        "id": "1",
        "from": {"id": ANN, "is_bot": False, "first_name": "Ann"},
        "chat_instance": "1",
        "data": sent.buttons["More sources"],
        "message": {"message_id": 1000, "chat": chat, "date": 0},
    }
    before = len(stage.api.calls)
    await stage.update(callback_query=query)
    assert methods(stage.api.calls[before:]) == ["answerCallbackQuery", "editMessageText"]


async def test_a_press_without_a_message_is_refused(stage):
    query = {
        "id": "1",
        "from": {"id": ANN, "is_bot": False, "first_name": "Ann"},
        "chat_instance": "1",
        "data": f"page:{new_id()}:0",
        "inline_message_id": "x",
    }
    await stage.update(callback_query=query)
    assert methods(stage.api.calls) == ["answerCallbackQuery"]
