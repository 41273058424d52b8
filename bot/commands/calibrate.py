"""The reader's score fitted to an operator's own questions."""

import sys
from argparse import Namespace
from contextlib import closing
from dataclasses import asdict, replace

from bot.assemble import CALIBRATION, SENTENCES, Assembly
from bot.calibrate import Shares, fit, golden_questions, shares
from bot.commands.output import record, result, say
from bot.errors import UsageError
from bot.exits import DONE
from bot.progress import Meter


def calibrate(args: Namespace, assembly: Assembly) -> int:
    """Ask the golden questions, fit the score to them, keep the fit in the home folder unless told not to."""
    if assembly.settings.reader.model == SENTENCES:
        raise UsageError(f'The reader "{SENTENCES}" is not calibrated; set reader.threshold instead.')
    asked = golden_questions(args.golden)
    answerer = assembly.answerer(wait=True)
    scores = []
    with closing(Meter(sys.stderr, "questions")) as meter:
        for number, one in enumerate(asked, 1):
            scores.append(answerer.answer(one.question).score)
            meter(number, len(asked))
    answerable = [one.answerable for one in asked]
    before = assembly.calibration
    platt = fit(scores, answerable)
    found = replace(platt.applied(before), reader=assembly.model.digest)
    was = shares(scores, answerable, before.threshold)
    now = shares([platt.score(one) for one in scores], answerable, found.threshold)
    told = {
        "questions": len(asked),
        "answerable": sum(answerable),
        "threshold": found.threshold,
        "before": asdict(was),
        "after": asdict(now),
    }
    if not args.dry_run:
        found.save(assembly.settings.home / CALIBRATION)
    if args.json:
        record(told)
    else:
        result(f"before  {_in_words(was)}")
        result(f"after   {_in_words(now)}")
    if args.dry_run:
        say("Nothing was changed.")
    else:
        say(f"Kept in {assembly.settings.home / CALIBRATION}; remove it to go back.")
        say("A bot that runs follows when it is started again.")
    return DONE


def _in_words(found: Shares) -> str:
    return (
        f"{found.refused:.1%} of the answerable questions refused, "
        f"{found.answered:.1%} of the others answered"
    )
