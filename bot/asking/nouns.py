"""Which kind of answer a noun asks for: "which city", "what percentage", "name of the captain"."""

from collections.abc import Sequence

from bot.asking.types import AnswerKind
from bot.asking.wording import slips
from corpus.listed import words as word_set

_NOUNS: dict[AnswerKind, str] = {
    "person": """
        president pm minister premier leader chief head captain commander general colonel officer policeman
        spokesman spokeswoman spokesperson mayor governor king queen prince princess emperor pope bishop
        priest judge lawyer attorney prosecutor witness doctor nurse scientist researcher professor teacher
        student author writer poet novelist journalist reporter editor photographer actor actress singer
        musician drummer guitarist composer director producer player coach goalkeeper referee champion winner
        driver pilot astronaut cosmonaut engineer architect inventor founder owner boss ceo chairman
        chairwoman secretary senator congressman republican democrat politician candidate deputy ambassador
        diplomat envoy suspect killer murderer attacker gunman shooter victim survivor hostage hero heroine
        man woman men women boy girl guy person people father mother brother sister son daughter wife husband
        widow designer artist painter magician dancer philosopher historian economist expert analyst
        fisherman farmer miner volunteer soldier guard technician skipper sailor speaker opponent rival
        successor predecessor lord monk nun ex-president vice-president commandant demonstrator protester
    """,
    "organisation": """
        country nation company firm agency ministry government organisation organization party group team club
        bank outlet newspaper paper magazine airline carrier manufacturer maker publisher army navy police
        alliance bloc body authority commission committee council parliament department broadcaster
        institute institution charity foundation brand band militia gang corporation studio regulator
        operator contractor supplier league federation association union state university school college
        hospital church court network
    """,
    "place": """
        city town village region province district county island islands continent capital area place location
        site street road river lake loch sea ocean mountain port harbour harbor airport stadium venue coast
        bay canal desert valley neighbourhood neighborhood suburb borough hometown birthplace address
        whereabouts planet building square
    """,
    "time": "time year date day month week weekday century decade season deadline hour",
    "number": """
        number numbers amount percentage percent share proportion fraction total sum figure count tally toll
        population price cost costs fee fare salary wage pay income revenue profit budget value age height
        weight length width depth size speed distance duration temperature magnitude altitude capacity rate
        ratio score volume quantity mass frequency turnout margin casualties deaths arrests injuries
        detentions         fatalities compensation rent ransom output enrolment
    """,
    "reason": "reason cause motive motivation rationale pretext excuse grounds justification",
    "manner": "way method manner technique procedure",
    "quotation": "quote quotation",
}
_KINDS: dict[str, AnswerKind] = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
# Other words that a slip makes of these nouns.
_NO_SLIPS = word_set(
    """
    other bother diver inner plant mount eight layer exert funder plot coat pace lace moth rice hare
    tall ally seed sped with core sore case part rand omen chef cots stat sate
    """
)
_SHORTEST_SLIPPED = 5
_SLIPPED = {
    slip: noun
    for noun in _KINDS
    if len(noun) >= _SHORTEST_SLIPPED
    for slip in slips(noun)
    if slip not in _KINDS and slip not in _NO_SLIPS
}
_BOTH_PLACE_AND_BODY = word_set("country nation state university school college hospital church court")

STOPS = word_set(
    """
    of in on at for from to by with about after before during since until into over under against
    between among as than per via through towards behind within without that who whom whose which what
    when where why how is are was were be been am do does did has have had can could will would should
    may might must not and or , : ; ( ) - – — /
    """
)
"""Words that end the noun that a question begins with."""

_PLURALS = word_set("people men women children media criteria those these")
_NO_PLURALS = word_set(
    """
    news series species is was has does this its us gas bus crisis virus status politics chaos csto
    alias always perhaps analysis basis process access address business congress mass press loss illness
    witness princess actress boss class cross fitness yes thus plus minus canvas atlas christmas texas
    kansas
    """
)
_PRONOUNS = word_set("it he she they them him we us you i")
_DETERMINERS = word_set("the a an his her its their our my your this that these those")


def kind_of(noun: str) -> AnswerKind | None:
    """The kind of answer that a noun, singular or plural, in lower case, stands for."""
    return next((_KINDS[form] for form in _forms(noun) if form in _KINDS), None)


def nouns_of(kind: AnswerKind) -> frozenset[str]:
    """The nouns that stand for a kind of answer, in lower case."""
    return frozenset(noun for noun, stands_for in _KINDS.items() if stands_for == kind)


def place_and_body(noun: str) -> bool:
    """Whether the noun is a place as well as a body that acts, such as a country or a university."""
    return any(form in _BOTH_PLACE_AND_BODY for form in _forms(noun))


def is_plural(noun: str) -> bool:
    """Whether a noun in lower case is plural, by its form."""
    if noun in _PLURALS:
        return True
    return (
        len(noun) > len("as")
        and noun.endswith("s")
        and not noun.endswith(("ss", "'s", "ous", "is", "us"))
        and noun not in _NO_PLURALS
    )


def phrase(words: Sequence[str]) -> list[str]:
    """The words that begin a question's noun phrase, up to its first preposition, verb or comma."""
    found: list[str] = []
    for at, word in enumerate(words):
        if word in STOPS or word in _PRONOUNS or (at and word in _DETERMINERS):
            break
        if word not in _DETERMINERS:
            found.append(word)
    return found


def head(words: Sequence[str]) -> str | None:
    """Of a phrase's words, the noun that says what it is: the last of the first run of known ones.

    "prison guard" is a guard, and "which mayor turned on the lights" asks for a mayor.
    """
    last: str | None = None
    for word in words:
        if not word.endswith(("'s", "'")) and kind_of(word) is not None:
            last = word
        elif last is not None:
            break
    return last


def _forms(noun: str) -> tuple[str, ...]:
    plain = noun.removesuffix("'s").removesuffix("'")
    plain = _SLIPPED.get(plain, plain)
    singular = plain.removesuffix("s")
    if singular.endswith("ie"):
        return plain, singular, singular.removesuffix("ie") + "y"
    return plain, singular, singular.removesuffix("e")
