"""Answers, hits and articles as the JSON that other programs rely on: key by key, in this order."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.types import Answer, Citation, Finding, Story
from corpus.types import Article, Revision
from index.types import Hit

Record = dict[str, Any]


def line(record: Record) -> str:
    """One object on one line. Everything outside ASCII is escaped, so that any reader finds one line."""
    return json.dumps(record, ensure_ascii=True, allow_nan=False)


def answer_record(answer: Answer, id: str | None = None) -> Record:
    """An answer as `ask --json` prints it."""
    coverage = answer.coverage
    return {
        "id": id,
        "question": answer.question,
        "asked": answer.asked,
        "as_of": answer.as_of,
        "about": answer.about,
        "kind": answer.kind,
        "text": answer.text,
        "score": answer.score,
        "threshold": answer.threshold,
        "weak": answer.weak,
        "reason": answer.reason,
        "findings": [_finding(f) for f in answer.findings],
        "stories": [_story(s) for s in answer.stories],
        "closest": [_citation(c) for c in answer.closest],
        "coverage": {
            "articles": coverage.articles,
            "outlets": coverage.outlets,
            "from": coverage.first,
            "to": coverage.last,
        },
        "generation": answer.generation,
        "ms": answer.ms,
    }


def _finding(finding: Finding) -> Record:
    return {
        "value": finding.value,
        "hedge": finding.hedge,
        "attribution": finding.attribution,
        "as_of": finding.as_of,
        "corrected": finding.corrected,
        "superseded_by": finding.superseded_by,
        "articles": finding.articles,
        "independent": finding.independent,
        "citations": [_citation(c) for c in finding.citations],
    }


def _citation(citation: Citation) -> Record:
    return asdict(citation)


def _story(story: Story) -> Record:
    return asdict(story)


def search_record(hits: Sequence[Hit], id: str | None = None) -> Record:
    """Hits as `search --json` prints them, best first; offsets are the passage's in its article."""
    return {
        "id": id,
        "hits": [
            {
                "article_id": hit.article.id,
                "start": hit.passage.start,
                "end": hit.passage.end,
                "text": hit.passage.text,
                "score": hit.score,
            }
            for hit in hits
        ],
    }


def article_record(article: Article, history: Sequence[Revision]) -> Record:
    """An article as `article --json` prints it."""
    return {
        "id": article.id,
        "revision": article.revision,
        "outlet": article.outlet,
        "headline": article.headline,
        "published": article.published,
        "url": article.url,
        "byline": article.byline,
        "credits": article.credits,
        "place": article.place,
        "text": article.text,
        "text_sha256": article.text_sha256,
        "origin": article.origin or article.id,
        "ingested_from": list(article.ingested_from),
        "history": [asdict(r) for r in history],
    }


def listing_record(article: Article) -> Record:
    """An article as one line of `articles --json`."""
    return {
        "id": article.id,
        "outlet": article.outlet,
        "headline": article.headline,
        "published": article.published,
        "url": article.url,
        "ingested_from": list(article.ingested_from),
    }
