"""The published files: the program's own model reads them and says what the net says."""

import hashlib
import json
import warnings

import numpy as np
import pytest
import torch

from bot.errors import ReaderError
from bot.reader.model import Passage
from bot.reader.onnx import DIGESTS, MODEL, TOKENIZER, OnnxModel
from tests.training import tiny
from training.checkpoint import CHECKPOINT
from training.export import ByteEmbedding, differing, publish, to_bytes
from training.train import train

pytest.importorskip("onnx", reason="onnx, which only training needs, is not installed")


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """A net that knows its few examples, and the folder that it was published to."""
    folder = tmp_path_factory.mktemp("published")
    net = tiny.net()
    train(
        net,
        tiny.recipe(tokens=20_000, false_premises=0.0, patience=100),
        examples=tiny.EXAMPLES,
        stop=tiny.EXAMPLES,
        tokenizer=tiny.tokenizer(folder),
        folder=folder / "run",
        say=[].append,
    )
    net.load_state_dict(torch.load(folder / "run" / CHECKPOINT, weights_only=True)["average"])
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


def test_a_passage_is_read_the_same_whichever_is_read_with_it(published):
    _, folder = published
    model = OnnxModel(folder)
    passages = [Passage(each.headline, each.text) for each in tiny.EXAMPLES[0].candidates]
    (alone,) = model.read("when did the harbour open?", passages[:1])
    together, _ = model.read("when did the harbour open?", passages)
    np.testing.assert_allclose(alone.start, together.start, atol=1e-4)
    np.testing.assert_allclose(alone.end, together.end, atol=1e-4)
    assert alone.answers == pytest.approx(together.answers, abs=1e-4)


def test_what_stands_out_in_one_token_costs_the_others_nothing(tmp_path):
    """One scale for all tokens would leave the small ones a single step."""
    onnx = pytest.importorskip("onnx")
    onnxruntime = pytest.importorskip("onnxruntime")
    torch.manual_seed(3)
    layer = torch.nn.Linear(32, 8, bias=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            layer, (torch.ones(1, 2, 32),), str(tmp_path / "whole.onnx"), dynamo=False, input_names=["x"],
            dynamic_axes={"x": {1: "tokens"}}, opset_version=17,
        )  # fmt: skip
    to_bytes(tmp_path / "whole.onnx", tmp_path / "small.onnx")
    onnx.checker.check_model(onnx.load(tmp_path / "small.onnx"))
    given = torch.randn(1, 2, 32)
    given[0, 1] *= 1000
    session = onnxruntime.InferenceSession(str(tmp_path / "small.onnx"))
    (said,) = session.run(None, {"x": given.numpy()})
    wanted = layer(given).detach().numpy()
    for token in (0, 1):
        assert np.abs(said - wanted)[0, token].max() < 0.03 * np.abs(wanted[0, token]).max()


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
