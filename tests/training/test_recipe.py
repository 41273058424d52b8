"""The stages as they are meant to follow one another."""

import pytest

from training.recipe import AGAIN, ALIKE, ANSWERABLE, BROAD, CONTRAST, STAGES


def test_the_rate_rises_then_falls_and_the_second_stage_begins_where_the_first_ends():
    assert STAGES == (BROAD, ANSWERABLE, CONTRAST, ALIKE, AGAIN)
    assert BROAD.rate_at(0) == pytest.approx(2e-6)
    assert BROAD.rate_at(400_000) == pytest.approx((2e-4 - 0.08 * 0.5e-4) * 0.51)
    assert BROAD.rate_at(800_000) == pytest.approx(2e-4 - 0.16 * 0.5e-4)
    assert BROAD.rate_at(BROAD.tokens) == pytest.approx(1.5e-4)
    assert ANSWERABLE.rate_at(0) == pytest.approx(1.5e-6)
    assert ANSWERABLE.rate_at(ANSWERABLE.tokens // 100) == pytest.approx(1.5e-4 * 0.99)
    assert ANSWERABLE.rate_at(ANSWERABLE.tokens // 2) == pytest.approx(0.75e-4)
    assert ANSWERABLE.rate_at(ANSWERABLE.tokens + 6_000) == 0


@pytest.mark.parametrize(
    ("origin", "shares"),
    [
        ("news", (2.0, 4.0)),
        ("squadshifts-new_wiki", (1.0, 1.0)),
        ("squadshifts-reddit", (0.7, 0.4)),
        ("qamr-wikinews", (0.7, 0.5)),
        ("qamr-wikipedia", (0.4, 0.25)),
        ("qasrl-PropBank", (0.15, 0.1)),
    ],
)
def test_the_most_exact_name_gives_the_share(origin, shares):
    assert (BROAD.share(origin), ANSWERABLE.share(origin)) == shares


@pytest.mark.parametrize(
    "origin", ["stories", "stories-told", "encyclopedia", "encyclopedia-told", "news-told"]
)
def test_what_was_written_later_is_shown_in_the_later_stages_alone(origin):
    assert BROAD.share(origin) == ANSWERABLE.share(origin) == 0
    assert CONTRAST.share(origin) >= 1


@pytest.mark.parametrize("origin", ["stories-pair", "encyclopedia-pair", "news-pair"])
def test_pairs_are_shown_in_the_last_stages_alone(origin):
    assert BROAD.share(origin) == ANSWERABLE.share(origin) == CONTRAST.share(origin) == 0
    assert ALIKE.share(origin) == AGAIN.share(origin) >= 1
