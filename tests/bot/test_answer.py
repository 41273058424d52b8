"""An answer is grounded in one generation, word for word, or it is a refusal."""

from dataclasses import replace
from datetime import date

import pytest

from bot.answer import Answerer, AnswerSpec
from bot.errors import QuestionError
from bot.weigh import behind
from tests.bot.newsroom import FakeGeneration, FakeReader, FakeRetriever, FakeServed, article, reading

TROOPS = "Russia sent troops on Friday."
PRICES = "Gas prices doubled."
ONE = article("one", f"{TROOPS} {PRICES}", outlet="Paper A", published="2022-01-07", headline="Troops")
TWO = article("two", "Markets were calm. RUSSIA sent  troops on friday.", published="2022-01-08")


def asking(reader, *articles, spec=None):
    generation = FakeGeneration.of(*articles)
    return Answerer(FakeServed(generation), FakeRetriever, lambda _: reader, spec), generation


def test_an_answer_cites_its_sentence_with_offsets_into_the_article():
    answerer, generation = asking(FakeReader({TROOPS: 0.9, PRICES: 0.3}), ONE)
    answer = answerer.answer("who sent troops?")
    assert answer.kind == "answered"
    assert answer.text == TROOPS
    assert (answer.score, answer.threshold, answer.weak, answer.reason) == (0.9, 0.4, False, None)
    assert answer.generation == generation.id
    (finding,) = answer.findings
    assert finding.value == TROOPS
    assert (finding.articles, finding.independent) == (1, 1)
    (cited,) = finding.citations
    assert ONE.text[cited.start : cited.end] == cited.quote == TROOPS
    assert (cited.article_id, cited.revision, cited.outlet) == ("one", 1, "Paper A")
    assert cited.text_sha256 == ONE.text_sha256
    assert (cited.passage_start, cited.passage_end) == (0, len(ONE.text))
    assert (cited.answer_start, cited.answer_end, cited.credited_to) == (None, None, None)


def test_equal_sentences_are_one_finding_and_another_sentence_is_another():
    reprint = "RUSSIA sent  troops on friday."
    answerer, _ = asking(FakeReader({TROOPS: 0.9, reprint: 0.85, PRICES: 0.5}), ONE, TWO)
    first, second = answerer.answer("who sent troops?").findings
    assert [c.quote for c in first.citations] == [TROOPS, reprint]
    assert (first.articles, second.value, second.articles) == (2, PRICES, 1)


def test_beyond_the_first_few_a_reading_far_below_the_best_is_not_cited():
    reader = FakeReader({TROOPS: 0.9, PRICES: 0.7}, margin=0.1)
    answerer, _ = asking(reader, ONE, spec=AnswerSpec(cited=1))
    (finding,) = answerer.answer("who sent troops?").findings
    assert [c.quote for c in finding.citations] == [TROOPS]


def test_below_the_threshold_the_closest_passages_are_shown_and_nothing_is_answered():
    answerer, _ = asking(FakeReader({TROOPS: 0.39, PRICES: 0.35}), ONE, TWO, spec=AnswerSpec(closest=2))
    answer = answerer.answer("who resigned?")
    assert (answer.kind, answer.findings, answer.text) == ("not_found", (), "")
    assert answer.reason == "not_stated"
    assert [c.quote for c in answer.closest] == [TROOPS, "Markets were calm."]
    assert answer.score == 0.39
    assert not answer.weak


def test_far_below_the_threshold_the_question_is_off_the_subject():
    answerer, _ = asking(FakeReader({TROOPS: 0.1}), ONE)
    assert answerer.answer("how do I boil an egg?").reason == "off_subject"


def test_far_below_the_threshold_a_question_with_a_known_name_is_on_the_subject():
    answerer, _ = asking(FakeReader(), article("mayor", "On Friday the mayor of Lindvik spoke."))
    assert answerer.answer("how old is lindvik's mayor?").reason == "not_stated"
    assert answerer.answer("how old is Aalen's mayor?").reason == "off_subject"


def test_just_above_the_threshold_the_answer_is_weak():
    answerer, _ = asking(FakeReader({TROOPS: 0.4}), ONE)
    answer = answerer.answer("who sent troops?")
    assert answer.kind == "answered"
    assert answer.weak


def test_without_any_passage_the_answer_is_a_refusal_with_a_finite_score():
    answerer, _ = asking(FakeReader())
    answer = answerer.answer("who sent troops?")
    assert (answer.kind, answer.reason, answer.closest) == ("not_found", "off_subject", ())
    assert answer.score < answer.threshold
    assert answer.coverage.articles == 0


@pytest.mark.parametrize(
    "changed",
    [
        replace(ONE, text=ONE.text.replace("Russia", "France")),
        replace(ONE, text=f"Oh. {ONE.text}"),
        replace(ONE, text_sha256="0" * 64),
        replace(ONE, revision=2),
        None,
    ],
)
def test_a_quote_that_does_not_stand_in_the_generation_is_not_sent(changed, caplog):
    answerer, generation = asking(FakeReader({TROOPS: 0.9}), ONE)
    found = FakeRetriever(FakeGeneration.of(ONE))
    answerer = Answerer(FakeServed(generation), lambda _: found, lambda _: FakeReader({TROOPS: 0.9}))
    generation.held["one"] = changed
    answer = answerer.answer("who sent troops?")
    assert (answer.kind, answer.findings, answer.closest) == ("not_found", (), ())
    assert "one revision 1" in caplog.text
    assert TROOPS not in caplog.text


def test_a_good_quote_is_still_sent_when_another_one_fails(caplog):
    answerer, generation = asking(FakeReader({TROOPS: 0.9, "Markets were calm.": 0.7}), ONE, TWO)
    found = FakeRetriever(FakeGeneration.of(ONE, TWO))
    answerer = Answerer(
        FakeServed(generation),
        lambda _: found,
        lambda _: FakeReader({TROOPS: 0.9, "Markets were calm.": 0.7}),
    )
    generation.held["one"] = replace(ONE, text=ONE.text.upper())
    answer = answerer.answer("who sent troops?")
    assert answer.text == "Markets were calm."
    assert len(caplog.records) == 1


def test_as_of_reaches_the_retriever_and_the_coverage():
    generation = FakeGeneration.of(ONE, TWO)
    retriever = FakeRetriever(generation)
    answerer = Answerer(FakeServed(generation), lambda _: retriever, lambda _: FakeReader())
    answer = answerer.answer(" who  sent troops? ", as_of=date(2022, 1, 7))
    assert retriever.asked == [("who sent troops?", 10, date(2022, 1, 7))]
    assert (answer.question, answer.asked) == (" who  sent troops? ", "who sent troops?")
    assert answer.as_of == "2022-01-07"
    assert (answer.coverage.articles, answer.coverage.last) == (1, "2022-01-07")


def test_each_question_is_answered_from_the_generation_of_its_moment():
    first, second = FakeGeneration.of(ONE, id="first"), FakeGeneration.of(TWO, id="second")
    served = FakeServed(first)
    answerer = Answerer(served, FakeRetriever, lambda _: FakeReader({TROOPS: 0.9, "Markets were calm.": 0.9}))
    assert answerer.answer("who sent troops?").generation == "first"
    served.current = second
    answer = answerer.answer("who sent troops?")
    assert answer.generation == "second"
    assert answer.text == "Markets were calm."


def test_a_swap_in_the_middle_of_an_answer_does_not_mix_generations():
    changed = article("one", "Quite another text. It has nothing.")
    first, second = FakeGeneration.of(ONE, id="first"), FakeGeneration.of(changed, id="second")
    served = FakeServed(first)

    class SwappingReader(FakeReader):
        def read(self, question, hits):
            served.current = second
            return super().read(question, hits)

    answerer = Answerer(served, FakeRetriever, lambda _: SwappingReader({TROOPS: 0.9}))
    answer, generation = answerer.ask("who sent troops?")
    assert answer.generation == "first"
    assert answer.text == TROOPS
    assert generation is first


def test_a_question_without_words_is_refused_before_anything_is_searched():
    answerer, _ = asking(FakeReader(), ONE)
    with pytest.raises(QuestionError):
        answerer.answer("🔥")


def test_search_gives_the_hits_in_the_reader_s_order_when_asked():
    answerer, _ = asking(FakeReader({"Markets were calm.": 0.8, TROOPS: 0.5}), ONE, TWO)
    assert [h.article.id for h in answerer.search("markets", 5)] == ["one", "two"]
    read = answerer.search("markets", 5, read=True)
    assert [(h.article.id, h.score) for h in read] == [("two", 0.8), ("one", 0.5)]


def test_the_stages_of_an_answer_are_timed():
    answerer, _ = asking(FakeReader({TROOPS: 0.9}), ONE)
    answer = answerer.answer("who sent troops?")
    assert set(answer.timings) == {"retrieve", "read", "weigh"}
    assert abs(sum(answer.timings.values()) - answer.ms) <= 2


def test_a_newer_generation_that_cannot_be_used_is_told_once_and_the_old_one_answers(caplog):
    served = FakeServed(FakeGeneration.of(ONE, id="old"))
    answerer = Answerer(served, FakeRetriever, lambda _: FakeReader({TROOPS: 0.9}))
    served.error = "vectors.faiss is damaged"
    assert [answerer.answer("who sent troops?").generation for _ in range(3)] == ["old"] * 3
    assert [r.getMessage() for r in caplog.records] == ["Still answering from old: vectors.faiss is damaged"]


class MarkingReader(FakeReader):
    """Gives the readings that a test made, whatever is asked."""

    def __init__(self, *readings):
        super().__init__()
        self.readings = list(readings)

    def read(self, question, hits):
        return self.readings


def test_a_marked_answer_is_the_value_and_its_offsets_are_the_article_s():
    answerer, _ = asking(MarkingReader(reading(ONE, TROOPS, 0.9, answer="Russia")), ONE)
    answer = answerer.answer("who sent troops?")
    (cited,) = answer.findings[0].citations
    assert answer.text == answer.findings[0].value == "Russia"
    assert ONE.text[cited.answer_start : cited.answer_end] == "Russia"
    assert cited.quote == TROOPS


@pytest.mark.parametrize("span", [(0, 31), (5, 5), (7, 3)])
def test_an_answer_marked_outside_its_quote_is_not_sent(span, caplog):
    wrong = replace(reading(ONE, TROOPS, 0.9), answer_start=span[0], answer_end=span[1])
    answerer, _ = asking(MarkingReader(wrong), ONE)
    assert answerer.answer("who sent troops?").kind == "not_found"
    assert "one revision 1" in caplog.text


def test_no_more_than_twenty_citations_are_given():
    many = [article(f"n{i:02}", f"Sentence {i} stands here.") for i in range(30)]
    readings = [reading(a, a.text, 0.9 - i / 100, row=i, answer="stands here") for i, a in enumerate(many)]
    answerer, _ = asking(MarkingReader(*readings), *many)
    (finding,) = answerer.answer("what stands here?").findings
    assert [c.article_id for c in finding.citations] == [f"n{i:02}" for i in range(20)]
    assert finding.articles == 20


def test_equal_short_answers_are_one_finding_and_others_stand_behind_it():
    again = article("again", "The Russians? RUSSIA, again. France sent troops.", published="2022-01-09")
    answerer, _ = asking(
        MarkingReader(
            reading(ONE, TROOPS, 0.9, answer="Russia"),
            reading(again, "France sent troops.", 0.8, answer="France"),
            reading(again, "RUSSIA, again.", 0.7, answer="RUSSIA"),
            reading(ONE, PRICES, 0.6),
        ),
        ONE,
        again,
    )
    answer = answerer.answer("who sent troops?")
    assert answer.text == "Russia"
    assert [f.value for f in answer.findings] == ["Russia", "France", PRICES]
    assert [c.quote for c in answer.findings[0].citations] == [TROOPS, "RUSSIA, again."]
    assert behind(answer) == (2, 2)


def test_when_the_best_sentence_has_no_marked_answer_it_is_the_answer():
    answerer, _ = asking(
        MarkingReader(reading(ONE, PRICES, 0.9), reading(ONE, TROOPS, 0.8, answer="Russia")), ONE
    )
    answer = answerer.answer("what happened?")
    assert [f.value for f in answer.findings] == [PRICES, "Russia"]
    assert answer.text == PRICES


def test_a_sentence_that_two_passages_share_is_cited_once():
    twice = [reading(ONE, TROOPS, score, row=row, answer="Russia") for row, score in ((0, 0.9), (1, 0.8))]
    answerer, _ = asking(MarkingReader(*twice), ONE)
    (finding,) = answerer.answer("who sent troops?").findings
    assert len(finding.citations) == 1


def test_a_short_answer_marked_in_another_reading_of_the_sentence_is_kept():
    bare = reading(ONE, TROOPS, 0.9)
    marked = reading(ONE, TROOPS, 0.5, row=1, answer="Russia")

    class Twice(FakeReader):
        def read(self, question, hits):
            return [bare, marked]

    answerer, _ = asking(Twice(), ONE)
    answer = answerer.answer("who sent troops?")
    assert (answer.text, answer.score) == ("Russia", 0.9)


def test_a_reader_that_finds_nothing_leaves_a_finite_score_though_unread_passages_count_what_is_asked():
    """JSON knows no infinity."""
    many = [article(f"n{i:02}", f"In town {i} floods killed {i + 2} people.") for i in range(12)]
    answerer, _ = asking(MarkingReader(), *many)
    answer = answerer.answer("how many people were killed?")
    assert (answer.kind, answer.closest) == ("not_found", ())
    assert answer.score > -10


def test_a_question_that_fits_another_event_too_is_offered_both_though_the_sources_of_one_differ():
    quake = "An earthquake killed {} people in Sarnia on Monday, the government of Sarnia said."
    first = article(
        "q1", quake.format(31), outlet="A", published="2022-01-11", headline="Earthquake shakes Sarnia"
    )
    second = article(
        "q2", quake.format(44), outlet="B", published="2022-01-12", headline="Earthquake in Sarnia"
    )
    sunk = "Twelve people died off Port Lune, the coastguard of Lune said."
    ferry = article("f", sunk, outlet="A", published="2023-06-20", headline="Ferry sinks off Port Lune")
    scores = {first.text: 0.9, second.text: 0.85, sunk: 0.8}
    answerer, _ = asking(FakeReader(scores), first, second, ferry)
    assert answerer.answer("how many people were killed in Sarnia?").kind == "sources_differ"
    answer = answerer.answer("how many people were killed?")
    assert (answer.kind, answer.text) == ("several_stories", "44; 31")
    assert {one.article_id for one in answer.stories} == {"q1", "f"}


@pytest.mark.parametrize(
    ("asked", "reason"),
    [("how many soldiers were sent?", "not_stated"), ("why did Russia resign?", "false_premise")],
)
def test_what_cannot_be_the_answer_is_refused_with_a_score_below_the_threshold(asked, reason):
    answerer, _ = asking(FakeReader({TROOPS: 0.9}), ONE)
    answer = answerer.answer(asked)
    assert (answer.kind, answer.reason, answer.score) == ("not_found", reason, 0.2)
    assert [one.quote for one in answer.closest] == [TROOPS]
