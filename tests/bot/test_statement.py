"""What stands beside a value in its sentence, found there and nowhere else."""

import pytest

from bot.statement import is_figure, statement, superseding, verdicts
from tests.bot.telegram.news import Shelf, answered, article, cite, finding


def said(text, value, quote=None, **fields):
    of = article(text=text)
    return statement(finding(cite(of, quote or text, value), **fields), text)


@pytest.mark.parametrize(
    "value",
    [
        "26", "3,800", "more than 3,800", "More than 3,800", "nearly 4,000", "at least 18 police officers",
        "Eighteen", "eighteen", "as many as two dozen", "$3 million", "€20",
        "200 to 300", "40 percent", "up to 5",
    ],
)  # fmt: skip
def test_numbers_and_amounts_are_figures(value):
    assert is_figure(value)


@pytest.mark.parametrize(
    "value",
    [
        "Russia", "Boeing 737", "Group of 20", "6 January 2022", "2 May", "Thursday", "10:30", "9 a.m.",
        "2022", "early 2022", "2022-01-08", "because fuel prices rose", "",
    ],
)  # fmt: skip
def test_names_dates_and_times_are_none(value):
    assert not is_figure(value)


@pytest.mark.parametrize(
    ("text", "value", "counted"),
    [
        ("Some 26 people were hurt.", "26", "people"),
        ("Some 26 police officers died.", "26", "police officers died"),
        ("Guards held 3,800 people in two cities.", "3,800", "people"),
        ("Guards held 3,800.", "3,800", None),
        ("Guards held 3,800, people say.", "3,800", None),
        ("Police held 18 on Monday.", "18", None),
        ("Russia sent soldiers.", "Russia", None),
        ("The bridge opened on 2 May amid rain.", "2 May", None),
    ],
)
def test_what_a_figure_counts_is_the_words_after_it(text, value, counted):
    of = said(text, value)
    assert (of.words(of.counted) if of.counted else None) == counted


@pytest.mark.parametrize(
    ("hedge", "shown"),
    [
        ("more than", "more than 40"),
        ("More  than", "more than 40"),
        ("nearly", "40"),
        ("bout", "40"),
        (None, "40"),
    ],
)
def test_a_hedge_is_shown_as_it_stands_before_the_value(hedge, shown):
    of = said("About noon more than 40 boats sank.", "40", hedge=hedge)
    assert of.words(*of.value) == shown
    assert len(of.value) == 1


def test_a_hedge_that_stands_apart_is_put_before_the_value():
    of = said("They lost 40 boats or more.", "40", hedge="or more")
    assert of.words(*of.value) == "or more 40"


def test_of_several_such_hedges_the_nearest_before_the_value_counts():
    text = "Nearly 9 ships and nearly 40 boats sank."
    of = said(text, "40", hedge="nearly")
    assert [text[s.start : s.end] for s in of.value] == ["nearly 40"]


def test_who_said_it_is_found_in_the_sentence_then_around_it_then_word_by_word():
    text = "Mayor Lind spoke. “It is over,” said Lind."
    quote = text[18:]
    assert said(text, "It is over", quote, attribution="said Lind").quotes_speaker
    around = said(text, "It is over", quote, attribution="Mayor Lind")
    assert (around.words(*around.speaker), around.quotes_speaker) == ("Mayor Lind", False)
    turned = said(text, "It is over", quote, attribution="Lind said")
    assert (turned.words(*turned.speaker), turned.quotes_speaker) == ("Lind said", True)
    assert said(text, "It is over", quote, attribution="Bishop Odd").speaker == ()


def test_without_the_article_only_the_quote_is_read():
    of = article(text="Mayor Lind spoke. “It is over,” he said.")
    found = statement(finding(cite(of, "“It is over,” he said.", "It is over"), attribution="he said"))
    assert (found.words(*found.value), found.words(*found.speaker)) == ("It is over", "he said")
    assert statement(finding(cite(of, "“It is over,” he said."), attribution="Mayor Lind")).speaker == ()


def test_a_whole_sentence_is_its_own_value():
    of = said("Nearly 40 boats sank.", None, hedge="Nearly")
    assert of.whole
    assert of.counted is None
    assert of.words(*of.value) == "Nearly 40 boats sank."


def test_the_finding_that_replaces_another_is_known_by_its_value_with_or_without_hedge():
    of = article(text="First 26, then more than 31.")
    earlier = finding(cite(of, of.text, "26"), superseded_by="More than 31")
    later = finding(cite(of, of.text, "31"), hedge="more than")
    assert superseding(earlier, [later, earlier]) == 0
    assert superseding(earlier, [earlier]) is None


def test_yes_and_no_are_read_from_before_each_value():
    shelf = Shelf.of(article(text="It rained. It did not."))
    one, two = (finding(cite(shelf.held["a1"], quote)) for quote in ("It rained.", "It did not."))
    assert verdicts(answered(shelf, one, two, text="Yes: It rained.; No: It did not.")) == ("Yes", "No")
    assert verdicts(answered(shelf, one, two, text="It rained.")) == (None, None)
