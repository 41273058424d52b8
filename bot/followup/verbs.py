"""Verbs of questions about news: enough to see where a clause has its verb and to make "send" of "sent"."""

import re

_IRREGULAR = """
    beat beat beaten, become became become, begin began begun, bend bent bent, bite bit bitten,
    blow blew blown, break broke broken, bring brought brought, build built built, burn burnt burnt,
    buy bought bought, catch caught caught, choose chose chosen, come came come, cost cost cost, cut cut cut,
    deal dealt dealt, dig dug dug, do did done, draw drew drawn, drink drank drunk, drive drove driven,
    eat ate eaten, fall fell fallen, feed fed fed, feel felt felt, fight fought fought, find found found,
    flee fled fled, fly flew flown, forbid forbade forbidden, forget forgot forgotten, freeze froze frozen,
    get got got, give gave given, go went gone, grow grew grown, hang hung hung, have had had,
    hear heard heard, hide hid hidden, hit hit hit, hold held held, hurt hurt hurt, keep kept kept,
    know knew known, lay laid laid, lead led led, leave left left, lend lent lent, let let let,
    lie lay lain, lose lost lost, make made made, mean meant meant, meet met met, pay paid paid,
    put put put, read read read, ride rode ridden, ring rang rung, rise rose risen, run ran run,
    say said said, see saw seen, seek sought sought, sell sold sold, send sent sent, set set set,
    shake shook shaken, shoot shot shot, show showed shown, shut shut shut, sing sang sung, sink sank sunk,
    sit sat sat, sleep slept slept, speak spoke spoken, spend spent spent, split split split,
    spread spread spread, stand stood stood, steal stole stolen, stick stuck stuck, strike struck struck,
    swear swore sworn, sweep swept swept, swim swam swum, take took taken, teach taught taught,
    tear tore torn, tell told told, think thought thought, throw threw thrown, understand understood
    understood, wake woke woken, wear wore worn, win won won, withdraw withdrew withdrawn, write wrote written
"""
_REGULAR = """
    accept accuse add admit agree aim announce answer appeal appear appoint approve arrest arrive ask attack
    attend award ban bar believe belong blame block bomb call cancel capture carry cause change charge claim
    climb close collapse collect command commit compare complete concern confirm contain continue contribute
    control cool count cover crash create cross damage decide declare demand deny depart design destroy detain
    develop die direct disappear discover dismiss drop drown earn elect employ end enter erupt escape estimate
    evacuate expect explain explode export face fail fear file finish fire follow force form fund gain gather
    guard happen help hope host identify impose include increase injure inspect intend invade invent
    investigate invite join judge jump kill lack land last launch leak lift like live load look lower manage
    march mark measure mention mine move name need negotiate notice occur offer open operate oppose order
    organise organize own pass photograph plan play praise predict prepare present prevent produce promise
    propose protect protest prove provide publish pull pump push raid raise reach receive recognise recognize
    recommend record recover reduce refuse reject release remain remove reopen repair replace reply report
    represent request require rescue resign respond restore result resume retire return reveal review rule
    sail save score search seem seize sentence serve settle share shorten sign smuggle start state stay stop
    stretch suffer suggest supply support surrender survive suspect suspend target test threaten touch train
    travel treat trigger try turn use vaccinate visit vote wait walk want warn watch weigh withhold work worry
    wound
"""
_FORMS = [tuple(entry.split()) for entry in _IRREGULAR.split(",")]
_BASE_OF = {form: base for base, past, participle in _FORMS for form in (participle, past)}
_PARTICIPLE_OF = {past: participle for _, past, participle in _FORMS}
_PAST_OF = {base: past for base, past, _ in _FORMS}
_BASES = frozenset(base for base, _, _ in _FORMS) | frozenset(_REGULAR.split())
_PAST_SUFFIX = "ed"
_DOUBLED = re.compile("(?:^[^aeiou]*[aeiou][bdgmnprt]|mit|cur|trol)$")
"""Verbs that double their last letter: "bar", "stop", "admit"."""
_E_DROPPED = (
    "as",
    "at",
    "ac",
    "ag",
    "ar",
    "ev",
    "iv",
    "ov",
    "iz",
    "is",
    "us",
    "ut",
    "uc",
    "ul",
    "ur",
    "ir",
    "nc",
    "rg",
)


def is_base(word: str) -> bool:
    """Whether the word is a verb as it stands after "did"."""
    return word.casefold() in _BASES


def is_past(word: str) -> bool:
    """Whether the word is a past form or participle: one that is known, or any that ends in -ed."""
    folded = word.casefold()
    ends = folded.endswith(_PAST_SUFFIX) and folded not in _BASES
    regular = ends and (len(folded) > len("need") or base(folded) in _BASES)
    return regular or folded in _BASE_OF


def is_present(word: str) -> bool:
    """Whether the word is a known verb in the third person, such as "runs"."""
    folded = word.casefold()
    return folded.endswith("s") and not folded.endswith("ss") and base(folded) in _BASES


def base(word: str) -> str:
    """The verb as it stands after "did"; of a verb that is not known, the likeliest spelling."""
    folded = word.casefold()
    if folded in _BASE_OF:
        return _BASE_OF[folded]
    if folded in _BASES:
        return folded
    for suffix in ("ed", "s"):
        if folded.endswith(suffix):
            return _without(folded, suffix)
    return folded


def past(verb: str) -> str:
    """The past form of a verb as it stands after "did": "sent" of "send", "crashed" of "crash"."""
    folded = verb.casefold()
    if folded in _PAST_OF:
        return _PAST_OF[folded]
    if folded.endswith("e"):
        return folded + "d"
    if re.search("[^aeiou]y$", folded):
        return folded[:-1] + "ied"
    return folded + (folded[-1] if _DOUBLED.search(folded) else "") + _PAST_SUFFIX


def participle(past: str) -> str:
    """The participle of a past form: "given" of "gave"."""
    return _PARTICIPLE_OF.get(past.casefold(), past)


def _without(word: str, suffix: str) -> str:
    stem = word.removesuffix(suffix)
    doubled = stem[-1:] == stem[-2:-1] and stem[-1:] not in "lsz"
    if stem.endswith(("i", "ie")):
        short = len(stem.removesuffix("e")) == len("di")
        return stem.removesuffix("e") + "e" if short else stem.removesuffix("e")[:-1] + "y"
    tried = [stem + "e", stem, stem.removesuffix("e"), stem[:-1] if stem[-1:] == stem[-2:-1] else ""]
    if known := next((form for form in tried if form in _BASES), None):
        return known
    if suffix == "s":
        return stem
    if doubled:
        return stem[:-1]
    return stem + "e" if stem.endswith(_E_DROPPED) else stem
