"""Telegram's HTML: what people see of it, and what is refused."""

import pytest

from tests.emulator.formatted import Entity, Formatted, parse_html, typed, units
from tests.emulator.refusals import Refused


def test_html_becomes_plain_text_with_entities():
    """Marks disappear from the text and come back as ranges over it."""
    shown = parse_html('<b>Russia</b> &amp; <a href="https://e.org/?a=1&amp;b=2">more</a>')
    assert shown.text == "Russia & more"
    assert shown.entities == (
        Entity("bold", 0, 6),
        Entity("text_link", 9, 13, "https://e.org/?a=1&b=2"),
    )


def test_offsets_are_counted_in_utf16_units():
    """An emoji counts twice in what the Bot API calls offset and length."""
    shown = parse_html("🤷 <b>No 🤷</b>")
    assert shown.as_json() == [{"type": "bold", "offset": 3, "length": 5}]


def test_white_space_at_the_ends_is_taken_off_and_entities_move_along():
    shown = parse_html("\n <i>one</i> \n")
    assert shown == Formatted("one", (Entity("italic", 0, 3),))


def test_entities_may_nest_and_quotes_may_be_expandable():
    shown = parse_html("<blockquote expandable>a <b>b <i>c</i></b></blockquote>")
    assert [(e.type, shown.text[e.start : e.end]) for e in shown.entities] == [
        ("expandable_blockquote", "a b c"),
        ("bold", "b c"),
        ("italic", "c"),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<b>open",
        "<b>crossed <i>tags</b></i>",
        "closed</b>",
        "<p>no such tag</p>",
        "<br>",
        "a < b",
        "fish & chips",
        "&nbsp;",
        '<b class="x">attribute</b>',
        "<blockquote>a <blockquote>b</blockquote></blockquote>",
        "<code>a <b>b</b></code>",
        '<a href="https://e.org">a <a href="https://e.org">b</a></a>',
        "<a>no address</a>",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="https://user:secret@e.org/">x</a>',
        '<a href="https://nowhere/">x</a>',
        "<b></b>",
        "   ",
    ],
)
def test_what_telegram_would_not_show_is_refused(source: str):
    with pytest.raises(Refused):
        parse_html(source)


def test_length_counts_after_the_entities_are_taken_out():
    """4096 units of text pass with any amount of markup, one more does not."""
    assert units(parse_html("<b>" + "x" * 4096 + "</b>").text) == 4096
    assert units(parse_html("🤷" * 2048).text) == 4096
    for long in ("x" * 4097, "🤷" * 2048 + "x"):
        with pytest.raises(Refused, match="too long"):
            parse_html(long)


def test_a_hundred_entities_pass_and_one_more_is_refused():
    assert len(parse_html("<b>x</b> " * 100).entities) == 100
    with pytest.raises(Refused, match="too many entities"):
        parse_html("<b>x</b> " * 101)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("/ask@dateline_bot who?", [("bot_command", "/ask@dateline_bot")]),
        ("hey @Dateline_Bot, who?", [("mention", "@Dateline_Bot")]),
        ("🤷 /start now", [("bot_command", "/start")]),
        ("a/b and me@example.org and 1/2", []),
        ("see https://e.org/a/b", [("url", "https://e.org/a/b")]),
    ],
)
def test_commands_and_mentions_are_found_in_what_people_type(text: str, found: list[tuple[str, str]]):
    marked = typed(text)
    assert [(e.type, text[e.start : e.end]) for e in marked.entities] == found
