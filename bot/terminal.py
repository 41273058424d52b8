"""Answers and articles as a terminal shows them. Text of others is made harmless first, see `bot.plain`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from bot import links, words
from bot.plain import plain
from bot.snippet import apart, around
from bot.types import Answer, Citation
from bot.weigh import behind, stated
from corpus.types import Article

AT_ONCE = 3
_AROUND_QUOTE = 1500
_MARK = "**"
_INDENT = (0, 0, 0, 3)

ArticleOf = Callable[[str], Article | None]


def citations_of(answer: Answer, article_of: ArticleOf) -> list[Citation]:
    """What is shown, in the order of its numbers; the closest passages for a refusal. No snippet twice."""
    found = [c for finding in answer.findings for c in apart(finding.citations, article_of)]
    return found or apart(answer.closest, article_of)


def show_answer(console: Console, answer: Answer, article_of: ArticleOf, how_to_see_more: str) -> None:
    """Print an answer with its first quotes, or a refusal with what comes closest."""
    cited = citations_of(answer, article_of)
    if not answer.findings:
        _show_refusal(console, answer, cited, article_of)
        return
    newest = answer.coverage.last
    if answer.text and answer.text != cited[0].quote:
        console.print(Text(plain(answer.text), style="bold"))
    published = [c.published for finding in stated(answer) for c in finding.citations]
    line = words.summary(*behind(answer), published, weak=answer.weak)
    console.print(Text(line, style="yellow" if answer.weak else "dim"))
    show_citations(console, cited[:AT_ONCE], article_of, newest)
    if len(cited) > AT_ONCE:
        left = words.plural(len(cited) - AT_ONCE, "more quote")
        console.print(Text(f"\n{left}: {how_to_see_more}", style="dim"))


def _show_refusal(
    console: Console, answer: Answer, closest: Sequence[Citation], article_of: ArticleOf
) -> None:
    console.print(Text(words.REFUSAL, style="bold"))
    if closest:
        console.print(Text(f"\n{words.CLOSEST}"))
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
) -> None:
    """Print quotes with their sources, numbered from `first`.

    Those more than a year older than the `newest` article carry a warning.
    """
    for number, citation in enumerate(cited, first):
        console.print()
        article = article_of(citation.article_id)
        console.print(_heading(f"{number}. ", citation.headline, article.text if article else citation.quote))
        for source in _source_lines(citation, newest):
            console.print(Padding(source, _INDENT, expand=False))
        shown = around(citation, article)
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
