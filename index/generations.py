"""The folder of generations: which there are, which one answers, and how another takes its place.

A build writes into a hidden folder, which is renamed once it is whole; the pointer file CURRENT is then
replaced in one step. Whatever happens before that changes nothing that answers questions.
"""

import fcntl
import os
import re
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus.disk import in_words
from index.errors import BuildError, GenerationError, GenerationMissing, PointerLost
from index.generation import Generation
from index.manifest import Manifest
from index.types import ModelIdentity

CURRENT = "CURRENT"
KEPT = 3

_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{4}")
_STAMP = "%Y%m%dT%H%M%SZ"
_UNFINISHED = ".building-"
_DOOMED = ".removing-"


class Generations:
    """The generations below one folder. Several processes may use it at once."""

    def __init__(self, root: Path) -> None:
        """`root` need not exist; the first build makes it."""
        self.root = root

    def ids(self) -> list[str]:
        """All published generations, newest first."""
        if not self.root.is_dir():
            return []
        return sorted((path.name for path in self.root.iterdir() if _ID.fullmatch(path.name)), reverse=True)

    def current(self) -> str | None:
        """The generation that answers, None before the first build.

        Raises PointerLost when generations stand and CURRENT names none of them.
        """
        try:
            name = (self.root / CURRENT).read_text("utf-8", errors="replace").strip()
        except FileNotFoundError:
            name = ""
        if _ID.fullmatch(name) and (self.root / name).is_dir():
            return name
        if not self.ids():
            return None
        fault = f"names {name[:40]!r}, which is not there" if name else "is missing or empty"
        raise PointerLost(
            f"{self.root / CURRENT} {fault}: choose one of those that `dateline generations` lists with "
            "`dateline rollback ID`"
        )

    def folder(self, id: str) -> Path:
        """Where a generation lies. Raises GenerationMissing when the id is none or nothing is there."""
        if _ID.fullmatch(id) is None or not (self.root / id).is_dir():
            raise GenerationMissing(
                f"there is no generation {id!r}; `dateline generations` lists those there are"
            )
        return self.root / id

    def manifest(self, id: str) -> Manifest:
        """What a generation says about itself, without opening it."""
        return Manifest.read(self.folder(id))

    def load(self, id: str | None = None, model: ModelIdentity | None = None) -> Generation:
        """Open a generation, the current one by default; see `Generation.load` and `current` for errors."""
        wanted = id or self.current()
        if wanted is None:
            raise GenerationMissing(
                f"{self.root} holds no generation yet: run `dateline ingest` and `dateline build`"
            )
        return Generation.load(self.folder(wanted), model)

    @contextmanager
    def building(self) -> Iterator[Path]:
        """A new hidden folder to build in, and the right to build, held by one process at a time.

        What killed builds left behind is removed first; the folder is removed in the end unless it was
        published. Raises BuildError when another build is running, OSError when the folder cannot be made.
        """
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".build.lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise BuildError(f"another build is running in {self.root}: wait for it to end") from error
            self._remove_leftovers()
            folder = self.root / f"{_UNFINISHED}{secrets.token_hex(4)}"
            folder.mkdir()
            try:
                yield folder
            finally:
                shutil.rmtree(folder, ignore_errors=True)

    def next_id(self, now: datetime | None = None) -> str:
        """An id that sorts after all others, even after the clock was set back."""
        moment = (now or datetime.now(UTC)).replace(tzinfo=UTC, microsecond=0)
        if newest := next(iter(self.ids()), None):
            newest_moment = datetime.strptime(newest.split("-")[0], _STAMP).replace(tzinfo=UTC)
            moment = max(moment, newest_moment + timedelta(seconds=1))
        return f"{moment.strftime(_STAMP)}-{secrets.token_hex(2)}"

    def publish(self, folder: Path, manifest: Manifest) -> Manifest:
        """Seal a folder that `building` gave and make it the current generation.

        In this order: digests, manifest, everything to the disk, rename, pointer; what answers changes only
        with the last step. Raises OSError when nothing has changed, BuildError when the generation stands
        but the disk failed after that.
        """
        sealed = manifest.sealed(folder)
        sealed.write(folder)
        _sync_tree(folder)
        folder.rename(self.root / sealed.id)
        try:
            _sync(self.root)
            self._point_to(sealed.id)
        except OSError as error:
            raise BuildError(
                f"{sealed.id} is built {self._how_far(sealed.id)}: {in_words(error, self.root)}"
            ) from error
        return sealed

    def rollback(self, id: str | None = None, model: ModelIdentity | None = None) -> str:
        """Make an earlier (or any other) generation the current one, by default the one before it.

        It is opened first: `Generation.load` says what that raises. Raises GenerationMissing when there is
        none before the current one, PointerLost when no `id` is given and nothing is current.
        """
        wanted = id or self._before(self.current())
        self.load(wanted, model)
        with self._pointer_lock():
            self.folder(wanted)
            self._point_to(wanted)
        return wanted

    def prune(self, keep: int = KEPT) -> list[str]:
        """Remove all but the newest `keep` generations and the current one; gives the ids removed.

        Raises PointerLost, and removes nothing, when it cannot be told which one is current.
        """
        if keep < 1:
            raise GenerationError(f"prune cannot keep {keep} generations: keep at least 1")
        with self._pointer_lock():
            current = self.current()
            doomed = [name for name in self.ids()[keep:] if name != current]
            for name in doomed:
                hidden = self.root / f"{_DOOMED}{name}"
                (self.root / name).rename(hidden)
                shutil.rmtree(hidden, ignore_errors=True)
        return doomed

    def _how_far(self, id: str) -> str:
        with suppress(OSError, GenerationError):
            if self.current() == id:
                return "and answers, but whether the disk keeps that is not certain"
        return f"but does not answer yet, `dateline rollback {id}` will make it"

    def _before(self, current: str | None) -> str:
        earlier = [name for name in self.ids() if current is not None and name < current]
        if not earlier:
            raise GenerationMissing(f"there is no generation before {current or 'the first'} to go back to")
        return earlier[0]

    def _point_to(self, id: str) -> None:
        temporary = self.root / f".{CURRENT}-{secrets.token_hex(4)}"
        with temporary.open("w", encoding="utf-8") as file:
            file.write(f"{id}\n")
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.root / CURRENT)
        _sync(self.root)

    def _remove_leftovers(self) -> None:
        for path in self.root.glob(".*"):
            if path.name.startswith((_UNFINISHED, _DOOMED)):
                shutil.rmtree(path, ignore_errors=True)
            elif path.name.startswith(f".{CURRENT}-"):
                path.unlink(missing_ok=True)

    @contextmanager
    def _pointer_lock(self) -> Iterator[None]:
        """Keeps a rollback and a prune apart; a build may go on meanwhile."""
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / ".pointer.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def _sync_tree(folder: Path) -> None:
    for path in [*folder.rglob("*"), folder]:
        _sync(path)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
