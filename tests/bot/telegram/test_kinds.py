"""The kinds of answer as people see them: who said it, what differs, which stories, why there is none."""

import re

import pytest

from bot.telegram.card import Card, card_of
from bot.telegram.render import card_page
from bot.types import Story
from tests.bot.telegram.news import SENTENCE, TEXT, Shelf, answered, article, cite, finding, refused
from tests.emulator.formatted import parse_html

ID = "AAAAAAAAAAAA"
MINISTRY = "The Interior Ministry reported that more than 26 people were killed in Riverton."
POLICE = "At least 18 police officers died there, Mayor Lind said."
NOT_IT = "Closest I found. This does <u>not</u> answer the question:"
NEWER = "Police said on Sunday that 31 people were killed."


def page(answer, shelf, number=0, **fields):
    """The page, made from a card that was stored and read again."""
    return card_page(Card.from_json(card_of(answer, shelf, **fields).to_json()), ID, number, shelf)


def shown(answer, shelf, number=0, **fields):
    return parse_html(page(answer, shelf, number, **fields).html)


def labels(message):
    return [[button.text for button in row] for row in message.buttons]


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


class TestAnswered:
    def test_who_said_it_stands_after_the_value_and_the_hedge_before_it(self, shelf):
        said = killed(shelf, hedge="more than", attribution="The Interior Ministry reported")
        assert page(answered(shelf, said, text="26"), shelf).html == (
            "<b>more than 26</b> — <i>The Interior Ministry reported</i>\n"
            "<i>one source only · 7 Jan 2022</i>\n"
            "\n"
            "<b>1.</b> <b>Headline a1</b>\n"
            "Paper A · 7 Jan 2022\n"
            "<blockquote>It was a hard night. The Interior Ministry reported that more than <b>26</b> people "
            "were killed in Riverton.</blockquote>"
        )

    def test_a_hedge_that_stands_in_the_value_is_not_repeated(self, shelf):
        said = finding(cite(shelf.held["a1"], MINISTRY, "more than 26"), hedge="more than")
        assert page(answered(shelf, said), shelf).html.startswith("<b>more than 26</b>\n<i>one source only")

    def test_words_that_do_not_stand_in_the_article_are_not_put_into_its_mouth(self, shelf):
        said = killed(shelf, hedge="hardly", attribution="Bishop Odd claimed")
        assert page(answered(shelf, said, text="26"), shelf).html.startswith("<b>26</b>\n<i>one source only")

    def test_the_words_of_who_said_it_may_stand_apart_in_the_sentence(self, shelf):
        said = died(shelf, attribution="Lind said")
        other = died(shelf, attribution="said Mayor")
        assert "<b>18</b> — <i>Lind said</i>\n" in page(answered(shelf, said), shelf).html
        assert "<b>18</b> — <i>said Mayor</i>\n" in page(answered(shelf, other), shelf).html

    def test_a_speaker_who_is_named_in_the_passage_only_is_found_there(self):
        text = "President Moor spoke at noon. “We will rebuild every house,” he promised."
        shelf = Shelf.of(article(text=text))
        quote = text[30:]
        cited = cite(shelf.held["a1"], quote, "“We will rebuild every house,”")
        said = finding(cited, attribution="President Moor")
        html = page(answered(shelf, said), shelf).html
        assert html.startswith("<b>“We will rebuild every house,”</b> — <i>President Moor</i>\n")

    def test_of_several_values_each_has_its_own_speaker(self, shelf):
        answer = answered(
            shelf,
            killed(shelf, attribution="The Interior Ministry reported"),
            died(shelf, attribution="Mayor Lind said"),
            newer(shelf),
            text="26; also 18, 31",
        )
        assert shown(answer, shelf).text.split("\n")[:4] == [
            "26; also 18, 31",
            "26 — The Interior Ministry reported",
            "18 — Mayor Lind said",
            "3 articles · newest 9 Jan 2022",
        ]

    def test_a_yes_keeps_who_claims_it(self, shelf):
        said = finding(cite(shelf.held["a2"], POLICE), attribution="Mayor Lind said")
        html = page(answered(shelf, said, text=f"Yes: {POLICE}"), shelf).html
        assert html.startswith("<b>Yes</b> — <i>Mayor Lind said</i>\n<i>one source only</i>\n")

    def test_a_sentence_that_names_its_speaker_needs_no_line_for_it(self, shelf):
        said = finding(cite(shelf.held["a2"], POLICE), attribution="Mayor Lind said")
        assert page(answered(shelf, said), shelf).html.startswith("<i>one source only")

    def test_a_correction_is_said_with_the_date_of_its_article(self, shelf):
        assert page(answered(shelf, killed(shelf, corrected=True)), shelf).html.startswith(
            "<b>26</b> — <i>corrected by the outlet, article of 7 Jan 2022</i>\n"
        )
        assert page(answered(shelf, died(shelf, corrected=True)), shelf).html.startswith(
            "<b>18</b> — <i>corrected by the outlet</i>\n"
        )

    def test_an_earlier_figure_stays_visible_and_is_marked(self, shelf):
        answer = answered(
            shelf, newer(shelf), killed(shelf, hedge="more than", superseded_by="31"), text="31"
        )
        message = page(answer, shelf)
        assert message.html.startswith(
            "<b>31</b>\n"
            "<b>more than 26</b> — <i>earlier figure; now 31</i>\n"
            "<i>one source only · 9 Jan 2022</i>\n"
        )
        assert "more than <b>26</b> people" in message.html

    def test_a_later_figure_that_is_not_on_the_card_is_not_made_up(self, shelf):
        answer = answered(shelf, killed(shelf, superseded_by="55"))
        assert page(answer, shelf).html.startswith("<b>26</b> — <i>earlier figure</i>\n")

    def test_markup_mentions_and_turned_text_in_a_speaker_are_harmless(self):
        text = "<b>@admin\u202e & Co</b> said that 40 houses burned."
        shelf = Shelf.of(article(text=text))
        said = finding(cite(shelf.held["a1"], text, "40"), attribution="<b>@admin\u202e & Co</b> said")
        html = page(answered(shelf, said), shelf).html
        assert html.startswith("<b>40</b> — <i>&lt;b&gt;@\u2060admin &amp; Co&lt;/\u2060b&gt; said</i>\n")
        assert "\u202e" not in html


class TestOverview:
    def answer(self, shelf):
        said = [
            finding(cite(shelf.held["a3"], NEWER), independent=1),
            finding(cite(shelf.held["a1"], MINISTRY), independent=1),
            finding(cite(shelf.held["a2"], POLICE), independent=1),
            finding(cite(shelf.held["a1"], "It was a hard night."), independent=1),
        ]
        return answered(shelf, *said, text=" ".join(f.value for f in said))

    def test_all_its_sentences_are_listed_at_once_without_neighbours_each_with_its_source(self, shelf):
        message = page(self.answer(shelf), shelf)
        assert message.html == (
            "<i>3 articles, 3 independent · newest 9 Jan 2022</i>\n"
            "\n"
            f"<b>1.</b> <b>Headline a3</b>\nPaper C · 9 Jan 2022\n<blockquote>{NEWER}</blockquote>\n"
            "\n"
            f"<b>2.</b> <b>Headline a1</b>\nPaper A · 7 Jan 2022\n<blockquote>{MINISTRY}</blockquote>\n"
            "\n"
            f"<b>3.</b> <b>Headline a2</b>\nPaper B · undated\n<blockquote>{POLICE}</blockquote>\n"
            "\n"
            "<b>4.</b> <b>Headline a1</b>\nPaper A · 7 Jan 2022\n"
            "<blockquote>It was a hard night.</blockquote>"
        )
        assert labels(message) == [["📄 1", "📄 2", "📄 3", "📄 4"]]

    def test_a_group_gets_one_sentence_and_opens_to_all(self, shelf):
        assert labels(page(self.answer(shelf), shelf, short=True)) == [["📄 1"], ["3 more"]]
        opened = labels(page(self.answer(shelf), shelf, 1, short=True))
        assert opened == [["📄 1", "📄 2", "📄 3", "📄 4"], ["Back"]]


class TestSourcesDiffer:
    def test_each_value_has_its_hedge_what_is_counted_and_a_quote_with_outlet_and_date(self, shelf):
        answer = answered(
            shelf,
            newer(shelf),
            killed(shelf, hedge="more than", attribution="The Interior Ministry reported"),
            died(shelf, hedge="At least"),
            kind="sources_differ",
            text="31; 26; 18",
        )
        message = page(answer, shelf)
        assert message.html == (
            "⚖️ <b>Sources differ</b>\n"
            "\n"
            "1. <b>31</b> people\n"
            "<blockquote>Police said on Sunday that <b>31</b> people were killed. The mayor spoke. "
            "(Paper C, 9 Jan 2022)</blockquote>\n"
            "\n"
            "2. <b>more than 26</b> people — <i>The Interior Ministry reported</i>\n"
            "<blockquote>It was a hard night. The Interior Ministry reported that more than <b>26</b> people "
            "were killed in Riverton. (Paper A, 7 Jan 2022)</blockquote>\n"
            "\n"
            "3. <b>At least 18</b> police officers died\n"
            "<blockquote>At least <b>18</b> police officers died there, Mayor Lind said. Schools stayed "
            "closed. (Paper B, undated)</blockquote>\n"
            "<i>Figures may have changed between these dates.</i>"
        )
        assert labels(message) == [["📄 1", "📄 2", "📄 3"]]

    def test_figures_of_one_day_have_not_changed_between_dates(self):
        shelf = Shelf.of(article("a1"), article("a2", TEXT.replace("2,500", "3,000")))
        one = finding(cite(shelf.held["a1"], answer="2,500"))
        two = finding(cite(shelf.held["a2"], SENTENCE.replace("2,500", "3,000"), "3,000"))
        answer = answered(shelf, one, two, kind="sources_differ", text="2,500; 3,000")
        assert shown(answer, shelf).text.endswith("(Sample Agency, 7 Jan 2022)")

    def test_names_do_not_change_between_dates(self, shelf):
        one = finding(cite(shelf.held["a1"], MINISTRY, "Riverton"))
        two = finding(cite(shelf.held["a3"], NEWER, "Police"))
        answer = answered(shelf, one, two, kind="sources_differ", text="Riverton; Police")
        text = shown(answer, shelf).text
        assert "may have changed" not in text
        assert "\n2. Police\n" in text

    def test_values_that_can_all_be_true_are_said_to_be(self, shelf):
        answer = answered(
            shelf, newer(shelf), killed(shelf), kind="sources_differ", text="31; 26", compatible=True
        )
        assert shown(answer, shelf).text.endswith("\nBoth can be true: the figures are rounded or bounded.")

    def test_how_many_articles_say_each_value_is_counted(self):
        shelf = Shelf.of(*(article(f"a{i}") for i in (1, 2)), article("a3", TEXT.replace("2,500", "3,000")))
        most = finding(*(cite(shelf.held[i], answer="2,500") for i in ("a1", "a2")), independent=1)
        one = finding(cite(shelf.held["a3"], SENTENCE.replace("2,500", "3,000"), "3,000"), independent=1)
        answer = answered(shelf, most, one, kind="sources_differ", text="2,500; 3,000")
        message = page(answer, shelf)
        assert "1. <b>2,500</b> soldiers — <i>one source only</i>\n" in message.html
        assert "2. <b>3,000</b> soldiers\n" in message.html
        assert labels(message) == [["📄 1", "📄 2"], ["More sources"]]
        assert shown(answer, shelf, 1).text.startswith(
            "⚖️ Sources differ\n\n3. 2,500 soldiers — one source only"
        )

    def test_four_values_are_shown_at_once_in_groups_too_and_the_rest_by_paging(self):
        values = ["100", "200", "300", "400", "500"]
        shelf = Shelf.of(*(article(f"a{v}", f"They saved {v} boats.") for v in values))
        said = [finding(cite(shelf.held[f"a{v}"], f"They saved {v} boats.", v)) for v in values]
        answer = answered(shelf, *said, kind="sources_differ", text="; ".join(values))
        for short in (False, True):
            first = page(answer, shelf, short=short)
            assert re.findall(r"<b>(\d+)</b> boats\n", first.html) == values[:4]
            assert labels(first)[1] == ["More sources"]
            assert re.findall(r"<b>(\d+)</b> boats\n", page(answer, shelf, 1, short=short).html) == ["500"]

    def test_a_sentence_that_gives_two_values_is_quoted_for_each(self):
        text = "The harbour first spoke of 12 boats, later of 19."
        shelf = Shelf.of(article(text=text))
        said = [finding(cite(shelf.held["a1"], text, value)) for value in ("19", "12")]
        html = page(answered(shelf, *said, kind="sources_differ", text="19; 12"), shelf).html
        assert "1. <b>19</b>\n<blockquote>The harbour first spoke of 12 boats, later of <b>19</b>." in html
        assert "2. <b>12</b> boats\n<blockquote>The harbour first spoke of <b>12</b> boats, later" in html

    def test_a_superseded_value_is_marked(self, shelf):
        answer = answered(
            shelf, newer(shelf), killed(shelf, superseded_by="31"), kind="sources_differ", text="31; 26"
        )
        assert "2. <b>26</b> people — <i>earlier figure; now 31</i>\n" in page(answer, shelf).html

    def test_yes_and_no_stand_over_the_sentences_that_say_so(self, shelf):
        said = [finding(cite(shelf.held["a3"], NEWER)), finding(cite(shelf.held["a2"], POLICE))]
        answer = answered(shelf, *said, kind="sources_differ", text=f"Yes: {NEWER}; No: {POLICE}")
        text = shown(answer, shelf).text
        assert "\n1. Yes\nPolice said on Sunday" in text
        assert "\n2. No\nAt least 18" in text
        assert "may have changed" not in text

    def test_a_weak_match_says_so(self, shelf):
        answer = answered(shelf, newer(shelf), killed(shelf), kind="sources_differ", text="31; 26", weak=True)
        assert shown(answer, shelf).text.endswith("\nweak match, please check")

    def test_an_old_article_carries_its_year(self):
        shelf = Shelf.of(article("a1", published="2020-05-01"), article("a2", TEXT.replace("2,500", "3,000")))
        said = [
            finding(cite(shelf.held["a1"], answer="2,500")),
            finding(cite(shelf.held["a2"], SENTENCE.replace("2,500", "3,000"), "3,000")),
        ]
        answer = answered(shelf, *said, kind="sources_differ", text="2,500; 3,000")
        assert "(Sample Agency, 1 May 2020 · ⚠️ from 2020)" in shown(answer, shelf).text


class TestSeveralStories:
    def answer(self, shelf):
        stories = tuple(Story(a.headline, a.published, a.id, f"who died {a.id}?") for a in shelf.articles())
        return answered(shelf, killed(shelf), kind="several_stories", stories=stories)

    def test_the_best_answer_stands_above_a_button_for_each_story(self, shelf):
        message = page(self.answer(shelf), shelf)
        assert message.html.startswith("<b>26</b>\n<i>one source only · 7 Jan 2022</i>\n")
        assert message.html.endswith("</blockquote>\n\nThis could be about several stories:")
        assert labels(message)[1:] == [
            ["Headline a1 · 7 Jan 2022"],
            ["Headline a2 · undated"],
            ["Headline a3 · 9 Jan 2022"],
        ]
        assert [row[0].data for row in message.buttons[1:]] == [f"story:{ID}:{n}" for n in range(3)]

    def test_a_story_whose_article_is_gone_is_not_offered(self, shelf):
        card = card_of(self.answer(shelf), shelf)
        del shelf.held["a2"]
        assert [row[0].data for row in card_page(card, ID, 0, shelf).buttons[1:]] == [
            f"story:{ID}:0",
            f"story:{ID}:2",
        ]

    def test_a_chosen_story_offers_no_further_ones_but_the_way_back(self, shelf):
        message = page(self.answer(shelf), shelf, back="BBBBBBBBBBBB")
        assert "several stories" not in message.html
        assert labels(message) == [["📄 1"], ["Back to all stories"]]
        assert message.buttons[1][0].data == "page:BBBBBBBBBBBB:0"

    def test_no_question_of_a_story_is_stored(self, shelf):
        assert "who died" not in card_of(self.answer(shelf), shelf).to_json()


class TestRefusals:
    @pytest.mark.parametrize(
        ("reason", "said", "above"),
        [
            ("off_subject", "The articles I have are about other things.", NOT_IT),
            ("not_stated", "The articles I have don’t answer that.", NOT_IT),
            ("false_premise", "The articles don’t say that this happened.", "What they do say:"),
        ],
    )
    def test_each_reason_has_its_words_above_what_comes_closest(self, shelf, reason, said, above):
        html = page(refused(shelf, cite(shelf.held["a2"], POLICE), reason=reason), shelf).html
        assert html == (
            f"🤷 <b>{said}</b>\n"
            "\n"
            f"{above}\n"
            f"<blockquote expandable><b>{POLICE}</b> Schools stayed closed.</blockquote>\n"
            "<i>Paper B · undated</i>\n"
            "\n"
            "I hold 3 articles from 3 outlets, 7–9 Jan 2022."
        )

    def test_a_question_in_another_language_is_told_so_and_nothing_is_near_it(self, shelf):
        message = page(refused(shelf, cite(shelf.held["a2"], POLICE), reason="language"), shelf)
        assert message.html == (
            "🤷 <b>I read and answer English only.</b>\n\nI hold 3 articles from 3 outlets, 7–9 Jan 2022."
        )
        assert message.buttons == ()
