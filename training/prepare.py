"""Adds negatives to the sets and writes two files: what is trained on, and what says when to stop."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from index.types import Embedder
from training.examples import Candidate, Example, write
from training.mine import mined
from training.parts import Part, part_of
from training.sets.written import PAIR
from training.vary import shortest, without_answer

_POOLS = (("squadshifts", "squad2", "qed", "news", "stories", "encyclopedia"), ("pairs",))
"""Sets that find their negatives among one another: passages among passages, sentences among sentences."""
_EMPTIED = ("squadshifts", "qed", "qamr", "news", "stories", "encyclopedia")
"""Sets whose passages are, less the sentences that answer, negatives too."""


def prepare(
    examples: Iterable[Example], folder: Path, embedder: Callable[[], Embedder], say: Callable[[str], None]
) -> tuple[Path, Path]:
    """Write `train.jsonl` and `stop.jsonl` into the folder, unless they stand there; their paths.

    Questions that judge the reader (see `training.parts`) are in neither, nor are the passages that they are
    asked about, not even as negatives of other questions.
    """
    train, stop = folder / "train.jsonl", folder / "stop.jsonl"
    if train.exists() and stop.exists():
        return train, stop
    folder.mkdir(parents=True, exist_ok=True)
    every = [_emptied(_tidy(example)) for example in examples]
    say(f"{len(every):,} examples: {dict(Counter(example.origin for example in every))}")
    for origins in _POOLS:
        every = _with_hits(every, origins, embedder, say)
    parts: dict[Part, list[Example]] = {"train": [], "stop": [], "judge": []}
    for example in every:
        parts[part_of(example)].append(example)
    judging = {example.candidates[0].text for example in parts["judge"]}
    write(train, (_without(example, judging) for example in parts["train"]))
    write(stop, (_without(example, judging) for example in parts["stop"]))
    return train, stop


def _tidy(example: Example) -> Example:
    """Of the answers of several people the short ones, which are what a person would say."""
    return replace(
        example, candidates=tuple(replace(one, spans=shortest(one.spans)) for one in example.candidates)
    )


def _emptied(example: Example) -> Example:
    alone = example.origin.startswith(_EMPTIED) and not example.origin.endswith(PAIR)
    empty = without_answer(example.candidates[0]) if alone else None
    return replace(example, candidates=(*example.candidates, empty)) if empty else example


def _without(example: Example, texts: Container[str]) -> Example:
    """The example without the negatives of these texts."""
    first, *negatives = example.candidates
    return replace(example, candidates=(first, *(one for one in negatives if one.text not in texts)))


def _with_hits(
    examples: Sequence[Example],
    origins: tuple[str, ...],
    embedder: Callable[[], Embedder],
    say: Callable[[str], None],
) -> list[Example]:
    """The answered questions of some sets with mined negatives, before all other examples.

    Pairs, which are shown without any other passage, get none.
    """
    pool: dict[str, Candidate] = {}
    asked: list[Example] = []
    rest: list[Example] = []
    for example in examples:
        first, among = example.candidates[0], example.origin.startswith(origins)
        if among:
            pool.setdefault(first.text, first)
        wanted = among and first.relevant and not example.origin.endswith(PAIR)
        (asked if wanted else rest).append(example)
    if not asked:
        return rest
    say(f"looking for negatives of {len(asked):,} questions in {len(pool):,} passages")
    return [*mined(asked, list(pool.values()), embedder()), *rest]
