"""Where a text names days and times of day: the patterns. What they mean is for `bot.values.days`.

Each alternative begins at a word and has bounded repeats only, so that a search is linear. Months and
weekdays are read with a capital, and in small letters where they are no other word ("may", "march" are).
"""

import re

from corpus.types import Span

_COUNTS = "one two three four five six seven eight nine ten"
SMALL_COUNTS = {word: n for n, word in enumerate(_COUNTS.split(), 1)} | {"a": 1, "an": 1}

_MONTH = (
    r"(?:[Jj]an(?:uary|\.)?|[Ff]eb(?:ruary|\.)?|Mar(?:ch|\.)?|[Aa]pr(?:il|\.)?|May|[Jj]une?|[Jj]uly?"
    r"|[Aa]ug(?:ust|\.)?|[Ss]ept?(?:ember|\.)?|[Oo]ct(?:ober|\.)?|[Nn]ov(?:ember|\.)?|[Dd]ec(?:ember|\.)?)(?!\w)"
)
_FULL_MONTH = (
    r"(?:[Jj]anuary|[Ff]ebruary|March|[Aa]pril|May|[Jj]une|[Jj]uly|[Aa]ugust|[Ss]eptember|[Oo]ctober"
    r"|[Nn]ovember|[Dd]ecember)(?!\w)"
)
_WEEKDAY = r"(?:[Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day"
_SHORT_WEEKDAY = r"(?:Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|Sat|Sun)\.?"
_NAMED_DAY = rf"(?:(?:{_WEEKDAY}|{_SHORT_WEEKDAY}),?\s)?(?:the\s)?"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?!\d|[:.,]\d)"
_YEAR = r"(?:1[1-9]|20)\d\d(?!\w|[.,]\d)"
_PART = r"(?:\s(?:early|late)?\s?(?:morning|afternoon|evening|night))?"
_ZONE = r"(?:GMT|UTC)"
_BEFORE_YEAR = re.compile(
    r"\b(?:in|since|until|till|by|during|between|before|after|from|early|late|mid|of|year|and|the|to)[\s-]\Z",
    re.IGNORECASE,
)
_BEFORE_AMOUNT = re.compile(
    r"\b(?:over|than|least|most|about|around|nearly|almost|some|to)\s\Z", re.IGNORECASE
)
_COUNTED = re.compile(
    r"\s(?:people|police|percent|per\scent|km|[a-z]{3,30}s|[mbtr]illion)\b|\s?[%°]|[\s-]year"
)
_ALSO_A_WORD = ("May", "March")
_BEFORE_MONTH = re.compile(
    r"\b(?:in|since|until|by|from|of|during|for|through|to|and|before|after|last|next|this)\s\Z",
    re.IGNORECASE,
)
_LOOK_BACK = 12  # characters

# Nearly every word is none of these and is passed over before the alternatives are tried.
_BEGINS = (
    r"(?=\d|[JFMASONDjfasond](?:an|eb|ar|pr|ay|un|ul|ug|ep|ct|ov|ec)|[MTWFSmtwfs](?:on|ue|ed|hu|ri|at|un)"
    r"|[Yy]es|[Tt](?:od|om|on|hi|he\s)|[Ll]a[st]|[Nn](?:ex|oo)|[CcEe](?:om|ar)|[Mm]id"
    r"|an?\s|one|two|three|fo|fi|si|se|ei|ni|ten)"
)
_MOMENT = re.compile(
    rf"""(?<![\w$€£#/])(?<!\d[.,]){_BEGINS}(?:
    (?P<iso>(?P<iso_year>\d{{4}})-(?P<iso_month>\d\d)-(?P<iso_day>\d\d)(?!\d))
  | (?P<slashed>(?P<one>\d{{1,2}})/(?P<two>\d{{1,2}})/(?P<slashed_year>\d{{4}})(?!\d))
  | (?P<clock>(?P<hour>\d{{1,2}})(?:[:.](?P<minute>\d\d)(?!\d))?\s?(?P<half>[ap])(?:\.m\.?|m(?!\w))
      | (?P<hour24>[01]?\d|2[0-3]):(?P<minute24>[0-5]\d)(?![\d:])
      | (?P<military>[0-2]\d[0-5]\d)(?=\s{_ZONE})
      | (?P<named_hour>(?:[Nn]oon|[Mm]idnight)(?!\w)))
  | (?P<day_month>{_NAMED_DAY}(?P<dm_day>{_DAY})(?:\s?[–-]\s?(?P<dm_last>{_DAY}))?
      \s(?:of\s)?(?P<dm_month>{_MONTH})
      (?:,?\s(?P<dm_year>{_YEAR}))?)
  | (?P<month_day>{_NAMED_DAY}(?P<md_month>{_MONTH})\s(?P<md_day>{_DAY})
      (?:\s?[–-]\s?(?P<md_last>{_DAY})(?!\w))?
      (?!\s(?:people|{_MONTH}))(?:,?\s(?P<md_year>{_YEAR}))?)
  | (?P<month>(?:(?P<month_hedge>[Ee]arly|[Ll]ate|[Mm]id|[Ll]ast|[Nn]ext|[Tt]his)[\s-])?
      (?:(?P<my_month>{_MONTH}),?\s(?:of\s)?(?P<my_year>{_YEAR})|(?P<only_month>{_FULL_MONTH})))
  | (?P<weekday>(?:(?P<which>[Ll]ast|[Nn]ext|[Tt]his|[Cc]oming)\s)?(?P<weekday_name>{_WEEKDAY}){_PART}(?!\w))
  | (?P<ago>(?P<count>\d{{1,3}}|an?|one|two|three|four|five|six|seven|eight|nine|ten)
      \s(?P<step>day|week|month|year)s?\sago(?!\w))
  | (?P<relative>(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|(?:[Ll]ast|[Tt]his|[Nn]ext)
      \s(?:week|month|year|night|morning|afternoon|evening)){_PART}(?!\w))
  | (?P<year>(?:(?P<year_hedge>[Ee]arly|[Ll]ate|[Mm]id)[\s-])?(?P<year_figure>{_YEAR}))
    )""",
    re.VERBOSE,
)


def moments(text: str) -> list[tuple[Span, re.Match[str]]]:
    """Every stretch of a text that names a day, a month, a year or a time of day, in order."""
    return [(Span(*found.span()), found) for found in _MOMENT.finditer(text) if _is_moment(text, found)]


def _is_moment(text: str, found: re.Match[str]) -> bool:
    """Whether a figure is a year and no amount, and a word a month and no verb."""
    before = text[max(0, found.start() - _LOOK_BACK) : found.start()]
    if found.lastgroup == "year":
        if _COUNTED.match(text, found.end()):
            return bool(_BEFORE_YEAR.search(before)) and not _BEFORE_AMOUNT.search(before)
        return not _BEFORE_AMOUNT.search(before) or before.endswith(" to ")
    if found["only_month"] in _ALSO_A_WORD and not found["month_hedge"]:
        return bool(_BEFORE_MONTH.search(before))
    return True
