"""Answers and articles as a terminal shows them. Text of others is made harmless first, see `bot.plain`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import zip_longest

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot import links, words
from bot.plain import plain
from bot.snippet import apart, around
from bot.statement import Statement, statement, superseding, verdicts
from bot.types import Answer, Citation, Finding, Story
from bot.weigh import behind, is_overview, stated
from corpus.types import Article

AT_ONCE = 3
MOST_VALUES = 4
MOST_SENTENCES = 5
_LETTERS = "abc"
_AROUND_QUOTE = 1500
_MARK = "**"
_INDENT = (0, 0, 0, 3)

ArticleOf = Callable[[str], Article | None]


def citations_of(answer: Answer, article_of: ArticleOf) -> list[Citation]:
    """What is shown, in the order of its numbers; the closest passages for a refusal. No snippet twice.

    First the best citation of each finding, then the second of each, and so on. A sentence that supports
    several findings stands once, but where sources differ.
    """
    if not answer.findings:
        return apart(answer.closest, article_of) if words.closest(answer.reason) else []
    rows = zip_longest(*(apart(finding.citations, article_of) for finding in answer.findings))
    ordered = [citation for row in rows for citation in row if citation]
    if answer.kind == "sources_differ":
        return ordered
    places = [(c.article_id, c.text_sha256, c.start, c.end) for c in ordered]
    once = [c for number, c in enumerate(ordered) if places[number] not in places[:number]]
    if is_overview(answer):
        return once
    kept = apart(once, article_of)
    return [one for one in once if one.answer_start is not None or one in kept]


def at_first(answer: Answer, cited: Sequence[Citation]) -> int:
    """How many citations `show_answer` shows; differing values and an overview's sentences together."""
    if answer.kind == "sources_differ":
        return min(len(answer.findings), MOST_VALUES)
    if is_overview(answer):
        return min(len(stated(answer)), MOST_SENTENCES, len(cited))
    return min(AT_ONCE, len(cited))


def chosen_story(answer: Answer | None, typed: str) -> Story | None:
    """The story that a typed letter names; None where the last answer offers none under it."""
    letter = typed.strip().casefold()
    offered = dict(zip(_LETTERS, answer.stories if answer else (), strict=False))
    return offered.get(letter)


def show_answer(
    console: Console,
    answer: Answer,
    article_of: ArticleOf,
    how_to_see_more: str,
    how_to_choose: str | None = None,
) -> None:
    """Print an answer with its first quotes, or a refusal with what comes closest.

    `how_to_choose` says what to do to ask about one of several stories, where that can be done.
    """
    cited = citations_of(answer, article_of)
    if not answer.findings:
        _show_refusal(console, answer, cited, article_of)
        return
    shown = at_first(answer, cited)
    if answer.kind == "sources_differ":
        _show_differing(console, answer, cited[:shown], article_of)
    else:
        _show_lead(console, answer, article_of)
        overview = is_overview(answer)
        newest = answer.coverage.last
        show_citations(console, cited[:shown], article_of, newest, alone=overview)
    if len(cited) > shown:
        left = words.plural(len(cited) - shown, "more quote")
        console.print(Text(f"\n{left}: {how_to_see_more}", style="dim"))
    if answer.kind == "several_stories" and answer.stories:
        _show_stories(console, answer, article_of, how_to_choose)


def _show_lead(console: Console, answer: Answer, article_of: ArticleOf) -> None:
    """The short answer with who said it and what was corrected or replaced, and what stands behind it."""
    said = stated(answer)
    single = said[0] if len(said) == 1 else None
    statements = [_statement(finding, article_of) for finding in answer.findings]
    lead = Text(plain(_lead(answer, statements)), style="bold")
    if single:
        of = statements[answer.findings.index(single)]
        speaks = bool(lead) or not (of.whole and of.quotes_speaker)
        if notes := _notes(answer, single, of, article_of, speaks=speaks):
            lead = Text.assemble(lead, (f"{' — ' if lead else ''}{plain(notes)}", "italic"))
    if lead:
        console.print(lead)
    for finding, of in zip(answer.findings, statements, strict=True):
        told = finding.superseded_by is not None or (finding in said and not of.whole)
        notes = _notes(answer, finding, of, article_of) if told and finding is not single else ""
        if notes:
            value = plain(of.words(*of.value))
            console.print(Text.assemble((value, "bold"), (f" — {plain(notes)}", "italic")))
    published = [c.published for finding in said for c in finding.citations]
    line = words.summary(*behind(answer), published, weak=answer.weak)
    console.print(Text(line, style="yellow" if answer.weak else "dim"))


def _lead(answer: Answer, statements: Sequence[Statement]) -> str:
    """The answer's text with the hedges that its values lack, up to a value that is a whole sentence."""
    lead, rest = "", answer.text
    for finding, of in zip(answer.findings, statements, strict=True):
        before, found, after = rest.partition(finding.value)
        if not found:
            continue
        if of.whole:
            return lead or before.rstrip(" :.,;—-")
        lead += before + of.words(*of.value)
        rest = after
    return lead + rest


def _show_differing(
    console: Console, answer: Answer, cited: Sequence[Citation], article_of: ArticleOf
) -> None:
    console.print(Text(words.DIFFER, style="bold"))
    said_yes = verdicts(answer)
    for number, citation in enumerate(cited):
        finding = answer.findings[number]
        of = _statement(finding, article_of)
        parts = [words.counts(finding.articles, finding.independent)] if finding.articles > 1 else []
        named = of.whole and of.quotes_speaker
        parts += [notes] if (notes := _notes(answer, finding, of, article_of, speaks=not named)) else []
        verdict = said_yes[number] or ""
        value = verdict if of.whole else of.words(*of.value)
        counted = f" {of.words(of.counted)}" if of.counted and not of.whole else ""
        told = plain(" · ".join(parts))
        heading = Text.assemble((plain(value), "bold"), plain(counted))
        heading.append(f"{' — ' if heading and told else ''}{told}", style="italic")
        console.print()
        if heading:
            console.print(heading)
        show_citations(console, [citation], article_of, answer.coverage.last, first=number + 1, spaced=False)
    remark = words.remark(answer.compatible, [f.value for f in answer.findings], [c.published for c in cited])
    if remark or answer.weak:
        console.print()
    if remark:
        console.print(Text(remark, style="dim"))
    if answer.weak:
        console.print(Text(words.WEAK, style="yellow"))


def _show_stories(console: Console, answer: Answer, article_of: ArticleOf, how_to_choose: str | None) -> None:
    console.print(Text(f"\n{words.SEVERAL}", style="bold"))
    for letter, story in zip(_LETTERS, answer.stories, strict=False):
        article = article_of(story.article_id)
        headline = words.title(story.headline, article.text if article else "")
        line = f"{headline or words.UNTITLED} · {words.day(story.published)}"
        console.print(Text.assemble((f"  {letter}. ", "bold cyan"), plain(line)))
    if how_to_choose:
        console.print(Text(how_to_choose, style="dim"))


def _statement(finding: Finding, article_of: ArticleOf) -> Statement:
    first = finding.citations[0]
    article = article_of(first.article_id)
    same = article is not None and article.text_sha256 == first.text_sha256
    return statement(finding, article.text if article and same else None)


def _notes(
    answer: Answer, finding: Finding, of: Statement, article_of: ArticleOf, *, speaks: bool = True
) -> str:
    """Who said it, whether it was corrected, and what has taken its place."""
    notes = [of.words(*of.speaker)] if speaks and of.speaker else []
    if finding.corrected:
        notes.append(words.corrected(finding.citations[0].published))
    if finding.superseded_by is not None:
        later = superseding(finding, answer.findings)
        now = None if later is None else _statement(answer.findings[later], article_of)
        notes.append(words.earlier(now.words(*now.value) if now else finding.superseded_by))
    return " · ".join(notes)


def _show_refusal(
    console: Console, answer: Answer, closest: Sequence[Citation], article_of: ArticleOf
) -> None:
    console.print(Text(words.refusal(answer.reason), style="bold"))
    if closest:
        console.print(Text(f"\n{words.closest(answer.reason)}"))
        show_citations(console, closest[:AT_ONCE], article_of, answer.coverage.last, marked=False)
    console.print(Text(f"\n{words.coverage_line(answer.coverage, answer.as_of)}", style="dim"))


def show_citations(
    console: Console,
    cited: Sequence[Citation],
    article_of: ArticleOf,
    newest: str | None,
    first: int = 1,
    *,
    marked: bool = True,
    spaced: bool = True,
    alone: bool = False,
) -> None:
    """Print quotes with their sources, numbered from `first`; `alone`, without the sentences around them.

    Those more than a year older than the `newest` article carry a warning. An empty line stands before each,
    if `spaced`.
    """
    for number, citation in enumerate(cited, first):
        if spaced:
            console.print()
        article = article_of(citation.article_id)
        console.print(_heading(f"{number}. ", citation.headline, article.text if article else citation.quote))
        for source in _source_lines(citation, newest):
            console.print(Padding(source, _INDENT, expand=False))
        shown = around(citation, None if alone else article)
        mark = (citation.answer_start, citation.answer_end) if marked else (None, None)
        parts = shown.parts(*mark)
        console.print(Padding(_quote(console, parts, marked=marked), _INDENT, expand=False))


def show_article(console: Console, article: Article, citation: Citation | None = None) -> None:
    """Print an article; with a citation, the part of it around the quote, marked."""
    console.print(_heading("", article.headline, article.text))
    line = f"{words.outlet(article.outlet)} · {words.day(article.published)}"
    console.print(Text(plain(line), style="dim"))
    if link := links.safe(article.url):
        console.print(Text(link, style="dim"))
    console.print()
    text = article.text
    if citation is None or article.text_sha256 != citation.text_sha256:
        console.print(Text(plain(text)))
        return
    start = text.rfind("\n", 0, max(citation.start - _AROUND_QUOTE, 0)) + 1
    end = text.find("\n", citation.end + _AROUND_QUOTE)
    end = end if end >= 0 else len(text)
    before, quote, after = text[start : citation.start], citation.quote, text[citation.end : end]
    console.print(
        _quote(console, ("…\n" * bool(start) + before, quote, after + "\n…" * (end < len(text))), marked=True)
    )


def show_holdings(console: Console, articles: Iterable[Article]) -> None:
    """Print outlets with their counts and newest dates, the largest first."""
    for name, held in words.by_outlet(articles):
        console.print(Text(plain(f"{name} · {held}")))


def _heading(number: str, headline: str | None, text: str) -> Text:
    return Text.assemble((number, "bold cyan"), (plain(words.title(headline, text)), "bold"))


def _source_lines(citation: Citation, newest: str | None) -> Iterator[Text]:
    line = Text(plain(words.source_line(citation)), style="dim")
    old = words.from_year(citation.published, date.fromisoformat(newest)) if newest else None
    if old:
        line.append(f" · ⚠ {old}", style="yellow")
    yield line
    if link := links.safe(citation.url):
        yield Text(link, style="dim")


def _quote(console: Console, parts: tuple[str, str, str], *, marked: bool) -> Text:
    before, quote, after = (plain(part) for part in parts)
    if not marked:
        return Text(f"{before}{quote}{after}")
    # Where styles are dropped, signs must mark the quote.
    mark = "" if console.is_terminal else _MARK
    return Text.assemble(before, (f"{mark}{quote}{mark}", "bold green"), after)
