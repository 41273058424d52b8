"""The stages of the training, one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Recipe:
    """All that shapes the weights of one stage, besides the data and the weights that it begins with.

    Attributes:
        name: Of the stage, and of its folder.
        tokens: To train on in all, without padding.
        rate: Of learning; falls linearly to `last_rate`, and is held down during the warm-up.
        warmup: The share of the tokens over which the rate rises to its height.
        shares: How often an epoch shows an example of each set; the longest name counts that its origin
            begins with, and where none does it is once.
        false_premises: The share of answered questions that come with one turned into a false premise.
        relevance: Weight of the loss that tells passages which answer from those which do not.
        listwise: Weight of the loss that sets the passages of one question against each other.
        step_tokens: About so many for one step of the optimizer.
        batch_tokens: At most so many go through the net at once, padding included.
        decay: Of weights, decoupled (AdamW, Loshchilov & Hutter 2019).
        average: Of the weights, exponential; what a step's average keeps of the one before.
        look_tokens: After so many the held-out part is read.
        patience: Looks without improvement after which the stage ends.
        seed: Of all draws.
        kept: The shares of what earlier stages left behind, by name, in the mean that this one leaves behind:
            what it unlearns comes back, and most of what it learns stays (Wortsman et al. 2022).
    """

    name: str
    tokens: int
    rate: float
    last_rate: float
    warmup: float
    shares: Mapping[str, float]
    false_premises: float
    relevance: float
    listwise: float = 0.5
    step_tokens: int = 6_144
    batch_tokens: int = 2_048
    decay: float = 0.01
    average: float = 0.998
    look_tokens: int = 1_000_000
    patience: int = 6
    seed: int = 7
    kept: Mapping[str, float] = field(default_factory=dict)

    def rate_at(self, tokens: int) -> float:
        """The rate of learning after so many tokens."""
        done = tokens / self.tokens
        falling = self.rate + (self.last_rate - self.rate) * min(1.0, done)
        return falling * min(1.0, done / self.warmup + 0.01)

    def share(self, origin: str) -> float:
        """How often an epoch shows an example of this origin."""
        fitting = [name for name in self.shares if origin.startswith(name)]
        return self.shares[max(fitting, key=len)] if fitting else 1.0


_NO_PAIRS = {"stories-pair": 0.0, "encyclopedia-pair": 0.0, "news-pair": 0.0}
"""Without two texts, or two questions, that look alike."""
_LATER = {"stories": 0.0, "encyclopedia": 0.0, "news-told": 0.0, **_NO_PAIRS}
"""Sets that were written when the first stages were done."""
_ALSO = {
    "squad2": 2.5,
    "qed": 1.0,
    "squadshifts-new_wiki": 0.7,
    "squadshifts": 0.1,
    "qamr-wikinews": 0.15,
    "qamr": 0.05,
    "qasrl-wikinews": 0.1,
    "qasrl": 0.03,
    "pairs": 0.1,
    "selqa": 0.3,
}
"""What the later stages show beside the sets written for them."""

BROAD = Recipe(
    name="broad",
    tokens=5_000_000,
    rate=2e-4,
    last_rate=1.5e-4,
    warmup=0.16,
    shares={
        **_LATER,
        "news": 2.0,
        "squad2": 1.5,
        "qed": 1.0,
        "squadshifts-new_wiki": 1.0,
        "squadshifts": 0.7,
        "qamr-wikinews": 0.7,
        "qamr": 0.4,
        "qasrl-wikinews": 0.3,
        "qasrl": 0.15,
        "pairs": 0.4,
        "selqa": 0.5,
    },
    false_premises=0.0,
    relevance=0.5,
)
"""Learns to find spans, from as many kinds of text as there are."""

ANSWERABLE = Recipe(
    name="answerable",
    tokens=12_000_000,
    rate=1.5e-4,
    last_rate=0.0,
    warmup=0.01,
    shares={
        **_LATER,
        "news": 4.0,
        "squad2": 5.0,
        "qed": 1.5,
        "squadshifts-new_wiki": 1.0,
        "squadshifts": 0.4,
        "qamr-wikinews": 0.5,
        "qamr": 0.25,
        "qasrl-wikinews": 0.3,
        "qasrl": 0.1,
        "pairs": 0.3,
        "selqa": 0.5,
    },
    false_premises=0.3,
    relevance=1.0,
)
"""Learns when a passage on the subject does not answer: near misses and false premises."""

CONTRAST = Recipe(
    name="contrast",
    tokens=8_000_000,
    rate=1.5e-4,
    last_rate=0.0,
    warmup=0.03,
    shares={**_ALSO, **_NO_PAIRS, "stories": 1.0, "encyclopedia": 1.0, "news": 1.5},
    false_premises=0.2,
    relevance=1.0,
)
"""Learns from one question on two texts, of which the one answers and the other only nearly does."""

ALIKE = Recipe(
    name="alike",
    tokens=10_000_000,
    rate=1.5e-4,
    last_rate=0.0,
    warmup=0.03,
    shares={
        **_ALSO,
        "stories": 0.2,
        "stories-pair": 1.0,
        "encyclopedia": 0.2,
        "encyclopedia-pair": 1.5,
        "news": 1.0,
        "news-told": 0.0,
        "news-pair": 1.0,
    },
    false_premises=0.2,
    relevance=1.0,
    listwise=1.0,
    kept={"contrast": 0.5},
)
"""Learns from two texts, or two questions, that differ in a few words, side by side; only one answers."""

AGAIN = replace(ALIKE, name="again", tokens=8_000_000, kept={"contrast": 0.3})
"""The same once more, from the mean that it left behind; three tenths of what ships are from *contrast*."""

STAGES = (BROAD, ANSWERABLE, CONTRAST, ALIKE, AGAIN)
