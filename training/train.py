"""The training loop: resumable, the same on two cores and on one GPU."""

import math
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import torch
from torch import Tensor

from bot.reader.pairs import PairTokenizer
from training.batches import Batch, Row, batches, row, steps
from training.checkpoint import Run, begun, keep, keep_best
from training.examples import Example
from training.loss import loss
from training.model import Logits, Net
from training.quality import quality
from training.recipe import Recipe

KEPT_EVERY = 240.0
"""Seconds between checkpoints, and lines that say how far it is."""

LEVEL = 0.002
"""Of two looks no further apart in quality the later one counts: the rate has fallen further by then."""

_LONGEST_GRADIENT = 1.0
_LOSS_KEPT = 0.98


def train(
    net: Net,
    recipe: Recipe,
    *,
    examples: Sequence[Example],
    stop: Sequence[Example],
    tokenizer: PairTokenizer,
    folder: Path,
    say: Callable[[str], None],
    until: float = math.inf,
) -> bool:
    """Train one stage until its tokens are spent, or `stop` has not been read better for some looks.

    Goes on from the folder's checkpoint where there is one; leaves the best averaged weights in its
    `best.pt`. Stops early after `until` seconds. Interrupted or not, the weights are the same.

    Returns:
        Whether the stage is complete.

    Raises:
        TrainingError: The folder holds another recipe's checkpoint, or there is nothing to learn from.
    """
    device = torch.device("cuda" if torch.cuda.is_available() else "cpu")
    run = begun(net.to(device), recipe, folder)
    if run.done:
        return True
    held_out = _held_out_rows(stop, tokenizer)
    pace = _Pace(run.tokens)
    for rows in steps(examples, recipe, tokenizer, skip=run.step):
        pace.begin()
        looks = run.tokens // recipe.look_tokens
        _step(run, recipe, rows)
        spent, late = run.tokens >= recipe.tokens, pace.seconds >= until
        look = spent or run.tokens // recipe.look_tokens > looks
        if look:
            _look(run, recipe, held_out, folder)
            run.done = spent or run.stale >= recipe.patience
        if look or late or pace.due:
            keep(run, recipe, folder)
            pace.kept()
            say(_line(run, recipe, pace.rate(run.tokens)))
        if run.done or late:
            return run.done
    raise AssertionError("steps do not end")


class _Pace:
    """The clock of one call: how fast it is, and when it is time for a checkpoint."""

    def __init__(self, tokens: int) -> None:
        self._tokens = tokens
        self._began: float | None = None
        self._kept = 0.0

    def begin(self) -> None:
        """Start with the first step; passing over those that were taken before does not count."""
        if self._began is None:
            self._began = self._kept = time.monotonic()

    def kept(self) -> None:
        """Note that a checkpoint was kept."""
        self._kept = time.monotonic()

    @property
    def due(self) -> bool:
        return time.monotonic() - self._kept >= KEPT_EVERY

    @property
    def seconds(self) -> float:
        return 0.0 if self._began is None else time.monotonic() - self._began

    def rate(self, tokens: int) -> float:
        """Tokens a second."""
        return (tokens - self._tokens) / max(self.seconds, 1e-9)


def _step(run: Run, recipe: Recipe, rows: Sequence[Row]) -> None:
    for group in run.optimizer.param_groups:
        group["lr"] = recipe.rate_at(run.tokens)
    run.net.train()
    value = _loss(run.net, recipe, rows)
    torch.autograd.backward(value)
    torch.nn.utils.clip_grad_norm_(run.net.parameters(), _LONGEST_GRADIENT)
    run.optimizer.step()
    run.optimizer.zero_grad()
    run.step += 1
    run.tokens += sum(len(one.ids) for one in rows)
    _follow(run, recipe.average)
    run.loss = _LOSS_KEPT * run.loss + (1 - _LOSS_KEPT) * value.item() if run.loss else value.item()


def _follow(run: Run, average: float) -> None:
    """Move the averaged weights; early on they follow faster, so that the untrained start is forgotten."""
    weight = min(average, (1 + run.step) / (10 + run.step))
    with torch.no_grad():
        for name, value in run.net.state_dict().items():
            if run.average[name].is_floating_point():
                run.average[name].lerp_(value, 1 - weight)


def _loss(net: Net, recipe: Recipe, rows: Sequence[Row]) -> Tensor:
    return loss(*_said(net, recipe, rows), recipe.relevance, recipe.listwise)


def _said(net: Net, recipe: Recipe, rows: Sequence[Row]) -> tuple[list[Batch], list[Logits]]:
    device = next(net.parameters()).device
    made = batches(rows, recipe.batch_tokens)
    said = []
    for batch in made:
        inputs = (batch.input_ids, batch.attention_mask, batch.token_type_ids)
        with torch.autocast(device.type, torch.bfloat16):
            said.append(Logits(*net(*(tensor.to(device) for tensor in inputs))))
    return made, said


def _look(run: Run, recipe: Recipe, rows: Sequence[Row], folder: Path) -> None:
    """Read the held-out rows with the averaged weights, which are kept where none were clearly better."""
    trained = {name: value.detach().clone() for name, value in run.net.state_dict().items()}
    run.net.load_state_dict(run.average)
    run.net.eval()
    with torch.no_grad():
        run.held_out = quality(*_said(run.net, recipe, rows))
    run.net.load_state_dict(trained)
    run.stale = 0 if run.held_out > run.best else run.stale + 1
    if run.held_out >= run.best - LEVEL:
        keep_best(run, folder)
    run.best = max(run.best, run.held_out)


def _held_out_rows(stop: Sequence[Example], tokenizer: PairTokenizer) -> list[Row]:
    """Two passages beside each question, uncut."""
    made = (
        row(tokenizer, example.question, candidate, group)
        for group, example in enumerate(stop)
        for candidate in example.candidates[:2]
    )
    return [one for one in made if one is not None]


def _line(run: Run, recipe: Recipe, rate: float) -> str:
    """Such as "broad: step 320, 40.1 %, 2,950 tokens a second, loss 1.585, held out 1.836, 0:17 h left"."""
    minutes = 0 if run.done else round(max(0, recipe.tokens - run.tokens) / max(rate, 1) / 60)
    held_out = "" if math.isinf(run.held_out) else f", held out {run.held_out:.3f}"
    return (
        f"{recipe.name}: step {run.step:,}, {run.tokens / recipe.tokens:.1%}, {rate:,.0f} tokens a second, "
        f"loss {run.loss:.3f}{held_out}, {minutes // 60}:{minutes % 60:02} h left"
    )
