"""How often people may ask, told by a clock that the test moves."""

import pytest

from bot.telegram.limits import Limits, LimitSpec, Verdict
from tests.bot.telegram.stage import Clock

ANSWER, NOTICE, SILENCE = Verdict.ANSWER, Verdict.NOTICE, Verdict.SILENCE


@pytest.fixture
def limits(clock):
    return Limits(LimitSpec(), clock)


def test_one_question_in_three_seconds_a_person(limits, clock):
    assert limits.question("ann", None) is ANSWER
    clock.moves(2.9)
    assert limits.question("ann", None) is NOTICE
    assert limits.question("ben", None) is ANSWER
    clock.moves(0.1)
    assert limits.question("ann", None) is ANSWER


def test_one_notice_a_minute_then_silence(limits, clock):
    limits.question("ann", None)
    said = []
    for _ in range(24):
        said.append(limits.question("ann", None))
        clock.moves(0.1)
    assert said == [NOTICE] + [SILENCE] * 23
    clock.moves(60)
    assert limits.question("ann", None) is ANSWER
    assert limits.question("ann", None) is NOTICE


def test_sixty_questions_an_hour_a_person(limits, clock):
    for _ in range(60):
        assert limits.question("ann", None) is ANSWER
        clock.moves(10)
    assert limits.question("ann", None) is NOTICE
    clock.moves(3600 - 600 + 1)
    assert limits.question("ann", None) is ANSWER


def test_refused_questions_do_not_count(limits, clock):
    limits.question("ann", None)
    for _ in range(100):
        limits.question("ann", None)
    clock.moves(3)
    assert limits.question("ann", None) is ANSWER


def test_one_question_in_ten_seconds_a_person_in_a_group(limits, clock):
    assert limits.question("ann", "group") is ANSWER
    clock.moves(9.9)
    assert limits.question("ann", "group") is NOTICE
    clock.moves(0.1)
    assert limits.question("ann", "group") is ANSWER


def test_six_answers_a_minute_a_group(limits, clock):
    for person in "abcdef":
        assert limits.question(person, "group") is ANSWER
        clock.moves(1)
    assert limits.question("g", "group") is NOTICE
    assert limits.question("h", "group") is SILENCE
    assert limits.question("h", "another group") is ANSWER
    clock.moves(54)
    assert limits.question("g", "group") is ANSWER


def test_an_edit_needs_no_pause_but_is_counted(limits, clock):
    limits.question("ann", None)
    assert [limits.edit("ann", None) for _ in range(8)] == [True] * 6 + [False] * 2
    clock.moves(60)
    assert limits.edit("ann", None)


def test_edits_count_among_the_answers_of_a_group(limits):
    assert [limits.edit(person, "group") for person in "abcdefg"] == [True] * 6 + [False]
    assert limits.question("h", "group") is NOTICE


@pytest.mark.parametrize(("private", "most"), [(True, 60), (False, 10)])
def test_presses_are_capped_by_chat(limits, clock, private, most):
    assert sum(limits.press("chat", private=private) for _ in range(most + 5)) == most
    clock.moves(60)
    assert limits.press("chat", private=private)


@pytest.mark.parametrize(("private", "most"), [(True, 20), (False, 3)])
def test_commands_are_capped_by_chat(limits, private, most):
    assert sum(limits.command("chat", private=private) for _ in range(most + 5)) == most


def test_one_hint_a_minute(limits, clock):
    assert [limits.hint("chat"), limits.hint("chat")] == [True, False]
    clock.moves(60)
    assert limits.hint("chat")


def test_the_memory_is_bounded():
    limits = Limits(LimitSpec(), Clock())
    for person in range(25_000):
        limits.question(str(person), None)
    assert len(limits._events) <= 20_000
    assert len(limits._latest) <= 20_000
