"""Text as it is shown: nothing hidden, nothing that Telegram makes into a link, escaped."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.markup import JOINER, bold, clean, cut, display, escaped, join, lines, quote, units
from tests.emulator.formatted import parse_html

# What Telegram makes live in a text that has no markup (its own rules, in ASCII names).
LIVE = re.compile(r"@[A-Za-z0-9_]|(?<![A-Za-z0-9_/<>])/[A-Za-z0-9_]|\b\w+://")
ANY = st.text(st.characters(codec=None), max_size=300) | st.text(
    "@/:.tgabc<&> \u202e\u200b\u2060\x00\n", max_size=60
)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("a\x00b\x07c", "abc"),
        ("left \u202eright\u2066 mark\u200f", "left right mark"),
        ("zero\u200bwidth\u200djoiner\ufeff\u2060", "zerowidthjoiner"),
        ("soft\u00adhyphen", "softhyphen"),
        ("lone \ud800 surrogate", "lone  surrogate"),
        ("no\ufdd0n\U0001ffffcharacter", "noncharacter"),
        ("one\r\ntwo\u2028three\tfour", "one\ntwo\nthree four"),
        ("Žluťoučký кот 猫 🙂", "Žluťoučký кот 猫 🙂"),
    ],
)
def test_hidden_characters_are_removed_and_nothing_else(given, shown):
    assert clean(given) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("write to @boss", f"write to @{JOINER}boss"),
        ("/start now", f"/{JOINER}start now"),
        ("(/start)", f"(/{JOINER}start)"),
        ("tg://resolve?domain=x", f"tg:/{JOINER}/{JOINER}resolve?domain=x"),
        ("and/or, 24/7", "and/or, 24/7"),
        ("@\u200bboss", f"@{JOINER}boss"),
    ],
)
def test_mentions_commands_and_addresses_are_defanged(given, shown):
    assert display(given) == shown


@given(ANY, ANY)
def test_nothing_live_remains_even_across_two_pieces(left, right):
    assert not LIVE.search(display(left) + display(right))


@given(ANY)
def test_escaped_text_reads_as_displayed(text):
    html = join("a", bold(text), quote(text), "b")
    shown = display(text)
    assert parse_html(html.markup).text == "a" + shown + shown + "b"
    assert html.units == units("a" + shown + shown + "b")
    assert html.entities == len(parse_html(html.markup).entities)


@given(ANY, st.integers(2, 80))
def test_a_cut_keeps_to_its_length_and_begins_like_the_text(text, most):
    short = cut(text, most)
    line = " ".join(clean(text).split())
    assert units(display(short)) <= most
    assert line.startswith(short.removesuffix("…").rstrip()) if short != line else True
    assert "\n" not in short


def test_a_cut_falls_between_words():
    assert cut("one two three four", 12) == "one two…"
    assert cut("one two", 12) == "one two"


def test_markup_in_text_stays_text():
    assert escaped("<b>&amp;</b>").markup == "&lt;b&gt;&amp;amp;&lt;/\u2060b&gt;"


def test_lines_leave_out_none_and_keep_empty_lines():
    assert lines("a", None, "", "b").markup == "a\n\nb"
