"""The sets written for this project: on the sample corpus and invented news, and on encyclopedic texts."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus import sample
from corpus.ingest import ingest
from corpus.store import ArticleStore
from training.examples import Example
from training.sets import written
from training.sets.written import Text

_ROOT = Path(__file__).parents[1]
NEWS, STORIES, ENCYCLOPEDIA = (_ROOT / name for name in ("news", "stories", "encyclopedia"))
"""Their READMEs say what a line holds."""


def news() -> Iterator[Example]:
    """Questions on the sample articles and the invented paragraphs, see `texts`.

    Raises:
        TrainingError: See `written.questions`.
    """
    return written.questions(NEWS, texts(), "news")


def stories() -> Iterator[Example]:
    """Questions on invented events, each told by three texts; half are not answered by their own text.

    Raises:
        TrainingError: See `written.questions`.
    """
    return written.questions(STORIES, written.paragraphs(STORIES), "stories")


def encyclopedia() -> Iterator[Example]:
    """Questions on encyclopedic texts, half of them not answered there.

    Raises:
        TrainingError: See `written.questions`.
    """
    return written.questions(ENCYCLOPEDIA, written.paragraphs(ENCYCLOPEDIA), "encyclopedia")


def texts() -> dict[str, Text]:
    """What `news` asks about, by id: the sample articles, cleaned as the store keeps them, and paragraphs."""
    return written.paragraphs(NEWS) | _sample_articles()


def _sample_articles() -> dict[str, Text]:
    with tempfile.TemporaryDirectory() as folder, ArticleStore(Path(folder) / "articles.sqlite") as store:
        ingest([sample.FOLDER], store)
        return {one.id: Text(one.id, one.headline, one.text, one.id) for one in store.articles()}
