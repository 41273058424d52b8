"""Articles in, out, and shown."""

import re
import sys
from argparse import Namespace
from contextlib import closing
from itertools import groupby
from pathlib import Path

from bot.assemble import Assembly
from bot.commands.output import console, record, result, say
from bot.errors import UsageError
from bot.exits import DONE, tell
from bot.plain import plain
from bot.progress import Meter
from bot.records import article_record, listing_record
from bot.terminal import show_article
from bot.words import day, outlet, plural
from corpus.ingest import IngestReport, IngestStopped
from corpus.ingest import ingest as take_in
from corpus.types import Article

_SHOWN_OF_A_FILE = 20
_IN_FILE = re.compile(r"(?::\d+|\[\d+\])$")
BUILD_NEXT = "Run `dateline build` to answer from the changed articles."


def ingest(args: Namespace, assembly: Assembly) -> int:
    """Take articles in; fails only when nothing at all could be read."""
    if missing := [str(path) for path in args.paths if _missing(path)]:
        raise UsageError(f"There is no file or folder {', '.join(missing)}.")
    with assembly.articles() as store, closing(Meter(sys.stderr, "files")) as meter:
        try:
            report = take_in(
                args.paths, store, outlet=args.outlet, published=args.published, url=args.url, progress=meter
            )
        except IngestStopped as stopped:
            meter.close()
            _tell_report(stopped.report, json=args.json)
            raise
    _tell_report(report, json=args.json)
    if report.new or report.changed or report.unchanged:
        return DONE
    return tell(
        "Nothing was taken in; see above for the reasons." if report.rejected else "No articles there."
    )


def _missing(path: Path) -> bool:
    try:
        return not path.exists()
    except OSError:
        # There is something that cannot be read: rejected with its reason, and the rest goes in.
        return False


def _tell_report(report: IngestReport, *, json: bool) -> None:
    rejected = [{"found_in": r.found_in, "reason": r.reason} for r in report.rejected]
    if json:
        lists = {"new": report.new, "changed": report.changed, "unchanged": report.unchanged}
        record({**{name: list(ids) for name, ids in lists.items()}, "rejected": rejected})
    for file, group in groupby(report.rejected, lambda one: _IN_FILE.sub("", one.found_in)):
        of_file = list(group)
        for one in of_file[:_SHOWN_OF_A_FILE]:
            say(f"rejected {plain(one.found_in)}: {plain(one.reason)}")
        if (more := len(of_file) - _SHOWN_OF_A_FILE) > 0:
            say(f"rejected {plain(file)}: and {more:,} more; --json lists them all")
    if not json:
        counts = (len(report.new), len(report.changed), len(report.unchanged), len(report.rejected))
        result("{:,} new, {:,} changed, {:,} unchanged, {:,} rejected".format(*counts))
    if report.new or report.changed:
        say(BUILD_NEXT)


def withdraw(args: Namespace, assembly: Assembly) -> int:
    """Take articles out of the store, or put them back; those that are not there make it fail."""
    with assembly.articles() as store:
        change = store.restore if args.undo else store.withdraw
        unknown = [one for one in args.ids if not change(one)]
        already = [one for one in unknown if store.history(one)]
    moved = len(args.ids) - len(unknown)
    result(f"{plural(moved, 'article')} {'put back' if args.undo else 'withdrawn'}")
    if moved:
        say(f"Run `dateline build` to answer {'with' if args.undo else 'without'} them.")
    if unknown and args.undo:
        return tell(f"Not withdrawn: {', '.join(unknown)}.")
    told = []
    if already:
        told.append(f"Already withdrawn: {', '.join(already)}; `dateline withdraw --undo ID` puts one back.")
    if missing := [one for one in unknown if one not in already]:
        told.append(f"Not in the store: {', '.join(missing)}; `dateline articles` lists what is.")
    return tell(" ".join(told)) if told else DONE


def article(args: Namespace, assembly: Assembly) -> int:
    """Show one article as the store, or as a generation, has it."""
    if args.generation:
        generation = assembly.generations.load(args.generation)
        found, history, place = generation.article(args.id), generation.history(args.id), generation.id
    else:
        with assembly.articles() as store:
            found, history, place = store.get(args.id), store.history(args.id), "the store"
    if found is None:
        return tell(f"There is no article {args.id} in {place}; `dateline articles` lists the stored ones.")
    if args.json:
        record(article_record(found, history))
    else:
        show_article(console(), found)
    return DONE


def articles(args: Namespace, assembly: Assembly) -> int:
    """List all stored articles."""
    count = 0
    with assembly.articles() as store:
        for count, one in enumerate(store.articles(), 1):  # noqa: B007 - counted as they go by
            if args.json:
                record(listing_record(one))
            else:
                result(_listed(one))
    if not count:
        say("The store is empty; `dateline ingest PATH` takes articles in.")
    return DONE


def _listed(one: Article) -> str:
    headline = " ".join(plain(one.headline or "").split()) or "(no headline)"
    return f"{one.id}  {day(one.published)}  {plain(outlet(one.outlet))}  {headline}"
