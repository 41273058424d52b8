"""Which sentences hold what a question asks for."""

import pytest

from bot.reader.holds import meets


@pytest.mark.parametrize(
    ("kind", "question", "sentence", "met"),
    [
        ("number", "how many died", "Eighteen officers died.", 1.0),
        ("number", "how many died", "Several officers died.", 0.0),
        ("time", "when", "It opens on Sunday.", 1.0),
        ("name", "who met ada stone", "Stone was met by the mayor.", 0.0),
        ("name", "who met ada stone", "She was met by Ben Cliff.", 1.0),
        ("name", "who met ada stone", "Ben Cliff met her.", 1.0),
        ("name", "who met ada stone", "Officials met her.", 0.0),
        ("place", "where did ada stone speak", "She spoke in Oslo.", 1.0),
        ("quotation", "what did she say", "She said it rained.", 1.0),
        ("quotation", "what did she say", "It rained.", 0.0),
        ("anything", "what", "Officials met her.", 0.5),
        ("verdict", "did she speak", "Officials met her.", 0.5),
    ],
)
def test_a_sentence_meets_the_kind_only_with_something_new(kind, question, sentence, met):
    assert meets(kind, question, sentence) == met
