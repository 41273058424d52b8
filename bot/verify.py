"""The last look before a quote is sent: does it stand in the article, character for character?"""

from bot.types import Citation
from corpus.identity import text_sha256
from corpus.types import Article


def stands(citation: Citation, article: Article | None) -> bool:
    """Whether the citation is true of the article as the generation holds it.

    The article must be of the cited revision, its text must have the digest that was recorded when it was
    stored, and the quote and the marked answer must stand at their offsets.
    """
    if article is None or article.revision != citation.revision:
        return False
    if not text_sha256(article.text) == article.text_sha256 == citation.text_sha256:
        return False
    if not citation.quote or article.text[citation.start : citation.end] != citation.quote:
        return False
    if citation.answer_start is None or citation.answer_end is None:
        return citation.answer_start is citation.answer_end
    return citation.start <= citation.answer_start < citation.answer_end <= citation.end
