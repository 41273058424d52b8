"""Names as they are compared: without accents, spelling variants, demonyms and other words for countries."""

import re
import unicodedata
from functools import lru_cache

_COUNTRIES = """
    united states: us, usa, america, united states of america, american, americans
    united kingdom: uk, britain, great britain, british, briton, britons
    european union: eu
    united nations: un
    united arab emirates: uae, emirates, emirati
    russia: russian, russians, russian federation
    china: chinese, people's republic of china
    south korea: republic of korea, south korean, south koreans
    north korea: dprk, north korean, north koreans
    czech republic: czechia, czech, czechs
    netherlands: dutch, holland
    turkey: türkiye, turkish, turks
    ukraine: ukrainian, ukrainians
    kazakhstan: kazakh, kazakhs, kazakhstani
    kyrgyzstan: kyrgyz
    tajikistan: tajik, tajiks
    uzbekistan: uzbek, uzbeks
    turkmenistan: turkmen
    belarus: belarusian, belarusians, belarussian
    armenia: armenian, armenians
    azerbaijan: azerbaijani, azeri
    georgia: georgian, georgians
    moldova: moldovan
    france: french
    germany: german, germans
    italy: italian, italians
    spain: spanish, spaniards
    portugal: portuguese
    poland: polish, poles
    hungary: hungarian, hungarians
    romania: romanian, romanians
    bulgaria: bulgarian, bulgarians
    greece: greek, greeks
    serbia: serbian, serbs
    croatia: croatian
    austria: austrian, austrians
    switzerland: swiss
    belgium: belgian, belgians
    ireland: irish
    sweden: swedish, swedes
    norway: norwegian, norwegians
    denmark: danish, danes
    finland: finnish, finns
    iceland: icelandic
    estonia: estonian
    latvia: latvian
    lithuania: lithuanian
    canada: canadian, canadians
    mexico: mexican, mexicans
    brazil: brazilian, brazilians
    argentina: argentine, argentinian
    chile: chilean, chileans
    peru: peruvian, peruvians
    colombia: colombian, colombians
    venezuela: venezuelan, venezuelans
    cuba: cuban, cubans
    haiti: haitian, haitians
    japan: japanese
    india: indian, indians
    pakistan: pakistani, pakistanis
    bangladesh: bangladeshi
    afghanistan: afghan, afghans
    iran: iranian, iranians
    iraq: iraqi, iraqis
    israel: israeli, israelis
    syria: syrian, syrians
    lebanon: lebanese
    jordan: jordanian
    saudi arabia: saudi, saudis
    yemen: yemeni, yemenis
    egypt: egyptian, egyptians
    libya: libyan, libyans
    tunisia: tunisian
    algeria: algerian
    morocco: moroccan
    sudan: sudanese
    ethiopia: ethiopian, ethiopians
    kenya: kenyan, kenyans
    nigeria: nigerian, nigerians
    ghana: ghanaian
    south africa: south african, south africans
    australia: australian, australians
    new zealand: new zealander
    indonesia: indonesian, indonesians
    malaysia: malaysian
    philippines: philippine, filipino, filipinos
    thailand: thai, thais
    vietnam: vietnamese
    taiwan: taiwanese
    mongolia: mongolian
    myanmar: burma, burmese
    tonga: tongan, tongans
    kyiv: kiev
"""
_SPELLED = {
    "defence": "defense",
    "centre": "center",
    "labour": "labor",
    "programme": "program",
    "theatre": "theater",
}
_OFFICE_OF = re.compile(r"(ministry|department|university|parliament|government) of (?:the )?(.+)")
_NOT_A_LETTER = re.compile(r"[^\w\s]|_")
_INITIALS = re.compile(r"(?<=\b\w) (?=\w\b)")
_OWN = re.compile(r"['’]s?(?!\w)")
_SILENT_Y = re.compile(r"(?<=[aeiou])y(?=[aeiou])")
_DOUBLED = re.compile(r"([a-z])\1+")
_MOST = 200  # characters; no name is longer


def is_country(word: str) -> bool:
    """Whether a word alone is a country or its demonym, as in "Russian President"."""
    return _plain(word) in _ALIASES


@lru_cache(20_000)
def key(name: str) -> str:
    """The form of a name that its variants share, empty where nothing is left.

    Letter case, accents, genitive and punctuation go; z is s, y is i, qa is ka, doubled letters are one, so
    that Massimov is Masimov, Organization Organisation, and Zelensky Zelenskyy. "Ministry of Defence" is
    "Defense Ministry"; demonyms and short forms are the country ("Russian", "U.S.").
    """
    words = _plain(name[:_MOST])
    country = _ALIASES.get(words)
    if country is None and (office := _OFFICE_OF.fullmatch(words)):
        words = f"{office[2]} {office[1]}"
    return country or " ".join(_ALIASES.get(word) or _folded(word) for word in words.split())


def _plain(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    spaced = " ".join(_NOT_A_LETTER.sub(" ", _OWN.sub("", bare)).split())
    return _INITIALS.sub("", spaced).removeprefix("the ")


def _folded(word: str) -> str:
    word = _SPELLED.get(word, word).replace("z", "s").replace("qa", "ka")
    return _DOUBLED.sub(r"\1", _SILENT_Y.sub("", word).replace("y", "i"))


_ALIASES: dict[str, str] = {}
for _line in _COUNTRIES.strip().splitlines():
    _country, _, _forms = _line.partition(":")
    _kept = " ".join(map(_folded, _country.split()))
    _ALIASES |= {_plain(form): _kept for form in (_country, *_forms.split(","))}
