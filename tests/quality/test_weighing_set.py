"""The questions of weighing.jsonl can be trusted: places exist, follow-ups refer back, no kind is missing."""

from collections import Counter

import pytest

from corpus.ingest import ingest
from corpus.sample import FOLDER
from corpus.store import ArticleStore
from tests.quality.data import SEEDS
from tests.quality.weighing_set import lines, place, questions

LINES = lines()
SAMPLE = [line for line in LINES if line["on"] == "sample"]
needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason=f"the three articles are not at {SEEDS}")


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    """(outlet, headline, text) of each sample article, by its id and by its file's name."""
    with ArticleStore(tmp_path_factory.mktemp("sample") / "articles.sqlite") as store:
        ingest([FOLDER], store)
        texts = {}
        for article in store.articles():
            for name in (article.id, *(place.rpartition("/")[2] for place in article.ingested_from)):
                texts[name] = article.text
        return texts


def test_ids_are_unique_and_lines_have_the_same_keys():
    assert [name for name, count in Counter(line["id"] for line in LINES).items() if count > 1] == []
    assert {tuple(line) for line in LINES} == {tuple(LINES[0])}


def test_questions_of_one_corpus_differ_unless_they_follow_up_or_have_another_day():
    asked = Counter((q["on"], q["question"], q["as_of"]) for q in LINES if not q["followup_to"])
    assert [key for key, count in asked.items() if count > 1] == []


def test_places_in_the_sample_stand_there_word_for_word(sample):
    places = [(line["id"], one) for line in SAMPLE for one in line["citations"]]
    assert len(places) > 250
    assert [pair for pair in places if (pair[1]["quote"] or "") not in sample[pair[1]["article"]]] == []


def test_stories_are_articles_of_the_sample(sample):
    named = [name for line in SAMPLE for story in line["stories"] for name in story]
    assert len(named) > 15
    assert [name for name in named if name not in sample] == []


def test_expected_values_of_the_sample_stand_in_an_article_that_is_a_place(sample):
    missing = [
        (line["id"], finding["accepted"])
        for line in SAMPLE
        for finding in line["findings"]
        if not finding["optional"]
        and not finding["superseded"]
        and not any(
            word.casefold() in sample[place["article"]].casefold()
            for word in finding["accepted"]
            for place in line["citations"]
        )
    ]
    assert missing == []


@needs_seeds
def test_places_in_the_three_articles_are_the_words_that_were_meant():
    places = [place(one) for line in LINES if line["on"] == "seeds" for one in line["citations"]]
    assert len(places) > 80
    assert all(one.quote for one in places)


def test_nothing_of_the_three_articles_is_kept_but_short_values():
    seeds = [line for line in LINES if line["on"] == "seeds"]
    assert all(set(one) == {"file", "start", "end", "sha256"} for q in seeds for one in q["citations"])
    words = [len(word.split()) for q in seeds for f in q["findings"] for word in f["accepted"]]
    assert max(words) <= 7


def test_follow_ups_refer_to_an_earlier_line_of_the_same_corpus_and_say_their_whole():
    earlier = {}
    for line in LINES:
        assert bool(line["followup_to"]) == bool(line["whole"])
        if line["followup_to"]:
            assert earlier[line["followup_to"]] == line["on"]
        earlier[line["id"]] = line["on"]


def test_only_refusals_have_a_reason_and_only_answers_have_findings_or_places():
    for line in LINES:
        refused = line["kind"] == "not_found"
        assert bool(line["reason"]) == refused
        assert not (refused and (line["findings"] or line["citations"] or line["stories"]))
        assert bool(line["stories"]) == (line["kind"] == "several_stories")
        if line["kind"] == "sources_differ":
            assert line["any_order"]
            assert sum(not f["optional"] and not f["superseded"] for f in line["findings"]) >= 2
        if line["kind"] == "answered":
            assert line["citations"]
            assert line["findings"] or line["type"] == "overview"


def test_every_kind_is_there_often_enough():
    kinds = Counter(line["kind"] for line in LINES)
    types = Counter(line["type"] for line in LINES)
    reasons = Counter(line["reason"] for line in LINES)
    assert len(LINES) >= 300
    assert kinds["sources_differ"] >= 12
    assert kinds["several_stories"] >= 5
    assert 1 / 4 <= kinds["not_found"] / len(LINES) + 0.005 <= 1 / 3
    assert min(reasons[name] for name in ("off_subject", "not_stated", "false_premise", "language")) >= 8
    assert types["follow_up"] >= 25
    assert (
        min(types[name] for name in ("list", "overview", "quotation", "one_source", "as_of", "yes_no")) >= 8
    )
    assert min(types[name] for name in ("definition", "reason", "relative_date", "attribution")) >= 7


def test_false_conflicts_are_looked_for_in_more_than_forty_questions_with_figures_nearby():
    nearby = [line for line in LINES if line["nearby"]]
    assert len(nearby) >= 40
    assert all(line["kind"] == "answered" for line in nearby)


def test_a_question_of_the_set_knows_which_findings_may_be_first_and_which_must_be_there():
    by_id = {one.id: one for one in questions(["sample"])}
    differing, superseding = by_id["kz-dead"], by_id["src-meridian-detained"]
    assert [one.accepted for one in differing.first] == [("225",), ("164",)]
    assert [one.accepted for one in superseding.first] == [("9,900",)]
    assert [one.accepted for one in superseding.required] == [("9,900",), ("3,800",), ("2,298",)]
