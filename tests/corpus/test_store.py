"""The article store: which article a draft is, what becomes a revision, and that nothing is half-done."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
import traceback
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import StoreError
from corpus.identity import checked_id, derived_id, text_sha256
from corpus.schema import MIGRATIONS, migrate
from corpus.store import ArticleStore, Change
from corpus.types import Article, Draft
from corpus.urls import canonical

ONE = Draft("The ferry ran aground.", "one.txt")
TWO = Draft("Nobody was hurt.", "two.txt")


def damaged(path, harm):
    """Alter all stored texts as a failing disk might."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute(f"UPDATE texts SET text = {harm}")
    other.close()


class TestIdentity:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (replace(ONE, id="f1"), replace(TWO, id="f1")),
            (
                replace(ONE, url="https://Example.org/f/?utm_source=x#top"),
                replace(TWO, url="http://example.org/f"),
            ),
            (
                replace(ONE, outlet="The  Herald", headline="Ferry"),
                replace(TWO, outlet="the herald", headline="FERRY"),
            ),
            (
                replace(ONE, outlet="Herald", headline="Ferry", url="https://x.org/1"),
                replace(TWO, outlet="Herald", headline="Ferry"),
            ),
            (replace(ONE, url="https://x.org/1"), replace(TWO, id="f1", url="https://x.org/1")),
        ],
        ids=["id", "link", "outlet and headline", "link known to one", "id known to one"],
    )
    def test_the_same_article_with_another_text_is_a_new_revision(self, store, first, second):
        article_id = store.upsert(first).id
        assert store.upsert(second) == Change("changed", article_id)
        article = store.get(article_id)
        assert (article.revision, article.text) == (2, second.text)
        assert article.ingested_from == ("one.txt", "two.txt")
        assert [r.text_sha256 for r in store.history(article_id)] == [
            text_sha256(d.text) for d in (first, second)
        ]

    @pytest.mark.parametrize(
        ("first", "second"),
        [
            (replace(ONE, id="f1"), replace(ONE, id="f2")),
            (replace(ONE, outlet="Herald"), replace(ONE, outlet="Argus", found_in="two.txt")),
            (
                replace(ONE, outlet="Herald", headline="Ferry", url="https://x.org/1"),
                replace(TWO, outlet="Herald", headline="Ferry", url="https://x.org/2"),
            ),
            (replace(ONE, headline="Ferry"), replace(TWO, headline="Ferry")),
            (replace(ONE, outlet="Herald"), replace(TWO, outlet="Herald")),
            (replace(ONE, url="https://x.org/f?id=1"), replace(TWO, url="https://x.org/f?id=2")),
        ],
        ids=["two ids", "two outlets", "two links", "outlets unknown", "headlines unknown", "two queries"],
    )
    def test_different_articles_stay_apart(self, store, first, second):
        assert store.upsert(first).kind == "new"
        assert store.upsert(second).kind == "new"
        assert store.count() == 2
        assert len({article.id for article in store.articles()}) == 2

    @pytest.mark.parametrize(
        "again", [{}, {"id": "f1"}, {"outlet": "Herald"}, {"url": "https://x.org/1"}, {"headline": "Ferry"}]
    )
    def test_an_equal_text_from_two_places_is_one_article(self, store, again):
        article_id = store.upsert(ONE).id
        assert store.upsert(replace(ONE, found_in="two.txt", **again)).id == article_id
        assert store.count() == 1
        assert store.get(article_id).ingested_from == ("one.txt", "two.txt")

    def test_an_equal_text_elsewhere_fills_gaps_and_overwrites_nothing(self, store):
        article_id = store.upsert(replace(ONE, headline="Ferry")).id
        second = replace(ONE, found_in="two.txt", headline="Other", byline="A. L.")
        assert store.upsert(second) == Change("changed", article_id)
        article = store.get(article_id)
        assert (article.headline, article.byline) == ("Ferry", "A. L.")

    def test_derived_ids_are_stable_and_fit_a_command_line(self):
        assert derived_id(ONE) == derived_id(replace(ONE, found_in="elsewhere", byline="x"))
        for draft in (ONE, replace(ONE, url="https://x.org"), replace(ONE, outlet="A", headline="B")):
            assert checked_id(derived_id(draft)) == derived_id(draft)
            assert len(derived_id(draft)) == 18

    @pytest.mark.parametrize(
        ("url", "same"),
        [
            ("HTTPS://Example.ORG:443/A/b/?fbclid=1#x", "//example.org/A/b"),
            ("http://example.org", "//example.org"),
            ("https://example.org:8443/?q=a%20b&utm_medium=x", "//example.org:8443?q=a+b"),
        ],
    )
    def test_canonical_links(self, url, same):
        assert canonical(url) == same


class TestRevisions:
    FULL = replace(ONE, id="f1", headline="Ferry", outlet="Herald", published="2022-01-07", byline="A. L.")

    def test_the_same_again_changes_nothing(self, store):
        store.upsert(self.FULL)
        before = store.fingerprint()
        assert store.upsert(self.FULL) == Change("unchanged", "f1")
        assert store.fingerprint() == before
        assert len(store.history("f1")) == 1

    def test_all_fields_come_back(self, store):
        draft = replace(self.FULL, url="https://x.org/1", credits="C.\nD.", place="P", language="en")
        store.upsert(replace(draft, extra={"k": [1, None]}))
        assert store.get("f1") == Article(
            id="f1",
            revision=1,
            text=draft.text,
            text_sha256=text_sha256(draft.text),
            headline="Ferry",
            outlet="Herald",
            published="2022-01-07",
            url="https://x.org/1",
            byline="A. L.",
            credits="C.\nD.",
            place="P",
            language="en",
            origin="f1",
            ingested_from=("one.txt",),
        )
        assert store.extra("f1") == {"k": [1, None]}

    def test_unknown_never_overwrites_known(self, store):
        store.upsert(self.FULL)
        assert store.upsert(replace(ONE, id="f1")) == Change("unchanged", "f1")
        assert store.get("f1").outlet == "Herald"

    def test_a_filled_field_is_a_new_revision_of_the_same_text(self, store):
        article_id = store.upsert(ONE).id
        assert store.upsert(replace(ONE, outlet="Herald", url="https://x.org/1")) == Change(
            "changed", article_id
        )
        assert store.upsert(ONE) == Change("unchanged", article_id)
        assert (store.get(article_id).outlet, store.get(article_id).revision) == ("Herald", 2)

    def test_an_outlet_given_wrongly_can_be_given_again(self, store):
        article_id = store.upsert(replace(ONE, outlet="Herold")).id
        assert store.upsert(replace(ONE, outlet="Herald")) == Change("changed", article_id)
        assert store.get(article_id).outlet == "Herald"

    def test_two_places_that_disagree_do_not_change_each_other_again_and_again(self, store):
        """The second round of the same two places is all unchanged."""
        other = replace(TWO, id="f1")
        assert [store.upsert(d).kind for d in (self.FULL, other)] == ["new", "changed"]
        assert [store.upsert(d).kind for d in (self.FULL, other)] == ["unchanged", "unchanged"]
        assert store.get("f1").text == TWO.text

    def test_a_place_that_goes_back_to_an_earlier_text_is_followed(self, store):
        texts = ["One.", "Two.", "One."]
        kinds = [store.upsert(replace(self.FULL, text=text)).kind for text in texts]
        assert kinds == ["new", "changed", "changed"]
        assert store.get("f1").text == "One."

    def test_an_article_is_found_by_its_key_not_by_looking_through_all(self, store):
        """Steps of sqlite's machine do not grow with the number of articles."""
        steps = []
        for number in range(300):
            store.upsert(Draft(f"Report {number}.", f"{number}.txt", id=f"a{number:03}"))
        store._connection.set_progress_handler(lambda: steps.append(1), 1)
        assert store.get("a150").text == "Report 150."
        assert len(steps) < 300

    def test_the_fingerprint_tells_texts_and_revisions_apart(self, store):
        seen = {store.fingerprint()}
        for draft in (
            self.FULL,
            replace(self.FULL, text="Two."),
            replace(self.FULL, text="Two.", place="P"),
            TWO,
        ):
            store.upsert(draft)
            seen.add(store.fingerprint())
        assert len(seen) == 5

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(st.text(st.characters()), st.text(st.characters()))
    def test_no_text_can_break_the_store(self, store, text, name):
        draft = Draft(text, f"place {name!r}", headline=name, outlet=name, extra={name: text})
        change = store.upsert(draft)
        stored = store.get(change.id)
        assert stored.text_sha256 == text_sha256(stored.text)
        assert store.upsert(draft) == Change("unchanged", change.id)

    def test_nul_and_surrogates_never_reach_the_file(self, store):
        article_id = store.upsert(Draft("A fer\x00ry\ud800.", "x", headline="F\x00\udfff")).id
        assert (store.get(article_id).text, store.get(article_id).headline) == ("A ferry.", "F")


class TestWithdrawing:
    def test_a_withdrawn_article_is_gone_but_remembered(self, store):
        article_id = store.upsert(ONE).id
        store.upsert(TWO)
        before = store.fingerprint()
        assert store.withdraw(article_id)
        assert not store.withdraw(article_id)
        assert not store.withdraw("nobody")
        assert store.get(article_id) is None
        assert [a.text for a in store.articles()] == [TWO.text]
        assert (store.count(), store.withdrawn()) == (1, 1)
        assert store.fingerprint() != before
        assert len(store.history(article_id)) == 1

    def test_it_does_not_come_back_by_itself(self, store):
        article_id = store.upsert(replace(ONE, id="f1")).id
        store.withdraw(article_id)
        for draft in (replace(ONE, id="f1"), replace(TWO, id="f1")):
            assert store.upsert(draft) == Change("withdrawn", "f1")
        assert store.count() == 0

    def test_it_can_be_restored(self, store):
        article_id = store.upsert(ONE).id
        store.withdraw(article_id)
        assert store.restore(article_id)
        assert not store.restore(article_id)
        assert store.get(article_id).text == ONE.text


class TestFile:
    def test_articles_are_read_from_one_snapshot(self, store):
        """What is written while they are read is not among them."""
        store.upsert(replace(ONE, id="a"))
        store.upsert(replace(TWO, id="b"))
        reading = store.articles()
        assert next(reading).id == "a"
        store.upsert(Draft("Later.", "x", id="c"))
        store.withdraw("b")
        assert [article.id for article in reading] == ["b"]
        assert [article.id for article in store.articles()] == ["a", "c"]

    def test_it_stays_after_closing(self, tmp_path):
        path = tmp_path / "a.sqlite"
        with ArticleStore(path) as store:
            article_id = store.upsert(ONE).id
        with ArticleStore(path) as store:
            assert store.get(article_id).text == ONE.text

    @pytest.mark.parametrize("content", [b"not a database at all, but long enough to be read as one" * 20])
    def test_a_file_that_is_no_database(self, tmp_path, content):
        (tmp_path / "a.sqlite").write_bytes(content)
        with pytest.raises(StoreError, match="is not an article store"):
            ArticleStore(tmp_path / "a.sqlite")
        assert (tmp_path / "a.sqlite").read_bytes() == content

    def test_a_database_of_another_program(self, tmp_path):
        with sqlite3.connect(tmp_path / "a.sqlite") as other:
            other.execute("CREATE TABLE theirs (x)")
        other.close()
        with pytest.raises(StoreError, match="another program"):
            ArticleStore(tmp_path / "a.sqlite")

    def test_a_folder_in_its_place(self, tmp_path):
        with pytest.raises(StoreError, match="cannot be opened"):
            ArticleStore(tmp_path)

    def test_a_file_in_place_of_its_folder(self, tmp_path):
        (tmp_path / "home").write_text("in the way")
        with pytest.raises(StoreError, match=r"home: .*a file stands where a folder must be.*--home"):
            ArticleStore(tmp_path / "home" / "a.sqlite")

    def test_a_damaged_text_is_not_shown(self, tmp_path):
        """Nor in the traceback, although sqlite quotes it whole; words in it are not taken for the fault."""
        path = tmp_path / "a.sqlite"
        with ArticleStore(path) as store:
            article_id = store.upsert(replace(ONE, text="A secret in a locked room. " * 9)).id
            damaged(path, "CAST(x'ff' || text AS TEXT)")
            for read in (lambda: store.get(article_id), lambda: list(store.articles())):
                with pytest.raises(StoreError, match=r"a\.sqlite holds a damaged text; ingest") as told:
                    read()
                assert "secret" not in "".join(traceback.format_exception(told.value))

    @pytest.mark.parametrize("harm", ["CAST(x'ff' || text AS TEXT)", "replace(text, 'e', 'a')"])
    def test_a_damaged_text_is_mended_when_its_file_is_taken_in_again(self, tmp_path, harm):
        path = tmp_path / "a.sqlite"
        with ArticleStore(path) as store:
            article_id = store.upsert(ONE).id
            whole = store.get(article_id)
            damaged(path, harm)
            assert store.upsert(ONE).kind == "unchanged"
            assert store.get(article_id) == whole

    def test_a_newer_schema(self, tmp_path):
        ArticleStore(tmp_path / "a.sqlite").close()
        with sqlite3.connect(tmp_path / "a.sqlite") as newer:
            newer.execute("PRAGMA user_version = 99")
        newer.close()
        with pytest.raises(StoreError, match="newer version"):
            ArticleStore(tmp_path / "a.sqlite")

    def test_a_full_disk_says_so_and_keeps_what_was_there(self, tmp_path):
        with ArticleStore(tmp_path / "a.sqlite") as store:
            article_id = store.upsert(ONE).id
            (pages,) = store._connection.execute("PRAGMA page_count").fetchone()
            store._connection.execute(f"PRAGMA max_page_count = {pages}")
            with pytest.raises(StoreError, match="disk is full"):
                store.upsert(Draft("word " * 100_000, "big.txt"))
            assert [article.id for article in store.articles()] == [article_id]

    def test_an_older_schema_is_brought_up_to_date_step_by_step(self, tmp_path):
        path = tmp_path / "a.sqlite"
        with ArticleStore(path) as store:
            article_id = store.upsert(ONE).id
        connection = sqlite3.connect(path, isolation_level=None)
        migrate(
            connection, path, [*MIGRATIONS, ("ALTER TABLE articles ADD COLUMN mood TEXT DEFAULT 'calm'",)]
        )
        assert connection.execute("SELECT id, mood FROM articles").fetchall() == [(article_id, "calm")]
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS) + 1,)
        connection.close()

    def test_a_migration_that_fails_leaves_the_schema_before_it(self, tmp_path):
        path = tmp_path / "a.sqlite"
        ArticleStore(path).close()
        connection = sqlite3.connect(path, isolation_level=None)
        broken = ("CREATE TABLE half (x)", "CREATE TABLE nonsense (")
        with pytest.raises(sqlite3.OperationalError):
            migrate(connection, path, [*MIGRATIONS, broken])
        assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
        assert connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'half'").fetchall() == []
        connection.close()


WRITER = """
import sys
from pathlib import Path
from corpus.store import ArticleStore
from corpus.types import Draft
with ArticleStore(Path(sys.argv[1])) as store:
    for number in range(int(sys.argv[3])):
        text = f"Text {sys.argv[2]} {number}. " * 50
        store.upsert(Draft(text, f"{number}.txt", id=f"{sys.argv[2]}-{number:06}"))
        print(number, flush=True)
"""


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
    )


@pytest.mark.parametrize("after", [1, 40])
def test_a_killed_writer_leaves_whole_articles(tmp_path, after):
    """Whatever was reported as taken in is there, whole, and the store goes on working."""
    path = tmp_path / "a.sqlite"
    with writer(path, "w", 1_000_000) as process:
        for line in process.stdout:
            if int(line) >= after:
                os.kill(process.pid, signal.SIGKILL)
                break
    with ArticleStore(path) as store:
        articles = list(store.articles())
        assert len(articles) > after
        assert all(a.text == (f"Text w {int(a.id[2:])}. " * 50) for a in articles)
        assert all(store.history(a.id)[0].text_sha256 == text_sha256(a.text) for a in articles)
        assert store.upsert(ONE).kind == "new"


def test_two_writers_at_once_wait_for_each_other(tmp_path):
    path = tmp_path / "a.sqlite"
    began = time.monotonic()
    processes = [writer(path, name, 50) for name in "xy"]
    for process in processes:
        process.communicate(timeout=60)
        assert process.returncode == 0
    with ArticleStore(path) as store:
        assert store.count() == 100
    assert time.monotonic() - began < 60
