"""Question and passage as the tokens that a reader's model sees; the same in training and in answering.

The only module of the program that knows the tokenizers library.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.types import Span
from index.pretrained import encodable

MOST_QUESTION_TOKENS = 48
"""A question of 400 characters has about 100 tokens; what follows the first 48 is seldom what is asked."""


@dataclass(frozen=True, slots=True)
class Pair:
    """[CLS] question [SEP] headline. passage [SEP] as token ids.

    `first` numbers the first token behind the question. `offsets` are where the tokens from there on, but
    for the closing [SEP], stand in the passage's text; those of the headline lie before 0.
    """

    ids: tuple[int, ...]
    first: int
    offsets: tuple[Span, ...]

    @property
    def types(self) -> tuple[int, ...]:
        """Token types: 0 for the question, 1 for what is read."""
        return (0,) * self.first + (1,) * (len(self.ids) - self.first)


class PairTokenizer:
    """A BERT tokenizer (`tokenizer.json`) that puts a question before a passage."""

    def __init__(self, path: Path) -> None:
        """Load the file; what tokenizers raises for a broken one is left to the caller."""
        from tokenizers import Tokenizer  # noqa: PLC0415 - only where a model reads

        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self._cls, self._sep = (
            self._tokenizer.encode(name, add_special_tokens=False).ids[0] for name in ("[CLS]", "[SEP]")
        )

    def pair(self, question: str, headline: str | None, text: str, most: int) -> Pair:
        """At most `most` tokens; what does not fit is left off at the end of the passage."""
        asked = self._ids(question)[:MOST_QUESTION_TOKENS]
        head = f"{headline}. " if headline else ""
        read = self._tokenizer.encode(encodable(head + text), add_special_tokens=False)
        first = len(asked) + 2
        room = max(0, most - first - 1)
        return Pair(
            (self._cls, *asked, self._sep, *read.ids[:room], self._sep),
            first,
            tuple(Span(start - len(head), end - len(head)) for start, end in read.offsets[:room]),
        )

    def _ids(self, text: str) -> Sequence[int]:
        ids: Sequence[int] = self._tokenizer.encode(encodable(text), add_special_tokens=False).ids
        return ids
