"""The one place where text becomes Telegram HTML.

Every string that is put into a message goes through `escaped`, which cleans, defangs and escapes it; only
values of type `Html` pass as markup, and only this module makes them.
"""

import re
import unicodedata
from dataclasses import dataclass
from html import escape

JOINER = "\u2060"
"""WORD JOINER: shows nothing, and keeps Telegram from making a mention, command or link of what follows."""


# One character at a time, so that a text reads the same in one piece or in several.
_SPACES = str.maketrans({"\t": " ", **dict.fromkeys("\u0085\u2028\u2029\v\f", "\n")})
_LINKS = re.compile(r"@|(?<![A-Za-z0-9_])/")
_REMOVED = frozenset({"Cc", "Cf", "Cs"})
_INVISIBLE = frozenset("\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5")


@dataclass(frozen=True, slots=True)
class Html:
    """Markup with what it costs: visible UTF-16 units and entities."""

    markup: str
    units: int
    entities: int

    def __add__(self, other: "Html | str") -> "Html":
        right = escaped(other)
        return Html(self.markup + right.markup, self.units + right.units, self.entities + right.entities)


def units(text: str) -> int:
    """Length in UTF-16 code units, as Telegram counts."""
    return len(text) + sum(1 for character in text if ord(character) > 0xFFFF)  # noqa: PLR2004


def clean(text: str) -> str:
    """Without control, format (bidi, zero-width), surrogate and other invisible characters.

    Line feeds stay, and other line breaks but CR become such; a tab becomes a space. Noncharacters go too.
    """
    broken = text.translate(_SPACES)
    if broken.isascii() and broken.replace("\n", "").isprintable():
        return broken
    return "".join(c for c in broken if c == "\n" or not _is_hidden(c))


def _is_hidden(character: str) -> bool:
    point = ord(character)
    return (
        unicodedata.category(character) in _REMOVED
        or character in _INVISIBLE
        or 0xFDD0 <= point <= 0xFDEF  # noqa: PLR2004 - noncharacters
        or point & 0xFFFE == 0xFFFE  # noqa: PLR2004 - noncharacters
    )


def display(text: str) -> str:
    """Text as it is shown: cleaned, and every @mention, /command and scheme:// defanged.

    Works on any piece of a text by itself: what ends one piece and begins the next makes no link either.
    """
    return _LINKS.sub(lambda found: found.group() + JOINER, clean(text))


def cut(text: str, most: int) -> str:
    """Cleaned text on one line, cut between words to at most `most` UTF-16 units, "…" counted."""
    line = " ".join(clean(text).split())
    if units(display(line)) <= most:
        return line
    words = line[:most].split(" ")
    while len(words) > 1 and units(display(" ".join(words))) > most - 1:
        words.pop()
    kept = " ".join(words)
    while kept and units(display(kept)) > most - 1:
        kept = kept[:-1]
    return kept.rstrip(" ,;:") + "…"


def escaped(text: "Html | str") -> Html:
    """Text without markup; `Html` passes as it is."""
    if isinstance(text, Html):
        return text
    shown = display(text)
    return Html(escape(shown, quote=False), units(shown), 0)


def own(text: str) -> Html:
    """Our own fixed words, in which /commands and @names stay live. Never for anything from outside."""
    return Html(escape(text, quote=False), units(text), 0)


def join(*parts: "Html | str") -> Html:
    """The parts one after another."""
    whole = Html("", 0, 0)
    for part in parts:
        whole += part
    return whole


def lines(*parts: "Html | str | None") -> Html:
    """The parts one under another; None is left out, an empty string is an empty line."""
    shown = [part for part in parts if part is not None]
    whole = Html("", 0, 0)
    for number, part in enumerate(shown):
        whole = join(whole, "\n" if number else "", part)
    return whole


def bold(*parts: "Html | str") -> Html:
    """Bold."""
    return _tagged("b", *parts)


def italic(*parts: "Html | str") -> Html:
    """Italic."""
    return _tagged("i", *parts)


def underlined(*parts: "Html | str") -> Html:
    """Underlined."""
    return _tagged("u", *parts)


def quote(*parts: "Html | str", expandable: bool = False) -> Html:
    """A block quotation; an expandable one shows three lines until it is tapped. Never put one in another."""
    return _tagged("blockquote", *parts, attribute=" expandable" if expandable else "")


def _tagged(tag: str, *parts: "Html | str", attribute: str = "") -> Html:
    inner = join(*parts)
    if not inner.units:
        return inner
    return Html(f"<{tag}{attribute}>{inner.markup}</{tag}>", inner.units, inner.entities + 1)
