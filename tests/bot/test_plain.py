"""Text of others cannot move a terminal's cursor, hide, or turn itself round."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.plain import plain


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m text", "red text"),
        ("\x1b]0;new title\x07after", "after"),
        ("\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("\x9b2Jgone", "gone"),
        ("one\rtwo", "one two"),
        ("a\u202eb\u200bc\u2066d\ufeffe\x00f", "abcdef"),
        ("line\nbreak\tand tab", "line\nbreak and tab"),
        ("half \ud83d of it", "half  of it"),
        ("“Quoted” – naïve ☺ 中文", "“Quoted” – naïve ☺ 中文"),
    ],
)
def test_what_a_terminal_would_obey_is_removed(text, shown):
    assert plain(text) == shown


@given(
    st.text(alphabet=st.characters(), max_size=200) | st.text(alphabet="\x1b[]0;m\x07\x9b\\Pa\n", max_size=60)
)
def test_nothing_that_controls_is_left(text):
    assert not [c for c in plain(text) if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs"}]
