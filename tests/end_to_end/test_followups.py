"""Follow-ups: a reply to an answer is read together with it, and can be asked on its own after all."""

from tests.emulator.server import Emulator
from tests.emulator.world import Message
from tests.end_to_end.cards import quotations
from tests.end_to_end.program import reply_to


async def answered_in_group(emulator: Emulator) -> Message:
    question = emulator.person().writes("/ask how many people were detained in Kazakhstan?", emulator.group())
    return await reply_to(emulator, question)


async def test_a_reply_to_an_answer_follows_it_up_and_leads_to_the_question_alone(emulator: Emulator):
    """How many police were killed is asked of Kazakhstan; the button asks it alone, for who typed it."""
    answer = await answered_in_group(emulator)
    ben = emulator.person("Ben")
    follow_up = await reply_to(
        emulator, ben.writes("and how many police were killed?", answer.chat, reply_to=answer)
    )
    assert follow_up.text.startswith("About: ")
    assert quotations(follow_up)
    carl = emulator.person("Carl")
    refused = await emulator.answered(carl.presses(follow_up, "Search everything"))
    assert refused == "Only who asked can do that."
    assert follow_up.edits == 0
    await emulator.answered(ben.presses(follow_up, "Search everything"))
    await emulator.edited(follow_up, 0)
    assert "About:" not in follow_up.text
    assert not any(button.text == "Search everything" for button in follow_up.buttons)


async def test_who_said_so_shows_the_article_in_its_place(emulator: Emulator):
    answer = await answered_in_group(emulator)
    asked = emulator.person().writes("who said so?", answer.chat, reply_to=answer)
    page = await reply_to(emulator, asked)
    assert any(button.text == "Back to the answer" for button in page.buttons)
    assert page.body.marked("bold")
