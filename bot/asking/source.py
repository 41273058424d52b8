"""A question to one source without the words that name the source, which stand in no article."""

import re
from collections.abc import Collection

_ARTICLE = r"(?:the )?"
_SAYS = r"(?:says?|said|reports?|reported|writes?|wrote|tells?|told|put|puts|gives?|gave)"
_FRONT = (
    rf"(?:what|how) (?:do|does|did|is|was|has) {_ARTICLE}{{name}} (?:say|said|report|reported|write|written|tell|told)"
    rf"(?: us| me)?(?: (?:about|on|of|that))?[ ,:]+(?=\S)",
    rf"(?:according to|in|by|per|acc to) {_ARTICLE}{{name}}(?:['’]s (?:article|report|story)(?: (?:on|about) [^,]+)?)?[,: ]+(?=\S)",
    rf"(?:what|how) (?:do|does|did|is|was|has) {_ARTICLE}{{name}} (?:say|report|write),? (?=(?:how|what|when|where|who|why)\b)",
    rf"{_ARTICLE}{{name}}(?:['’]s)?[,: ]+(?=\S)",
)
_BACK = (
    rf"[, ]+(?:according to|in|by|per|acc to|as) {_ARTICLE}{{name}}(?:['’]s (?:article|report|story)\b.*?)?(?: {_SAYS})?(?=[?.! ]*$)",
    rf"[, ]+{_SAYS} {_ARTICLE}{{name}}(?=[?.! ]*$)",
    rf"[, ]+{_ARTICLE}{{name}} {_SAYS}(?=[?.! ]*$)",
)
_LEAST = 3


def without_source(asked: str, outlets: Collection[str]) -> str:
    """The question less "according to Paper A" or "what did Paper A say about"; unchanged where none stands."""
    for outlet in outlets:
        name = re.escape(re.sub(r"\s*\([^)]*\)$|^the\s+", "", outlet, flags=re.IGNORECASE))
        for pattern in _FRONT:
            shorter = re.sub("^" + pattern.format(name=name), "", asked, flags=re.IGNORECASE)
            if shorter != asked and len(shorter) >= _LEAST:
                return shorter
        for pattern in _BACK:
            shorter = re.sub(pattern.format(name=name), "", asked, flags=re.IGNORECASE)
            if shorter != asked and len(shorter) >= _LEAST:
                return shorter
    return asked
