"""How well a model reads, apart from retrieval: it is given the text and must find the answer in it.

What is kept from training is settled in `training.parts`. Each part gives rows (figure, value); `limit` draws
so many questions of each set evenly, None takes all.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bot.measure import auroc, exact_match, f1
from bot.reader.extractive import answers
from bot.reader.model import Model, Passage, Read
from corpus.passages import PassageSpec, passages
from corpus.sentences import sentences
from corpus.types import Article, Span
from index.measure import average_precision, reciprocal_rank
from index.types import Embedder
from tests.quality.data import FOLDER, drawn, records
from training.examples import Example
from training.parts import HELD_OUT_ARTICLES, part_of
from training.sets import news as news_set
from training.sets import squad
from training.sets.relevance import HELD_OUT_FILE

Row = tuple[str, str]
MARGIN_SHARE = 0.5
"""Of the span margin in the sum with the `answers` logit: fixed, so that no set judges what it has chosen."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question on a text. Without `answers` the text does not say."""

    question: str
    headline: str | None
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What a model says of one passage.

    `span` is its best answer within a sentence, `crossing` the best one that may run over sentences; both
    empty where there is none. `answers` is its logit that the passage answers, `margin` how far the logits of
    the best span stand above those of "no answer".
    """

    span: str
    crossing: str
    answers: float
    margin: float

    @property
    def both(self) -> float:
        """The `answers` logit and a fixed share of the margin."""
        return self.answers + MARGIN_SHARE * self.margin


SCORES: dict[str, Callable[[Said], float]] = {
    "answers": lambda said: said.answers,
    "margin": lambda said: said.margin,
    "both": lambda said: said.both,
}


def read(model: Model, question: str, headline: str | None, texts: Sequence[str]) -> list[Said]:
    """What the model says of each text; spans are found and trimmed as the program does it."""
    told = model.read(question, [Passage(headline, text) for text in texts])
    return [_said(text, one) for text, one in zip(texts, told, strict=True)]


def _said(text: str, told: Read) -> Said:
    within = answers(text, sentences(text), told)
    crossing = answers(text, [Span(0, len(text))], told)
    best, best_crossing = (
        text[found[0].span.start : found[0].span.end] if found else "" for found in (within, crossing)
    )
    return Said(best, best_crossing, told.answers, within[0].margin if within else 0.0)


def said_of(model: Model, asked: Asked, texts: Sequence[str] | None = None) -> Said:
    """What the model says of a text, or of those of its pieces which answers best by `both`."""
    said = read(model, asked.question, asked.headline, texts or [asked.text])
    return max(said, key=lambda one: one.both)


def cut(text: str) -> list[str]:
    """The text in pieces as an index cuts it."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    return [passage.text for passage in passages(Article("text", 1, text, digest), PassageSpec())]


def accuracy(found: Iterable[tuple[str, Sequence[str]]]) -> str:
    """Mean exact match and F1 of (answer, accepted answers), in percent, and over how many."""
    kept = list(found)
    if not kept:
        return "none"
    em, partly = (100 * sum(measure(*pair) for pair in kept) / len(kept) for measure in (exact_match, f1))
    return f"{em:.1f} / {partly:.1f} of {len(kept)}"


def separation(known: Sequence[Said], unknown: Sequence[Said]) -> str:
    """AUROC of what is answered over what is not by each of `SCORES`, and over how many."""
    if not known or not unknown:
        return "none"
    by_score = (auroc([score(s) for s in known], [score(s) for s in unknown]) for score in SCORES.values())
    return " / ".join(f"{value:.3f}" for value in by_score) + f" of {len(known)} and {len(unknown)}"


def found_and_told_apart(name: str, asked: Sequence[Asked], said: Sequence[Said]) -> list[Row]:
    """EM/F1 of the questions that have an answer, and AUROC of these over those that have none."""
    pairs = list(zip(asked, said, strict=True))
    known = [(one, told) for one, told in pairs if one.answers]
    unknown = [told for one, told in pairs if not one.answers]
    return [
        (f"{name}, EM / F1", accuracy((told.span, one.answers) for one, told in known)),
        (f"{name}, AUROC by {' / '.join(SCORES)}", separation([told for _, told in known], unknown)),
    ]


def xquad(model: Model, limit: int | None = None) -> list[Row]:
    """The answers to XQuAD's English questions in the paragraphs that hold them."""
    asked = [
        Asked(row["question"], row["title"].replace("_", " "), row["context"], tuple(row["answers"]))
        for row in drawn(records("xquad_en.jsonl"), limit)
    ]
    said = [said_of(model, one) for one in asked]
    pairs = list(zip(asked, said, strict=True))
    return [
        ("XQuAD gold paragraph, EM / F1", accuracy((told.span, one.answers) for one, told in pairs)),
        (
            "the same, spans may cross sentences",
            accuracy((told.crossing, one.answers) for one, told in pairs),
        ),
    ]


def squad2(model: Model, limit: int | None = None) -> list[Row]:
    """The articles of SQuAD 2 that are kept from training; half of their questions have no answer there."""
    asked = drawn([_asked(one) for one in squad.squad2(FOLDER) if part_of(one) == "judge"], limit)
    names = " and ".join(sorted(HELD_OUT_ARTICLES))
    return found_and_told_apart(f"SQuAD 2, {names}", asked, [said_of(model, one) for one in asked])


def squadshifts(model: Model, limit: int | None = None) -> list[Row]:
    """The documents of SquadShifts that are kept from training, by set."""
    held_out: dict[str, list[Asked]] = defaultdict(list)
    for one in squad.squadshifts(FOLDER):
        if part_of(one) == "judge":
            held_out[one.origin.removeprefix("squadshifts-")].append(_asked(one))
    return [
        (
            f"SquadShifts {name}, documents held out, EM / F1",
            accuracy((said_of(model, one).span, one.answers) for one in drawn(held_out[name], limit)),
        )
        for name in sorted(held_out)
    ]


def news(model: Model, limit: int | None = None) -> list[Row]:
    """The project's own questions on texts that are not trained on; they say when training stops.

    Each text is cut as the index cuts it, and the passage that answers best is taken.
    """
    stop = [one for one in news_set.news() if one.origin == "news" and part_of(one) == "stop"]
    asked = drawn([_asked(one) for one in stop], limit)
    said = [said_of(model, one, cut(one.text)) for one in asked]
    return found_and_told_apart("News questions on texts held out", asked, said)


def _asked(example: Example) -> Asked:
    """An example of a training set as a question on the one text that it comes with."""
    (candidate,) = example.candidates
    accepted = tuple(dict.fromkeys(candidate.text[start:end] for start, end in candidate.spans))
    return Asked(example.question, candidate.headline, candidate.text, accepted)


@dataclass(frozen=True, slots=True)
class Section:
    """A question, a section's sentences, and the numbers of those that answer.

    `new` tells that no question on its article is trained on.
    """

    question: str
    headline: str
    sentences: tuple[str, ...]
    right: frozenset[int]
    new: bool


@dataclass(frozen=True, slots=True)
class Ranked:
    """Sentence numbers of a section, best first, by one score."""

    ranking: tuple[int, ...]
    section: Section

    @classmethod
    def by(cls, scores: Sequence[float], section: Section) -> "Ranked":
        """The order by scores, higher first; ties keep the section's order."""
        return cls(tuple(sorted(range(len(scores)), key=lambda i: -scores[i])), section)


def order(ranked: Iterable[Ranked]) -> str:
    """MAP and MRR, and over how many questions."""
    kept = list(ranked)
    if not kept:
        return "none"
    means = (
        sum(measure(one.ranking, one.section.right) for one in kept) / len(kept)
        for measure in (average_precision, reciprocal_rank)
    )
    return " / ".join(f"{mean:.3f}" for mean in means) + f" of {len(kept)}"


def selqa(model: Model, embedder: Embedder, limit: int | None = None) -> list[Row]:
    """Which sentence of a section answers, asked with SelQA's file that is kept from training."""
    return sentence_ranking(model, embedder, drawn(_sections(), limit))


def sentence_ranking(model: Model, embedder: Embedder, sections: Sequence[Section]) -> list[Row]:
    """MAP and MRR of sentences by the model, which reads each as a passage of its own, and by cosine."""
    ranked: dict[str, list[Ranked]] = {"`answers`": [], "both": [], f"cosine of {embedder.name}": []}
    for section in sections:
        by_model, by_both, by_cosine = ranked.values()
        said = read(model, section.question, section.headline, section.sentences)
        by_model.append(Ranked.by([one.answers for one in said], section))
        by_both.append(Ranked.by([one.both for one in said], section))
        shown = [f"{section.headline}. {sentence}" for sentence in section.sentences]
        vectors = embedder.encode([section.question, *shown])
        by_cosine.append(Ranked.by((vectors[1:] @ vectors[0]).tolist(), section))
    rows = []
    for name, found in ranked.items():
        rows.append((f"SelQA, sentences by {name}, MAP / MRR", order(found)))
        new = [one for one in found if one.section.new]
        rows.append((f"the same by {name}, articles not trained on", order(new)))
    return rows


def _sections() -> list[Section]:
    """The questions of SelQA's file that is kept from training. Most of its articles are trained on."""
    folder = FOLDER / "selqa"
    trained = [path for path in folder.glob("*.json") if path.name != HELD_OUT_FILE]
    known = {row["article"] for path in trained for row in json.loads(path.read_text(encoding="utf-8"))}
    return [
        Section(
            row["question"],
            row["article"],
            tuple(row["candidates"]),
            frozenset(row["answers"]),
            row["article"] not in known,
        )
        for row in json.loads((folder / HELD_OUT_FILE).read_text(encoding="utf-8"))
    ]
