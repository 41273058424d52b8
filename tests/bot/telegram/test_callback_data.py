"""Callback data: read back what was written, refuse everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.callback_data import Pressed, new_id, place, placed, read, write


@given(st.sampled_from(["ask", "page", "view", "story"]), st.integers(0, 999_999))
def test_what_is_written_is_read_back_and_fits_into_64_bytes(press, number):
    card = new_id()
    data = write(press, card, number)
    assert read(data) == Pressed(press, card, number)
    assert len(data.encode()) <= 64


@pytest.mark.parametrize(
    "data",
    [
        None,
        "",
        "page",
        "page:AAAAAAAAAAAA",
        "page:AAAAAAAAAAAA:",
        "page:AAAAAAAAAAAA:-1",
        "page:AAAAAAAAAAAA:01",
        "page:AAAAAAAAAAAA:1000000",
        "page:AAAAAAAAAAAA:1\n",
        " page:AAAAAAAAAAAA:1",
        "page:AAAAAAAAAAA:1",
        "page:AAAAAAAAAAA':1",
        "drop:AAAAAAAAAAAA:1",
        "stories:AAAAAAAAAAAA:1",
        "page:AAAAAAAAAAAA:1:2",
        "page:AAAAAAAAAAAA:\u0661",
    ],
)
def test_forged_data_is_refused(data):
    assert read(data) is None


@given(st.integers(0, 19), st.integers(0, 999))
def test_a_place_is_read_back(source, page):
    assert placed(place(source, page)) == (source, page)


def test_ids_differ():
    assert len({new_id() for _ in range(1000)}) == 1000
