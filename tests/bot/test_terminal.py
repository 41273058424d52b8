"""The kinds of answer in a terminal: who said it, what differs, which stories, why there is none."""

import io

import pytest
from rich.console import Console

from bot.terminal import at_first, chosen_story, citations_of, show_answer
from bot.types import Story
from tests.bot.telegram.news import Shelf, answered, article, cite, finding, refused

MINISTRY = "The Interior Ministry reported that more than 26 people were killed in Riverton."
MARKED = "It was a hard night. " + MINISTRY.replace("26", "**26**")
POLICE = "At least 18 police officers died there, Mayor Lind said."
NEWER = "Police said on Sunday that 31 people were killed."


@pytest.fixture
def shelf():
    return Shelf.of(
        article("a1", f"It was a hard night. {MINISTRY}", outlet="Paper A", published="2022-01-07"),
        article("a2", f"{POLICE} Schools stayed closed.", outlet="Paper B", published=None),
        article("a3", f"{NEWER} The mayor spoke.", outlet="Paper C", published="2022-01-09"),
    )


def killed(shelf, **fields):
    return finding(cite(shelf.held["a1"], MINISTRY, "26"), **fields)


def died(shelf, **fields):
    return finding(cite(shelf.held["a2"], POLICE, "18"), **fields)


def newer(shelf, **fields):
    return finding(cite(shelf.held["a3"], NEWER, "31"), **fields)


def shown(answer, shelf, how_to_choose=None):
    out = io.StringIO()
    console = Console(file=out, width=1000)
    show_answer(console, answer, shelf.article, "type more", how_to_choose)
    return out.getvalue()


def test_who_said_it_stands_after_the_value_and_the_hedge_before_it(shelf):
    said = killed(shelf, hedge="more than", attribution="The Interior Ministry reported")
    assert shown(answered(shelf, said), shelf).splitlines() == [
        "more than 26 — The Interior Ministry reported",
        "one source only · 7 Jan 2022",
        "",
        "1. Headline a1",
        "   Paper A · 7 Jan 2022",
        f"   {MARKED}",
    ]


def test_of_several_values_each_has_its_own_speaker_and_first_place(shelf):
    answer = answered(
        shelf,
        killed(shelf, attribution="The Interior Ministry reported"),
        died(shelf),
        newer(shelf, superseded_by="40"),
        text="26; also 18",
    )
    lines = shown(answer, shelf).splitlines()
    assert lines[:4] == [
        "26; also 18",
        "26 — The Interior Ministry reported",
        "31 — earlier figure; now 40",
        "2 articles · newest 7 Jan 2022",
    ]
    assert [line for line in lines if line[1:2] == "."] == [
        "1. Headline a1",
        "2. Headline a2",
        "3. Headline a3",
    ]


def test_a_yes_keeps_who_claims_it_and_a_sentence_that_names_its_speaker_needs_no_line(shelf):
    said = finding(cite(shelf.held["a2"], POLICE), attribution="Mayor Lind said")
    assert shown(answered(shelf, said, text=f"Yes: {POLICE}"), shelf).startswith(
        "Yes — Mayor Lind said\none source"
    )
    assert shown(answered(shelf, said), shelf).startswith("one source only\n\n1. Headline a2")


def test_a_correction_is_said_with_the_date_of_its_article(shelf):
    assert shown(answered(shelf, killed(shelf, corrected=True)), shelf).startswith(
        "26 — corrected by the outlet, article of 7 Jan 2022\n"
    )


def test_an_overview_lists_its_sentences_with_their_sources(shelf):
    said = [
        finding(cite(shelf.held["a3"], NEWER), independent=1),
        finding(cite(shelf.held["a1"], MINISTRY), independent=1),
        finding(cite(shelf.held["a2"], POLICE), independent=1),
        finding(cite(shelf.held["a1"], "It was a hard night."), independent=1),
    ]
    answer = answered(shelf, *said, text=" ".join(f.value for f in said))
    assert shown(answer, shelf).splitlines() == [
        "3 articles, 3 independent · newest 9 Jan 2022",
        "",
        "1. Headline a3",
        "   Paper C · 9 Jan 2022",
        f"   **{NEWER}**",
        "",
        "2. Headline a1",
        "   Paper A · 7 Jan 2022",
        f"   **{MINISTRY}**",
        "",
        "3. Headline a2",
        "   Paper B · undated",
        f"   **{POLICE}**",
        "",
        "4. Headline a1",
        "   Paper A · 7 Jan 2022",
        "   **It was a hard night.**",
    ]
    assert at_first(answer, citations_of(answer, shelf.article)) == 4


def test_differing_values_stand_over_their_quotes(shelf):
    answer = answered(
        shelf,
        newer(shelf),
        killed(shelf, hedge="more than", superseded_by="31"),
        died(shelf, hedge="At least"),
        kind="sources_differ",
        text="31; 26; 18",
        weak=True,
    )
    assert shown(answer, shelf).splitlines() == [
        "Sources differ",
        "",
        "31 people",
        "1. Headline a3",
        "   Paper C · 9 Jan 2022",
        "   Police said on Sunday that **31** people were killed. The mayor spoke.",
        "",
        "more than 26 people — earlier figure; now 31",
        "2. Headline a1",
        "   Paper A · 7 Jan 2022",
        f"   {MARKED}",
        "",
        "At least 18 police officers died",
        "3. Headline a2",
        "   Paper B · undated",
        "   At least **18** police officers died there, Mayor Lind said. Schools stayed closed.",
        "",
        "Figures may have changed between these dates.",
        "weak match, please check",
    ]


def test_values_that_can_all_be_true_are_said_to_be_and_further_quotes_are_counted():
    shelf = Shelf.of(*(article(f"a{i}") for i in (1, 2)), article("a3", "Now 3,000 soldiers stay."))
    most = finding(*(cite(shelf.held[i], answer="2,500") for i in ("a1", "a2")), independent=2)
    one = finding(cite(shelf.held["a3"], "Now 3,000 soldiers stay.", "3,000"), independent=1)
    answer = answered(shelf, most, one, kind="sources_differ", text="2,500; 3,000", compatible=True)
    text = shown(answer, shelf)
    assert "\n2,500 soldiers — 2 articles, 2 independent\n1. Headline a1\n" in text
    assert "\n3,000 soldiers stay\n2. Headline a3\n" in text
    assert text.endswith(
        "\nBoth can be true: the figures are rounded or bounded.\n\n1 more quote: type more\n"
    )


def test_yes_and_no_stand_over_the_sentences_that_say_so(shelf):
    said = [finding(cite(shelf.held["a3"], NEWER)), finding(cite(shelf.held["a2"], POLICE))]
    answer = answered(shelf, *said, kind="sources_differ", text=f"Yes: {NEWER}; No: {POLICE}")
    text = shown(answer, shelf)
    assert "\nYes\n1. Headline a3\n" in text
    assert "\nNo\n2. Headline a2\n" in text
    assert "may have changed" not in text


def test_stories_are_listed_under_letters_that_choose_them(shelf):
    stories = (
        Story("Night in Riverton", "2022-01-07", "a1", "who died in Riverton?"),
        Story(None, None, "a2", "who died there?"),
        Story(None, None, "gone", "who died?"),
    )
    answer = answered(shelf, killed(shelf), kind="several_stories", stories=stories)
    assert shown(answer, shelf, "type a letter to ask about one").splitlines()[-5:] == [
        "This could be about several stories:",
        "  a. Night in Riverton · 7 Jan 2022",
        "  b. At least 18 police officers died there, Mayor Lind … · undated",
        "  c. no headline · undated",
        "type a letter to ask about one",
    ]
    assert chosen_story(answer, " B ") == stories[1]
    assert chosen_story(answer, "d") is None
    assert chosen_story(answer, "ab") is None
    assert chosen_story(None, "a") is None


@pytest.mark.parametrize(
    ("reason", "begins"),
    [
        (
            "off_subject",
            "The articles I have are about other things.\n\nClosest I found. This does not answer",
        ),
        ("not_stated", "The articles I have don’t answer that.\n\nClosest I found. This does not answer"),
        (
            "false_premise",
            "The articles don’t say that this happened.\n\nWhat they do say:\n\n1. Headline a2",
        ),
        ("language", "I read and answer English only.\n\nI hold 3 articles from 3 outlets, 7–9 Jan 2022.\n"),
    ],
)
def test_each_reason_has_its_words(shelf, reason, begins):
    text = shown(refused(shelf, cite(shelf.held["a2"], POLICE), reason=reason), shelf)
    assert text.startswith(begins)
    assert text.endswith("I hold 3 articles from 3 outlets, 7–9 Jan 2022.\n")


def test_terminal_sequences_in_speakers_and_headlines_are_not_obeyed():
    text = "Sir \x1b[2JEvil\u202e said that 40 boats sank."
    shelf = Shelf.of(article(text=text, headline="\x1b]0;owned\x07Head"))
    said = finding(cite(shelf.held["a1"], text, "40"), attribution="Sir \x1b[2JEvil\u202e said")
    stories = (Story("\x1b]0;owned\x07Head", None, "a1", "?"),)
    for kind in ("several_stories", "sources_differ"):
        out = shown(answered(shelf, said, kind=kind, stories=stories), shelf)
        assert "Sir Evil said" in out
        assert not set(out) & {"\x1b", "\x07", "\u202e"}
