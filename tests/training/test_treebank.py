"""Penn Treebank tokens, written as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.treebank import joined

WRITTEN = {"-LRB-": "(", "-RRB-": ")", "``": '"', "''": '"'}
TOKENS = st.lists(
    st.one_of(
        st.sampled_from([*WRITTEN, '"', ",", ".", "'s", "n't", "$", "(", ")", "'", "%", "U.S."]),
        st.text(st.characters(exclude_categories=["Z", "C"]), min_size=1),
    )
)


@given(TOKENS)
def test_each_token_stands_at_its_span_and_nothing_but_single_spaces_between(tokens):
    text, spans = joined(tokens)
    assert [text[start:end] for start, end in spans] == [WRITTEN.get(token, token) for token in tokens]
    ends = [0, *(span.end for span in spans)]
    gaps = [text[end:start] for end, (start, _) in zip(ends, spans, strict=False)]
    assert set(gaps) <= {"", " "}
    assert gaps[:1] in ([], [""])
    assert ends[-1] == len(text)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("`` Stop ! '' he said .", '"Stop!" he said.'),
        ('She said " no " and " yes " .', 'She said "no" and "yes".'),
        (
            "Berg -LRB- 44 -RRB- did n't pay $ 3,800 , Lund 's 40 % .",
            "Berg (44) didn't pay $3,800, Lund's 40%.",
        ),
        ("", ""),
    ],
)
def test_marks_stand_as_people_write_them(tokens, text):
    assert joined(tokens.split())[0] == text
