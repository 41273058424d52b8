"""The sample corpus is what it claims to be: read without loss, marked as a sample, in its own words."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.ingest import IngestReport, ingest
from corpus.sample import FOLDER, QUESTIONS
from corpus.store import ArticleStore
from corpus.types import Article

SHARED = Path(__file__).resolve().parents[3] / "shared"
SEEDS = SHARED / "seeds"
DATA = Path(os.environ.get("DATELINE_DATA", SHARED / "data"))
WIKINEWS = DATA / "wikinews_articles.jsonl"

EVENTS = {
    "unrest in Kazakhstan": "Almaty|Zhanaozen",
    "eruption at Tonga": "Hunga Tonga|Tonga on 15 January",
    "oil spill in Peru": "Repsol",
    "Webb telescope": "James Webb",
    "Ever Given": "Ever Given",
    "DART": "Dimorphos",
    "Artemis I": "Artemis I\\b",
    "Endurance": "Shackleton",
    "Chandrayaan-3": "Chandrayaan-3",
    "Notre-Dame": "Notre-Dame",
}
QUOTATION_MARKS = '"\u201c\u201d\u201e\u00ab\u00bb'
LONGEST_SHARED_RUN = 7


@pytest.fixture(scope="module")
def taken_in(tmp_path_factory) -> Iterator[tuple[IngestReport, list[Article]]]:
    with ArticleStore(tmp_path_factory.mktemp("sample") / "articles.sqlite") as store:
        report = ingest([FOLDER], store)
        yield report, list(store.articles())


@pytest.fixture
def report(taken_in) -> IngestReport:
    return taken_in[0]


@pytest.fixture
def articles(taken_in) -> list[Article]:
    return taken_in[1]


def about(articles: list[Article], event: str) -> list[Article]:
    return [a for a in articles if re.search(EVENTS[event], a.text)]


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    length = LONGEST_SHARED_RUN + 1
    return {tuple(words[i : i + length]) for i in range(len(words) - length + 1)}


def shared_runs(articles: list[Article], other: str) -> list[str]:
    theirs = runs(other)
    found = {run for a in articles for run in runs(f"{a.headline}\n\n{a.text}") & theirs}
    return sorted(" ".join(run) for run in found)


def test_nothing_is_rejected(report):
    assert report.rejected == []


def test_every_article_of_every_file_arrives(report):
    """One article a text or Markdown file, one a line of JSON Lines."""
    lines = sum(len(p.read_text(encoding="utf-8").splitlines()) for p in FOLDER.glob("*.jsonl"))
    single = sum(p.suffix != ".jsonl" for p in FOLDER.iterdir())
    assert lines + single == 40
    assert len(report.new) == 40


def test_all_three_formats_are_present():
    assert {p.suffix for p in FOLDER.iterdir()} == {".txt", ".md", ".jsonl"}


def test_articles_have_the_length_of_news_items(articles):
    counts = {a.headline: len(a.text.split()) for a in articles}
    assert {headline: n for headline, n in counts.items() if not 120 <= n <= 400} == {}


def test_every_article_names_outlet_headline_and_date(articles):
    incomplete = [a.ingested_from for a in articles if not (a.outlet and a.headline and a.published)]
    assert incomplete == []


def test_outlets_and_links_are_plainly_samples(articles):
    assert [a.outlet for a in articles if not str(a.outlet).endswith(" (sample)")] == []
    links = [a.url for a in articles if a.url]
    assert len(links) > 25
    assert [url for url in links if not re.match(r"https://example\.(?:org|com)/", url)] == []


def test_nobody_is_quoted_in_direct_speech(articles):
    """Invented words cannot be put into a real person's mouth where no quotation mark stands."""
    assert [a.headline for a in articles if set(a.text) & set(QUOTATION_MARKS)] == []


@pytest.mark.parametrize("event", EVENTS)
def test_each_event_is_told_by_two_outlets(articles, event):
    assert len({a.outlet for a in about(articles, event)}) >= 2


def test_kazakhstan_is_told_by_four_outlets_over_two_weeks(articles):
    told = about(articles, "unrest in Kazakhstan")
    assert {a.outlet for a in told} == {
        "Steppe Courier (sample)",
        "Meridian Wire (sample)",
        "Harbour Post (sample)",
        "North Review (sample)",
    }
    days = sorted({a.published[:10] for a in told})
    assert (days[0], days[-1]) == ("2022-01-03", "2022-01-15")


@pytest.mark.parametrize(
    ("day", "figures"),
    [
        ("2022-01-06", {"2,298", "748", "353"}),
        ("2022-01-09", {"5,135", "5,800", "164"}),
        ("2022-01-10", {"7,939", "2,030", "2,500"}),
    ],
)
def test_figures_on_kazakhstan_differ_within_a_day(articles, day, figures):
    text = " ".join(a.text for a in about(articles, "unrest in Kazakhstan") if a.published[:10] == day)
    assert figures <= set(re.findall(r"\d[\d,]*\d", text))


def test_one_article_carries_a_correction_with_both_figures(articles):
    notes = [p for a in articles for p in a.text.split("\n\n") if p.startswith("Correction")]
    assert len(notes) == 1
    assert re.findall(r"\d,\d{3}", notes[0]) == ["4,800", "3,800"]


def test_one_wire_story_is_reprinted_almost_word_for_word_by_two_outlets(articles):
    group = {a.outlet: a for a in articles if "Azirbek" in a.text}
    assert set(group) == {"Meridian Wire (sample)", "Harbour Post (sample)", "North Review (sample)"}
    wire = group.pop("Meridian Wire (sample)")
    for reprint in group.values():
        assert reprint.text != wire.text
        assert len(runs(reprint.text) & runs(wire.text)) > 0.7 * len(runs(wire.text))
        assert "Meridian Wire" in f"{reprint.text} {reprint.credits}"


def test_example_questions_are_distinct_and_include_the_first_one_that_everybody_asks():
    assert len(set(QUESTIONS)) == len(QUESTIONS) >= 8
    assert "who sent troops?" in QUESTIONS


@pytest.mark.skipif(not SEEDS.is_dir(), reason="no seed articles (../shared/seeds)")
def test_no_run_of_eight_words_is_shared_with_the_seed_articles(articles):
    for path in sorted(SEEDS.glob("*.txt")):
        assert shared_runs(articles, path.read_text(encoding="utf-8")) == []


@pytest.mark.skipif(not WIKINEWS.is_file(), reason="no Wikinews articles (../shared/data or DATELINE_DATA)")
def test_no_run_of_eight_words_is_shared_with_wikinews(articles):
    with WIKINEWS.open(encoding="utf-8") as lines:
        for line in lines:
            assert shared_runs(articles, json.loads(line)["text"]) == []
