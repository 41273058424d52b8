"""Generations built, listed, chosen and removed."""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime

from bot.assemble import Assembly
from bot.commands.articles import BUILD_NEXT
from bot.commands.output import record, result, say
from bot.errors import BotError, UsageError
from bot.exits import DONE
from bot.progress import Meter
from bot.records import Record
from bot.words import days, plural
from corpus.disk import in_words
from index.errors import GenerationError, PointerLost
from index.generation import Generation
from index.manifest import Manifest


def build(args: Namespace, assembly: Assembly) -> int:
    """Build a generation, publish it and print its id.

    It gives way to everything else on the machine, above all to a bot that answers meanwhile.
    """
    os.nice(19)
    manifest = build_with_progress(assembly)
    if args.json:
        record(_record(manifest, manifest.id))
    else:
        result(manifest.id)
    back = "; `dateline rollback` goes back to the one before" if len(assembly.generations.ids()) > 1 else ""
    say(f"Answers come from {manifest.id} now{back}.")
    if not manifest.articles:
        say("All articles are withdrawn: every question is refused.")
    return DONE


def build_with_progress(assembly: Assembly) -> Manifest:
    """Build, telling on standard error how far it is."""
    begun = datetime.now(UTC)
    say("Loading the model …")
    _ = assembly.embedder
    with closing(Meter(sys.stderr, "passages")) as meter:
        manifest = assembly.rebuild(meter)
    seconds = (datetime.now(UTC) - begun).total_seconds()
    reused = f", {manifest.reused:,} of them unchanged" if manifest.reused else ""
    held = f"{plural(manifest.passages, 'passage')}{reused} of {plural(manifest.articles, 'article')}"
    say(f"Built from {held} in {seconds:.0f} s.")
    return manifest


def generations(args: Namespace, assembly: Assembly) -> int:
    """List the generations, newest first, the current one marked."""
    ids = assembly.generations.ids()
    try:
        current = assembly.generations.current()
    except PointerLost as lost:
        current = None
        say(str(lost))
    for name in ids:
        try:
            manifest = assembly.generations.manifest(name)
        except GenerationError as error:
            say(str(error))
            continue
        if args.json:
            record(_record(manifest, current))
        else:
            mark = "*" if name == current else " "
            held = f"{plural(manifest.articles, 'article')}, {plural(manifest.passages, 'passage')}"
            result(f"{mark} {name}  {held}, {manifest.embedder.name}")
    if not ids:
        say("Nothing is built yet; run `dateline ingest PATH` and `dateline build`.")
    return DONE


def _record(manifest: Manifest, current: str | None) -> Record:
    return {
        "id": manifest.id,
        "current": manifest.id == current,
        "created": manifest.created,
        "articles": manifest.articles,
        "passages": manifest.passages,
        "reused": manifest.reused,
        "embedder": manifest.embedder.name,
        "embedder_digest": manifest.embedder.digest,
        "precision": manifest.embedder.precision,
        "faiss": manifest.factory,
        "corpus": manifest.corpus,
    }


def rollback(args: Namespace, assembly: Assembly) -> int:
    """Answer from an earlier generation and print its id; one of another model is refused."""
    result(assembly.generations.rollback(args.generation, assembly.embedder))
    return DONE


def prune(args: Namespace, assembly: Assembly) -> int:
    """Remove all but the newest generations and the current one; print what was removed."""
    keep = assembly.settings.build.keep if args.keep is None else args.keep
    if keep < 1:
        raise UsageError(f"--keep must be at least 1, not {keep}.")
    for removed in assembly.generations.prune(keep):
        result(removed)
    return DONE


def status(args: Namespace, assembly: Assembly) -> int:
    """Tell what is served, how old it is, how much it holds, and by which models it was made."""
    with assembly.articles() as store:
        stored, fingerprint = store.count(), store.fingerprint()
    generation, failing = _answering(assembly)
    fresh = generation is not None and generation.manifest.corpus == fingerprint
    changed = assembly.changed_settings(generation.manifest) if generation else []
    if args.json:
        told = (
            _status_record(generation, assembly.reader_name, changed, fresh=fresh)
            if generation
            else {"generation": None}
        )
        record({**told, "stored_articles": stored, "failing": str(failing) if failing else None})
    elif generation:
        for line in _status_lines(generation, assembly.reader_name, stored, changed, fresh=fresh):
            result(line)
    elif failing:
        result(f"store       {plural(stored, 'article')}")
    else:
        result(f"Nothing is built yet; {plural(stored, 'article')} in the store.")
    if failing:
        say("Questions fail:")
        raise failing
    if not args.json:
        _say_what_next(generation, stored, changed, fresh=fresh)
    return DONE


def _answering(assembly: Assembly) -> tuple[Generation | None, Exception | None]:
    """The current generation, as far as it can be opened, and why questions to it fail."""
    generation = None
    try:
        if current := assembly.generations.current():
            generation = assembly.generations.load(current)
            assembly.check_answering(generation)
    except OSError as error:
        return generation, GenerationError(in_words(error, assembly.generations.root))
    except (BotError, GenerationError) as error:
        return generation, error
    return generation, None


def _say_what_next(generation: Generation | None, stored: int, changed: list[str], *, fresh: bool) -> None:
    if generation is None:
        say("Run `dateline build`." if stored else "Run `dateline ingest PATH` and `dateline build`.")
    elif not fresh:
        say(BUILD_NEXT)
    elif changed:
        say("Run `dateline build` to follow the changed settings.")


def _status_record(generation: Generation, reader: str, changed: list[str], *, fresh: bool) -> Record:
    values = _record(generation.manifest, None)
    held = generation.coverage()
    del values["id"], values["current"]
    return {
        "generation": generation.id,
        **values,
        "outlets": held.outlets,
        "from": held.first,
        "to": held.last,
        "reader": reader,
        "changed_settings": changed,
        "up_to_date": fresh and not changed,
    }


def _status_lines(
    generation: Generation, reader: str, stored: int, changed: list[str], *, fresh: bool
) -> Iterator[str]:
    manifest, held = generation.manifest, generation.coverage()
    model = manifest.embedder
    age = datetime.now(UTC) - datetime.fromisoformat(manifest.created)
    yield f"generation  {generation.id}, built {_ago(age.total_seconds())}"
    yield f"articles    {held.articles:,} from {plural(held.outlets, 'known outlet')}"
    yield f"published   {days(held.first, held.last)}"
    yield f"passages    {manifest.passages:,} in a FAISS index {manifest.factory}"
    yield f"embedder    {model.name}, {model.precision}, {model.digest[:12]}"
    yield f"settings    {', '.join(changed) + ' changed since the build' if changed else 'as built'}"
    yield f"reader      {reader}"
    yield f"store       {plural(stored, 'article')}, {'as built' if fresh else 'changed since the build'}"


def _ago(seconds: float) -> str:
    for size, unit in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= size:
            return f"{plural(int(seconds // size), unit)} ago"
    return "just now"
