"""A home built from evaluation articles by the real program parts, kept for the length of one run."""

import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from bot.assemble import CALIBRATION, Assembly, configured_model
from bot.reader import onnx
from bot.reader.calibration import Calibration
from bot.reader.model import Model
from bot.settings import ReaderSettings, Settings
from corpus.ingest import ingest
from index.generation import Generation


@contextmanager
def built(
    paths: Sequence[Path], settings: Mapping[str, object] | None = None, reader: str | None = None
) -> Iterator[Assembly]:
    """Ingest the paths into a new home, build, and give the assembly on it; the home is removed after.

    `reader` is that of `assembled`.
    """
    with tempfile.TemporaryDirectory(prefix="dateline-quality-") as folder:
        assembly = assembled(Path(folder), settings, reader)
        with assembly.articles() as store:
            report = ingest(paths, store)
        for rejection in report.rejected:
            print(f"rejected {rejection.found_in}: {rejection.reason}")
        assembly.rebuild()
        yield assembly


def assembled(
    home: Path, settings: Mapping[str, object] | None = None, reader: str | None = None
) -> Assembly:
    """The program's parts on a home, with the reader that `reader.model` names or `model_of` knows.

    A folder of an exported model may hold its calibration, too.
    """
    told = {**(settings or {}), **({"reader": {"model": reader}} if reader else {})}
    assembly = Assembly(Settings(home=home, **told), model=lambda chosen: model_of(chosen.model))
    if reader and (Path(reader) / CALIBRATION).is_file():
        assembly.calibration = Calibration.load(Path(reader) / CALIBRATION)
    return assembly


def beside(assembly: Assembly, reader: str) -> Assembly:
    """Another assembly on the same home, with the same embedder but another reader."""
    other = assembled(assembly.settings.home, reader=reader)
    other.embedder = assembly.embedder
    return other


def model_of(name: str | None) -> Model:
    """The model that `reader.model` names, or one that was exported into a folder but is not packaged yet."""
    if name and (Path(name) / onnx.MODEL).is_file():
        return onnx.OnnxModel(Path(name))
    return configured_model(ReaderSettings(model=name))


def as_articles(texts: Mapping[str, tuple[str, str]], folder: Path) -> Path:
    """Write {id: (headline, text)} as JSON Lines into the folder; returns the file."""
    path = folder / "articles.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for key, (headline, text) in texts.items():
            lines.write(json.dumps({"id": key, "headline": headline, "text": text}) + "\n")
    return path


def shelf(generation: Generation) -> list[tuple[str, str]]:
    """(article id, text with white space folded) of each passage, by row."""
    passages = (generation.passage(row) for row in range(generation.size))
    return [(passage.article_id, " ".join(passage.text.split())) for passage in passages]


def rows_with(
    passages: Sequence[tuple[str, str]], article_ids: frozenset[str], evidence: Sequence[str]
) -> set[int]:
    """Rows of the passages of these articles that hold an evidence sentence."""
    return {
        row
        for row, (article_id, text) in enumerate(passages)
        if article_id in article_ids and any(sentence in text for sentence in evidence)
    }
