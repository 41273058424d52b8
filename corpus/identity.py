"""Which article a draft is: its own id, else its canonical link, else outlet and headline, else its text."""

import hashlib
import json
from collections.abc import Iterable

from corpus.characters import fold
from corpus.types import Draft
from corpus.urls import canonical

LONGEST_ID = 200


def text_sha256(text: str) -> str:
    """The sha256 of the text in UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def fingerprint(told: Iterable[tuple[str, int, str]]) -> str:
    """A sha256 over (id, revision, text hash) of articles in order of their ids: equal for equal contents."""
    digest = hashlib.sha256()
    for one in told:
        digest.update(json.dumps(one).encode())
    return digest.hexdigest()


def checked_id(id: str) -> str:
    """An id that an operator can type and a terminal can show.

    Raises:
        ValueError: it is empty, too long, or holds white space at the ends, controls or a leading dash.
    """
    if not id or len(id) > LONGEST_ID or not id.isprintable() or id != id.strip() or id.startswith("-"):
        raise ValueError(
            f"the id {id[:40]!r} must be 1 to {LONGEST_ID} printable characters and not start with a dash"
        )
    return id


def same_words(name: str) -> str:
    """A name as it is compared: white space folded, case ignored."""
    return fold(name).casefold()


def url_key(url: str | None) -> str | None:
    """What two links have in common when they name the same page."""
    return canonical(url) if url else None


def name_key(outlet: str | None, headline: str | None) -> str | None:
    """Outlet and headline as they are compared; None unless both are known."""
    return f"{same_words(outlet)}\n{same_words(headline)}" if outlet and headline else None


def derived_id(draft: Draft) -> str:
    """The id of a draft that brings none: short, stable, safe on a command line."""
    url, name = url_key(draft.url), name_key(draft.outlet, draft.headline)
    basis = f"url:{url}" if url else f"name:{name}" if name else f"text:{draft.text}"
    return "a-" + hashlib.sha256(basis.encode()).hexdigest()[:16]
