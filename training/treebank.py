"""Text from Penn Treebank tokens (Marcus et al. 1993), with where each token stands in it."""

from collections.abc import Sequence

from corpus.types import Span

_WRITTEN = {
    "-LRB-": "(",
    "-RRB-": ")",
    "-LSB-": "[",
    "-RSB-": "]",
    "-LCB-": "{",
    "-RCB-": "}",
    "``": '"',
    "''": '"',
}
_CLOSING = set(".,;:!?%)]}") | {"'s", "'re", "'ve", "'ll", "'d", "'m", "n't", "'S", "’s", "'"}
_OPENING = set("([{$#£€")


def joined(tokens: Sequence[str]) -> tuple[str, list[Span]]:
    """The text as people write it, and the span of each token in it.

    Opening marks stand before the next token without a space, closing ones behind the one before. A plain
    quotation mark opens and closes by turns.
    """
    text, spans, glued, quoted = "", [], True, False
    for word in tokens:
        written = _WRITTEN.get(word, word)
        closing = written in _CLOSING
        if written == '"':
            closing = quoted if word == '"' else word == "''"
            quoted = not closing
        if text and not glued and not closing:
            text += " "
        spans.append(Span(len(text), len(text) + len(written)))
        text += written
        glued = written in _OPENING or (written == '"' and not closing)
    return text, spans
