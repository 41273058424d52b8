"""Sentences and passages: where they end, and that their spans always reproduce the text."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.passages import PassageSpec, passages
from corpus.sentences import LONGEST_SENTENCE, sentences
from corpus.types import Article

TEXTS = st.lists(
    st.one_of(
        st.text(),
        st.sampled_from(
            [
                "Gen. Holm said no. ",
                "“Leave!” he said. ",
                "U.S. ships came. ",
                "\n\n",
                "\n",
                "... ",
                "x" * 700,
                "。",
                "No. 5 ",
                "a.m. ",
                "\u2029",
                "\x1d",
            ]
        ),
    ),
    max_size=40,
).map("".join)


def split(text: str) -> list[str]:
    return [text[span.start : span.end] for span in sentences(text)]


def article(text: str) -> Article:
    return Article(id="a", revision=3, text=text, text_sha256="")


@pytest.mark.parametrize(
    "expected",
    [
        ["Spokesman Maj. Gen. Igor Holm said so.", "But the port stays shut."],
        ["U.S. Secretary of State Ada Lindqvist said so.", "He left the U.S. on Friday."],
        ["She flew to the U.S.", "The ministry agreed."],
        ["Sen. Ada Lindqvist met Gov. Bo Holm on Jan. 7.", "Lt. Col. Berg was No. 2."],
        ["By Matt Berg and Edith M. Lindqvist of the agency.", "O.J. Berg saw J. K. Holm."],
        ["“I have given the order,” he said.", "“It stands.”", "Nobody moved."],
        ["“Leave!” he said.", "“Why?” Holm asked.", "“Because.”"],
        ['They wrote "shoot to kill."', "The order stood."],
        ["It began at 5 p.m. Friday.", "It ended at 9 a.m. EST.", "It rained at 6 p.m.", "Boats came."],
        ["It cost $3.5 million.", "It weighs 2.1 tonnes."],
        ["Is it plan B?", "It is.", "It was 1.6 million barrels a day."],
        ["The firm, Coast Lines Inc., paid.", "Coast Lines Inc. Chairman Bo Holm agreed."],
        ["(It was late.)", "Nobody came."],
        ["第一句。", "第二句。", "第三句"],
        ["Wait... what?", "Nothing."],
    ],
)
def test_sentences_end_where_readers_end_them(expected):
    text = "".join(expected) if expected[0][0] > "\u3000" else " ".join(expected)
    assert split(text) == expected


def test_never_across_paragraphs():
    assert split("A heading\n\nA text. And\nmore") == ["A heading", "A text.", "And", "more"]


def test_an_endless_run_is_split_at_white_space():
    parts = split("word " * 500)
    assert max(map(len, parts)) <= LONGEST_SENTENCE
    assert " ".join(parts) == ("word " * 500).strip()
    assert [len(p) for p in split("x" * 2500)] == [1000, 1000, 500]


@given(TEXTS)
def test_spans_cover_every_visible_character_once_in_order(text):
    end = 0
    for span in sentences(text):
        assert end <= span.start < span.end <= len(text)
        assert text[end : span.start].strip() == ""
        quoted = text[span.start : span.end]
        assert quoted == quoted.strip()
        assert "\n" not in quoted
        assert len(quoted) <= LONGEST_SENTENCE
        end = span.end
    assert text[end:].strip() == ""


@given(TEXTS, st.integers(1, 60), st.integers(0, 3))
def test_passages_are_runs_of_whole_sentences(text, words, overlap):
    spans = sentences(text)
    made = passages(article(text), PassageSpec(words=words, overlap=overlap, least=min(30, words)))
    at = [spans.index(passage.sentences[0]) for passage in made]
    ends = [spans.index(passage.sentences[-1]) + 1 for passage in made]
    for passage, first, last in zip(made, at, ends, strict=True):
        assert passage.text == text[passage.start : passage.end]
        assert (passage.start, passage.end) == (spans[first].start, spans[last - 1].end)
        assert list(passage.sentences) == spans[first:last]
        assert (passage.article_id, passage.revision) == ("a", 3)
    assert all(b <= previous for b, previous in zip(at[1:], ends, strict=False)), "a sentence is left out"
    assert at == sorted(set(at))
    assert (ends[-1:] or [0]) == [len(spans)]


class TestPassages:
    TEXT = " ".join(f"Sentence number {n} has six words." for n in range(1, 11))

    def cut(self, **spec: int) -> list[list[int]]:
        spans = sentences(self.TEXT)
        return [
            [spans.index(s) + 1 for s in p.sentences]
            for p in passages(article(self.TEXT), PassageSpec(**spec))
        ]

    def test_as_many_whole_sentences_as_fit(self):
        assert self.cut(words=24, overlap=0, least=0) == [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10]]

    def test_neighbours_share_the_overlap(self):
        assert self.cut(words=24, overlap=1, least=0) == [[1, 2, 3, 4], [4, 5, 6, 7], [7, 8, 9, 10]]

    def test_a_tiny_last_passage_reaches_back(self):
        assert self.cut(words=18, overlap=0, least=10) == [[1, 2, 3], [4, 5, 6], [7, 8, 9], [8, 9, 10]]

    def test_a_long_sentence_is_a_passage_of_its_own(self):
        assert self.cut(words=3, overlap=1, least=0) == [[n] for n in range(1, 11)]

    def test_scripts_without_spaces_are_cut_too(self):
        text = "这是一个句子它有很多字。" * 200
        made = passages(article(text), PassageSpec(words=100))
        assert len(made) > 1
        assert max(len(p.text) for p in made) <= 1300

    @pytest.mark.parametrize("spec", [{"words": 0}, {"overlap": -1}, {"least": 200}])
    def test_impossible_specs_are_refused(self, spec):
        with pytest.raises(ValueError, match="no passages"):
            PassageSpec(**spec)


@pytest.mark.parametrize("part", ["Mr. Aa ", ". ", '?" ', "U.S. ", " ", "x"])
def test_a_hostile_text_takes_no_longer_than_a_long_one(part):
    """A million characters in seconds: nothing here grows with the square of the length."""
    text = part * (500_000 // len(part))
    began = time.process_time()
    passages(article(text), PassageSpec())
    assert time.process_time() - began < 10
