"""How many independent sources stand behind citations."""

from itertools import count

import pytest

from bot.sourcing.independence import independent
from bot.types import Citation

_NUMBERS = count()


def cited(outlet=None, credited_to=None, id=None, origin=None):
    article_id = id or f"article {next(_NUMBERS)}"
    return Citation(
        article_id=article_id,
        revision=1,
        outlet=outlet,
        headline=None,
        published=None,
        url=None,
        origin=origin or article_id,
        credited_to=credited_to,
        text_sha256="",
        quote="Nine boats sank.",
        start=0,
        end=16,
        answer_start=0,
        answer_end=4,
        passage_start=0,
        passage_end=16,
    )


WIRE = cited("Meridian Wire", id="wire")


@pytest.mark.parametrize(
    ("citations", "sources"),
    [
        ([], 0),
        ([WIRE], 1),
        ([WIRE, WIRE], 1),
        ([cited("Post"), cited("Ledger")], 2),
        ([cited("Post"), cited("Post (sample)")], 1),
        ([cited(), cited()], 2),
        ([WIRE, cited("Post", origin="wire"), cited("Ledger", origin="wire")], 1),
        ([cited("Post", origin="wire"), cited("Ledger", origin="wire")], 1),
        ([WIRE, cited("Post", credited_to="Meridian Wire (sample)")], 1),
        ([WIRE, cited("Post", credited_to="Reuters")], 2),
        ([cited("Post", credited_to="AP"), cited("Ledger", credited_to="The Associated Press")], 1),
        ([cited("Post", credited_to="AP"), cited("Post")], 2),
        ([WIRE, cited("Post", origin="wire"), cited("Post")], 2),
        ([cited("Post", credited_to="AP", origin="w"), cited("Ledger", origin="w")], 1),
    ],
    ids=[
        "nothing",
        "one",
        "the same twice",
        "two outlets",
        "two articles of one outlet",
        "two of unknown outlets",
        "a wire story and its reprints",
        "reprints alone",
        "a credit to an outlet that is cited",
        "a credit to another",
        "two credits to one",
        "what an outlet passes on and its own",
        "a reprint does not make its outlet the wire",
        "a reprint that names its source and one that does not",
    ],
)
def test_sources_are_counted_once(citations, sources):
    assert independent(citations) == sources
    assert independent(citations[::-1]) == sources


def test_an_article_that_credits_two_outlets_does_not_make_them_one():
    both = [cited("Post", "Reuters", id="a"), cited("Post", "BBC", id="a")]
    assert independent(both) == 1
    assert independent([*both, cited("Reuters"), cited("BBC")]) == 2
