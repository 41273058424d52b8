"""The commands: /start, /help, /sources, /privacy, /mydata, /forget; /ask is a question."""

import json
from datetime import UTC, datetime
from typing import Any

from telegram import Update

from bot import words
from bot.telegram import notices
from bot.telegram.callback_data import new_id
from bot.telegram.front import Front, Trouble
from bot.telegram.incoming import Incoming, incoming, names_me
from bot.telegram.types import Answers, Outgoing
from index.types import Holdings

EXAMPLES = 3


class Commands:
    """Handlers of commands. In groups only those that name the bot are met."""

    def __init__(self, front: Front) -> None:
        self._front = front
        self._looked: tuple[str, Holdings, tuple[str, ...]] | None = None
        self._sources: tuple[str, Outgoing] | None = None

    async def start(self, update: Update, _: Any) -> None:
        """What this is, with example questions; whatever payload a link carries, it is a normal start."""
        if came := self._met(update):
            front = self._front
            card = new_id()
            try:
                coverage, examples = await front.attempt(self.look)
                holds = words.coverage_line(coverage)
            except Trouble as trouble:
                holds, examples = str(trouble), ()
            if examples:
                keys = front.keys
                content = json.dumps({"examples": examples})
                front.state.keep(card, keys.chat(came.chat), keys.person(came.person), content)
            await front.reply(came, notices.welcome(holds, examples, card))

    async def help(self, update: Update, _: Any) -> None:
        """How to ask."""
        if came := self._met(update):
            await self._front.reply(came, notices.help_text(self._front.bot.username))

    async def sources(self, update: Update, _: Any) -> None:
        """Whose articles there are."""
        if came := self._met(update):
            try:
                message = await self._front.attempt(self._list_sources)
            except Trouble as trouble:
                message = notices.notice(str(trouble))
            await self._front.reply(came, message)

    async def privacy(self, update: Update, _: Any) -> None:
        """What is kept."""
        if came := self._met(update):
            await self._front.reply(came, notices.privacy())

    async def my_data(self, update: Update, _: Any) -> None:
        """How much is kept about who asks."""
        if came := self._met(update):
            keys = self._front.keys
            person, chat = keys.person(came.person), self._own_chat(came)
            kept = self._front.state.about(person, chat)
            since = datetime.fromtimestamp(kept.since, UTC).isoformat() if kept.since is not None else None
            recent = self._front.recent.count(person, chat)
            await self._front.reply(came, notices.my_data(kept, since, recent))

    async def forget(self, update: Update, _: Any) -> None:
        """Delete it."""
        if came := self._met(update):
            keys = self._front.keys
            person, chat = keys.person(came.person), self._own_chat(came)
            gone = self._front.recent.forget(person, chat) + self._front.state.forget(person, chat)
            await self._front.reply(came, notices.forgotten(gone))

    def look(self, answers: Answers) -> tuple[Holdings, tuple[str, ...]]:
        """What there is, and questions to try; worked out once a generation. Runs in the worker thread."""
        library = answers.generation()
        if self._looked is None or self._looked[0] != library.id:
            self._looked = (library.id, library.coverage(), tuple(answers.examples()[:EXAMPLES]))
        return self._looked[1:]

    def _list_sources(self, answers: Answers) -> Outgoing:
        library = answers.generation()
        if self._sources is None or self._sources[0] != library.id:
            message = notices.outlets(library.articles(), library.coverage())
            self._sources = (library.id, message)
        return self._sources[1]

    def _own_chat(self, came: Incoming) -> str:
        """The key of the person's private chat with the bot (people's ids are positive, groups' negative)."""
        return self._front.keys.chat(came.person) if came.person > 0 else ""

    def _met(self, update: Update) -> Incoming | None:
        """Where to answer the command, None where it is to be passed over."""
        message = update.message
        came = incoming(message) if message else None
        if message is None or came is None:
            return None
        if not came.private and not names_me(message, self._front.bot.bot):
            return None
        chat = self._front.keys.chat(came.chat)
        return came if self._front.limits.command(chat, private=came.private) else None
