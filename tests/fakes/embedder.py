"""An embedder without a model: words are hashed into the places of a vector."""

import hashlib
import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.types import Progress

_WORD = re.compile(r"\w+")


class HashingEmbedder:
    """Texts that share words get similar unit vectors; the same text always gets the same one.

    `calls` keeps every list of texts that was to be embedded. `before` is called with each such list, so
    that a test can stop a build in the middle.
    """

    precision = "float32"

    def __init__(
        self,
        dimension: int = 64,
        name: str = "hashing",
        before: Callable[[Sequence[str]], None] | None = None,
    ) -> None:
        self.dimension = dimension
        self.name = name
        self.digest = hashlib.sha256(f"{name}-{dimension}".encode()).hexdigest()
        self.calls: list[list[str]] = []
        self._before = before

    def encode(self, texts: Sequence[str], progress: Progress | None = None) -> NDArray[np.float32]:
        self.calls.append(list(texts))
        if self._before is not None:
            self._before(texts)
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        for done, text in enumerate(texts):
            vectors[done] = self._unit(text)
            if progress is not None:
                progress(done + 1, len(texts))
        return vectors

    def _unit(self, text: str) -> NDArray[np.float32]:
        vector = np.zeros(self.dimension, np.float32)
        for word in _WORD.findall(text.casefold()):
            digest = hashlib.blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            number = int.from_bytes(digest, "big")
            vector[number % self.dimension] += 1 if number >> 63 else -1
        length = float(np.linalg.norm(vector))
        if length == 0:
            vector[0] = length = 1.0
        return vector / np.float32(length)
