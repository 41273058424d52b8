"""How `serve` ends before it reaches Telegram, and what it tells then."""

import logging
import time

import pytest

from bot.settings import TelegramSettings
from bot.telegram.application import limit_spec, serve
from bot.telegram.limits import LimitSpec
from index.errors import GenerationMissing
from tests.bot.telegram.api import TOKEN
from tests.bot.telegram.news import Newsroom

WEBHOOK = {"url": "https://bot.example.org/hook", "secret": "0123456789abcdef"}


def ends(tmp_path, capsys, token=TOKEN, secret="a secret for tests", key_file=None, **settings):
    status = serve(
        TelegramSettings(key_file=key_file or tmp_path / "key", **settings),
        token,
        Newsroom,
        tmp_path / "home",
        secret=secret,
    )
    return status, capsys.readouterr().err


@pytest.mark.parametrize("token", ["", "nonsense", "123", "12:34 56", "1:ключ"])
def test_what_is_no_token_ends_it_with_one_line(tmp_path, capsys, token):
    status, said = ends(tmp_path, capsys, token)
    assert status == 2
    assert said.count("\n") == 1
    assert "@BotFather" in said


@pytest.mark.parametrize("listen", ["0.0.0.0", "192.168.1.5", "example.org"])
def test_a_webhook_must_listen_on_this_machine_alone(tmp_path, capsys, listen):
    status, said = ends(tmp_path, capsys, webhook=WEBHOOK | {"listen": listen})
    assert status == 2
    assert "telegram.webhook.listen must be 127.0.0.1" in said


def test_a_bad_secret_ends_it_with_one_line(tmp_path, capsys):
    status, said = ends(tmp_path, capsys, secret="short")
    assert (status, said) == (2, "The secret for hashing ids needs at least 16 characters.\n")


def test_a_database_that_cannot_be_read_ends_it_with_one_line(tmp_path, capsys):
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "bot.sqlite").write_text("no database " * 100)
    status, said = ends(tmp_path, capsys)
    assert status == 2
    assert said.count("\n") == 1


def test_the_defaults_of_settings_and_limiter_agree():
    assert limit_spec(TelegramSettings().limits) == LimitSpec()


@pytest.mark.parametrize("secret", [None, "short", "with spaces in it 1234"])
def test_a_webhook_without_a_good_secret_is_no_setting(secret):
    given = {"url": WEBHOOK["url"]} | ({"secret": secret} if secret else {})
    with pytest.raises(ValueError, match="secret"):
        TelegramSettings(webhook=given)


@pytest.mark.parametrize("base", ["http://api.example.org", "http://10.0.0.1:8081", "ftp://127.0.0.1"])
def test_the_address_of_the_api_is_https_unless_it_is_this_machine(base):
    with pytest.raises(ValueError, match="https"):
        TelegramSettings(api_base=base)


def test_without_network_it_goes_on_trying_and_raises_what_the_load_raised(tmp_path, capsys, caplog):
    """Nothing that is logged on the way, at any level, holds the token."""

    def fails():
        time.sleep(0.3)
        raise GenerationMissing("Nothing is built yet: dateline build")

    with caplog.at_level(logging.DEBUG), pytest.raises(GenerationMissing, match="Nothing is built yet"):
        serve(
            TelegramSettings(api_base="http://127.0.0.1:9"),
            TOKEN,
            fails,
            tmp_path / "home",
            secret="a secret for tests",
        )
    assert "Cannot reach Telegram (network: ConnectError); trying again in 1 s." in caplog.text
    assert TOKEN not in caplog.text + capsys.readouterr().err
