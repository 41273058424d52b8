"""A stage under way, and how it is kept so that it goes on as if it had never stopped."""

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.errors import TrainingError
from training.model import Net
from training.recipe import Recipe

CHECKPOINT, BEST, MEAN = "checkpoint.pt", "best.pt", "mean.pt"

_COUNTS = ("step", "tokens", "loss", "held_out", "best", "stale", "done")


@dataclass(slots=True)
class Run:
    """What changes from step to step.

    Attributes:
        net: With the weights that are trained.
        average: The averaged weights, which are what is kept in the end.
        optimizer: AdamW over the net's trained weights.
        step: How many steps were taken, over `tokens` tokens.
        tokens: Without padding.
        loss: A running mean over the steps.
        held_out: The quality of the averaged weights on the held-out part when it was last read.
        best: The highest such quality, which the weights in `best.pt` have or come close to.
        stale: How many looks ago that was.
        done: Whether the stage is complete.
    """

    net: Net
    average: dict[str, Tensor]
    optimizer: torch.optim.AdamW
    step: int = 0
    tokens: int = 0
    loss: float = 0.0
    held_out: float = -math.inf
    best: float = -math.inf
    stale: int = 0
    done: bool = False


def begun(net: Net, recipe: Recipe, folder: Path) -> Run:
    """The run that the folder's checkpoint holds, else a new one that begins with the net's weights.

    Raises:
        TrainingError: The checkpoint was made by another recipe.
    """
    trained = [weights for weights in net.parameters() if weights.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=recipe.rate, weight_decay=recipe.decay, fused=True)
    run = Run(net, {name: value.detach().clone() for name, value in net.state_dict().items()}, optimizer)
    path = folder / CHECKPOINT
    if path.exists():
        kept: dict[str, Any] = torch.load(path, map_location=next(net.parameters()).device, weights_only=True)
        if kept["recipe"] != asdict(recipe):
            raise TrainingError(f"{path} was made by another recipe; take another folder, or remove it")
        net.load_state_dict(kept["net"])
        optimizer.load_state_dict(kept["optimizer"])
        run.average = kept["average"]
        for name in _COUNTS:
            setattr(run, name, kept[name])
    return run


def keep(run: Run, recipe: Recipe, folder: Path) -> None:
    """Write the run's checkpoint in the place of the one before."""
    counts = {name: getattr(run, name) for name in _COUNTS}
    weights = {"net": run.net.state_dict(), "average": run.average, "optimizer": run.optimizer.state_dict()}
    _replace(folder / CHECKPOINT, {"recipe": asdict(recipe), **weights, **counts})


def keep_best(run: Run, folder: Path) -> None:
    """Write the averaged weights in the place of those kept before."""
    _replace(folder / BEST, run.average)


def mean(after: Path, kept: Mapping[Path, float], made: Path) -> Path:
    """Write the mean of weights and of earlier ones, which have the given shares of it; its path."""
    weights = _loaded(after)
    rest = 1 - sum(kept.values())
    summed = {name: value * rest for name, value in weights.items() if value.is_floating_point()}
    for path, share in kept.items():
        for name, value in _loaded(path).items():
            if name in summed:
                summed[name] += share * value
    _replace(made, weights | summed)
    return made


def _loaded(path: Path) -> dict[str, Tensor]:
    loaded: dict[str, Tensor] = torch.load(path, map_location="cpu", weights_only=True)
    return loaded


def _replace(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_suffix(".part")
    torch.save(value, scratch)
    scratch.replace(path)
