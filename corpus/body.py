"""What stands between the paragraphs of a story without being part of it: captions, teasers, credits.

Whole paragraphs are dropped or kept; the only thing ever taken off one is a bullet or a closing wire credit.
"""

import re
from collections.abc import Collection, Sequence

from corpus.paragraphs import BULLET, ends_finally

_AGENCY = (
    r"(?:AFP|Agence France-Presse|Getty(?:\ Images)?|Reuters|REUTERS|AP|(?:The\ )?Associated\ Press"
    r"|EPA(?:-EFE)?|EFE|Shutterstock|Sputnik|TASS|Tass|Xinhua|Anadolu(?:\ Agency)?|Bloomberg|Zuma(?:\ Press)?"
    r"|Alamy|iStock|DPA|dpa|ANSA|PA(?:\ Media)?|UPI|Kyodo(?:\ News)?|NurPhoto|SOPA\ Images|Magnum|Redux|PTI"
    r"|IANS|ANI)"
)
_MEDIUM = (
    r"(?:Video|Photo|Image|Picture|Photograph|Graphic|Illustration|Map|Chart|Credit|Screenshot|Footage)s?"
)
_BRACKETED_END = re.compile(r"\(([^()]{2,120})\)$")
_CREDIT_INSIDE = re.compile(
    rf"""{_MEDIUM}\b(?:\s*(?:by|from|courtesy\ of)\b|\s*:).*     # (Video: Reuters)
    | (?:Courtesy|Handout)\b.* | (?:File|AP|AFP)\ [Pp]hoto.*
    | .*\b{_AGENCY}\s*(?:/|via\b).* | .*(?:/|\bvia\s+){_AGENCY}   # (A. Name/AFP/Getty Images)
    | [A-Z][\w.'\u2019\ -]+\ (?:for|via)\ The\ [A-Z].*           # (A. Name for The Daily Herald)
    | [A-Z][^/,;]*(?:/[A-Z][^/,;]*)+                               # (A. Name/Some Agency)
    """,
    re.VERBOSE,
)
_BARE_AGENCY = re.compile(_AGENCY, re.VERBOSE)
_CAPTION_START = re.compile(
    rf"(?:{_MEDIUM}|Caption)\s*:\s|FILE(?:\ PHOTO)?\s*(?:\u2014|\u2013|-|:)\s|\[\d+/\d+\]\s?\S",
    re.VERBOSE | re.IGNORECASE,
)
_CAPTION_END = re.compile(
    rf"""(?: \b{_MEDIUM}(?:\ by)?:\s+[^.:]{{2,60}}\.?
    | \bCredit(?:\.\.\.|\u2026)\s?[^.:]{{2,60}}
    | \b(?:AP|AFP)\ Photo/[\w\ .'\u2019-]+ | \bREUTERS/[\w\ .'\u2019-]+
    | \b[A-Z][\w.\u2019-]*\ ?/\ ?{_AGENCY} )$""",
    re.VERBOSE,
)
_LONGEST_CAPTION = 600

_FURNITURE = re.compile(
    r"""ad(?:vertisement)? | sponsored(?:\ content)? | share | save | print | listen
    | (?:\d+\ )?comments?
    | (?:article|story)\ continues\ (?:below|after)(?:\ (?:this\ )?advertisement)? | end\ of\ article
    | share\ (?:this|on)\ .{1,40} | listen\ to\ (?:this\ )?(?:article|story).{0,12}
    | \d+\ min(?:ute)?s?(?:\ read)? | related(?:\ (?:stories|articles|coverage|topics))?:?
    | (?:most|more)\ (?:read|from|on|stories)\b[^.]{0,60}
    | (?:sign\ up|subscribe)\b.{0,120}\b(?:newsletters?|channel|podcast|alerts?|today|now|inbox)\b.{0,40}
    | subscribe | sign\ (?:up|in) | (?:click|tap)\ here\b.{0,80} | skip\ (?:to|advertisement)\b.{0,40}
    | follow\ (?:us|him|her|them|@?\w+)\ (?:on|at)\ (?:twitter|x|facebook|instagram|telegram|youtube).{0,60}
    | (?:copyright\ )?(?:\u00a9|\(c\))\s*\d{4}.{0,120} | copyright\ \d{4}.{0,120}
    | all\ rights\ reserved.{0,120}
    | [\s*#_=~\u2014\u2013\u2022\u00b7.-]+""",
    re.VERBOSE | re.IGNORECASE,
)
_LINK_LABEL = re.compile(
    r"(?:read (?:more|also|next|the full story)|also read|see also|related|recommended|more|watch|in pictures"
    r"|explainer|analysis|opinion)\s*[:|\u2014\u2013>]\s*\S",
    re.IGNORECASE,
)
_LONGEST_LABELLED = 200
_LONGEST_TEASER = 160
_TEASER_WORDS = range(1, 19)

_CREDIT = re.compile(
    rf"""\(?(?:additional\ )?(?:reporting|writing|editing|compiled|produced|graphics?)\ by\b.+
    | translat(?:ed|ion)\ by\b.+
    | information\ (?:for|in|from)\ this\ (?:article|report|story)\ (?:was|came|is)\b.+
    | this\ (?:article|report|story)\ was\ (?:written|compiled|produced|(?:first|originally)\ published)\b.+
    | this\ (?:article|report|story)\ (?:includes|contains)\ (?:reporting|information)\b.+
    | .{{2,300}}\bcontributed\ (?:reporting|research|to\ this\ (?:article|report|story))\b.*
    | .{{2,200}}\bcontributed(?:\ from\ \w+)?\.
    | with\ (?:reporting|files|additional\ reporting)\ (?:by|from)\b.+
    | [(\u2014\u2013-]*\s*(?:with\ )?{_AGENCY}(?:\s*(?:,|/|and|&)\s*{_AGENCY})*\)?""",
    re.VERBOSE | re.IGNORECASE,
)
_REPORTED_FROM = re.compile(r"\b(?:reported|wrote) from\b")
_LONGEST_CREDIT = 600
_TAIL = 5


def is_caption(paragraph: str) -> bool:
    """Whether the paragraph is the caption of a photo or video: it carries a picture credit."""
    if len(paragraph) > _LONGEST_CAPTION:
        return False
    end = _BRACKETED_END.search(paragraph)
    credited = end is not None and _CREDIT_INSIDE.fullmatch(end[1]) is not None
    return credited or bool(_CAPTION_START.match(paragraph)) or bool(_CAPTION_END.search(paragraph))


def is_furniture(paragraph: str) -> bool:
    """Whether the paragraph belongs to the page, not the story: "Advertisement", "3 min read", a rule."""
    return len(paragraph) <= _LONGEST_LABELLED and (
        _FURNITURE.fullmatch(paragraph) is not None
        or (_LINK_LABEL.match(paragraph) is not None and not paragraph.endswith("."))
    )


def is_credit(paragraph: str) -> bool:
    """Whether the whole paragraph says who reported, and nothing of the story."""
    return len(paragraph) <= _LONGEST_CREDIT and (
        _CREDIT.fullmatch(paragraph) is not None or _says_from_where(paragraph)
    )


def _says_from_where(paragraph: str) -> bool:
    """Names and places with nothing between them but "reported from"."""
    parts = _REPORTED_FROM.split(paragraph)
    words = [word for part in parts for word in part.split()]
    return len(parts) > 1 and all(map(str.strip, parts)) and all(w[0].isupper() or w == "and" for w in words)


def split_credits(paragraphs: Sequence[str]) -> tuple[list[str], list[str]]:
    """The story's paragraphs, and the credits found at its end (the last five paragraphs), in order."""
    tail = max(len(paragraphs) - _TAIL, 1)
    story = list(paragraphs[:tail]) + [p for p in paragraphs[tail:] if not is_credit(p)]
    lines = [p for p in paragraphs[tail:] if is_credit(p)]
    # An agency in brackets closes a wire story; further up it closes a caption.
    end = _closing_agency(story[-1]) if story else None
    if end and ends_finally(story[-1][: end.start()]):
        lines.insert(0, end[1])
        story[-1] = story[-1][: end.start()].rstrip()
    return [p for p in story[:-1] if not _closing_agency(p)] + story[-1:], lines


def bare(paragraph: str) -> str:
    """The paragraph without the bullet of a list item."""
    return BULLET.sub("", paragraph, count=1) if BULLET.match(paragraph) else paragraph


def without_extras(paragraphs: Sequence[str]) -> list[str]:
    """The paragraphs without captions and page furniture; bullets taken off."""
    return [p for p in map(bare, paragraphs) if not is_furniture(p) and not is_caption(p)]


def without_teasers(paragraphs: Sequence[str], listed: Collection[str] = ()) -> list[str]:
    """The paragraphs without links to other stories, which stand alone between paragraphs that end finally.

    `listed` were items of a list and stay: an item ends without a stop too, but it reports. A text many of
    whose paragraphs end without a stop has no teasers: its lines are what it says.
    """
    suspects = {
        i for i in range(1, len(paragraphs) - 1) if paragraphs[i] not in listed and _is_teaser(paragraphs[i])
    }
    if len(suspects) * 3 > len(paragraphs):
        return list(paragraphs)
    alone = {i for i in suspects if not {i - 1, i + 1} & suspects and ends_finally(paragraphs[i - 1])}
    return [p for i, p in enumerate(paragraphs) if i not in alone]


def _is_teaser(paragraph: str) -> bool:
    unfinished = not ends_finally(paragraph) and paragraph[-1] not in ",-\u2013\u2014\"\u201d\u2019'\u00bb)"
    spoken = paragraph[0] in '"\u201c\u00ab\u2014\u2013' or bool(re.match(r"[A-Z][\w .]{0,30}:\s", paragraph))
    figures = len(re.findall(r"\b\d+", paragraph)) > 1
    fits = len(paragraph) <= _LONGEST_TEASER and len(paragraph.split()) in _TEASER_WORDS
    return fits and unfinished and not spoken and not figures


def _closing_agency(paragraph: str) -> re.Match[str] | None:
    end = _BRACKETED_END.search(paragraph) if len(paragraph) <= _LONGEST_CAPTION else None
    return end if end and _BARE_AGENCY.fullmatch(end[1]) else None
