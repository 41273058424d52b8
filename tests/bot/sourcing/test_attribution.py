"""Who said it: leading, trailing, inverted, by "according to", and for quotations from the neighbours."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.sourcing.attribution import Attribution, attribution, speaker
from bot.sourcing.saying import LONGEST_ATTRIBUTION
from corpus.types import Span


def said(sentence, answer=None):
    span = Span(sentence.index(answer), sentence.index(answer) + len(answer)) if answer else None
    found = attribution(sentence, Span(0, len(sentence)), span)
    assert found is None or sentence[slice(*found.span)] == found.words
    return found.words if found else None


@pytest.mark.parametrize(
    ("sentence", "answer", "words"),
    [
        ("The Interior Ministry said that 26 were killed.", "26", "The Interior Ministry said"),
        ("Twelve people drowned, the coast guard said on Monday.", "Twelve", "the coast guard said"),
        ("Twelve drowned, the guard reported after a search that took days.", "Twelve", "the guard reported"),
        ("The ferry sank at dawn, said Ann Lee, who runs the harbour.", "at dawn", "said Ann Lee"),
        ("The ferry sank at dawn, said the mayor.", "at dawn", "said the mayor"),
        ("According to the Kremlin, the talks lasted two hours.", "two hours", "According to the Kremlin"),
        ("The talks lasted two hours, according to the Kremlin.", "two hours", "according to the Kremlin"),
        ("On Friday, the port office reported that nine boats sank.", "nine", "the port office reported"),
        ("On Friday, the port office said nine boats sank in a storm.", "nine", "the port office said"),
        ("Norvia's Interior Ministry reported 18 dead.", "18", "Norvia's Interior Ministry reported"),
        ("Orlov claimed that 20,000 bandits had come.", "20,000", "Orlov claimed"),
        ("The town alone, he claimed, was attacked by 200 men.", "200", "he claimed"),
        ('"We will rebuild," she told reporters.', "rebuild", "she told reporters"),
        (
            "Ann Lee, a prosecutor, told a briefing that 19 died.",
            "19",
            "Ann Lee, a prosecutor, told a briefing",
        ),
        ("Repro, which runs the plant, said that 12 would go.", "12", "Repro"),
        ("The Canal Authority (CA) said 40 ships waited.", "40", "The Canal Authority (CA) said"),
        (
            "Lt. Col. Erik Dahl of the coast guard said 14 came.",
            "14",
            "Lt. Col. Erik Dahl of the coast guard said",
        ),
        ("Six miners lived, Radio Nord reported, citing doctors.", "Six", "Radio Nord reported"),
        ("The ministry put its own losses at 18 dead.", "18", "The ministry put its own losses at"),
        ("The union denied that 14 had died.", "14", "The union denied"),
        ("In Bern police said 14 came.", "14", "police said"),
        ("Last May Norvia had announced 32 flights.", "32", "Norvia had announced"),
    ],
)
def test_the_words_that_attribute_the_answer(sentence, answer, words):
    assert said(sentence, answer) == words


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The ministry said 26 were killed; 18 officers died.", "18 officers"),
        ("Nine boats sank, the office said, but twelve never came back.", "twelve"),
        ("Dozens were hurt, and the mayor said that four bridges were closed.", "Dozens"),
        ("Repro, which has 40 workers, said that 12 would go.", "40 workers"),
        ("Lee was said to be 44.", "44"),
        ("Nine deaths were reported on Monday.", "Nine"),
        ("The reports of 14 dead were wrong.", "14"),
        ("The mayor would not say when 14 would go.", "14"),
        ("The company announced the sale of 14 ships.", "14"),
        ("Ann Lee said that nobody was hurt.", "Ann Lee"),
        ('"He said 14," the song goes.', "14"),
        ("Fourteen ships came in.", "Fourteen"),
    ],
)
def test_what_governs_another_clause_or_says_nothing_is_not_taken(sentence, answer):
    assert said(sentence, answer) is None


def test_of_two_attributions_each_answer_gets_its_own():
    sentence = "While officials said 18 had died, witnesses counted 40."
    assert said(sentence, "18") == "officials said"
    assert said(sentence, "40") == "witnesses counted"
    sentence = "Lee said the firm would pay, although the union said it had got nothing."
    assert (said(sentence, "pay"), said(sentence, "nothing")) == ("Lee said", "the union said")


def test_without_an_answer_the_first_attribution_counts():
    assert said("Nine boats sank, the office said, but fishermen counted twelve.") == "the office said"
    assert said("Nine boats sank.") is None


def test_long_attributions_lose_what_tells_them_least():
    office = (
        "the deputy head of the regional office for emergencies and civil defence of the northern islands"
    )
    words = said(f"Nine boats sank, {office} said.", "Nine")
    assert len(words) <= LONGEST_ATTRIBUTION
    assert words.endswith("northern islands said")


TALK = (
    'The mayor spoke late. "We lost nine boats," Ann Lee said. "Those who were out will not be punished. '
    'They had no warning." The harbour is shut.\n\n'
    '"Nobody slept," he said.\n\n'
    'Per Holm ran to the pier. "I saw lights," he told reporters. He was cold.\n\n'
    'The crowd held signs with slogans such as "enough". The police said the square was clear.'
)


def quoted(part):
    start = TALK.index(part)
    found = speaker(TALK, Span(start, start + len(part)))
    assert found is None or TALK[slice(*found.span)] == found.words
    return found.words if found else None


def test_a_quotation_is_led_back_to_its_speaker():
    assert quoted('"We lost nine boats," Ann Lee said.') == "Ann Lee said"
    assert quoted('"Those who were out will not be punished.') == "Ann Lee said"
    assert quoted('They had no warning."') == "Ann Lee said"


def test_a_pronoun_is_resolved_within_its_paragraph_or_stays():
    assert quoted('"Nobody slept," he said.') == "he said"
    assert quoted('"I saw lights," he told reporters.') == "Per Holm"


def test_what_is_no_quotation_takes_no_speaker_from_its_neighbours():
    assert quoted("The harbour is shut.") is None
    assert quoted("He was cold.") is None
    assert quoted('The crowd held signs with slogans such as "enough".') is None


def test_a_speaker_may_come_after_the_quotation():
    text = "\u201cWho would talk to thieves? They must go,\u201d Orlov said."
    assert speaker(text, Span(0, 26)) == Attribution("Orlov said", Span(text.index("Orlov"), len(text) - 1))


PIECES = st.sampled_from(
    [
        *(
            "said ",
            "told ",
            "put ",
            "at ",
            ", ",
            "Ann Lee ",
            "who ",
            '"',
            "\u201c",
            "\u201d",
            ". ",
            "according to ",
        ),
        *("the ", "he ", "(", ")", ";", "that ", "of ", "and ", "spoken ", "18 ", "\n", "but ", "- ", "In "),
        *("last May ", "announced ", "says ", "counts "),
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.lists(PIECES | st.text(max_size=4), max_size=40).map("".join), st.data())
def test_whatever_a_sentence_holds_an_attribution_is_a_short_piece_of_it(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    inside = data.draw(st.integers(start, end))
    answer = data.draw(st.none() | st.just(Span(inside, end)))
    for found in (attribution(text, Span(start, end), answer), speaker(text, Span(start, end))):
        if found is not None:
            assert text[slice(*found.span)] == found.words
            assert found.words
    found = attribution(text, Span(start, end), answer)
    if found is not None:
        assert start <= found.span.start < found.span.end <= end


@pytest.mark.parametrize(
    "piece", ["said ", "the man said, ", ", who ", "according to ", '"', "told a ", "and ", "a, "]
)
def test_endless_sentences_take_no_endless_time(piece):
    text = piece * (4000 // len(piece))
    begun = time.process_time()
    attribution(text, Span(0, len(text)), Span(5, 9))
    speaker(text * 20, Span(len(text), len(text) + 400))
    assert time.process_time() - begun < 3
