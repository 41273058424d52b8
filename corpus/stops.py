"""Stops that do not end a sentence: after titles and initials, in acronyms, inside a reported quote.

The lists are of the language of news in English; what they do not know is left as Punkt decided it.
"""

import re

from corpus.listed import MONTHS, SHORT_MONTHS, SHORT_WEEKDAYS, WEEKDAYS, words

_CLOSERS = "\"'\u201d\u2019\u00bb)]"
_OPENERS = "\"'\u201c\u2018\u00ab(["

# A name follows, so that a stop after them never ends a sentence.
_TITLES = words(
    "mr mrs ms messrs mme mlle msgr dr prof rev fr hon st ste pres gov govs sen sens rep reps",
    "amb atty asst dep",
    "gen maj lt col cpl sgt capt cmdr cdr adm brig pvt supt det insp vp vs mt ft",
)
_BEFORE_FIGURE = words(
    "no nos fig figs art sec vol p pp para ch approx est c ca",
    *SHORT_MONTHS,
)
# May end a sentence or stand within one: the next word decides.
_EITHER = words(
    "u.s u.k u.n e.u d.c u.a.e u.s.s.r inc corp ltd co llc bros jr sr ph.d m.d dept univ assn ave blvd"
)
_CLOCK = words("a.m p.m")
_AFTER_CLOCK = words(
    "est edt cst cdt mst mdt pst pdt et ct mt pt gmt utc bst cet cest msk eastern central mountain pacific",
    *WEEKDAYS,
    *SHORT_WEEKDAYS,
    *MONTHS,
)
_STARTERS = words(
    "the a an this that these those there here he she it they we you his her its their our my in on at by",
    "from for with to of as after before when while since if although though but and or so yet nor however",
    "meanwhile also another both some many most more all not only one two three what who why how where which",
    "earlier later last next now then still according despite during under over between among because until",
    "once asked speaking officials police authorities",
)
_SAYING = (
    "said|says|told|asked|asks|added|replied|wrote|tweeted|shouted|cried|warned|chanted|yelled|declared|wondered"
    "|insisted|demanded|exclaimed"
)
_WHO_SAID = re.compile(rf"(?:[^\W\d_][\w.'\u2019-]*\s+){{1,5}}(?:{_SAYING})\b")


def goes_on(before: str, after: str) -> bool:
    """Whether the sentence that ends with `before` goes on with `after`, what stands between two stops."""
    if not before or not any(c.isalnum() for c in after):
        return True
    closed = before[-1] in _CLOSERS
    if after[0].islower() and (closed or before[-1] in "!?\u2026"):
        return True
    if closed and before.rstrip(_CLOSERS)[-1:] in {"!", "?"} and _WHO_SAID.match(after):
        return True
    return before.endswith(".") and _is_abbreviation(before, after)


def _is_abbreviation(before: str, after: str) -> bool:
    last = before.rsplit(maxsplit=1)[-1].lstrip(_OPENERS)[:-1]
    word = last.lower()
    following = after.split(maxsplit=1)[0].strip(_OPENERS + _CLOSERS + ".,;:!?")
    starts = re.split("['\u2019]", following.lower())[0] in _STARTERS
    if word in _TITLES:
        return last[:1].isupper() and following[:1].isupper() and not starts
    if word in _BEFORE_FIGURE:
        return following[:1].isdigit()
    if word in _CLOCK:
        return following.lower() in _AFTER_CLOCK
    # "J", "O.J", "U.S"; an "I" that ends a sentence is a pronoun.
    initials = last.isupper() and last != "I" and all(len(part) == 1 for part in last.split("."))
    return (initials or word in _EITHER) and after[0] not in _OPENERS and not starts
