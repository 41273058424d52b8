"""A reader small enough to train in a test: a tokenizer of letters and a few words, a net of two layers."""

import string
from pathlib import Path

import torch
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer
from transformers import BertConfig, BertModel

from bot.reader.pairs import PairTokenizer
from corpus.types import Span
from training.examples import Candidate, Example
from training.model import Net
from training.recipe import Recipe

_LETTERS = string.ascii_lowercase + string.digits
_VOCABULARY = [
    *("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"),
    *_LETTERS,
    *(f"##{letter}" for letter in _LETTERS),
    *string.punctuation,
    *("the", "harbour", "opened", "divers", "counted", "crates", "who", "what", "when", "spring", "there"),
]


def tokenizer_file(folder: Path) -> Path:
    tokenizer = Tokenizer(
        WordPiece({word: number for number, word in enumerate(_VOCABULARY)}, unk_token="[UNK]")
    )
    tokenizer.normalizer = BertNormalizer()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    path = folder / "tiny-tokenizer.json"
    tokenizer.save(str(path))
    return path


def tokenizer(folder: Path) -> PairTokenizer:
    return PairTokenizer(tokenizer_file(folder))


def net(seed: int = 1) -> Net:
    torch.manual_seed(seed)
    config = BertConfig(
        vocab_size=len(_VOCABULARY),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        hidden_dropout_prob=0.0,
        attention_probs_dropout_prob=0.0,
        attn_implementation="eager",
    )
    return Net(BertModel(config, add_pooling_layer=False))


def recipe(**changes: object) -> Recipe:
    given = {
        "name": "tiny",
        "tokens": 4_000,
        "rate": 3e-3,
        "last_rate": 1e-3,
        "warmup": 0.1,
        "shares": {},
        "false_premises": 0.3,
        "relevance": 1.0,
        "step_tokens": 250,
        "batch_tokens": 128,
        "average": 0.8,
        "look_tokens": 1_000,
    }
    return Recipe(**{**given, **changes})


def candidate(text: str, *answers: str, headline: str | None = None) -> Candidate:
    """A passage that answers by each of the given words; without them one that does not answer."""
    spans = tuple(Span(text.index(answer), text.index(answer) + len(answer)) for answer in answers)
    return Candidate(text, bool(spans), spans, headline)


def example(question: str, *candidates: Candidate, origin: str = "news", document: str = "") -> Example:
    return Example(question, candidates, origin, document or question)


HARBOUR = candidate("The harbour opened in spring 1990.", "spring 1990", headline="Harbour")
CRATES = candidate("Divers counted 40 crates there.", "40")
MAYOR = candidate("Anna Berg spoke after Tom Lund left.", "Anna Berg")

EXAMPLES = (
    example("when did the harbour open?", HARBOUR, candidate(CRATES.text)),
    example("how many crates did divers count?", CRATES, candidate(HARBOUR.text)),
    example("who spoke after Tom Lund?", MAYOR),
    example("what did the crates hold?", candidate(CRATES.text)),
    example("who opened it?", Candidate("Tom opened it.", relevant=True), candidate("It rained.")),
)
"""Of every kind: with spans and negatives, unanswered, and relevant with spans unknown."""
