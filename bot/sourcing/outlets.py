"""Names of outlets: which are variants of one another, and where a text mentions one."""

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

# The first name of a line is the one that is shown; the others are other ways to write it.
_WELL_KNOWN = (
    ("The Associated Press", "Associated Press", "AP", "AP News"),
    ("Reuters", "Thomson Reuters", "Reuters News"),
    ("AFP", "Agence France-Presse", "Agence France Presse"),
    ("BBC", "BBC News", "BBC World Service", "British Broadcasting Corporation", "BBC Radio", "BBC Russian"),
    ("TASS", "ITAR-TASS", "Itar-Tass"),
    ("Interfax", "Interfax-Kazakhstan"),
    ("RIA Novosti", "RIA", "RIA-Novosti"),
    ("Sputnik", "Sputnik News"),
    ("dpa", "Deutsche Presse-Agentur", "DPA"),
    ("Bloomberg", "Bloomberg News"),
    ("The Washington Post", "Washington Post", "WaPo"),
    ("The New York Times", "New York Times", "NYT", "NY Times"),
    ("The Wall Street Journal", "Wall Street Journal", "WSJ"),
    ("The Guardian", "Guardian"),
    ("The Times of London", "Times of London"),
    ("The Daily Telegraph", "Daily Telegraph", "Telegraph"),
    ("The Independent", "Independent"),
    ("Financial Times", "FT"),
    ("The Economist", "Economist"),
    ("USA Today",),
    ("Los Angeles Times", "LA Times"),
    ("CNN", "Cable News Network", "CNN International"),
    ("NBC News", "NBC"),
    ("ABC News", "ABC"),
    ("CBS News", "CBS"),
    ("CBC News", "CBC"),
    ("Fox News",),
    ("Sky News",),
    ("NPR", "National Public Radio"),
    ("PBS",),
    ("Al Jazeera", "Al-Jazeera", "Al Jazeera English"),
    ("Al Arabiya", "Al-Arabiya"),
    ("RFE/RL", "Radio Free Europe/Radio Liberty", "Radio Free Europe", "Radio Liberty"),
    ("Voice of America", "VOA"),
    ("Deutsche Welle", "DW"),
    ("France 24",),
    ("Euronews",),
    ("EFE", "Agencia EFE"),
    ("ANSA",),
    ("Anadolu Agency", "Anadolu"),
    ("Xinhua", "Xinhua News Agency"),
    ("Kyodo News", "Kyodo"),
    ("Yonhap", "Yonhap News Agency"),
    ("PTI", "Press Trust of India"),
    ("UPI", "United Press International"),
    ("PA Media", "Press Association"),
    ("Ukrinform",),
    ("Kazinform",),
    ("Khabar 24",),
    ("Eurasianet",),
    ("Meduza",),
    ("Kommersant",),
    ("RBC",),
    ("Der Spiegel", "Spiegel"),
    ("Le Monde",),
    ("El Pa\u00eds", "El Pais"),
    ("Haaretz",),
    ("Nikkei",),
    ("The Hill",),
    ("Politico",),
    ("Axios",),
    ("BuzzFeed News", "BuzzFeed"),
    ("Wikinews",),
)
_LONGEST_NAME = 8
# Longer ones are also written as a name: TASS, Tass.
_LONGEST_ACRONYM = 3
_REMARK = re.compile(r"\([^()]*\)|\.(?:com|org|net|co\.uk)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


class Mention(NamedTuple):
    """An outlet's name in a text: `text[start:end]`, and the name under which it is known."""

    start: int
    end: int
    outlet: str


def same_outlet(one: str, other: str) -> bool:
    """Whether two names are those of one outlet: "AP" and "The Associated Press"."""
    return outlet_key(one) == outlet_key(other)


@lru_cache(maxsize=4096)
def outlet_key(name: str) -> str:
    """What all names of an outlet have in common: no article, remark in brackets, case or punctuation."""
    words = _named(name)
    return _CANONICAL.get(words, " ".join(words))


def mentions(text: str, start: int, end: int, known: Collection[str]) -> Iterator[Mention]:
    """The outlets named in `text[start:end]`, in order: those known, by their own names, and well-known ones.

    Of two names that begin at the same word the longer one counts.
    """
    names = _names(frozenset(known))
    words = list(_WORD.finditer(text, start, end))
    at = 0
    while at < len(words):
        found = _name_at(text, words, at, names)
        if found is None:
            at += 1
            continue
        length, outlet = found
        yield Mention(words[at].start(), words[at + length - 1].end(), outlet)
        at += length


def _name_at(
    text: str, words: list[re.Match[str]], at: int, names: Mapping[str, Mapping[tuple[str, ...], str]]
) -> tuple[int, str] | None:
    first = words[at].group()
    possible = names.get(first.casefold())
    # "dpa" is the one that is written small.
    if possible is None or not (first[0].isupper() or first[0].isdigit() or first == "dpa"):
        return None
    for length in range(min(_LONGEST_NAME, len(words) - at), 0, -1):
        run = words[at : at + length]
        outlet = possible.get(tuple(word.group().casefold() for word in run))
        before = words[at - 1].group().casefold() if at else ""
        if outlet is not None and _is_name(text, run, outlet, before):
            return length, outlet
    return None


def _is_name(text: str, run: list[re.Match[str]], outlet: str, before: str) -> bool:
    """Whether words that could be a name stand as one: together, "AP" in capitals, "the Guardian"."""
    first = run[0].group()
    if len(run) == 1 and first.casefold() in _ABBREVIATED:
        return first.isupper() or first == "dpa" or len(first) > _LONGEST_ACRONYM
    if len(run) == 1 and outlet.startswith("The ") and before != "the":
        return False
    return all(
        text[one.end() : other.start()] in {" ", "-", "/", ". ", "'", "\u2019", " & "}
        for one, other in pairwise(run)
    )


@lru_cache(maxsize=64)
def _names(known: frozenset[str]) -> dict[str, dict[tuple[str, ...], str]]:
    """The name that is shown by all ways to write it, by their first words; the corpus's own names win."""
    shown = {outlet_key(line[0]): line[0] for line in _WELL_KNOWN}
    shown |= {outlet_key(name): name for name in sorted(known, reverse=True)}
    ways = {_named(name): outlet_key(name) for name in known if _named(name)}
    ways |= _CANONICAL
    found: dict[str, dict[tuple[str, ...], str]] = {}
    for words, key in ways.items():
        found.setdefault(words[0], {})[words] = shown[key]
    return found


def _named(name: str) -> tuple[str, ...]:
    words = tuple(word.casefold() for word in _WORD.findall(_REMARK.sub(" ", name)))
    return words[1:] if words[:1] == ("the",) and len(words) > 1 else words


_CANONICAL = {_named(way): " ".join(_named(line[0])) for line in _WELL_KNOWN for way in line}
_ABBREVIATED = frozenset(way.casefold() for line in _WELL_KNOWN for way in line if way.isupper())
