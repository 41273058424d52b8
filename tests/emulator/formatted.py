"""Text with entities, as Telegram makes it of HTML and as it finds commands and mentions in what people type.

Stricter than Telegram where Telegram drops in silence: more than 100 entities, a nested quotation, markup
within code and a link that leads nowhere are refused, because a reader would see less than was sent.
"""

import html
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from teremok.validation import ApiRuleViolation, validate_html

from tests.emulator.refusals import Refused

MOST_UNITS = 4096
MOST_ENTITIES = 100
LONGEST_LINK = 2048

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z0-9-]+)(?P<attributes>[^>]*)>", re.IGNORECASE)
_HREF = re.compile(r"""\bhref=(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_TYPES = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "span": "spoiler",
    "tg-spoiler": "spoiler", "a": "text_link", "code": "code", "pre": "pre", "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
}  # fmt: skip
_TYPED = re.compile(
    r"(?<![\w/@.])(?:(?P<bot_command>/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{3,32})?)(?![\w/])"
    r"|(?P<mention>@[A-Za-z][A-Za-z0-9_]{3,31})(?!\w)|(?P<url>https?://[^\s<>]+))"
)


def units(text: str) -> int:
    """Length as Telegram counts it, in UTF-16 code units; a lone surrogate counts one."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass(frozen=True, slots=True)
class Entity:
    """A marked range of code points; Telegram's own offsets, in UTF-16 units, are made by `Formatted`."""

    type: str
    start: int
    end: int
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Formatted:
    """Plain text and what is marked in it, in order of appearance."""

    text: str
    entities: tuple[Entity, ...] = ()

    def as_json(self) -> list[dict[str, Any]]:
        """The entities as the Bot API writes them."""
        written = []
        for entity in self.entities:
            one: dict[str, Any] = {
                "type": entity.type,
                "offset": units(self.text[: entity.start]),
                "length": units(self.text[entity.start : entity.end]),
            }
            if entity.url is not None:
                one["url"] = entity.url
            written.append(one)
        return written

    def marked(self, *types: str) -> list[str]:
        """The text of each entity of the given types."""
        return [self.text[entity.start : entity.end] for entity in self.entities if entity.type in types]

    def links(self) -> list[tuple[str, str]]:
        """(text, address) of each link under a text."""
        return [(self.text[entity.start : entity.end], entity.url) for entity in self.entities if entity.url]


def check_link(url: str) -> None:
    """Refuse an address that no reader could open: wrong scheme, no host, credentials, too long."""
    try:
        parts = urlsplit(url)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        raise Refused(f"URL '{url[:80]}' is invalid: Wrong HTTP URL") from None
    good_host = "." in host and not host.startswith(".") and " " not in url
    if parts.scheme == "tg":
        good_host = True
    if parts.scheme not in {"http", "https", "tg"} or not good_host or parts.username or parts.password:
        raise Refused(f"URL '{url[:80]}' is invalid: Wrong HTTP URL")
    if len(url.encode()) > LONGEST_LINK or re.search(r"[\x00-\x20\x7f\"<>]", url):
        raise Refused(f"URL '{url[:80]}' is invalid: too long or with characters that must be escaped")


def _check_nesting(name: str, open_names: list[str]) -> None:
    if name in open_names and name in {"blockquote", "a", "pre", "code"}:
        raise Refused(f'can\'t parse entities: nested tag "{name}"')
    inside_code = {"pre", "code"} & set(open_names)
    if inside_code and not (name == "code" and open_names[-1] == "pre"):
        raise Refused(f'can\'t parse entities: tag "{name}" within "{inside_code.pop()}"')


def _entity(name: str, attributes: str, start: int, end: int) -> Entity:
    if name == "blockquote" and "expandable" in attributes.lower():
        return Entity("expandable_blockquote", start, end)
    if name == "a":
        href = _HREF.search(attributes)
        url = html.unescape((href.group(1) or href.group(2) or "") if href else "")
        check_link(url)
        return Entity("text_link", start, end, url)
    return Entity(_TYPES[name], start, end)


def trimmed(formatted: Formatted) -> Formatted:
    """White space at both ends taken off, as Telegram does it."""
    text = formatted.text
    first = len(text) - len(text.lstrip())
    kept = text.strip()
    moved = (
        Entity(e.type, max(e.start - first, 0), min(e.end - first, len(kept)), e.url)
        for e in formatted.entities
    )
    return Formatted(kept, tuple(e for e in moved if e.start < e.end))


def checked(formatted: Formatted) -> Formatted:
    """The same text trimmed; refuses what is empty, too long, or has more entities than Telegram shows."""
    result = trimmed(formatted)
    if not result.text:
        raise Refused("message text is empty")
    if units(result.text) > MOST_UNITS:
        raise Refused("message is too long")
    if len(result.entities) > MOST_ENTITIES:
        raise Refused(
            f"too many entities: {len(result.entities)}, the rest after {MOST_ENTITIES} would be lost"
        )
    return result


def parse_html(source: str) -> Formatted:
    """Text and entities of Telegram's HTML style; raises Refused with the reason.

    The grammar is checked by teremok's validator and again by this parser.
    """
    try:
        validate_html(source)
    except ApiRuleViolation as problem:
        raise Refused(problem.description.removeprefix("Bad Request: ")) from None
    text, entities, open_tags, at = "", [], [], 0
    for tag in _TAG.finditer(source):
        text += html.unescape(source[at : tag.start()])
        at, name = tag.end(), tag["name"].lower()
        if not tag["end"]:
            _check_nesting(name, [one[0] for one in open_tags])
            open_tags.append((name, tag["attributes"], len(text), len(entities)))
            entities.append(None)
            continue
        if not open_tags or open_tags[-1][0] != name:
            raise Refused(f'can\'t parse entities: Unmatched end tag "{name}"')
        name, attributes, start, slot = open_tags.pop()
        entities[slot] = _entity(name, attributes, start, len(text))
    text += html.unescape(source[at:])
    if open_tags:
        raise Refused(
            f"can't parse entities: Can't find end tag corresponding to start tag \"{open_tags[-1][0]}\""
        )
    return checked(Formatted(text, tuple(e for e in entities if e and e.start < e.end)))


def typed(text: str) -> Formatted:
    """What Telegram finds in a text that a person typed: commands, mentions and addresses."""
    found = (Entity(hit.lastgroup or "", hit.start(), hit.end()) for hit in _TYPED.finditer(text))
    return Formatted(text, tuple(found))
