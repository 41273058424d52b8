"""How near questions about something else come to a corpus: what a score must exceed to mean anything.

In a larger corpus an unrelated question finds a nearer passage by chance alone, so no fixed cosine can tell
"off the subject". The same everyday questions are asked of every corpus, and it is measured against them.
"""

from collections.abc import Sequence

import numpy as np

from index.types import Embedder, VectorIndex

SHARE = 0.95
"""The noise floor is what this share of the unrelated questions stays below."""

UNRELATED: tuple[str, ...] = (
    "how long should rice simmer",
    "what can I use instead of eggs in a cake",
    "how do you sharpen a kitchen knife",
    "why does bread go stale",
    "what temperature should a fridge have",
    "how often do I water a cactus",
    "when do you prune apple trees",
    "how do I get rid of moss in the lawn",
    "what do hedgehogs eat",
    "how long do cats sleep each day",
    "how do you teach a dog to sit",
    "why do leaves turn yellow",
    "how many legs does a lobster have",
    "what is the fastest bird",
    "how tall is a giraffe",
    "what is the square root of 144",
    "how do you divide fractions",
    "what does a comma do in a sentence",
    "what is the plural of octopus",
    "how do I write a letter of application",
    "who wrote pride and prejudice",
    "who painted the girl with the pearl earring",
    "how many strings does a cello have",
    "what key is moonlight sonata in",
    "who sang the theme of goldfinger",
    "how many players are in a handball team",
    "who won the tennis final in 1987",
    "how long is a marathon",
    "what are the rules of chess castling",
    "how many cards are in a tarot deck",
    "when did they stop making that tv series about a bar",
    "who plays the sister in the second season",
    "what does the last scene of the movie mean",
    "how do I reset my router",
    "why is my laptop so slow",
    "how do I undo a commit",
    "how do you sort a list in python",
    "what is the shortcut to copy a line",
    "how do I delete an app on my phone",
    "how do I change a flat bicycle tyre",
    "how much air goes into car tyres",
    "what size screws for plasterboard",
    "how do I unblock a sink",
    "how long does wall paint take to dry",
    "which side of the bed is better for the back",
    "how do I stop hiccups",
    "what is a normal pulse when resting",
    "how much water should I drink",
    "does vitamin c help against a cold",
    "how do I tie a bow tie",
    "what do I wear to a wedding in summer",
    "how do you knit a scarf",
    "how do I remove chewing gum from jeans",
    "what is a good gift for a ten year old",
    "how do I say thank you in portuguese",
    "when is mother's day this year",
    "what time does the supermarket close",
    "how do I renew a library card",
    "how is compound interest worked out",
    "how much should I save for retirement",
    "what is the capital of paraguay",
    "how deep is lake baikal",
    "why is the sky blue",
    "what is the boiling point of ethanol",
    "how heavy is a cubic metre of sand",
    "who discovered oxygen",
    "how were the pyramids measured",
    "what did roman soldiers eat",
    "who was the third wife of henry the eighth",
    "when was the printing press invented",
)
"""Questions of everyday life and general knowledge; they name no recent event, person or place."""


def noise_floor(vectors: VectorIndex, embedder: Embedder, questions: Sequence[str] = UNRELATED) -> float:
    """The cosine, -1 to 1, that the best passage for an unrelated question stays below 95 times of 100."""
    best = [vectors.search(question, 1)[1].max(initial=-1.0) for question in embedder.encode(questions)]
    return float(np.quantile(best, SHARE))
