"""Settings come from one file and the environment; what is wrong is named, and no token stands in them."""

import os

import pytest

from bot.errors import SettingsError
from bot.settings import Settings


@pytest.fixture(autouse=True)
def _bare(monkeypatch, tmp_path):
    for name in os.environ:
        if name.startswith("DATELINE_") or name == "TELEGRAM_BOT_TOKEN":
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def settings_of(tmp_path, toml):
    path = tmp_path / "other.toml"
    path.write_text(toml, encoding="utf-8")
    return Settings.load(tmp_path / "home", path)


def test_without_a_file_the_defaults_hold(tmp_path):
    settings = Settings.load(tmp_path / "home")
    assert settings.home == tmp_path / "home"
    assert settings.telegram.api_base == "https://api.telegram.org"
    assert settings.telegram.limits.seconds_between_questions == 3
    assert settings.telegram.webhook is None
    assert settings.build.keep == 3


def test_a_file_here_stands_over_one_in_the_home(tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    (home / "dateline.toml").write_text("[build]\nkeep = 7", encoding="utf-8")
    assert Settings.load(home).build.keep == 7
    (tmp_path / "dateline.toml").write_text("[build]\nkeep = 8", encoding="utf-8")
    assert Settings.load(home).build.keep == 8


def test_a_variable_stands_over_the_file_and_leaves_its_neighbours(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_TELEGRAM__LIMITS__QUESTIONS_PER_HOUR", "9")
    monkeypatch.setenv("DATELINE_TELEGRAM__ALLOWED_USERS", "[5, 6]")
    toml = "[telegram]\nallowed_chats = [1]\n[telegram.limits]\nquestions_per_hour = 10\nqueue = 11"
    telegram = settings_of(tmp_path, toml).telegram
    assert telegram.limits.questions_per_hour == 9
    assert telegram.limits.queue == 11
    assert telegram.allowed_chats == {1}
    assert telegram.allowed_users == {5, 6}


@pytest.mark.parametrize(
    ("toml", "expected"),
    [
        ("[telegram]\nalowed_users = [1]", "telegram.allowed_users"),
        ("[telegram.limits]\nquestion_per_hour = 1", "telegram.limits.questions_per_hour"),
        ("[telegramm]\nallowed_chats = [1]", "telegram.allowed_chats"),
        ("[retrieval]\ncandidate = 5", "retrieval.candidates"),
    ],
)
def test_an_unknown_key_is_named_with_the_nearest_known_one(tmp_path, toml, expected):
    wrong = toml.split("]")[0].strip("[") + "." + toml.split("\n")[1].split(" ")[0]
    with pytest.raises(SettingsError) as caught:
        settings_of(tmp_path, toml)
    assert repr(wrong) in str(caught.value)
    assert "other.toml" in str(caught.value)
    assert f"Did you mean {expected}?" in str(caught.value)


def test_an_unknown_variable_is_named_with_the_nearest_known_one(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_TELEGRAM__API_BAS", "https://x.example")
    with pytest.raises(
        SettingsError, match=r"DATELINE_TELEGRAM__API_BAS.*mean DATELINE_TELEGRAM__API_BASE\?"
    ):
        Settings.load(tmp_path)


def test_the_variables_that_are_no_settings_are_let_be(tmp_path, monkeypatch):
    for name in ("DATELINE_HOME", "DATELINE_DATA", "DATELINE_DEBUG", "DATELINE_ID_KEY"):
        monkeypatch.setenv(name, "anything")
    settings = Settings.load(tmp_path)
    assert (settings.home, settings.id_key()) == (tmp_path, "anything")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("[build]\nkeep = 0", r"'build\.keep' in .*other\.toml: .*greater than or equal to 1"),
        ("[reader]\nthreshold = nan", r"'reader\.threshold' in .*other\.toml: must be a finite number"),
        ("[reader]\nthreshold = -inf", r"'reader\.threshold'.*finite"),
        ("[telegram.limits]\ndeadline = inf", r"'telegram\.limits\.deadline'.*finite"),
        ("[telegram]\nallowed_users = 5", r"'telegram\.allowed_users'.*must be a list"),
        (
            "[telegram]\nallowed_users = [1, 'x']",
            r"'telegram\.allowed_users' in .*toml: must be a whole number",
        ),
        ("[telegram]\napi_base = 'http://evil.example'", r"'telegram\.api_base'.*must be an https URL"),
        ("[telegram.webhook]\nurl = 'https://a.example/'", r"'telegram\.webhook\.secret'.*required"),
        (
            "[telegram.webhook]\nurl = 'https://a.example/'\nsecret = 'short'",
            r"'telegram\.webhook\.secret'.*16 to 256",
        ),
        ("home = '/elsewhere'", "Unknown setting 'home'"),
        ("keep = ", "not valid TOML"),
    ],
)
def test_a_wrong_value_is_named_with_what_it_must_be(tmp_path, toml, message):
    with pytest.raises(SettingsError, match=message):
        settings_of(tmp_path, toml)


@pytest.mark.parametrize(
    ("value", "listed"), [("1,2", {1, 2}), ("[-5, 6]", {-5, 6}), (" 7 ", {7}), ("[]", set())]
)
def test_a_variable_lists_numbers_with_or_without_brackets(tmp_path, monkeypatch, value, listed):
    monkeypatch.setenv("DATELINE_TELEGRAM__ALLOWED_USERS", value)
    assert Settings.load(tmp_path).telegram.allowed_users == listed


@pytest.mark.parametrize("value", ["[5, ", "bob", '[1, "x"]', "1.5", "1 2", "", "1,,2"])
def test_a_variable_that_lists_no_numbers_is_named_with_its_right_form(tmp_path, monkeypatch, value):
    """An empty one too: without listed users everybody would be let in."""
    monkeypatch.setenv("DATELINE_TELEGRAM__ALLOWED_USERS", value)
    with pytest.raises(SettingsError, match=r"in DATELINE_TELEGRAM__ALLOWED_USERS: .*such as 1,2\."):
        Settings.load(tmp_path)


def test_a_malformed_section_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("DATELINE_TELEGRAM", "x")
    with pytest.raises(SettingsError, match=r"DATELINE_TELEGRAM cannot be read: .*JSON object"):
        Settings.load(tmp_path)


def test_the_api_may_be_this_machine_over_http(tmp_path):
    telegram = settings_of(tmp_path, "[telegram]\napi_base = 'http://127.0.0.1:8081/'").telegram
    assert telegram.api_base == "http://127.0.0.1:8081"


def test_a_missing_settings_file_is_an_error(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml: No such file"):
        Settings.load(tmp_path, tmp_path / "none.toml")


TOKEN = "123456789:" + "A" * 35


@pytest.mark.parametrize(
    "toml", [f"[telegram]\ntoken = '{TOKEN}'", f"[telegram]\napi_base = '{TOKEN}'", f"examples = ['{TOKEN}']"]
)
def test_a_token_in_the_settings_file_is_refused_without_being_repeated(tmp_path, toml):
    with pytest.raises(SettingsError, match="must not stand in a settings file") as caught:
        settings_of(tmp_path, toml)
    assert TOKEN not in str(caught.value)


def test_the_token_comes_from_the_environment_first_then_from_a_private_file(tmp_path, monkeypatch):
    secret = tmp_path / "token"
    secret.write_text(f"{TOKEN}\n", encoding="utf-8")
    secret.chmod(0o600)
    settings = settings_of(tmp_path, f"[telegram]\ntoken_file = '{secret}'")
    assert settings.token() == TOKEN
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:from-the-environment")
    assert settings.token() == "1:from-the-environment"


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644, 0o660])
def test_a_token_file_that_others_can_read_is_refused(tmp_path, mode):
    secret = tmp_path / "token"
    secret.write_text(TOKEN, encoding="utf-8")
    secret.chmod(mode)
    with pytest.raises(SettingsError, match="chmod 600"):
        settings_of(tmp_path, f"[telegram]\ntoken_file = '{secret}'").token()


def test_a_missing_or_empty_token_file_is_an_error_and_no_file_is_no_token(tmp_path):
    assert Settings.load(tmp_path).token() is None
    settings = settings_of(tmp_path, "[telegram]\ntoken_file = 'nowhere'")
    with pytest.raises(SettingsError, match="nowhere"):
        settings.token()
    (tmp_path / "empty").touch(mode=0o600)
    with pytest.raises(SettingsError, match="is empty"):
        settings_of(tmp_path, "[telegram]\ntoken_file = 'empty'").token()
