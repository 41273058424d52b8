"""The hand-written news questions: every span is exact, and the set is as varied as it claims to be."""

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from corpus import sample
from corpus.ingest import ingest
from corpus.sentences import sentences
from corpus.store import ArticleStore

FOLDER = Path(__file__).parents[2] / "training" / "news"
SMALL = {
    "a",
    "an",
    "the",
    "of",
    "in",
    "on",
    "at",
    "to",
    "for",
    "by",
    "and",
    "is",
    "was",
    "were",
    "are",
    "did",
    "do",
}


def rows(kind):
    return [
        json.loads(line)
        for path in sorted(FOLDER.glob(f"*.{kind}.jsonl"))
        for line in path.read_text("utf-8").splitlines()
    ]


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    with ArticleStore(tmp_path_factory.mktemp("sample") / "articles.sqlite") as store:
        ingest([sample.FOLDER], store)
        found = {article.id: article.text for article in store.articles()}
    return found | {row["id"]: row["text"] for row in rows("paragraphs")}


QUESTIONS = rows("questions")


def words(text):
    return re.findall(r"[a-z0-9']+", text.casefold())


def place(row, text):
    """Where the answer stands in the text."""
    around = row.get("in", row["answer"])
    assert text.count(around) == 1, row
    return text.index(around) + around.index(row["answer"])


def test_every_answer_is_one_exact_span_of_whole_words(texts):
    for row in QUESTIONS:
        if row["answer"] is None:
            assert row["why"], row
            continue
        text = texts[row["source"]]
        start = place(row, text)
        end = start + len(row["answer"])
        assert row["answer"] == row["answer"].strip(), row
        assert not (start and text[start - 1].isalnum() and text[start].isalnum()), row
        assert not (text[end - 1].isalnum() and text[end : end + 1].isalnum()), row
        assert all(other in text for other in [*row.get("also", []), *row.get("all", [])]), row


def test_a_third_or_more_are_near_misses_and_no_pattern_leads():
    missed = [row["question"] for row in QUESTIONS if row["answer"] is None]
    missed += [row["twin"] for row in QUESTIONS if "twin" in row]
    answered = [row["question"] for row in QUESTIONS if row["answer"] is not None]
    assert len(answered) >= 3000
    assert 0.3 < len(missed) / len(missed + answered) < 0.45
    for some in (missed, answered):
        openings = Counter(" ".join(words(question)[:3]) for question in some)
        assert max(openings.values()) <= 0.02 * len(some)


def test_no_question_is_asked_twice_of_one_text():
    asked = Counter((row["source"], " ".join(words(row["question"]))) for row in QUESTIONS)
    assert [key for key, count in asked.items() if count > 1] == []


def test_questions_use_other_words_than_the_sentence_that_answers(texts, record_property):
    shares = []
    for row in QUESTIONS:
        if row["answer"] is not None and (asked := set(words(row["question"])) - SMALL):
            text = texts[row["source"]]
            start = place(row, text)
            evidence = next(s for s in sentences(text) if s.start <= start < s.end)
            shares.append(len(asked & set(words(text[evidence.start : evidence.end]))) / len(asked))
    overlap = sum(shares) / len(shares)
    record_property("share of question words in the evidence", round(overlap, 3))
    assert overlap < 0.3
