"""Which stored article a draft is. Reads the store's tables, writes nothing."""

import sqlite3
from dataclasses import dataclass

from corpus.identity import derived_id, name_key, same_words, text_sha256, url_key
from corpus.types import Draft


@dataclass(frozen=True, slots=True)
class Match:
    """A stored article that a draft is; `by_text` when nothing but an equal text elsewhere says so."""

    id: str
    by_text: bool = False


def recognised(connection: sqlite3.Connection, draft: Draft) -> Match | None:
    """The stored article, withdrawn or not, that the draft is; None when it is a new one.

    An id of its own decides; else an equal link; else equal outlet and headline, unless the links differ;
    else an equal text, unless the outlets are known and differ. Two ids of their own are two articles.
    """
    if draft.id is not None:
        row = connection.execute("SELECT id FROM articles WHERE id = ?", (draft.id,)).fetchone()
        if row:
            return Match(row[0])
    row = connection.execute(
        """SELECT id FROM articles
        WHERE (:id IS NULL OR stated_id = 0)
        AND (url_key = :url OR (name_key = :name AND (url_key IS NULL OR :url IS NULL)))
        ORDER BY url_key IS NOT :url, text_sha256 != :sha256, id""",
        {
            "id": draft.id,
            "url": url_key(draft.url),
            "name": name_key(draft.outlet, draft.headline),
            "sha256": text_sha256(draft.text),
        },
    ).fetchone()
    return Match(row[0]) if row else _by_text(connection, draft)


def _by_text(connection: sqlite3.Connection, draft: Draft) -> Match | None:
    rows = connection.execute(
        """SELECT a.id, a.outlet, EXISTS (
            SELECT 1 FROM sightings s WHERE s.article_id = a.id AND s.found_in = :place) AS seen_there
        FROM articles a
        WHERE a.id IN (SELECT article_id FROM revisions WHERE text_sha256 = :sha256)
        AND (:id IS NULL OR a.stated_id = 0)
        ORDER BY seen_there DESC, a.text_sha256 != :sha256, a.id""",
        {"place": draft.found_in, "sha256": text_sha256(draft.text), "id": draft.id},
    ).fetchall()
    for article_id, outlet, seen_there in rows:
        if seen_there:
            return Match(article_id)
        if outlet is None or draft.outlet is None or same_words(outlet) == same_words(draft.outlet):
            return Match(article_id, by_text=True)
    return None


def new_id(connection: sqlite3.Connection, draft: Draft) -> str:
    """The id of a new article: its own, else a derived one, numbered when another article holds that."""
    if draft.id is not None:
        return draft.id
    first = article_id = derived_id(draft)
    number = 1
    while connection.execute("SELECT 1 FROM articles WHERE id = ?", (article_id,)).fetchone():
        number += 1
        article_id = f"{first}-{number}"
    return article_id
