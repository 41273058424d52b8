"""The English words that variants of questions go by."""

from collections import defaultdict


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


def _both_ways(pairs: str) -> dict[str, list[str]]:
    opposites: dict[str, list[str]] = defaultdict(list)
    for pair in pairs.replace("\n", "|").split("|"):
        if pair.strip():
            one, other = pair.split()
            opposites[one].append(other)
            opposites[other].append(one)
    return dict(opposites)


SMALL = _words("a an the is are was were be been do does did has have had of to in that")
"""What people leave out when they type in telegraph style."""

ASKING = _words("Who What When Where Which Why How I In On At For From To By The Is Are Was Were Did Does Do")
"""Capitalised at the head of a question without being a name."""

NO_NAME = _words(
    """
    The This That These Those He She It They We You His Her Its Their There Here And But For From With When
    While After Before January February March April May June July August September October November December
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday St Mr Mrs Dr
    """
)
"""Capitalised words that make what holds them no name to exchange."""

OPPOSITES = _both_ways(
    """
    before after|earliest latest|north south|northern southern|east west|eastern western|largest smallest
    biggest smallest|more less|more fewer|highest lowest|longest shortest|oldest youngest|oldest newest
    best worst|major minor|increase decrease|increased decreased|rise fall|rose fell|raised lowered|win lose
    won lost|born died|birth death|begin end|began ended|started stopped|opened closed|accepted rejected
    approved rejected|allowed banned|public private|male female|man woman|men women|husband wife
    father mother|son daughter|brother sister|king queen|early late|maximum minimum|above below
    inside outside|domestic foreign|killed injured|dead injured|buy sell|bought sold|sent received
    gave received|support oppose|supported opposed|winter summer|spring autumn|former current|old new
    past future|war peace|arrested released|agreed refused|built destroyed|strongest weakest
    positive negative|upper lower|hot cold|heavy light|fast slow|easy hard|high low|import export
    imported exported|employer employee|teacher student|buyer seller|attack defend|attacked defended
    hired fired|appointed dismissed|created abolished|confirmed denied|success failure|always never
    love hate|like dislike|cheap expensive|hardcover paperback|advantages disadvantages|pros cons
    """
)
"""Each word's opposites in the order above, which draws depend on."""
