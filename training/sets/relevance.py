"""Sets that say which sentence answers, not where in it: pairs from SQuAD 1.1, and SelQA."""

import json
from collections.abc import Iterator
from pathlib import Path

from training.examples import Candidate, Example
from training.treebank import joined

HELD_OUT_FILE = "test.json"
"""The file of SelQA that is never trained on; `make eval` ranks its sentences."""

_MOST_CANDIDATES = 6
_PAIRS_A_DOCUMENT = 20


def pairs(folder: Path) -> Iterator[Example]:
    """Questions with the sentence that answers them, lower-cased (SQuAD 1.1, Rajpurkar et al. 2016).

    Neighbours in the file, which come from one article for the most part, make up a document.
    """
    with (folder / "squad_sentence_pairs.jsonl").open(encoding="utf-8") as file:
        for number, row in enumerate(map(json.loads, file)):
            text, _ = joined(row["sentence"].split())
            question, _ = joined(row["question"].split())
            yield Example(question, (Candidate(text, True),), "pairs", f"pairs-{number // _PAIRS_A_DOCUMENT}")


def selqa(folder: Path) -> Iterator[Example]:
    """Questions, the first sentence that answers and the nearest that do not (SelQA, Jurczyk et al. 2016)."""
    for path in sorted((folder / "selqa").glob("*.json")):
        if path.name == HELD_OUT_FILE:
            continue
        for row in json.loads(path.read_text(encoding="utf-8")):
            right = set(row["answers"])
            first = min(right)
            by_distance = sorted(range(len(row["candidates"])), key=lambda number: abs(number - first))
            wrong = [number for number in by_distance if number not in right][: _MOST_CANDIDATES - 1]
            if wrong:
                candidates = tuple(
                    Candidate(row["candidates"][number], number in right, headline=row["article"])
                    for number in (first, *wrong)
                )
                yield Example(row["question"], candidates, "selqa", row["article"])
