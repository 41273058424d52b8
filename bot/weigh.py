"""From readings to findings: which evidence is shown, in which order, and what stands behind it.

Pure given its input. Sources are not weighed against each other here yet.
"""

from collections.abc import Sequence

from bot.measure import normal
from bot.reader.types import Reading
from bot.types import Answer, Citation, Finding

MOST_CITATIONS = 20


def citation(reading: Reading) -> Citation:
    """The reading as a citation of its article."""
    article, passage = reading.hit.article, reading.hit.passage
    return Citation(
        article_id=article.id,
        revision=article.revision,
        outlet=article.outlet,
        headline=article.headline,
        published=article.published,
        url=article.url,
        origin=article.origin or article.id,
        credited_to=None,
        text_sha256=article.text_sha256,
        quote=article.text[reading.start : reading.end],
        start=reading.start,
        end=reading.end,
        answer_start=reading.answer_start,
        answer_end=reading.answer_end,
        passage_start=passage.start,
        passage_end=passage.end,
    )


def ranked(citations: Sequence[Citation]) -> list[Citation]:
    """Different sentences first, in their order; then, best first, the reprints of sentences shown above.

    Two quotes are the same when they are equal with white space and letter case folded, so that a wire
    story printed by five outlets takes one of the first places and not five.
    """
    first: dict[str, Citation] = {}
    reprints: list[Citation] = []
    for one in citations:
        key = " ".join(one.quote.split()).casefold()
        if key not in first:
            first[key] = one
        else:
            reprints.append(one)
    return [*first.values(), *reprints][:MOST_CITATIONS]


def findings(citations: Sequence[Citation]) -> tuple[Finding, ...]:
    """Findings from citations, both best first; none without citations.

    Equal short answers (`measure.normal`) are one finding. A sentence in which none is marked supports the
    first finding, and where the best citation is such a sentence, all of them are one.
    """
    groups: dict[str, list[Citation]] = {}
    first = _said(citations[0]) if citations else ""
    for one in citations:
        groups.setdefault((_said(one) or first) if first else "", []).append(one)
    return tuple(finding(group) for group in groups.values())


def _said(one: Citation) -> str:
    """The short answer as it is compared, empty where none is marked."""
    return normal(value(one)) if one.answer_start is not None else ""


def finding(citations: Sequence[Citation]) -> Finding:
    """One finding from its citations, best first; its value is what the first one says, word for word."""
    best = citations[0]
    return Finding(
        value=value(best),
        citations=tuple(citations),
        articles=len({c.article_id for c in citations}),
    )


def value(best: Citation) -> str:
    """The short answer where one is marked, else the quote."""
    if best.answer_start is None or best.answer_end is None:
        return best.quote
    return best.quote[best.answer_start - best.start : best.answer_end - best.start]


def stated(answer: Answer) -> list[Finding]:
    """The findings that the answer's text is made of."""
    return [one for one in answer.findings if one.value in answer.text]


def behind(answer: Answer) -> tuple[int, int | None]:
    """How many articles stand behind what the answer says, and how many of them are independent, where known.

    Findings that the answer's text leaves out do not count.
    """
    said = stated(answer)
    if len(said) == 1:
        return said[0].articles, said[0].independent
    cited = [citation for one in said for citation in one.citations]
    known = said and all(one.independent is not None for one in said)
    return len({c.article_id for c in cited}), len({c.origin for c in cited}) if known else None
