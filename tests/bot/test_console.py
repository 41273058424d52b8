"""The terminal chat: what is typed, what is shown, and that articles cannot play with the terminal."""

import io
from concurrent.futures import Future

import pytest
from rich.console import Console

from bot.answer import Answerer
from bot.console import Chat, given_lines, typed_lines
from bot.types import Answer, Finding, Story
from tests.bot.newsroom import FakeGeneration, FakeReader, FakeRetriever, FakeServed, article, reading
from tests.bot.telegram.news import cite

TROOPS = "Russia sent troops on Friday."
GOOD = [f"Good sentence number {i} of the paper." for i in range(8)]
ONE = article(
    "one",
    f"Snow fell. {TROOPS}\n\n{' '.join(GOOD)}",
    outlet="Paper A",
    published="2022-01-07",
    headline="Troops",
    url="https://example.org/one",
)
NASTY = article("nasty", "\x1b[2JIt hid \u202etroops\x07 well.", headline="\x1b]0;owned\x07Head\nline")


def done(answerer):
    loading = Future()
    loading.set_result(answerer)
    return loading


def conversation(reader, *articles, terminal=False):
    """A chat on these articles; gives (ask, shown): what is typed goes in, what is printed comes out."""
    out = io.StringIO()
    width = 100 if terminal else 1000
    console = Console(
        file=out, width=width, force_terminal=terminal, color_system="standard" if terminal else None
    )
    answerer = Answerer(FakeServed(FakeGeneration.of(*articles)), FakeRetriever, lambda _: reader)
    chat = Chat(console, done(answerer), lambda _: ["who sent troops?"])

    def say(*lines):
        before = len(out.getvalue())
        chat.run(iter(lines))
        return out.getvalue()[before:]

    return say


def test_an_answer_shows_headline_outlet_date_link_and_the_marked_quote_among_its_neighbours():
    shown = conversation(FakeReader({TROOPS: 0.9}), ONE)("who sent troops?")
    assert shown.splitlines() == [
        "one source only · 7 Jan 2022",
        "",
        "1. Troops",
        "   Paper A · 7 Jan 2022",
        "   https://example.org/one",
        f"   Snow fell. **{TROOPS}**",
        "",
    ]


def test_in_a_terminal_the_quote_is_marked_by_style_and_not_by_signs():
    shown = conversation(FakeReader({TROOPS: 0.9}), ONE, terminal=True)("who sent troops?")
    assert f"Snow fell. \x1b[1;32m{TROOPS}\x1b[0m" in shown
    assert "**" not in shown


def test_a_weak_answer_says_so():
    shown = conversation(FakeReader({TROOPS: 0.41}), ONE)("who sent troops?")
    assert shown.startswith("one source only · 7 Jan 2022 · weak match, please check\n")


def test_unknown_outlet_and_date_are_said_to_be():
    bare = article("bare", TROOPS)
    shown = conversation(FakeReader({TROOPS: 0.9}), bare)("who sent troops?")
    assert "1. Russia sent troops on Friday.\n   outlet unknown · undated\n" in shown


def test_a_refusal_shows_what_is_closest_unmarked_and_what_is_held():
    shown = conversation(FakeReader({TROOPS: 0.3}), ONE)("who resigned?")
    assert shown.startswith("The articles I have don’t answer that.\n")
    assert "Closest I found. This does not answer the question:" in shown
    assert f"Snow fell. {TROOPS}" in shown
    assert "**" not in shown
    assert "I hold 1 article from 1 outlet, 7 Jan 2022." in shown


def test_more_goes_on_with_the_numbers_and_ends_with_words():
    reader = FakeReader({sentence: 0.9 - i / 100 for i, sentence in enumerate(GOOD[:5])})
    say = conversation(reader, article("one", "\n\n".join(GOOD), headline="Troops"))
    assert "2 more quotes: type more" in say("what is good?")
    shown = say("more")
    assert "4. Troops" in shown
    assert "5. Troops" in shown
    assert GOOD[4] in shown
    assert say("more") == "No more quotes.\n\n"


def test_sentences_that_can_be_read_around_another_are_no_further_sources():
    reader = FakeReader({sentence: 0.9 - i / 100 for i, sentence in enumerate(GOOD[:3])})
    say = conversation(reader, article("one", " ".join(GOOD[:3]), headline="Troops"))
    shown = say("what is good?")
    assert shown.count("Troops") == 1
    assert all(sentence in shown for sentence in GOOD[:3])
    assert say("2") == "The last answer has sources 1 to 1.\n\n"


def test_a_number_opens_the_article_at_the_quote():
    say = conversation(FakeReader({TROOPS: 0.9}), ONE)
    say("who sent troops?")
    shown = say("1")
    assert shown.startswith("Troops\nPaper A · 7 Jan 2022\n")
    assert f"**{TROOPS}**" in shown
    assert GOOD[7] in shown
    assert say("2") == "The last answer has sources 1 to 1.\n\n"
    assert say("0") == "The last answer has sources 1 to 1.\n\n"


@pytest.mark.parametrize("line", ["more", "7", "99999999999999999999"])
def test_before_the_first_answer_there_is_nothing_to_open(line):
    assert conversation(FakeReader(), ONE)(line) == "Ask something first.\n\n"


def test_help_names_every_command_and_examples_and_sources_are_shown():
    say = conversation(FakeReader(), ONE)
    shown = say("help")
    for command in ("more", "examples", "sources", "quit", "number"):
        assert command in shown
    assert say("/help") == shown
    assert say("examples") == "  who sent troops?\n\n"
    assert say("SOURCES") == (
        "I hold 1 article from 1 outlet, 7 Jan 2022.\nPaper A · 1 article · newest 7 Jan 2022\n\n"
    )


@pytest.mark.parametrize("word", ["quit", "exit", "/quit", " Q "])
def test_quit_ends_before_the_next_line(word):
    assert conversation(FakeReader(), ONE)(word, "help") == ""


def test_what_cannot_be_asked_is_told_and_the_conversation_goes_on():
    shown = conversation(FakeReader({TROOPS: 0.9}), ONE)("🔥🔥🔥", "", "who sent troops?")
    assert "I can only read words" in shown
    assert TROOPS in shown


def test_terminal_sequences_in_articles_are_not_sent_to_the_terminal():
    reader = FakeReader(dict.fromkeys([NASTY.text], 0.9))
    say = conversation(reader, NASTY)
    shown = say("what hid troops?", "1", "sources")
    assert "1. Head line" in shown
    assert "It hid troops well." in shown
    assert not set(shown) & {"\x1b", "\x07", "\u202e"}


def test_markup_in_articles_is_shown_and_not_obeyed():
    text = "[bold red]They[/] said :smile: it."
    shown = conversation(FakeReader({text: 0.9}), article("m", text))("what was said?")
    assert text in shown


def test_an_error_while_loading_is_raised_at_the_first_question():
    loading = Future()
    loading.set_exception(OSError("no model"))
    chat = Chat(Console(file=io.StringIO()), loading, lambda _: [])
    with pytest.raises(OSError, match="no model"):
        chat.run(iter(["who?"]))


def test_given_lines_are_read_one_at_a_time_to_the_end():
    stream = io.StringIO("one\ntwo")
    lines = given_lines(stream)
    assert next(lines) == "one\n"
    assert stream.tell() == 4
    assert list(lines) == ["two"]


def test_the_history_of_typed_lines_can_be_read_by_its_owner_only(tmp_path, monkeypatch):
    typed = iter(["who sent troops?"])

    def fake_input(prompt):
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", fake_input)
    history = tmp_path / "home" / "chat_history"
    history.parent.mkdir()
    history.touch(mode=0o644)
    history.chmod(0o644)
    assert list(typed_lines(history)) == ["who sent troops?"]
    assert history.stat().st_mode & 0o777 == 0o600


def test_the_line_under_an_answer_counts_and_dates_only_what_the_answer_says():
    other = article("other", "France sent none.", published="2022-03-01")
    readings = [reading(ONE, TROOPS, 0.9, answer="Russia"), reading(other, other.text, 0.8, answer="France")]
    reader = FakeReader()
    reader.read = lambda question, hits: readings
    shown = conversation(reader, ONE, other)("who sent troops?")
    assert shown.splitlines()[:2] == ["Russia", "one source only · 7 Jan 2022"]


CONVOY = "Russia sent troops to Kazakhstan on Friday."
AIRPORT = "Russia took the airport of Almaty on Monday."
NEWS = article(
    "news", f"{CONVOY} {AIRPORT}", headline="Troops arrive", outlet="Paper A", published="2022-01-07"
)


def talk():
    """A chat in which every question is answered with "Russia"; and the questions as they were read."""
    reader, searched = FakeReader(), []

    def read(question, hits):
        searched.append(question)
        return [reading(NEWS, CONVOY, 0.9, answer="Russia"), reading(NEWS, AIRPORT, 0.8, answer="Russia")]

    reader.read = read
    return conversation(reader, NEWS), searched


def test_a_follow_up_is_made_whole_and_says_what_it_is_about():
    say, searched = talk()
    assert "About:" not in say("who sent troops to Kazakhstan?")
    assert say("when?").startswith("About: Troops arrive\n")
    say("and why?", "what about Belarus?")
    assert searched[1:] == [
        "when did Russia send troops to Kazakhstan?",
        "why did Russia send troops to Kazakhstan?",
        "why did Belarus send troops to Kazakhstan?",
    ]


def test_a_question_with_words_of_its_own_starts_a_new_subject():
    say, searched = talk()
    say("who sent troops to Kazakhstan?")
    assert "About:" not in say("how deep is the wreck of the Endurance?")
    assert searched[-1] == "how deep is the wreck of the Endurance?"


@pytest.mark.parametrize("word", ["new", "search everything", "/new"])
def test_the_next_question_stands_alone_when_that_is_asked_for(word):
    say, searched = talk()
    say("who sent troops to Kazakhstan?")
    assert say(word) == "The next question stands on its own.\n\n"
    say("when?")
    assert searched[-1] == "when?"


@pytest.mark.parametrize("words", ["who said so?", "where does it say that?", "source"])
def test_who_said_so_opens_the_article_at_the_quote_without_asking_again(words):
    say, searched = talk()
    say("who sent troops to Kazakhstan?")
    shown = say(words)
    assert shown.startswith("Troops arrive\nPaper A · 7 Jan 2022\n")
    assert f"**{CONVOY}**" in shown
    assert len(searched) == 1


def test_more_in_other_words_shows_more_quotes():
    say, searched = talk()
    say("who sent troops to Kazakhstan?")
    assert say("tell me more") == say("more")
    assert len(searched) == 1


def test_a_refusal_can_be_followed_up():
    reader = FakeReader({TROOPS: 0.3})
    say = conversation(reader, ONE)
    say("who resigned in Xanadu?")
    assert say("and in Almaty?").startswith("About: who resigned in Xanadu?\n")


def test_before_the_first_answer_a_fragment_is_a_question_like_any_other():
    say, searched = talk()
    assert "About:" not in say("when?")
    assert searched == ["when?"]


def test_a_letter_asks_about_that_story_alone():
    out, searched = io.StringIO(), []

    class Offering:
        def ask(self, question, before=None):
            searched.append((question, before))
            shelf = FakeGeneration.of(NEWS)
            told = Story("Troops arrive", "2022-01-07", "news", "who sent troops on 7 January?")
            cited = cite(NEWS, CONVOY, "Russia")
            found = Finding("Russia", (cited,), 1)
            answer = Answer(
                question,
                question,
                "several_stories",
                "Russia",
                0.9,
                0.4,
                shelf.id,
                shelf.coverage(),
                (found,),
                (told,),
            )
            return answer, shelf

    chat = Chat(Console(file=out, width=1000), done(Offering()), lambda _: [])
    chat.run(iter(["who sent troops?", "a"]))
    assert searched == [("who sent troops?", None), ("who sent troops on 7 January?", None)]


def test_a_greeting_is_met_with_the_help():
    say = conversation(FakeReader(), article("one", "Troops came.", headline="Troops"))
    assert say("thanks!") == say("help")
