"""From claims to findings: what agrees, what contradicts, what stands behind it. Pure given its input."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.asking.types import Question
from bot.happenings import BY_MANY
from bot.premise import unborne
from bot.sourcing.independence import independent
from bot.sourcing.outlets import same_outlet
from bot.types import Answer, Citation, Finding, Kind
from bot.values.compare import agree, differ, may_both_hold
from bot.values.types import Amount, Day
from bot.weighing.claims import LISTED, Claim, restated
from bot.weighing.fit import fits, of_days, surely_fits
from bot.weighing.matter import contradictory, same_event, same_matter, says_so
from bot.wording import asked_of, holds_words, tokens

MOST_CITATIONS = 20
OF_KIND = 0.6
"""A claim with an answer of the wanted kind stands first if it scores this share of the best one."""

AS_GOOD = 0.9
"""Another sentence adds to a list if it scores this share of the first: a wrong item spoils the list."""

_COMPARED = 4


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the articles say together; the fields are those of `Answer`."""

    kind: Kind
    text: str
    findings: tuple[Finding, ...]
    compatible: bool = False


@dataclass(slots=True)
class _Group:
    """Claims that agree, best first, and the group that replaces it."""

    claims: list[Claim]
    superseded_by: "_Group | None" = None

    @property
    def best(self) -> Claim:
        """What is quoted first."""
        return self.claims[0]

    @property
    def newest(self) -> str:
        """The ISO date of its newest article, empty where all are undated."""
        return max(claim.published for claim in self.claims)

    @property
    def oldest(self) -> str:
        """The ISO date of its oldest article, empty where one is undated."""
        return min(claim.published for claim in self.claims)

    @property
    def value(self) -> str:
        """The short answer, word for word, else the sentence."""
        return self.best.said


def weigh(
    question: Question, cited: Sequence[Claim], others: Sequence[Claim], unread: Sequence[Claim] = ()
) -> Weighed:
    """Join the claims that agree, set against the best what contradicts it, and say what they come to.

    Args:
        question: What is asked for.
        cited: Claims good enough to be cited on their own, best first; at least one.
        others: Further ones, best first, which may bear out one of those or contradict the best, or name
            somebody else who did what is asked about.
        unread: Sentences of which nothing but that is known; they may only bear out what other articles say.
    """
    did_so_too = [one for one in others if one.answer is not None and _did_so_too(question, cited[0], one)]
    groups = _grouped(_of_kind_first(question, [*cited, *did_so_too]))
    first = groups[0]
    further = [claim for group in groups[1:] for claim in group.claims]
    _borne_out(question, first, [*further, *others])
    _said_again(question, first, unread)
    rivals = []
    for group in _grouped([*further, *others]):
        if _unequal(question, first, group):
            _borne_out(question, group, [*further, *others])
            if _contradicts(question, first, group):
                _said_again(question, group, unread)
                rivals.append(group)
    shown = [claim for group in (first, *rivals) for claim in group.claims]
    rest = [group for group in groups[1:] if not any(_again(group.best, claim) for claim in shown)]
    for group in rest:
        _borne_out(question, group, others)
    if rivals:
        return _differing([first, *rivals], rest)
    added = [group for group in rest if _adds(question, first.best, group.best)]
    return Weighed("answered", _listing([first, *added]), _findings([first, *rest]))


def _of_kind_first(question: Question, cited: Sequence[Claim]) -> list[Claim]:
    """Before the others those of the good claims whose answer is of the kind that is asked for.

    Whether something is so is told by the sentence that says most of the question, which no span shows.
    """
    least = OF_KIND * cited[0].reading.score

    def rank(claim: Claim) -> tuple[bool, bool, bool, int]:
        unlike = not fits(question, claim) or claim.reading.score < least
        return (
            unlike,
            not of_days(question, claim),
            not surely_fits(question, claim),
            _untold(question, claim),
        )

    return sorted(cited, key=rank)


def _untold(question: Question, claim: Claim) -> int:
    """How many words of a question for yes or no neither the sentence nor its headline says."""
    if question.kind != "verdict":
        return 0
    return len(unborne(question.asked, claim.quote, claim.article.headline or ""))


def surveyed(claims: Sequence[Claim]) -> Weighed:
    """An overview: each sentence a finding of its own, in the given order."""
    findings = _findings(_Group([claim]) for claim in claims)
    return Weighed("answered", " ".join(one.value for one in findings), findings)


def _grouped(claims: Iterable[Claim]) -> list[_Group]:
    groups: list[_Group] = []
    for claim in claims:
        group = next((group for group in groups if _same(group.best, claim)), None)
        if group is None:
            groups.append(_Group([claim]))
        elif not any(_one_sentence(claim, other) for other in group.claims):
            group.claims.append(claim)
    return groups


def _one_sentence(one: Claim, other: Claim) -> bool:
    return one.article.id == other.article.id and one.sentence == other.sentence


def _again(claim: Claim, shown: Claim) -> bool:
    """Whether a claim is a sentence that is shown already, or the same answer in it."""
    return _one_sentence(claim, shown) and claim.answer in {None, shown.answer}


def _same(one: Claim, other: Claim) -> bool:
    """Whether two claims say the same: equal in meaning, or equal sentences where no answer is marked."""
    if one.value is None or other.value is None:
        return one.value is other.value and _words(one) == _words(other)
    return agree(one.value, other.value)


def _words(claim: Claim) -> str:
    return " ".join(claim.quote.split()).casefold()


def _unequal(question: Question, first: _Group, group: _Group) -> bool:
    """Whether two groups state different figures or dates, where one is asked for."""
    stated = isinstance(first.best.value, Amount | Day) and group.best.value is not None
    a_list = question.several and question.kind != "number"
    return stated and not a_list and _differ(first.best, group.best)


def _differ(one: Claim, other: Claim) -> bool:
    return one.value is not None and other.value is not None and differ(one.value, other.value)


def _contradicts(question: Question, first: _Group, group: _Group) -> bool:
    """Whether one source states this figure or date and another one that, for the same thing.

    An article that states both on its own account speaks of two things.
    """
    return not _both_stated(first, group) and any(
        _two_sources(one, other) and contradictory(question, one, other)
        for one in first.claims[:_COMPARED]
        for other in group.claims[:_COMPARED]
    )


def _both_stated(first: _Group, group: _Group) -> bool:
    return any(
        one.article.id == other.article.id and one.attribution == other.attribution
        for one in first.claims
        for other in group.claims
    )


def _two_sources(one: Claim, other: Claim) -> bool:
    """Whether two articles say it, or one article that tells for each who said it."""
    said_by = one.attribution, other.attribution
    return one.article.id != other.article.id or (all(said_by) and said_by[0] != said_by[1])


def _borne_out(question: Question, group: _Group, others: Iterable[Claim]) -> None:
    """Add the other claims that say the same of the same matter."""
    for claim in others:
        if any(_one_sentence(claim, one) for one in group.claims):
            continue
        again = restated(question, group.best, claim)
        if again and same_matter(question, group.best, again):
            group.claims.append(again)


def _said_again(question: Question, group: _Group, unread: Iterable[Claim]) -> None:
    """Add the sentences of further articles that say the same in so many words."""
    known = {one.article.id for one in group.claims}
    for claim in unread:
        if claim.article.id in known or not same_event(group.best.article, claim.article):
            continue
        again = restated(question, group.best, claim)
        if again and says_so(question, group.best, again):
            group.claims.append(again)
            known.add(claim.article.id)


def _adds(question: Question, one: Claim, other: Claim) -> bool:
    """Whether the other claim is a further part of the answer: one more item of a list."""
    if other.answer is None or not fits(question, other):
        return False
    if _one_sentence(one, other):
        return question.several or question.kind in LISTED
    good = question.several and other.reading.score >= AS_GOOD * one.reading.score
    return (good or _did_so_too(question, one, other)) and same_matter(question, one, other)


def _did_so_too(question: Question, one: Claim, other: Claim) -> bool:
    """Whether each sentence tells the deed asked about, which many may have done ("who sent troops?")."""
    deeds = BY_MANY & asked_of(tokens(question.asked))
    told = [{name for name, _ in tokens(claim.quote).told} for claim in (one, other)]
    return not deeds.isdisjoint(told[0] & told[1])


def _differing(groups: Sequence[_Group], rest: Sequence[_Group]) -> Weighed:
    """The values newest first. Where one replaces all others, it is the answer, and they stay visible.

    Where several are left, only they and what they replaced are shown: `rest` would hide that they differ.
    """
    ordered = sorted(groups, key=lambda group: group.newest, reverse=True)
    for place, group in enumerate(ordered):
        group.superseded_by = _later(group, [*ordered[:place], *ordered[place + 1 :]])
    if all(group.superseded_by for group in ordered):
        for group in ordered:
            group.superseded_by = None
    valid = [group for group in ordered if group.superseded_by is None]
    replaced = [group for group in ordered if group.superseded_by is not None]
    if len(valid) == 1:
        return Weighed("answered", valid[0].value, _findings([*valid, *replaced, *rest]))
    findings = _findings([*valid, *replaced])
    values = [group.best.value for group in valid]
    compatible = all(
        may_both_hold(one, other)
        for place, one in enumerate(values)
        for other in values[place + 1 :]
        if one is not None and other is not None
    )
    return Weighed("sources_differ", "; ".join(group.value for group in valid), findings, compatible)


def _later(group: _Group, others: Sequence[_Group]) -> _Group | None:
    """The newest group that replaces this one: every outlet that said this has said something else since.

    Only what was first said later may replace it, or a correction. An article that says both recalls the
    earlier one.
    """
    younger = [
        later
        for later in others
        if later.oldest >= group.oldest or any(claim.corrected for claim in later.claims)
    ]
    saying = {claim.article.id for later in younger for claim in later.claims}
    replacing = [
        next((later for later in younger if any(_replaces(new, old) for new in later.claims)), None)
        for old in group.claims
        if old.article.id not in saying
    ]
    found = [later for later in replacing if later is not None]
    whole = found and len(found) == len(replacing)
    return max(found, key=lambda later: later.newest) if whole else None


def _replaces(new: Claim, old: Claim) -> bool:
    """Whether the same outlet says the one later than it said the other, or corrected the other to it.

    Of an undated article nothing is known to be later, but a correction replaces what it says. What was
    corrected does not come back.
    """
    same = any(
        one and other and same_outlet(one, other)
        for one in (new.credited_to, new.article.outlet)
        for other in (old.credited_to, old.article.outlet)
    )
    later = bool(old.published) and new.published > old.published
    if not same or old.corrects(new):
        return False
    mends = new.corrected and not old.corrected and old.published <= new.published
    return later or mends or new.corrects(old)


def _listing(groups: Sequence[_Group]) -> str:
    """Such as "Russia; also Belarus, Armenia and Tajikistan": what one sentence lists ends with an "and"."""
    first, *others = groups
    sentences: dict[tuple[str, int], list[str]] = {}
    for group in others:
        sentences.setdefault((group.best.article.id, group.best.reading.start), []).append(group.value)
    also = ", ".join(_listed(values) for values in sentences.values())
    return f"{first.value}; also {also}" if also else first.value


def _listed(values: Sequence[str]) -> str:
    *others, last = values
    return f"{', '.join(others)} and {last}" if others else last


def _findings(groups: Iterable[_Group]) -> tuple[Finding, ...]:
    return tuple(_finding(group) for group in groups)


def _finding(group: _Group) -> Finding:
    citations = ranked([citation(claim, claim.credited_to) for claim in group.claims])
    value = group.best.value
    return Finding(
        value=group.value,
        citations=tuple(citations),
        articles=len({one.article_id for one in citations}),
        independent=independent(citations),
        hedge=value.hedge if isinstance(value, Amount | Day) else None,
        attribution=group.best.attribution,
        as_of=group.newest or None,
        corrected=any(claim.corrected for claim in group.claims),
        superseded_by=group.superseded_by.value if group.superseded_by else None,
    )


def citation(claim: Claim, credited_to: str | None = None) -> Citation:
    """The claim as a citation of its article."""
    article, passage = claim.article, claim.reading.hit.passage
    return Citation(
        article_id=article.id,
        revision=article.revision,
        outlet=article.outlet,
        headline=article.headline,
        published=article.published,
        url=article.url,
        origin=claim.origin,
        credited_to=credited_to,
        text_sha256=article.text_sha256,
        quote=claim.quote,
        start=claim.sentence.start,
        end=claim.sentence.end,
        answer_start=claim.answer.start if claim.answer else None,
        answer_end=claim.answer.end if claim.answer else None,
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


def stated(answer: Answer) -> list[Finding]:
    """The findings that the answer's text is made of."""
    return [one for one in answer.findings if holds_words(answer.text, one.value)]


def behind(answer: Answer) -> tuple[int, int | None]:
    """How many articles stand behind what the answer says, and how many of them are independent, where known.

    Findings that the answer's text leaves out do not count.
    """
    said = stated(answer)
    if len(said) == 1:
        return said[0].articles, said[0].independent
    cited = [citation for one in said for citation in one.citations]
    known = said and all(one.independent is not None for one in said)
    return len({c.article_id for c in cited}), independent(cited) if known else None


def is_overview(answer: Answer) -> bool:
    """Whether the answer is a list of whole sentences."""
    said = stated(answer)
    whole = all(one.citations[0].answer_start is None for one in said)
    return answer.kind == "answered" and len(said) > 1 and whole
