import pytest

from index.build import build
from index.generations import Generations
from tests.fakes.articles import ARTICLES, FewArticles
from tests.fakes.embedder import HashingEmbedder


@pytest.fixture
def generations(tmp_path):
    return Generations(tmp_path / "generations")


@pytest.fixture
def embedder():
    return HashingEmbedder()


@pytest.fixture
def first(generations, embedder):
    """The manifest of a generation of all four articles."""
    return build(FewArticles(ARTICLES), generations, embedder)
