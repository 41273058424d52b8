"""Button presses: examples, more sources, the article viewer, stories.

Anyone can send any data, so all is checked. A story's question holds the person's own, which is kept nowhere:
it is read from the message that the answer replies to, and asked again. So a story can be chosen as long as
that message is there, after a restart too.
"""

import json
from typing import Any

from telegram import CallbackQuery, Message, Update, User
from telegram.error import TelegramError

from bot.followup import Turn, turn_of
from bot.question import clean
from bot.telegram import notices
from bot.telegram.callback_data import Pressed, new_id, placed, read
from bot.telegram.card import Card, CardGone, card_of, verified
from bot.telegram.front import Front, Trouble
from bot.telegram.incoming import Incoming, asked, begins_with_command, incoming, is_private
from bot.telegram.questions import Prepared, Questions, Unverified
from bot.telegram.render import card_page
from bot.telegram.types import Answers, Library, Outgoing
from bot.telegram.viewer import article_page


class Presses:
    """Handler of button presses."""

    def __init__(self, front: Front, questions: Questions) -> None:
        self._front = front
        self._questions = questions

    async def on_press(self, update: Update, _: Any) -> None:
        """Answer the press first (the button stops spinning), then do what it asks for."""
        query = update.callback_query
        if query is None:
            return
        pressed = read(query.data)
        came = _from(query)
        chat = self._front.keys.chat(came.chat) if came else ""
        content = self._front.state.kept(pressed.id, chat) if pressed and came else None
        if pressed is None or came is None or content is None:
            await _answer(query, notices.TOO_OLD)
        elif not self._front.limits.press(chat, private=came.private):
            await _answer(query, notices.SLOWER)
        elif pressed.press == "ask":
            await self._ask(query, came, pressed, content)
        elif pressed.press == "story":
            await self._choose(query, came, pressed, content)
        elif pressed.press == "alone":
            await self._search_everything(query, came, content)
        else:
            await self._turn_to(query, came, pressed, content)

    async def _ask(self, query: CallbackQuery, came: Incoming, pressed: Pressed, content: str) -> None:
        question = _example(content, pressed.number)
        if question is None:
            await _answer(query, notices.TOO_OLD)
        elif not self._questions.may_ask(came):
            await _answer(query, notices.SLOWER)
        else:
            await _answer(query)
            await self._questions.answer_example(came, question)

    async def _choose(self, query: CallbackQuery, came: Incoming, pressed: Pressed, content: str) -> None:
        """Put the answer about one story in the place of the list."""
        card = _card(content)
        question = _asked_above(query, card, self._front.bot.bot) if card else None
        if card is None or question is None or pressed.number >= len(card.stories):
            await _answer(query, notices.TOO_OLD)
            return
        if not self._questions.may_ask(came):
            await _answer(query, notices.SLOWER)
            return
        await _answer(query)
        front = self._front
        new = new_id()
        chat, person = front.keys.chat(came.chat), front.keys.person(came.person)
        before = front.recent.before(chat, came.message)
        try:
            async with front.typing(came):
                chosen = await front.attempt(
                    lambda answers: about_story(answers, question, before, card=card, pressed=pressed, id=new)
                )
        except CardGone:
            await self._tell(came, notices.notice(notices.TOO_OLD))
        except Trouble as trouble:
            await self._tell(came, notices.notice(str(trouble)))
        else:
            if chosen.card and chosen.turn:
                front.state.keep(new, chat, person, chosen.card.to_json())
                front.recent.note(chat, came.message, person, chosen.turn, before)
            await front.edit(came.chat, came.message, chosen.message)

    async def _search_everything(self, query: CallbackQuery, came: Incoming, content: str) -> None:
        """Answer what was typed as a question on its own; only for who typed it."""
        front = self._front
        card = _card(content)
        question = _asked_above(query, card, front.bot.bot) if card and card.about is not None else None
        above = query.message.reply_to_message if isinstance(query.message, Message) else None
        typed = incoming(above) if above else None
        if question is None or typed is None:
            await _answer(query, notices.TOO_OLD)
        elif typed.person != came.person:
            await _answer(query, notices.NOT_YOURS)
        elif not front.limits.edit(
            front.keys.person(came.person), None if came.private else front.keys.chat(came.chat)
        ):
            await _answer(query, notices.SLOWER)
        else:
            await _answer(query)
            await self._questions.answer_alone(came, question)

    async def _turn_to(self, query: CallbackQuery, came: Incoming, pressed: Pressed, content: str) -> None:
        card = _card(content)
        if card is None or not _shows(card, pressed):
            await _answer(query, notices.TOO_OLD)
            return
        await _answer(query)
        front = self._front
        try:
            message = await front.attempt(lambda answers: page(card, pressed, answers.generation()))
        except CardGone:
            await front.strip(came.chat, came.message)
            await self._tell(came, notices.notice(notices.TOO_OLD))
        except Trouble as trouble:
            await self._tell(came, notices.notice(str(trouble)))
        else:
            await front.edit(came.chat, came.message, message)

    async def _tell(self, came: Incoming, message: Outgoing) -> None:
        """In a group only one person pressed; the others need no notice."""
        if came.private:
            await self._front.reply(came, message)


def page(card: Card, pressed: Pressed, library: Library) -> Outgoing:
    """What a press on a card's button asks for. Runs in the worker thread.

    Where the article to be read is gone, the card is shown again, which says so.

    Raises:
        CardGone: No source of the card is there any more as it was quoted.
    """
    if pressed.press == "page":
        return card_page(card, pressed.id, pressed.number, library)
    source, place = placed(pressed.number)
    try:
        return article_page(card, pressed.id, source, place - 1 if place else None, library)
    except CardGone:
        return card_page(card, pressed.id, card.page_of(source), library)


def about_story(
    answers: Answers, question: str, before: Turn | None, *, card: Card, pressed: Pressed, id: str
) -> Prepared:
    """The answer about one of a card's stories, under its own id. Runs in the worker thread.

    `question` is what the card answers, `before` what that followed up.

    Raises:
        CardGone: The question does not lead to that story any more.
        Unverified: A quote does not stand in its article as that generation has it.
    """
    wanted = card.stories[pressed.number]
    listed = answers.ask(clean(question), before=before)[0]
    offered = {story.article_id: story.question for story in listed.stories}
    if wanted not in offered:
        raise CardGone
    answer, library = answers.ask(offered[wanted])
    if not verified(answer, library):
        raise Unverified
    chosen = card_of(answer, library, short=card.short, asked=card.asked, about=card.about, back=pressed.id)
    return Prepared(card_page(chosen, id, 0, library), chosen, turn_of(answer))


def _card(content: str) -> Card | None:
    try:
        return Card.from_json(content)
    except CardGone:
        return None


def _asked_above(query: CallbackQuery, card: Card, me: User) -> str | None:
    """The question that a card answers: an example, or what stands in the message it replies to."""
    if card.asked:
        return card.asked
    message = query.message
    above = message.reply_to_message if isinstance(message, Message) else None
    if above is None:
        return None
    # A message that was a question as a reply to the bot does not tell any more what it replied to.
    return asked(above, me) or (None if begins_with_command(above) else above.text)


def _shows(card: Card, pressed: Pressed) -> bool:
    if pressed.press == "page":
        return pressed.number < len(card.pages())
    return placed(pressed.number)[0] < len(card.sources)


def _example(content: str, number: int) -> str | None:
    questions = json.loads(content).get("examples", [])
    return str(questions[number]) if number < len(questions) else None


def _from(query: CallbackQuery) -> Incoming | None:
    """Where the button is; None for one on a message that Telegram no longer shows to bots."""
    message = query.message
    if message is None:
        return None
    in_topic = isinstance(message, Message) and message.is_topic_message
    return Incoming(
        chat=message.chat.id,
        message=message.message_id,
        thread=message.message_thread_id if in_topic and isinstance(message, Message) else None,
        person=query.from_user.id,
        private=is_private(message.chat),
        at=message.date,
    )


async def _answer(query: CallbackQuery, alert: str | None = None) -> None:
    """Stop the button's spinning; a press that Telegram has given up on is worked on all the same."""
    try:
        await query.answer(alert, show_alert=alert is not None)
    except TelegramError:
        return
