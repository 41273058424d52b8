"""How the Bot API says no."""

from typing import Any, ClassVar


class Refused(Exception):
    """A request that Telegram would not carry out, with the status and the words of its reply.

    `description` comes without the prefix ("Bad Request: ") that the status brings along.
    """

    PREFIXES: ClassVar = {
        400: "Bad Request",
        401: "Unauthorized",
        403: "Forbidden",
        404: "Not Found",
        409: "Conflict",
    }

    def __init__(self, description: str, status: int = 400, **parameters: Any) -> None:
        prefix = self.PREFIXES.get(status)
        self.status = status
        self.description = (
            f"{prefix}: {description}" if prefix and description else description or prefix or ""
        )
        self.parameters = parameters
        super().__init__(self.description)

    def body(self) -> dict[str, Any]:
        """The JSON that answers the request."""
        reply: dict[str, Any] = {"ok": False, "error_code": self.status, "description": self.description}
        if self.parameters:
            reply["parameters"] = self.parameters
        return reply
