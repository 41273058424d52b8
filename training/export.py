"""The trained reader as the program reads it: one ONNX file in 8 bits, its tokenizer, and their digests."""

import copy
import hashlib
import json
import logging
import tempfile
import warnings
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from bot.reader.model import Passage, Read
from bot.reader.onnx import DIGESTS, MODEL, MOST_TOKENS, TOKENIZER, OnnxModel
from bot.reader.pairs import PairTokenizer
from bot.reader.spans import TokenSpan, best
from training.errors import TrainingError
from training.examples import Example
from training.model import Net

MOST_BYTES = 25_000_000
"""Of the model; it ships in the wheel."""

_INPUTS = ("input_ids", "attention_mask", "token_type_ids")
_OPSET = 17


class ByteEmbedding(nn.Module):
    """Word embeddings in 8 bits, each word with its own scale: a quarter of the size, almost nothing lost."""

    rows: Tensor
    scale: Tensor

    def __init__(self, weight: Tensor) -> None:
        """Round weights of shape (words, dimension)."""
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.register_buffer("rows", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Embeddings of shape (*ids.shape, dimension)."""
        return self.rows[ids].to(torch.float32) * self.scale[ids]


def publish(net: Net, tokenizer_file: Path, folder: Path, name: str) -> int:
    """Write what `bot.reader.onnx.OnnxModel` reads into a folder, each file whole or not at all.

    The digests are written last, so that a folder that was left half-written is not taken for a model.

    Returns:
        The size of the model in bytes.

    Raises:
        TrainingError: The model is larger than what ships in the wheel.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        whole, small = Path(scratch) / "whole.onnx", Path(scratch) / "small.onnx"
        to_onnx(net, whole)
        to_bytes(whole, small)
        model, tokenizer = small.read_bytes(), tokenizer_file.read_bytes()
    if len(model) > MOST_BYTES:
        raise TrainingError(f"the model has {len(model):,} bytes, more than {MOST_BYTES:,}")
    digests = {
        "name": name,
        MODEL: hashlib.sha256(model).hexdigest(),
        TOKENIZER: hashlib.sha256(tokenizer).hexdigest(),
    }
    _replace(folder / MODEL, model)
    _replace(folder / TOKENIZER, tokenizer)
    _replace(folder / DIGESTS, (json.dumps(digests, indent=2) + "\n").encode())
    return len(model)


def to_onnx(net: Net, path: Path) -> None:
    """Write the net, word embeddings in 8 bits, all else in 32; names and axes are those of `OnnxModel`."""
    net = copy.deepcopy(net).cpu().eval()
    words = ByteEmbedding(net.encoder.embeddings.word_embeddings.weight.detach())
    net.encoder.set_input_embeddings(words)  # type: ignore[no-untyped-call]
    ids = torch.ones(2, 16, dtype=torch.long)
    axes = {0: "rows", 1: "tokens"}
    with warnings.catch_warnings():
        # The older exporter needs no further library and says that it is the older one.
        warnings.simplefilter("ignore")
        torch.onnx.export(
            net,
            (ids, torch.ones_like(ids), torch.zeros_like(ids)),
            str(path),
            input_names=_INPUTS,
            output_names=("start", "end", "answers"),
            dynamo=False,
            opset_version=_OPSET,
            dynamic_axes=dict.fromkeys((*_INPUTS, "start", "end"), axes) | {"answers": {0: "rows"}},
        )


def to_bytes(path: Path, into: Path) -> None:
    """The products in 8 bits: weights with one scale a column, what they multiply with one a token."""
    import onnx  # noqa: PLC0415 - training needs it, reading does not
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415 - needs onnx

    from training.rowwise import scaled_by_token  # noqa: PLC0415 - needs onnx

    # It advises a preparation that changes nothing here.
    logging.disable(logging.WARNING)
    try:
        quantize_dynamic(
            str(path),
            str(into),
            op_types_to_quantize=["MatMul"],
            per_channel=True,
            weight_type=QuantType.QInt8,
        )
    finally:
        logging.disable(logging.NOTSET)
    onnx.save(scaled_by_token(onnx.load(into)), into)


def differing(net: Net, folder: Path, examples: Sequence[Example]) -> int:
    """Of how many of the examples' first passages the published model's best span is not the net's."""
    published = OnnxModel(folder)
    tokenizer = PairTokenizer(folder / TOKENIZER)
    net = net.cpu().eval()
    count = 0
    for example in examples:
        passage = Passage(example.candidates[0].headline, example.candidates[0].text)
        (theirs,) = published.read(example.question, [passage])
        ours = _read(net, tokenizer, example.question, passage)
        count += _best(theirs) != _best(ours)
    return count


def _read(net: Net, tokenizer: PairTokenizer, question: str, passage: Passage) -> Read:
    """What the net says in 32 bits."""
    pair = tokenizer.pair(question, passage.headline, passage.text, MOST_TOKENS)
    ids = torch.tensor([pair.ids])
    with torch.no_grad():
        said = net(ids, torch.ones_like(ids), torch.tensor([pair.types]))
    start, end = said.start[0].numpy(), said.end[0].numpy()
    inside = slice(pair.first, pair.first + len(pair.offsets))
    null = float(start[0]), float(end[0])
    return Read(start[inside], end[inside], pair.offsets, null, float(said.answers[0]))


def _best(read: Read) -> tuple[int, int] | None:
    """First and last token of the best span of the text; None where there is none."""
    sentences = np.array([0 if start >= 0 else -1 for start, _ in read.offsets], np.int64)
    spans: list[TokenSpan] = best(read.start, read.end, sentences, 1)
    return (spans[0].first, spans[0].last) if spans else None


def _replace(path: Path, content: bytes) -> None:
    scratch = path.with_name(f"{path.name}.part")
    scratch.write_bytes(content)
    scratch.replace(path)
