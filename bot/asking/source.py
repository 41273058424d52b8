"""A question to one source without the words that name the source, which stand in no article."""

import re
from collections.abc import Collection

_ARTICLE = r"(?:the )?"
_SAYS = r"(?:says?|said|reports?|reported|writes?|wrote|tells?|told|put|puts|gives?|gave)"
_TELL = r"(?:say|said|report|reported|write|written|tell|told)"
_DOES = rf"(?:what|how) (?:do|does|did|is|was|has) {_ARTICLE}{{name}}"
_BY = rf"(?:according to|in|by|per|acc to) {_ARTICLE}{{name}}"
_FRONT_OR_BACK = (
    rf"^{_DOES} {_TELL}(?: us| me)?(?: (?:about|on|of|that))?[ ,:]+",
    rf"^{_BY}(?:['’]s (?:article|report|story)(?: (?:on|about) [^,]+)?)?[,: ]+",
    rf"^{_ARTICLE}{{name}}(?:['’]s)?[,: ]+",
    rf"[, ]+(?:as )?{_BY}(?:['’]s (?:article|report|story)\b.*?)?(?: {_SAYS})?(?=[?.! ]*$)",
    rf"[, ]+{_SAYS} {_ARTICLE}{{name}}(?=[?.! ]*$)",
    rf"[, ]+(?:as )?{_ARTICLE}{{name}} {_SAYS}(?=[?.! ]*$)",
)
_LEAST = 3


def without_source(asked: str, outlets: Collection[str]) -> str:
    """The question less "according to Paper A" or "what did Paper A say about"; else unchanged."""
    for outlet in outlets:
        name = re.escape(re.sub(r"\s*\([^)]*\)$|^the\s+", "", outlet, flags=re.IGNORECASE))
        for pattern in _FRONT_OR_BACK:
            shorter = re.sub(pattern.format(name=name), "", asked, flags=re.IGNORECASE)
            if shorter != asked and len(shorter) >= _LEAST:
                return shorter
    return asked
