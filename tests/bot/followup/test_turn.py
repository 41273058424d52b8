"""What is remembered of an answer: little."""

import json
from dataclasses import asdict, replace

from bot.followup import Turn, pointed, turn_of
from bot.followup.turn import LONGEST_HEADLINE, LONGEST_VALUE
from tests.bot.telegram.news import Shelf, answered, article, cite, finding, refused

RUSSIA = cite(article("a1"), answer="Russia")
SHELF = Shelf.of(article("a1"))


def test_an_answer_leaves_its_question_headline_article_and_first_values():
    armenia = cite(article("a1"), quote="Armenia sent 70 more.", answer="Armenia")
    findings = [finding(RUSSIA), finding(armenia), finding(RUSSIA), finding(armenia)]
    turn = turn_of(answered(SHELF, *findings))
    assert turn == Turn("who sent troops?", "Headline a1", "a1", ("Russia", "Armenia", "Russia"))


def test_who_said_the_best_answer_is_remembered():
    said = replace(finding(RUSSIA), attribution="Lee said")
    assert turn_of(answered(SHELF, said, finding(RUSSIA))).speaker == "Lee said"


def test_a_sentence_is_no_short_answer():
    assert turn_of(answered(SHELF, finding(cite(article("a1"))))).values == ()


def test_what_is_remembered_is_small():
    big = "word " * 100
    long = replace(finding(replace(RUSSIA, headline=big * 9)), value=big * 9)
    turn = turn_of(answered(SHELF, *[long] * 9, question=big[:500]))
    assert len(json.dumps(asdict(turn))) < 2048


def test_a_refusal_leaves_its_question_alone():
    assert turn_of(refused(SHELF, RUSSIA)) == Turn("who won?")


def test_long_values_and_headlines_are_cut():
    headline, value = "H" * 999, "v" * 999
    long = finding(replace(RUSSIA, headline=headline))
    turn = turn_of(answered(SHELF, replace(long, value=value), text=value))
    assert (turn.about, turn.values) == ("H" * LONGEST_HEADLINE, ("v" * LONGEST_VALUE,))


def test_a_short_quote_becomes_the_first_value():
    turn = Turn("who sent troops?", values=("Russia", "Armenia"))
    assert pointed(turn, " Armenia, ").values == ("Armenia", "Russia")
    assert pointed(turn, "Belarus").values == ("Belarus", "Russia", "Armenia")


def test_a_long_quote_or_none_changes_nothing():
    turn = Turn("who sent troops?", values=("Russia",))
    assert pointed(turn, "") is turn
    assert pointed(turn, "word " * 40) is turn
