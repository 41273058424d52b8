"""How well passages are read, as one number: what says which weights of a stage are kept."""

from collections.abc import Sequence

import torch
from torch import Tensor

from bot.measure import auroc
from training.batches import Batch, Row
from training.model import Logits


def quality(batches: Sequence[Batch], said: Sequence[Logits]) -> float:
    """The mean of the spans' F1 over tokens and of the AUROC of passages that answer over those that do not.

    The loss is no guide here: it rises with the certainty of a few mistakes while both still improve.
    """
    overlaps: list[float] = []
    answers: dict[bool, list[float]] = {True: [], False: []}
    for batch, one in zip(batches, said, strict=True):
        for number, row in enumerate(batch.rows):
            answers[row.relevant].append(float(one.answers[number]))
            if row.relevant and row.starts and row.ends:
                inside = batch.token_type_ids[number].bool().to(one.start.device)
                overlaps.append(_overlap(_best(one.start[number], one.end[number], inside), row))
    told_apart = auroc(answers[True], answers[False]) if answers[True] and answers[False] else 0.0
    return (sum(overlaps) / max(1, len(overlaps)) + told_apart) / 2


_LONGEST = 30


def _best(start: Tensor, end: Tensor, inside: Tensor) -> tuple[int, int]:
    """First and last token of the best span of at most 30 tokens."""
    outside = (~inside).float() * -1e4
    sums = (start.float() + outside)[:, None] + (end.float() + outside)[None, :]
    possible = torch.ones_like(sums).triu().tril(_LONGEST - 1).bool()
    first, last = divmod(int(sums.masked_fill(~possible, float("-inf")).argmax()), len(start))
    return first, last


def _overlap(found: tuple[int, int], row: Row) -> float:
    """The best F1 over tokens with any accepted span."""
    scores = [0.0]
    for start, end in zip(row.starts or (), row.ends or (), strict=False):
        shared = min(found[1], end) - max(found[0], start) + 1
        if shared > 0:
            scores.append(2 * shared / (found[1] - found[0] + 1 + end - start + 1))
    return max(scores)
