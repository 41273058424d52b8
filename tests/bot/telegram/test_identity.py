"""Keyed hashes: stable with a key, telling nothing without it."""

import stat

import pytest

from bot.errors import SettingsError
from bot.telegram.identity import Keys, keys


def test_the_same_key_gives_the_same_names_and_another_key_others():
    assert Keys(b"a").person(501) == Keys(b"a").person(501)
    assert Keys(b"a").person(501) != Keys(b"b").person(501)
    assert Keys(b"a").person(501) != Keys(b"a").person(502)
    assert Keys(b"a").person(501) != Keys(b"a").chat(501)


def test_a_name_is_the_hmac_of_the_id():
    # printf 'person:501' | openssl dgst -sha256 -hmac 'a key for tests'
    assert Keys(b"a key for tests").person(501) == "426c1d891a630a4301989106eed84817"


def test_a_key_is_made_once_for_its_owner_alone(tmp_path):
    file = tmp_path / "config" / "telegram.key"
    made = keys(None, file, tmp_path / "home")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert len(file.read_text().strip()) == 64
    assert keys(None, file, tmp_path / "home").key == made.key


def test_a_given_secret_needs_no_file(tmp_path):
    file = tmp_path / "telegram.key"
    assert keys("a secret of the operator", file, tmp_path / "home").key == b"a secret of the operator"
    assert not file.exists()


def test_a_short_secret_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="at least 16"):
        keys("short", tmp_path / "key", tmp_path / "home")


def test_a_key_beside_the_database_is_refused(tmp_path):
    with pytest.raises(SettingsError, match="must lie outside"):
        keys(None, tmp_path / "home" / "telegram.key", tmp_path / "home")


def test_a_key_that_others_can_read_is_refused(tmp_path):
    file = tmp_path / "telegram.key"
    file.write_text("0" * 64)
    file.chmod(0o644)
    with pytest.raises(SettingsError, match="chmod 600"):
        keys(None, file, tmp_path / "home")


def test_an_empty_key_file_is_refused(tmp_path):
    file = tmp_path / "telegram.key"
    file.touch(mode=0o600)
    with pytest.raises(SettingsError, match="holds no key"):
        keys(None, file, tmp_path / "home")


def test_keys_do_not_show_their_key():
    assert "secret" not in repr(Keys(b"secret"))
