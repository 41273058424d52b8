"""Files of every kind: each is read, or refused with a reason that says what to do."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.characters import fold, printable
from corpus.errors import SourceError
from corpus.sources import SOURCES, source_for
from corpus.types import Draft, Rejection


def read(path: Path) -> list[Draft | Rejection]:
    source = source_for(path)
    assert source is not None
    return list(source.read(path))


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def lines(path: Path, *records: object) -> list[Draft | Rejection]:
    return read(
        written(path / "a.jsonl", "\n".join(r if isinstance(r, str) else json.dumps(r) for r in records))
    )


class TestFormat:
    @pytest.mark.parametrize(
        ("name", "content", "format"),
        [
            ("a.txt", "Text.", "text"),
            ("a", "Text.", "text"),
            ("a.md", "Text.", "markdown"),
            ("a.txt", "---\ntitle: Ferry\n---\nText.", "markdown"),
            ("a.txt", "---\nText under a rule.", "text"),
            ("a.jsonl", "", "jsonl"),
            ("a.txt", '\ufeff{"text": "Text."}', "jsonl"),
            ("a.json", "[]", "jsonl"),
        ],
    )
    def test_by_name_and_content(self, tmp_path, name, content, format):
        assert source_for(written(tmp_path / name, content)) is SOURCES[format]

    @pytest.mark.parametrize(
        ("name", "content"),
        [("a.pdf", "%PDF"), ("a.html", "<p>"), ("a.txt", "<!DOCTYPE html><p>x"), ("a.py", "x")],
    )
    def test_others_are_not_known(self, tmp_path, name, content):
        assert source_for(written(tmp_path / name, content)) is None


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "windows-1252"])
    def test_the_same_text_in_each(self, tmp_path, encoding):
        text = "The café was “closed” on Friday — for good."
        (draft,) = read(written(tmp_path / "a.txt", text.encode(encoding)))
        assert draft.text == text

    @pytest.mark.parametrize(
        "content",
        [
            bytes(range(256)),
            b"\x89PNG\r\n\x1a\n\x00\x00",
            "Привет, это новости.".encode("cp1251"),
            "No mark here.".encode("utf-16-le"),
            b"\xff\xfeodd",
        ],
    )
    def test_what_is_not_text_is_refused(self, tmp_path, content):
        with pytest.raises(SourceError, match="is not"):
            read(written(tmp_path / "a.txt", content))


class TestUnreadable:
    def test_a_pipe_is_refused_and_not_waited_for(self, tmp_path):
        os.mkfifo(tmp_path / "a.txt")
        with pytest.raises(SourceError, match="no plain file"):
            source_for(tmp_path / "a.txt")

    def test_a_missing_file(self, tmp_path):
        with pytest.raises(SourceError, match="no such file"):
            source_for(tmp_path / "a.txt")

    @pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
    def test_a_forbidden_file(self, tmp_path):
        written(tmp_path / "a.txt", "Text.").chmod(0)
        with pytest.raises(SourceError, match="permission"):
            source_for(tmp_path / "a.txt")

    def test_a_huge_file(self, tmp_path):
        with (tmp_path / "a.txt").open("wb") as file:
            file.truncate(9 * 2**20)
        with pytest.raises(SourceError, match="8,192 KiB"):
            read(tmp_path / "a.txt")


class TestJsonLines:
    def test_all_keys(self, tmp_path):
        record = {
            "_id": "f1",
            "title": "Ferry aground",
            "text": "Ferry aground\n\nIt ran “aground”.\nNobody was hurt.",
            "source": "The Coast Herald",
            "date": "2022-01-07T23:30:00-05:00",
            "url": "https://example.org/f",
            "byline": "Ada Lindqvist",
            "language": "en",
            "views": {"today": [1, 2]},
        }
        assert lines(tmp_path, record) == [
            Draft(
                text="It ran “aground”.\n\nNobody was hurt.",
                found_in=f"{tmp_path}/a.jsonl:1",
                id="f1",
                headline="Ferry aground",
                outlet="The Coast Herald",
                published="2022-01-08T04:30:00Z",
                url="https://example.org/f",
                byline="Ada Lindqvist",
                language="en",
                extra={"views": {"today": [1, 2]}},
            )
        ]

    @pytest.mark.parametrize(
        ("date", "kept"),
        [
            ("2022-01-07", "2022-01-07"),
            ("2022-01-07T10:00:00", "2022-01-07T10:00:00Z"),
            ("2022-01-07 10:00:00 +0100", "2022-01-07T09:00:00Z"),
            ("2022-01-07T10:00:00Z", "2022-01-07T10:00:00Z"),
            ("Fri, 07 Jan 2022 10:00:00 GMT", "2022-01-07T10:00:00Z"),
            ("January 7, 2022", "2022-01-07"),
            ("", None),
            (None, None),
        ],
    )
    def test_dates(self, tmp_path, date, kept):
        (draft,) = lines(tmp_path, {"text": "It ran aground.", "date": date})
        assert draft.published == kept

    @pytest.mark.parametrize(
        ("line", "reason"),
        [
            ("nonsense", "not valid JSON"),
            ('{"text": "cut', "not valid JSON"),
            ("[1, 2]", "JSON object"),
            ('"text"', "JSON object"),
            ('{"title": "x"}', '"text" is missing'),
            ('{"text": 5}', '"text" must be text'),
            ('{"text": " \\n "}', "no article text"),
            ('{"text": "x", "title": ["y"]}', '"title" must be text, not a list'),
            ('{"text": "x", "date": "2022-02-30"}', "2022-02-30"),
            ('{"text": "x", "published": "07/01/2022"}', "give it as 2022-01-08"),
            ('{"text": "x", "date": "0001-01-01T00:00:00+14:00"}', "not a date"),
            ('{"text": "x", "url": "javascript:alert(1)"}', "http"),
            ('{"text": "x", "url": "http://[x"}', "http"),
            ('{"text": "x", "id": "--help"}', "dash"),
            ('{"text": "x", "id": "a\\nb"}', "printable"),
            ('{"text": "x", "id": "\\ud800"}', "printable"),
            ('{"text": "x", "id": "' + "i" * 201 + '"}', "200"),
            ('{"text": "x", "n": NaN}', "not valid JSON"),
            ('{"text": "x", "n": ' + "9" * 5000 + "}", "not valid JSON"),
            ('{"text": "x", "n": ' + "[" * 50 + "]" * 50 + "}", "32 levels"),
            ('{"text": "x", "n": ' + "[" * 200_000 + "]" * 200_000 + "}", "nested too deeply"),
            ('{"text": "x", "n": "' + "n" * 70_000 + '"}', "64 KiB"),
        ],
    )
    def test_a_bad_line_is_rejected_by_number_and_the_rest_is_read(self, tmp_path, line, reason):
        first, bad, last = lines(tmp_path, {"text": "First."}, line, {"text": "Last."})
        assert (first.text, last.text) == ("First.", "Last.")
        assert isinstance(bad, Rejection)
        assert bad.found_in.endswith("a.jsonl:2")
        assert reason in bad.reason

    def test_authors_may_be_a_list(self, tmp_path):
        record = {"text": "It sank.", "authors": ["Ada Lindqvist", {"name": "Bo Ek"}, 7], "author": 5}
        (draft,) = lines(tmp_path, record)
        assert (draft.byline, draft.extra) == ("Ada Lindqvist, Bo Ek", {"author": 5})

    def test_a_line_that_is_not_utf8(self, tmp_path):
        path = written(tmp_path / "a.jsonl", b'{"text": "caf\xe9"}\r\n\r\n{"text": "Fine."}\r\n')
        bad, good = read(path)
        assert bad == Rejection(f"{path}:1", "the line is not UTF-8")
        assert (good.text, good.found_in) == ("Fine.", f"{path}:3")

    def test_an_endless_line(self, tmp_path):
        path = written(tmp_path / "a.jsonl", b'{"text": "' + b"x" * (9 * 2**20) + b'"}\n{"text": "Fine."}\n')
        bad, good = read(path)
        assert bad == Rejection(f"{path}:1", "the line is longer than 8 MiB")
        assert good.found_in == f"{path}:2"

    def test_a_json_list(self, tmp_path):
        path = written(tmp_path / "a.json", '[{"text": "One."}, 2, {"text": "Three."}]')
        one, bad, three = read(path)
        assert [one.found_in, bad.found_in, three.found_in] == [f"{path}[{n}]" for n in (1, 2, 3)]

    @pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
    @pytest.mark.parametrize("first", ["[1, 2]", "[1, 2", '[{"text": "x"},'])
    def test_a_first_line_that_begins_as_a_list_is_a_bad_line_like_others(self, tmp_path, name, first):
        path = written(tmp_path / name, f'{first}\n{{"text": "Ärger."}}\n{{"text": "Two."}}\n')
        bad, one, two = read(path)
        assert (bad.found_in, one.text, two.found_in) == (f"{path}:1", "Ärger.", f"{path}:3")

    def test_what_is_binary_is_rejected_once(self, tmp_path):
        with pytest.raises(SourceError, match="NUL bytes"):
            read(written(tmp_path / "a.jsonl", b"\x7fELF\n\x00\n" * 100))

    def test_without_an_article_among_the_first_hundred_lines_the_file_is_rejected_once(self, tmp_path):
        good = {"text": "Good."}
        assert len(lines(tmp_path, *["bad"] * 99, good, "bad")) == 101
        with pytest.raises(SourceError, match=r"none of its first 100 lines is an article; the last: .*JSON"):
            lines(tmp_path, *["bad"] * 100, good)

    def test_a_broken_list_says_where_it_breaks(self, tmp_path):
        path = written(tmp_path / "a.jsonl", '[\n{"text": "One."},\n{"text": "Two}\n]')
        with pytest.raises(SourceError, match=r"Invalid control character at line 3, character 15$"):
            read(path)

    def test_an_unfinished_text_is_pointed_at(self, tmp_path):
        bad, _ = lines(tmp_path, '{"text": "cut', {"text": "Fine."})
        assert bad.reason == "is not valid JSON: Unterminated string starting at character 10"

    def test_evidence_of_the_wikinews_questions_survives(self, data):
        """Every evidence sentence stands, character for character, in the stored text of its article."""
        drafts = read(data / "wikinews_articles.jsonl")
        texts = {draft.id: draft.text for draft in drafts}
        questions = [
            json.loads(line) for line in (data / "wikinews_questions.jsonl").read_text().splitlines()
        ]
        lost = [
            (question["id"], sentence)
            for question in questions
            for sentence in question["evidence"]
            if not any(sentence in texts[article_id] for article_id in question["article_ids"])
        ]
        assert len(questions) == 114
        assert lost == []

    @given(st.text(), st.text())
    def test_every_stored_paragraph_occurs_in_the_text(self, tmp_path_factory, text, title):
        (result,) = lines(tmp_path_factory.getbasetemp(), {"text": text, "title": title[:2000]})
        if isinstance(result, Draft):
            assert all(p in fold(printable(text)) for p in result.text.split("\n\n"))


class TestMarkdown:
    def test_text_and_fields(self, tmp_path):
        path = written(
            tmp_path / "a.md",
            """---
title: "Ferry: what we know"
outlet: The Coast Herald
date: 2022-01-07
number: 007
---
# Another heading

By Ada Lindqvist

![The ferry](ferry.jpg)

SKERRY POINT — The *ferry* ran **aground**, as [the board](https://example.org) &amp; others said.
It was \\*late\\*.

## What was seen

- one mast
- no lights
  at all

> We saw nothing.

| port | people |
|---|---|
| Oldtown | 12 |

<div>A script</div>

    An indented paragraph.

[More about ferries](https://example.org/more)

*Ada Lindqvist contributed to this report.*
""",
        )
        (draft,) = read(path)
        assert draft.headline == "Ferry: what we know"
        assert draft.outlet == "The Coast Herald"
        assert draft.published == "2022-01-07"
        assert draft.byline == "Ada Lindqvist"
        assert draft.place == "SKERRY POINT"
        assert draft.credits == "Ada Lindqvist contributed to this report."
        assert draft.extra == {"number": "007"}
        assert draft.text.split("\n\n") == [
            "The ferry ran aground, as the board & others said. It was *late*.",
            "one mast",
            "no lights at all",
            "We saw nothing.",
            "port | people",
            "Oldtown | 12",
            "An indented paragraph.",
        ]

    def test_without_front_matter_the_first_heading_is_the_headline(self, tmp_path):
        (draft,) = read(
            written(tmp_path / "a.md", "# Ferry *aground*\n\nIt ran aground.\n\n# More\n\nIt sank.")
        )
        assert (draft.headline, draft.text) == ("Ferry aground", "It ran aground.\n\nIt sank.")

    @pytest.mark.parametrize(
        ("front", "reason"),
        [
            ("title: a: b", r"line 2\).*needs quotes"),
            ("a: &x [1]\nb: *x", "aliases"),
            ("- one\n- two", "key: value"),
            ("date: tomorrow", "tomorrow"),
            ("a: " + "[" * 5000, "not valid YAML|nested"),
            ("a: " + "x" * 70_000, "64 KiB"),
        ],
    )
    def test_bad_front_matter_is_refused(self, tmp_path, front, reason):
        with pytest.raises(SourceError, match=reason):
            read(written(tmp_path / "a.md", f"---\n{front}\n---\nText."))

    def test_front_matter_cannot_make_objects(self, tmp_path):
        written(tmp_path / "a.md", "---\ntitle: !!python/object/apply:os.system [article_id]\n---\nText.")
        (draft,) = read(tmp_path / "a.md")
        assert (draft.headline, draft.extra) == (None, {"title": ["article_id"]})

    @pytest.mark.parametrize(
        ("front", "byline"),
        [
            ("author: Ada Lindqvist", "Ada Lindqvist"),
            ("authors: Ada Lindqvist and Bo Ek", "Ada Lindqvist and Bo Ek"),
            ("authors:\n  - Ada Lindqvist\n  - Bo Ek", "Ada Lindqvist, Bo Ek"),
            ("byline: [Ada Lindqvist, ]", "Ada Lindqvist"),
            ("author: {name: Ada Lindqvist, email: a@example.org}", "Ada Lindqvist"),
            ("authors:\n  - name: Ada Lindqvist\n  - name: Bo Ek\n    url: x", "Ada Lindqvist, Bo Ek"),
            ("author: Bo Ek\nbyline: By the desk", "By the desk"),
        ],
    )
    def test_authors_are_the_byline_however_they_are_listed(self, tmp_path, front, byline):
        (draft,) = read(written(tmp_path / "a.md", f"---\ntitle: Ferry\n{front}\n---\nIt sank."))
        assert (draft.headline, draft.byline, draft.text) == ("Ferry", byline, "It sank.")

    @pytest.mark.parametrize(
        ("front", "extra"),
        [
            ("tags: [ferry, coast]", {"tags": ["ferry", "coast"]}),
            (
                "seo: {title: Ferry!, depth: {more: [1]}}",
                {"seo": {"title": "Ferry!", "depth": {"more": ["1"]}}},
            ),
            ("source: {name: Herald}", {"source": {"name": "Herald"}}),
            ("title: [a, b]\ndate: {day: 7}", {"title": ["a", "b"], "date": {"day": "7"}}),
            ("authors: []\nauthor: {id: 7}", {"authors": [], "author": {"id": "7"}}),
        ],
    )
    def test_lists_and_nested_values_are_kept_aside(self, tmp_path, front, extra):
        """They neither reject the article nor become a field."""
        (draft,) = read(written(tmp_path / "a.md", f"---\n{front}\n---\nIt sank."))
        assert (draft.text, draft.extra) == ("It sank.", extra)
        known = (draft.id, draft.headline, draft.outlet, draft.published, draft.url, draft.byline)
        assert known == (None,) * 6

    @given(st.lists(st.text("abc ABC.,;“”’é-é", min_size=1), min_size=1))
    def test_every_stored_paragraph_occurs_in_the_decoded_text(self, tmp_path_factory, paragraphs):
        """With characters that are no markup within a line, decoding changes nothing."""
        source = "\n\n".join(f"x {fold(p)}" for p in paragraphs)
        path = written(tmp_path_factory.getbasetemp() / "a.md", source)
        (draft,) = read(path)
        assert all(p in fold(source) for p in draft.text.split("\n\n"))
