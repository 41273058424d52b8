"""The store tells the right origin of its articles whatever has come in, changed or been taken out."""

import sqlite3
from dataclasses import replace

from corpus.schema import MIGRATIONS, migrate
from corpus.store import ArticleStore
from corpus.types import Draft

STORY = " ".join(f"word{number}" for number in range(90))
WIRE = Draft(STORY, "wire.txt", id="wire", outlet="Wire", published="2022-01-06")
REPRINT = Draft(STORY[:400], "reprint.txt", id="reprint", outlet="Post", published="2022-01-07")
OTHER = Draft(STORY.replace("word", "thing"), "other.txt", id="other", published="2022-01-01")


def told(store):
    listed = {one.id: one.origin for one in store.articles()}
    assert {key: store.get(key).origin for key in listed} == listed
    return listed


def test_a_reprint_has_its_original_as_origin_whichever_came_in_first(store):
    store.upsert(REPRINT)
    assert told(store) == {"reprint": "reprint"}
    store.upsert(OTHER)
    store.upsert(WIRE)
    assert told(store) == {"wire": "wire", "reprint": "wire", "other": "other"}


def test_when_the_original_is_withdrawn_the_next_one_is_the_origin_and_back_again(store):
    third = replace(REPRINT, id="third", found_in="third.txt", outlet="Third", published=None)
    for draft in (WIRE, third, REPRINT):
        store.upsert(draft)
    store.withdraw("wire")
    assert told(store) == {"reprint": "reprint", "third": "reprint"}
    store.restore("wire")
    assert told(store) == dict.fromkeys(("wire", "reprint", "third"), "wire")


def test_a_revision_that_is_rewritten_or_redated_is_grouped_anew(store):
    store.upsert(WIRE)
    store.upsert(REPRINT)
    store.upsert(replace(WIRE, published="2022-01-09"))
    assert told(store) == {"wire": "reprint", "reprint": "reprint"}
    store.upsert(replace(REPRINT, text="Something else altogether was printed."))
    assert told(store) == {"wire": "wire", "reprint": "reprint"}


def test_what_was_found_once_is_kept(store):
    store.upsert(WIRE)
    store.upsert(REPRINT)
    assert told(store)["reprint"] == "wire"
    raw = sqlite3.connect(store.path)
    assert raw.execute("SELECT id, origin FROM articles ORDER BY id").fetchall() == [
        ("reprint", "wire"),
        ("wire", "wire"),
    ]
    assert raw.execute("SELECT changes = grouped FROM grouping").fetchone() == (1,)
    raw.close()
    store.upsert(replace(REPRINT, byline="A. L."))
    raw = sqlite3.connect(store.path)
    assert raw.execute("SELECT changes = grouped FROM grouping").fetchone() == (1,)
    raw.close()


def test_origins_are_those_of_the_articles_that_are_read(store):
    """What another process does meanwhile shows neither in the articles nor in their origins."""
    store.upsert(WIRE)
    store.upsert(REPRINT)
    reading = store.articles()
    first = next(reading)
    with ArticleStore(store.path) as other:
        other.withdraw("wire")
    assert {one.id: one.origin for one in (first, *reading)} == {"reprint": "wire", "wire": "wire"}
    assert told(store) == {"reprint": "reprint"}


def test_origins_are_told_although_they_cannot_be_kept(store):
    store.upsert(WIRE)
    store.upsert(REPRINT)
    raw = sqlite3.connect(store.path, isolation_level=None)
    raw.execute(
        "CREATE TRIGGER full BEFORE UPDATE OF origin ON articles BEGIN SELECT RAISE(ABORT, 'full'); END"
    )
    assert told(store) == {"reprint": "wire", "wire": "wire"}
    raw.execute("DROP TRIGGER full")
    raw.close()


def test_a_store_of_the_first_version_opens_and_its_reprints_are_found(tmp_path):
    path = tmp_path / "articles.sqlite"
    connection = sqlite3.connect(path, isolation_level=None)
    migrate(connection, path, MIGRATIONS[:1])
    for draft in (WIRE, REPRINT):
        connection.execute("INSERT INTO texts VALUES (?, ?)", (draft.id, draft.text))
        connection.execute(
            """INSERT INTO articles (id, stated_id, revision, text_sha256, published, origin, extra)
            VALUES (?, 1, 1, ?, ?, ?, '{}')""",
            (draft.id, draft.id, draft.published, draft.id),
        )
    connection.close()
    with ArticleStore(path) as store:
        assert told(store) == {"reprint": "wire", "wire": "wire"}
