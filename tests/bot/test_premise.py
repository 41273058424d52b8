"""What a question takes for granted, held against articles made by hand."""

import pytest

from bot.asking.types import Question
from bot.premise import false_premise, unborne
from tests.bot.newsroom import article, hit

CABINET = article(
    "cabinet",
    "President Orlan Bekov accepted the resignation of Karimia's government on Wednesday. "
    "Its prime minister was Timur Askarov, who stepped down after a night of protests. "
    "Two cities, Bekovsk and Lower Harbour, asked for calm. "
    "Nine officers were killed in Bekovsk on Tuesday. "
    "Russia sent paratroopers, and Armenia is contributing another 100 soldiers. "
    "The Chinese leader praised Bekov.",
    headline="Government of Karimia resigns",
    published="2022-01-05",
)
FERRY = article(
    "ferry",
    "The ferry Lady Anna ran aground off Lower Harbour on Sunday. All on board were safe. "
    "The Lady Anna had not sunk, its owner said. Two trips of the ferry had been called off before.",
    headline="Ferry Lady Anna runs aground",
    published="2022-03-02",
)
HITS = [hit(CABINET), hit(FERRY, row=1)]


def false(question, hits=HITS, **fields):
    return false_premise(Question(question, **fields), [], hits)


@pytest.mark.parametrize(
    "question",
    [
        "why did the government of Karimia resign?",
        "when did askarov quit?",
        "why did timur askarov resign",
        "how many officers died in bekovsk",
        "how many troops did armenia send?",
        "when did the russian paratroopers deploy",
        "why were two trips of the Lady Anna cancelled?",
        "who ran the ferry aground?",
        "which countries sent soldiers?",
    ],
)
def test_what_the_articles_say_in_whatever_words_is_no_false_premise(question):
    assert not false(question)


@pytest.mark.parametrize(
    "question",
    [
        "why did Bekov resign?",
        "why did president bekov step down",
        "when did russia refuse to send troops?",
        "how many troops did China send?",
        "why was Bekov arrested?",
        "when did the Lady Anna explode?",
        "who assassinated bekov",
        "why did the owner of the lady anna go bankrupt?",
    ],
)
def test_a_happening_that_no_passage_tells_of_the_one_who_is_named_is_a_false_premise(question):
    assert false(question)


def test_what_is_told_to_have_not_happened_is_no_evidence_for_it():
    assert false("when did the Lady Anna sink?")
    afloat = article("later", "The Lady Anna sank on Monday.", headline="Ferry Lady Anna lost")
    assert not false("when did the Lady Anna sink?", [*HITS, hit(afloat, row=2)])


def test_a_question_in_an_article_is_no_evidence():
    asks = article("asks", "When did the Lady Anna sink?", headline="Ferry")
    assert false("why did the Lady Anna sink?", [hit(asks)])


def test_a_country_or_a_year_that_no_passage_names_is_a_false_premise():
    assert false("what did pakistan say about the ferry?")
    assert not false("what did the armenians say about the ferry?")
    assert false("what ran aground in 1987?")
    assert not false("what ran aground in 2022?")


def test_a_question_whether_it_happened_claims_nothing():
    assert not false("did Bekov resign?")
    assert not false("has bekov been arrested")
    assert not false("Bekov arrested", kind="verdict")


def test_a_negated_question_an_overview_and_words_that_are_no_happening_are_not_looked_at():
    assert not false("why didn't bekov resign?")
    assert not false("why didnt bekov resign?")
    assert not false("what kept bekov from resigning?")
    assert not false("latest on the arrest of Bekov", overview=True)
    assert not false("what did bekov think of breakfast?")


def test_without_passages_nothing_is_called_false():
    assert not false("why did Bekov resign?", [])


@pytest.mark.parametrize(
    "text", ["", "?", "''' -- (((", "why " * 120, "why did \u202eBekov\u0000 resign", "İ" * 300]
)
def test_hostile_questions_and_texts_are_borne(text):
    odd = article("odd", f"{text} . {text}", headline=text)
    assert not false_premise(Question(text), [], [hit(odd)])
    assert unborne(text, text, text) == ()
    assert unborne("why did Askarov resign?", text, "")[:1] == ("askarov",)


def test_unborne_gives_the_stems_that_neither_sentence_nor_context_bears_out():
    sentence = "Askarov stepped down after the eruption."
    assert unborne("why did Bekov resign in Karimia?", sentence, "Karimia mourns") == ("bekov",)
    assert unborne("when did askarov quit", sentence, "") == ()
    assert unborne("how did the volcano erupt", sentence, "") == ("volcano",)
    assert unborne("what did the Chinese and the Russians send?", "China wrote to Russia", "") == ()
    assert unborne("who is askaorv", sentence, "") == ()
