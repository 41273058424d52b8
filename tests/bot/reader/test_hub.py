"""Models of the hub, by tiny ones with random weights."""

import json
import string
import warnings

import numpy as np
import pytest
import torch
from tokenizers.pre_tokenizers import ByteLevel
from transformers import (
    BertConfig,
    BertForQuestionAnswering,
    BertModel,
    BertTokenizer,
    CanineTokenizer,
    RobertaConfig,
    RobertaForQuestionAnswering,
    RobertaTokenizer,
)

from bot.errors import ReaderError
from bot.reader.hub import HubModel
from bot.reader.model import Passage

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
WORDS = ["the", "a", "boat", "sank", "who", "drowned", "in", "lake", "fish", "##er", "##ing", "people"]
LETTERS = [*string.ascii_lowercase, *string.digits, *".,'?-"]
SMALL = {"hidden_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 32}
QUESTION = "Who drowned?"
TEXTS = [
    "The fishing boat sank in Lake Zürich on 14 March.",
    "Nobody.",
    "The fisher's boat — the “Œuvre” 🎭 — sank, people said, " * 4,
    "",
    "Театр \ud800 сгорел.",
]
PASSAGES = [Passage("Boat sinks", text) for text in TEXTS]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A BERT of 160 positions whose vocabulary is a few words and the letters."""
    torch.manual_seed(7)
    folder = tmp_path_factory.mktemp("models") / "bert"
    pieces = [*SPECIAL, *WORDS, *LETTERS, *(f"##{letter}" for letter in LETTERS)]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    BertTokenizer(vocab=vocabulary, model_max_length=160).save_pretrained(folder)
    config = BertConfig(vocab_size=len(vocabulary), max_position_embeddings=160, **SMALL)
    BertForQuestionAnswering(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def model(folder):
    return HubModel(str(folder), "float32", batch_tokens=250)


@pytest.fixture(scope="module")
def roberta(tmp_path_factory):
    """A RoBERTa of 62 tokens and bytes; its tokenizer states no limit and counts spaces to words."""
    torch.manual_seed(7)
    folder = tmp_path_factory.mktemp("models") / "roberta"
    pieces = ["<s>", "<pad>", "</s>", "<unk>", "<mask>", *sorted(ByteLevel.alphabet())]
    vocabulary = {piece: number for number, piece in enumerate(pieces)}
    RobertaTokenizer(vocab=vocabulary, merges=[], trim_offsets=False).save_pretrained(folder)
    config = RobertaConfig(vocab_size=len(vocabulary), max_position_embeddings=64, pad_token_id=1, **SMALL)
    RobertaForQuestionAnswering(config).save_pretrained(folder)
    return HubModel(str(folder), "float32")


def read(model, question, text):
    (one,) = model.read(question, [Passage(None, text)])
    return one


def tokens(read, text):
    return [text[span.start : span.end] for span in read.offsets]


def same(one, other):
    assert one.offsets == other.offsets
    assert one.start == pytest.approx(other.start, abs=1e-5)
    assert one.end == pytest.approx(other.end, abs=1e-5)
    assert one.null == pytest.approx(other.null, abs=1e-5)


def test_it_knows_itself(folder, model):
    assert (model.name, model.precision) == (str(folder), "float32")
    assert len(model.digest) == 64


def test_offsets_say_where_the_tokens_of_the_text_stand(model):
    text = "The fishing boat sank in Lake Zürich 🎭 on 14 March."
    said = read(model, QUESTION, text)
    assert tokens(said, text)[:6] == ["The", "fish", "ing", "boat", "sank", "in"]
    assert "".join(tokens(said, text)) == text.replace(" ", "")


def test_logits_are_those_of_the_model_that_transformers_runs(folder, model):
    pair = BertTokenizer.from_pretrained(folder)(QUESTION, TEXTS[0], return_tensors="pt")
    with torch.inference_mode():
        expected = BertForQuestionAnswering.from_pretrained(folder).eval()(**pair)
    said = read(model, QUESTION, TEXTS[0])
    inside = [part == 1 for part in pair.sequence_ids(0)]
    assert said.start == pytest.approx(expected.start_logits[0, inside].numpy(), abs=1e-5)
    assert said.end == pytest.approx(expected.end_logits[0, inside].numpy(), abs=1e-5)
    null = float(expected.start_logits[0, 0]), float(expected.end_logits[0, 0])
    assert said.null == pytest.approx(null, abs=1e-5)
    assert said.answers == 0.0


def test_passages_of_mixed_lengths_are_read_together_as_one_by_one(model):
    for together, passage in zip(model.read(QUESTION, PASSAGES), PASSAGES, strict=True):
        same(together, model.read(QUESTION, [passage])[0])


def test_the_headline_is_not_read(model):
    with_headline, without = (model.read(QUESTION, [Passage(head, TEXTS[0])])[0] for head in ("Boat", ""))
    same(with_headline, without)


def test_an_empty_text_has_no_tokens(model):
    said = read(model, QUESTION, "")
    assert (said.start.shape, said.end.shape, said.offsets) == ((0,), (0,), ())
    assert np.isfinite(said.null).all()


def test_no_passages_give_nothing(model):
    assert model.read(QUESTION, []) == []


def test_a_text_that_is_too_long_is_read_as_far_as_it_fits(model):
    said = read(model, "who", "boat " * 400)
    assert len(said.offsets) == 160 - 4
    assert said.offsets[-1] == (155 * 5, 155 * 5 + 4)


def test_a_long_question_is_cut_behind_48_tokens(model):
    long = "boat " * 48 + "sank " * 31
    assert len(long) > 390
    same(read(model, long, TEXTS[0]), read(model, "boat " * 48, TEXTS[0]))
    spelled = "x" * 400
    assert len(read(model, spelled, TEXTS[0]).offsets) == len(read(model, QUESTION, TEXTS[0]).offsets)


def test_lone_surrogates_are_read_as_question_marks(model):
    same(read(model, "who \udcff?", "a \ud800 boat"), read(model, "who ??", "a ? boat"))


def test_an_empty_question_is_read(model):
    assert tokens(read(model, "", "a boat"), "a boat") == ["a", "boat"]


def test_tokens_stand_without_the_space_that_byte_tokenizers_count_to_them(roberta):
    text = "A  boat 🎭 sank."
    said = read(roberta, "who", text)
    assert "".join(dict.fromkeys(tokens(said, text))) == "".join(dict.fromkeys(text.replace(" ", "")))
    assert not any(token.isspace() for token in tokens(said, text))


def test_a_model_whose_tokenizer_states_no_limit_is_read_up_to_its_last_position(roberta):
    """RoBERTa numbers positions from 2, and separates question and text with two tokens."""
    assert len(read(roberta, "who", "x" * 200).offsets) == 62 - 3 - 4


def test_reduced_precision_stays_close(folder, model):
    reduced = HubModel(str(folder), "bfloat16")
    assert reduced.digest == model.digest
    assert read(reduced, QUESTION, TEXTS[0]).start == pytest.approx(
        read(model, QUESTION, TEXTS[0]).start, abs=0.05
    )


def test_other_weights_or_settings_have_another_digest(folder, model, tmp_path):
    copy = tmp_path / "copy"
    copy.mkdir()
    for file in folder.iterdir():
        (copy / file.name).write_bytes(file.read_bytes())
    assert HubModel(str(copy), "float32").digest == model.digest
    with (copy / "config.json").open("a") as config:
        config.write("\n")
    assert HubModel(str(copy), "float32").digest != model.digest


def test_loading_and_reading_print_nothing(folder, capfd):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        HubModel(str(folder)).read("boat " * 400, PASSAGES)
    assert (capfd.readouterr(), caught) == (("", ""), [])


def refusal(folder, **settings):
    """The message of the refusal of a model."""
    with pytest.raises(ReaderError) as refused:
        HubModel(str(folder), **settings)
    message = str(refused.value)
    assert "\n" not in message
    return message


def test_a_model_that_is_not_trained_to_answer_is_refused(folder, tmp_path):
    BertTokenizer.from_pretrained(folder).save_pretrained(tmp_path)
    BertModel(BertConfig.from_pretrained(folder)).save_pretrained(tmp_path)
    assert refusal(tmp_path) == (
        f"{tmp_path} is not trained to answer questions: its weights lack qa_outputs.bias, qa_outputs.weight"
    )


def test_a_model_that_is_nowhere_is_named():
    assert "no folder 'no-such/model'" in refusal("no-such/model")


def test_weights_in_pickles_are_refused(folder, tmp_path):
    BertTokenizer.from_pretrained(folder).save_pretrained(tmp_path)
    BertConfig.from_pretrained(folder).save_pretrained(tmp_path)
    torch.save(BertForQuestionAnswering.from_pretrained(folder).state_dict(), tmp_path / "pytorch_model.bin")
    assert refusal(tmp_path) == f"{tmp_path} holds no .safetensors weights; other formats are not read"


def test_a_tokenizer_that_knows_no_offsets_is_refused(folder, tmp_path):
    BertForQuestionAnswering.from_pretrained(folder).save_pretrained(tmp_path)
    CanineTokenizer().save_pretrained(tmp_path)
    assert refusal(tmp_path) == f"{tmp_path}: its tokenizer does not tell where tokens stand in the text"


def test_a_tokenizer_without_a_token_for_no_answer_is_refused(folder, tmp_path):
    BertForQuestionAnswering.from_pretrained(folder).save_pretrained(tmp_path)
    BertTokenizer.from_pretrained(folder).save_pretrained(tmp_path)
    rules = json.loads((tmp_path / "tokenizer.json").read_text())
    rules["post_processor"] = None
    (tmp_path / "tokenizer.json").write_text(json.dumps(rules))
    settings = json.loads((tmp_path / "tokenizer_config.json").read_text())
    settings["tokenizer_class"] = "PreTrainedTokenizerFast"
    (tmp_path / "tokenizer_config.json").write_text(json.dumps(settings))
    assert "no [CLS]" in refusal(tmp_path)


@pytest.mark.parametrize("file", ["model.safetensors", "config.json"])
def test_a_broken_file_is_refused(folder, tmp_path, file):
    BertTokenizer.from_pretrained(folder).save_pretrained(tmp_path)
    BertForQuestionAnswering.from_pretrained(folder).save_pretrained(tmp_path)
    (tmp_path / file).write_bytes((tmp_path / file).read_bytes()[:40])
    assert str(tmp_path) in refusal(tmp_path)


def test_an_unknown_precision_is_named(folder):
    assert "'float8' is unknown" in refusal(folder, precision="float8")
