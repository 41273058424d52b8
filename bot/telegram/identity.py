"""Keyed hashes that stand for people and chats, and the key that they are made with.

Whoever has only the database cannot tell whose records it holds: the key lies elsewhere.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from pathlib import Path

from bot.errors import SettingsError
from bot.settings import secret_in

_SHORTEST = 16


@dataclass(frozen=True, slots=True, repr=False)
class Keys:
    """Makes the names under which things are kept (HMAC-SHA256, cut to 128 bits, hexadecimal)."""

    key: bytes

    def person(self, id: int) -> str:
        """The name of a person, or of a group or channel that speaks like one."""
        return self._name("person", id)

    def chat(self, id: int) -> str:
        """The name of a chat."""
        return self._name("chat", id)

    def _name(self, kind: str, id: int) -> str:
        return hmac.new(self.key, f"{kind}:{id}".encode(), hashlib.sha256).hexdigest()[:32]


def keys(secret: str | None, file: Path, home: Path) -> Keys:
    """The keys made with the secret, else with what the file holds; the file is made where there is none.

    Raises:
        SettingsError: The secret is short, or the file lies in `home` or can be read by others.
    """
    if secret is not None:
        if len(secret) < _SHORTEST:
            raise SettingsError(f"The secret for hashing ids needs at least {_SHORTEST} characters.")
        return Keys(secret.encode())
    if file.resolve().is_relative_to(home.resolve()):
        raise SettingsError(f"The key file {file} must lie outside {home}, or it protects nothing: move it.")
    try:
        return Keys(_made(file) if not file.exists() else _read(file))
    except OSError as error:
        raise SettingsError(f"Cannot make the key file {file}: {error.strerror}.") from None


def _made(file: Path) -> bytes:
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    key = secrets.token_hex(32)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _read(file)
    with os.fdopen(handle, "w", encoding="ascii") as opened:
        opened.write(key + "\n")
    return key.encode()


def _read(file: Path) -> bytes:
    key = secret_in(file).encode()
    if len(key) < _SHORTEST:
        raise SettingsError(f"{file} holds no key: delete it, and a new one is made (what is kept is lost).")
    return key
