"""A question as a whole."""

import pytest

from bot.asking.understand import understand


@pytest.mark.parametrize(
    ("asked", "wide"),
    [
        ("what happened to the Ever Given?", True),
        ("What has happened to Massimov", True),
        ("what happened to the money?", False),
        ("what happened to the ever given?", False),
        ("who knows what happened to Massimov?", False),
    ],
)
def test_what_happened_to_something_with_a_name_asks_for_an_overview(asked, wide):
    assert understand(asked, [], None).overview is wide
