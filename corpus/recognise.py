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


_BY_URL = """
    SELECT id FROM articles WHERE url_key = :url AND (:id IS NULL OR stated_id = 0)
    ORDER BY text_sha256 != :sha256, id"""
_BY_NAME = """
    SELECT id FROM articles
    WHERE name_key = :name AND (url_key IS NULL OR :url IS NULL) AND (:id IS NULL OR stated_id = 0)
    ORDER BY text_sha256 != :sha256, id"""
_BY_TEXT = """
    SELECT DISTINCT a.id, a.outlet, EXISTS (
        SELECT 1 FROM sightings s WHERE s.article_id = a.id AND s.found_in = :place) AS seen_there
    FROM revisions r JOIN articles a ON a.id = r.article_id
    WHERE r.text_sha256 = :sha256 AND (:id IS NULL OR a.stated_id = 0)
    ORDER BY seen_there DESC, a.text_sha256 != :sha256, a.id"""


def recognised(connection: sqlite3.Connection, draft: Draft) -> Match | None:
    """The stored article, withdrawn or not, that the draft is; None when it is a new one.

    An id of its own decides; else an equal link; else equal outlet and headline, unless the links differ;
    else an equal text, unless the outlets are known and differ. Two ids of their own are two articles.
    """
    keys = {
        "id": draft.id,
        "url": url_key(draft.url),
        "name": name_key(draft.outlet, draft.headline),
        "sha256": text_sha256(draft.text),
        "place": draft.found_in,
    }
    for query in ("SELECT id FROM articles WHERE id = :id", _BY_URL, _BY_NAME):
        row = connection.execute(query, keys).fetchone()
        if row:
            return Match(row[0])
    for article_id, outlet, seen_there in connection.execute(_BY_TEXT, keys).fetchall():
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
