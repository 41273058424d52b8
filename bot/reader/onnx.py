"""The reader that ships with the program, run by onnxruntime. The only module that knows onnxruntime."""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bot.errors import ReaderError
from bot.reader.model import Passage, Read
from bot.reader.pairs import Pair, PairTokenizer
from corpus.disk import in_words

PACKAGED = Path(__file__).parent / "weights"
MODEL, TOKENIZER, DIGESTS, CALIBRATION = "reader.onnx", "tokenizer.json", "reader.json", "calibration.json"
MOST_TOKENS = 320
"""Of question and passage together; the longest that it was trained on."""
_BATCH = 2
"""Rows at once: with one or two, what a layer works on stays in the cores' caches (10 x 200 tokens on two
cores: 112 ms by twos, 124 one by one, 131 all at once)."""


_AGAIN = "install dateline anew"


class OnnxModel:
    """Reads (question, passage) pairs in 8-bit arithmetic."""

    def __init__(self, folder: Path = PACKAGED, threads: int = 0) -> None:
        """Load the model from a folder; `threads` 0 is one for each core.

        Raises:
            ReaderError: A file is missing, or is not the one that belongs there.
        """
        import onnxruntime  # noqa: PLC0415 - heavy

        digests = checked(folder)
        self.name: str = digests["name"]
        self.digest: str = digests[MODEL]
        self._tokenizer = PairTokenizer(folder / TOKENIZER)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.log_severity_level = 3
        self._session: Any = onnxruntime.InferenceSession(
            str(folder / MODEL), options, providers=["CPUExecutionProvider"]
        )

    def read(self, question: str, passages: Sequence[Passage]) -> list[Read]:
        """See `Model.read`; passages of about one length are read together."""
        pairs = [self._tokenizer.pair(question, one.headline, one.text, MOST_TOKENS) for one in passages]
        order = sorted(range(len(pairs)), key=lambda place: len(pairs[place].ids))
        said: dict[int, Read] = {}
        for begin in range(0, len(order), _BATCH):
            places = order[begin : begin + _BATCH]
            said.update(zip(places, self._forward([pairs[place] for place in places]), strict=True))
        return [said[place] for place in range(len(pairs))]

    def _forward(self, pairs: Sequence[Pair]) -> list[Read]:
        width = max(len(pair.ids) for pair in pairs)
        ids, mask, types = (np.zeros((len(pairs), width), np.int64) for _ in range(3))
        for row, pair in enumerate(pairs):
            ids[row, : len(pair.ids)] = pair.ids
            mask[row, : len(pair.ids)] = 1
            types[row, : len(pair.ids)] = pair.types
        start, end, answers = self._session.run(
            ["start", "end", "answers"],
            {"input_ids": ids, "attention_mask": mask, "token_type_ids": types},
        )
        return [
            Read(
                start[row, pair.first : pair.first + len(pair.offsets)],
                end[row, pair.first : pair.first + len(pair.offsets)],
                pair.offsets,
                (float(start[row, 0]), float(end[row, 0])),
                float(answers[row]),
            )
            for row, pair in enumerate(pairs)
        ]


def checked(folder: Path) -> dict[str, str]:
    """What `reader.json` says, after the files were compared with it.

    Raises:
        ReaderError: A file is missing, or is not the one that belongs there.
    """
    try:
        told: dict[str, str] = json.loads((folder / DIGESTS).read_text(encoding="utf-8"))
        found = {name: _sha256(folder / name) for name in (MODEL, TOKENIZER)}
        wrong = [str(folder / name) for name in found if found[name] != told[name]]
    except OSError as error:
        raise ReaderError(f"{in_words(error, folder)}; {_AGAIN}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ReaderError(f"{folder / DIGESTS} is broken; {_AGAIN}") from error
    if wrong:
        raise ReaderError(f"{wrong[0]} is not the file that was published (its sha256 differs); {_AGAIN}")
    return told


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
