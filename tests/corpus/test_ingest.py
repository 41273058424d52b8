"""Files and folders into the store: what is reported, and that one bad file stops nothing."""

import json
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from corpus.errors import BadOption
from corpus.ingest import IngestReport, IngestStopped, ingest
from corpus.store import ArticleStore


def write(folder: Path, **files: str | bytes) -> Path:
    for name, content in files.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "in"
    made.mkdir()
    return made


def reasons(report: IngestReport, folder: Path) -> dict[str, str]:
    return {r.found_in.removeprefix(f"{folder}/"): r.reason for r in report.rejected}


class TestReport:
    def test_new_then_unchanged_then_changed(self, folder, store):
        write(folder, a_txt="The ferry ran aground.", b_jsonl='{"id": "b", "text": "It sank."}\n')
        first = ingest([folder], store)
        assert len(first.new) == 2
        assert ingest([folder], store) == IngestReport(unchanged=first.new)
        write(folder, b_jsonl='{"id": "b", "text": "It floated."}\n')
        assert ingest([folder], store) == IngestReport(changed=["b"], unchanged=[first.new[0]])
        assert store.get("b").revision == 2

    def test_a_vanished_file_withdraws_nothing(self, folder, store):
        write(folder, a_txt="The ferry ran aground.", b_txt="It sank.")
        ingest([folder], store)
        (folder / "b.txt").unlink()
        ingest([folder], store)
        assert store.count() == 2

    def test_each_article_is_reported_once(self, folder, store):
        write(folder, a_txt="The ferry ran aground.", b_txt="The ferry ran aground.\n")
        report = ingest([folder, folder / "a.txt"], store)
        assert (len(report.new), report.changed, report.unchanged, report.rejected) == (1, [], [], [])
        assert store.get(report.new[0]).ingested_from == (f"{folder}/a.txt", f"{folder}/b.txt")

    def test_progress_ends_with_all(self, folder, store):
        write(folder, a_txt="One.", b_txt="Two.")
        seen: list[tuple[int, int]] = []
        ingest([folder], store, progress=lambda done, total: seen.append((done, total)))
        assert seen == [(0, 2), (1, 2), (2, 2)]

    def test_two_texts_with_one_name_do_not_overwrite_each_other(self, folder, store):
        """Only outlet and headline are equal: the second is reported, not taken for a revision."""
        head = "Headline: News in brief\nOutlet: Herald\n\n"
        write(folder, a_txt=head + "The ferry ran aground.", b_txt=head + "It sank.")
        for _ in range(2):
            report = ingest([folder], store)
            assert reasons(report, folder) == {
                "b.txt": f"has the outlet and headline of {folder}/a.txt but another text; "
                "give each an id or a link, or ingest them one after the other as revisions"
            }
        assert [a.text for a in store.articles()] == ["The ferry ran aground."]

    @pytest.mark.parametrize(("key", "name"), [("id", "f"), ("url", "https://example.org/f")])
    def test_a_second_text_for_one_article_of_a_file_is_rejected(self, folder, store, key, name):
        """By whatever names the article; the same text again is no rival, nor is one in another file."""
        records = [{key: name, "text": text} for text in ("One.", "Two.", "One.")]
        write(folder, a_jsonl="\n".join(map(json.dumps, records)))
        (article_id,) = ingest([folder], store).new
        report = ingest([folder], store)
        assert (report.new, report.changed, report.unchanged) == ([], [], [article_id])
        assert reasons(report, folder) == {
            "a.jsonl:2": f"has the {'id' if key == 'id' else 'link'} of {folder}/a.jsonl:1 but another text; "
            "give it its own, or ingest a later revision in a file of its own"
        }
        assert (store.get(article_id).text, store.get(article_id).revision) == ("One.", 1)
        write(folder, b_jsonl=json.dumps(records[1]))
        assert ingest([folder / "b.jsonl"], store) == IngestReport(changed=[article_id])

    def test_a_date_to_come_is_rejected_and_that_of_another_time_zone_is_not(self, folder, store):
        """A day ahead it may be somewhere; next to one of 2099 all other articles would look old."""
        today = datetime.now(UTC)
        dates = [f"{today + timedelta(days=n):%Y-%m-%d}" for n in (0, 1, 3)]
        write(
            folder,
            a_jsonl="\n".join(json.dumps({"text": f"On {date}.", "date": date}) for date in dates),
            b_txt="It ran aground.\n",
        )
        report = ingest([folder / "a.jsonl"], store)
        assert len(report.new) == 2
        assert reasons(report, folder) == {
            "a.jsonl:3": f"is dated {dates[2]}, a day to come; correct the date"
        }
        with pytest.raises(BadOption, match="2099-01-01"):
            ingest([folder / "b.txt"], store, published="2099-01-01")

    def test_what_went_in_before_the_disk_was_full_is_reported(self, folder, store):
        store._connection.execute("PRAGMA max_page_count = 40")
        write(folder, **{f"{letter}_txt": f"It sank at {letter}. " * 2000 for letter in "abcdef"}, a0_pdf="")
        with pytest.raises(IngestStopped, match="the disk is full") as caught:
            ingest([folder], store)
        assert sorted(caught.value.report.new) == [a.id for a in store.articles()]
        assert 0 < store.count() < 6
        assert reasons(caught.value.report, folder) == {"a0.pdf": "format not known (txt, md, jsonl)"}

    def test_a_withdrawn_article_is_rejected_and_stays_out(self, folder, store):
        write(folder, a_txt="The ferry ran aground.")
        (article_id,) = ingest([folder], store).new
        store.withdraw(article_id)
        report = ingest([folder], store)
        assert reasons(report, folder) == {
            "a.txt": f"is article {article_id}, which was withdrawn and stays out; "
            f"`dateline withdraw --undo {article_id}` puts it back"
        }
        assert store.count() == 0


class TestBadFiles:
    def test_each_is_rejected_with_its_reason_and_the_rest_goes_in(self, folder, store):
        write(
            folder,
            a_txt="The ferry ran aground.",
            b_txt=bytes(range(256)),
            c_pdf="%PDF",
            d_txt="",
            e_jsonl='{"text": "Good."}\nbad\n{"text": "Also good."}\n',
            f_jsonl="",
            g_md="---\ntitle: a: b\n---\nText.",
        )
        os.mkfifo(folder / "h.txt")
        (folder / "i.txt").symlink_to("/etc/hostname")
        (folder / "j.txt").symlink_to("nowhere")
        (folder / "k").symlink_to(folder)
        (folder / "l.txt").symlink_to("a.txt")
        report = ingest([folder, folder / "missing.txt"], store)
        assert len(report.new) == 3
        assert reasons(report, folder) == {
            "b.txt": "is not text in UTF-8, UTF-16 or Windows-1252; save it as UTF-8",
            "c.pdf": "format not known (txt, md, jsonl)",
            "d.txt": "holds no article text",
            "e.jsonl:2": "is not valid JSON: Expecting value at character 1",
            "f.jsonl": "holds no article",
            "g.md": "its front matter is not valid YAML (line 2): mapping values are not allowed here; "
            "a value with a colon needs quotes",
            "h.txt": "is no plain file",
            "i.txt": "is a link that leads out of the folder; name its target instead",
            "j.txt": "is a link that leads nowhere",
            "k": "is a link to a folder; name that folder instead",
            "missing.txt": "there is no such file or folder",
        }

    def test_hidden_files_are_passed_over(self, folder, store):
        write(folder, _hidden_txt="Hidden.", _git__config="x", a_txt="Seen.")
        assert ingest([folder], store).rejected == []
        assert [a.text for a in store.articles()] == ["Seen."]

    def test_folders_are_read_in_order_and_to_a_depth(self, folder, store):
        write(folder, **{"b__a_txt": "Two.", "a__z_txt": "One.", "__".join(["d"] * 40) + "__a_txt": "Deep."})
        report = ingest([folder], store)
        assert [store.get(article_id).text for article_id in report.new] == ["One.", "Two."]
        assert [r.reason for r in report.rejected] == ["is more than 32 folders deep"]

    def test_odd_file_names(self, folder, store):
        (Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9\n.txt"))).write_text("Odd name.")
        (article_id,) = ingest([folder], store).new
        assert store.get(article_id).ingested_from == (f"{folder}/caf\\xe9\\n.txt",)


class TestOptions:
    def test_they_fill_what_the_file_lacks(self, folder, store):
        write(folder, a_txt="The ferry ran aground.")
        (article_id,) = ingest([folder], store).new
        filled = ingest(
            [folder],
            store,
            outlet="Herald",
            published="Jan. 7, 2022",
            url="https://example.org/f?utm_source=x",
        )
        assert filled == IngestReport(changed=[article_id])
        article = store.get(article_id)
        assert (article.outlet, article.published) == ("Herald", "2022-01-07")
        assert article.url == "https://example.org/f?utm_source=x"
        assert ingest([folder], store) == IngestReport(unchanged=[article_id])
        assert store.get(article_id).outlet == "Herald"

    def test_they_override_nothing(self, folder, store):
        write(folder, a_md="---\noutlet: Herald\ndate: 2022-01-07\nurl: https://x.org/1\n---\nIt sank.")
        (article_id,) = ingest(
            [folder], store, outlet="Argus", published="2020-01-01", url="https://x.org/2"
        ).new
        article = store.get(article_id)
        assert (article.outlet, article.published, article.url) == ("Herald", "2022-01-07", "https://x.org/1")

    @pytest.mark.parametrize(
        ("options", "reason"),
        [
            ({"published": "soon"}, "soon"),
            ({"published": "01/07/2022"}, "2022-01-08"),
            ({"url": "x"}, "http"),
        ],
    )
    def test_senseless_values_are_refused_before_anything_is_read(self, folder, store, options, reason):
        write(folder, a_txt="The ferry ran aground.")
        with pytest.raises(BadOption, match=reason):
            ingest([folder], store, **options)
        assert store.count() == 0

    def test_a_link_is_for_one_article(self, folder, store):
        write(folder, a_jsonl='{"text": "One."}\n{"text": "Two."}\n')
        report = ingest([folder], store, url="https://x.org/1")
        assert [store.get(article_id).url for article_id in report.new] == ["https://x.org/1"]
        assert reasons(report, folder) == {
            "a.jsonl:2": "has no link of its own, and --url can name only one article"
        }
        write(folder, b_txt="Three.")
        with pytest.raises(BadOption, match="one file"):
            ingest([folder], store, url="https://x.org/1")


class TestRealArticles:
    def test_the_seeds_take_what_the_operator_knows(self, seeds, store):
        """Two name no outlet, one no date: they stay unknown until somebody says them."""
        report = ingest([seeds], store)
        assert len(report.new) == 3
        by_file = {Path(a.ingested_from[0]).name[:3]: a for a in store.articles()}
        assert {k: (a.outlet is None, a.published) for k, a in by_file.items()} == {
            "000": (True, "2022-01-08"),
            "001": (False, None),
            "003": (True, "2022-01-07"),
        }
        last = sorted(seeds.iterdir())[2]
        filled = ingest([last], store, outlet="Some Outlet", published="2020-01-01")
        assert filled == IngestReport(changed=[by_file["003"].id])
        article = store.get(by_file["003"].id)
        assert (article.outlet, article.published) == ("Some Outlet", "2022-01-07")
        assert ingest([seeds], store) == IngestReport(unchanged=report.new)

    def test_wikinews(self, data, store):
        report = ingest([data / "wikinews_articles.jsonl"], store)
        assert (len(report.new), report.rejected) == (43, [])


def test_a_store_opened_twice_sees_the_same(folder, tmp_path, store):
    write(folder, a_txt="The ferry ran aground.")
    ingest([folder], store)
    with ArticleStore(store.path) as other:
        assert other.fingerprint() == store.fingerprint()
