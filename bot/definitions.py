"""What something is, where an article says so beside its name: "the KNB, the country's intelligence service".

Articles tell what a name stands for in passing, in few words and few ways; a reader that looks for the
sentence about the question passes over them. Nothing is inferred: the answer is the words beside the name.
"""

import re
from collections.abc import Iterator, Sequence

from bot.asking.nouns import nouns_of
from bot.asking.types import Question
from bot.asking.wording import core, folded
from bot.followup.clause import PREPOSITIONS
from bot.reader.types import Reading
from bot.sourcing.vocabulary import SAYING
from bot.values.titles import NO_GIVEN_NAMES
from corpus.types import Span
from index.types import Hit

MOST = 4
"""Sentences that are given; the same is often said in many."""

_ASKED = re.compile(
    r"(?:(?:what is )?(?:the )?(?:meaning|definition) of (?:the )?(?P<of>.+)"
    r"|what is (?:the )?(?P<short>.+?) short for"
    r"|what (?:does|do|did) (?:the )?(?P<does>.+?) (?:stand for|mean)"
    r"|what (?:the )?(?P<stands>.+?) (?:stands for|means)"
    r"|(?:define|explain) (?:the )?(?:term |word )?(?P<define>.+)"
    r"|(?P<wh>what|who)(?: exactly)? (?:is|was|are|were) (?:meant by )?(?:an? |the )?(?P<is>.+))$"
)
_LONGEST = 140
_BEGINS = r"(?<![\w’'-])"
_DETERMINER = r"(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)"
_OWNED = rf"{_BEGINS}(?:{_DETERMINER}|[A-Z][\w’'-]{{1,30}}['’]s?)"
_REST = r"[^,.;:()“”\"\u2014\u2013?!]"
_TOLD = rf"(?P<told>(?:{_OWNED}|one of|part of)\s{_REST}{{4,{_LONGEST}}})"
_SHORT = rf"(?:(?!(?<!of )\b{_DETERMINER}\s){_REST}){{4,{_LONGEST}}}?"
_BY = r"\s(?:as|by)(?:\s(?:its|the)\s(?:[A-Z]\w+\s)?(?:initials|acronym|abbreviation|name))?"
_CALLED = r"(?:called|named|nicknamed|dubbed)"
_AN = r"(?:an?\s|the\s)?"
_WORD = r"[A-Z][\w’'-]{1,30}"
_RUN = rf"(?P<told>{_BEGINS}{_WORD}(?:\s(?:(?:of|for|and|the|on|in)\s)?{_WORD}){{1,7}})"
_OFFICE = rf"(?i:{'|'.join(sorted(nouns_of('person')))})"
_ROLE = (
    rf"(?P<role>)(?P<told>{_BEGINS}(?:[A-Z][\w’'.-]{{0,30}}\s){{0,6}}?(?:(?:former|acting|deputy|vice|prime|first)\s){{0,2}}"
    rf"(?:[a-z-]{{2,20}}\s(?=[a-z]))?{_OFFICE}(?:[\s-]General|\sof\s[A-Z][\w-]+)?)\s(?:{_WORD}\s){{0,2}}"
)
_END = r"(?=[,.;)\u2014\u2013?!]|$)(?!,? (?:and|or)\b)"
_APPOSED = re.compile(rf"(?:according|{'|'.join(sorted(PREPOSITIONS))})\b[^,]*$", re.IGNORECASE)
"""Before a name: "in Oslo, the army …" goes on with its own subject, "in Oslo, the capital, …" explains."""
_RELATIVES = frozenset({"that", "which", "who"})
_WAYS = (
    # "the CSTO, a military alliance of six states, sent"; "Zas (the alliance's head)".
    rf"{{name}}\)?(?:,| \(|\s[\u2014\u2013-])\s?(?:(?:which|who)\s(?:is|was)\s)?{_TOLD}{_END}",
    # "NetBlocks is a group that measures disruptions".
    rf"{{name}}\)?\s(?:is|was|are|were)\s{_TOLD}{_END}",
    # "the committee, known by its initials KNB"; "a manoeuvre called a skip entry".
    rf"(?P<told>{_OWNED}\s{_SHORT},?\s(?:\w+\s)?known{_BY},?\s{_AN}{{name}})",
    rf"(?P<told>(?:{_BEGINS}[Aa]n?\s{_SHORT}|{_OWNED}\s{_SHORT},)\s{_CALLED}\s{_AN}{{name}})",
    # "the probe's camera, DRACO, saw".
    rf"(?P<told>{_OWNED}(?:\s[\w’'-]{{1,30}}){{0,3}}\s[a-z][\w-]{{1,30}}),\s(?:the\s)?(?:{_WORD}\s){{0,2}}{{name}}{_END}",
    # "police spokeswoman Saltanat Azirbek", see `_ROLE`.
    rf"{_ROLE}{{name}}",
    # "Collective Security Treaty Organization (CSTO)"; "National Security Committee, or KNB".
    rf"{_RUN}(?:\s\((?:the\s)?|,\sor\s(?:the\s)?){{name}}{_END}",
)


def definitions(question: Question, hits: Sequence[Hit], score: float) -> list[Reading]:
    """The first sentences of the hits that say what is asked for: a description before a full name.

    Each gets the score. Nothing is found where the question asks for no definition.
    """
    match = _ASKED.match(core(folded(question.asked))) if question.kind == "definition" else None
    if match is None:
        return []
    name = next(match[group] for group in _ASKED.groupindex if group != "wh" and match[group])
    shape = _shape(name, person=match["wh"] == "who")
    named = [(hit, sentence) for hit in hits for sentence in _naming(re.compile(shape), hit)]
    ways = [re.compile(way.replace("{name}", shape)) for way in _WAYS]
    found = (one for way in ways for hit, sentence in named for one in _told(way, hit, sentence, score))
    first: dict[tuple[str, int], Reading] = {}
    for one in found:
        first.setdefault((one.hit.article.id, one.start), one)
    return list(first.values())[:MOST]


def _shape(name: str, *, person: bool) -> str:
    """The name as an article may write it; a person's with a capital."""
    written = re.escape(name).replace(r"\ ", r"\s").replace("'", "['’]")
    capital = rf"(?={re.escape(name[0].upper())})" if person else ""
    return rf"(?<!\w){capital}(?i:{written})(?!\w)"


def _naming(shape: re.Pattern[str], hit: Hit) -> Iterator[Span]:
    return (sentence for sentence in hit.passage.sentences if shape.search(hit.article.text, *sentence))


def _told(way: re.Pattern[str], hit: Hit, sentence: Span, score: float) -> Iterator[Reading]:
    text = hit.article.text
    for match in way.finditer(text, *sentence):
        start, end = match.span("told")
        if "role" in way.groupindex:
            start = _role_start(text, start, end)
        told = text[start:end].rstrip()
        if " " in told and not _says(told) and not _goes_on(text, sentence, match):
            yield Reading(hit, *sentence, score, start, start + len(told))
            return


def _role_start(text: str, start: int, end: int) -> int:
    """Where an office begins, without words such as "On Monday" or "said" before it."""
    for word in re.finditer(r"\S+", text[start:end]):
        if word[0].casefold() not in NO_GIVEN_NAMES | SAYING:
            return start + word.start()
    return end


def _says(told: str) -> bool:
    """Whether somebody says something in these words; "a group that counts failures" only is something."""
    words = told.split()
    return any(
        word in SAYING and before not in _RELATIVES for before, word in zip(("", *words), words, strict=False)
    )


def _goes_on(text: str, sentence: Span, match: re.Match[str]) -> bool:
    """Whether what stands behind the name is the subject of a sentence that began with "in" or the like."""
    explains = match.end("told") < sentence.end and text[match.end("told")] in ",)"
    behind = match.start("told") > match.start()
    return behind and not explains and _APPOSED.match(text[sentence.start : match.start()]) is not None
