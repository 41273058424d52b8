"""What something is, where an article says so beside its name: "the KNB, the country's intelligence service".

Articles tell what a name stands for in passing, in few words and few ways; a reader that looks for the
sentence about the question passes over them. Nothing is inferred: the answer is the words beside the name.
"""

import re
from collections.abc import Iterator, Sequence

from bot.asking.nouns import nouns_of
from bot.asking.types import Question
from bot.asking.wording import core, folded
from bot.reader.types import Reading
from corpus.types import Span
from index.types import Hit

_ASKED = re.compile(
    r"(?:(?:what|who)(?:'s| exactly is| is| was| are| were) (?:meant by )?(?:an? |the )?(?P<is>.+)"
    r"|what (?:does|do|did) (?:the )?(?P<does>.+?) (?:stand for|mean)"
    r"|what (?:the )?(?P<stands>.+?) (?:stands for|means)"
    r"|(?:the )?(?:meaning|definition) of (?:the )?(?P<of>.+)"
    r"|(?:define|explain) (?:the )?(?:term |word )?(?P<define>.+))$"
)
_LONGEST = 140
_DETERMINER = r"(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er)"
_OWNED = rf"(?:{_DETERMINER}|[A-Z][\w’'-]+['’]s?)"
_REST = r"[^,.;:()“”\"\u2014\u2013?!]"
_TOLD = rf"(?P<told>(?:{_OWNED}|one of|part of)\s{_REST}{{4,{_LONGEST}}})"
_SHORT = rf"\b{_OWNED}\s(?:(?!(?<!of )\b{_DETERMINER}\s){_REST}){{4,{_LONGEST}}}?"
_KNOWN = r"(?:(?:better |also |widely |formerly |usually )?(?:known|called|named|nicknamed|dubbed))"
_BY = r"(?:\s(?:as|by)(?:\s(?:its|the)\s(?:[A-Z]\w+\s)?(?:initials|acronym|abbreviation|name))?)?"
_RUN = r"(?P<told>[A-Z][\w’'-]+(?:\s(?:(?:of|for|and|the|on|in)\s)?[A-Z][\w’'-]+){1,7})"
_OFFICE = rf"(?i:{'|'.join(sorted(nouns_of('person')))})"
_ROLE = (
    r"(?P<told>\b(?:[A-Z][\w’'.-]*\s){0,6}?(?:(?:former|acting|deputy|vice|prime|first)\s){0,2}(?:[a-z-]+\s(?=[a-z]))?"
    rf"{_OFFICE}(?:[\s-]General|\sof\s[A-Z][\w-]+)?)"
    r"\s(?:[A-Z][\w’'-]+\s){0,2}"
)
_END = r"(?=[,.;)\u2014\u2013?!]|$)"
_SAID = (" said", " says", " reported", " added", " told", " wrote")
_WAYS = (
    # "the CSTO, a military alliance of six states"; "Zas (the alliance's head)"; not "in Oslo, the army".
    (
        rf"(?<!in )(?<!at )(?<!near )(?<!from ){{name}}\)?(?:,| \(|\s[\u2014\u2013-])\s?"
        rf"(?:(?:which|who)\s(?:is|was)\s)?{_TOLD}{_END}"
    ),
    rf"{{name}},\s{_TOLD}(?=,)",
    # "NetBlocks is a group that measures disruptions".
    rf"{{name}}\)?\s(?:is|was|are|were)\s{_TOLD}{_END}",
    # "a manoeuvre known as a skip entry"; "the committee, known by its initials KNB".
    rf"(?P<told>{_SHORT},?\s{_KNOWN}{_BY},?\s(?:an?\s|the\s)?{{name}})",
    # "the probe's camera, DRACO, saw".
    rf"(?P<told>\b{_OWNED}(?:\s[\w’'-]+){{1,4}}),\s(?:the\s)?{{name}}[,.]",
    # "police spokeswoman Saltanat Azirbek", see `_ROLE`.
    rf"{_ROLE}{{name}}",
    # "Collective Security Treaty Organization (CSTO)"; "National Security Committee, or KNB".
    rf"{_RUN}(?:\s\((?:the\s)?|,\sor\s(?:the\s)?){{name}}{_END}",
)


def definitions(question: Question, hits: Sequence[Hit], score: float) -> list[Reading]:
    """The sentences of the hits that say what is asked for: a description before a full name.

    Each gets the score. Nothing is found where the question asks for no definition.
    """
    name = _name(question) if question.kind == "definition" else None
    if name is None:
        return []
    written = re.sub(r"\\ ", r"\\s", re.escape(name))
    shape = rf"(?<!\w)(?i:{written})(?:s|['’]s)?(?!\w)"
    named = [(hit, sentence) for hit in hits for sentence in _naming(re.compile(shape), hit)]
    ways = [re.compile(way.replace("{name}", shape)) for way in _WAYS]
    return [one for way in ways for hit, sentence in named for one in _told(way, hit, sentence, score)]


def _name(question: Question) -> str | None:
    match = _ASKED.match(core(folded(question.asked)))
    return next(filter(None, match.groups()), None) if match else None


def _naming(shape: re.Pattern[str], hit: Hit) -> Iterator[Span]:
    return (sentence for sentence in hit.passage.sentences if shape.search(hit.article.text, *sentence))


def _told(way: re.Pattern[str], hit: Hit, sentence: Span, score: float) -> Iterator[Reading]:
    for match in way.finditer(hit.article.text, *sentence):
        told = match["told"].rstrip()
        if " " in told and not told.endswith(_SAID):
            start = match.start("told")
            yield Reading(hit, *sentence, score, start, start + len(told))
            return
