"""Links to articles: only web addresses that are safe to show, opened at the quoted words."""

from urllib.parse import quote, urlsplit

LONGEST = 2048
_UNSAFE = frozenset(' \\<>"{}|^`')
_LONGEST_WORDS = 120
_WORDS_AT_AN_END = 5


def safe(url: str | None) -> str | None:
    """The address if it is http(s), names a host with a dot, has no credentials and is not too long.

    Backslashes, spaces and control characters make browsers and parsers disagree about the host, so an
    address that holds one is refused as a whole.
    """
    if not url or not url.isprintable() or len(url.encode()) > LONGEST or _UNSAFE.intersection(url):
        return None
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    labels = host.split(".")
    if len(labels) < 2 or not all(labels) or not labels[-1][-1:].isalnum():  # noqa: PLR2004
        return None
    return url if all(c.isalnum() or c in "-_" for label in labels for c in label) else None


def to_quote(url: str | None, quoted: str) -> str | None:
    """A link that opens the article at the quoted words, the bare link where that is too long, or None.

    Text fragments (https://wicg.github.io/scroll-to-text-fragment/): short quotes in full, long ones as
    first and last words.
    """
    address = safe(url)
    words = quoted.split()
    if address is None or not words:
        return address
    whole = " ".join(words)
    if len(whole) <= _LONGEST_WORDS or len(words) <= 2 * _WORDS_AT_AN_END:
        wanted = _encoded(whole)
    else:
        first, last = words[:_WORDS_AT_AN_END], words[-_WORDS_AT_AN_END:]
        wanted = f"{_encoded(' '.join(first))},{_encoded(' '.join(last))}"
    base, mark, fragment = address.partition("#")
    link = f"{base}#{fragment.partition(':~:')[0] if mark else ''}:~:text={wanted}"
    return link if len(link.encode()) <= LONGEST else address


def _encoded(text: str) -> str:
    """Percent-encoded; the dash too, which has a meaning of its own in text fragments."""
    return quote(text.encode("utf-8", "ignore"), safe="").replace("-", "%2D")
