"""Links: only safe web addresses, opened at the quoted words."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.links import safe, to_quote
from tests.emulator.formatted import check_link


@pytest.mark.parametrize(
    "url",
    [
        None,
        "",
        "javascript:alert(1)",
        "tg://resolve?domain=x",
        "ftp://example.org/x",
        "//example.org/x",
        "https://user:pw@example.org/",
        "https://user@example.org/",
        "https://localhost/x",
        "https://example.org:99999/",
        "https://exa mple.org/",
        "https://example.org\\@evil.org/",
        "https://example.org/\u202egnp.exe",
        "https://example.org/\n",
        "https://.org/",
        "https://example./",
        "https:///path",
        "https://[::1]/",
        "https://[oops/",
        "https://example.org/" + "x" * 2048,
        'https://example.org/"onclick',
        "https://example.org/\x1b[0m",
    ],
)
def test_unsafe_addresses_are_no_links(url):
    assert safe(url) is None
    assert to_quote(url, "some words") is None


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://news.example.org:8080/a/b?c=d&e=f#g",
        "https://xn--bcher-kva.example/",
        "https://bücher.example/straße",
    ],
)
def test_web_addresses_are_links(url):
    assert safe(url) == url
    check_link(to_quote(url, "some words"))


def test_a_short_quote_is_named_whole():
    link = to_quote("https://example.org/a", "Russia sent\n2,500 ill-equipped soldiers & more.")
    assert link == (
        "https://example.org/a#:~:text=Russia%20sent%202%2C500%20ill%2Dequipped%20soldiers%20%26%20more."
    )


def test_a_long_quote_is_named_by_its_ends():
    words = [f"word{i}" for i in range(60)]
    link = to_quote("https://example.org/a", " ".join(words))
    first, last = link.partition(":~:text=")[2].split(",")
    assert unquote(first).split() == words[:5]
    assert unquote(last).split() == words[-5:]


def test_a_fragment_of_the_address_is_kept():
    assert to_quote("https://example.org/a#part", "words") == "https://example.org/a#part:~:text=words"


def test_a_link_too_long_with_the_words_goes_without_them():
    url = "https://example.org/" + "x" * 2000
    assert to_quote(url, "some words " * 4) == url


@given(st.text(max_size=400), st.text(max_size=40))
def test_any_words_and_any_path_give_a_link_that_telegram_takes(words, path):
    link = to_quote(f"https://example.org/{path}", words)
    if link is not None:
        check_link(link)
        assert urlsplit(link).hostname == "example.org"
        assert len(link.encode()) <= 2048
