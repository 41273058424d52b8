"""Whom a text credits for what it says: in the sentence, or for the whole article."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sourcing.credit import credited_to, same_outlet
from bot.sourcing.outlets import mentions
from corpus.types import Span
from tests.bot.newsroom import article

KNOWN = ("Meridian Wire (sample)", "Harbour Post", "The Daily Ledger")


def credited(sentence, **fields):
    fields.setdefault("outlet", "Harbour Post")
    return credited_to(article("a", sentence, **fields), Span(0, len(sentence)), KNOWN)


@pytest.mark.parametrize(
    ("sentence", "outlet"),
    [
        ("Nine boats sank, according to The Washington Post.", "The Washington Post"),
        ("Nine boats sank, the Washington Post reported.", "The Washington Post"),
        ("Nine boats sank, AP reported.", "The Associated Press"),
        ("Nine boats sank, The Associated Press has reported.", "The Associated Press"),
        ("The minister told Reuters that nine boats had sunk.", "Reuters"),
        ("A Reuters witness saw nine boats sink.", "Reuters"),
        ("Nine boats sank, Reuters' tally shows.", "Reuters"),
        ("The BBC reported on Monday that nine boats had sunk.", "BBC"),
        ("Nine boats sank, Russia's state news agency Tass said.", "TASS"),
        ("He told the Russian news agency RIA that nine boats had sunk.", "RIA Novosti"),
        ("Nine boats sank, according to the French news agency Agence France-Presse.", "AFP"),
        ("Officials counted nine boats, dpa quoted them as saying.", "dpa"),
        ("Nine boats sank, officials said, citing Interfax.", "Interfax"),
        ("She said so in an interview with the Daily Ledger.", "The Daily Ledger"),
        ("Nine boats sank, Meridian Wire reported.", "Meridian Wire (sample)"),
        ("Nine boats sank (Reuters).", "Reuters"),
        ("Nine boats sank on Monday. (AFP, dpa)", "AFP"),
        ("The email, seen by Sky News, names nine boats.", "Sky News"),
    ],
)
def test_the_outlet_that_a_sentence_credits(sentence, outlet):
    assert credited(sentence) == outlet


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine boats sank, Kazakh media reported.",
        "Nine boats sank, state television said.",
        "Nine boats sank, the ministry said.",
        "Nine boats sank, the Harbour Post reported.",
        "The British Broadcasting Corporation (BBC) is to move its office.",
        "Reuters said it would close its office.",
        "A crowd stood before the Washington Post building.",
        "The boats sank off Point Guardian, and independent reports were few.",
        "Nine boats sank (Video: Reuters)",
        "The ap reported nine boats, and Ap said so.",
        "Bloomberg was mayor of New York.",
        "",
    ],
)
def test_who_is_generic_the_article_itself_or_only_mentioned_is_no_credit(sentence):
    assert credited(sentence) is None


STORY = "Nine boats sank off Lindvik on Monday.\n\nNobody was hurt, the port office said."
FIRST = Span(0, 38)


@pytest.mark.parametrize(
    ("text", "fields", "outlet"),
    [
        (STORY, {"credits": "Meridian Wire"}, "Meridian Wire (sample)"),
        (STORY, {"credits": "Information for this article was contributed by A. Lee of the AP."},
         "The Associated Press"),
        (STORY, {"credits": "Photo: Reuters\nWith reporting by AFP"}, "AFP"),
        (STORY, {"byline": "By Ann Lee, Associated Press"}, "The Associated Press"),
        (f"{STORY}\n\nText: Meridian Wire", {}, "Meridian Wire (sample)"),
        (f"{STORY}\n\nThis report was first published by The Daily Ledger.", {}, "The Daily Ledger"),
        (f"{STORY}\n\nAnn Lee of Reuters contributed to this report.", {}, "Reuters"),
        (f"{STORY}\n\n(dpa)", {}, "dpa"),
        (f"LINDVIK, Jan. 6 (Reuters) \u2014 {STORY}", {}, "Reuters"),
        (f"{STORY}\n\nReuters was founded in 1851.", {}, None),
        (STORY, {"credits": "Cheng reported from Seoul.", "byline": "Post staff"}, None),
        (STORY, {"credits": "Harbour Post"}, None),
    ],
)  # fmt: skip
def test_the_outlet_that_is_credited_for_the_whole_article(text, fields, outlet):
    assert credited_to(article("a", text, outlet="Harbour Post", **fields), FIRST, KNOWN) == outlet


def test_a_credit_in_the_sentence_comes_before_one_for_the_article():
    text = "Nine boats sank, the BBC reported. Nobody was hurt.\n\nText: Meridian Wire"
    told = article("a", text, outlet="Harbour Post")
    assert credited_to(told, Span(0, 34), KNOWN) == "BBC"
    assert credited_to(told, Span(35, 51), KNOWN) == "Meridian Wire (sample)"


def test_the_agency_of_a_sentence_is_the_one_named_shortly_before():
    text = "Nine boats sank, Reuters reported. Two were found, the agency said."
    assert credited_to(article("a", text), Span(35, len(text)), KNOWN) == "Reuters"
    text = "Nine boats sank on Monday. Two were found, the agency said."
    assert credited_to(article("a", text), Span(27, len(text)), KNOWN) is None


def test_an_article_without_an_outlet_may_credit_any():
    text = "Nine boats sank, the Harbour Post reported."
    assert credited_to(article("a", text), Span(0, len(text)), KNOWN) == "Harbour Post"


def test_an_outlet_of_the_corpus_is_named_as_the_corpus_names_it():
    text = "Nine boats sank, AP said."
    told = article("a", text, outlet="Harbour Post")
    assert credited_to(told, Span(0, len(text)), ["Associated Press (AP)"]) == "Associated Press (AP)"


def test_variants_of_a_name_are_one_outlet():
    assert same_outlet("AP", "The Associated Press")
    assert same_outlet("Meridian Wire (sample)", "meridian wire")
    assert same_outlet("The Guardian", "Guardian")
    assert same_outlet("BBC News", "BBC")
    assert same_outlet("reuters.com", "Reuters")
    assert not same_outlet("Harbour Post", "Washington Post")
    assert not same_outlet("RIA Novosti", "Novosti")


PIECES = st.sampled_from(
    [
        "AP",
        "(",
        ")",
        "Reuters ",
        "reported ",
        "according to ",
        "the ",
        "'s ",
        ". ",
        "\n",
        "told ",
        "RIA",
        "/",
        "\u2014 ",
    ]
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(PIECES | st.text(max_size=4), max_size=30).map("".join),
    st.lists(st.text(max_size=12), max_size=4),
)
def test_hostile_texts_and_names_credit_nobody_who_is_not_named(text, known):
    told = article("a", text, credits=text[:20], byline=text[-20:])
    outlet = credited_to(told, Span(0, len(text)), known)
    assert outlet is None or outlet in {
        one.outlet for part in (text, text[:20], text[-20:]) for one in mentions(part, 0, len(part), known)
    }


@pytest.mark.parametrize("piece", ["according to the ", "Reuters ", "(Reuters", "told The A ", "\n", "AP, "])
def test_endless_sentences_take_no_endless_time(piece):
    text = piece * (20_000 // len(piece))
    begun = time.process_time()
    credited_to(article("a", text), Span(0, len(text)), KNOWN)
    assert time.process_time() - begun < 3
