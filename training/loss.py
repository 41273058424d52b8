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
        + listwise * (_listwise_loss(answers, rows) + _shared_loss(batches, said))
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


def _shared_loss(batches: Sequence[Batch], said: Sequence[Logits]) -> Tensor:
    """As `_span_losses`, but with chances over the tokens of all passages of the question.

    So that spans of different passages can be compared (shared normalisation, Clark & Gardner 2018).
    """
    groups: dict[int, list[tuple[Row, Tensor, Tensor]]] = defaultdict(list)
    for batch, one in zip(batches, said, strict=True):
        outside = ~batch.token_type_ids.bool().to(one.start.device)
        starts, ends = (logits.float().masked_fill(outside, float("-inf")) for logits in (one.start, one.end))
        for number, row in enumerate(batch.rows):
            groups[row.group].append((row, starts[number], ends[number]))
    terms = []
    for members in groups.values():
        right = [(row.starts, row.ends, start, end) for row, start, end in members if row.relevant]
        if not right or len(right) == len(members):
            continue
        starts_right = [start[list(tokens)] for tokens, _, start, _ in right if tokens is not None]
        ends_right = [end[list(tokens)] for _, tokens, _, end in right if tokens is not None]
        if len(starts_right) == len(ends_right) == len(right):
            terms += [
                torch.cat([start for _, start, _ in members]).logsumexp(0)
                - torch.cat(starts_right).logsumexp(0),
                torch.cat([end for _, _, end in members]).logsumexp(0) - torch.cat(ends_right).logsumexp(0),
            ]
    return torch.stack(terms).mean() if terms else said[0].answers.sum() * 0


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
