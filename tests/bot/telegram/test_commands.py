"""Commands in private chats and groups."""

import re

import pytest

from tests.bot.telegram.news import SENTENCE, Shelf, article
from tests.bot.telegram.stage import ANN, BEN, GROUP


@pytest.mark.parametrize(
    "text", ["/start", "/START", "/start@DatelineBot", "/start q_unknown", "/start x y z"]
)
async def test_start_says_what_this_is_and_offers_questions(stage, text):
    (sent,) = await stage.says(text)
    assert sent.text == (
        "Dateline\n"
        "I answer questions about the news with the sentences that prove it, word for word.\n"
        "I hold 1 article from 1 outlet, 7 Jan 2022.\n"
        "\n"
        "Ask me something, or try:"
    )
    assert list(sent.buttons) == ["who sent troops?", "how many came?"]


async def test_start_without_answered_examples_has_no_buttons(stage):
    stage.newsroom.tries = ()
    (sent,) = await stage.says("/start")
    assert sent.buttons == {}
    assert sent.text.endswith("Ask me something.")


async def test_start_says_what_is_the_matter(stage):
    def fails():
        raise OSError("unreadable")

    stage.newsroom.generation = fails
    (sent,) = await stage.says("/start")
    assert re.fullmatch(r"Something went wrong on my side \(ref [0-9a-f]{6}\)\.", sent.text.split("\n")[2])
    assert sent.buttons == {}


async def test_examples_are_looked_for_once_a_generation(stage):
    await stage.says("/start")
    stage.newsroom.tries = ("another question?",)
    (same,) = await stage.says("/start")
    assert list(same.buttons) == ["who sent troops?", "how many came?"]
    stage.newsroom.shelf = Shelf.of(article(), id="the next one")
    (new,) = await stage.says("/start")
    assert list(new.buttons) == ["another question?"]


async def test_help_fits_one_screen(stage):
    (sent,) = await stage.says("/help")
    assert sent.text.startswith("How to ask")
    assert "@DatelineBot" in sent.text
    assert sent.text.count("\n") < 15


async def test_sources_lists_outlets_with_counts_and_newest_dates(stage):
    stage.newsroom.shelf = Shelf.of(
        article("a1", published="2022-01-03"),
        article("a2", published="2022-01-05"),
        article("a3", outlet=None, published=None),
        article("a4", outlet="@evil <b>"),
    )
    (sent,) = await stage.says("/sources")
    assert sent.text == (
        "Sources\n"
        "Sample Agency · 2 articles · newest 5 Jan 2022\n"
        "@\u2060evil <b> · 1 article · newest 7 Jan 2022\n"
        "outlet unknown · 1 article · undated\n"
        "\n"
        "I hold 4 articles from 2 outlets, 3–7 Jan 2022."
    )


async def test_many_outlets_are_summed_up(stage):
    stage.newsroom.shelf = Shelf.of(*(article(f"a{i}", outlet=f"Outlet {i}") for i in range(40)))
    (sent,) = await stage.says("/sources")
    assert "and 15 more outlets" in sent.text


async def test_privacy_says_what_is_kept(stage):
    (sent,) = await stage.says("/privacy")
    assert "I store no questions" in sent.text
    assert "30 days" in sent.text
    assert "/forget" in sent.text


async def test_mydata_counts_and_forget_deletes(stage):
    (none,) = await stage.says("/mydata")
    assert none.text == "I keep nothing about you."
    await stage.says("who sent troops?", id=7)
    (some,) = await stage.says("/mydata")
    assert "1 answered message and 1 answer card, the oldest from 8 Jan 2022" in some.text
    assert "In memory, for an hour at most: 1 question to follow up." in some.text
    (gone,) = await stage.says("/forget")
    assert gone.text == "Deleted: 3 records. I keep nothing about you now."
    (none,) = await stage.says("/mydata")
    assert none.text == "I keep nothing about you."
    (again,) = await stage.says("/forget")
    assert again.text == "I kept nothing about you."


async def test_forget_reaches_what_was_asked_in_groups_but_nobody_elses(stage):
    await stage.says("/ask who sent troops?", who=ANN, where=GROUP)
    (answer,) = await stage.says("/ask who sent troops?", who=BEN, where=GROUP)
    await stage.says("/forget", who=ANN)
    assert stage.front.state.about(stage.front.keys.person(ANN), "").answered == 0
    assert stage.front.state.about(stage.front.keys.person(BEN), "").answered == 1
    calls = await stage.presses(answer.buttons["📄 1"], who=ANN, where=GROUP)
    assert [c.method for c in calls] == ["answerCallbackQuery", "editMessageText"]


async def test_an_anonymous_admin_does_not_delete_what_the_group_asked(stage):
    group = {"id": GROUP, "type": "supergroup", "title": "A place"}
    await stage.says("/ask who sent troops?", who=BEN, where=GROUP)
    (sent,) = await stage.says(
        "/forget@DatelineBot",
        where=GROUP,
        sender_chat=group,
        **{"from": {"id": 1087968824, "is_bot": True, "first_name": "Group"}},
    )
    assert sent.text == "I kept nothing about you."


@pytest.mark.parametrize("name", ["start", "help", "sources", "privacy", "mydata", "forget"])
async def test_in_groups_only_commands_that_name_the_bot_are_met(stage, name):
    assert await stage.says(f"/{name}", where=GROUP) == []
    (sent,) = await stage.says(f"/{name}@datelinebot", where=GROUP)
    assert sent.given["chat_id"] == GROUP


async def test_an_edited_command_is_not_carried_out_again(stage):
    await stage.says("/forget", id=7)
    assert await stage.edits(7, "/forget") == []


async def test_an_edited_ask_edits_its_answer(stage):
    await stage.says("/ask who went to the moon?", where=GROUP, id=7)
    (edited,) = await stage.edits(7, "/ask who sent troops?", where=GROUP)
    assert SENTENCE in edited.text


async def test_commands_are_capped(stage):
    sent = [len(await stage.says("/help")) for _ in range(25)]
    assert sent == [1] * 20 + [0] * 5
