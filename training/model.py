"""The net that is trained: MiniLM's encoder, a span head, and a head that says whether a passage answers."""

from pathlib import Path
from typing import NamedTuple

import torch
from torch import Tensor, nn
from transformers import BertConfig, BertModel


class Logits(NamedTuple):
    """What the net says: `start` and `end` of shape (rows, tokens), `answers` of shape (rows,)."""

    start: Tensor
    end: Tensor
    answers: Tensor


class Net(nn.Module):
    """Reads question and passage at once.

    The first token stands for "no answer here", as in BERT on SQuAD 2.0 (Devlin et al. 2019).
    """

    def __init__(self, encoder: BertModel) -> None:
        """Put new heads on an encoder without a pooling layer."""
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.span = nn.Linear(width, 2)
        self.pooled = nn.Linear(width, width)
        self.relevance = nn.Linear(width, 1)

    def forward(self, input_ids: Tensor, attention_mask: Tensor, token_type_ids: Tensor) -> Logits:
        """All of shape (rows, tokens). Span logits stand outside the passage too; who reads masks them."""
        hidden = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        start, end = self.span(hidden).unbind(-1)
        answers = self.relevance(torch.tanh(self.pooled(hidden[:, 0]))).squeeze(-1)
        return Logits(start, end, answers)


def from_minilm(folder: Path, seed: int) -> Net:
    """A net with the weights of all-MiniLM-L6-v2 and new heads drawn by the seed.

    Its word embeddings are not trained, so that words which training does not show keep their meaning, and
    nothing is dropped out: on two cores an epoch is all that there is time for.
    """
    torch.manual_seed(seed)
    config = BertConfig.from_pretrained(
        folder, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, attn_implementation="eager"
    )
    net = Net(BertModel.from_pretrained(folder, config=config, add_pooling_layer=False, dtype=torch.float32))
    net.encoder.embeddings.word_embeddings.weight.requires_grad_(False)
    return net
