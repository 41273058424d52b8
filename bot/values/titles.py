"""What stands in a name and is not the person: titles, roles and the words of offices and places."""

from corpus.listed import MONTHS, WEEKDAYS, words
from index.analysis import STOP_WORDS

TITLES = words(
    """president vice-president minister premier secretary general gen maj major col colonel lt
    lieutenant sgt sergeant capt captain adm admiral marshal commander sir lord lady dame mr mrs ms
    miss dr prof professor sen senator rep representative gov governor chancellor king queen prince
    princess emperor pope cardinal bishop archbishop rabbi imam sheikh ayatollah chairman chairwoman
    chairperson chair chief director head spokesman spokeswoman spokesperson leader administrator
    commissioner ambassador envoy judge justice mayor prosecutor deputy founder officer scientist
    professor analyst lawyer activist journalist reporter author singer actor coach striker captain
    boss executive ceo co-founder congressman congresswoman speaker dictator predecessor successor
    ally rival opponent"""
)
OFFICES = words(
    """agency airport alliance army assembly association authority bank bay bloc board bridge bureau
    canal centre center church city club coast college commission committee company conference
    congress corporation corps council county court department desert district electric embassy
    european federation fleet force forces foundation fund gang government group guard gulf hall
    hospital house hotel inc institute international island islands kingdom lake league library ltd
    market ministry minster motors mountain movement museum navy network news observatory ocean
    office organisation organization palace parliament party peninsula police port post press
    province region republic reserve river school sea senate service sisters society square states
    station street stock exchange strait street studio supreme team telescope times town treaty
    tribunal trust union united university valley wire works world"""
)
PLACE_BEGINNINGS = words(
    """north south east west northern southern eastern western central new great upper lower san santa
    saint st el los"""
)
PARTICLES = words("of the de von der van den al bin ibn la le du da di del della dos for & y e")
_LINKS = """meanwhile earlier later however still yet thus hence nonetheless nevertheless moreover
    instead besides therefore indeed perhaps even like unlike despite although since and
    but or nor then"""
NO_GIVEN_NAMES = STOP_WORDS | words(*MONTHS, *WEEKDAYS, "yesterday today tomorrow", _LINKS)
"""Words with a capital before a surname that are no given name: "On Monday Tokayev said"."""


def is_title(word: str) -> bool:
    """Whether a word is a title or role, with or without a stop."""
    return word.rstrip(".").lower() in TITLES
