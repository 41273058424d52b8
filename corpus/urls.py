"""Links: which are accepted, and when two name the same page."""

from urllib.parse import parse_qsl, urlencode, urlsplit

LONGEST = 2048
_TRACKERS = frozenset(
    ("fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "smid")
)
_DEFAULT_PORTS = {"http": 80, "https": 443}


def checked(url: str) -> str:
    """The link as given, surrounding space removed.

    Raises:
        ValueError: it is no http or https link, or longer than 2048 characters.
    """
    url = url.strip()
    try:
        parts = urlsplit(url)
        sound = parts.scheme.lower() in _DEFAULT_PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:
        sound = False
    if not sound or len(url) > LONGEST or not url.isprintable() or " " in url:
        raise ValueError(f"{url[:60]!r} is not a link that starts with http:// or https://")
    return url


def canonical(url: str) -> str:
    """What tells two pages apart: host, path and query without fragment, trackers or trailing slash.

    http and https name the same page; the order of the query's parts is kept.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").lower()
    port = f":{parts.port}" if parts.port and parts.port != _DEFAULT_PORTS.get(parts.scheme.lower()) else ""
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not (name.lower().startswith("utm_") or name.lower() in _TRACKERS)
    ]
    query = f"?{urlencode(kept)}" if kept else ""
    return f"//{host}{port}{parts.path.rstrip('/')}{query}"
