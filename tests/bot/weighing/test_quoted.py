"""The quotation that an answer belongs to."""

import pytest

from bot.weighing.quoted import quoted
from corpus.types import Span


@pytest.mark.parametrize(
    ("sentence", "answer", "expected"),
    [
        (
            "“It is not clear why they need help, so we ask,” Lee said.",
            "they need help",
            "It is not clear why they need help, so we ask",
        ),
        ('"What talks could there be?" Lee said.', "talks", "What talks could there be?"),
        ('Lee called it "a great shame" and left.', "shame", "a great shame"),
        ('Lee called it "a great shame" and left.', "left", "left"),
        ('Lee called it "a great shame" and left.', 'a great shame" and left', 'a great shame" and left'),
        ("He wrote that nobody had come.", "nobody", "nobody"),
        # It began in a sentence before, or goes on in the next.
        ("And we shall stay,” Lee said, “as long as we must. ", "shall stay", "And we shall stay"),
        ("And we shall stay,” Lee said, “as long as we must. ", "must", "as long as we must"),
        ('And we shall stay," Lee said, "as long as we must."', "must", "as long as we must"),
        ("«Nobody came», Lee said.", "Nobody", "Nobody came"),
    ],
)  # fmt: skip
def test_the_answer_grows_to_its_quotation_within_the_sentence(sentence, answer, expected):
    text = f"Before. {sentence} Behind."
    start = text.index(answer)
    begin = text.index(sentence)
    span = quoted(text, Span(begin, begin + len(sentence)), Span(start, start + len(answer)))
    assert text[slice(*span)] == expected


def test_a_quotation_too_long_for_a_short_answer_stays_as_it_is():
    text = "“We " + "really " * 60 + "mean it,” Lee said."
    answer = Span(4, 10)
    assert quoted(text, Span(0, len(text)), answer) == answer
