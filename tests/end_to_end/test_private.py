"""A person asks in a private chat: cards, buttons, the viewer, commands."""

import asyncio
import re

import pytest

from tests.emulator.people import Person
from tests.emulator.server import Emulator
from tests.emulator.world import Message
from tests.end_to_end.cards import quotations, sources, stands_in
from tests.end_to_end.program import ANSWER, Bot, reply_to

TROOPS = "who sent troops?"
TRAMWAY = "How much did restoring the Orrin Valley tramway cost?"


async def asked(emulator: Emulator, question: str, person: Person | None = None) -> Message:
    return await reply_to(emulator, (person or emulator.person()).writes(question))


async def test_start_offers_questions_and_each_is_answered_with_citations(
    bot: Bot, emulator: Emulator, article
):
    """Every example button leads to an answer whose quotes stand in their articles."""
    welcome = await asked(emulator, "/start")
    assert len(welcome.buttons) == 3
    for number in range(3):
        person = emulator.person()
        greeted = await asked(emulator, "/start", person)
        press = person.presses(greeted, greeted.buttons[number])
        await emulator.answered(press)
        answer = await emulator.until(
            lambda chat=person.private, seen=greeted: next(
                (one for one in chat.from_bot() if one.id > seen.id), None
            ),
            f"answer to the example {greeted.buttons[number].text!r}",
            ANSWER,
        )
        differ = "Sources differ" in answer.text
        shown = [] if differ else sources(answer)
        assert shown or (differ and len(quotations(answer)) > 1), answer.text
        for source in shown:
            assert stands_in(source.quote, await article(source))


async def test_an_answer_cites_its_articles_word_for_word(emulator: Emulator, article):
    """Russia is named, and each quote stands in the article named above it, with its outlet and date."""
    ann = emulator.person()
    question = ann.writes("who sent troops?")
    answer = await reply_to(emulator, question)
    assert answer.reply_to is question
    assert answer.preview is False
    shown = sources(answer)
    assert 1 <= len(shown) <= 3
    assert any("Russia" in source.quote for source in shown)
    for source in shown:
        stored = await article(source)
        assert stands_in(source.quote, stored)
        assert source.outlet == (stored["outlet"] or "outlet unknown")
        assert source.date[-4:] == stored["published"][:4]


async def test_each_source_has_a_button_that_leads_to_it(emulator: Emulator, article):
    """An article with a link opens at the quoted words; one without opens in the chat."""
    answer = await asked(emulator, TROOPS)
    shown = sources(answer)
    for source, button in zip(shown, answer.rows[0], strict=True):
        stored = await article(source)
        if stored["url"]:
            assert button.text == f"{source.number} ↗"
            assert button.url.startswith(f"{stored['url']}#:~:text=")
        else:
            assert button.text == f"📄 {source.number}"
            assert button.data


async def test_typing_is_shown_while_the_answer_is_made(emulator: Emulator):
    answer = await asked(emulator, TROOPS)
    methods = [call.method for call in emulator.calls if call.given.get("chat_id") == str(answer.chat.id)]
    assert methods == ["sendChatAction", "sendMessage"]


def evidence(answer) -> set[tuple[str, str, str]]:
    """Headline, outlet and quote of each source."""
    found = {(one.headline, one.outlet, one.quote) for one in sources(answer)}
    assert len(found) == len(sources(answer))
    return found


async def test_more_sources_page_in_place(emulator: Emulator, article):
    """Paging edits the message; no sentence of an article shows twice; Back leads to the first page."""
    ann = emulator.person()
    answer = await asked(emulator, TROOPS, ann)
    first, before, edits = evidence(answer), answer.text, answer.edits
    await emulator.answered(ann.presses(answer, "More sources"))
    await emulator.edited(answer, edits)
    second = sources(answer)
    assert second[0].number == 4
    for source in second:
        assert stands_in(source.quote, await article(source))
    assert not evidence(answer) & first
    await emulator.answered(ann.presses(answer, "Back"))
    await emulator.edited(answer, edits + 1)
    assert answer.text == before
    assert len(ann.private.from_bot()) == 1


async def test_the_viewer_shows_the_whole_article_page_by_page(emulator: Emulator, article):
    """The quote is marked on its page; turned through, the pages hold the article's whole text."""
    ann = emulator.person()
    answer = await asked(emulator, TRAMWAY, ann)
    first, edits = sources(answer)[0], answer.edits
    await emulator.answered(ann.presses(answer, "📄 1"))
    await emulator.edited(answer, edits)
    assert any("38 million crowns" in marked for marked in answer.body.marked("bold"))
    assert "38 million crowns" in first.quote

    async def turned(label: str) -> str:
        edits = answer.edits
        await emulator.answered(ann.presses(answer, label))
        await emulator.edited(answer, edits)
        return answer.text

    while any(button.text == "◀" for button in answer.buttons):
        await turned("◀")
    pages = [answer.text]
    while any(button.text == "▶" for button in answer.buttons):
        pages.append(await turned("▶"))
    stored = await article(first)
    body = " ".join(page.split("\n\n", 1)[1] for page in pages)
    assert len(pages) > 1
    assert body.split() == stored["text"].split()
    await turned("Back to the answer")
    assert sources(answer)[0] == first
    assert len(ann.private.from_bot()) == 1


@pytest.mark.parametrize(
    "question", ["Who won the football World Cup in 1998?", "How do I bake sourdough bread?"]
)
async def test_what_the_articles_do_not_say_is_refused(emulator: Emulator, question):
    """The refusal says so, shows at most the closest passage, and says what there is."""
    refusal = await asked(emulator, question)
    assert refusal.text.startswith("🤷 The articles I have")
    assert len(quotations(refusal)) <= 1
    assert re.search(r"I hold \d+ articles from \d+ outlets", refusal.text)


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("/help", "/ask"),
        ("/sources", "Harbour Post (sample)"),
        ("/privacy", "30 days"),
        ("/mydata", "I keep nothing about you."),
        ("/START", "Dateline"),
        ("/start nonsense", "Dateline"),
    ],
)
async def test_commands_answer_in_one_message(emulator: Emulator, command, words):
    reply = await asked(emulator, command)
    assert words in reply.text
    assert len(reply.chat.from_bot()) == 1


async def test_forget_deletes_what_was_kept(bot: Bot, emulator: Emulator):
    """A card's buttons no longer work afterwards, and asking again finds nothing to delete."""
    ann = emulator.person()
    answer = await asked(emulator, TROOPS, ann)
    edits = answer.edits
    forgotten = await asked(emulator, "/forget", ann)
    assert "Deleted" in forgotten.text
    await emulator.answered(ann.presses(answer, "More sources"))
    await bot.ask(TROOPS)
    assert answer.edits == edits
    assert "nothing" in (await asked(emulator, "/forget", ann)).text


async def test_unknown_commands_are_met_with_silence(bot: Bot, emulator: Emulator):
    ann = emulator.person()
    ann.writes("/nonsense")
    ann.writes("/status")
    await bot.ask(TROOPS)
    assert ann.private.from_bot() == []


async def test_an_edited_question_edits_the_answer(emulator: Emulator):
    """The reply stays the same message and shows the answer to the new question."""
    ann = emulator.person()
    question = ann.writes(TROOPS)
    answer = await reply_to(emulator, question)
    edits = answer.edits
    await asyncio.sleep(3.5)  # the bot takes one question in 3 s from a person, an edit among them
    ann.edits(question, TRAMWAY)
    await emulator.edited(answer, edits, ANSWER)
    assert "38 million crowns" in answer.text
    assert len(ann.private.from_bot()) == 1


async def test_many_who_ask_at_once_are_all_answered(emulator: Emulator):
    """Each gets one message in the end; who had to wait sees the notice turn into the answer."""
    questions = [emulator.person().writes(TROOPS) for _ in range(6)]
    for question in questions:
        answer = await reply_to(emulator, question)
        assert quotations(answer)
        assert question.chat.from_bot() == [answer]


async def test_commands_are_offered_in_the_menu(bot: Bot):
    """Private chats and groups each have their own list."""
    scopes = bot.emulator.methods.commands
    private = next(listed for scope, listed in scopes.items() if "private" in scope or "default" in scope)
    assert {"start", "help", "sources", "privacy", "forget"} <= {one["command"] for one in private}
    group = next(listed for scope, listed in scopes.items() if "group" in scope)
    assert "ask" in {one["command"] for one in group}
