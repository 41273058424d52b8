"""Examples as token ids, in steps of about equally many tokens."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from bot.reader.onnx import MOST_TOKENS
from bot.reader.pairs import Pair, PairTokenizer
from corpus.types import Span
from training.errors import TrainingError
from training.examples import Candidate, Example
from training.recipe import Recipe
from training.swap import names
from training.vary import drawn

_NAMED = 5_000
"""About so many passages lend their names to false premises."""


@dataclass(frozen=True, slots=True)
class Row:
    """A question with one passage; rows of one `group` are passages beside the same question.

    `starts` and `ends` number the first and last tokens of accepted answers: (0,) where the passage does not
    answer, None where it answers somewhere, unknown where.
    """

    ids: tuple[int, ...]
    types: tuple[int, ...]
    starts: tuple[int, ...] | None
    ends: tuple[int, ...] | None
    relevant: bool
    group: int


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows of about one length as tensors of shape (rows, tokens), zeros behind the shorter ones."""

    input_ids: Tensor
    attention_mask: Tensor
    token_type_ids: Tensor
    rows: Sequence[Row]


def row(tokenizer: PairTokenizer, question: str, candidate: Candidate, group: int) -> Row | None:
    """None where no answer fits into the longest row."""
    pair = tokenizer.pair(candidate.question or question, candidate.headline, candidate.text, MOST_TOKENS)
    if not candidate.relevant:
        return Row(pair.ids, pair.types, (0,), (0,), relevant=False, group=group)
    if not candidate.spans:
        return Row(pair.ids, pair.types, None, None, relevant=True, group=group)
    found = [tokens for span in candidate.spans if (tokens := span_tokens(pair, span))]
    if not found:
        return None
    starts, ends = (tuple(sorted(set(numbers))) for numbers in zip(*found, strict=True))
    return Row(pair.ids, pair.types, starts, ends, relevant=True, group=group)


def span_tokens(pair: Pair, span: Span) -> tuple[int, int] | None:
    """Numbers of the first and last token that a span of the passage touches; None where it is cut off."""
    inside = [number for number, (a, b) in enumerate(pair.offsets) if a < span.end and span.start < b]
    if not inside or pair.offsets[inside[-1]].end < span.end:
        return None
    return pair.first + inside[0], pair.first + inside[-1]


def padded(rows: Sequence[Row]) -> Batch:
    """Rows side by side."""
    width = max(len(one.ids) for one in rows)
    ids = torch.zeros(len(rows), width, dtype=torch.long)
    mask, types = torch.zeros_like(ids), torch.zeros_like(ids)
    for number, one in enumerate(rows):
        ids[number, : len(one.ids)] = torch.tensor(one.ids)
        types[number, : len(one.ids)] = torch.tensor(one.types)
        mask[number, : len(one.ids)] = 1
    return Batch(ids, mask, types, rows)


def batches(rows: Sequence[Row], tokens: int) -> list[Batch]:
    """Rows sorted by length and cut into batches of at most so many tokens, padding included."""
    made: list[Batch] = []
    held: list[Row] = []
    for one in sorted(rows, key=lambda each: len(each.ids)):
        if held and len(one.ids) * (len(held) + 1) > tokens:
            made.append(padded(held))
            held = []
        held.append(one)
    return [*made, padded(held)] if held else made


def order(examples: Sequence[Example], recipe: Recipe, epoch: int) -> list[int]:
    """Positions of the examples that one epoch shows, in its order; a share above 1 repeats some."""
    rng = random.Random(f"{recipe.seed} {epoch}")
    positions = []
    for position, example in enumerate(examples):
        share = recipe.share(example.origin)
        positions += [position] * (int(share) + (rng.random() < share % 1))
    rng.shuffle(positions)
    return positions


def steps(
    examples: Sequence[Example], recipe: Recipe, tokenizer: PairTokenizer, skip: int = 0
) -> Iterator[list[Row]]:
    """Rows of about `recipe.step_tokens` tokens, without end; groups stay whole.

    The first `skip` steps are passed over. Every draw depends on the seed, the epoch and the place in it
    alone, so that step n is the same whenever it is asked for.

    Raises:
        TrainingError: There is nothing to learn from.
    """
    elsewhere = names(one.candidates[0].text for one in examples[:: max(1, len(examples) // _NAMED)])
    number, epoch, size = 0, 0, 0
    held: list[Row] = []
    while True:
        before = number, size
        for place, position in enumerate(order(examples, recipe, epoch)):
            rng = random.Random(f"{recipe.seed} {epoch} {place}")
            for example in drawn(examples[position], rng, elsewhere, recipe.false_premises):
                made = _rows(tokenizer, example, group=len(held))
                held += made
                size += sum(len(one.ids) for one in made)
            if size >= recipe.step_tokens:
                number += 1
                if number > skip:
                    yield held
                held, size = [], 0
        if (number, size) == before:
            raise TrainingError("there is no example to learn from")
        epoch += 1


def _rows(tokenizer: PairTokenizer, example: Example, group: int) -> list[Row]:
    made = (row(tokenizer, example.question, one, group) for one in example.candidates)
    return [one for one in made if one is not None]
