"""A source's text becomes an article's: fields are read off it, what is not the story is removed.

Cleaning removes, it never rewrites: every paragraph of the stored text occurs in the source with white space
folded and control characters left out. Paragraphs are joined by an empty line.
"""

from collections.abc import Sequence
from dataclasses import asdict

from corpus import dates
from corpus.body import bare, split_credits, without_extras, without_teasers
from corpus.characters import fold, printable
from corpus.errors import SourceError
from corpus.headers import Fields, labelled, read_head
from corpus.identity import same_words
from corpus.paragraphs import paragraphs
from corpus.types import Draft

LONGEST_ARTICLE = 1_000_000
"""In characters. A longer text is no article; it is rejected before any sentence is looked for."""


def clean_plain(text: str, found_in: str) -> Draft:
    """Clean a plain text with its head, captions, teasers and credits.

    Raises:
        SourceError: nothing is left, it is too long, or a stated date, link or id makes no sense.
    """
    fields = Fields()
    rest, extra = labelled(printable(text), fields)
    return cleaned(read_head(paragraphs(rest), fields), fields, found_in, teasers=True, extra=extra)


def cleaned(
    story: Sequence[str],
    fields: Fields,
    found_in: str,
    *,
    teasers: bool,
    extra: dict[str, object] | None = None,
) -> Draft:
    """The draft of a story whose head has been read: extras, credits and a repeated headline removed.

    Raises:
        SourceError: nothing is left, or it is too long.
    """
    body, lines = split_credits(without_extras(story))
    for line in lines:
        fields.credit(line)
    if teasers:
        body = without_teasers(body, {bare(p) for p in story if bare(p) != p})
    return draft_of(without_headline(body, fields.headline), fields, found_in, extra)


def clean_gently(text: str, headline: str | None) -> list[str]:
    """Paragraphs of a text that comes from a structured source: only a repeated headline is removed.

    Captions, teasers and credits stay: whoever made the structure has had the choice already.
    """
    return without_headline(paragraphs(printable(text)), headline)


def without_headline(body: Sequence[str], headline: str | None) -> list[str]:
    """The paragraphs without a first one that merely repeats the headline, a date after it allowed."""
    if not headline or len(body) < 2:  # noqa: PLR2004
        return list(body)
    first, title = body[0], same_words(headline)
    if same_words(first[: len(fold(headline))]) != title:
        return list(body)
    rest = first[len(fold(headline)) :].strip()
    if rest and not dates.date_line(rest)[1]:
        return list(body)
    after = 2 if not rest and len(body) > 2 and dates.date_line(body[1])[1] else 1  # noqa: PLR2004
    return list(body[after:])


def draft_of(
    body: Sequence[str], fields: Fields, found_in: str, extra: dict[str, object] | None = None
) -> Draft:
    """The draft with its paragraphs joined.

    Raises:
        SourceError: no text, or too much.
    """
    text = "\n\n".join(body)
    if not any(c.isalnum() for c in text):
        raise SourceError("holds no article text")
    if len(text) > LONGEST_ARTICLE:
        raise SourceError(f"has {len(text):,} characters; an article may have {LONGEST_ARTICLE:,}")
    return Draft(text, found_in, **asdict(fields), extra=extra or {})
