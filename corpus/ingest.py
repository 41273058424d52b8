"""Files and folders into the store. One bad file or line is reported; the rest goes in."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from corpus import dates
from corpus.characters import one_line
from corpus.errors import BadOption, SourceError, StoreError
from corpus.folders import files, place_of
from corpus.identity import text_sha256, url_key
from corpus.sources import source_for
from corpus.store import ArticleStore, ChangeKind
from corpus.types import Draft, Rejection
from corpus.urls import checked

Progress = Callable[[int, int], None]
"""Called with (files done, files in all)."""


@dataclass(frozen=True, slots=True)
class IngestReport:
    """Ids of the articles by what happened to them, each id once, and what was not taken in, in order."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)


class IngestStopped(StoreError):
    """The store could not be written any more; `report` tells what was read and taken in before."""

    def __init__(self, why: str, report: IngestReport) -> None:
        super().__init__(why)
        self.report = report


@dataclass(frozen=True, slots=True)
class _Options:
    outlet: str | None
    published: str | None
    url: str | None


def ingest(
    paths: Sequence[Path],
    store: ArticleStore,
    *,
    outlet: str | None = None,
    published: str | None = None,
    url: str | None = None,
    progress: Progress | None = None,
) -> IngestReport:
    """Read files and folders (recursively) into the store, article by article.

    `outlet`, `published` and `url` fill what an article does not state itself; they override nothing.

    Raises:
        BadOption: `published` is no date or to come, `url` no link, or `url` is given for more than one file.
        IngestStopped: the store cannot be written; what was read before stays in.
    """
    options = _checked(outlet, published, url)
    found = list(files(paths))
    total = len(found)
    if options.url and sum(isinstance(item, Path) for item in found) > 1:
        raise BadOption("a link names one article: give --url with one file")
    run = _Run(store, options)
    for done, item in enumerate(found):
        if progress:
            progress(done, total)
        try:
            run.take([item] if isinstance(item, Rejection) else _read(item))
        except StoreError as error:
            raise IngestStopped(str(error), run.report()) from error
    if progress:
        progress(total, total)
    return run.report()


def _checked(outlet: str | None, published: str | None, url: str | None) -> _Options:
    try:
        options = _Options(
            one_line(outlet), dates.parse(published) if published else None, checked(url) if url else None
        )
    except ValueError as error:
        raise BadOption(str(error)) from error
    if _to_come(options.published):
        raise BadOption(f"{published!r} is a day to come; check the date")
    return options


def _to_come(published: str | None) -> bool:
    """Whether the date is more than a day ahead: next to it every other article would look old."""
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    return published is not None and published[:10] > tomorrow.date().isoformat()


def _read(path: Path) -> Iterator[Draft | Rejection]:
    try:
        source = source_for(path)
        if source is None:
            yield Rejection(place_of(path), "format not known (txt, md, jsonl)")
            return
        nothing = True
        for result in source.read(path):
            nothing = False
            yield result
        if nothing:
            yield Rejection(place_of(path), "holds no article")
    except SourceError as error:
        yield Rejection(place_of(path), str(error))
    except OSError as error:
        yield Rejection(place_of(path), f"cannot be read: {(error.strerror or 'unknown error').lower()}")


def _unless_told(draft: Draft, told: dict[str, tuple[str, str]]) -> Draft | Rejection:
    """Reject what is to come, and a second text under the id or link of an earlier article of the file.

    `told` gets the place and the text's sha256 by id or link.
    """
    if _to_come(draft.published):
        return Rejection(draft.found_in, f"is dated {draft.published}, a day to come; correct the date")
    key = f"id {draft.id}" if draft.id is not None else f"link {url_key(draft.url)}" if draft.url else None
    if key is None:
        return draft
    sha256 = text_sha256(draft.text)
    place, first = told.setdefault(key, (draft.found_in, sha256))
    if first == sha256:
        return draft
    return Rejection(
        draft.found_in,
        f"has the {key.split()[0]} of {place} but another text; give it its own, or ingest a later revision "
        "in a file of its own",
    )


class _Run:
    """One ingest under way: what has happened to which article, and what was rejected."""

    def __init__(self, store: ArticleStore, options: _Options) -> None:
        self._store = store
        self._options = options
        self._kinds: dict[str, ChangeKind] = {}
        self._rejected: list[Rejection] = []
        self._linked = False

    def take(self, of_file: Iterable[Draft | Rejection]) -> None:
        """Take in what one file holds."""
        told: dict[str, tuple[str, str]] = {}
        for result in of_file:
            self._take(_unless_told(result, told) if isinstance(result, Draft) else result)

    def _take(self, result: Draft | Rejection) -> None:
        if isinstance(result, Draft):
            result = self._with_options(result)
        if isinstance(result, Draft):
            result = self._unless_rival(result)
        if isinstance(result, Rejection):
            self._rejected.append(result)
            return
        change = self._store.upsert(result)
        if change.kind == "withdrawn":
            reason = (
                f"is article {change.id}, which was withdrawn and stays out; "
                f"`dateline withdraw --undo {change.id}` puts it back"
            )
            self._rejected.append(Rejection(result.found_in, reason))
        elif self._kinds.get(change.id, "unchanged") == "unchanged":
            self._kinds[change.id] = change.kind

    def report(self) -> IngestReport:
        """The ids in the order in which they were read."""
        by_kind: dict[ChangeKind, list[str]] = {"new": [], "changed": [], "unchanged": []}
        for article_id, kind in self._kinds.items():
            by_kind[kind].append(article_id)
        return IngestReport(by_kind["new"], by_kind["changed"], by_kind["unchanged"], self._rejected)

    def _with_options(self, draft: Draft) -> Draft | Rejection:
        options = self._options
        if options.url and draft.url is None:
            if self._linked:
                return Rejection(
                    draft.found_in, "has no link of its own, and --url can name only one article"
                )
            self._linked = True
        return replace(
            draft,
            outlet=draft.outlet or options.outlet,
            published=draft.published or options.published,
            url=draft.url or options.url,
        )

    def _unless_rival(self, draft: Draft) -> Draft | Rejection:
        """Two texts of one ingest that only outlet and headline take for one article must not overwrite."""
        if draft.id is not None or draft.url is not None:
            return draft
        found = self._store.find(draft)
        stored = self._store.said(found) if found is not None and found in self._kinds else None
        text, places = stored or (draft.text, ())
        if text == draft.text or draft.found_in in places:
            return draft
        return Rejection(
            draft.found_in,
            f"has the outlet and headline of {places[-1]} but another text; "
            "give each an id or a link, or ingest them one after the other as revisions",
        )
