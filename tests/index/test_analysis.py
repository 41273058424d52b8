import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.analysis import STOP_WORDS, terms


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia sent troops", ["russia", "sent", "troop"]),
        ("the U.S. and the US", ["us", "us"]),
        ("U.S.-led forces", ["us", "led", "forc"]),
        ("3,800 people, 1,234,567.5 and 3.5", ["3800", "peopl", "1234567.5", "3.5"]),
        ("in 2022-01-08", ["2022", "01", "08"]),
        ("Türkiye\u2019s café", ["turkiy", "cafe"]),
        ("the WHO said who", ["who", "said"]),
        ("WHO SENT TROOPS", ["sent", "troop"]),
        ("Nur-Sultan", ["nur", "sultan"]),
        ("covid-19 on the 20th", ["covid", "19", "20th"]),
        ("don't", []),
        ("Казахстан и Россия", ["казахстан", "и", "россия"]),
        ("a.m., e.g. J.K. Rowling", ["am", "eg", "jk", "rowl"]),
        ("end.Start of v1.2", ["end", "start", "v1", "2"]),
        ("", []),
        ("?!… — 🙂", []),
    ],
)
def test_terms_of(text, expected):
    assert terms(text) == expected


@pytest.mark.parametrize("pair", [("protests", "protest"), ("dies", "died"), ("ÉLYSÉE", "élysée")])
def test_forms_of_one_word_share_a_term(pair):
    first, second = (terms(f"they saw {word}")[-1] for word in pair)
    assert first == second


def test_a_question_of_stop_words_has_no_terms():
    assert terms(" ".join(sorted(STOP_WORDS))) == []


@given(st.text())
def test_any_text_has_terms_without_spaces_or_capitals(text):
    for term in terms(text):
        assert term
        assert not any(character.isspace() for character in term)
        assert term == term.lower()


@given(st.lists(st.sampled_from(["troops", "3,800", "U.S.", "café", "WHO", "sent"]), max_size=8))
def test_terms_of_a_text_are_those_of_its_words(words):
    assert terms("x " + " ".join(words)) == [
        "x",
        *(term for word in words for term in terms(f"x {word}")[1:]),
    ]
