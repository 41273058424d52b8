"""The head of a plain text: labelled fields, masthead, headline, byline, dates and dateline become fields.

What is not plainly there stays None. Prefixes and whole paragraphs are taken off; nothing is rewritten.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus import dates
from corpus.body import is_caption, is_furniture
from corpus.characters import fold
from corpus.errors import SourceError
from corpus.identity import checked_id
from corpus.paragraphs import ends_finally
from corpus.urls import checked

_LABELS = {
    "headline": "headline",
    "title": "headline",
    "outlet": "outlet",
    "source": "outlet",
    "publisher": "outlet",
    "publication": "outlet",
    "date": "published",
    "published": "published",
    "published on": "published",
    "publication date": "published",
    "url": "url",
    "link": "url",
    "byline": "byline",
    "author": "byline",
    "authors": "byline",
    "by": "byline",
    "credits": "credits",
    "place": "place",
    "dateline": "place",
    "language": "language",
    "id": "id",
}
_LABEL = re.compile(r"\s*([A-Za-z ]{2,16}?)\s*:\s+(\S.*)")
# One such label alone may be the start of a sentence ("Source: …"); these hardly ever are.
_SURE_LABELS = frozenset(("headline", "title", "outlet", "published", "url", "byline"))
_LONGEST_HEADING = 200
_HEAD_PARAGRAPHS = 12

_DATE_HEAD = re.compile(r"date[ :]+(\d{4}-\d{2}-\d{2})\b\s*(.*)", re.IGNORECASE)
_STAMP = re.compile(
    r"(?:first\s+|last\s+)?(?P<verb>published|posted|updated|modified)(?:\s+on|\s+at)?\s*:?\s+", re.IGNORECASE
)
_DASH = r"\s*(?:\u2014|\u2013|--|\s-\s)\s*"
_DATELINE = re.compile(
    rf"(?P<place>[^\W\d_][^()\u2014\u2013]{{1,60}}?)(?:\s*\((?P<agency>[^()]{{2,40}})\))?{_DASH}(?=(?P<next>.))"
)
_SHORT_DATE = re.compile(r"[A-Z][a-z]{2,8}\.?\s\d{1,2}|\d{1,2}\s[A-Z][a-z]{2,8}\.?")
_OPENING = "\"'\u2018\u201c\u00ab("
_NAME_PARTICLES = frozenset(
    "and in of for the with at de da del der van von bin ibn al el la le di du dos ter y &".split()  # noqa: SIM905
)
_MASTHEAD_NOUN = (
    r"(?:Post|Times|News|Journal|Herald|Tribune|Guardian|Press|Star|Gazette|Chronicle|Globe|Standard"
    r"|Telegraph|Independent|Mail|Observer|Courier|Mirror|Examiner|Inquirer|Dispatch|Sentinel|Bulletin"
    r"|Monitor|Review|Register|Record|Reporter|Ledger|Argus|Advertiser|Echo|Express|Wire|Today|Daily"
    r"|Weekly|Insider|Magazine)"
)
_ONE_WORD_OUTLET = r"(?:Reuters|Bloomberg|Politico|Axios|Eurasianet|Wikinews|Newsweek|Vox|CNN|BBC|NPR)"
_OUTLET = rf"(?:(?:[A-Z][\w.&'\u2019-]*\s+|of\s+|the\s+|and\s+){{1,5}}?{_MASTHEAD_NOUN}|{_ONE_WORD_OUTLET})"
# "The Daily HeraldAll the news of the coast": the slogan is glued on, or parted by a bar or a dash.
_GLUED = re.compile(rf"({_OUTLET})(?=[A-Z][a-z]*\s+\S+)")
_PARTED = re.compile(rf"({_OUTLET})(?:\s*[|\u00b7:\u2013\u2014-]\s+\S.*)?$")


@dataclass(slots=True)
class Fields:
    """What is known of an article besides its text; the first value found for a field stands."""

    id: str | None = None
    headline: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    byline: str | None = None
    credits: str | None = None
    place: str | None = None
    language: str | None = None

    def fill(self, name: str, value: str | None) -> None:
        """Set a field that is not known yet.

        Raises:
            ValueError: the value is no date, link or id where one is needed.
        """
        if value and getattr(self, name) is None:
            check = {"published": dates.parse, "url": checked, "id": checked_id}.get(name, str)
            setattr(self, name, check(value))

    def credit(self, line: str) -> None:
        """Add a credit line."""
        self.credits = f"{self.credits}\n{line}" if self.credits else line


def labelled(text: str, fields: Fields) -> tuple[str, dict[str, object]]:
    """Take "Headline: …", "Date: …" lines off the top of a text; returns the rest, and labels not known.

    Raises:
        SourceError: a labelled date, link or id makes no sense.
    """
    lines = text.lstrip("\n").split("\n")
    block = _label_block(lines)
    known = [(name, value) for label, value in block if (name := _LABELS.get(label.lower()))]
    if len(known) < 2 and not any(label.lower() in _SURE_LABELS for label, _ in block):  # noqa: PLR2004
        return text, {}
    for name, value in known:
        try:
            fields.fill(name, fold(value))
        except ValueError as error:
            raise SourceError(f'the line "{name}" at the top: {error}') from error
    extra = {label: value for label, value in block if label.lower() not in _LABELS}
    return "\n".join(lines[len(block) :]), dict(extra)


def _label_block(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Labelled lines at the top; labels not known count where an empty line closes the block."""
    block: list[tuple[str, str]] = []
    for line in lines:
        match = _LABEL.fullmatch(line)
        if match is None:
            break
        block.append((match[1], match[2].strip()))
    closed = len(block) < len(lines) and not lines[len(block)].strip()
    first_unknown = next(
        (i for i, (label, _) in enumerate(block) if label.lower() not in _LABELS), len(block)
    )
    return block if closed else block[:first_unknown]


def read_head(paragraphs: Sequence[str], fields: Fields, *, headings: bool = True) -> list[str]:
    """Fill fields from the first paragraphs; returns the paragraphs of the body, dateline taken off.

    Without `headings` no paragraph is taken for a masthead or headline: the format marks its own.

    Raises:
        SourceError: a "date 2022-01-08" head holds no date of the calendar.
    """
    rest = list(paragraphs)
    strong = _take_date_head(rest, fields)
    if rest and not strong:
        if headings:
            _take_masthead(rest, fields)
        rest = _take_headings(rest, fields, headings=headings)
    # A deck or an uncredited caption may stand before the paragraph with the dateline.
    starts = [i for i, p in enumerate(rest) if not is_caption(p) and not is_furniture(p)][:3]
    for start in starts:
        if fields.place is None:
            rest[start] = _without_dateline(rest[start], fields, strong=strong and start == 0)
    return rest


def _take_date_head(rest: list[str], fields: Fields) -> bool:
    match = _DATE_HEAD.fullmatch(rest[0]) if rest else None
    if match is None:
        return False
    try:
        fields.fill("published", match[1])
    except ValueError as error:
        raise SourceError(f"the date at the start: {error}") from error
    if match[2]:
        rest[0] = re.sub(r"^(?:--?|\u2014|\u2013)\s+", "", match[2])
        return True
    del rest[0]
    return False


def _take_masthead(rest: list[str], fields: Fields) -> None:
    if len(rest) < 3 or ends_finally(rest[0]) or not _is_headline(rest, 1):  # noqa: PLR2004
        return
    # Some mastheads are set in capitals.
    cased = rest[0].title() if rest[0].isupper() else rest[0]
    match = _GLUED.match(cased) or _PARTED.match(cased)
    if match:
        fields.fill("outlet", rest[0][: match.end(1)])
        del rest[0]


def _is_heading(paragraph: str) -> bool:
    plain = len(paragraph) <= _LONGEST_HEADING and not is_caption(paragraph)
    return plain and (not ends_finally(paragraph) or bool(re.search(r"\b(?:[A-Z]\.){2,}$", paragraph)))


def _take_headings(rest: list[str], fields: Fields, *, headings: bool) -> list[str]:
    kept: list[str] = []
    for number, paragraph in enumerate(rest[:_HEAD_PARAGRAPHS]):
        more = number + 1 < len(rest)
        if is_furniture(paragraph) or _takes_metadata(paragraph, fields):
            continue
        if is_caption(paragraph) and more:
            kept.append(paragraph)
        elif headings and fields.headline is None and not kept and _is_headline(rest, number):
            fields.headline = paragraph
        elif _is_heading(paragraph) and more:
            kept.append(paragraph)
        else:
            return kept + rest[number:]
    return kept + rest[_HEAD_PARAGRAPHS:]


def _is_headline(rest: Sequence[str], number: int) -> bool:
    """A heading with something after it; one that ends with a stop only where a byline or date follows."""
    if number + 1 >= len(rest):
        return False
    short = len(rest[number]) <= _LONGEST_HEADING
    return _is_heading(rest[number]) or (short and _takes_metadata(rest[number + 1], Fields()))


def _takes_metadata(paragraph: str, fields: Fields) -> bool:
    """Whether the whole paragraph is byline, date or both ("By A. Writer | 7 January 2022")."""
    if len(paragraph) > _LONGEST_HEADING:
        return False
    parts = [part for part in re.split(r"\s+[|\u00b7\u2022]\s+", paragraph) if part]
    found: list[tuple[str, str | None]] = []
    for part in parts:
        stamp = _STAMP.match(part)
        day, is_date = dates.date_line(part[stamp.end() :] if stamp else part)
        if is_date:
            first = stamp is None or stamp["verb"].lower() in {"published", "posted"}
            found.append(("published", day if first else None))
        elif _is_byline(part):
            found.append(("byline", part[3:].strip()))
        else:
            return False
    for name, value in found:
        fields.fill(name, value)
    return bool(parts)


def _is_byline(line: str) -> bool:
    if line[:3].lower() != "by ":
        return False
    words = [word.strip(",.;") for word in line[3:].split()]
    names = all(word[:1].isupper() or word in _NAME_PARTICLES for word in words if word)
    full_stop = line.endswith(".") and not re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", line)
    return 0 < len(words) <= 16 and names and words[0][:1].isupper() and not full_stop  # noqa: PLR2004


def _without_dateline(paragraph: str, fields: Fields, *, strong: bool) -> str:
    match = _DATELINE.match(paragraph)
    if match is None or not (match["next"].isupper() or match["next"].isdigit() or match["next"] in _OPENING):
        return paragraph
    parts = [part.strip() for part in match["place"].split(",")]
    stated = dates.date_line(match["place"])[0]
    places = [part for part in parts if not _SHORT_DATE.fullmatch(part) and not part.isdigit()]
    if not places or not _is_place(places, named=strong or match["agency"] is not None):
        return paragraph
    fields.fill("place", ", ".join(places))
    fields.fill("published", stated)
    if match["agency"]:
        fields.credit(match["agency"])
    return paragraph[match.end() :]


def _is_place(parts: Sequence[str], *, named: bool) -> bool:
    """CAPITALS, or Capitalised Words where an agency in brackets or a date head vouches for them."""
    letters = [c for c in parts[0] if c.isalpha()]
    few = len(parts[0].split()) <= 4 and len(parts) <= 3 and len(letters) > 2  # noqa: PLR2004
    capitals = parts[0].isupper()
    words = [word for part in parts for word in part.split()]
    return few and (capitals or named) and all(w[:1].isupper() or w in _NAME_PARTICLES for w in words)
