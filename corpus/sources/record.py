"""The keys of an article that comes as a record: a line of JSON, or the front matter of a Markdown file."""

import json
from collections.abc import Mapping

from corpus.characters import one_line
from corpus.errors import SourceError
from corpus.headers import Fields

_KEYS: Mapping[str, tuple[str, ...]] = {
    "id": ("id", "_id"),
    "headline": ("title", "headline"),
    "outlet": ("outlet", "source"),
    "published": ("published", "date"),
    "url": ("url",),
    "byline": ("byline", "author", "authors"),
    "credits": ("credits",),
    "place": ("place",),
    "language": ("language",),
}
_NAMES = {int: "a number", float: "a number", bool: "true or false", list: "a list", dict: "an object"}
_LONGEST_FIELD = 2048
_LARGEST_EXTRA = 65_536
_DEEPEST_EXTRA = 32


def fields_of(
    record: Mapping[str, object], *, nested_aside: bool = False
) -> tuple[Fields, dict[str, object]]:
    """The fields that the record states, and what else it holds (without "text").

    A byline may be a list of names. With `nested_aside` a list or object elsewhere is no error: it counts as
    something else that the record holds.

    Raises:
        SourceError: a value is of the wrong kind, too long, or a date, link or id that makes no sense.
    """
    fields = Fields()
    used = {"text"}
    for name, keys in _KEYS.items():
        for key in keys:
            given = _names(record.get(key)) if name == "byline" else record.get(key)
            if (nested_aside or name == "byline") and not isinstance(given, str | None):
                continue
            value = _text(key, given)
            if value is None:
                used.add(key)
            elif getattr(fields, name) is None:
                used.add(key)
                _fill(fields, name, key, value)
    extra = {key: value for key, value in record.items() if key not in used}
    if _depth(extra) > _DEEPEST_EXTRA:
        raise SourceError(f"its further keys are nested more than {_DEEPEST_EXTRA} levels deep")
    if len(json.dumps(extra)) > _LARGEST_EXTRA:
        raise SourceError(f"its further keys hold more than {_LARGEST_EXTRA // 1024} KiB")
    return fields, extra


def _names(value: object) -> object:
    """Names as one text where they come as a list, or as objects with a "name"; else the value itself."""
    each = [one.get("name") if isinstance(one, dict) else one for one in _listed(value)]
    return ", ".join(one for one in each if isinstance(one, str) and one.strip()) or value


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]


def _text(key: str, value: object) -> str | None:
    if key in {"id", "_id"} and isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise SourceError(f'"{key}" must be text, not {_NAMES.get(type(value), "something else")}')
    if len(value) > _LONGEST_FIELD:
        raise SourceError(f'"{key}" is longer than {_LONGEST_FIELD:,} characters')
    # An id is compared as it stands, so that two ids never become one.
    return (value if value.strip() else None) if key in {"id", "_id"} else one_line(value)


def _fill(fields: Fields, name: str, key: str, value: str) -> None:
    try:
        fields.fill(name, value)
    except ValueError as error:
        raise SourceError(f'"{key}": {error}') from error


def _depth(value: object) -> int:
    """Levels of lists and objects, counted without recursion."""
    depth, level = 0, [value]
    while level:
        inner = [v for v in level if isinstance(v, dict | list)]
        level = [part for v in inner for part in (v.values() if isinstance(v, dict) else v)]
        depth += bool(inner)
    return depth
