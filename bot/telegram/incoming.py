"""What came in: who speaks where, and which messages are questions to this bot."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from telegram import Chat, Message, MessageEntity, User
from telegram.constants import ChatType


@dataclass(frozen=True, slots=True)
class Incoming:
    """A message to answer: where it stands, who sent it (a person, or a group's anonymous admin), when."""

    chat: int
    message: int
    thread: int | None
    person: int
    private: bool
    at: datetime


def incoming(message: Message) -> Incoming | None:
    """The message's place and sender; None where nobody is to be answered.

    Those are bots, this bot's own inline results, channels that post into a linked group, and messages
    without a sender. An anonymous admin speaks as the group, a person may speak as a channel: both are
    answered, and counted under the id of that group or channel.
    """
    if message.via_bot is not None or message.is_automatic_forward:
        return None
    if message.sender_chat is not None:
        person = message.sender_chat.id
    elif message.from_user is None or message.from_user.is_bot:
        return None
    else:
        person = message.from_user.id
    return Incoming(
        chat=message.chat.id,
        message=message.message_id,
        thread=message.message_thread_id if message.is_topic_message else None,
        person=person,
        private=is_private(message.chat),
        at=message.date,
    )


def is_private(chat: Chat) -> bool:
    """Whether the chat is that of one person with the bot."""
    return chat.type == ChatType.PRIVATE


def asked(message: Message, me: User) -> str | None:
    """The question that a message puts to this bot, without /ask and mentions of it; None when it puts none.

    In a private chat every typed text is a question; in a group only after /ask, with an @mention, or in
    reply to the bot. Forwarded posts are somebody else's words to somebody else: never questions. Commands
    other than /ask are none either.
    """
    text = message.text
    if text is None or message.forward_origin is not None or message.chat.type == ChatType.CHANNEL:
        return None
    mentions = [entity for entity in message.entities if _mentions(text, entity, me)]
    if begins_with_command(message):
        asks = command_of(message, me) == "ask"
        return _without(text, [message.entities[0], *mentions]) if asks else None
    replies = message.reply_to_message and message.reply_to_message.from_user
    to_me = bool(mentions) or bool(replies and replies.id == me.id)
    return _without(text, mentions) if is_private(message.chat) or to_me else None


def replied_to(message: Message, me: User) -> int | None:
    """The id of this bot's message that a message replies to; None where it replies to none."""
    above = message.reply_to_message
    mine = above is not None and above.from_user is not None and above.from_user.id == me.id
    return above.message_id if above is not None and mine else None


def quoted_in(message: Message) -> str:
    """The words of the message above that a reply quotes; empty where it quotes none."""
    return message.quote.text if message.quote is not None else ""


def command_of(message: Message, me: User) -> str | None:
    """The command that a message begins with, in lower case; None for commands to other bots."""
    if not begins_with_command(message):
        return None
    written = _within(message.text or "", message.entities[0])
    name, _, addressee = written[1:].partition("@")
    if addressee and addressee.casefold() != (me.username or "").casefold():
        return None
    return name.casefold()


def names_me(message: Message, me: User) -> bool:
    """Whether the command that a message begins with is followed by this bot's @name."""
    return command_of(message, me) is not None and "@" in _within(message.text or "", message.entities[0])


def begins_with_command(message: Message) -> bool:
    """Whether a bot command, of whatever bot, opens the message."""
    first = message.entities[0] if message.text and message.entities else None
    return first is not None and first.type == MessageEntity.BOT_COMMAND and first.offset == 0


def _mentions(text: str, entity: MessageEntity, me: User) -> bool:
    if entity.type == MessageEntity.TEXT_MENTION:
        return entity.user is not None and entity.user.id == me.id
    if entity.type != MessageEntity.MENTION or not me.username:
        return False
    return _within(text, entity).casefold() == f"@{me.username}".casefold()


def _within(text: str, entity: MessageEntity) -> str:
    """The entity's text. The library's own way fails on lone surrogates."""
    wide = text.encode("utf-16-le", "surrogatepass")
    return wide[entity.offset * 2 : (entity.offset + entity.length) * 2].decode("utf-16-le", "surrogatepass")


def _without(text: str, entities: Iterable[MessageEntity]) -> str:
    """The text without the entities, whose offsets count UTF-16 units."""
    wide = text.encode("utf-16-le", "surrogatepass")
    for entity in sorted(entities, key=lambda e: -e.offset):
        wide = wide[: entity.offset * 2] + wide[(entity.offset + entity.length) * 2 :]
    return wide.decode("utf-16-le", "surrogatepass").strip(" ,:")
