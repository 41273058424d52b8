"""QAMR and QA-SRL: questions on single sentences of Wikinews and Wikipedia, put back into passages.

Sources: "Crowdsourcing Question-Answer Meaning Representations" (Michael et al. 2018) and "Question-Answer
Driven Semantic Role Labeling" (He et al. 2015). Both name sentences by
corpus:collection:document:paragraph:sentence.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.types import Span
from training.examples import Candidate, Example
from training.treebank import joined

MOST_WORDS = 110
"""Sentences are joined to passages of up to about this many words; the index cuts at 140."""

_STRAIGHT = str.maketrans("“”’‘", "\"\"''")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sentence stands: in the passage `text` of `document`, its tokens at `spans`."""

    document: str
    text: str
    spans: tuple[Span, ...]


def sentences(folder: Path) -> dict[str, list[str]]:
    """Tokens of every sentence that either set knows, by sentence id."""
    found: dict[str, list[str]] = {}
    with (folder / "qamr" / "wiki-sentences.tsv").open(encoding="utf-8") as file:
        for line in file:
            key, text = line.rstrip("\n").split("\t")
            found[key] = text.split(" ")
    for path in sorted((folder / "qasrl").glob("*.sentences.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                found.setdefault(row["qasrl_id"], row["tokens"].split(" "))
    return found


def standing_in(tokens: Mapping[str, Sequence[str]], articles: Iterable[str]) -> frozenset[str]:
    """Ids of the sentences that stand in the texts of articles, white space and shapes of quotes aside."""
    texts = [_squeezed(article) for article in articles]
    squeezed = {key: _squeezed(joined(words)[0]) for key, words in tokens.items()}
    return frozenset(key for key, sentence in squeezed.items() if any(sentence in text for text in texts))


def _squeezed(text: str) -> str:
    return "".join(text.split()).translate(_STRAIGHT)


def places(tokens: Mapping[str, Sequence[str]]) -> dict[str, Place]:
    """Each sentence in a passage with its neighbours in the document, in their order."""
    documents: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for key in tokens:
        _, collection, document, paragraph, sentence = key.split(":")
        documents[f"{collection}:{document}"].append((int(paragraph), int(sentence), key))
    found: dict[str, Place] = {}
    for document, keys in documents.items():
        passage: list[str] = []
        for _, _, key in sorted(keys):
            words = sum(len(tokens[each]) for each in passage)
            if passage and words + len(tokens[key]) > MOST_WORDS:
                found.update(_placed(document, passage, tokens))
                passage = []
            passage.append(key)
        found.update(_placed(document, passage, tokens))
    return found


def _placed(
    document: str, keys: Sequence[str], tokens: Mapping[str, Sequence[str]]
) -> Iterator[tuple[str, Place]]:
    """The sentences of one passage, each with its place in it."""
    pieces, spans, offset = [], {}, 0
    for key in keys:
        text, within = joined(tokens[key])
        spans[key] = tuple(Span(start + offset, end + offset) for start, end in within)
        pieces.append(text)
        offset += len(text) + 1
    passage = " ".join(pieces)
    for key in keys:
        yield key, Place(document, passage, spans[key])


def qamr(folder: Path, where: Mapping[str, Place]) -> Iterator[Example]:
    """Questions on one sentence each, kept where all who checked them could answer.

    The accepted spans are the asker's answer and what the checkers marked.
    """
    for name in ("dev", "test"):
        with (folder / "qamr" / f"{name}.tsv").open(encoding="utf-8") as file:
            for line in file:
                key, _, _, _, _, question, asker, *checks = line.rstrip("\n").split("\t")
                checkers = [check.partition(":")[2] for check in checks]
                if key not in where or not all(one.replace(" ", "").isdigit() for one in checkers):
                    continue
                place = where[key]
                spans = {span for one in (asker, *checkers) if (span := _stretch(one, place.spans))}
                if spans:
                    yield _example(question, "qamr", key, place, spans)


def _stretch(numbers: str, spans: Sequence[Span]) -> Span | None:
    """The span of consecutive tokens that the numbers name; None where they are scattered."""
    tokens = sorted({int(number) for number in numbers.split()})
    if not tokens or tokens[-1] - tokens[0] + 1 != len(tokens):
        return None
    return Span(spans[tokens[0]].start, spans[tokens[-1]].end)


def qasrl(folder: Path, where: Mapping[str, Place]) -> Iterator[Example]:
    """Who did what to whom: one question a role of a verb, with every answer that it was given."""
    for path in sorted((folder / "qasrl").glob("*.gold.csv")):
        asked: dict[tuple[str, str, str], set[Span]] = defaultdict(set)
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if (place := where.get(row["qasrl_id"])) is not None:
                    spans = asked[row["qasrl_id"], row["verb_idx"], row["question"]]
                    spans.update(_ranges(row["answer_range"], place.spans))
        for (key, _, question), spans in asked.items():
            yield _example(question, "qasrl", key, where[key], spans)


def _ranges(written: str, spans: Sequence[Span]) -> Iterator[Span]:
    """Spans of token ranges such as "3:5~!~7:8", half open."""
    for pair in written.split("~!~"):
        first, end = (int(number) for number in pair.split(":"))
        yield Span(spans[first].start, spans[end - 1].end)


def _example(question: str, name: str, key: str, place: Place, spans: Iterable[Span]) -> Example:
    candidate = Candidate(place.text, True, tuple(sorted(spans)))
    return Example(question, (candidate,), f"{name}-{key.split(':')[1]}", place.document)
