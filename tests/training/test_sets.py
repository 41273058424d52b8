"""The sets as they are read: a few lines in the form of each, and the data itself where it is there."""

import csv
import gzip
import json

import pytest

from tests.quality.data import FOLDER, records
from training.sets import news, relevance, squad, wiki1k
from training.sets.every import beside_the_wikinews_articles
from training.sets.written import PAIR
from training.treebank import joined

needs_data = pytest.mark.skipif(
    not FOLDER.exists(), reason=f"{FOLDER} is not there: the training data is no part of the project"
)


def answers(example):
    (candidate,) = example.candidates
    return [candidate.text[start:end] for start, end in candidate.spans]


def lines(path, *rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_articles_and_paragraphs_without_a_title_are_documents(tmp_path):
    rows = [
        {"set": "new_wiki", "title": "New_York", "context": "It has 5 boroughs.", "question": "how  many?"}
        | {"answers": ["5", "5 boroughs", "5"], "answer_starts": [7, 7, 7]},
        {
            "set": "reddit",
            "title": "x",
            "context": "y" * 90,
            "question": "why?",
            "answers": [],
            "answer_starts": [],
        },
    ]
    with gzip.open(tmp_path / "squadshifts.jsonl.gz", "wt") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    wiki, forum = squad.squadshifts(tmp_path)
    assert (wiki.origin, wiki.document, wiki.question) == ("squadshifts-new_wiki", "New_York", "how many?")
    assert wiki.candidates[0].headline == "New York"
    assert answers(wiki) == ["5", "5 boroughs"]
    assert (forum.origin, forum.document) == ("squadshifts-reddit", "y" * 80)
    assert not forum.candidates[0].relevant


def test_answers_on_separate_tokens_stand_in_the_text_as_people_write_it(tmp_path):
    context = "Berg ( Oslo ) did n't pay `` 3,800 '' ."
    row = {"title": "Berg", "question": "what", "context": context}
    lines(
        tmp_path / "qed.jsonl",
        row | {"answers": ["( Oslo )", "n't pay `` 3,800"], "answer_starts": [5, context.index("n't")]},
        row | {"answers": ["slo"], "answer_starts": [8]},
    )
    (example,) = squad.qed(tmp_path)
    assert example.candidates[0].text == 'Berg (Oslo) didn\'t pay "3,800".'
    assert answers(example) == ["(Oslo)", "n't pay \"3,800"]


@pytest.fixture
def wiki1k_folder(tmp_path):
    """Two documents: sentences 0 to 2 of Wikinews make one passage, one of Wikipedia stands alone."""
    (tmp_path / "qamr").mkdir()
    (tmp_path / "qasrl").mkdir()
    (tmp_path / "qamr" / "wiki-sentences.tsv").write_text(
        "Wiki1k:wikinews:1:0:1\tBerg left Oslo .\n"
        "Wiki1k:wikinews:1:0:0\tDivers counted 40 crates .\n"
        "Wiki1k:wikipedia:2:0:0\tLund -LRB- 44 -RRB- spoke .\n",
        "utf-8",
    )
    with (tmp_path / "qasrl" / "a.sentences.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["qasrl_id", "tokens"], ["Wiki1k:wikinews:1:1:0", "It was “ late ” ."]])
    question = "Wiki1k:wikinews:1:0:1\tx\tw\t0\tt\t"
    (tmp_path / "qamr" / "dev.tsv").write_text(
        f"{question}Who left?\t0\tw1:0\tw2:0 1\n"
        f"{question}Who?\t0\tw1:Invalid\tw2:0\n"
        f"{question}What?\t0 2\tw1:2 0\tw2:0 2\n"
        "Wiki1k:wikinews:9:0:0\tx\tw\t0\tt\tUnknown?\t0\tw1:0\tw2:0\n",
        "utf-8",
    )
    (tmp_path / "qamr" / "test.tsv").write_text("", "utf-8")
    with (tmp_path / "qasrl" / "a.gold.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ["qasrl_id", "verb_idx", "question", "answer_range"],
                ["Wiki1k:wikinews:1:0:0", "1", "what was counted?", "2:4~!~3:4"],
                ["Wiki1k:wikinews:1:0:0", "1", "what was counted?", "2:3"],
            ]
        )
    return tmp_path


def test_sentences_are_put_back_into_passages_in_their_order(wiki1k_folder):
    where = wiki1k.places(wiki1k.sentences(wiki1k_folder))
    passage = "Divers counted 40 crates. Berg left Oslo. It was “ late ”."
    assert {place.text for place in where.values()} == {passage, "Lund (44) spoke."}
    place = where["Wiki1k:wikinews:1:0:1"]
    assert place.document == "wikinews:1"
    assert [passage[start:end] for start, end in place.spans] == ["Berg", "left", "Oslo", "."]


def test_a_passage_ends_where_it_would_grow_too_long():
    tokens = {f"c:wikinews:1:0:{number}": ["word"] * 40 for number in range(5)}
    where = wiki1k.places(tokens)
    assert [len(where[key].text.split()) for key in tokens] == [80, 80, 80, 80, 40]


def test_questions_of_qamr_are_kept_where_every_checker_could_answer_in_one_stretch(wiki1k_folder):
    where = wiki1k.places(wiki1k.sentences(wiki1k_folder))
    (example,) = wiki1k.qamr(wiki1k_folder, where)
    assert (example.question, example.origin, example.document) == (
        "Who left?",
        "qamr-wikinews",
        "wikinews:1",
    )
    assert answers(example) == ["Berg", "Berg left"]


def test_answers_of_one_role_in_qasrl_are_one_example(wiki1k_folder):
    where = wiki1k.places(wiki1k.sentences(wiki1k_folder))
    (example,) = wiki1k.qasrl(wiki1k_folder, where)
    assert (example.question, example.origin) == ("what was counted?", "qasrl-wikinews")
    assert answers(example) == ["40", "40 crates", "crates"]


def test_a_sentence_is_found_in_an_article_whatever_its_white_space_and_quotes(wiki1k_folder):
    tokens = wiki1k.sentences(wiki1k_folder)
    article = 'Yesterday\n\nBerg  left Oslo. It was "late". Lund (45) spoke.'
    assert wiki1k.standing_in(tokens, [article]) == {"Wiki1k:wikinews:1:0:1", "Wiki1k:wikinews:1:1:0"}
    assert wiki1k.standing_in(tokens, []) == frozenset()


def test_the_held_out_file_of_selqa_is_not_read_and_the_nearest_sentences_come_along(tmp_path):
    (tmp_path / "selqa").mkdir()
    row = {
        "question": "who?",
        "article": "Oslo",
        "candidates": [f"s{i}" for i in range(12)],
        "answers": [6, 4],
    }
    (tmp_path / "selqa" / "train.json").write_text(json.dumps([row]), "utf-8")
    (tmp_path / "selqa" / relevance.HELD_OUT_FILE).write_text(
        json.dumps([row | {"question": "held out"}]), "utf-8"
    )
    (example,) = relevance.selqa(tmp_path)
    assert [(one.text, one.relevant) for one in example.candidates] == [
        ("s4", True),
        ("s3", False),
        ("s5", False),
        ("s2", False),
        ("s1", False),
        ("s7", False),
    ]
    assert {one.headline for one in example.candidates} == {"Oslo"}


def test_all_news_questions_are_read_on_the_sample_articles_and_the_invented_paragraphs():
    texts = news.texts()
    asked = [one for one in news.news() if not one.origin.endswith(PAIR)]
    assert len(asked) >= 3000
    assert {one.document for one in asked} == set(texts)
    assert all(one.checked().candidates[0].headline for one in asked)
    told = [one for one in asked if one.origin == "news-told"]
    missed = [one for one in asked if not one.candidates[0].relevant]
    assert 0.2 < len(missed) / (len(asked) - len(told)) < 0.36
    assert {one.question for one in told} <= {one.question for one in missed}


@needs_data
def test_the_46_sentences_of_the_wikinews_articles_are_left_out():
    tokens = wiki1k.sentences(FOLDER)
    articles = [row["text"] for row in records("wikinews_articles.jsonl")]
    standing = wiki1k.standing_in(tokens, articles)
    fragments = {"he said.", "As a result,"}
    assert len(standing) == 46 + len(fragments)
    where = beside_the_wikinews_articles(FOLDER)
    assert where.keys() == tokens.keys() - standing
    never = {joined(tokens[key])[0] for key in standing} - fragments
    asked = [*wiki1k.qamr(FOLDER, where), *wiki1k.qasrl(FOLDER, where)]
    assert len(asked) > 40_000
    passages = {one.checked().candidates[0].text for one in asked}
    assert not [sentence for sentence in never if any(sentence in passage for passage in passages)]


@needs_data
def test_no_paragraph_or_question_for_looking_and_choosing_is_among_the_sets():
    looked_at = records("xquad_en.jsonl")
    paragraphs = {row["context"] for row in looked_at}
    questions = {row["question"] for row in looked_at} | {
        row["question"] for row in records("wikinews_questions.jsonl")
    }
    asked = [*squad.squadshifts(FOLDER), *squad.squad2(FOLDER), *squad.qed(FOLDER)]
    asked += [*news.news(), *relevance.selqa(FOLDER)]
    assert len(asked) > 35_000
    assert paragraphs.isdisjoint(one.checked().candidates[0].text for one in asked)
    assert questions.isdisjoint(one.question for one in asked)
