"""All sets one after the other, without what must never be trained on."""

import json
from collections.abc import Iterator
from pathlib import Path

from training.errors import TrainingError
from training.examples import Example
from training.sets import news, relevance, squad, wiki1k


def every(data: Path) -> Iterator[Example]:
    """The examples of every set, those that `training.parts` holds out included.

    The sentences of QAMR and QA-SRL that stand in the Wikinews articles, which are for looking and choosing,
    are left out.

    Raises:
        TrainingError: There is no such folder, or see `news.news`.
    """
    if not data.is_dir():
        raise TrainingError(f"{data} is no folder; the training data is looked for there")
    yield from squad.squadshifts(data)
    yield from squad.squad2(data)
    yield from squad.qed(data)
    where = beside_the_wikinews_articles(data)
    yield from wiki1k.qamr(data, where)
    yield from wiki1k.qasrl(data, where)
    yield from relevance.pairs(data)
    yield from relevance.selqa(data)
    yield from news.news()
    yield from news.stories()
    yield from news.encyclopedia()


def beside_the_wikinews_articles(data: Path) -> dict[str, wiki1k.Place]:
    """Where the sentences stand that QAMR and QA-SRL may be trained on."""
    tokens = wiki1k.sentences(data)
    with (data / "wikinews_articles.jsonl").open(encoding="utf-8") as file:
        never = wiki1k.standing_in(tokens, [json.loads(line)["text"] for line in file])
    return wiki1k.places({key: words for key, words in tokens.items() if key not in never})
