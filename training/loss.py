"""What the reader is taught, as one number a step."""

from collections import defaultdict
from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from training.batches import Batch, Row
from training.model import Logits


def loss(batches: Sequence[Batch], said: Sequence[Logits], relevance: float, listwise: float) -> Tensor:
    """Span, relevance and listwise losses of one step, weighted, each a mean over its rows or groups."""
    rows = [row for batch in batches for row in batch.rows]
    answers = torch.cat([one.answers.float() for one in said])
    wanted = torch.tensor([float(row.relevant) for row in rows], device=answers.device)
    spans = torch.cat([_span_losses(batch, one) for batch, one in zip(batches, said, strict=True)])
    return (
        (spans.mean() if len(spans) else answers.sum() * 0)
        + relevance * functional.binary_cross_entropy_with_logits(answers, wanted)
        + listwise * _listwise_loss(answers, rows)
    )


def _span_losses(batch: Batch, said: Logits) -> Tensor:
    """Minus log of the chance of any accepted start, and end, of each row whose spans are known.

    The mean of both; chances are over the tokens of the passage and the first token, which stands for none.
    """
    possible = batch.token_type_ids.bool().to(said.start.device)
    possible[:, 0] = True
    starts = _log_chances(said.start, possible, [row.starts for row in batch.rows])
    ends = _log_chances(said.end, possible, [row.ends for row in batch.rows])
    return -(starts + ends) / 2


def _log_chances(logits: Tensor, possible: Tensor, accepted: Sequence[tuple[int, ...] | None]) -> Tensor:
    logs = logits.float().masked_fill(~possible, float("-inf")).log_softmax(-1)
    terms = [
        logs[row, list(tokens)].logsumexp(0) for row, tokens in enumerate(accepted) if tokens is not None
    ]
    return torch.stack(terms) if terms else logs.new_zeros(0)


def _listwise_loss(answers: Tensor, rows: Sequence[Row]) -> Tensor:
    """Cross-entropy of the passage that answers against the others of its question."""
    groups: dict[int, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        groups[row.group].append(number)
    terms = []
    for members in groups.values():
        right = [number for number in members if rows[number].relevant]
        if right and len(right) < len(members):
            terms.append(answers[members].logsumexp(0) - answers[right].logsumexp(0))
    return torch.stack(terms).mean() if terms else answers.sum() * 0
