"""Which examples are trained on, which say when to stop, which judge. The same on every machine."""

import hashlib
from typing import Literal

from training.examples import Example
from training.sets.written import PAIR, TOLD

Part = Literal["train", "stop", "judge"]

HELD_OUT_ARTICLES = frozenset({"Huguenot", "Steam engine"})
"""Articles of the part of SQuAD 2 whose questions judge the reader."""

_JUDGING_SQUADSHIFTS, _JUDGING_QAMR = 40, 60
"""One document of so many of SquadShifts, and of QAMR on Wikinews, judges."""
_STOPPING = {"news": 10, "stories": 20, "encyclopedia": 20, "squadshifts-new_wiki": 40}
"""One document of so many of these sets, the ones most like what is read, says when to stop."""


def part_of(example: Example) -> Part:
    """By set and document, so that the questions on one document stay together."""
    if _judges(example.origin, example.document):
        return "judge"
    parts = _STOPPING.get(example.origin.removesuffix(TOLD).removesuffix(PAIR))
    if parts is not None and _set_apart(example.document, parts):
        return "stop"
    return "train"


def _judges(origin: str, document: str) -> bool:
    if origin == "squad2":
        return document in HELD_OUT_ARTICLES
    if origin == "qamr-wikinews":
        return _set_apart(document, _JUDGING_QAMR)
    return origin.startswith("squadshifts") and _set_apart(f"judge {document}", _JUDGING_SQUADSHIFTS)


def _set_apart(document: str, parts: int) -> bool:
    """Whether a document falls, by its hash, into the one of so many parts that is set apart."""
    return int.from_bytes(hashlib.sha256(document.encode()).digest()[:4]) % parts == 0
