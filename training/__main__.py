"""`make train-reader`: prepares the sets, trains both stages, and publishes the reader into a folder.

Does what is still to be done: run again, it goes on where it was.
"""

import argparse
import math
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from transformers.utils import logging

from bot.reader.pairs import PairTokenizer
from index.embed import SentenceTransformerEmbedder, packaged_folder
from index.errors import ModelError
from training.checkpoint import BEST, MEAN, mean
from training.errors import TrainingError
from training.examples import Example, read
from training.export import differing, publish
from training.model import Net, from_minilm
from training.prepare import prepare
from training.recipe import STAGES
from training.sets.every import every
from training.train import train

ROOT = Path(__file__).resolve().parents[1]
NAME = "dateline-reader"

_TOKENIZER = "tokenizer.json"
_COMPARED = 48


def main(argv: Sequence[str] | None = None) -> int:
    """Run the steps that are still to be done; see --help. Gives the exit status."""
    given = _arguments(argv)
    _set_up(given.threads)
    try:
        train_file, stop_file = prepare(
            every(given.data), given.folder / "sets", SentenceTransformerEmbedder, _say
        )
        stop = read(stop_file)
        weights = given.weights
        if weights is None:
            weights = _trained(given.folder, read(train_file), stop, time.monotonic() + 60 * given.minutes)
        if weights is None:
            _say("not done yet; run it again to go on")
        else:
            _publish(weights, given.folder / "published", stop)
    except (TrainingError, ModelError, OSError) as error:
        sys.stderr.write(f"train-reader: {error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("train-reader: interrupted; run it again to go on\n")
        return 130
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    data = Path(os.environ.get("DATELINE_DATA") or ROOT.parent / "shared" / "data")
    parser.add_argument("--data", type=Path, default=data, help="folder of the sets (%(default)s)")
    parser.add_argument(
        "--folder", type=Path, default=ROOT / "var" / "train", help="for all that is written (%(default)s)"
    )
    parser.add_argument("--minutes", type=float, default=math.inf, help="stop training after so long")
    parser.add_argument("--threads", type=int, default=None, help="of the processor, else as many as cores")
    parser.add_argument("--weights", type=Path, default=None, help="publish this best.pt, train nothing")
    return parser.parse_args(argv)


def _set_up(threads: int | None) -> None:
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    if threads:
        torch.set_num_threads(threads)
    if torch.cuda.is_available():
        os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")
        torch.use_deterministic_algorithms(True, warn_only=True)


def _trained(folder: Path, examples: Sequence[Example], stop: Sequence[Example], until: float) -> Path | None:
    """The best weights of the last stage; None where time was up before."""
    _say(f"{len(examples):,} examples to train on, {len(stop):,} to stop by")
    tokenizer = PairTokenizer(packaged_folder() / _TOKENIZER)
    begin: Path | None = None
    left: dict[str, Path] = {}
    for recipe in STAGES:
        net = _net(recipe.seed, begin)
        stage = folder / recipe.name
        seconds = until - time.monotonic()
        complete = train(
            net,
            recipe,
            examples=examples,
            stop=stop,
            tokenizer=tokenizer,
            folder=stage,
            say=_say,
            until=seconds,
        )
        if not complete:
            return None
        kept = {left[name]: share for name, share in recipe.kept.items()}
        begin = left[recipe.name] = mean(stage / BEST, kept, stage / MEAN) if kept else stage / BEST
    return begin


def _net(seed: int, weights: Path | None) -> Net:
    net = from_minilm(packaged_folder(), seed)
    if weights is not None:
        net.load_state_dict(torch.load(weights, map_location="cpu", weights_only=True))
    return net


def _publish(weights: Path, folder: Path, stop: Sequence[Example]) -> None:
    net = _net(STAGES[-1].seed, weights)
    size = publish(net, packaged_folder() / _TOKENIZER, folder, NAME)
    asked = [example for example in stop if example.candidates[0].spans]
    asked = asked[:: max(1, len(asked) // _COMPARED)]
    others = differing(net, folder, asked)
    _say(f"{folder}: {size:,} bytes; in 8 bits {others} of {len(asked)} best spans differ from those in 32")


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
