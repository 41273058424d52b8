"""How bot tokens look, wherever they turn up."""

import re

BLOTTED = "<token>"
TOKEN = re.compile(r"\d{6,}(?::|%3A)[A-Za-z0-9_-]{30,}", re.IGNORECASE)
"""As @BotFather gives it, or as a URL may carry it."""


def blotted(text: str) -> str:
    """The text without anything of a token's form."""
    return TOKEN.sub(BLOTTED, text)
