from datetime import date

import numpy as np
import pytest

from index.build import BuildSpec, build, embedding_text
from index.lexical import Bm25Index
from index.retrieve import HybridRetriever
from tests.fakes.articles import ARTICLES, ELECTION, HARBOUR, FewArticles, article

QUESTIONS = [
    "who was elected mayor?",
    "how many ships waited outside the harbour",
    "storm power homes",
    "Zurich",
]


@pytest.fixture
def retriever(generations, embedder, first):
    return HybridRetriever(generations.load(), embedder)


def test_the_passage_that_shares_meaning_and_words_comes_first(retriever):
    assert retriever.search("who was elected mayor of Marbach?", 3)[0].article == ELECTION
    assert retriever.search("ships outside the harbour of Lindvik", 3)[0].article == HARBOUR


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_hit_carries_both_scores(retriever, embedder, question):
    """The cosine and the BM25 score are those of the hit's own text, whichever index named it."""
    hits = retriever.search(question, 10)
    assert len(hits) == len(ARTICLES)
    texts = [embedding_text(hit.article, hit.passage) for hit in hits]
    cosines = embedder.encode(texts) @ embedder.encode([question])[0]
    assert [hit.cosine for hit in hits] == pytest.approx(list(cosines), abs=1e-5)
    in_order = sorted(hits, key=lambda hit: hit.row)
    words = Bm25Index.build(embedding_text(hit.article, hit.passage) for hit in in_order)
    expected = words.scores(question, np.arange(len(in_order)))
    assert [hit.bm25 for hit in in_order] == pytest.approx(list(expected), abs=1e-5)
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_same_question_gives_the_same_hits(retriever):
    assert retriever.search("storm", 4) == retriever.search("storm", 4)


def test_k_bounds_the_hits(retriever):
    every = retriever.search("the harbour of Lindvik", 100)
    assert len({hit.row for hit in every}) == len(every) == 4
    assert retriever.search("the harbour of Lindvik", 2) == every[:2]
    assert retriever.search("the harbour of Lindvik", 0) == []


def test_only_articles_up_to_the_day_are_found(retriever):
    question = "who was elected mayor of Marbach?"

    def found(*day):
        return {hit.article.id for hit in retriever.search(question, 9, date(*day))}

    assert found(2021, 5, 10) == {"harbour", "election"}
    assert found(2021, 5, 9) == {"harbour"}
    assert found(2021, 1, 1) == set()


@pytest.mark.parametrize("question", ["", "   ", "?", "what was that?", "\ud800 surrogate", "x" * 20_000])
def test_any_question_can_be_searched(retriever, question):
    assert len(retriever.search(question, 2)) == 2


@pytest.mark.parametrize("factory", ["Flat", "SQ8", "HNSW8", "IVF4,Flat"])
def test_candidates_of_either_index_are_joined(generations, embedder, factory):
    """One candidate from each index: what only words find and what only vectors find come back."""
    plain = [article(f"a{n:03}", f"report number {n} of the series") for n in range(200)]
    by_words = article("words", "zebra " + " ".join(f"filler{n}" for n in range(60)))
    build(FewArticles([*plain, by_words]), generations, embedder, BuildSpec(factory=factory))
    hits = HybridRetriever(generations.load(), embedder, candidates=1).search("a zebra report number", 10)
    assert len(hits) == 2
    assert "words" in {hit.article.id for hit in hits}
    assert all(hit.bm25 > 0 for hit in hits)
