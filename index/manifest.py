"""What a generation says about itself, and whether its files are still what they were."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from index.errors import GenerationCorrupt, GenerationStale
from index.types import ModelIdentity

FORMAT = 2
"""Version of the folder's layout; another version is not read."""

MANIFEST = "manifest.json"
REBUILD = (
    "run `dateline build`, or choose another of those that `dateline generations` lists with "
    "`dateline rollback ID`"
)


@dataclass(frozen=True, slots=True)
class EmbeddedBy:
    """The model that made the vectors, see `Embedder`."""

    name: str
    digest: str
    dimension: int
    precision: str


@dataclass(frozen=True, slots=True)
class FileDigest:
    """A file as it was when the generation was published."""

    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class Manifest:
    """All that is known about a generation without opening its indexes.

    `created` is a UTC date-time in ISO 8601, `factory` the FAISS factory that was built, `built_by` the
    `BuildSpec`, `corpus` the store's fingerprint, `reused` how many embeddings came from the generation
    before, `noise_floor` the cosine that unrelated questions reach (see `index.noise`). `files` maps each
    file's path within the folder to its digest.
    """

    id: str
    created: str
    embedder: EmbeddedBy
    factory: str
    built_by: Mapping[str, Any]
    corpus: str
    articles: int
    passages: int
    reused: int
    noise_floor: float
    format: int = FORMAT
    files: Mapping[str, FileDigest] = field(default_factory=dict)

    def sealed(self, folder: Path) -> "Manifest":
        """The same with the digests of all files in the folder."""
        return replace(self, files={name: _digest(folder / name) for name in _names(folder)})

    def write(self, folder: Path) -> None:
        """Write it into the folder, with a digest of itself. Raises OSError."""
        content = asdict(self)
        text = json.dumps({**content, "digest": _digest_of(content)}, indent=1, ensure_ascii=False)
        (folder / MANIFEST).write_text(text, "utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a folder's manifest.

        Raises GenerationCorrupt when it is missing, unreadable or altered, GenerationStale when it is of
        another format.
        """
        path = folder / MANIFEST
        try:
            content = json.loads(path.read_text("utf-8"))
            if content["format"] != FORMAT:
                raise GenerationStale(
                    f"{path}: format {content['format']}, this version reads {FORMAT}; {REBUILD}"
                )
            if content.pop("digest") != _digest_of(content):
                raise GenerationCorrupt(f"{path}: altered since it was published; {REBUILD}")
            content["embedder"] = EmbeddedBy(**content["embedder"])
            content["files"] = {name: FileDigest(**digest) for name, digest in content["files"].items()}
            return cls(**content)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise GenerationCorrupt(f"{path}: cannot be read ({error}); {REBUILD}") from error

    def verify(self, folder: Path) -> None:
        """Raise GenerationCorrupt, naming the file, unless the folder holds exactly what was published."""
        present = _names(folder)
        for name in sorted(self.files.keys() - present):
            raise GenerationCorrupt(f"{folder / name}: missing; {REBUILD}")
        for name in sorted(present - self.files.keys()):
            raise GenerationCorrupt(f"{folder / name}: does not belong to the generation; {REBUILD}")
        for name, expected in self.files.items():
            if (folder / name).stat().st_size != expected.bytes or _digest(folder / name) != expected:
                raise GenerationCorrupt(f"{folder / name}: differs from what was published; {REBUILD}")

    def check_model(self, model: ModelIdentity) -> None:
        """Raise GenerationStale unless the model's vectors can be compared with the generation's."""
        made = self.embedder
        if (made.digest, made.dimension) != (model.digest, model.dimension):
            raise GenerationStale(
                f"{self.id} was made with {made.name} ({made.digest[:12]}, dimension {made.dimension}), "
                f"the settings name {model.name} ({model.digest[:12]}, dimension {model.dimension}): "
                "run `dateline build`, or set the model back"
            )


def _names(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if not path.is_dir() and path.name != MANIFEST
    }


def _digest(path: Path) -> FileDigest:
    with path.open("rb") as file:
        return FileDigest(hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size)


def _digest_of(content: Mapping[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()
