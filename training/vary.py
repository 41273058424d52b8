"""Variants of an example, drawn anew each time it is seen: questions as people type them, passages as cut."""

import random
import re
from collections.abc import Sequence
from dataclasses import replace

from bot.wording import shared_start
from corpus.sentences import sentences
from corpus.types import Span
from training.examples import Candidate, Example
from training.sets.written import PAIR
from training.swap import swapped
from training.wordlists import SMALL

NEGATIVES = 0.6
"""The share of answered questions that come with a passage that does not answer them."""

_NO_MARK, _TELEGRAPH, _SLIP = 0.4, 0.12, 0.08
_LEAST_TELEGRAPH = 3
_NO_HEADLINE = 0.3
_TO_THE_LEFT = 0.5
_LEAST_WORDS, _MOST_WORDS = 40, 150
_LEAST_LEFT = 25


def drawn(
    example: Example, rng: random.Random, elsewhere: Sequence[str], false_premises: float
) -> list[Example]:
    """What one look at the example shows: its question as typed, a passage that answers, one that does not.

    With the chance `false_premises`, where spans are known, a question with a false premise on the same
    passage comes with it; names for it are drawn from the passage and from `elsewhere`. Pairs always show
    both of their texts. Relevance sets, which know no spans, keep two of their negatives, since ranking is
    all they teach.
    """
    right = [one for one in example.candidates if one.relevant][:1]
    wrong = [one for one in example.candidates if not one.relevant]
    premise = None
    if not right:
        chosen = wrong[:1]
    elif example.origin.endswith(PAIR):
        chosen = right + wrong[:1]
    elif right[0].spans:
        chosen = right + rng.sample(wrong, min(len(wrong), int(rng.random() < NEGATIVES)))
        if false_premises and rng.random() < false_premises:
            premise = swapped(example.question, right[0], elsewhere, rng)
    else:
        chosen = right + rng.sample(wrong, min(len(wrong), 2))
    seen = [_seen(example, example.question, chosen, rng)]
    if premise:
        seen.append(_seen(example, premise, [replace(right[0], relevant=False)], rng))
    return seen


def _seen(example: Example, question: str, chosen: Sequence[Candidate], rng: random.Random) -> Example:
    """The passages cropped, now and then all without headline, and the questions as typed."""
    cut: Sequence[Candidate]
    if example.origin.endswith(PAIR):
        right, near = chosen
        cut = cropped_alike(right, near, rng)
    else:
        cut = [cropped(one, rng) for one in chosen]
    bare = rng.random() < _NO_HEADLINE
    candidates = tuple(
        replace(
            one,
            headline=None if bare else one.headline,
            spans=one.spans if one.relevant else (),
            question=one.question and typed(one.question, rng),
        )
        for one in cut
    )
    return replace(example, question=typed(question, rng), candidates=candidates)


def typed(question: str, rng: random.Random) -> str:
    """The question, or now and then as typed in a hurry: no mark, the small words left out, a slip."""
    if rng.random() < _NO_MARK:
        question = question.rstrip(" ?")
    if rng.random() < _TELEGRAPH:
        kept = [word for word in question.split() if word.lower() not in SMALL]
        question = " ".join(kept) if len(kept) >= _LEAST_TELEGRAPH else question
    if rng.random() < _SLIP:
        question = _slipped(question, rng)
    return question


def _slipped(question: str, rng: random.Random) -> str:
    """One letter within a long word exchanged with the next, left out or doubled."""
    words = list(re.finditer(r"[A-Za-z]{5,}", question))
    if not words:
        return question
    word = rng.choice(words)
    at = rng.randrange(word.start() + 1, word.end() - 1)
    pair = question[at : at + 2]
    return question[:at] + rng.choice((pair[::-1], pair[1:], pair[0] + pair)) + question[at + 2 :]


def cropped_alike(right: Candidate, near: Candidate, rng: random.Random) -> tuple[Candidate, Candidate]:
    """Both texts of a pair cropped at the same places, with the words that differ inside."""
    before = shared_start(right.text, near.text)
    behind = shared_start(right.text[before:][::-1], near.text[before:][::-1])
    start, end = _window(right, rng, around=Span(before, len(right.text) - behind))
    return _between(right, start, end), _between(near, start, end + len(near.text) - len(right.text))


def cropped(candidate: Candidate, rng: random.Random) -> Candidate:
    """A run of whole sentences of 40 to 150 words around one of the answers; short passages stay whole."""
    return _between(candidate, *_window(candidate, rng))


def _window(candidate: Candidate, rng: random.Random, around: Span | None = None) -> Span:
    """Where whole sentences of 40 to 150 words begin and end, around an answer and the given words."""
    text = candidate.text
    spans = sentences(text)
    goal = rng.randint(_LEAST_WORDS, _MOST_WORDS)
    if len(spans) <= 1 or len(text.split()) <= goal:
        return Span(0, len(text))
    core = [rng.choice(candidate.spans)] if candidate.spans else []
    core += [around] if around and around.start < around.end else []
    if core:
        first, last = _around(Span(min(one.start for one in core), max(one.end for one in core)), spans)
    else:
        first = last = rng.randrange(len(spans))
    words = [len(text[start:end].split()) for start, end in spans]
    while sum(words[first : last + 1]) < goal and (first > 0 or last < len(spans) - 1):
        if first > 0 and (last == len(spans) - 1 or rng.random() < _TO_THE_LEFT):
            first -= 1
        else:
            last += 1
    return Span(spans[first].start, spans[last].end)


def _around(answer: Span, spans: Sequence[Span]) -> tuple[int, int]:
    """Numbers of the first and the last sentence that an answer touches."""
    first = max((number for number, one in enumerate(spans) if one.start <= answer.start), default=0)
    last = min((number for number, one in enumerate(spans) if one.end >= answer.end), default=len(spans) - 1)
    return first, last


def _between(candidate: Candidate, start: int, end: int) -> Candidate:
    if (start, end) == (0, len(candidate.text)):
        return candidate
    kept = tuple(Span(a - start, b - start) for a, b in candidate.spans if start <= a and b <= end)
    return replace(candidate, text=candidate.text[start:end], spans=kept)


def without_answer(candidate: Candidate) -> Candidate | None:
    """The passage less the sentences that hold its answers; None where too little or a mention is left."""
    answers = answers_of(candidate)
    kept = [
        candidate.text[sentence.start : sentence.end]
        for sentence in sentences(candidate.text)
        if not any(start < sentence.end and sentence.start < end for start, end in candidate.spans)
    ]
    text = " ".join(kept)
    if not answers or len(text.split()) < _LEAST_LEFT or mentions(text, answers):
        return None
    return Candidate(text, relevant=False, headline=candidate.headline)


def answers_of(candidate: Candidate) -> frozenset[str]:
    """The words of its accepted answers."""
    return frozenset(candidate.text[start:end] for start, end in candidate.spans)


def mentions(text: str, answers: frozenset[str]) -> bool:
    """Whether an answer stands in the text in whole words, letter case aside."""
    return any(re.search(rf"(?<!\w){re.escape(answer)}(?!\w)", text, re.IGNORECASE) for answer in answers)


def shortest(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The spans not far longer than the shortest; people who marked half a sentence are not followed."""
    least = min((end - start for start, end in spans), default=0)
    return tuple(span for span in spans if span.end - span.start <= 2 * least + 12)
