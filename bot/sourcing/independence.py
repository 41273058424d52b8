"""How many really independent sources stand behind what several citations say."""

from collections.abc import Sequence

from bot.sourcing.outlets import outlet_key
from bot.types import Citation


def independent(citations: Sequence[Citation]) -> int:
    """How many independent sources the citations come from.

    The rule: each citation speaks for the outlet that it credits, else for its own. Citations that speak for
    the same outlet count once, and so do those of one group of near-duplicates (`origin`). What a newsroom's
    own articles say is one source, however many articles say it. An article whose original is cited too
    speaks for that original and not for the outlet that printed it. Where the outlet is not known, each group
    of near-duplicates is a source. One group is never more than one source, whomever it credits.
    """
    cited = {one.article_id for one in citations}
    credited: dict[str, set[str]] = {}
    for one in citations:
        outlets = credited.setdefault(one.origin, set())
        if one.credited_to is not None:
            outlets.add(outlet_key(one.credited_to))
    sources = _Sources()
    for origin, outlets in credited.items():
        # A group that credits two outlets does not make those two one source.
        for outlet in outlets:
            sources.join(f"outlet {outlet}", f"origin {origin}" if len(outlets) == 1 else f"outlet {outlet}")
    for one in citations:
        reprint = one.origin != one.article_id and one.origin in cited
        if one.credited_to is None:
            own = f"origin {one.origin}"
            sources.join(own, own if one.outlet is None or reprint else f"outlet {outlet_key(one.outlet)}")
    return min(sources.count(), len(credited))


class _Sources:
    """Names, joined where they stand for the same source."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def join(self, one: str, other: str) -> None:
        self._above[self._top(one)] = self._top(other)

    def count(self) -> int:
        return len({self._top(name) for name in self._above})

    def _top(self, name: str) -> str:
        self._above.setdefault(name, name)
        while self._above[name] != name:
            name = self._above[name]
        return name
