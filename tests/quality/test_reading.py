"""The figures of reading, answers and mistakes, on made-up reads and answers."""

import re
from dataclasses import dataclass, field

import numpy as np
import pytest

from bot.assemble import SENTENCES, Assembly
from bot.reader.model import Read
from bot.settings import Settings
from bot.types import Answer, Citation, Finding
from corpus.ingest import ingest
from corpus.types import Span
from index.types import Holdings
from tests.fakes.embedder import HashingEmbedder
from tests.quality import errors, reading
from tests.quality.data import NewsQuestion, drawn
from tests.quality.evaluate import Table, answers, cites, figures, side_by_side, value
from tests.quality.world import as_articles, beside

FLOODS = "Two bridges fell on Monday. Mayor Ada Brown said 3,800 people fled. Schools stay shut."


@dataclass
class FakeModel:
    """Sees words as tokens. `marks` names, text by text, the words to start and to end at and the logit."""

    marks: dict = field(default_factory=dict)
    asked: list = field(default_factory=list)
    name = "fake"
    digest = "0" * 64

    def read(self, question, passages):
        self.asked.append((question, passages))
        return [self._read(passage.text) for passage in passages]

    def _read(self, text):
        first, last, answers = self.marks.get(text, (None, None, -4.0))
        words = list(re.finditer(r"\S+", text))
        start, end = (
            np.array([3.0 if word.group() == named else -3.0 for word in words], np.float32)
            for named in (first, last)
        )
        offsets = tuple(Span(*word.span()) for word in words)
        return Read(start, end, offsets, (0.5, 0.5), answers)


def said(answers, margin=0.0, span="x"):
    return reading.Said(span, span, answers, margin)


def test_the_span_of_a_text_is_that_within_a_sentence_and_the_crossing_one_is_kept_beside():
    (told,) = reading.read(FakeModel({FLOODS: ("Monday.", "Mayor", 2.0)}), "who", "Floods", [FLOODS])
    assert told.crossing == "Monday. Mayor Ada Brown"
    assert told.span in ("Monday", "Mayor Ada Brown")
    assert told.margin == pytest.approx(3.0 - 3.0 - 1.0)
    assert told.answers == 2.0


def test_headline_and_question_reach_the_model_with_the_text():
    model = FakeModel()
    reading.said_of(model, reading.Asked("who fled?", "Floods", FLOODS, ("3,800 people",)))
    ((question, (passage,)),) = model.asked
    assert (question, passage.headline, passage.text) == ("who fled?", "Floods", FLOODS)


def test_of_the_pieces_of_a_text_the_one_that_answers_best_by_both_scores_is_taken():
    one, other = "Nothing is here.", "Ada Brown spoke."
    model = FakeModel({one: ("Nothing", "here.", 1.0), other: ("Ada", "Brown", 1.5)})
    asked = reading.Asked("who spoke", None, f"{one} {other}", ("Ada Brown",))
    assert reading.said_of(model, asked, [one, other]).span == "Ada Brown"
    model.marks[one] = ("Nothing", "here.", 2.0)
    assert reading.said_of(model, asked, [one, other]).span == "Nothing is here"


def test_both_counts_half_of_the_margin():
    assert said(1.0, 3.0).both == 2.5


def test_a_text_is_cut_as_an_index_cuts_it():
    text = " ".join(f"Sentence number {number} has exactly seven words." for number in range(40))
    pieces = reading.cut(text)
    assert len(pieces) == 3
    assert all(len(piece.split()) <= 140 and piece in text for piece in pieces)
    assert reading.cut("One short text.") == ["One short text."]


def test_accuracy_is_in_percent_over_all_questions_and_a_missing_answer_is_wrong():
    found = [("The mayor", ["mayor"]), ("Ada Brown", ["Mayor Ada Brown", "she"]), ("", ["3,800"])]
    assert reading.accuracy(found) == "33.3 / 60.0 of 3"
    assert reading.accuracy([]) == "none"


def test_separation_judges_each_score_by_itself():
    known, unknown = [said(2.0, -1.0), said(1.0, 5.0)], [said(0.0, 1.0)]
    assert reading.separation(known, unknown) == "1.000 / 0.500 / 1.000 of 2 and 1"
    assert reading.separation(known, []) == "none"


def test_spans_are_judged_where_there_is_an_answer_and_scores_between_those_with_and_without():
    asked = [reading.Asked("q", None, "t", answers) for answers in (("x",), (), ("y",))]
    rows = reading.found_and_told_apart("Set", asked, [said(2.0), said(1.0), said(0.0)])
    assert rows == [
        ("Set, EM / F1", "50.0 / 50.0 of 2"),
        ("Set, AUROC by answers / margin / both", "0.500 / 0.500 / 0.500 of 2 and 1"),
    ]


def test_sentences_are_ranked_by_score_and_ties_keep_the_order_of_the_section():
    section = reading.Section("q", "h", ("a", "b", "c", "d"), frozenset({1, 3}), new=True)
    assert reading.Ranked.by([0.0, 2.0, 2.0, 0.0], section).ranking == (1, 2, 0, 3)
    ranked = [reading.Ranked((1, 2, 0, 3), section), reading.Ranked((0, 2, 3, 1), section)]
    average_precision, reciprocal_rank = ((1 + 2 / 4) + (1 / 3 + 2 / 4)) / 4, (1 + 1 / 3) / 2
    assert reading.order(ranked) == f"{average_precision:.3f} / {reciprocal_rank:.3f} of 2"
    assert reading.order([]) == "none"


def test_sections_are_ranked_by_model_and_by_cosine_and_new_articles_are_counted_apart():
    sentences = ("The mayor spoke.", "Crates were counted by divers.")
    old = reading.Section("who counted the crates", "Harbour", sentences, frozenset({1}), new=False)
    new = reading.Section("who spoke", "Harbour", sentences, frozenset({0}), new=True)
    model = FakeModel({sentences[0]: ("The", "mayor", 3.0), sentences[1]: ("Crates", "divers.", 1.0)})
    embedder = HashingEmbedder(256)
    rows = dict(reading.sentence_ranking(model, embedder, [old, new]))
    assert rows["SelQA, sentences by `answers`, MAP / MRR"] == "0.750 / 0.750 of 2"
    assert rows["the same by `answers`, articles not trained on"] == "1.000 / 1.000 of 1"
    assert rows[f"SelQA, sentences by cosine of {embedder.name}, MAP / MRR"] == "1.000 / 1.000 of 2"


def test_a_sample_is_spread_evenly_and_never_larger_than_the_whole():
    assert drawn(range(10), 4) == [0, 2, 5, 7]
    assert drawn([1, 2], 5) == drawn([1, 2], None) == [1, 2]


def asked(id="a1", type="who", answers=("Ada Brown",), evidence=(), articles=("floods",)):
    return NewsQuestion(id, "who spoke?", type, bool(answers), answers, frozenset(articles), evidence, None)


def answer(quote=None, span=None, *, article="floods", score=0.9):
    """An answer that cites the quote of the floods with the span marked in it; without quote a refusal."""
    findings = ()
    if quote is not None:
        start = FLOODS.index(quote)
        marked = (FLOODS.index(span), FLOODS.index(span) + len(span)) if span else (None, None)
        one = Citation(
            article_id=article,
            revision=1,
            outlet=None,
            headline=None,
            published=None,
            url=None,
            origin=article,
            credited_to=None,
            text_sha256="0" * 64,
            quote=quote,
            start=start,
            end=start + len(quote),
            answer_start=marked[0],
            answer_end=marked[1],
            passage_start=0,
            passage_end=len(FLOODS),
        )
        findings = (Finding(span or quote, (one,), 1),)
    return Answer(
        question="who spoke?",
        asked="who spoke?",
        kind="answered" if findings else "not_found",
        text="",
        score=score,
        threshold=0.5,
        generation="g",
        coverage=Holdings(1, 0, None, None),
        findings=findings,
    )


BROWN = "Mayor Ada Brown said 3,800 people fled."
MONDAY = "Two bridges fell on Monday."
PROVEN = asked(evidence=(BROWN,))


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (answer(), errors.REFUSED),
        (answer(BROWN, "Ada Brown"), errors.RIGHT),
        (answer(BROWN), errors.UNMARKED),
        (answer(BROWN, "Mayor Ada Brown"), errors.BOUNDS),
        (answer(BROWN, "3,800 people"), errors.SPAN),
        (answer(MONDAY, "Monday"), errors.SENTENCE),
        (answer(BROWN, "Ada Brown", article="other"), errors.NOT_CHOSEN),
    ],
)
def test_a_mistake_is_told_by_what_was_cited(said, kind):
    assert errors.kind_of_answer(PROVEN, said, FLOODS, retrieved=True) == kind


def test_a_wrong_passage_is_blamed_on_retrieval_where_the_reader_got_no_right_one():
    elsewhere = answer(MONDAY, "Monday")
    assert errors.kind_of_answer(PROVEN, elsewhere, MONDAY, retrieved=False) == errors.NOT_FOUND
    assert errors.kind_of_answer(PROVEN, elsewhere, MONDAY, retrieved=True) == errors.NOT_CHOSEN


def test_a_yes_or_no_question_is_judged_by_its_sentence_alone():
    question = asked(type="yes_no", answers=("No",), evidence=(BROWN,))
    assert errors.kind_of_answer(question, answer(BROWN, "3,800"), FLOODS, retrieved=True) == errors.RIGHT
    assert errors.kind_of_answer(question, answer(MONDAY), FLOODS, retrieved=True) == errors.SENTENCE


def test_an_example_shows_a_short_span_and_offsets_but_never_a_sentence():
    assert errors.example(errors.Case("a1", errors.SPAN, answer(BROWN, "3,800 people"))) == (
        "a1 “3,800 people” (floods 49–61)"
    )
    assert errors.example(errors.Case("a2", errors.SENTENCE, answer(MONDAY))) == "a2 (floods 0–27)"
    assert errors.example(errors.Case("a3", errors.SPAN, answer(MONDAY, MONDAY))) == "a3 (floods 0–27)"
    assert errors.example(errors.Case("a4", errors.REFUSED, answer(score=0.1234))) == "a4 (score 0.12)"
    long = errors.example(errors.Case("a5", errors.SPAN, answer(FLOODS, FLOODS[:70])))
    shown = long[long.index("“") + 1 : long.index("”")]
    assert shown == FLOODS[:59].rstrip() + "…"
    assert long.endswith("(floods 0–70)")


def test_mistakes_are_counted_and_shown_by_kind():
    cases = [
        errors.Case("a1", errors.RIGHT, answer(BROWN, "Ada Brown")),
        errors.Case("a2", errors.REFUSED, answer()),
        errors.Case("a3", errors.NEAR, answer(MONDAY, "Monday")),
        errors.Case("a4", errors.NEAR, answer()),
    ]
    counts = {row[0]: row[1:] for row in errors.counted(cases).rows}
    assert counts[errors.RIGHT] == counts[errors.REFUSED] == ("1 of 2", "0.500")
    assert counts["answered though not stated: near misses"] == ("1 of 2", "0.500")
    assert counts["answered though not stated: off-topic questions"] == ("0 of 0", "none")
    assert errors.examples(cases).rows == [
        (errors.REFUSED, "a2 (score 0.90)"),
        ("answered though not stated: near misses", "a3 “Monday” (floods 20–26)"),
    ]


def test_the_curve_says_for_each_threshold_what_is_refused_and_what_is_answered():
    known = [number / 100 for number in range(101)]
    table = errors.curve({"near": [0.1, 0.3], "off": []}, known, 0.2)
    assert table.rows[0] == ("0.200, in use", "0.198", "0.500", "none")
    assert table.rows[-1] == ("0.300, quantile 0.30", "0.297", "0.500", "none")
    assert table.header == ("refuse below", "answerable refused", "near answered", "off answered")


def test_the_report_names_the_reader_and_its_threshold_and_quotes_no_sentence():
    cases = [
        errors.Case("a1", errors.SENTENCE, answer(MONDAY)),
        errors.Case("a2", errors.NEAR, answer(BROWN, "Ada Brown")),
    ]
    text = errors.report(cases, "fake")
    assert "“fake”" in text
    assert "0.500, in use" in text
    assert MONDAY not in text
    assert BROWN not in text


def test_a_citation_counts_when_it_is_from_the_article_and_holds_the_answer():
    assert cites(answer(BROWN), PROVEN)
    assert not cites(answer(MONDAY), PROVEN)
    assert not cites(answer(BROWN, article="other"), PROVEN)
    assert (value(answer(BROWN, "Ada Brown")), value(answer())) == ("Ada Brown", "")


@dataclass
class FakeAnswerer:
    """Gives each question the answer that a test has for it."""

    said: dict

    def answer(self, question):
        return self.said[question]


def test_answers_are_judged_by_citation_value_and_refusal_and_a_refusal_has_no_value():
    questions = [
        NewsQuestion("a1", "who spoke", "who", True, ("Ada Brown",), frozenset({"floods"}), (BROWN,), None),
        NewsQuestion("a2", "when", "when", True, ("Monday",), frozenset({"floods"}), (MONDAY,), None),
        NewsQuestion("a3", "did they", "yes_no", True, ("Yes",), frozenset({"floods"}), (MONDAY,), None),
        NewsQuestion("a4", "and then", "what", True, ("x",), frozenset({"floods"}), (MONDAY,), "a3"),
        NewsQuestion("a5", "how high", "how_many", False, (), frozenset({"floods"}), (), None),
        NewsQuestion("a6", "who won", "who", False, (), frozenset(), (), None),
    ]
    said = {
        "who spoke": answer(BROWN, "Mayor Ada Brown", score=0.9),
        "when": answer(score=0.1),
        "did they": answer(MONDAY, score=0.8),
        "how high": answer(BROWN, "3,800 people", score=0.7),
        "who won": answer(score=0.05),
    }
    rows = dict(answers(FakeAnswerer(said), questions))
    assert rows["first citation holds the answer (yes/no left out)"] == "0.500 of 2"
    assert rows["first finding's value, EM / F1"] == "0.0 / 40.0 of 2"
    assert rows["answerable, refused"] == "0.333 of 3"
    assert rows["unanswerable, answered"] == "0.500 of 2"
    assert rows["of these near misses"] == "1.000 of 1"
    assert rows["AUROC of score"] == f"{5 / 6:.3f}"


@pytest.fixture
def asked_assembly(tmp_path):
    """The sentence reader on the floods and another article; its threshold is the test's."""

    def make(threshold):
        reader = {"model": SENTENCES, "threshold": threshold}
        assembly = Assembly(
            Settings(home=tmp_path / "home", reader=reader), embedder=lambda _: HashingEmbedder(256)
        )
        told = {"floods": ("Floods", FLOODS), "market": ("Market", "Traders sold apples and pears.")}
        with assembly.articles() as store:
            ingest([as_articles(told, tmp_path)], store)
        assembly.rebuild()
        return assembly

    return make


QUESTIONS = (
    NewsQuestion(
        "a1", "what said Mayor Brown", "who", True, ("3,800",), frozenset({"floods"}), (BROWN,), None
    ),
    NewsQuestion("a2", "who measured the water", "who", False, (), frozenset({"floods"}), (), None),
    NewsQuestion("a3", "who saw the race", "who", False, (), frozenset(), (), None),
)


def test_cases_are_collected_by_asking_the_reader_of_an_assembly(asked_assembly):
    cases = errors.collect(asked_assembly(-5.0), QUESTIONS, {"line 7": "what do traders sell"})
    assert [(case.id, case.kind) for case in cases] == [
        ("a1", errors.UNMARKED),
        ("a2", errors.NEAR),
        ("a3", errors.NEWS),
        ("line 7", errors.OFF),
    ]
    assert all(case.answer.findings for case in cases)
    assert [row[1] for row in errors.counted(cases).rows][-3:] == ["1 of 1"] * 3


def test_a_reader_that_refuses_everything_has_refusals_and_nothing_else(asked_assembly):
    cases = errors.collect(asked_assembly(99.0), QUESTIONS, {"line 7": "what do traders sell"})
    assert [case.kind for case in cases] == [errors.REFUSED, errors.NEAR, errors.NEWS, errors.OFF]
    assert not any(case.answer.findings for case in cases)


def test_an_assembly_beside_another_shares_home_and_embedder_but_not_the_reader(asked_assembly):
    one = asked_assembly(99.0)
    other = beside(one, SENTENCES)
    assert other.embedder is one.embedder
    assert other.generations.load().id == one.generations.load().id
    assert not one.answerer(wait=True).answer("what said Mayor Brown").findings
    assert other.answerer(wait=True).answer("what said Mayor Brown").findings


def test_two_readers_stand_in_one_table_and_must_have_the_same_figures():
    table = side_by_side({"before": [("right", "1")], "after": [("right", "2")]})
    assert str(table) == "| figure | before | after |\n|---|---|---|\n| right | 1 | 2 |\n"
    assert figures([("right", "1")]) == Table(("figure", "value"), [("right", "1")])
    with pytest.raises(ValueError, match="different figures"):
        side_by_side({"before": [("right", "1")], "after": [("wrong", "2")]})
