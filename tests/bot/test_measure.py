"""Figures of answers, on values worked out by hand."""

import pytest

from bot.measure import auroc, exact_match, f1, holds, normal, percentile


def test_normalisation_drops_case_punctuation_articles_and_space():
    assert normal("The  U.S. Secretary, a man") == "us secretary man"


def test_exact_match_takes_any_accepted_answer():
    assert exact_match("the Kremlin", ["Moscow", "Kremlin"]) == 1.0
    assert exact_match("the Kremlin wall", ["Moscow", "Kremlin"]) == 0.0


def test_f1_counts_shared_words_of_the_best_accepted_answer():
    assert f1("about 15 percent", ["15 percent", "nothing"]) == pytest.approx(0.8)
    assert f1("cat", ["dog"]) == 0.0
    assert f1("the", ["a"]) == 1.0
    assert f1("cat", []) == 0.0


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("Some 150 people came.", "15", False),
        ("Some 15 people came.", "15", True),
        ("It cut deaths by 15%, they say.", "15%", True),
        ("In New\n  York they met.", "new york", True),
        ("Anything at all", " ", False),
    ],
)
def test_a_text_holds_an_answer_only_as_whole_words(text, answer, expected):
    assert holds(text, [answer]) is expected


def test_auroc_counts_pairs_in_order_and_ties_as_half():
    assert auroc([3.0, 1.0], [2.0, 1.0]) == pytest.approx((1 + 1 + 0 + 0.5) / 4)
    with pytest.raises(ValueError, match="each side"):
        auroc([], [1.0])


def test_percentile_is_linear_between_neighbours():
    assert percentile([1.0, 2.0, 3.0, 4.0], 0.5) == 2.5
