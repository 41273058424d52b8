"""Things that go wrong between a bot and Telegram."""

from dataclasses import dataclass
from typing import Any

from tests.emulator.polling import OTHER_POLLER
from tests.emulator.refusals import Refused


@dataclass(slots=True)
class Fault:
    """What happens to the next `times` calls of `method` ("*" for any but getUpdates) in one chat or in all.

    `status` answers with an error. `hang` says nothing for so many seconds, `reset` closes the connection.
    With `carried_out` the call takes effect before that: the bot cannot know whether it did.
    """

    method: str
    times: int = 1
    status: int = 0
    retry_after: int | None = None
    hang: float = 0
    reset: bool = False
    carried_out: bool = False
    chat_id: int | None = None
    body: bytes | None = None
    hits: int = 0

    def concerns(self, method: str, parameters: dict[str, Any]) -> bool:
        """Whether this call is one of those that go wrong."""
        named = self.method == method or (self.method == "*" and method != "getUpdates")
        here = self.chat_id is None or str(parameters.get("chat_id")) == str(self.chat_id)
        return self.times > 0 and named and here

    def used(self) -> None:
        """Count one call."""
        self.times -= 1
        self.hits += 1

    def refusal(self) -> Refused:
        """The error that answers the call."""
        if self.status == 429:
            wait = self.retry_after or 1
            return Refused(f"Too Many Requests: retry after {wait}", 429, retry_after=wait)
        if self.status == 409:
            return Refused(OTHER_POLLER, 409)
        words = {
            500: "Internal Server Error",
            502: "Bad Gateway",
            401: "",
            403: "bot was blocked by the user",
        }
        return Refused(words.get(self.status, "error"), self.status)
