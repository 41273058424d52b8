"""Lists of names, and what only looks like one."""

import time

import pytest

from bot.enumeration import enumerated
from corpus.types import Span


def listed(sentence, answer):
    start = sentence.index(answer)
    found = enumerated(sentence, Span(0, len(sentence)), Span(start, start + len(answer)))
    return [sentence[a:b] for a, b in found]


@pytest.mark.parametrize(
    ("sentence", "answer", "names"),
    [
        (
            "Soldiers from Belarus, Armenia, Tajikistan and Kyrgyzstan are to follow.",
            "Armenia",
            ["Belarus", "Armenia", "Tajikistan", "Kyrgyzstan"],
        ),
        (
            "Soldiers from Belarus, Armenia, and Tajikistan are to follow.",
            "Belarus, Armenia, and Tajikistan",
            ["Belarus", "Armenia", "Tajikistan"],
        ),
        ("The New Zealand Navy and the Royal Air Force came.", "Royal Air Force",
         ["The New Zealand Navy", "the Royal Air Force"]),
        ("Ann Lee, the mayor, and Tom Lund spoke.", "Ann Lee", ["Ann Lee"]),
        ("Ann Lee spoke in Lindvik.", "Lindvik", ["Lindvik"]),
        ("It went to France, Spain and Portugal.", "Spain", ["France", "Spain", "Portugal"]),
        ("It went to Spain and the U.S.", "Spain", ["Spain", "the U.S."]),
        ("They met in Oslo and bread was sold.", "Oslo", ["Oslo"]),
        ("Norway and Sweden signed; Denmark waited.", "Denmark", ["Denmark"]),
        ("Norway and Sweden signed; Denmark waited.", "Sweden signed; Denmark", ["Sweden signed; Denmark"]),
    ],
)  # fmt: skip
def test_the_names_of_the_list_that_holds_the_answer(sentence, answer, names):
    assert listed(sentence, answer) == names


def test_hostile_text_takes_no_longer_than_its_length_asks():
    text = "Aa " * 60_000 + ", B" * 60_000
    begun = time.process_time()
    assert enumerated(text, Span(0, len(text)), Span(0, 2)) == [Span(0, 2)]
    assert time.process_time() - begun < 2
