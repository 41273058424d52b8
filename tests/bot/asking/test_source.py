"""Questions to one source, as they are searched."""

import pytest

from bot.asking.source import without_source

OUTLETS = ("North Review (sample)", "The Morning Paper")


@pytest.mark.parametrize(
    ("asked", "searched"),
    [
        ("how many people died according to North Review?", "how many people died?"),
        ("how many people died, says the morning paper", "how many people died"),
        ("what did north review say about the airport?", "the airport?"),
        ("What does the Morning Paper report about how many died?", "how many died?"),
        ("what did North Review say, how many died", "how many died"),
        ("according to the morning paper, who won", "who won"),
        ("north review storm how many boats sank", "storm how many boats sank"),
        ("how many died, north review reported", "how many died"),
        ("in North Review's article on the storm, how many died", "how many died"),
        ("who owns the North Sea?", "who owns the North Sea?"),
    ],
)
def test_the_source_is_left_out(asked, searched):
    assert without_source(asked, OUTLETS) == searched


def test_a_question_of_nothing_but_its_source_stays():
    assert without_source("according to North Review?", OUTLETS) == "according to North Review?"
