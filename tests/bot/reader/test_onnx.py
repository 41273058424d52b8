"""The packaged reader: its files are checked, and it reads the same however passages are batched."""

import json
import shutil

import numpy as np
import pytest

from bot.errors import ReaderError
from bot.reader.calibration import Calibration
from bot.reader.model import Passage
from bot.reader.onnx import CALIBRATION, DIGESTS, MODEL, MOST_TOKENS, PACKAGED, TOKENIZER, OnnxModel, checked

HARBOUR = "The harbour opened in spring. Divers counted 3,800 crates there on Monday. Nobody was hurt."
PASSAGES = [
    Passage("Divers at work", HARBOUR),
    Passage(None, "Short."),
    Passage("Market", f"{HARBOUR} The market sold apples. " * 30),
]


@pytest.fixture(scope="module")
def model():
    return OnnxModel()


@pytest.fixture
def folder(tmp_path):
    for name in (MODEL, TOKENIZER, DIGESTS):
        shutil.copy(PACKAGED / name, tmp_path / name)
    return tmp_path


def test_the_packaged_reader_is_small_and_says_what_it_is(model):
    assert (PACKAGED / MODEL).stat().st_size < 25_000_000
    assert model.name.startswith("dateline-reader")
    assert model.digest == checked(PACKAGED)[MODEL]
    assert Calibration.load(PACKAGED / CALIBRATION).reader == model.digest
    assert model.digest in (PACKAGED / "MODEL_CARD.md").read_text(encoding="utf-8")


def test_it_reads_what_a_child_can_read(model):
    (read,) = model.read("how many crates did the divers count", PASSAGES[:1])
    best = int(read.start.argmax())
    start, end = read.offsets[best].start, read.offsets[int(read.end.argmax())].end
    assert HARBOUR[start:end].startswith("3,800")
    assert read.answers > model.read("who bought the airline", PASSAGES[:1])[0].answers


def test_passages_are_read_together_as_they_are_read_alone(model):
    together = model.read("how many crates", PASSAGES)
    for passage, read in zip(PASSAGES, together, strict=True):
        (alone,) = model.read("how many crates", [passage])
        assert read.offsets == alone.offsets
        # Eight-bit steps are chosen for a whole batch, so that neighbours move the last digits.
        assert np.abs(read.start - alone.start).max() < 0.8
        assert read.answers == pytest.approx(alone.answers, abs=0.8)


def test_offsets_point_into_the_text_and_long_passages_are_cut(model):
    headed, bare, long = model.read("how many crates", PASSAGES)
    inside = [HARBOUR[o.start : o.end] for o in headed.offsets if o.start >= 0]
    assert inside[:3] == ["The", "harbour", "opened"]
    assert [len(r.start) for r in (headed, bare)] == [len(headed.offsets), len(bare.offsets)]
    assert len(long.offsets) < MOST_TOKENS


def test_the_same_passages_give_the_same_numbers_again(model):
    first, second = (model.read("who was hurt", PASSAGES) for _ in range(2))
    for one, other in zip(first, second, strict=True):
        assert one.start.tolist() == other.start.tolist()
        assert (one.null, one.answers) == (other.null, other.answers)


@pytest.mark.parametrize("question", ["", "?" * 400, "who " * 200, "\ud800 who", "谁 派 兵"])
def test_no_question_is_too_odd(model, question):
    (read,) = model.read(question, PASSAGES[:1])
    assert np.isfinite(read.start).all()


def test_no_passages_give_nothing(model):
    assert model.read("who", []) == []


@pytest.mark.parametrize("name", [MODEL, TOKENIZER])
def test_a_changed_file_is_refused_and_named(folder, name):
    damaged = bytearray((folder / name).read_bytes())
    damaged[len(damaged) // 2] ^= 1
    (folder / name).write_bytes(damaged)
    with pytest.raises(ReaderError, match=rf"{name}.*install dateline anew"):
        OnnxModel(folder)


@pytest.mark.parametrize("name", [MODEL, TOKENIZER, DIGESTS])
def test_a_missing_file_is_refused(folder, name):
    (folder / name).unlink()
    with pytest.raises(ReaderError, match="install dateline anew"):
        OnnxModel(folder)


@pytest.mark.parametrize("content", ["", "[]", "{}", json.dumps({MODEL: 3, TOKENIZER: "x"})])
def test_broken_digests_are_refused(folder, content):
    (folder / DIGESTS).write_text(content)
    with pytest.raises(ReaderError):
        OnnxModel(folder)
