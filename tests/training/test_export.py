"""The published files: the program's own model reads them and says what the net says."""

import hashlib
import json

import numpy as np
import pytest
import torch

from bot.errors import ReaderError
from bot.reader.model import Passage
from bot.reader.onnx import DIGESTS, MODEL, TOKENIZER, OnnxModel
from tests.training import tiny
from training.checkpoint import BEST
from training.export import ByteEmbedding, differing, publish
from training.train import train

pytest.importorskip("onnx", reason="onnx, which only training needs, is not installed")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A net that knows its few examples, and the folder that it was published to."""
    folder = tmp_path_factory.mktemp("published")
    net = tiny.net()
    train(
        net,
        tiny.recipe(tokens=20_000, false_premises=0.0),
        examples=tiny.EXAMPLES,
        stop=tiny.EXAMPLES,
        tokenizer=tiny.tokenizer(folder),
        folder=folder / "run",
        say=[].append,
    )
    net.load_state_dict(torch.load(folder / "run" / BEST, weights_only=True))
    size = publish(net, tiny.tokenizer_file(folder), folder / "weights", "tiny")
    assert size == (folder / "weights" / MODEL).stat().st_size
    return net, folder / "weights"


def test_the_best_spans_in_8_bits_are_those_of_the_net(published):
    net, folder = published
    assert differing(net, folder, tiny.EXAMPLES) == 0
    with torch.no_grad():
        net.span.weight.neg_()
    assert differing(net, folder, tiny.EXAMPLES) > 0
    with torch.no_grad():
        net.span.weight.neg_()


def test_the_program_reads_the_answers_that_were_learnt(published):
    _, folder = published
    model = OnnxModel(folder)
    assert model.name == "tiny"
    for one in (tiny.EXAMPLES[0], tiny.EXAMPLES[1]):
        right, wrong = (Passage(each.headline, each.text) for each in one.candidates)
        read, other = model.read(one.question, [right, wrong])
        ((start, end),) = one.candidates[0].spans
        assert read.offsets[int(read.start.argmax())].start == start
        assert read.offsets[int(read.end.argmax())].end == end
        assert read.start.max() + read.end.max() > sum(read.null)
        assert other.start.max() + other.end.max() < sum(other.null)
        assert read.answers > other.answers


def test_the_digests_are_those_of_the_files_and_nothing_else_is_left(published):
    _, folder = published
    told = json.loads((folder / DIGESTS).read_text("utf-8"))
    assert told == {"name": "tiny"} | {
        name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (MODEL, TOKENIZER)
    }
    assert {path.name for path in folder.iterdir()} == {MODEL, TOKENIZER, DIGESTS}


def test_the_net_is_not_changed_and_a_second_publication_takes_the_place_of_the_first(published, tmp_path):
    net, folder = published
    before = {name: value.clone() for name, value in net.state_dict().items()}
    for name in ("first", "second"):
        publish(net, folder / TOKENIZER, tmp_path, name)
    assert OnnxModel(tmp_path).name == "second"
    assert all(torch.equal(value, before[name]) for name, value in net.state_dict().items())
    (tmp_path / TOKENIZER).write_bytes(b"{}")
    with pytest.raises(ReaderError):
        OnnxModel(tmp_path)


def test_word_embeddings_in_8_bits_are_off_by_half_a_step_at_most():
    weight = (
        torch.randn(50, 16, generator=torch.Generator().manual_seed(1)) * torch.logspace(-3, 1, 50)[:, None]
    )
    weight[7] = 0
    small = ByteEmbedding(weight)(torch.arange(50))
    step = weight.abs().amax(1, keepdim=True) / 127
    assert np.all((small - weight).abs().numpy() <= 0.5001 * step.numpy())
