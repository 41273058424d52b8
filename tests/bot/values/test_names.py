"""Names in the forms that their article gives them."""

import pytest

from bot.values.compare import agree, differ, may_both_hold
from bot.values.names import names
from bot.values.spelling import key
from corpus.types import Span

TEXT = """ALMATY — President Kassym-Jomart Tokayev spoke on Friday. On Monday Tokayev had been silent. U.S.
Secretary of State Antony Blinken met Xi Jinping; Blinken left and Xi stayed. The Collective
Security Treaty Organization (CSTO) sent soldiers from Belarus, Armenia, Tajikistan and
Kyrgyzstan. CSTO men came to Almaty, Kazakhstan. Joe Biden spoke to Hunter Biden, and Biden
nodded. Army spokesman Maj. Gen. Ivan Orlov and the SCA (Suez Canal Authority) were not there.
Alexander Lukashenko of Belarus called. Ursula von der Leyen came; von der Leyen left. Russian
troops met anti-government protesters. The Ministry of Defence, Kazakhstan's Defense Ministry and
Russia's Defense Ministry agreed. The National Security Committee (KNB) did not.""".replace("\n", " ")


def read(said, kind="name", text=TEXT):
    start = text.index(said)
    return names(text, Span(start, start + len(said)), kind)


def one(said, kind="name", text=TEXT):
    (name,) = read(said, kind, text)
    return name


@pytest.mark.parametrize(
    ("said", "other", "kind"),
    [
        ("President Kassym-Jomart Tokayev", "Tokayev had", "person"),
        ("Secretary of State Antony Blinken", "Blinken left", "person"),
        ("U.S. Secretary of State Antony Blinken", "Antony Blinken", "person"),
        ("Xi Jinping", "Xi stayed", "person"),
        ("The Collective Security Treaty Organization (CSTO)", "CSTO men", "organisation"),
        ("SCA", "Suez Canal Authority", "organisation"),
        ("KNB", "National Security Committee", "organisation"),
        ("Ministry of Defence", "Defense Ministry", "organisation"),
        ("Army spokesman Maj. Gen. Ivan Orlov", "Ivan Orlov", "person"),
        ("Alexander Lukashenko of Belarus", "Alexander Lukashenko", "person"),
        ("Ursula von der Leyen", "von der Leyen left", "person"),
    ],
)
def test_two_forms_that_the_article_joins_are_one_name(said, other, kind):
    words = other.removesuffix(" had").removesuffix(" left").removesuffix(" stayed").removesuffix(" men")
    start = TEXT.index(other)
    (second,) = names(TEXT, Span(start, start + len(words)), kind)
    assert agree(one(said, kind), second)
    assert not differ(one(said, kind), second)


def test_a_full_name_in_one_article_and_a_surname_in_another_are_one():
    assert agree(one("Antony Blinken", "person"), one("Blinken", "person", "Blinken left."))
    assert agree(
        one("Blinken left"[:7], "person"), one("Antony J. Blinken", "person", "Antony J. Blinken left.")
    )


def test_two_persons_of_one_surname_are_not_joined():
    joe, hunter = one("Joe Biden", "person"), one("Hunter Biden", "person")
    start = TEXT.index("Biden nodded")
    (bare,) = names(TEXT, Span(start, start + len("Biden")), "person")
    assert [joe.keys, hunter.keys, bare.keys] == [{"joe biden"}, {"hunter biden"}, {"biden"}]
    assert not agree(joe, hunter)
    assert not agree(joe, bare)
    assert one("Biden.", "person", "Joe Biden spoke; so did Biden.").keys == {"biden", "joe biden"}


def test_persons_of_one_surname_in_two_articles_are_told_apart_by_given_names():
    joe = one("Joe Biden", "person", "Joe Biden spoke.")
    hunter = one("Hunter Biden", "person", "Hunter Biden spoke.")
    bare = one("Biden", "person", "Biden spoke.")
    assert not agree(joe, hunter)
    assert differ(joe, hunter)
    assert agree(joe, bare)
    assert agree(hunter, bare)


def test_ministries_of_two_countries_differ_and_one_without_a_country_may_be_either():
    russian = one("Russia's Defense Ministry", "organisation")
    kazakh = one("Kazakhstan's Defense Ministry", "organisation")
    bare = one("Ministry of Defence", "organisation")
    assert differ(russian, kazakh)
    assert agree(russian, bare)
    assert agree(kazakh, bare)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Massimov", "Masimov"),
        ("Organisation", "Organization"),
        ("Zelensky", "Zelenskyy"),
        ("Tokayev's", "Tokaev"),
        ("Stéphane Dujarric", "Stephane Dujarric"),
        ("Qasym", "Kassym"),
        ("the United States", "U.S."),
        ("America", "US"),
        ("Britain", "UK"),
        ("Russian", "Russia"),
        ("Kiev", "Kyiv"),
        ("Ministry of Defence", "Defense Ministry"),
    ],
)
def test_variants_of_spelling_have_one_key(one, other):
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Moscow", "Russia"), ("Iran", "Iraq"), ("Austria", "Australia"), ("Tokayev", "Tokarev")],
)
def test_other_names_have_other_keys(one, other):
    assert key(one) != key(other)


def test_a_list_of_names_is_cut_into_its_names():
    found = read("Belarus, Armenia, Tajikistan and Kyrgyzstan", "organisation")
    assert [sorted(name.keys) for name in found] == [
        ["belarus"],
        ["armenia"],
        ["tajikistan"],
        [key("Kyrgyzstan")],
    ]


def test_a_name_with_and_in_it_is_one():
    text = "The Ministry of Health and Social Affairs and Trinidad and Tobago agreed."
    assert len(read("Ministry of Health and Social Affairs", "organisation", text)) == 1
    assert len(read("Trinidad and Tobago", "place", text)) == 1


def test_a_place_with_its_country_is_one_place():
    assert one("Almaty, Kazakhstan", "place").keys == {key("Almaty")}


def test_what_belongs_to_a_country_is_not_the_country():
    troops, country = one("Russian troops"), one("Russia")
    assert not agree(troops, country)
    assert may_both_hold(troops, country)


@pytest.mark.parametrize("said", ["anti-government protesters", "protesters", "were not there"])
def test_what_is_no_name_in_capitals_is_none(said):
    assert read(said) == []


def test_a_text_full_of_one_name_is_read_in_its_first_places_only():
    text = "Tokayev " * 50_000
    assert len(names(text, Span(0, 7), "person")) == 1
