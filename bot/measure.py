"""Figures of answers against expected ones, as pure functions. Nothing here reads files or asks questions.

`normal`, `exact_match` and `f1` follow the evaluation script of SQuAD 1.1 (Rajpurkar et al., 2016).
"""

import re
import string
from collections import Counter
from collections.abc import Sequence

import numpy as np

_ARTICLES = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)


def normal(text: str) -> str:
    """Lower case, without punctuation and English articles, white space folded."""
    return " ".join(_ARTICLES.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def exact_match(said: str, accepted: Sequence[str]) -> float:
    """1.0 when the normalised answer equals an accepted one, else 0.0."""
    return float(any(normal(said) == normal(answer) for answer in accepted))


def f1(said: str, accepted: Sequence[str]) -> float:
    """The best F1, 0 to 1, of shared normalised words with an accepted answer."""
    return max((_f1(normal(said).split(), normal(answer).split()) for answer in accepted), default=0.0)


def _f1(said: list[str], expected: list[str]) -> float:
    if not said or not expected:
        return float(said == expected)
    shared = sum((Counter(said) & Counter(expected)).values())
    return 2 * shared / (len(said) + len(expected))


def holds(text: str, accepted: Sequence[str]) -> bool:
    """Whether the text holds an accepted answer as whole words, upper and lower case and space aside."""
    folded = " ".join(text.casefold().split())
    return any(
        re.search(rf"(?<!\w){re.escape(' '.join(answer.casefold().split()))}(?!\w)", folded)
        for answer in accepted
        if answer.strip()
    )


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """The chance, 0 to 1, that a positive scores higher than a negative; ties count half.

    The area under the ROC curve by the Mann-Whitney statistic. Raises ValueError when either is empty.
    """
    if not positive or not negative:
        raise ValueError("AUROC needs at least one score on each side.")
    above = np.asarray(positive)[:, None] - np.asarray(negative)[None, :]
    return float((above > 0).mean() + (above == 0).mean() / 2)


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which the given share, 0 to 1, of the values lies; linear between neighbours."""
    return float(np.quantile(np.asarray(values), share))
