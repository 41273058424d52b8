"""Text of others made harmless for display: what a terminal would obey or an eye would not see goes."""

import re
import unicodedata

# ECMA-48: control sequences, command strings (title, links, clipboard), and other escapes.
_ESCAPES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]*[ -/]*[@-~]"
    "|(?:\x1b[\\]P^_X]|[\x90\x98\x9d\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\\\|\x9c)?"
    "|\x1b[ -/]*[0-~]?"
)
_LINE_BREAKS = str.maketrans({"\r": " ", "\v": " ", "\f": " ", "\x85": " ", "\u2028": " ", "\u2029": " "})


def plain(text: str) -> str:
    """The text without terminal sequences, controls, bidi marks, zero-width characters and surrogates.

    Line feeds stay, tabs and other line breaks become spaces.
    """
    text = _ESCAPES.sub("", text).expandtabs(1).translate(_LINE_BREAKS)
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
