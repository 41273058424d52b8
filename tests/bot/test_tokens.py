"""Whatever form a bot token comes in, it does not stay in a text that is kept."""

import pytest

from bot.incident import note
from bot.tokens import blotted

SECRET = "AAF-not_a_real_token_0123456789abcd"


@pytest.mark.parametrize("between", [":", "%3A", "%3a"])
def test_a_token_is_blotted_out_as_it_is_and_as_urls_carry_it(tmp_path, between):
    token = f"7654321098{between}{SECRET}"
    assert blotted(f"at https://api.example/bot{token}/getMe today") == (
        "at https://api.example/bot<token>/getMe today"
    )
    note(RuntimeError(f"no answer from /bot{token}/getMe"), tmp_path)
    kept = (tmp_path / "log" / "errors.log").read_text(encoding="utf-8")
    assert "/bot<token>/getMe" in kept
    assert SECRET not in kept


@pytest.mark.parametrize("text", ["at 12:30 and 2022-01-08", "123456:too_short", "12345:" + 40 * "A"])
def test_other_text_stays(text):
    assert blotted(text) == text
