"""Any extractive question answering model of transformers, run by PyTorch on the CPU.

It runs no code that comes with a model and reads weights as safetensors only.
"""

import inspect
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bot.errors import ReaderError
from bot.reader.model import Passage, Read
from bot.reader.pairs import MOST_QUESTION_TOKENS
from corpus.types import Span
from index.errors import ModelError
from index.pretrained import batches_by_length, digest_of, encodable, folder_of, precision_of, quietly

BATCH_TOKENS = 2048


class HubModel:
    """Reads the text alone, since such models were trained without headlines; `Read.answers` is 0.

    `digest` is over all weights and settings; `precision` is the one in use, never "auto". The logits of
    "no answer" are those at the tokenizer's [CLS] or <s>.
    """

    def __init__(self, model: str, precision: str = "auto", batch_tokens: int = BATCH_TOKENS) -> None:
        """Load a model.

        Args:
            model: A folder or the name of a model on the hub, which is then looked for in the local cache
                and, unless HF_HUB_OFFLINE is set, on the hub.
            precision: "float32", "bfloat16", or "auto" for bfloat16 where the CPU computes in it.
            batch_tokens: About how many tokens go through the model at once.

        Raises:
            ReaderError: The model is missing, answers no questions, has a tokenizer that does not tell
                where tokens stand, or cannot be loaded.
        """
        self.name = model
        try:
            self.precision = precision_of(precision)
            folder = folder_of(model)
            self.digest = digest_of(folder)
        except ModelError as error:
            raise ReaderError(str(error)) from error
        self._tokenizer = _tokenizer(folder)
        self._model = _model(folder, self.precision)
        self._takes = set(inspect.signature(self._model.forward).parameters)
        self._most_tokens = _most_tokens(self._tokenizer, self._model.config)
        self._batch_tokens = batch_tokens

    def read(self, question: str, passages: Sequence[Passage]) -> list[Read]:
        """See `Model.read`. Long questions are cut, and what of a text does not fit the model is left off."""
        if not passages:
            return []
        texts = [encodable(passage.text) for passage in passages]
        pairs = self._tokenizer(
            [self._cut(encodable(question))] * len(texts),
            texts,
            truncation="only_second",
            max_length=self._most_tokens,
            return_offsets_mapping=True,
        )
        said: dict[int, Read] = {}
        for places in batches_by_length([len(ids) for ids in pairs["input_ids"]], self._batch_tokens):
            starts, ends = self._forward(pairs, places)
            for row, place in enumerate(places):
                null = pairs["input_ids"][place].index(self._tokenizer.cls_token_id)
                read = [at for at, part in enumerate(pairs.sequence_ids(place)) if part == 1]
                offsets = pairs["offset_mapping"][place]
                said[place] = Read(
                    starts[row, read],
                    ends[row, read],
                    tuple(_without_space(texts[place], *offsets[at]) for at in read),
                    (float(starts[row, null]), float(ends[row, null])),
                    0.0,
                )
        return [said[place] for place in range(len(texts))]

    def _cut(self, question: str) -> str:
        tokens = self._tokenizer(
            question,
            add_special_tokens=False,
            truncation=True,
            max_length=MOST_QUESTION_TOKENS,
            return_offsets_mapping=True,
        )
        ends = [end for _, end in tokens["offset_mapping"]]
        return question[: max(ends, default=0)]

    def _forward(self, pairs: Any, places: Sequence[int]) -> tuple[Any, Any]:
        """The logits of start and end, of shape (places, tokens of the longest)."""
        import torch  # noqa: PLC0415 - heavy

        taken = {
            name: [rows[place] for place in places] for name, rows in pairs.items() if name in self._takes
        }
        padded = self._tokenizer.pad(taken, padding_side="right", return_tensors="pt")
        with torch.inference_mode():
            said = self._model(**padded)
        return said.start_logits.float().numpy(), said.end_logits.float().numpy()


def _tokenizer(folder: Path) -> Any:
    from transformers import AutoTokenizer  # noqa: PLC0415 - heavy

    try:
        with quietly():
            tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True, trust_remote_code=False)
    except Exception as error:
        raise ReaderError(f"{folder}: its tokenizer cannot be loaded") from error
    if not tokenizer.is_fast:
        raise ReaderError(f"{folder}: its tokenizer does not tell where tokens stand in the text")
    if (
        tokenizer.pad_token_id is None
        or tokenizer.cls_token_id not in tokenizer("who", "nobody")["input_ids"]
    ):
        raise ReaderError(f"{folder}: its tokenizer has no padding or puts no [CLS] or <s> before a question")
    return tokenizer


def _model(folder: Path, precision: str) -> Any:
    import torch  # noqa: PLC0415 - heavy
    from transformers import AutoModelForQuestionAnswering  # noqa: PLC0415 - heavy

    try:
        with quietly():
            model, found = AutoModelForQuestionAnswering.from_pretrained(
                folder,
                dtype=getattr(torch, precision),
                local_files_only=True,
                output_loading_info=True,
                trust_remote_code=False,
                use_safetensors=True,
            )
    except Exception as error:
        raise ReaderError(f"{folder}: its files are not a whole question answering model") from error
    if missing := sorted(found["missing_keys"]):
        raise ReaderError(
            f"{folder} is not trained to answer questions: its weights lack {', '.join(missing[:3])}"
        )
    return model.eval()


def _most_tokens(tokenizer: Any, config: Any) -> int:
    """The tokenizer's limit where it states one that the model has positions for, else the model's own.

    RoBERTa and its kin number positions from behind that of the padding token.
    """
    positions = getattr(config, "max_position_embeddings", None) or 512
    stated = int(tokenizer.model_max_length)
    return stated if stated <= positions else positions - tokenizer.pad_token_id - 1


def _without_space(text: str, start: int, end: int) -> Span:
    """Where a token stands without the white space that some tokenizers count to it."""
    while start < end and text[start].isspace():
        start += 1
    return Span(start, end)
