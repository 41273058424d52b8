"""One module a file format."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from corpus.sources.files import head
from corpus.sources.jsonl import JsonLinesSource
from corpus.sources.markdown import MarkdownSource
from corpus.sources.text import TextSource
from corpus.types import Source

# Asked in this order: plain text takes what the others do not know by its content.
SOURCES: Mapping[str, Source] = MappingProxyType(
    {"jsonl": JsonLinesSource(), "markdown": MarkdownSource(), "text": TextSource()}
)


def source_for(path: Path) -> Source | None:
    """The source that reads this file, by its name and first bytes; None for an unknown format.

    Raises:
        SourceError: the file cannot be read.
    """
    start = head(path)
    return next((source for source in SOURCES.values() if source.recognises(path, start)), None)
