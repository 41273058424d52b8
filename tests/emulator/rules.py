"""Limits of the Bot API that aiogram's models do not know: sizes, ranges and forms of single values."""

import re
from typing import Any

from aiogram.enums import ChatAction
from aiogram.methods import TelegramMethod
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity, Update
from teremok.validation import ApiRuleViolation, _check_inline_keyboard

from tests.emulator.formatted import Entity, Formatted, check_link, checked, parse_html, units
from tests.emulator.refusals import Refused

CHAT_ACTIONS = frozenset(action.value for action in ChatAction)
UPDATE_TYPES = frozenset(Update.model_fields) - {"update_id"}
NOT_BY_DEFAULT = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
MOST_BUTTONS = 100
MOST_IN_A_ROW = 8
LONGEST_NOTICE = 200


def body(text: str, parse_mode: str | None, entities: list[MessageEntity] | None) -> Formatted:
    """The text of a message as people will see it; raises Refused where Telegram would not show it."""
    if entities:
        return checked(Formatted(text, tuple(_given(text, entity) for entity in entities)))
    if parse_mode is None:
        return checked(Formatted(text))
    if parse_mode.upper() != "HTML":
        raise Refused(f"parse mode {parse_mode}: this bot promises to write HTML only")
    return parse_html(text)


def _given(text: str, entity: MessageEntity) -> Entity:
    wide = text.encode("utf-16-le")
    if entity.offset < 0 or entity.length < 1 or (entity.offset + entity.length) * 2 > len(wide):
        raise Refused("can't parse entities: entity out of text bounds")
    start = len(wide[: entity.offset * 2].decode("utf-16-le", "ignore"))
    end = len(wide[: (entity.offset + entity.length) * 2].decode("utf-16-le", "ignore"))
    return Entity(entity.type, start, end, entity.url)


def keyboard(markup: Any) -> dict[str, Any] | None:
    """The inline keyboard as JSON, None without one; raises Refused for buttons that Telegram refuses."""
    if not isinstance(markup, InlineKeyboardMarkup):
        return None
    try:
        _check_inline_keyboard(markup)
    except ApiRuleViolation as problem:
        raise Refused(problem.description.removeprefix("Bad Request: ")) from None
    rows = markup.inline_keyboard
    if any(len(row) > MOST_IN_A_ROW for row in rows) or sum(map(len, rows)) > MOST_BUTTONS:
        raise Refused("can't parse inline keyboard: too many buttons")
    for row in rows:
        for button in row:
            _check_button(button)
    written = markup.model_dump(mode="json", exclude_none=True)
    written["inline_keyboard"] = [row for row in written["inline_keyboard"] if row]
    return written if written["inline_keyboard"] else None


def _check_button(button: InlineKeyboardButton) -> None:
    if not button.text.strip():
        raise Refused(
            'can\'t parse inline keyboard button: Field "text" must be of type String and not empty'
        )
    if button.url is not None:
        check_link(button.url)
    if button.switch_inline_query is not None and len(button.switch_inline_query) > 256:
        raise Refused("can't parse inline keyboard button: query is too long")


def within(name: str, value: int | None, low: int, high: int) -> None:
    """Refuse a number outside its range."""
    if value is not None and not low <= value <= high:
        raise Refused(f"parameter {name} must be from {low} to {high}, not {value}")


def commands(call: TelegramMethod[Any]) -> None:
    """Refuse a list of commands that Telegram would not take."""
    listed = getattr(call, "commands", [])
    if len(listed) > 100:
        raise Refused("BOT_COMMANDS_TOO_MUCH")
    for one in listed:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", one.command):
            raise Refused("BOT_COMMAND_INVALID")
        if not 1 <= units(one.description) <= 256:
            raise Refused("BOT_COMMAND_DESCRIPTION_INVALID")
    if len({one.command for one in listed}) != len(listed):
        raise Refused("BOT_COMMAND_INVALID: a command stands twice")


def update_types(listed: list[str] | None) -> None:
    """Refuse a type of update that does not exist; Telegram would ignore it."""
    if unknown := sorted(set(listed or ()) - UPDATE_TYPES):
        raise Refused(f"allowed_updates: there is no update type {unknown[0]}")


def webhook(url: str, secret: str | None) -> None:
    """Refuse what setWebhook refuses: plain HTTP and a secret in other characters."""
    if url and not url.startswith("https://"):
        raise Refused("bad webhook: An HTTPS URL must be provided for webhook")
    if secret is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise Refused("secret token contains unallowed characters")
