"""The methods of the Bot API that Dateline may call, carried out on the world."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import methods as api
from aiogram.methods import TelegramMethod

from tests.emulator import rules
from tests.emulator.formatted import units
from tests.emulator.polling import Updates
from tests.emulator.refusals import Refused
from tests.emulator.world import Chat, Message, World

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"
NO_ENTRY = {
    "stranger": "bot can't initiate conversation with a user",
    "blocked": "bot was blocked by the user",
    "left": "bot is not a member of the chat",
    "kicked": "bot was kicked from the chat",
}


class Methods:
    """One method here for each of the Bot API's; a method that is not here is refused."""

    def __init__(self, world: World, updates: Updates) -> None:
        self.world = world
        self.updates = updates
        self.profile: dict[str, Any] = {}
        self.commands: dict[str, list[dict[str, str]]] = {}
        self._known: dict[type, Callable[[Any], Any]] = {
            api.GetMe: lambda _call: self.world.me,
            api.GetUpdates: self.updates.get,
            api.SetWebhook: self._set_webhook,
            api.DeleteWebhook: self._delete_webhook,
            api.GetWebhookInfo: self._webhook_info,
            api.SendMessage: self._send_message,
            api.EditMessageText: self._edit_text,
            api.EditMessageReplyMarkup: self._edit_markup,
            api.DeleteMessage: self._delete_message,
            api.SendChatAction: self._chat_action,
            api.AnswerCallbackQuery: self._answer_callback,
            api.GetChat: self._get_chat,
            api.GetChatMember: self._get_member,
            api.LeaveChat: self._leave,
            api.SetMyCommands: self._set_commands,
            api.DeleteMyCommands: self._set_commands,
            api.GetMyCommands: lambda call: self.commands.get(self._scope(call), []),
            api.SetMyName: self._describe,
            api.SetMyDescription: self._describe,
            api.SetMyShortDescription: self._describe,
            api.SetChatMenuButton: self._describe,
            api.LogOut: lambda _call: True,
            api.Close: lambda _call: True,
        }

    async def carry_out(self, call: TelegramMethod[Any]) -> Any:
        """The result of a call as JSON; raises Refused."""
        known = self._known.get(type(call))
        if known is None:
            raise Refused(f"the emulator does not know {call.__api_method__}")
        result = known(call)
        return await result if isinstance(result, Awaitable) else result

    def chat(self, chat_id: Any, *, to_write: bool = True) -> Chat:
        """The chat with that id; raises Refused where the bot may not write to it."""
        found = self.world.chats.get(chat_id)
        if found is None:
            raise Refused("chat not found")
        if to_write and found.bot in NO_ENTRY:
            raise Refused(NO_ENTRY[found.bot], 403)
        if to_write and found.type == "channel" and found.bot != "administrator":
            raise Refused("need administrator rights in the channel chat")
        return found

    def _own(self, chat_id: Any, message_id: int | None, what: str) -> Message:
        found = self.chat(chat_id).messages.get(message_id or 0)
        if found is None or found.deleted:
            raise Refused(f"message to {what} not found")
        if not found.own:
            raise Refused(f"message can't be {what}ed" if what == "edit" else "message can't be deleted")
        return found

    def _send_message(self, call: api.SendMessage) -> dict[str, Any]:
        chat = self.chat(call.chat_id)
        shown = rules.body(call.text, _mode(call.parse_mode), call.entities)
        markup = rules.keyboard(call.reply_markup)
        answered = self._replied(chat, call)
        thread = call.message_thread_id or (answered.thread if answered else None)
        self._check_thread(chat, call.message_thread_id)
        sender = {name: self.world.me[name] for name in ("id", "is_bot", "first_name", "username")}
        message = self.world.post(chat, sender, shown, reply_to=answered, thread=thread, markup=markup)
        message.source = call.text
        message.preview = not getattr(call.link_preview_options, "is_disabled", False)
        return message.as_json()

    def _replied(self, chat: Chat, call: api.SendMessage) -> Message | None:
        wanted = call.reply_parameters
        if wanted is None:
            number, lenient = call.reply_to_message_id, call.allow_sending_without_reply
        else:
            number, lenient = wanted.message_id, wanted.allow_sending_without_reply
            chat = self.chat(wanted.chat_id, to_write=False) if wanted.chat_id is not None else chat
        if number is None:
            return None
        found = chat.messages.get(number)
        if found is None or found.deleted:
            if lenient is True:
                return None
            raise Refused("message to be replied not found")
        if wanted is not None and isinstance(wanted.quote, str) and wanted.quote not in found.text:
            raise Refused("QUOTE_TEXT_INVALID")
        return found

    @staticmethod
    def _check_thread(chat: Chat, thread: int | None) -> None:
        if thread is not None and thread not in chat.threads:
            raise Refused("message thread not found")

    def _edit_text(self, call: api.EditMessageText) -> dict[str, Any]:
        message = self._own(call.chat_id, call.message_id, "edit")
        shown = rules.body(call.text, _mode(call.parse_mode), call.entities)
        markup = rules.keyboard(call.reply_markup)
        if (shown, markup) == (message.body, message.markup):
            raise Refused(NOT_MODIFIED)
        message.change(shown, markup)
        message.source = call.text
        return message.as_json()

    def _edit_markup(self, call: api.EditMessageReplyMarkup) -> dict[str, Any]:
        message = self._own(call.chat_id, call.message_id, "edit")
        markup = rules.keyboard(call.reply_markup)
        if markup == message.markup:
            raise Refused(NOT_MODIFIED)
        message.change(message.body, markup)
        return message.as_json()

    def _delete_message(self, call: api.DeleteMessage) -> bool:
        self._own(call.chat_id, call.message_id, "delete").deleted = True
        return True

    def _chat_action(self, call: api.SendChatAction) -> bool:
        chat = self.chat(call.chat_id)
        self._check_thread(chat, call.message_thread_id)
        if call.action not in rules.CHAT_ACTIONS:
            raise Refused("wrong parameter action in request")
        return True

    def _answer_callback(self, call: api.AnswerCallbackQuery) -> bool:
        press = self.world.presses.get(call.callback_query_id)
        if press is None or press.answers:
            raise Refused(OLD_QUERY)
        if units(call.text or "") > rules.LONGEST_NOTICE:
            raise Refused("MESSAGE_TOO_LONG")
        if call.url is not None and not call.url.startswith(
            f"https://t.me/{self.world.me['username']}?start="
        ):
            raise Refused("URL_INVALID")
        press.answers.append(call.text or "")
        return True

    def _get_chat(self, call: api.GetChat) -> dict[str, Any]:
        chat = self.chat(call.chat_id, to_write=False)
        gifts = dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        )
        return chat.as_json() | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}

    def _get_member(self, call: api.GetChatMember) -> dict[str, Any]:
        chat = self.chat(call.chat_id, to_write=False)
        if call.user_id == self.world.me["id"]:
            return {"user": self.world.me, "status": "left" if chat.bot in NO_ENTRY else "member"}
        raise Refused("PARTICIPANT_ID_INVALID")

    def _leave(self, call: api.LeaveChat) -> bool:
        chat = self.chat(call.chat_id, to_write=False)
        if chat.type == "private":
            raise Refused("chat member status can't be changed in private chats")
        if chat.bot in NO_ENTRY:
            raise Refused("bot is not a member of the chat", 403)
        chat.bot = "left"
        return True

    def _scope(self, call: Any) -> str:
        scope = call.scope.model_dump(exclude_none=True) if call.scope else {"type": "default"}
        if "chat_id" in scope:
            self.chat(scope["chat_id"], to_write=False)
        return f"{scope['type']}:{scope.get('chat_id', '')}:{call.language_code or ''}"

    def _set_commands(self, call: api.SetMyCommands | api.DeleteMyCommands) -> bool:
        rules.commands(call)
        listed = [one.model_dump(exclude_none=True) for one in getattr(call, "commands", [])]
        self.commands[self._scope(call)] = listed
        return True

    def _describe(self, call: TelegramMethod[Any]) -> bool:
        self.profile[call.__api_method__] = call.model_dump(exclude_none=True)
        return True

    def _set_webhook(self, call: api.SetWebhook) -> bool:
        rules.webhook(call.url, call.secret_token)
        rules.within("max_connections", call.max_connections, 1, 100)
        self.updates.allow(call.allowed_updates)
        self.updates.webhook, self.updates.secret = call.url, call.secret_token
        if call.drop_pending_updates:
            self.updates.waiting.clear()
        return True

    def _delete_webhook(self, call: api.DeleteWebhook) -> bool:
        self.updates.webhook, self.updates.secret = "", None
        if call.drop_pending_updates:
            self.updates.waiting.clear()
        return True

    def _webhook_info(self, _call: api.GetWebhookInfo) -> dict[str, Any]:
        waiting = len(self.updates.waiting)
        return {"url": self.updates.webhook, "has_custom_certificate": False, "pending_update_count": waiting}


def _mode(value: Any) -> str | None:
    return value if isinstance(value, str) else None
