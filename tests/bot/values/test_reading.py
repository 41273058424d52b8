"""From spans of articles to values, by the kind of answer."""

from datetime import date
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking.types import AnswerKind
from bot.values.compare import agree
from bot.values.reading import Stated, value, values
from bot.values.types import Amount, Day, Name, Verdict, Words
from corpus.types import Span
from tests.bot.newsroom import article


def stated(sentence, said, *, published="2022-01-08", before=""):
    of = article("a", before + sentence, published=published)
    start = len(before) + sentence.index(said)
    return Stated(of, Span(len(before), len(of.text)), Span(start, start + len(said)))


OFFICERS = "At least 18 police officers were killed and 700 injured on Thursday."


@pytest.mark.parametrize("said", ["18", "18 police officers", "At least 18", "At least 18 police officers"])
def test_a_number_is_read_with_the_hedge_and_noun_around_its_span(said):
    found = value(stated(OFFICERS, said), "number")
    assert found == Amount(18, 18, "at_least", "At least", "", frozenset({"polic", "offic", "kill"}))


def test_a_number_is_the_one_of_the_span_and_not_its_neighbour():
    found = value(stated(OFFICERS, "700"), "number")
    assert (found.low, found.counted) == (700, {"polic", "offic", "injur"})


def test_a_number_without_an_amount_in_its_span_is_words():
    assert value(stated(OFFICERS, "police officers"), "number") == Words(("polic", "offic"))


def test_all_amounts_of_a_span_are_read_once_each():
    sentence = "It flew 1.4 million miles (2.25 million km) in 25 days."
    found = values(stated(sentence, sentence), "number")
    assert [(one.unit, round(one.low)) for one in found] == [("kilometre", 2253082), ("day", 25)]


def test_a_time_is_a_day_and_else_a_duration():
    assert value(stated(OFFICERS, "Thursday"), "time") == Day(date(2022, 1, 6), date(2022, 1, 6))
    duration = value(stated("The cap holds for 180 days.", "180 days"), "time")
    assert (duration.low, duration.unit) == (180, "day")
    assert value(stated(OFFICERS, "18"), "time") == Words(("18",))


def test_a_weekday_of_an_undated_article_is_words():
    assert value(stated(OFFICERS, "Thursday", published=None), "time") == Words(("thursday",))
    assert value(stated(OFFICERS, "Thursday", published="soon"), "time") == Words(("thursday",))


def test_several_days_of_a_span_are_all_read():
    sentence = "He ruled from 2007 to 2012."
    found = values(stated(sentence, "from 2007 to 2012"), "time")
    assert [one.first.year for one in found] == [2007, 2012]


def test_a_date_and_time_of_publication_is_a_day():
    found = value(stated(OFFICERS, "Thursday", published="2022-01-08T10:15:00Z"), "time")
    assert found.first == date(2022, 1, 6)


@pytest.mark.parametrize("kind", ["person", "name"])
def test_a_surname_is_joined_to_the_name_that_the_article_introduces(kind):
    before = "President Kassym-Jomart Tokayev arrived. "
    found = value(stated("Tokayev spoke.", "Tokayev", before=before), kind)
    assert agree(found, value(stated("Kassym-Jomart Tokayev left.", "Kassym-Jomart Tokayev"), kind))
    assert found.keys == {"tokaev", "kasim jomart tokaev"}


def test_several_names_of_a_span_are_all_read():
    found = values(stated("Armenia and Tajikistan sent men.", "Armenia and Tajikistan"), "organisation")
    assert found == [Name(frozenset({"armenia"})), Name(frozenset({"tajikistan"}))]


def test_what_is_no_name_is_words():
    assert value(stated("Angry miners struck.", "miners"), "person") == Words(("miner",))


@pytest.mark.parametrize(
    ("sentence", "said", "yes"),
    [
        ("The mine has reopened.", "has reopened", True),
        ("The mine has not reopened.", "reopened", False),
        ("The mine hasn’t reopened.", "reopened", False),
        ("The owner denied that the mine burned.", "the mine burned", False),
        ("The crew failed to save it.", "save it", False),
        ("Neither crew came.", "came", False),
        ("No one came, the owner said.", "the owner said", True),
        ("No fewer than 40 came.", "40 came", True),
        ("They may fire without warning.", "fire", True),
        ("They left without him.", "left", False),
    ],
)
def test_a_verdict_follows_the_negation_of_the_clause(sentence, said, yes):
    assert value(stated(sentence, said), "verdict") == Verdict(yes)


@pytest.mark.parametrize("kind", ["reason", "manner", "quotation", "definition"])
def test_other_kinds_are_words_unless_the_span_is_only_an_amount_or_a_day(kind):
    assert isinstance(value(stated(OFFICERS, "18 police officers were killed"), kind), Words)
    assert isinstance(value(stated(OFFICERS, "At least 18"), kind), Amount)
    assert isinstance(value(stated(OFFICERS, "on Thursday"), kind), Day)


@pytest.mark.parametrize(
    ("sentence", "said", "type_"),
    [
        (OFFICERS, "18 police officers", Amount),
        (OFFICERS, "on Thursday", Day),
        ("President Kassym-Jomart Tokayev spoke.", "President Kassym-Jomart Tokayev", Name),
        ("The Suez Canal is blocked.", "The Suez Canal", Name),
        ("Prices had doubled.", "Prices had doubled", Words),
        (OFFICERS, "police officers were killed and 700 injured", Words),
    ],
)
def test_for_any_kind_a_span_that_is_plainly_an_amount_a_day_or_a_name_is_that(sentence, said, type_):
    assert isinstance(value(stated(sentence, said), "anything"), type_)


def test_a_span_outside_of_its_article_is_cut_to_it():
    of = article("a", "Short.")
    assert value(Stated(of, Span(-5, 900), Span(800, 900)), "number") == Words(())


@settings(deadline=None)
@given(
    st.text(max_size=80),
    st.tuples(*[st.integers(-5, 90)] * 4),
    st.sampled_from(get_args(AnswerKind)),
    st.sampled_from([None, "2022-01-08", "0001-01-01", "9999-12-31", "x"]),
)
def test_no_text_and_no_span_raises_and_something_is_always_said(text, ends, kind, published):
    one = Stated(article("a", text, published=published), Span(*ends[:2]), Span(*ends[2:]))
    found = values(one, kind)
    assert found
    assert found[0] == value(one, kind)
    assert agree(found[0], found[0])


@pytest.mark.parametrize(
    ("text", "turns"), [("was not guilty", {"not"}), ("after the vote", {"after"}), ("the vote", set())]
)
def test_words_keep_what_turns_them(text, turns):
    assert value(stated(f"It {text}.", text), "anything").turns == turns
