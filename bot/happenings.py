"""What questions take for granted, as word lists: happenings with the words that tell of them, and countries.

Written by hand, since no thesaurus is among the dependencies: what news tell most often of people, firms,
ships and states. A word that is not here is no claim.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from index.analysis import terms

# Words that ask about it: words that tell of it, too. "=" marks a word that counts in this form alone.
_HAPPENINGS = """
resign, quit, step down, stepped down, stand down, stood down, abdicate: give up, gave up, given up,
    =left, retire, oust, replace, bow out, gone
flee, fled, run away, ran away, ran off: escape, exile, leave the country, left the country, flown out,
    slip away
arrest, detain, jail, imprison, handcuff: custody, =held, nab, caught, catch, =charged, =seized, cuff,
    prison, behind bars, lock up, locked up, remand, =suspected, round up, rounded up, picked up,
    sentence, cell, =cells, took away, taken away, taken into
acquit: clear, not guilty, release, =freed, discharge, =dropped, innocent, exonerate, overturn
pardon: amnesty, clemency, forgive, forgave
convict, guilty, condemn: sentence, jail, prison, plead, pled, verdict, fine, punish
sue, =sued: lawsuit, court, legal, claim, complaint, litigation, damages
kill, =die, died, murder, slay, slain: dead, death, fatal, deadly, fatality, slew, shoot, shot, toll,
    casualty, perish, drown, assassinate, execute, victim, their lives, his life, her life, cost lives,
    beheaded, burial, funeral, bury, buried, mourn, widow, pass away, passed away, gun down, grave, body,
    massacre, survive
assassinate: assassin, murder, shoot, shot
execute: hang, put to death, death penalty
drown: =dead, =died, =swept, sank, sunk
cancel, call off, called off, scrap: =dropped, axe, postpone, suspend, scrub, delay, halt, abort, shelve,
    abandon, not go ahead, not take place, =grounded, revoke, no longer, =stopped
abandon: give up, gave up, =left, call off, called off, cancel, drop, leave behind, scrap, moved out,
    ditch
postpone, put off, delay, reschedule: push back, pushed back, call off, called off, cancel, =later,
    defer, scrub, hold up, held up, suspend, overrun, =late, =waiting, bring forward, adjourn, =slow,
    slip, =behind
boycott: stay away, stayed away, not attend, not come, not take part, absent, shun, refuse, skip
refuse, decline, turn down, turned down: reject, deny, denied, rule out, dismiss, resist, unwilling, will
    not, would not, did not want, not want, no intention, object, block, won't, wouldn't, veto, oppose,
    balk, rebuff, said no, not let, not allow, not to, won't, never
reject: refuse, turn down, turned down, decline, dismiss, rebuff, veto, against, deny, denied, thrown
    out, threw out, rule, overturn, oppose, block, unwilling, object
apologise, apologize: apology, sorry, regret
win, won: winner, victory, beat, beaten, defeat, medal, gold, =elected, champion, title, award, prize,
    trophy, triumph, bronze, silver, majority, favour, favor, landslide, clinch, secure, overcome, =took,
    success, went to, receive
divorce: separate, split, parted
marry: wed, wedding, husband, wife, spouse, marriage, bride, groom
crash, collide: collision, smash, wreck, derail, plunge, ran into, =struck, ram, plough, =lost, impact,
    =hit
explode, blow up, blew up: explosion, blast, burst, erupt, eruption, bomb, detonate, go off, went off,
    shatter
sink, sank: sunk, go down, went down, wreck, founder, capsize, bottom
burn, catch fire, caught fire, set fire: burnt, fire, blaze, flame, ablaze, alight, gut, char, arson,
    torch, scorch
collapse: fall, fell, cave, crumble, give way, gave way, come down, came down, bankrupt, insolvent, fail
bankrupt, go bust, went bust: insolvent, insolvency, administration, collapse, receivership, liquidate
ban, outlaw, prohibit: forbid, forbade, forbidden, block, bar, illegal, restrict, suspend, stop, not
    allowed, law, not be allowed, no longer, may not, rule, veto
impeach:
invade: invasion, attack, offensive, occupy, storm
surrender: give up, gave up, capitulate, lay down, laid down, hand over, handed over, turned himself,
    gave himself, hand himself
leave, =left: withdraw, withdrew, withdrawn, exit, depart, quit, pull out, pulled out, go home, went
    home, sail, flee, fled, =gone, set off, set out, abandon, resign, drop out, dropped out, step down,
    stepped down, walk out, retreat
withdraw, withdrew, pull out, pulled out: withdrawn, leave, left, exit, depart, go home, went home, drop
    out, dropped out, retreat, back out, recall, quit, remove
nationalise, nationalize: nationalisation, state takeover, expropriate, take over, took over,
    =state-owned
donate: donation, donor, give, gave, given, gift, contribute, pledge, fund, grant, sponsor
send, sent, deploy: contribute, dispatch, despatch, provide, contingent, ship, =shipped, =flew, mail,
    write, wrote, launch, supply, deliver, email, e-mail, transmit, beam, commit, pledge, =offered,
    letter
repair, mend, fix: restore, rebuild, rebuilt, renovate, patch, refurbish, refit, replace
kidnap, abduct: hostage, seize, snatch, =taken
steal, stole, stolen, rob: theft, thief, loot, raid, burgle, =taken, heist, burglary, =missing, grab
extradite: deport, hand over, handed over, expel, send back, sent back
deport: expel, send back, sent back, extradite, remove, return
betray: betrayal, treason, leak
confess: admit, acknowledge, plead, own up, concede
abolish: scrap, repeal, =ended, drop, remove, ban, do away, axe, revoke
miss: absent, fail, lose, lost, long for, disappear, wide
suicide: took his own life, took her own life, kill himself, killed herself
release, =freed: free, let go, bail, discharge, publish, out, acquit, drop, issue, launch
lift: ease, relax, remove, end, repeal, rise, raise, scrap, expire, pulled, hoist
"""

_DOERS = "resign flee refuse apologise surrender confess boycott send reject withdraw"
DOERS = frozenset(_DOERS.split())
"""Happenings of which the doer is told by the words before the verb, and it matters who that is."""

BY_MANY = frozenset({"send", "donate", "boycott", "withdraw"})
"""Happenings that several bring about side by side, so that one who did it does not answer who did."""

_COUNTRIES = """
afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain bangladesh
belarus belgium bolivia brazil bulgaria cambodia cameroon canada chile china colombia croatia cuba cyprus
denmark ecuador egypt estonia ethiopia finland france germany ghana greece guatemala haiti honduras
hungary iceland india indonesia iran iraq ireland israel italy jamaica japan kazakhstan kenya kosovo
kuwait kyrgyzstan laos latvia lebanon libya lithuania luxembourg malaysia malta mexico moldova mongolia
morocco mozambique myanmar namibia nepal netherlands nicaragua nigeria norway oman pakistan panama
paraguay peru philippines poland portugal qatar romania russia rwanda senegal serbia singapore slovakia
slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania thailand tonga tunisia
uganda ukraine uruguay uzbekistan venezuela vietnam yemen zambia zimbabwe america american
"""
COUNTRIES = frozenset(_COUNTRIES.split())
"""Countries of one lower-case word, to know them for names in a question without capitals."""

_ALIASES = """
us usa america american americans; uk britain british briton england english; france french; germany
german; netherlands dutch holland; spain spanish spaniard; denmark danish dane; norway norwegian; ireland
irish; poland polish; switzerland swiss; russia russian moscow kremlin; china chinese beijing;
philippines filipino; wales welsh; portugal portuguese; turkey turkish ankara; eu european europe;
ukraine ukrainian kyiv kiev; australia australian aussie; zelensky zelenskiy zelenskyy
"""
ALIASES = {word: group.split()[0] for group in _ALIASES.split(";") for word in group.split()}
"""Names of one country (or person) that need not begin alike, each with the one that stands for all."""


@lru_cache(100_000)
def stem(word: str) -> str:
    """The stem of a lower-case word (`index.analysis`); a stop word is its own."""
    return "".join(terms(word)) or word


_Phrases = dict[str, list[tuple[tuple[str, ...], str]]]


def _read() -> tuple[_Phrases, _Phrases]:
    """Phrases to ask with, and to tell with, by their first word: all their words, and what happens."""
    asked: _Phrases = defaultdict(list)
    told: _Phrases = defaultdict(list)
    for line in _HAPPENINGS.strip().replace("\n    ", " ").splitlines():
        asking, _, telling = (part.strip() for part in line.partition(":"))
        name = asking.split(",")[0].removeprefix("=")
        for phrases, words in ((asked, asking), (told, asking), (told, telling)):
            for phrase in filter(None, (part.strip() for part in words.split(","))):
                form = tuple(word if word[0] == "=" else stem(word) for word in phrase.split())
                phrases[form[0]].append((form, name))
    return dict(asked), dict(told)


_ASKED, _TOLD = _read()
_TOLD_EXACTLY = frozenset(form[1:] for form in _TOLD if form[0] == "=")


def asked_at(words: Sequence[str], stems: Sequence[str], place: int) -> str | None:
    """The happening that a question asks about with the word at this place, None where there is none."""
    return next(iter(_at(_ASKED, words, stems, place)), None)


def telling(words: Sequence[str], stems: Sequence[str]) -> Iterator[tuple[str, int]]:
    """(happening, place) of every word of a sentence that may tell of a happening."""
    for place, (word, root) in enumerate(zip(words, stems, strict=True)):
        if root in _TOLD or word in _TOLD_EXACTLY:
            for name in _at(_TOLD, words, stems, place):
                yield name, place


def _at(phrases: _Phrases, words: Sequence[str], stems: Sequence[str], place: int) -> list[str]:
    exactly = [name for _, name in phrases.get("=" + words[place], ())]
    inflected = [
        name
        for form, name in phrases.get(stems[place], ())
        if len(form) == 1 or form[1:] == tuple(stems[place + 1 : place + len(form)])
    ]
    return exactly + inflected
