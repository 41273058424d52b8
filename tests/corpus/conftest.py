"""What the corpus tests share: a store of their own, and the evaluation files where they are at hand."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.store import ArticleStore

SHARED = Path(__file__).resolve().parents[3] / "shared"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ArticleStore]:
    with ArticleStore(tmp_path / "home" / "articles.sqlite") as opened:
        yield opened


@pytest.fixture
def seeds() -> Path:
    folder = SHARED / "seeds"
    if not folder.is_dir():
        pytest.skip(f"the seed articles are not at {folder}")
    return folder


@pytest.fixture
def data() -> Path:
    folder = Path(os.environ.get("DATELINE_DATA", SHARED / "data"))
    if not (folder / "wikinews_articles.jsonl").is_file():
        pytest.skip(f"the evaluation data is not at {folder}")
    return folder
