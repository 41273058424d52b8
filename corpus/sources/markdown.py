"""Markdown files with optional YAML front matter: one article a file.

Paragraphs, list items, quotations and table rows are the text; headings, images and raw HTML are not part of
it. Markup is decoded by markdown-it, as JSON escapes are decoded by json; the words stay as they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from markdown_it import MarkdownIt
from markdown_it.token import Token

from corpus.characters import fold, printable
from corpus.clean import cleaned
from corpus.errors import SourceError
from corpus.folders import place_of
from corpus.headers import read_head
from corpus.paragraphs import ends_finally
from corpus.sources.files import decode, read_bytes
from corpus.sources.record import fields_of
from corpus.types import Draft, Rejection

_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_KEY = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n\s*[A-Za-z_][\w -]*:")
_LARGEST_FRONT_MATTER = 65_536
# Bytes. Hostile markup of this size takes some ten seconds, and no article comes near it.
_LARGEST_MARKDOWN = 2**19


class _PlainLoader(yaml.BaseLoader):
    """Every scalar stays the text that was written (`No`, `1984`, a date); aliases are refused.

    Aliases can make a short front matter unfold into gigabytes.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not taken")
        return super().compose_node(parent, index)


class MarkdownSource:
    """`.md` and `.markdown`, and text files that start with front matter."""

    def recognises(self, path: Path, head: bytes) -> bool:
        """Whether it is named so, or is named as text and starts with "---" and a key."""
        if path.suffix.lower() in {".md", ".markdown"}:
            return True
        return path.suffix.lower() in {".txt", ".text", ""} and _FRONT_KEY.match(head) is not None

    def read(self, path: Path) -> Iterator[Draft | Rejection]:
        """Read the one article; raises SourceError when it cannot be read."""
        text = printable(decode(read_bytes(path, _LARGEST_MARKDOWN)))
        record, rest = _front_matter(text)
        fields, extra = fields_of(record, nested_aside=True)
        parts = _parts(rest)
        fields.fill("headline", parts.title)
        story = read_head(parts.paragraphs, fields, headings=False)
        yield cleaned(story, fields, place_of(path), teasers=False, extra=extra)


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    match = _FRONT_MATTER.match(text)
    if match is None:
        return {}, text
    if len(match[1]) > _LARGEST_FRONT_MATTER:
        raise SourceError(f"its front matter is larger than {_LARGEST_FRONT_MATTER // 1024} KiB")
    try:
        record = yaml.load(match[1], Loader=_PlainLoader)  # noqa: S506 - BaseLoader makes text only
    except RecursionError as error:
        raise SourceError("its front matter is nested too deeply") from error
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = f" (line {mark.line + 2})" if mark else ""
        why = getattr(error, "problem", None) or str(error)
        hint = "; a value with a colon needs quotes" if "mapping values" in why else ""
        raise SourceError(f"its front matter is not valid YAML{line}: {why}{hint}") from error
    if record in (None, ""):
        return {}, text[match.end() :]
    if not isinstance(record, dict):
        raise SourceError("its front matter must be “key: value” lines")
    known = {str(key): None if value in ("", "~", "null") else value for key, value in record.items()}
    return known, text[match.end() :]


@dataclass(slots=True)
class _Parts:
    title: str | None = None
    paragraphs: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        if folded := fold(text):
            self.paragraphs.append(folded)


def _parts(text: str) -> _Parts:
    # Indented code is switched off: in news it is a paragraph that somebody indented.
    parser = MarkdownIt("commonmark").enable("table").disable("code")
    try:
        tokens = parser.parse(text)
    except RecursionError as error:
        raise SourceError("is nested too deeply") from error
    parts = _Parts()
    row: list[str] = []
    for before, token in zip([None, *tokens], tokens, strict=False):
        kind = before.type if before else ""
        if token.type == "inline" and kind == "heading_open":
            if before is not None and before.tag == "h1" and parts.title is None:
                parts.title = fold(_words(token.children or ())) or None
        elif token.type == "inline" and kind in {"th_open", "td_open"}:
            row.append(fold(_words(token.children or ())))
        elif token.type == "tr_close":
            parts.add(" | ".join(cell for cell in row if cell))
            row = []
        elif token.type == "inline" and not _only_link(token.children or ()):
            parts.add(_words(token.children or ()))
        elif token.type == "fence":
            for block in token.content.split("\n\n"):
                parts.add(block)
    return parts


def _words(children: Sequence[Token]) -> str:
    words = {"softbreak": "\n", "hardbreak": "\n"}
    return "".join(
        words.get(child.type, child.content if child.type in {"text", "code_inline"} else "")
        for child in children
    )


def _only_link(children: Sequence[Token]) -> bool:
    """Whether a paragraph is nothing but one link without a stop: a teaser for another story."""
    visible = [child for child in children if child.type != "text" or child.content.strip()]
    linked = len(visible) > 1 and visible[0].type == "link_open" and visible[-1].type == "link_close"
    one = sum(child.type == "link_open" for child in visible) == 1
    return linked and one and not ends_finally(_words(children).strip())
