"""Words that mean the same in counts of people and things, and whether a count is of what a question wants.

The tables are plain words; they are stemmed once, on import, as the lexical index stems.
"""

from collections.abc import Collection

from bot.values.tokens import stem
from bot.values.types import Amount
from bot.values.units import base_of

_OUTCOMES = """
    kill: killed kills killing die dies died dying dead death deaths deadly fatal fatality fatalities slain
        toll murdered perished
    injured: injure injures injuring injury injuries wounded wound wounding wounds hurt
    detained: detain detains detaining detention detainee arrest arrested arrests arresting custody held
        jailed imprisoned apprehended
    released: release freed
    missing: unaccounted
    hospital: hospitalised hospitalized hospitalisation hospitalization intensive
    beheaded: decapitated
    displaced: homeless
    evacuated: evacuate evacuation evacuees
    rescued: rescue
    infected: infection infections
"""
_GROUPS = """
    police: policeman policemen policewoman policewomen officer officers cop cops constable enforcement
        security
    soldier: soldiers troop troops paratrooper paratroopers serviceman servicemen peacekeeper peacekeepers
        contingent contingents
        military army
    protester: protesters protestor protestors demonstrator demonstrators demonstration rioter rioters marcher
    attacker: attackers militant militants gunman gunmen fighter fighters bandit bandits terrorist terrorists
        criminal criminals
    civilian: civilians bystander bystanders
    child: children kid kids
    journalist: journalists reporter reporters correspondent correspondents
    people: person persons
"""
_OTHERS = """
    ship: ships vessel vessels boat boats
    plane: planes aircraft airplane airplanes aeroplane jet jets airliner
    country: countries nation nations
    house: houses home homes
    company: companies firm firms
    prison: prisoner prisoners inmate inmates
    price: cost costs
    member: members
"""
_PAID = "price pay paid spend spent earn earned owe owed donate donated fine fined salary ransom compensation"
_FORCES = ("police", "soldier")


def _classes(listed: str) -> dict[str, str]:
    """From the stem of each word of a table to the stem of its first word."""
    found: dict[str, str] = {}
    head = ""
    for word in listed.split():
        if word.endswith(":"):
            head = stem(word[:-1])
        found.setdefault(stem(word.rstrip(":")), head)
    return found


_OUTCOME_OF, _GROUP_OF = _classes(_OUTCOMES), _classes(_GROUPS)
_SAME = _classes(_OTHERS) | _GROUP_OF | _OUTCOME_OF
_OUTCOME_NAMES, _GROUP_NAMES = frozenset(_OUTCOME_OF.values()), frozenset(_GROUP_OF.values())
_PEOPLE, _SIDE = stem("people"), frozenset(map(stem, _FORCES))
_MONEY = frozenset(_SAME.get(stem(word), stem(word)) for word in _PAID.split())
_SHAPES = frozenset(map(stem, ("square", "cubic")))


def same_meaning(stemmed: str) -> str:
    """The one stem that stands for all that mean the same: "dead" is "kill", "offic" is "polic"."""
    return _SAME.get(stemmed, stemmed)


def is_outcome(stemmed: str) -> bool:
    """Whether a stem tells what happened to people who are counted (killed, injured, detained …)."""
    return stemmed in _OUTCOME_OF


def is_people(stemmed: str) -> bool:
    """Whether a stem names people who are counted."""
    return stemmed in _GROUP_OF


def are_forces(stemmed: Collection[str]) -> bool:
    """Whether police or soldiers are among what stems name."""
    return any(same_meaning(one) in _SIDE for one in stemmed)


def apart(one: Collection[str], other: Collection[str]) -> bool:
    """Whether two sets of stems surely count different things: other outcomes, or forces against others.

    People in general may be of any group; so may police be soldiers, and attackers protesters.
    """
    ones, others = {same_meaning(s) for s in one}, {same_meaning(s) for s in other}
    outcomes = ones & _OUTCOME_NAMES, others & _OUTCOME_NAMES
    if all(outcomes) and outcomes[0].isdisjoint(outcomes[1]):
        return True
    groups = ones & _GROUP_NAMES, others & _GROUP_NAMES
    if not all(groups) or any(_PEOPLE in group for group in groups) or groups[0] & groups[1]:
        return False
    return bool(groups[0] & _SIDE) != bool(groups[1] & _SIDE)


def counts(amount: Amount, wanted: Collection[str]) -> bool | None:
    """Whether an amount counts what a question wants, by stems of both; None where it cannot be told.

    False is for what is surely another thing: another outcome (injured, not killed), the other side (police,
    not protesters), another kind of unit, or money and measures where people are wanted. A count without
    outcome or noun is no sign of either, and neither is a noun that the tables do not know.
    """
    want = {same_meaning(one) for one in wanted}
    have = {same_meaning(one) for one in amount.counted}
    people = want & (_OUTCOME_NAMES | _GROUP_NAMES)
    by_unit = None if want & _SHAPES else _right_unit(amount.unit, wanted)
    if by_unit is not None and (by_unit or not people):
        return by_unit
    if apart(want, have) or (people and amount.unit) or (want & _MONEY and _measures(amount)):
        return False
    outcomes, groups = want & _OUTCOME_NAMES, want & _GROUP_NAMES
    if bool(outcomes) != bool(have & _OUTCOME_NAMES):
        return None
    if not outcomes:
        return True if want & have else None
    nouns, held = want - outcomes - {_PEOPLE}, have - _OUTCOME_NAMES - {_PEOPLE}
    if not nouns:
        return None if held & _SIDE else True
    return True if (nouns & held if not groups - {_PEOPLE} else groups & held) else None


def _measures(amount: Amount) -> bool:
    """Whether an amount has a unit that is no currency."""
    return bool(amount.unit) and not amount.unit.isupper()


def _right_unit(unit: str, wanted: Collection[str]) -> bool | None:
    """Whether the unit is of the kind that a wanted word names, None where none names a unit."""
    bases = {base for base in map(base_of, wanted) if base}
    return any(unit.startswith(base) for base in bases) if bases else None
