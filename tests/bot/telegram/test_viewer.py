"""The article viewer: pages within limits, together the whole article, opened where the quote stands."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.callback_data import place, placed
from bot.telegram.card import CardGone, card_of
from bot.telegram.markup import display, units
from bot.telegram.viewer import PAGE_UNITS, article_page, pages
from corpus.types import Span
from tests.bot.telegram.news import SENTENCE, Shelf, answered, article, cite, finding
from tests.emulator.formatted import parse_html

ID = "AAAAAAAAAAAA"
LONG = "\n\n".join(
    ["An earlier paragraph. " * 20] * 7 + [f"Before it. {SENTENCE} After it."] + ["Later. " * 60] * 6
)


def card(text=LONG, **fields):
    shelf = Shelf.of(article(text=text, **fields))
    return card_of(answered(shelf, finding(cite(shelf.held["a1"]))), shelf), shelf


def test_it_opens_at_the_quote_marked_in_its_paragraph():
    message = article_page(*(card()[0], ID, 0, None, card()[1]))
    shown = parse_html(message.html)
    assert shown.marked("bold") == ["Headline a1", SENTENCE]
    assert shown.marked("italic") == ["Sample Agency · 7 Jan 2022 · part 3 of 5"]
    assert f"Before it. {SENTENCE} After it." in shown.text
    assert [[b.text for b in row] for row in message.buttons] == [["◀", "▶"], ["Back to the answer"]]


def test_the_arrows_turn_one_page():
    of, shelf = card()
    opened = article_page(of, ID, 0, None, shelf)
    assert [b.data for b in opened.buttons[0]] == [f"view:{ID}:2", f"view:{ID}:4"]
    before = article_page(of, ID, 0, 1, shelf)
    assert "part 2 of 5" in before.html
    first = article_page(of, ID, 0, 0, shelf)
    assert [b.text for b in first.buttons[0]] == ["▶"]
    last = article_page(of, ID, 0, 4, shelf)
    assert [b.text for b in last.buttons[0]] == ["◀"]


def test_a_page_beyond_the_last_is_the_last():
    of, shelf = card()
    assert article_page(of, ID, 0, 99, shelf) == article_page(of, ID, 0, 4, shelf)


def test_a_short_article_has_one_page_without_arrows():
    of, shelf = card(SENTENCE)
    message = article_page(of, ID, 0, None, shelf)
    assert [[b.text for b in row] for row in message.buttons] == [["Back to the answer"]]
    assert "part" not in message.html


def test_back_leads_to_the_page_that_shows_the_source():
    shelf = Shelf.of(*(article(f"a{i}") for i in range(1, 6)))
    of = card_of(answered(shelf, finding(*(cite(a) for a in shelf.articles()))), shelf)
    assert article_page(of, ID, 4, None, shelf).buttons[-1][0].data == f"page:{ID}:1"


def test_a_source_that_the_card_does_not_have_is_gone():
    of, shelf = card()
    with pytest.raises(CardGone):
        article_page(of, ID, 1, None, shelf)


@pytest.mark.parametrize(
    "text",
    ["é" * 999_000, "\u200b" * 999_000, "é\n" * 499_500, ("🙂" * 400 + "\n") * 2_480, "@🙂 " * 333_000],
    ids=["one word", "nothing to see", "tiny paragraphs", "badly cut", "twice as long as it looks"],
)
def test_the_longest_article_opens_at_its_end_in_bearable_time(text):
    """The time grows with the length, not with its square, and no page is out of reach."""
    of, shelf = card(text + SENTENCE)
    began = time.monotonic()
    opened = parse_html(article_page(of, ID, 0, None, shelf).html)
    assert time.monotonic() - began < 10
    assert SENTENCE in opened.marked("bold")
    last = place(19, int((re.findall(r"part (\d+) of \1$", opened.marked("italic")[0]) or ["1"])[0]))
    assert placed(last)[0] == 19
    assert last < 1_000_000


@st.composite
def quoted(draw):
    characters = st.characters(codec="utf-8") | st.sampled_from("\n\n    @/🙂ab.")
    text = draw(st.text(characters, min_size=1, max_size=1500))
    start = draw(st.integers(0, len(text) - 1))
    return text, Span(start, draw(st.integers(start + 1, len(text)))), draw(st.integers(20, 300))


@given(quoted())
def test_pages_are_the_whole_text_within_their_length(made):
    text, quote, most = made
    spans = pages(text, quote, most)
    assert "".join(text[s.start : s.end] for s in spans) == text
    assert all(s.start < s.end for s in spans)
    assert all(units(display(text[s.start : s.end])) <= max(most, 2) for s in spans)


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 6))
def test_a_quote_within_a_paragraph_stands_whole_on_one_page(before, after, sentences):
    quoted_text = "The quoted sentence stands here. " * sentences
    text = "Some words before. " * before + "\n" + quoted_text + "\n" + "Some words after. " * after
    start = text.index("The quoted")
    quote = Span(start, start + len(quoted_text.rstrip()))
    assert any(s.start <= quote.start and quote.end <= s.end for s in pages(text, quote, 300))


@given(quoted())
def test_any_article_gives_valid_pages(made):
    text, _, _ = made
    shelf = Shelf.of(article(text=text + SENTENCE, headline=text, outlet=text))
    of = card_of(answered(shelf, finding(cite(shelf.held["a1"]))), shelf)
    for page in range(len(pages(text + SENTENCE, Span(0, 1)))):
        shown = parse_html(article_page(of, ID, 0, page, shelf).html)
        assert units(shown.text) <= PAGE_UNITS + 400
        assert len(shown.entities) <= 3
