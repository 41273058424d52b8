"""A tap on a story puts the answer about it in the list's place; the question is kept nowhere."""

from dataclasses import replace

import pytest

from bot.types import Story
from tests.bot.telegram.news import SENTENCE, Shelf, answered, article, cite, finding
from tests.bot.telegram.stage import ANN, BEN, GROUP

TOO_OLD = "This button works no more, please ask again."
QUESTION = "who sent troops to Xanadu?"


def methods(calls):
    return [call.method for call in calls]


@pytest.fixture
def newsroom(newsroom):
    """Answers that fit two stories, but for questions that name one."""
    newsroom.shelf = Shelf.of(article("a1"), article("a2", f"It rained. {SENTENCE}", published="2022-02-01"))

    def answer(question):
        shelf = newsroom.shelf
        if "crash" in question:
            raise RuntimeError(question)
        for of in shelf.articles():
            if of.id in question:
                return answered(shelf, finding(cite(of)), question=question)
        stories = tuple(
            Story(a.headline, a.published, a.id, f"{question} {'crash' * newsroom.broken}{a.id}")
            for a in shelf.articles()
        )
        found = finding(cite(shelf.articles()[0]))
        return answered(shelf, found, kind="several_stories", stories=stories, question=question)

    newsroom.broken = False
    newsroom.answer = answer
    return newsroom


async def offered(stage, text=QUESTION, **said):
    """Ask, and give the question's message and the answer's."""
    where = said.get("where")
    (sent,) = await stage.says(text, id=42, **said)
    return stage.message(text, id=42, where=where), sent


async def test_a_tap_edits_the_message_to_the_answer_about_that_story(stage):
    above, sent = await offered(stage)
    stage.clock.moves(3)
    calls = await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"], above=above)
    assert methods(calls) == ["answerCallbackQuery", "sendChatAction", "editMessageText"]
    assert calls[2].given["message_id"] == 1000
    assert "It rained." in calls[2].text
    assert "several stories" not in calls[2].text
    assert stage.newsroom.asked[1:] == [QUESTION, f"{QUESTION} a2"]


async def test_its_buttons_work_and_one_leads_back_to_the_list(stage):
    above, sent = await offered(stage)
    stage.clock.moves(3)
    *_, edited = await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"], above=above)
    assert list(edited.buttons) == ["📄 1", "Back to all stories"]
    _, viewed = await stage.presses(edited.buttons["📄 1"], above=above)
    assert SENTENCE in viewed.marked("bold")
    _, back = await stage.presses(edited.buttons["Back to all stories"], above=above)
    assert back.given["text"] == sent.given["text"]
    assert back.buttons == sent.buttons


async def test_nothing_of_the_question_is_stored(stage, tmp_path):
    above, sent = await offered(stage)
    stage.clock.moves(3)
    await stage.presses(sent.buttons["Headline a1 · 7 Jan 2022"], above=above)
    assert b"Xanadu" not in b"".join(path.read_bytes() for path in tmp_path.iterdir())


async def test_a_tap_costs_a_question(stage):
    above, sent = await offered(stage)
    (alert,) = await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"], above=above)
    assert alert.given["text"] == "Too fast, wait a moment."
    assert len(stage.newsroom.asked) == 1


async def test_without_the_question_above_it_the_button_says_to_ask_again(stage):
    _, sent = await offered(stage)
    stage.clock.moves(3)
    (alert,) = await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"])
    assert (alert.given["text"], alert.given["show_alert"]) == (TOO_OLD, True)


@pytest.mark.parametrize("number", ["2", "999999"])
async def test_a_story_that_was_not_offered_cannot_be_chosen(stage, number):
    above, sent = await offered(stage)
    stage.clock.moves(3)
    data = sent.buttons["Headline a2 · 1 Feb 2022"].removesuffix("1") + number
    (alert,) = await stage.presses(data, above=above)
    assert alert.given["text"] == TOO_OLD


async def test_somebody_elses_list_cannot_be_chosen_from(stage):
    above, sent = await offered(stage)
    stage.clock.moves(3)
    (alert,) = await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"], who=BEN, above=above)
    assert alert.given["text"] == TOO_OLD


async def test_a_story_that_the_question_leads_to_no_more_is_told_and_the_list_stays(stage):
    above, sent = await offered(stage)
    stage.clock.moves(3)
    stage.newsroom.shelf = Shelf.of(stage.newsroom.shelf.held["a1"], id="the next one")
    calls = await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"], above=above)
    assert methods(calls) == ["answerCallbackQuery", "sendChatAction", "sendMessage"]
    assert calls[2].text == TOO_OLD


async def test_a_failure_is_told_in_private(stage):
    above, sent = await offered(stage)
    stage.clock.moves(3)
    stage.newsroom.broken = True
    calls = await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"], above=above)
    assert calls[-1].text.startswith("Something went wrong on my side (ref ")


async def test_a_quote_that_does_not_stand_in_its_article_is_not_shown(stage):
    above, sent = await offered(stage)
    stage.clock.moves(3)
    true = stage.newsroom.answer

    def lies(question):
        told = true(question)
        (said,) = told.findings
        wrong = replace(said.citations[0], quote="They never came.")
        return replace(told, findings=(replace(said, citations=(wrong,)),)) if "a2" in question else told

    stage.newsroom.answer = lies
    calls = await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"], above=above)
    assert methods(calls) == ["answerCallbackQuery", "sendChatAction", "sendMessage"]
    assert calls[2].text.startswith("Something went wrong on my side (ref ")


@pytest.mark.parametrize("text", [f"/ask {QUESTION}", QUESTION])
async def test_in_a_group_everybody_may_choose_and_the_command_is_no_part_of_the_question(stage, text):
    """A reply to the bot is a question, too; what it replied to is not shown to bots in a press."""
    above, sent = await offered(stage, f"/ask {QUESTION}", where=GROUP)
    above = stage.message(text, id=42, where=GROUP)
    calls = await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"], who=BEN, where=GROUP, above=above)
    assert methods(calls) == ["answerCallbackQuery", "sendChatAction", "editMessageText"]
    assert stage.newsroom.asked[1:] == [QUESTION, f"{QUESTION} a2"]


async def test_a_command_above_an_answer_is_no_question(stage):
    _, sent = await offered(stage, who=ANN)
    stage.clock.moves(3)
    (alert,) = await stage.presses(
        sent.buttons["Headline a2 · 1 Feb 2022"], above=stage.message("/help", id=42)
    )
    assert alert.given["text"] == TOO_OLD


async def test_the_stories_of_an_example_can_be_chosen(stage):
    (start,) = await stage.says("/start")
    *_, sent = await stage.presses(start.buttons["who sent troops?"])
    stage.clock.moves(3)
    *_, edited = await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"])
    assert edited.text.startswith("who sent troops?\n")
    assert "It rained." in edited.text


async def test_a_story_of_a_follow_up_is_that_of_the_whole_question(stage):
    above, first = await offered(stage)
    stage.clock.moves(3)
    mine = stage.message(first.text, id=1000) | {"from": {"id": 7000000, "is_bot": True, "first_name": "D"}}
    (sent,) = await stage.says("and in Almaty?", id=43, reply_to_message=mine)
    stage.clock.moves(3)
    above = stage.message("and in Almaty?", id=43)
    *_, edited = await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"], on=1001, above=above)
    assert "It rained." in edited.text
    assert edited.text.startswith("About: Headline a1\n")
    again, story = stage.newsroom.asked[-2:]
    assert again == "and in Almaty?"
    assert stage.newsroom.after[-2].asked == QUESTION
    assert "Almaty" in story
    assert story.endswith(" a2")


async def test_a_reply_to_a_chosen_story_follows_that_story(stage):
    above, sent = await offered(stage)
    stage.clock.moves(3)
    await stage.presses(sent.buttons["Headline a2 · 1 Feb 2022"], above=above)
    stage.clock.moves(3)
    mine = stage.message("…", id=1000) | {"from": {"id": 7000000, "is_bot": True, "first_name": "D"}}
    await stage.says("and in Almaty?", id=43, reply_to_message=mine)
    assert stage.newsroom.after[-1].asked == f"{QUESTION} a2"


async def test_after_going_back_another_story_can_be_chosen(stage):
    above, sent = await offered(stage)
    for story, quoted in (
        ("Headline a2 · 1 Feb 2022", "It rained."),
        ("Headline a1 · 7 Jan 2022", "began badly"),
    ):
        stage.clock.moves(3)
        *_, edited = await stage.presses(sent.buttons[story], above=above)
        assert quoted in edited.text
        await stage.presses(edited.buttons["Back to all stories"], above=above)
