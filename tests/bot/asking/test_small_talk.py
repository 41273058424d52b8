"""Greetings and thanks, the whole message or not."""

import pytest

from bot.asking.small_talk import is_small_talk


def lines(text):
    return [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    "asked",
    lines("""
        hi
        Hello!
        hey there
        good morning
        thanks
        thank you so much!
        thx
        Thanks, bye
        ok thanks
        who are you?
        what can you do?
        what can i ask you
        are you a bot?
        help
        how does this work?
        Hi Dateline, how are you?
        cool
        what is your name
        hello, what can you do?
    """),
)
def test_these_messages_are_small_talk(asked):
    assert is_small_talk(asked) is True


@pytest.mark.parametrize(
    "asked",
    lines("""
        hi, who sent troops?
        thanks to whom did he win
        who are you voting for
        what can you do about gas
        help for tonga
        who built the rocket
        hello kitty
        how are you taxed in peru
        bot
        almaty
        what can you tell me about tonga
        good friday agreement
        who is the president
        ?
    """),
)
def test_these_are_questions(asked):
    assert is_small_talk(asked) is False


def test_a_long_message_is_never_small_talk():
    assert is_small_talk("hello " * 5) is False
    assert is_small_talk("hi there " * 50) is False
