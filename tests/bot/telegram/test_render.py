"""Cards as messages: what people see, and that no article can break it."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.telegram.callback_data import new_id
from bot.telegram.card import Card, CardGone, card_of
from bot.telegram.markup import JOINER, clean
from bot.telegram.quotation import quotation
from bot.telegram.render import card_page
from bot.types import Story
from tests.bot.telegram.news import SENTENCE, TEXT, Shelf, answered, article, cite, cite_at, finding, refused
from tests.emulator.formatted import check_link, parse_html, units

ID = "AAAAAAAAAAAA"


def shown(answer, shelf, page=0, *, short=False, asked=None):
    return card_page(card_of(answer, shelf, short=short, asked=asked), ID, page, shelf)


def read(message):
    return parse_html(message.html)


def labels(message):
    return [[button.text for button in row] for row in message.buttons]


def test_a_sentence_as_answer_stands_once_bold_within_its_neighbours():
    shelf = Shelf.of(article())
    message = shown(answered(shelf, finding(cite(shelf.held["a1"]))), shelf)
    assert message.html == (
        "<i>one source only · 7 Jan 2022</i>\n"
        "\n"
        "<b>1.</b> <b>Headline a1</b>\n"
        "Sample Agency · 7 Jan 2022\n"
        f"<blockquote>The week began badly. <b>{SENTENCE}</b> Armenia sent 70 more.</blockquote>"
    )
    assert labels(message) == [["📄 1"]]


def test_short_answers_stand_on_top_and_are_marked_in_their_quotes():
    shelf = Shelf.of(article("a1"), article("a2", published="2022-01-08"))
    one, two = (cite(shelf.held[name], answer="2,500") for name in ("a1", "a2"))
    other = cite(shelf.held["a1"], "Armenia sent 70 more.", "70")
    answer = answered(shelf, finding(one, two), finding(other), text="2,500; also 70")
    message = shown(answer, shelf)
    assert message.html.startswith(
        "<b>2,500</b>; also <b>70</b>\n<i>2 articles · newest 8 Jan 2022</i>\n\n<b>1.</b>"
    )
    assert "<blockquote>The week began badly. Russia sent <b>2,500</b> soldiers" in message.html
    assert "<blockquote expandable>The week" in message.html
    assert read(message).text.count("Sample Agency") == 3


def test_yes_and_no_lead_an_answer_whose_value_is_a_sentence():
    shelf = Shelf.of(article())
    answer = answered(shelf, finding(cite(shelf.held["a1"])), text=f"Yes: {SENTENCE}")
    assert shown(answer, shelf).html.startswith("<b>Yes</b>\n<i>one source only")


def test_one_sentence_that_gives_two_values_is_quoted_once():
    shelf = Shelf.of(article())
    a1 = shelf.held["a1"]
    answer = answered(
        shelf, finding(cite(a1, answer="Russia")), finding(cite(a1, answer="2,500")), text="Russia and 2,500"
    )
    message = shown(answer, shelf)
    assert "<b>Russia</b> sent <b>2,500</b> soldiers" in message.html
    assert labels(message) == [["📄 1"]]


def test_what_stands_behind_an_answer_counts_only_what_it_says():
    shelf = Shelf.of(article("a1"), article("a2", published="2022-02-01"))
    a1, a2 = shelf.articles()
    answer = answered(
        shelf, finding(cite(a1, answer="Russia")), finding(cite(a2, answer="2,500")), text="Russia"
    )
    assert read(shown(answer, shelf)).text.split("\n")[1] == "one source only · 7 Jan 2022"


def test_independent_sources_and_weakness_are_put_into_words():
    shelf = Shelf.of(article("a1"), article("a2"), article("a3"))
    citations = [cite(a) for a in shelf.articles()]
    message = shown(answered(shelf, finding(*citations, independent=2), weak=True), shelf)
    assert message.html.startswith(
        "<i>3 articles, 2 independent · newest 7 Jan 2022 · weak match, please check</i>"
    )
    assert "%" not in message.html


def test_unknown_outlet_date_and_headline_are_named_so():
    shelf = Shelf.of(article(outlet=None, published=None, headline=None))
    text = read(shown(answered(shelf, finding(cite(shelf.held["a1"]))), shelf)).text
    assert text.split("\n")[2:4] == [
        "1. The week began badly. Russia sent 2,500 soldiers to …",
        "outlet unknown · undated",
    ]


def test_what_is_a_year_older_than_the_newest_article_is_marked():
    shelf = Shelf.of(article("a1", published="2021-01-05"), article("a2", published="2022-01-08"))
    text = read(shown(answered(shelf, finding(cite(shelf.held["a1"]))), shelf)).text
    assert "Sample Agency · 5 Jan 2021 · ⚠️ from 2021\n" in text


def test_three_sources_at_once_and_the_others_by_paging_in_place():
    shelf = Shelf.of(*(article(f"a{i}") for i in range(1, 6)))
    answer = answered(shelf, finding(*(cite(a) for a in shelf.articles())))
    first, second = shown(answer, shelf), shown(answer, shelf, 1)
    assert labels(first) == [["📄 1", "📄 2", "📄 3"], ["More sources"]]
    assert labels(second) == [["📄 4", "📄 5"], ["Back"]]
    assert first.buttons[1][0].data == f"page:{ID}:1"
    assert second.buttons[1][0].data == f"page:{ID}:0"
    assert re.findall(r"<b>(\d)\.</b>", second.html) == ["4", "5"]


def test_the_short_form_shows_one_source_and_opens_to_all():
    shelf = Shelf.of(*(article(f"a{i}") for i in range(1, 4)))
    answer = answered(shelf, finding(*(cite(a) for a in shelf.articles())))
    assert labels(shown(answer, shelf, short=True)) == [["📄 1"], ["2 more"]]
    assert labels(shown(answer, shelf, 1, short=True)) == [["📄 1", "📄 2", "📄 3"], ["Back"]]


def test_an_article_with_a_link_opens_at_the_quoted_words():
    shelf = Shelf.of(article(url="https://example.org/a"))
    (row,) = shown(answered(shelf, finding(cite(shelf.held["a1"]))), shelf).buttons
    assert row[0].text == "1 ↗"
    assert row[0].url == "https://example.org/a#:~:text=Russia%20sent%202%2C500%20soldiers%20to%20the%20city."


def test_a_refusal_shows_the_closest_passage_and_what_is_held():
    shelf = Shelf.of(article())
    message = shown(refused(shelf, cite(shelf.held["a1"])), shelf)
    assert message.html == (
        "🤷 <b>The articles I have don’t answer that.</b>\n"
        "\n"
        "Closest I found. This does <u>not</u> answer the question:\n"
        "<blockquote expandable>The week began badly. <b>Russia sent 2,500 soldiers to the city.</b> Armenia "
        "sent 70 more.</blockquote>\n"
        "<i>Sample Agency · 7 Jan 2022</i>\n"
        "\n"
        "I hold 1 article from 1 outlet, 7 Jan 2022."
    )


def test_a_refusal_without_anything_close_is_short():
    shelf = Shelf.of(article())
    message = shown(refused(shelf), shelf)
    assert read(message).text == (
        "🤷 The articles I have don’t answer that.\n\nI hold 1 article from 1 outlet, 7 Jan 2022."
    )
    assert message.buttons == ()


def test_an_example_question_stands_above_its_answer():
    shelf = Shelf.of(article())
    message = shown(answered(shelf, finding(cite(shelf.held["a1"]))), shelf, asked="who sent troops?")
    assert message.html.startswith("<i>who sent troops?</i>\n")


def test_a_long_quote_is_expandable():
    text = " ".join(["A sentence of about forty characters here."] * 9)
    shelf = Shelf.of(article(text=text))
    message = shown(answered(shelf, finding(cite(shelf.held["a1"], text[:42]))), shelf)
    assert "<blockquote expandable>" in message.html


def test_a_changed_text_cannot_be_shown():
    shelf = Shelf.of(article())
    card = card_of(answered(shelf, finding(cite(shelf.held["a1"]))), shelf)
    shelf.held["a1"] = article(text=TEXT.replace("Armenia", "Belarus"))
    with pytest.raises(CardGone):
        card_page(card, ID, 0, shelf)


def test_other_words_of_the_same_revision_are_never_shown():
    """A store that was made anew counts from 1 again; and a file can be changed under its digest."""
    shelf = Shelf.of(article())
    card = card_of(answered(shelf, finding(cite(shelf.held["a1"]))), shelf)
    lies = replace(shelf.held["a1"], text=TEXT.replace("2,500", "9,500"))
    for changed in (article(text=lies.text), lies):
        shelf.held["a1"] = changed
        with pytest.raises(CardGone):
            card_page(card, ID, 0, shelf)


def test_a_new_revision_of_the_same_words_is_shown():
    """Its outlet was filled in, say; what was quoted still stands there."""
    shelf = Shelf.of(article(outlet=None))
    card = card_of(answered(shelf, finding(cite(shelf.held["a1"]))), shelf)
    shelf.held["a1"] = article(revision=2, outlet="Sample Agency")
    assert "Sample Agency" in card_page(card, ID, 0, shelf).html


def two_of_three(kind, text):
    """A card of three sources, the second of which is withdrawn."""
    shelf = Shelf.of(*(article(f"a{i}") for i in (1, 2, 3)))
    if kind == "answered":
        found = [finding(*(cite(a) for a in shelf.articles()), independent=2)]
    else:
        found = [finding(cite(a, answer="2,500")) for a in shelf.articles()]
    card = card_of(answered(shelf, *found, kind=kind, text=text), shelf)
    del shelf.held["a2"]
    return card_page(card, ID, 0, shelf)


def test_of_a_withdrawn_source_only_that_is_said():
    message = two_of_three("answered", SENTENCE)
    shown = read(message).text
    assert shown.startswith("2 articles · newest 7 Jan 2022\n\n1. Headline a1\n")
    assert "\n2. This article has been taken out or changed since.\n" in shown
    assert shown.count(SENTENCE) == 2
    assert labels(message) == [["📄 1", "📄 3"]]


def test_a_withdrawn_source_that_differed_leaves_the_others():
    message = two_of_three("sources_differ", "2,500")
    shown = read(message).text
    assert "\n2. This article has been taken out or changed since.\n" in shown
    assert shown.count(SENTENCE) == 2
    assert labels(message) == [["📄 1", "📄 3"]]


def test_a_short_answer_whose_article_is_withdrawn_does_not_stand_on_top():
    shelf = Shelf.of(article("a1"), article("a2"))
    findings = [
        finding(cite(a, answer=answer))
        for a, answer in zip(shelf.articles(), ("Russia", "2,500"), strict=True)
    ]
    card = card_of(answered(shelf, *findings, text="Russia; also 2,500"), shelf)
    del shelf.held["a2"]
    assert read(card_page(card, ID, 0, shelf)).text.startswith(
        "one source only · 7 Jan 2022\n\n1. Headline a1\n"
    )


def test_sentences_that_share_a_snippet_are_one_source():
    shelf = Shelf.of(article("a1"), article("a2"))
    cited = [
        cite(shelf.held["a1"]),
        cite(shelf.held["a1"], "Armenia sent 70 more."),
        cite(shelf.held["a2"]),
        cite(shelf.held["a1"], "Buses stood still."),
    ]
    shown = read(card_page(card_of(answered(shelf, finding(*cited)), shelf), ID, 0, shelf)).text
    assert [line[:2] for line in shown.split("\n") if line[:1].isdigit()] == ["2 ", "1.", "2.", "3."]
    assert shown.count("Armenia sent 70 more.") == 2
    assert shown.count("Buses stood still.") == 1


def test_a_page_that_is_not_there_cannot_be_shown():
    shelf = Shelf.of(article())
    with pytest.raises(CardGone):
        card_page(card_of(answered(shelf, finding(cite(shelf.held["a1"]))), shelf), ID, 1, shelf)


def test_what_was_stored_in_another_form_is_gone():
    for stored in ("{}", "[]", "nonsense", '{"kind": "answered"}'):
        with pytest.raises(CardGone):
            Card.from_json(stored)


NASTY = st.text(
    st.sampled_from("<>&\"'@/:#. \n\t\x00\u202e\u200b\u2060_*[]()~`|tgabAB17é猫🙂\U0001f1f0\u0301\ud800"),
    max_size=900,
)
# The store holds no lone surrogates: its texts are UTF-8.
STORED = NASTY.map(lambda text: text.replace("\ud800", ""))
TEXTS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=900) | STORED.filter(len)
FIELDS = st.none() | st.text(st.characters(codec=None), max_size=400) | NASTY
DATES = st.none() | st.dates().map(lambda d: d.isoformat())


@st.composite
def answers(draw):
    """Any answer about any articles, with quotes and marks anywhere in them."""
    held = [
        article(
            f"a{number}",
            draw(TEXTS),
            headline=draw(FIELDS),
            outlet=draw(FIELDS),
            published=draw(DATES),
            url=draw(FIELDS | st.just("https://example.org/a") | NASTY.map("https://example.org/".__add__)),
        )
        for number in range(draw(st.integers(1, 4)))
    ]
    shelf = Shelf.of(*held)

    def citation():
        of = draw(st.sampled_from(held))
        start = draw(st.integers(0, len(of.text) - 1))
        end = draw(st.integers(start + 1, len(of.text)))
        if draw(st.booleans()):
            return cite_at(of, start, end)
        marked = draw(st.integers(start, end - 1))
        return cite_at(of, start, end, marked, draw(st.integers(marked + 1, end)))

    def words_of(one):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(one.quote))] * 2)))
        return draw(st.none() | st.just(one.quote[start:end]) | FIELDS)

    def found():
        citations = [citation() for _ in range(draw(st.integers(1, 4)))]
        return finding(
            *citations,
            independent=draw(st.none() | st.integers(1, 2)),
            hedge=words_of(citations[0]),
            attribution=words_of(citations[0]),
            corrected=draw(st.booleans()),
            superseded_by=words_of(citations[-1]),
        )

    findings = [found() for _ in range(draw(st.integers(1, 6)))]
    later = findings[0].value
    findings = [replace(f, superseded_by=later) if draw(st.booleans()) else f for f in findings]
    kind = draw(st.sampled_from(["answered", "sources_differ", "several_stories", "not_found"]))
    if kind == "not_found":
        reason = draw(st.sampled_from(["off_subject", "not_stated", "false_premise", "language"]))
        return shelf, refused(shelf, *findings[0].citations, reason=reason)
    begins = draw(st.sampled_from(["", "Yes: ", "No: "]))
    said = findings[: draw(st.integers(1, len(findings)))]
    text = begins + draw(st.sampled_from(["; also ", ", ", " and "])).join(f.value for f in said)
    stories = tuple(Story(a.headline, a.published, a.id, "…") for a in held)
    flags = {"weak": draw(st.booleans()), "compatible": draw(st.booleans())}
    return shelf, answered(shelf, *findings, text=text, kind=kind, stories=stories, **flags)


@given(answers(), st.booleans(), st.none() | NASTY, st.none() | st.just(ID))
def test_any_answer_gives_valid_messages_within_limits(made, short, asked, back):
    shelf, answer = made
    card = card_of(answer, shelf, short=short, asked=asked, back=back)
    name = new_id()
    for page in range(len(card.pages())):
        message = card_page(card, name, page, shelf)
        formatted = read(message)
        assert units(formatted.text) <= 3500
        assert len(formatted.entities) <= 60
        assert not re.search(r"@[A-Za-z0-9_]|\w+://", formatted.text)
        for button in (button for row in message.buttons for button in row):
            assert units(button.text) <= 64
            assert clean(button.text) == button.text
            assert (button.url is None) != (button.data is None)
            if button.url:
                check_link(button.url)
            else:
                assert len(button.data.encode()) <= 64


@given(answers())
def test_any_quote_reads_as_it_stands_in_the_article(made):
    """But for what is removed and defanged, each quotation is a slice of its article and holds the quote."""
    shelf, answer = made
    for source in card_of(answer, shelf).sources:
        of = shelf.held[source.spot.article_id]
        html = quotation(of, source, expandable=False)
        shown = parse_html(f"[{html.markup}]").text[1:-1].replace(JOINER, "")
        inner = {shown, shown.removeprefix("… "), shown.removesuffix(" …")}
        inner.add(shown.removeprefix("… ").removesuffix(" …"))
        assert any(part in clean(of.text) for part in inner)
        if source.spot.end - source.spot.start <= 60:
            assert clean(of.text[source.spot.start : source.spot.end]) in shown


@given(answers(), st.booleans())
def test_a_stored_card_shows_the_same_message(made, short):
    shelf, answer = made
    card = card_of(answer, shelf, short=short)
    again = Card.from_json(card.to_json())
    assert again == card
    assert card_page(again, ID, 0, shelf) == card_page(card, ID, 0, shelf)


def test_a_stored_card_holds_offsets_and_connecting_words_only():
    shelf = Shelf.of(article())
    a1 = shelf.held["a1"]
    answer = answered(
        shelf,
        finding(cite(a1, answer="Russia")),
        finding(cite(a1, answer="2,500")),
        text="Russia; also 2,500",
    )
    stored = card_of(answer, shelf).to_json()
    assert "; also " in stored
    assert not re.search("Russia|2,500|soldiers|troops|Headline|Agency", stored)


@given(answers(), st.booleans())
def test_every_source_is_on_a_page_and_differing_values_are_on_the_first(made, short):
    shelf, answer = made
    card = card_of(answer, shelf, short=short)
    full = card.pages()[1:] if len(card.pages()[0]) == 1 < len(card.sources) and short else card.pages()
    if answer.kind == "sources_differ":
        full = card.pages()
        first = [card.sources[number].finding for number in full[0]]
        assert first == list(range(min(len(answer.findings), 4)))
    assert [number for page in full for number in page] == list(range(len(card.sources)))
