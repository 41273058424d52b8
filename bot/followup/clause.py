"""A question taken apart by its surface: question phrase, auxiliary, subject, the rest. No grammar is parsed.

"how many people were detained in Almaty" has the phrase "how many people", the auxiliary "were" and the rest
"detained in Almaty", and asks for its subject; "when did Russia send troops" has the subject "Russia".
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.followup.times import names_time
from bot.followup.verbs import is_base, is_past, is_present

_WH = "who whom whose what which when where why how"
WH = frozenset(_WH.split())
DO = frozenset({"do", "does", "did", "don't", "doesn't", "didn't"})
BE = frozenset({"is", "are", "was", "were", "isn't", "aren't", "wasn't", "weren't"})
_MODAL = "will would can could should may might must won't can't couldn't"
MODAL = frozenset(_MODAL.split())
AUXILIARIES = DO | BE | MODAL | {"has", "have", "had", "hasn't", "haven't", "hadn't"}
ARTICLES = frozenset({"the", "a", "an"})
_PREPOSITIONS = """
    about above across after against among around as at before behind below between by despite during for from
    in inside into near of off on onto out outside over per since through to toward towards under until up via
    with within without
"""
PREPOSITIONS = frozenset(_PREPOSITIONS.split())
_DETERMINERS = "this that these those his her its their our my your"
DETERMINERS = ARTICLES | frozenset(_DETERMINERS.split())
_LINKS = "when while because if that who which whom where than although though but and or"
LINKS = frozenset(_LINKS.split())
"""Words that begin another clause."""
_CONTRACTED = re.compile(
    r"\b(who|what|when|where|how|that|it|he|she)(?:['’]s|(?<=who)s|(?<=what)s|(?<=where)s)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A question in parts. The subject is empty where the question phrase itself is the subject.

    Attributes:
        phrase: "when", "how many people", with its preposition ("by how many minutes"); empty for yes or no.
        noun: What is counted or chosen, "people", also of "how many died"; empty where there is none.
        aux: The auxiliary, in small letters, empty where there is none ("who sent troops").
        subject: Who or what the question tells something of.
        rest: All that follows, with the verb.
    """

    phrase: str
    noun: str
    aux: str
    subject: str
    rest: str

    @property
    def asks_subject(self) -> bool:
        """Whether the question phrase is the subject."""
        return not self.subject

    @property
    def counts(self) -> bool:
        """Whether it asks how many or how much of something."""
        return bool(self.noun) and re.search(r"\bhow (many|much)\b", self.phrase, re.IGNORECASE) is not None

    @property
    def copular(self) -> bool:
        """Whether a form of "be" stands between question phrase and subject."""
        return self.aux in BE and bool(self.subject)


def words_of(question: str) -> list[str]:
    """The words, without the sign at the end, "who's" as two."""
    return _CONTRACTED.sub(lambda m: f"{m[1]} is", question).rstrip(" ?!.…\n").split()


def clause(question: str) -> Clause | None:
    """The question in parts; None where it is no question in form ("blinken house quote")."""
    words = words_of(question)
    low = [word.casefold() for word in words]
    if not low:
        return None
    if low[0] in AUXILIARIES:
        subject, rest = _subject(words[1:], low[0])
        return Clause("", "", low[0], subject, rest)
    lead = 1 if low[0] in PREPOSITIONS and len(low) > 1 and low[1] in WH else 0
    if low[lead] not in WH:
        return None
    end = _phrase_end(words, low, lead)
    phrase, noun = " ".join(words[:end]), " ".join(words[_noun_start(low, lead) : end])
    counted = noun or ("people" if low[:2] == ["how", "many"] and end < len(words) else "")
    if end == len(words) or low[end] not in AUXILIARIES:
        return Clause(phrase, counted, "", "", " ".join(words[end:]))
    after = words[end + 1 :]
    if not lead and _nominal(low, counted) and _asks_subject(after, low[end]):
        return Clause(phrase, counted, low[end], "", " ".join(after))
    subject, rest = _subject(after, low[end])
    return Clause(phrase, noun, low[end], subject, rest)


def name_in(text: str) -> str:
    """The last run of capitalised words, without "'s"; a question word or the like that begins is none."""
    first, _, rest = text.lstrip().partition(" ")
    named = rest if first.casefold() in WH | AUXILIARIES | PREPOSITIONS else text
    runs = re.findall(r"(?:[A-Z][\w'’.-]*)(?: (?:of |the |de |al-)*[A-Z0-9][\w'’.-]*)*", named)
    return re.sub(r"['’]s?$", "", runs[-1]) if runs else ""


def prepositional(rest: str) -> list[str]:
    """The phrases that begin with a preposition, one after the other: "into the sea", "in Peru"."""
    phrases: list[list[str]] = []
    open_phrase = False
    for word in rest.split():
        folded = word.casefold()
        if folded in PREPOSITIONS:
            phrases.append([word])
            open_phrase = True
        elif folded in LINKS - {"and", "or"}:
            open_phrase = False
        elif open_phrase:
            phrases[-1].append(word)
    return [" ".join(phrase) for phrase in phrases if len(phrase) > 1]


def phrases(asked: str) -> list[str]:
    """The prepositional phrases of a question, none of which runs on from the subject over the verb."""
    parts = clause(asked)
    if parts is None:
        return prepositional(asked)
    return [phrase for part in (parts.noun, parts.subject, parts.rest) for phrase in prepositional(part)]


def question(*parts: str) -> str:
    """The parts as one question, those that are empty left out."""
    return " ".join(" ".join(parts).split()) + "?"


def before_preposition(text: str) -> tuple[str, str]:
    """A phrase as head and what follows from its first preposition on: "the cable", "to Tonga"."""
    words = text.split()
    cut = next((i for i, w in enumerate(words) if i and w.casefold() in PREPOSITIONS), len(words))
    return " ".join(words[:cut]), " ".join(words[cut:])


def _noun_start(low: Sequence[str], lead: int) -> int:
    counted = low[lead] == "how" and len(low) > lead + 1 and low[lead + 1] in {"many", "much"}
    chosen = low[lead] in {"what", "which", "whose"}
    return lead + 2 if counted else lead + 1 if chosen else len(low)


def _phrase_end(words: Sequence[str], low: Sequence[str], lead: int) -> int:
    """Where the question phrase ends: before the auxiliary or verb that follows it."""
    if low[lead] not in {"how", "what", "which", "whose"}:
        return lead + 1
    first = _noun_start(low, lead)
    if first == lead + len(("how", "many")) and _verb_follows(low, first):
        return first
    for i in range(lead + 1, len(low)):
        if low[i] in AUXILIARIES:
            return i
        finite = is_past(low[i]) or (is_present(low[i]) and not words[i][0].isupper())
        finite = finite and not (i + 1 < len(low) and low[i + 1] in DO)
        if low[lead] == "how":
            if i > first and first < len(low) and (is_past(low[i]) or is_base(low[i])):
                return i
        elif finite and (i > first or low[lead] == "what"):
            return i
    return len(low)


def _verb_follows(low: Sequence[str], at: int) -> bool:
    """Whether nothing is named between "how many" and its verb: "how many died in the fire"."""
    if at >= len(low) or not is_past(low[at]):
        return False
    following = " ".join(low[at + 1 : at + 2])
    ends = not following or following == "last" or names_time(following)
    return ends or following in PREPOSITIONS | DETERMINERS | LINKS


def _nominal(low: Sequence[str], noun: str) -> bool:
    return bool(noun) or low[0] in {"who", "what", "which"}


def _asks_subject(after: Sequence[str], aux: str) -> bool:
    if not after or aux in DO:
        return not after
    first = after[0].casefold()
    if aux in MODAL:
        return is_base(first) or first in {"be", "not", "have"}
    known = first in PREPOSITIONS or first in {"been", "being", "not", "still", "also", "already"}
    return known or ((is_past(first) or first.endswith("ing")) and not after[0][0].isupper())


def _subject(words: Sequence[str], aux: str) -> tuple[str, str]:
    """The words after an auxiliary as subject and rest."""
    end = _verb(words, aux)
    if end is None:
        end = _end_of_noun(words)
        ended_by_article = end < len(words) and words[end].casefold() in ARTICLES
        end -= 1 if ended_by_article and end > 1 and aux not in BE else 0
    while end > 1 and (words[end - 1].endswith("ly") or words[end - 1].casefold() == "not"):
        end -= 1
    return " ".join(words[:end]), " ".join(words[end:])


def _verb(words: Sequence[str], aux: str) -> int | None:
    """Where the verb stands that belongs to the auxiliary, the last of a run of words that could be it."""
    start = 2 if words and words[0].casefold() in DETERMINERS else 1
    plain = aux in DO or aux in MODAL

    def fits(word: str) -> bool:
        if word[0].isupper():
            return False
        gerund = word.endswith("ing") and not names_time(word)
        return is_base(word) or word == "be" if plain else is_past(word) or gerund

    stop = next((i for i in range(start, len(words)) if words[i].casefold() in LINKS), len(words))
    found = next((i for i in range(start, stop) if fits(words[i])), None)
    while found is not None and plain and found + 1 < stop and fits(words[found + 1]):
        found += 1
    return found


def _end_of_noun(words: Sequence[str]) -> int:
    """Where the noun phrase at the beginning of the words ends; "of" goes on with it."""
    for i in range(1, len(words)):
        word = words[i].casefold()
        after_of = words[i - 1].casefold() == "of"
        if (word in PREPOSITIONS and word != "of") or word in LINKS or (word in ARTICLES and not after_of):
            return i
    return len(words)
