"""Which spans are best, and how far an answer reaches.

In the examples of trimming, `<` and `>` bound the span.
"""

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reader.pieces import pieces_around
from bot.reader.spans import LONGEST_ANSWER, TokenSpan, best, trimmed


def logits(values):
    return np.array(values, np.float32)


def found(start, end, sentences, most=5, longest=LONGEST_ANSWER):
    return best(logits(start), logits(end), np.array(sentences, np.int64), most, longest)


def test_the_best_spans_come_first_and_do_not_overlap():
    assert found([5, 0, 0, 3, 0], [0, 4, 0, 0, 2], [0] * 5, most=2) == [
        TokenSpan(0, 1, 9.0),
        TokenSpan(3, 4, 5.0),
    ]


def test_no_span_leaves_its_sentence_or_touches_what_is_in_none():
    assert found([9, 0, 0, 0], [0, 0, 0, 9], [-1, 0, 0, 1], most=1) == [TokenSpan(3, 3, 9.0)]
    assert found([9, 1], [1, 9], [-1, -1]) == []


def test_no_span_is_longer_than_the_longest():
    assert found([9, 0, 0], [0, 0, 9], [0, 0, 0], most=1, longest=2) == [TokenSpan(0, 0, 9.0)]


def test_nothing_to_read_has_no_spans():
    assert found([], [], []) == []
    assert found([1.0], [1.0], [0], most=0) == []


def greedily(start, end, sentences, most, longest):
    """The same by looking at every span one by one."""
    every = [
        TokenSpan(first, last, start[first] + end[last])
        for first in range(len(start))
        for last in range(first, min(len(start), first + longest))
        if sentences[first] == sentences[last] >= 0
    ]
    kept = []
    for span in sorted(every, key=lambda one: (-one.logit, one.first, one.last)):
        if len(kept) < most and all(span.last < one.first or span.first > one.last for one in kept):
            kept.append(span)
    return kept


# Whole numbers are summed without rounding, and often tie.
tokens = st.lists(
    st.tuples(st.integers(-9, 9).map(float), st.integers(-9, 9).map(float), st.integers(-1, 2)), max_size=12
)


@given(tokens, st.integers(0, 6), st.integers(1, 6))
def test_spans_are_those_of_a_search_through_all(rows, most, longest):
    rows = sorted(rows, key=lambda row: row[2])
    start, end, sentences = ([row[column] for row in rows] for column in range(3))
    assert found(start, end, sentences, most, longest) == greedily(start, end, sentences, most, longest)


def unmarked(marked):
    """The text and the span that is marked in it."""
    before, inside, after = marked.replace(">", "<").split("<")
    return before + inside + after, len(before), len(before) + len(inside)


def mark(text, start, end):
    return f"{text[:start]}<{text[start:end]}>{text[end:]}"


def trim(marked):
    text, start, end = unmarked(marked)
    return mark(text, *trimmed(text, start, end))


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("3,<80>0 died", "<3,800> died"),
        ("3,80<0> died", "<3,800> died"),
        ("grew by 7.<5> points", "grew by <7.5> points"),
        ("left at <1>:30 sharp", "left at <1:30> sharp"),
        ("since <9>/11", "since <9/11>"),
        ("said <Antony> Blinken on Friday", "said <Antony Blinken> on Friday"),
        ("said <Antony> blinking", "said <Antony> blinking"),
        ("to <Almaty>, Kazakhstan", "to <Almaty>, Kazakhstan"),
        ("in the <199>0s", "in the <1990s>"),
        ("costs <4> more", "costs <4> more"),
        ("(\u2212<5>)", "(<\u22125>)"),
        ("pages 4-<5>", "pages 4-<5>"),
        ("a <20>-year-old", "a <20>-year-old"),
        ("<twenty>-one ships", "<twenty-one> ships"),
        ("CO<VID>-19 cases", "<COVID-19> cases"),
        ("with BA.<5> cases", "with <BA.5> cases"),
        ("fans <Alm>aty loves", "fans <Almaty> loves"),
        ("Cafe\u0301 <Jos>e\u0301", "Cafe\u0301 <Jose\u0301>"),
        ("works for A<T>&T", "works for <AT&T>"),
        ("on Amazon.<com> now", "on <Amazon.com> now"),
    ],
)
def test_words_and_numbers_are_whole(given, expected):
    assert trim(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("costs <$>4 now", "costs <$4> now"),
        ("costs <$4>.2 billion now", "costs <$4.2 billion> now"),
        ("costs $<4>.2 billion now", "costs <$4.2 billion> now"),
        ("cost A$<74>,000 then", "cost <A$74,000> then"),
        ("cost <40> € then", "cost <40 €> then"),
        ("<3,800> million people", "<3,800 million> people"),
        ("<3,800> people", "<3,800> people"),
        ("fell <40> per cent", "fell <40 per cent>"),
        ("fell <40> percent again", "fell <40 percent> again"),
        ("fell <40>% again", "fell <40%> again"),
        ("at <38> °C today", "at <38 °C> today"),
        ("ran <5> km.", "ran <5 km>."),
        ("a <5>-km run", "a <5-km> run"),
        ("<7> kmart shops", "<7> kmart shops"),
        ("at <8:30> a.m. sharp", "at <8:30 a.m.> sharp"),
        ("<two> hundred thousand people", "<two hundred thousand> people"),
        ("3.5 <million> barrels a day", "<3.5 million barrels> a day"),
        ("<40> years old", "<40 years old>"),
        ("<two> four-year terms", "<two> four-year terms"),
        ("<5>, million-fold", "<5>, million-fold"),
        ("takes <11> hours and 23 minutes.", "takes <11 hours and 23 minutes>."),
        ("took about 5 hours <20> minutes.", "took <about 5 hours 20 minutes>."),
        ("<two> years and three months there", "<two years and three months> there"),
        ("between <four> weeks and six weeks", "between <four weeks> and six weeks"),
        ("for <3> days and 2 weeks later", "for <3 days> and 2 weeks later"),
        ("for <10> days and 200 people", "for <10 days> and 200 people"),
    ],
)
def test_an_amount_has_its_currency_scale_and_unit_but_not_what_is_counted(given, expected):
    assert trim(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("more than <3,800> died", "<more than 3,800> died"),
        ("more <than 3,800> died", "<more than 3,800> died"),
        ("At least <18> died", "<At least 18> died"),
        ("at least <eighteen> died", "<at least eighteen> died"),
        ("up to <5>%", "<up to 5%>"),
        ("nearly <a dozen> ships", "<nearly a dozen> ships"),
        ("as many as <40> ships", "<as many as 40> ships"),
        ("about some <40> ships", "<about some 40> ships"),
        ("well over <$5> million", "<well over $5 million>"),
        ("almost <a third> of it", "<almost a third> of it"),
        ("a <tenth> of it", "a <tenth> of it"),
        ("a total of <40> ships", "a total of <40> ships"),
        ("only <40> ships", "only <40> ships"),
        ("about <forty-one> ships", "<about forty-one> ships"),
        ("talked about <ships>", "talked about <ships>"),
        ("handed over <40> ships", "handed over <40> ships"),
        ("handed over more than <40> ships", "handed over <more than 40> ships"),
    ],
)
def test_a_hedge_right_before_an_amount_comes_along(given, expected):
    assert trim(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("said <Antony Blinken's>, who", "said <Antony Blinken>'s, who"),
        ("<Antony Blinken’s> visit", "<Antony Blinken>’s visit"),
        ("<Antony Blinken>’s visit", "<Antony Blinken>’s visit"),
        ("<Blinken's visit> to it", "<Blinken's visit> to it"),
        ("Mr. O'<Brien> left", "Mr. <O'Brien> left"),
        ("they <don>'t know", "they <don't> know"),
        ("<it's> late", "<it's> late"),
        ("bought by <McDonald's> then", "bought by <McDonald's> then"),
        ("the <rebels’> leader", "the <rebels>’ leader"),
        ("<workers' rights>", "<workers' rights>"),
        ("NA<TO's> chief", "<NATO>'s chief"),
    ],
)
def test_the_genitive_goes_and_other_apostrophes_stay(given, expected):
    assert trim(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("he< left, >then", "he <left>, then"),
        ("<— he left.>", "— <he left>."),
        ("it ended in< 2020.> Then", "it ended in <2020>. Then"),
        ("in the <U.S>. army", "in the <U.S.> army"),
        ("to the <U.S..>", "to the <U.S.>."),
        ("of <Apple Inc.>, who", "of <Apple Inc.>, who"),
        ("of <Apple Inc>., who", "of <Apple Inc.>, who"),
        ("by <Sammy Davis Jr.>", "by <Sammy Davis Jr.>"),
        ("at <8 a.m.>", "at <8 a.m.>"),
        ("<Really?>", "<Really>?"),
        ("<C++> is", "<C++> is"),
        ("<#MeToo,> she", "<#MeToo>, she"),
        ("<the army>", "<the army>"),
        ("<a dog>", "<a dog>"),
        ("<in March and>", "<in March> and"),
        ("<and Kazakhstan,> too", "and <Kazakhstan>, too"),
        ("tea <or coffee or, >milk", "tea or <coffee> or, milk"),
        ("<but he left>", "<but he left>"),
        ("in Portland, <OR>", "in Portland, <OR>"),
    ],
)
def test_loose_ends_go_but_not_the_stop_of_an_abbreviation(given, expected):
    assert trim(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("<“we will go”> he", "“<we will go>” he"),
        ("<“we will go.”> He", "“<we will go>.” He"),
        ('<"we will go,"> he', '"<we will go>," he'),
        ("<(then 40)> was", "(<then 40>) was"),
        ("<(“we go”)> was", "(“<we go>”) was"),
        ("he <said “we will go>” today", "he <said “we will go”> today"),
        ("he <said “we will go>.” Then", "he <said “we will go.”> Then"),
        ('he <said "we will go>" today', 'he <said "we will go"> today'),
        ("he <said “we will> go” today", "he <said “we will> go” today"),
        ("<“we will> go” today", "“<we will> go” today"),
        ("we <will go”> today", "we <will go>” today"),
        ("“<Dune” won> it", "<“Dune” won> it"),
        ("<“Dune” and “Alien”> won", "<“Dune” and “Alien”> won"),
        ('<"Dune" and "Alien"> won', '<"Dune" and "Alien"> won'),
        ("<five (of six>) ships", "<five (of six)> ships"),
        ("see <“five (of six>)” there", "see “<five (of six)>” there"),
        ("<“—” is a dash> here", "<“—” is a dash> here"),
        ("the <text (of …)> here", "the <text (of …)> here"),
        ("<the Union (>EU)", "<the Union> (EU)"),
        ("<EU) laws>", "<EU) laws>"),
    ],
)
def test_quotes_and_brackets_are_in_pairs_or_not_there(given, expected):
    assert trim(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("more than\n<40> ships", "more than\n<40> ships"),
        ("<40>\nmillion", "<40>\nmillion"),
        ("said “<go>\n”", "said “<go>\n”"),
        ("<one.\n>Two", "<one>.\nTwo"),
    ],
)
def test_nothing_is_added_from_another_line(given, expected):
    assert trim(given) == expected


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("one<> two", "one<> two"),
        ("t<>wo", "t<>wo"),
        ("one< > two", "one< > two"),
        ("more< >than 5", "more< >than 5"),
        ("one<, >two", "one<,> two"),
        ("one <an>d two", "one <and> two"),
        ("<“”>", "<“”>"),
        ("Blinken'<s> visit", "Blinken<'s> visit"),
    ],
)
def test_what_is_nothing_but_loose_ends_keeps_them(given, expected):
    assert trim(given) == expected


def test_only_what_is_near_is_looked_at():
    """A million characters without a stop take no longer than a long paragraph."""
    text = "some words more " * 62_500
    start = text.index("words", 500_000)
    assert trimmed(text, start, start + 2) == (start, start + 5)
    assert len(pieces_around(text, start, start + 2)) < 500


FRAGMENTS = """the a an and or And of 5 3,800 7.5 1:30 4.2 -19 $ € % ° C / + # @ & _ - – — . , ; : ! ? …
    " ' “ ” ‘ ’ « » ( ) [ ] { } more than at least some about over hand handed just under up to million per
    cent hundred km years old one two twenty half third dozen hundreds people Blinken O'Brien don't it's 's ’s
    U.S. a.m. Inc. Jr. COVID AT&T x é e\u0301 \u0301 \u200b \u2028 \ud800 🎭"""
written = st.lists(
    st.tuples(st.sampled_from([*FRAGMENTS.split(), "\n"]), st.sampled_from(["", " ", " "])), max_size=16
).map(lambda parts: "".join(fragment + space for fragment, space in parts))


@st.composite
def spans(draw):
    """A text, half of them made of what trimming looks for, with a span in it."""
    text = draw(st.one_of(written, st.text()))
    start = draw(st.integers(0, len(text)))
    return text, start, draw(st.integers(start, len(text)))


@given(spans())
def test_to_trim_twice_changes_nothing(span):
    text, start, end = span
    once = trimmed(text, start, end)
    assert trimmed(text, *once) == once


@given(spans())
def test_something_of_the_span_is_left_on_its_line(span):
    text, start, end = span
    first, last = trimmed(text, start, end)
    assert text.rfind("\n", 0, start) < first <= last <= len(text)
    assert "\n" not in text[end:last]
    if text[start:end].strip():
        assert max(start, first) < min(end, last)
        assert text[first:last].strip() == text[first:last]
    else:
        assert (first, last) == (start, end)


def joins(text, at):
    """Whether a word or number runs on across the offset."""
    left, right = text[max(0, at - 2) : at], text[at : at + 2]
    if left[-1:].isalnum() and right[:1].isalnum():
        return True
    number = left[-1:] + right if right[:1] in tuple(".,:/") else left + right[:1]
    return len(number) == 3 and number[0].isdecimal() and number[1] in ".,:/" and number[2].isdecimal()


@given(spans())
def test_no_word_or_number_is_cut(span):
    text, start, end = span
    first, last = trimmed(text, start, end)
    if text[start:end].strip():
        assert not joins(text, first)
        assert not joins(text, last)


@given(spans())
def test_no_mark_at_either_end_lacks_its_partner(span):
    text, start, end = span
    first, last = trimmed(text, start, end)
    said = text[first:last]
    if set(re.findall(r"[^\W_]+", said)) - {"and", "And", "or", "Or", "s", "S"}:
        assert said[0] not in "”’)]}»"
        assert said[-1] not in "“‘([{«"
        for opening, closing in ["“”", "()", "[]", "{}", "«»"]:
            if said[0] == opening:
                assert closing in said[1:-1]
            if said[-1] == closing:
                assert opening in said[1:-1]
