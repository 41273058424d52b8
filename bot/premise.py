"""Whether a question takes for granted what the articles do not say ("why did the minister resign?").

Two claims are looked at: that something happened (`bot.happenings`) and to whom, or by whom; and that a
country or year of the question has to do with the articles at all. Other claims are not seen. A question that
asks whether something happened claims nothing. No parser: the clause around a word is guessed from the words
that begin clauses, and in doubt a claim counts as borne out.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.asking.types import Question
from bot.happenings import ALIASES, COUNTRIES, DOERS, asked_at, stem
from bot.reader.types import Reading
from bot.wording import Tokens, alike, is_name, named, tokens, uncapitalised
from bot.wording import names as names_in
from corpus.listed import words as listed
from index.analysis import STOP_WORDS
from index.types import Hit

TOPIC = 600
"""A name in the headline or in so many characters from the start is what the article is about."""

_WH = listed("who whom whose what which when where why how")
_AUX = listed(
    """
    do does did is are was were has have had will would can could should might must been be being
    """
)
_BE = listed("is are was were been be being")
_PREPOSITIONS = listed(
    """
    in at on from near to of for during after before since by with about over under into against between
    """
)
_PREVENTED = listed("from without nearly almost")
_NOT_TYPED = listed("didnt doesnt dont wasnt werent isnt arent couldnt wouldnt wont cant hasnt havent hadnt")
_NEGATIONS = listed("not no never nobody nothing none neither nor without denied denies deny cannot")
_BEGIN_CLAUSE = listed(
    """
    that when while after before because since if whether but although though where how why what ; : ( )
    — – . ? !
    """
)
_RELATIVES = listed("who which whose")
_SOME = listed(
    """
    people dozens dozen hundreds thousands many several those others nobody anyone everyone men women
    children
    """
)
_GENERIC = frozenset(
    map(
        stem,
        listed(
            """
            people person ppl man men woman women many much long old far name day date year month
            time country place city kind sort thing say said tell told call get got go went come
            came make made take took give gave do done happen happened u ur whats whos acc
            according think big first last new actually exactly reason why cause number amount
            total end start use one ever
            """
        ),
    )
)
_REACH = 5
"""Words between a happening, or "who", and the name that belongs to it."""
_YEAR = re.compile(r"(?:19|20)\d\d")


def false_premise(question: Question, readings: Sequence[Reading], hits: Sequence[Hit]) -> bool:
    """Whether no passage bears out what the question claims; False where it claims nothing that is looked at.

    The passages are those of the readings and the hits. Without any passage nothing can be said: False.
    """
    asked = tokens(question.asked)
    if question.kind == "verdict" or question.overview or not _claims(asked):
        return False
    passages = [*(one.hit for one in readings), *hits]
    if not passages:
        return False
    evidence = _Evidence(passages)
    if evidence.lacks_country(asked) or evidence.lacks_year(asked):
        return True
    claim = _claim(asked, evidence)
    return claim is not None and not any(_bears_out(claim, line) for line in evidence.lines)


def _claims(asked: Tokens) -> bool:
    """Whether the question has a word that is looked at, which most have not."""
    return any(
        word in COUNTRIES
        or word in ALIASES
        or _YEAR.fullmatch(word)
        or asked_at(asked.folded, asked.stems, n)
        for n, word in enumerate(asked.folded)
    )


def unborne(question: str, sentence_text: str, context_text: str) -> tuple[str, ...]:
    """Stems of the question's content words that neither sentence nor context bears out, in their order.

    A word is borne out by its stem, by a word for the same happening (`bot.happenings`), by a name of the
    same country, or by a word that begins alike ("erupted", "eruption"); a longer one may have a slip.
    """
    asked = tokens(question)
    said = (tokens(sentence_text), tokens(context_text))
    words = {word for one in said for word in one.folded}
    stems = {root for one in said for root in one.stems} | {w.rpartition("-")[2] for w in words if "-" in w}
    told = {name for one in said for name, _ in one.told}
    left = []
    for place, (word, root) in enumerate(zip(asked.folded, asked.stems, strict=True)):
        if not root[0].isalnum() or word in STOP_WORDS or root in _GENERIC or root in stems:
            continue
        if asked_at(asked.folded, asked.stems, place) in told or any(alike(word, other) for other in words):
            continue
        left.append(root)
    return tuple(dict.fromkeys(left))


@dataclass(frozen=True, slots=True)
class _Line:
    """A sentence; `names` are the places of the names in it.

    `before` are the names of the two sentences before, `topic` those that the article opens with.
    """

    tokens: Tokens
    names: frozenset[int]
    before: frozenset[str]
    topic: frozenset[str]


class _Evidence:
    """The sentences of passages, each once, but for questions, which claim nothing."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        passages = {(one.article.id, one.passage.start): one for one in hits}
        texts: dict[tuple[str, int], Tokens] = {}
        openings: dict[str, Tokens] = {}
        self._dates: set[str] = set()
        for one in passages.values():
            article = one.article
            for span in one.passage.sentences:
                texts.setdefault((article.id, span.start), tokens(article.text[span.start : span.end]))
            if article.id not in openings:
                openings[article.id] = tokens(f"{article.headline or ''} . {article.text[:TOPIC]}")
                self._dates.add((article.published or "")[:4])
        self.names = names_in((*texts.values(), *openings.values()))
        self.common = uncapitalised(texts.values())
        self._words = frozenset[str]().union(*(t.folded for t in (*texts.values(), *openings.values())))
        topics = {key: named(opening, self.names) for key, opening in openings.items()}
        self.lines: list[_Line] = []
        before: list[frozenset[str]] = []
        last = ""
        for (article_id, _), said in texts.items():
            if article_id != last:
                last, before = article_id, []
            places = frozenset(n for n in said.capitals if self._names_somebody(said.folded[n]))
            if said.written[-1:] != ("?",):
                self.lines.append(
                    _Line(said, places, frozenset[str]().union(*before[-2:]), topics[article_id])
                )
            before.append(frozenset(said.folded[n] for n in places))

    def _names_somebody(self, word: str) -> bool:
        return word in self.names or word in COUNTRIES or word in ALIASES

    def lacks_country(self, asked: Tokens) -> bool:
        """Whether the question names a country that no passage and no headline names."""
        named = [
            word
            for word, written in zip(asked.folded, asked.written, strict=True)
            if (word in COUNTRIES or word in ALIASES) and (word != "us" or written.isupper())
        ]
        return any(not any(alike(word, other) for other in self._words) for word in named)

    def lacks_year(self, asked: Tokens) -> bool:
        """Whether the question names a year that is in no passage, and no article is of."""
        known = self._words | self._dates
        return any(
            word not in known and word[2:] not in known for word in asked.folded if _YEAR.fullmatch(word)
        )


@dataclass(frozen=True, slots=True)
class _Claim:
    """Something happened, done by (`done`) or to one of `who`; anybody where that is empty."""

    happening: str
    who: tuple[str, ...]
    done: bool


def _claim(asked: Tokens, evidence: _Evidence) -> _Claim | None:
    """What a question with a question word claims, None where there is no happening or it is negated."""
    words = asked.folded
    first = next((n for n, word in enumerate(words) if word in _WH), None)
    if first is None or any(
        word in _NEGATIONS or word.endswith("n't") or word in _NOT_TYPED for word in words
    ):
        return None
    auxiliary = next((n for n in range(first + 1, len(words)) if words[n] in _AUX), None)
    begin = (first if auxiliary is None else auxiliary) + 1
    verb, happening = next(
        ((n, told) for n in range(begin, len(words)) if (told := asked_at(words, asked.stems, n))), (0, None)
    )
    if happening is None or words[verb - 1] in _PREVENTED:
        return None
    names = [n for n in range(len(words)) if is_name(asked, n, evidence.names, evidence.common)]
    subject = [n for n in names if begin <= n < verb]
    if auxiliary is not None and not subject and verb == begin:
        subject = [n for n in names if n < auxiliary]
    if not subject:
        return _Claim(happening, tuple(words[n] for n in _object(words, verb, names)), done=False)
    passive = auxiliary is not None and words[auxiliary] in _BE
    return _Claim(happening, tuple(words[n] for n in subject), not passive)


def _object(words: Sequence[str], verb: int, names: Sequence[int]) -> Iterator[int]:
    """The places of names after a verb, up to the next preposition."""
    for place in range(verb + 1, len(words)):
        if words[place] in _PREPOSITIONS:
            return
        if place in names:
            yield place


def _bears_out(claim: _Claim, line: _Line) -> bool:
    """Whether the sentence tells that it happened, by or to whom the question names."""
    return any(
        not _negated(line.tokens.folded, place) and (not claim.who or _tells(claim, line, place))
        for name, place in line.tokens.told
        if name == claim.happening
    )


def _negated(words: Sequence[str], place: int) -> bool:
    """Whether one of the three words before, in the same clause, denies it; a word of refusal needs none."""
    for n in range(place - 1, max(-1, place - 4), -1):
        if words[n] in _BEGIN_CLAUSE:
            return False
        if words[n] in _NEGATIONS or words[n].endswith("n't"):
            return True
    return False


def _tells(claim: _Claim, line: _Line, place: int) -> bool:
    words = line.tokens.folded
    mine = frozenset(n for n in line.tokens.capitals if _meets(claim.who, (words[n],)))
    if claim.done and claim.happening in DOERS:
        doers = _doers(words, line.names | mine, place)
        if doers:
            return not mine.isdisjoint(doers)
    if mine:
        return True
    return not _somebody_else(line, place) and (
        _meets(claim.who, line.before) or _meets(claim.who, line.topic)
    )


def _meets(who: Sequence[str], names: Iterable[str]) -> bool:
    return any(alike(one, name) for name in names for one in who)


def _doers(words: Sequence[str], names: frozenset[int], place: int) -> frozenset[int]:
    """Of the places of names, those that a noun ("resignation of …") or a verb has for its doer.

    Where its clause has none, those before it in the sentence.
    """
    if place + 1 < len(words) and words[place + 1] == "of":
        return frozenset(n for n in names if place < n <= place + _REACH)
    found: set[int] = set()
    for n in range(place - 1, -1, -1):
        if words[n] in _RELATIVES:
            return frozenset(found | {m for m in names if n - _REACH <= m < n})
        if words[n] in _BEGIN_CLAUSE:
            break
        if n in names:
            found.add(n)
    return frozenset(found or (n for n in names if n < place))


def _somebody_else(line: _Line, place: int) -> bool:
    """Whether the clause before the word has a name or a number of people of its own."""
    words = line.tokens.folded
    for n in range(place - 1, -1, -1):
        if words[n] in _BEGIN_CLAUSE:
            return False
        if n in line.names or words[n] in _SOME or words[n].isdecimal():
            return True
    return False
