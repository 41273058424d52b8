"""Button presses: examples, more sources, the article viewer. Anyone can send any data, so all is checked."""

import json
from typing import Any

from telegram import CallbackQuery, Message, Update
from telegram.error import TelegramError

from bot.telegram import notices
from bot.telegram.callback_data import Pressed, placed, read
from bot.telegram.card import Card, CardGone
from bot.telegram.front import Front, Trouble
from bot.telegram.incoming import Incoming, is_private
from bot.telegram.questions import Questions
from bot.telegram.render import card_page
from bot.telegram.types import Library, Outgoing
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

    async def _turn_to(self, query: CallbackQuery, came: Incoming, pressed: Pressed, content: str) -> None:
        try:
            card = Card.from_json(content)
        except CardGone:
            await _answer(query, notices.TOO_OLD)
            return
        if not _shows(card, pressed):
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
