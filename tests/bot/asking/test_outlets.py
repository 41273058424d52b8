"""Questions to one source."""

import pytest

from bot.asking.outlets import outlets
from bot.asking.understand import understand

AP, POST, BBC, WIRE, COURIER, HARBOUR = HELD = (
    "Associated Press",
    "The Washington Post",
    "BBC",
    "Meridian Wire (sample)",
    "Steppe Courier (sample)",
    "Harbour Post (sample)",
)


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        ("what did AP say about the airport?", (AP,)),
        ("what did the ap report on the airport", (AP,)),
        ("according to the washington post, how many were detained", (POST,)),
        ("how many died according to washingtonpost.com?", (POST,)),
        ("what does meridian wire report about the wounded", (WIRE,)),
        ("What does MERIDIAN WIRE (sample) say?", (WIRE,)),
        ("what did the Courier say about gas", (COURIER,)),
        ("what did AP and the BBC say about troops", (AP, BBC)),
        ("did the BBC report that the airport reopened", (BBC,)),
        ("what's AP's death toll?", (AP,)),
        ("what is the AP's latest figure", (AP,)),
        ("harbour post: how many ships were waiting", (HARBOUR,)),
        ("in the washington post, how many were hurt", (POST,)),
        ("news from the bbc", (BBC,)),
        ("bbc on the airport", (BBC,)),
        ("why was the web cut, per AP?", (AP,)),
        ("what was reported by AP about gas", (AP,)),
        ("how many wounded in the BBC’s report", (BBC,)),
        ("how many died, BBC says", (BBC,)),
        ("how many were detained, says harbour post", (HARBOUR,)),
        ("harbour post how many men survived", (HARBOUR,)),
        ("bbc journalist killed where?", ()),
        ("who owns the Associated Press (AP)?", ()),
        ("who was the man who wrote the washington post", ()),
        ("the bbc reporter who was hurt", ()),
        ("how many people has the bbc fired", ()),
        ("when was the BBC founded", ()),
        ("who owns Harbour Post?", ()),
        ("how many people work in the BBC", ()),
        ("who resigned from the bbc", ()),
        ("what happened at the Washington Post", ()),
        ("what did Blinken say about troops", ()),
        ("what did washington promise gorbachev", ()),
        ("what did the post say", ()),
        ("what did the press say", ()),
        ("apart from Russia, who sent troops", ()),
        ("what did the captain say", ()),
    ],
)
def test_an_outlet_is_named_only_where_the_source_is_asked_for(asked, named):
    assert outlets(asked, HELD) == named


def test_a_short_name_that_two_outlets_share_names_none():
    assert outlets("what did the courier say", ["Steppe Courier", "Coast Courier"]) == ()
    assert outlets("according to ap, why", ["Associated Press", "ap"]) == ("ap",)


def test_names_that_differ_only_by_article_and_addition_are_one_outlet():
    held = ["The Post", "Post (sample)"]
    assert outlets("according to the post, who won", held) == ("The Post", "Post (sample)")


def test_names_that_are_no_pattern_do_no_harm():
    assert outlets("what did c++ (weekly) say", ["C++ (weekly)", "", "(sample)", "[a-z]+"]) == (
        "C++ (weekly)",
    )
    assert outlets("what did c++ weekly say", ["C++ Weekly"]) == ("C++ Weekly",)


def test_what_an_outlet_says_is_no_quotation_but_what_it_quotes_a_person_with_is():
    assert understand("what did AP say about the airport", HELD, None).kind == "anything"
    assert understand("what did Blinken say, according to AP", HELD, None).kind == "quotation"
    assert understand("according to AP, how many died", HELD, None).kind == "number"
