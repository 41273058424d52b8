"""What every model of the Hugging Face hub needs: its files, digest, precision, batches, silence."""

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from corpus.disk import in_words
from index.errors import ModelError

PRECISIONS = ("auto", "float32", "bfloat16")

_SHAPING = (".json", ".txt", ".model", ".safetensors")
_BFLOAT16_UNITS = ("avx512_bf16", "amx_bf16")


def folder_of(model: str) -> Path:
    """The folder of a model by path or hub name.

    A name is looked for in the local cache and, unless HF_HUB_OFFLINE is set, on the hub. Code and weights
    in pickles are not fetched.

    Raises:
        ModelError: There is none.
    """
    if Path(model).is_dir():
        return Path(model)
    from huggingface_hub import snapshot_download  # noqa: PLC0415 - only for models of a hub

    try:
        return Path(snapshot_download(model, allow_patterns=[f"*{suffix}" for suffix in _SHAPING]))
    except Exception as error:
        raise ModelError(
            f"there is no folder {model!r}, nor can a model of that name be had: it is not in the local "
            "cache, and the hub does not know it or is out of reach"
        ) from error


def digest_of(folder: Path) -> str:
    """Sha256, 64 hexadecimal digits, over names and contents of everything that shapes what a model says.

    Raises:
        ModelError: There are no safetensors weights, or a file cannot be read.
    """
    files = sorted(path for path in folder.rglob("*") if path.suffix in _SHAPING)
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


def precision_of(wanted: str) -> str:
    """What "auto" comes to on this CPU: bfloat16 where it computes in it, else float32.

    Without such instructions PyTorch imitates bfloat16, which is slower than float32.

    Raises:
        ModelError: There is no such precision.
    """
    if wanted not in PRECISIONS:
        raise ModelError(f"precision {wanted!r} is unknown; use one of {', '.join(PRECISIONS)}")
    if wanted != "auto":
        return wanted
    import torch  # noqa: PLC0415 - heavy

    able = torch.cpu.get_capabilities()
    return "bfloat16" if any(able.get(unit) for unit in _BFLOAT16_UNITS) else "float32"


def encodable(text: str) -> str:
    """The text with "?" for lone surrogates, which a question may hold and tokenizers refuse."""
    return text.encode("utf-8", "replace").decode()


def batches_by_length(lengths: Sequence[int], budget: int) -> Iterator[list[int]]:
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


@contextmanager
def quietly() -> Iterator[None]:
    """Transformers shows no progress bars and reports nothing but errors."""
    from transformers.utils import logging  # noqa: PLC0415 - heavy

    shown, verbosity = logging.is_progress_bar_enabled(), logging.get_verbosity()
    logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.set_verbosity_error()  # type: ignore[no-untyped-call]
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if shown:
            logging.enable_progress_bar()  # type: ignore[no-untyped-call]
