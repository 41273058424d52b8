"""A snippet is a slice of the article, holds the quote, and keeps to its length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.snippet import LIMIT, snippet

PARAGRAPH = "First things came. Then 40 people left. Last came rain."


def test_whole_neighbours_are_shown_where_they_fit():
    start = PARAGRAPH.index("Then")
    shown = snippet(PARAGRAPH, start, start + len("Then 40 people left."))
    assert shown.text == PARAGRAPH
    assert shown.parts() == ("First things came. ", "Then 40 people left.", " Last came rain.")


def test_other_paragraphs_are_left_out_without_an_ellipsis():
    text = f"Above.\n\n{PARAGRAPH}\n\nBelow."
    start = text.index("Then")
    shown = snippet(text, start, start + 20)
    assert shown.text == PARAGRAPH
    assert not shown.cut_before
    assert not shown.cut_after


def test_a_neighbour_that_does_not_fit_leaves_an_ellipsis():
    start = PARAGRAPH.index("Then")
    shown = snippet(PARAGRAPH, start, start + len("Then 40 people left."), limit=42)
    assert shown.parts() == ("… ", "Then 40 people left.", " Last came rain.")


def test_a_short_answer_is_marked_by_its_place_in_the_article():
    text = f"Above.\n{PARAGRAPH}"
    at = text.index("40 people")
    shown = snippet(text, text.index("Then"), text.index(" Last"))
    assert shown.parts(at, at + 9) == ("First things came. Then ", "40 people", " left. Last came rain.")


def test_a_long_quote_is_cut_around_its_focus_between_words():
    text = " ".join(f"word{i:03}" for i in range(200))
    at = text.index("word150")
    shown = snippet(text, 0, len(text), 100, focus=(at, at + 7))
    assert "word150" in shown.text.split()
    assert set(shown.text.split()) <= set(text.split())
    assert shown.cut_before
    assert shown.cut_after


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 4), (0, 99)])
def test_a_range_outside_the_text_is_an_error(start, end):
    with pytest.raises(ValueError, match="No text at"):
        snippet("Short text.", start, end)


@given(st.text(min_size=1, max_size=900), st.data())
def test_any_snippet_is_a_slice_that_holds_its_mark_and_keeps_its_length(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    limit = data.draw(st.integers(20, 400))
    focus = data.draw(st.none() | st.tuples(st.integers(start, end), st.integers(start, end)))
    focus = focus and (min(focus), max(focus))
    shown = snippet(text, start, end, limit, focus=focus)
    assert text[shown.start : shown.start + len(shown.text)] == shown.text
    assert len("".join(shown.parts())) <= limit
    marked = shown.text[shown.mark_start : shown.mark_end]
    assert marked
    assert marked in text[start:end]
    if end - start <= limit - 4:
        assert marked == text[start:end]
    if focus and focus[1] - focus[0] <= limit - 4:
        assert shown.start <= focus[0]
        assert focus[1] <= shown.start + len(shown.text)


def test_the_usual_limit_is_350_characters():
    text = "A sentence of some length here. " * 40
    assert LIMIT == 350
    assert 300 < len("".join(snippet(text, 320, 351).parts())) <= 350


def test_a_title_before_a_name_ends_no_sentence():
    text = "It began. Maj. Gen. Ivan Petrov spoke to the press on Friday. It ended."
    start = text.index("It ended")
    shown = snippet(text, start, len(text), limit=66)
    assert shown.parts() == ("… Maj. Gen. Ivan Petrov spoke to the press on Friday. ", "It ended.", "")
