"""The vocabulary of attributions: verbs of saying, and the small words that end or join names."""

from corpus.listed import MONTHS, WEEKDAYS, words

SAYING = words(
    "said says say saying told tells reported reports claimed claims stated insisted insists argued argues",
    "warned warns added adds wrote writes tweeted estimated estimates alleged alleges explained explains",
    "maintained maintains asserted asserts conceded concedes admitted admits predicted predicts complained",
    "complains calculated calculates believes believe believed",
    "concluded concludes counts counted gave gives",
    "put puts spoke spoken pointed replied",
    "tallied announced announces declared declares confirmed confirms",
    "denied denies revealed reveals stressed stresses suggested suggests repeated repeats recalled recalls",
    "acknowledged acknowledges noted promised promises vowed vows emphasised emphasized posted",
)
# Before what is said these need a clause or a number: "announced that", not "announced the news".
WITH_CLAUSE = words(
    "announced announces declared declares confirmed confirms",
    "denied denies revealed reveals stressed stresses",
    "suggested suggests repeated repeats recalled",
    "recalls acknowledged acknowledges noted promised promises",
    "vowed vows emphasised emphasized posted counts counted gave gives",
)
WITH_NUMBER = words(
    "announced announces confirmed confirms acknowledged acknowledges counts counted gave gives"
)
WITH_WORD = {"put": "at", "puts": "at", "spoke": "of", "spoken": "of", "pointed": "out"}
# These are also nouns in the plural: "the reports were", "its claims".
ALSO_NOUNS = words("reports claims estimates counts")
INVERTED = words(
    "said says added adds wrote writes tweeted explained noted insisted warned recalled reported announced",
    "argued stated replied acknowledged",
)
INVERTED_BEFORE_NOUNS = words("said says added adds explained")
BE = words("is are was were be been being am")
NEGATED = words(
    "not never would could cannot can may might should will did didn't won't wouldn't couldn't to"
)
TIMES = words(
    "later earlier then once again now already",
    "first initially previously meanwhile today yesterday tonight",
    "recently since late early last next",
)
DAYS = words(*WEEKDAYS, "today yesterday")
PERIODS = DAYS | words(
    *MONTHS,
    "week weekend month year night morning evening spring summer autumn winter",
)
BETWEEN = (
    words(
        "also only simply repeatedly publicly has have had",
        "does do still however on morning afternoon evening night",
        "reportedly separately officially subsequently",
    )
    | TIMES
    | DAYS
    | NEGATED
)
NO_SUBJECT = words(
    "who which that it's there what whoever whom whose as to by",
    "of in on at than and or but if when while be",
    "been not nobody none nothing",
)
DETERMINERS = words(
    "the a an this that these those his her its their our my your some several many both one two three no",
    "another each most all other",
)
LINKS = words("of for in at from with to by and")
PARTICLES = words("de la von van der den bin ibn al el del di du dos")
CLAUSE = words(
    "that which who whom whose where when while because",
    "but as if although though since after before until so",
    "whether nor yet or than is are was were be been",
    "has have had will would could should may might can did",
    "does do not there let",
)
PRONOUNS = words("he she they it we i you")
ENDS_NAME = (
    CLAUSE
    | DAYS
    | words(
        "on late early during citing adding told said says noting",
        "in at by to from with who about over under",
        "earlier later last this published released cited quoted between against amid via",
    )
)
RELATIVE = words("who which whose whom where known called named speaking")
PLACED = words("on in at by from via to through as of")
"""What may lead from a trailing attribution to its day, place or manner: "the office said in a statement"."""
FURTHER_ON = words("after before during when while as who which")
"""What may tell more about a trailing attribution: "the office said after a meeting that …"."""
NUMBERS = words(
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen",
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety dozens hundreds thousands",
)
