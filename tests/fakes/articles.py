"""A store of a few articles, held in a list."""

import hashlib
from collections.abc import Iterable, Iterator

from corpus.types import Article, Revision


def article(
    id: str,
    text: str,
    headline: str | None = None,
    *,
    published: str | None = None,
    outlet: str | None = None,
    revision: int = 1,
) -> Article:
    """An article as the store would give it."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Article(
        id=id,
        revision=revision,
        text=text,
        text_sha256=digest,
        headline=headline,
        outlet=outlet,
        published=published,
        origin=id,
        ingested_from=(f"{id}.txt",),
    )


class FewArticles:
    """What a build needs of an article store. Every article has the history of its one revision."""

    def __init__(self, articles: Iterable[Article], withdrawn: int = 0) -> None:
        self._articles = {one.id: one for one in sorted(articles, key=lambda one: one.id)}
        self._withdrawn = withdrawn

    def articles(self) -> Iterator[Article]:
        return iter(self._articles.values())

    def history(self, id: str) -> list[Revision]:
        one = self._articles[id]
        return [Revision(one.revision, "2022-01-09T08:00:00Z", one.text_sha256)]

    def withdrawn(self) -> int:
        return self._withdrawn


HARBOUR = article(
    "harbour",
    "The harbour of Lindvik was closed on Monday after a crane fell. Nobody was hurt. "
    "Port director Anna Holm said 14 ships were waiting outside.",
    "Crane falls in Lindvik harbour",
    published="2021-03-01",
    outlet="Coast Courier",
)
ELECTION = article(
    "election",
    "Voters in Marbach elected Theo Brandt as mayor on Sunday. He won 3,800 votes, or 61 percent. "
    "His rival Ilse Korn conceded before midnight.",
    "Brandt elected mayor of Marbach",
    published="2021-05-10T06:00:00Z",
    outlet="Valley Post",
)
STORM = article(
    "storm",
    "A storm cut power to 20,000 homes in the north. Crews restored most lines by Tuesday. "
    "The U.S. weather service had warned of the winds.",
    "Storm leaves north without power",
    published="2021-05-11",
)
NOTICE = article("notice", "Café Zürich reopens after repairs. The owners thank their guests.")
ARTICLES = (HARBOUR, ELECTION, STORM, NOTICE)
