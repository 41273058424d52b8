"""What is searched is clean, short enough, and has words; what is not is told why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import QuestionError
from bot.question import clean


@pytest.mark.parametrize(
    ("sent", "asked"),
    [
        ("  who\tsent \n troops? ", "who sent troops?"),
        ("who sent\u202e troops\u200b?\x00", "who sent troops?"),
        ("\uff57\uff48\uff4f sent troops\ud83d", "who sent troops"),
        ("how many 🚀 in 2022?", "how many 🚀 in 2022?"),
        ("қазақ", "қазақ"),
    ],
)
def test_a_question_is_normalised(sent, asked):
    assert clean(sent) == asked


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ("", "empty"),
        (" \n\u200b ", "empty"),
        ("🚀🔥👍", "only read words"),
        ("?!?", "only read words"),
        ("a", "At least 3 characters"),
        ("x" * 1240, r"At most 500 characters; you sent 1,240\."),
        ("\ufdfa" * 100, "At most 500 characters"),
    ],
)
def test_what_cannot_be_asked_is_told_why(sent, told):
    with pytest.raises(QuestionError, match=told):
        clean(sent)


def test_three_and_five_hundred_characters_are_still_questions():
    assert clean("why") == "why"
    assert clean("y" * 500) == "y" * 500


@given(st.text(max_size=600))
def test_whatever_is_accepted_is_within_its_limits_and_stays_as_it_is(text):
    try:
        asked = clean(text)
    except QuestionError:
        return
    assert 3 <= len(asked) <= 500
    asked.encode("utf-8")
    assert clean(asked) == asked
