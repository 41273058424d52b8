"""What something is, in the words beside its name."""

import time

import pytest

from bot.asking.understand import understand
from bot.definitions import definitions
from tests.bot.newsroom import article, hit


def told(asked, *sentences):
    text = " ".join(sentences)
    found = definitions(understand(asked, [], None), [hit(article("a", text))], 0.9)
    assert all(text[one.start : one.end] in sentences for one in found)
    return [text[one.answer_start : one.answer_end] for one in found]


@pytest.mark.parametrize(
    ("asked", "sentence", "expected"),
    [
        ("what is the KNB", "The KNB, the country's spy service, spoke.", "the country's spy service"),
        ("whats netbloks", "netbloks is a group that counts failures.", "a group that counts failures"),
        ("what is the OSC?", "The Oslo Sea Club (OSC), a society of divers, met.", "a society of divers"),
        ("what does OSC stand for", "The Oslo Sea Club (OSC) met.", "The Oslo Sea Club"),
        ("what is a skip entry", "It sank, a trick called a skip entry.", "a trick called a skip entry"),
        ("what is OSC short for", "The Oslo Sea Club (OSC) met.", "The Oslo Sea Club"),
        ("meaning of OSC", "The Oslo Sea Club (OSC) met.", "The Oslo Sea Club"),
        ("what is the OSC?", "Guards of the OSC, the divers' club, met.", "the divers' club"),
        ("who is O'Brien", "The mayor, Ann O’Brien, rose.", "The mayor"),
        ("what is DRACO", "The probe's camera, DRACO, saw stones.", "The probe's camera"),
        ("who is Lund", "They met police captain Eva Lund.", "police captain"),
        ("who is lund?", "Secretary of State Eva Lund rose.", "Secretary of State"),
        ("who was Eva Lund", "Eva Lund, who was the first mayor, rose.", "the first mayor"),
        ("what is Lindvik", "In Lindvik, the largest port, rain fell.", "the largest port"),
    ],
)  # fmt: skip
def test_the_words_beside_the_name_tell_what_it_is(asked, sentence, expected):
    assert expected in told(asked, "Rain fell.", sentence)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ("what is Lindvik", "Of the dead 103 were in Lindvik, the message said."),
        ("who is Lund", "Yesterday Lund, 43, rose."),
        ("who is Lund", "President Lund rose."),
        ("who is Lund", "They saw Lund."),
        ("how many are in Lindvik", "Lindvik, a port, is full."),
        ("what is a (", "a ( is a sign."),
        ("what is NetBlocks", "According to NetBlocks, the internet was shut down nationwide."),
        ("who is Tokayev", "After talks with Tokayev, the president of Russia flew home."),
        ("what is Lindvik", "In Lindvik, the army shot people."),
        ("who is Peskov", "It was so, said spokesman Dmitry Peskov."),
        ("who is Tokayev", "On Wednesday President Tokayev dismissed him."),
        ("who was shot", "A police officer shot the gunman."),
        ("who is Rose", "The police captain rose."),
        ("what is NATO", "It asked officials from the OSCE, NATO, the European Union, and others."),
        ("who is Putin", "The Kazakh president called Putin on Thursday."),
        ("what is the KNB", "The KNB, the ministry said in a statement, moved."),
    ],
)
def test_words_that_do_not_tell_what_it_is_are_left(asked, sentence):
    assert told(asked, sentence) == []


def test_a_description_stands_before_a_full_name():
    found = told(
        "what is the OSC", "The Oslo Sea Club (OSC) met.", "Eva Lund leads the OSC, a society of divers."
    )
    assert found == ["a society of divers", "The Oslo Sea Club"]


@pytest.mark.parametrize(
    "piece", ["A ", "A’", "A", "the ", "Lund, the ", "Lund ", "the a of the ", "Lund (", "called "]
)
def test_endless_sentences_take_no_endless_time(piece):
    text = piece * (5_000 // len(piece))
    begun = time.process_time()
    definitions(understand("who is Lund", [], None), [hit(article("a", text))], 0.9)
    assert time.process_time() - begun < 3
