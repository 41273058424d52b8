"""Which characters stored text may hold, and how white space is folded.

Nothing else about the characters changes: curly quotes stay curly, and no Unicode normalisation is done,
because a quote must be found in its source again.
"""

import re

_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028]")
# Control characters, halves of surrogate pairs, and byte order marks in the middle of a text: nothing that
# a reader sees, and sqlite, JSON or Telegram choke on some of them. 0x1c to 0x1f count as white space.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff]")


def printable(text: str) -> str:
    r"""The text without control characters, every line break turned into "\n"."""
    return _UNPRINTABLE.sub("", _LINE_BREAK.sub("\n", text).replace("\u2029", "\n\n"))


def fold(text: str) -> str:
    """The text with every run of white space made one space, none at the ends."""
    return " ".join(text.split())


def one_line(text: str | None) -> str | None:
    """A field's value: printable, white space folded, None when nothing is left."""
    return (fold(printable(text)) or None) if text is not None else None
