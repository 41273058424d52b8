"""What a question expects, and which sentences meet it."""

import pytest

from bot.reader.expectation import expected, meets


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("how many people were detained", "number"),
        ("When did it start?", "time"),
        ("what year was that", "time"),
        ("whos the mayor", "name"),
        ("where is it", "name"),
        ("what caused the fire", "reason"),
        ("what did she say about it", "words"),
        ("what burnt down", "anything"),
    ],
)
def test_the_kind_follows_from_the_question_words(question, kind):
    assert expected(question) == kind


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
        ("anything", "what", "Officials met her.", 0.5),
    ],
)
def test_a_sentence_meets_the_kind_only_with_something_new(kind, question, sentence, met):
    assert meets(kind, question, sentence) == met
