"""Questions: typed in private, put to the bot in groups, edited, or tapped as an example."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from telegram import Message, Update

from bot.asking.small_talk import is_small_talk
from bot.errors import QuestionError
from bot.followup import Turn, Wants, followed, is_fragment, pointed, turn_of
from bot.question import clean
from bot.telegram import notices
from bot.telegram.callback_data import new_id
from bot.telegram.card import Card, card_of, verified
from bot.telegram.front import Front, Trouble
from bot.telegram.incoming import Incoming, asked, incoming, quoted_in, replied_to
from bot.telegram.limits import Verdict
from bot.telegram.render import card_page
from bot.telegram.types import Answers, Library, Outgoing
from bot.telegram.viewer import article_page

Waits = Callable[[int, float], Awaitable[None]]


class Unverified(Exception):
    """A quote does not stand in its article; the answer is not sent."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message to send, the card that its buttons need and the turn for follow-ups (None for a notice)."""

    message: Outgoing
    card: Card | None = None
    turn: Turn | None = None


class Questions:
    """Handlers of questions."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._turns = Turns()

    async def on_message(self, update: Update, _: Any) -> None:
        """A new message: answer it if it is a question to the bot."""
        message = update.message
        came = incoming(message) if message else None
        if message is None or came is None:
            return
        question = asked(message, self._front.bot.bot)
        if question is not None:
            before = self._before(came, message, question)
            await self.answer(came, question, before, usage=not question and not came.private)
        elif came.private and _is_hopeless(message):
            await self._hint(came)

    async def on_edited(self, update: Update, _: Any) -> None:
        """An edited question edits the reply to it; without a reply there is nothing to do."""
        message = update.edited_message
        came = incoming(message) if message else None
        if message is None or came is None:
            return
        question = asked(message, self._front.bot.bot)
        front = self._front
        chat = front.keys.chat(came.chat)
        async with self._turns.of(came):
            known = front.state.answered(chat, came.message)
            if not question or known is None or known.reply is None:
                return
            if not front.limits.edit(front.keys.person(came.person), None if came.private else chat):
                return
            card = known.card or new_id()
            before = front.recent.before(chat, known.reply)
            prepared = await self._prepare(came, question, card, before, on_wait=None)
            self._keep(card, came, prepared)
            if await front.edit(came.chat, known.reply, prepared.message):
                front.state.replied(chat, came.message, known.reply, card if prepared.card else None)
                self._note(came, known.reply, prepared, before)

    async def answer(
        self, came: Incoming, question: str, before: Turn | None = None, *, usage: bool = False
    ) -> None:
        """Answer a question in its chat, once; `before` is what it may follow up."""
        front = self._front
        chat, person = front.keys.chat(came.chat), front.keys.person(came.person)
        async with self._turns.of(came):
            if front.state.answered(chat, came.message):
                return
            talk = came.private and is_small_talk(question)
            if usage or talk:
                # No question yet, so it takes none of the person's turns.
                if front.limits.command(chat, private=came.private):
                    told = notices.help_text(front.bot.username) if talk else notices.ask_usage()
                    await self._say(came, told)
                return
            verdict = front.limits.question(person, None if came.private else chat)
            if verdict is Verdict.NOTICE:
                await self._say(came, notices.too_fast(front.limits.spec, group=not came.private))
            elif verdict is Verdict.ANSWER:
                await self._answer(came, question, before)

    def may_ask(self, came: Incoming) -> bool:
        """Whether the limits allow a question now; counts it if they do."""
        keys = self._front.keys
        group = None if came.private else keys.chat(came.chat)
        return self._front.limits.question(keys.person(came.person), group) is Verdict.ANSWER

    async def answer_example(self, came: Incoming, question: str) -> None:
        """Answer an example question that was tapped; the answer shows the question above it."""
        front = self._front
        card = new_id()
        async with front.typing(came):
            prepared = await self._prepare(came, question, card, on_wait=None, shown=question)
        self._keep(card, came, prepared)
        sent = await front.reply(came, prepared.message)
        if sent is not None:
            self._note(came, sent, prepared, None)

    async def answer_alone(self, came: Incoming, question: str) -> None:
        """Put the answer to a question on its own in the place of `came`, a follow-up's answer."""
        front = self._front
        card = new_id()
        prepared = await self._prepare(came, question, card, on_wait=None)
        self._keep(card, came, prepared)
        if await front.edit(came.chat, came.message, prepared.message):
            self._note(came, came.message, prepared, None)

    def _before(self, came: Incoming, message: Message, question: str) -> Turn | None:
        """What a question may follow up: the answer that it replies to; in private a fragment the last one.

        A reply that quotes some words of the answer is about these.
        """
        front = self._front
        chat = front.keys.chat(came.chat)
        above = replied_to(message, front.bot.bot)
        if above is not None:
            turn = front.recent.at(chat, above)
            return pointed(turn, quoted_in(message)) if turn else None
        return front.recent.last(chat) if came.private and is_fragment(question) else None

    async def _answer(self, came: Incoming, question: str, before: Turn | None) -> None:
        front = self._front
        chat, person = front.keys.chat(came.chat), front.keys.person(came.person)
        notice: list[int] = []

        async def on_wait(ahead: int, seconds: float) -> None:
            sent = await front.reply(came, notices.busy(ahead, seconds))
            notice.extend([sent] if sent else [])

        card = new_id()
        async with front.typing(came):
            prepared = await self._prepare(
                came, question, card, before, on_wait=on_wait if came.private else None
            )
        # Noted before it is sent: after a crash in between, silence is better than a second answer.
        if not front.state.claim(chat, came.message, person):
            return
        self._keep(card, came, prepared)
        if notice:
            # Not sent anew where the edit failed: it may have arrived.
            await front.edit(came.chat, notice[0], prepared.message)
        sent = notice[0] if notice else await front.reply(came, prepared.message)
        if sent is not None:
            front.state.replied(chat, came.message, sent, card if prepared.card else None)
            self._note(came, sent, prepared, before)

    async def _prepare(
        self,
        came: Incoming,
        question: str,
        card: str,
        before: Turn | None = None,
        *,
        on_wait: Waits | None,
        shown: str | None = None,
    ) -> Prepared:
        """The message that answers the question, whatever happens."""
        try:
            wanted = clean(question)
            return await self._front.attempt(
                lambda answers: prepare(
                    answers, wanted, card, short=not came.private, shown=shown, before=before
                ),
                on_wait,
            )
        except (QuestionError, Trouble) as problem:
            return Prepared(notices.notice(str(problem)))

    async def _say(self, came: Incoming, message: Outgoing) -> None:
        """A notice in answer to a message, remembered so that it is not said again after a crash."""
        front = self._front
        chat = front.keys.chat(came.chat)
        if front.state.claim(chat, came.message, front.keys.person(came.person)):
            sent = await front.reply(came, message)
            if sent is not None:
                front.state.replied(chat, came.message, sent, None)

    async def _hint(self, came: Incoming) -> None:
        if self._front.limits.hint(self._front.keys.chat(came.chat)):
            await self._front.reply(came, notices.no_question())

    def _keep(self, card: str, came: Incoming, prepared: Prepared) -> None:
        if prepared.card and prepared.message.needs_state:
            keys = self._front.keys
            self._front.state.keep(
                card, keys.chat(came.chat), keys.person(came.person), prepared.card.to_json()
            )

    def _note(self, came: Incoming, reply: int, prepared: Prepared, before: Turn | None) -> None:
        if prepared.turn:
            keys = self._front.keys
            chat, person = keys.chat(came.chat), keys.person(came.person)
            self._front.recent.note(chat, reply, person, prepared.turn, before)


class Turns:
    """Lets one handler at a time work on a message: an edit waits for the first answer."""

    def __init__(self) -> None:
        self._locks: dict[tuple[int, int], asyncio.Lock] = {}
        self._users: Counter[tuple[int, int]] = Counter()

    @asynccontextmanager
    async def of(self, came: Incoming) -> AsyncIterator[None]:
        """The turn of whoever works on this message."""
        key = (came.chat, came.message)
        lock = self._locks.setdefault(key, asyncio.Lock())
        self._users[key] += 1
        try:
            async with lock:
                yield
        finally:
            self._users[key] -= 1
            if not self._users[key]:
                del self._locks[key], self._users[key]


def prepare(
    answers: Answers,
    question: str,
    id: str,
    *,
    short: bool,
    shown: str | None = None,
    before: Turn | None = None,
) -> Prepared:
    """Answer and render, "who said so?" with the article at its quote. Runs in the worker thread.

    Raises:
        Unverified: A quote does not stand in its article as that generation has it.
    """
    whole = followed(question, before) if before else None
    answer, library = answers.ask(question, before=before)
    if not verified(answer, library):
        raise Unverified
    about = (before.article or "") if before and whole else None
    card = card_of(answer, library, short=short, asked=shown, about=about)
    message = _wanted(card, id, whole.wants if whole else "answer", library)
    return Prepared(message, card, turn_of(answer))


def _wanted(card: Card, id: str, wants: Wants, library: Library) -> Outgoing:
    """The part of a card that is asked for; where there are no more quotes, that is said."""
    if wants == "source" and card.kind != "not_found":
        return article_page(card, id, 0, None, library)
    if wants == "more" and len(card.pages()) == 1:
        return notices.notice(notices.NO_MORE)
    return card_page(card, id, 1 if wants == "more" else 0, library)


def _is_hopeless(message: Any) -> bool:
    """Whether somebody sent what is no typed question: a forwarded post, a file, a photo, a voice message."""
    return bool(message.forward_origin or message.effective_attachment)
