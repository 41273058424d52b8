"""A build in a process of its own that stops at a named point: `python -m tests.index.building ROOT POINT`.

It prints the point when it is there and waits for a line on standard input (or for SIGKILL).
"""

import sys
from pathlib import Path

from index.build import build
from index.generations import Generations
from tests.fakes.articles import ARTICLES, FewArticles, article
from tests.fakes.embedder import HashingEmbedder

POINTS = ("articles", "embedding", "embedded", "vectors", "passages", "manifest", "rename", "pointer")
NEW = article("new", "A new bridge was opened in Lindvik on Friday.", "Bridge opened")

_WRITTEN = {"vectors": "vectors.faiss", "manifest": "manifest.json"}


class Stop:
    """Stops once, at one point."""

    def __init__(self, point):
        self.point = point
        self._reached = False

    def at(self, point):
        if point == self.point and not self._reached:
            self._reached = True
            print(point, flush=True)
            sys.stdin.readline()

    def watch(self, event, values):
        """An audit hook of the interpreter: sees files being opened and renamed."""
        if event == "open" and isinstance(values[0], str) and values[1] and values[1] != "r":
            for point, name in _WRITTEN.items():
                if values[0].endswith(f"/{name}"):
                    self.at(point)
        if event == "os.rename":
            self.at("pointer" if str(values[1]).endswith("CURRENT") else "rename")


class SlowArticles(FewArticles):
    """Stops while articles are read, and while the passages are being written."""

    def __init__(self, articles, stop):
        super().__init__(articles)
        self._stop = stop

    def articles(self):
        for one in super().articles():
            yield one
            self._stop.at("articles")

    def history(self, id):
        if id != "election":
            self._stop.at("passages")
        return super().history(id)


def main():
    stop = Stop(sys.argv[2])
    sys.addaudithook(stop.watch)
    embedder = HashingEmbedder(before=lambda _: stop.at("embedding"))

    def progress(done, total):
        if done == total:
            stop.at("embedded")

    build(SlowArticles([*ARTICLES, NEW], stop), Generations(Path(sys.argv[1])), embedder, None, progress)


if __name__ == "__main__":
    main()
