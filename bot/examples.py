"""Questions for a newcomer to try: only such as the current generation answers well."""

from collections.abc import Iterable, Iterator

from bot.answer import Answerer
from bot.errors import QuestionError
from corpus.types import Article

FEWEST = 3
MOST = 4
_TRIED_HEADLINES = 12


def examples(answerer: Answerer, wanted: Iterable[str], most: int = MOST) -> list[str]:
    """The wanted questions that are answered, and not weakly, at most `most` of them.

    Where they are fewer than three, the newest articles' headlines are asked about too.
    """
    kept: list[str] = []
    for question in wanted:
        if len(kept) < most and question not in kept and _answered(answerer, question):
            kept.append(question)
    if len(kept) < FEWEST:
        for question in _from_headlines(answerer.generation().articles()):
            if len(kept) >= FEWEST:
                break
            if question not in kept and _answered(answerer, question):
                kept.append(question)
    return kept


def _answered(answerer: Answerer, question: str) -> bool:
    try:
        answer = answerer.answer(question)
    except QuestionError:
        return False
    return answer.kind != "not_found" and not answer.weak


def _from_headlines(articles: Iterable[Article]) -> Iterator[str]:
    """Such as "What is known about: Headline?", newest articles first, undated ones last."""
    titled = [a for a in articles if a.headline]
    titled.sort(key=lambda a: a.published or "", reverse=True)
    for article in titled[:_TRIED_HEADLINES]:
        yield f"What is known about “{(article.headline or '').rstrip('.?! ')}”?"
