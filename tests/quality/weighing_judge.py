"""Figures of answers against the expected ones of weighing.jsonl, as pure functions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.measure import normal, percentile
from bot.types import Answer, Citation, Finding
from tests.quality.weighing_set import Expected, Question

Row = tuple[str, str]
FEWEST_TOLD, MOST_TOLD = 3, 5
"""Sentences of an overview, where there are so many articles."""
FIRST_STORIES = 2
"""So many of the stories that a question fits must be offered."""
UNANSWERABLE = {
    "not_stated": "near misses",
    "off_subject": "off the subject",
    "false_premise": "false premises",
    "language": "another language",
}


@dataclass(frozen=True, slots=True)
class Said:
    """What became of a question.

    Attributes:
        question: What was asked.
        answer: What was said.
        names: The names that an article goes by in the set, its id and its files', by id.
        whole: The answer to the question asked whole, of a follow-up.
    """

    question: Question
    answer: Answer
    names: Mapping[str, frozenset[str]]
    whole: Answer | None = None

    @property
    def kind_right(self) -> bool:
        """Whether the answer is of the kind expected."""
        return self.answer.kind == self.question.kind

    @property
    def first_right(self) -> bool:
        """Whether the first finding says what it should and is cited at an acceptable place.

        Of several stories two expected ones must be offered, and an overview must be well told; a refusal has
        no finding that could be wrong.
        """
        if not self.question.answerable:
            return not self.answer.findings
        if self.question.kind == "several_stories":
            return len(self.stories_offered()) >= FIRST_STORIES
        if self.question.type == "overview":
            return self.told_well
        if not self.answer.findings or self._contradicts():
            return False
        first = self.answer.findings[0]
        expected = self.question.first
        return self.at_place(first.citations[0]) and any(says(first, one) for one in expected)

    @property
    def right(self) -> bool:
        """Kind and first finding."""
        return self.kind_right and self.first_right

    def _contradicts(self) -> bool:
        other = {"yes": "no", "no": "yes"}.get(self.question.verdict or "")
        return bool(other) and normal(self.answer.text).split()[:1] == [other]

    def stories_offered(self) -> set[int]:
        """Which of the expected stories the answer offers."""
        offered = [self.names[one.article_id] for one in self.answer.stories if one.article_id in self.names]
        return {
            number
            for number, story in enumerate(self.question.stories)
            if any(known & set(story) for known in offered)
        }

    def at_place(self, citation: Citation) -> bool:
        """Whether the quote and one of the acceptable places hold one another, white space aside."""
        names, quote = self.names[citation.article_id], _folded(citation.quote)
        return any(
            place.article in names
            and (place.quote is None or _folded(place.quote) in quote or quote in _folded(place.quote))
            for place in self.question.citations
        )

    def found(self, expected: Expected) -> list[Finding]:
        """The answer's findings that say what is expected."""
        return [one for one in self.answer.findings if says(one, expected)]

    @property
    def conflict_shown(self) -> bool:
        """Whether the answer says that sources differ, and shows every value."""
        return self.answer.kind == "sources_differ" and all(self.found(one) for one in self.question.required)

    @property
    def told_well(self) -> bool:
        """Whether an overview has three to five findings of different articles, newest first.

        Fewer are enough where there are fewer articles; undated ones may stand anywhere.
        """
        cited = [finding.citations[0] for finding in self.answer.findings]
        days = [one.published[:10] for one in cited if one.published]
        fewest = min(FEWEST_TOLD, len({place.article for place in self.question.citations}))
        return (
            fewest <= len(cited) <= MOST_TOLD
            and len({one.article_id for one in cited}) == len(cited)
            and all(map(self.at_place, cited))
            and all(later >= earlier for later, earlier in pairwise(days))
        )

    @property
    def as_whole(self) -> bool:
        """Whether a follow-up has the kind and the first value of the question asked whole."""
        if self.whole is None or self.answer.kind != self.whole.kind:
            return False
        return _first_value(self.answer) == _first_value(self.whole)

    def mistakes(self) -> list[str]:
        """What is wrong with the answer, in words."""
        expected = self.question.findings
        told = {
            "kind": not self.kind_right,
            "first finding": not self.first_right,
            "reason": self.kind_right and self.answer.reason != self.question.reason,
            "a value is missing": self.kind_right and not all(map(self.found, self.question.required)),
            "independent": not all(map(self.counted, expected)),
            "attribution": not all(map(self.attributed, expected)),
            "superseded": not all(map(self.superseded, expected)),
            "corrected": not all(map(self.corrected, expected)),
            "not as asked whole": self.whole is not None and not self.as_whole,
        }
        return [name for name, wrong in told.items() if wrong]

    def counted(self, expected: Expected) -> bool:
        """Whether the count of independent articles is exact, or not judged."""
        return expected.independent is None or any(
            one.independent == expected.independent for one in self.found(expected)
        )

    def attributed(self, expected: Expected) -> bool:
        """Whether it is said who said so, or that is not judged."""
        wanted = expected.attribution
        return wanted is None or any(
            normal(wanted) in normal(one.attribution or "") for one in self.found(expected)
        )

    def superseded(self, expected: Expected) -> bool:
        """Whether a value that a later one replaces is shown as such, or none is expected to be."""
        wanted = expected.superseded and not expected.optional
        return not wanted or any(one.superseded_by is not None for one in self.found(expected))

    def corrected(self, expected: Expected) -> bool:
        """Whether a corrected value is shown as such, or none is expected to be."""
        return not expected.corrected or any(one.corrected for one in self.found(expected))


def says(finding: Finding, expected: Expected) -> bool:
    """Whether the value holds an accepted answer as whole words, normalised as by SQuAD."""
    value = f" {normal(finding.value)} "
    return any(f" {normal(one)} " in value for one in expected.accepted)


def _folded(text: str) -> str:
    return " ".join(text.split())


def _first_value(answer: Answer) -> object:
    if answer.kind == "several_stories":
        return [one.article_id for one in answer.stories]
    return normal(answer.findings[0].value) if answer.findings else None


def figures(said: Sequence[Said]) -> list[Row]:
    """All figures, as shares of the questions that they are about."""
    known = [one for one in said if one.question.answerable]
    plain = [one for one in known if one.question.kind == "answered" and one.question.type != "overview"]
    differing = [one for one in said if one.question.kind == "sources_differ"]
    refused = [one for one in said if not one.question.answerable and one.kind_right]
    return [
        ("kind right", shares(one.kind_right for one in said)),
        ("first finding right, citation included", shares(one.first_right for one in known)),
        ("kind and first finding right", shares(one.right for one in said)),
        ("the same, answerable questions", shares(one.right for one in known)),
        ("findings, precision", shares(_precision(known))),
        ("findings, recall", shares(bool(one.found(e)) for one in known for e in one.question.required)),
        ("conflicts shown with every value", shares(one.conflict_shown for one in differing)),
        (
            "false conflicts, where figures stand nearby",
            shares(_differ(o for o in plain if o.question.nearby)),
        ),
        ("false conflicts, all questions without one", shares(_differ(plain))),
        ("independent count exact", _expected(said, lambda e: e.independent is not None, Said.counted)),
        ("attribution kept", _expected(said, lambda e: e.attribution is not None, Said.attributed)),
        ("superseded shown", _expected(said, lambda e: e.superseded and not e.optional, Said.superseded)),
        ("corrected shown", _expected(said, lambda e: e.corrected, Said.corrected)),
        ("several stories offered", shares(_offered(said))),
        ("overviews well told", shares(one.told_well for one in said if one.question.type == "overview")),
        ("follow-ups answered as if asked whole", shares(one.as_whole for one in said if one.whole)),
        ("answerable, refused", shares(one.answer.kind == "not_found" for one in known)),
        *_wrong_answers([one for one in said if not one.question.answerable]),
        ("refusals with the right reason", shares(o.answer.reason == o.question.reason for o in refused)),
        ("time of weighing p50 / p95, ms", _times(said, "weigh")),
        ("time of an answer p50 / p95, ms", _times(said)),
    ]


def by_type(said: Sequence[Said]) -> list[Row]:
    """Kind and first finding right, by what the questions try."""
    groups: dict[str, list[Said]] = defaultdict(list)
    for one in said:
        groups[one.question.type.replace("_", " ")].append(one)
    return [(name, shares(one.right for one in groups[name])) for name in sorted(groups)]


def shares(values: Iterable[bool]) -> str:
    """The mean with three decimals, and over how many."""
    kept = list(values)
    return f"{sum(kept) / len(kept):.3f} of {len(kept)}" if kept else "none"


def _differ(said: Iterable[Said]) -> list[bool]:
    return [one.answer.kind == "sources_differ" for one in said]


def _precision(said: Sequence[Said]) -> list[bool]:
    """Whether each finding is an expected one, where findings are expected."""
    return [
        any(says(finding, expected) for expected in one.question.findings)
        for one in said
        if one.question.findings
        for finding in one.answer.findings
    ]


def _offered(said: Sequence[Said]) -> list[bool]:
    return [one.right for one in said if one.question.kind == "several_stories"]


def _expected(
    said: Sequence[Said], wanted: Callable[[Expected], bool], kept: Callable[[Said, Expected], bool]
) -> str:
    """How many of the expected findings that are judged by this are shown so."""
    return shares(kept(one, e) for one in said for e in one.question.findings if wanted(e))


def _wrong_answers(said: Sequence[Said]) -> list[Row]:
    rows = [("unanswerable, answered", shares(not one.kind_right for one in said))]
    for reason, name in UNANSWERABLE.items():
        of_them = [not one.kind_right for one in said if one.question.reason == reason]
        rows.append((f"of these {name}", shares(of_them)))
    return rows


def _times(said: Sequence[Said], stage: str | None = None) -> str:
    """Milliseconds of one stage, or of all."""
    taken = [
        one.answer.timings.get(stage, 0.0) if stage else sum(one.answer.timings.values()) for one in said
    ]
    return f"{percentile(taken, 0.5):.1f} / {percentile(taken, 0.95):.1f}" if taken else "none"
