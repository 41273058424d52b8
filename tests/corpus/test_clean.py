"""Plain text as it comes: what becomes a field, what is removed, what must stay."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.characters import fold, printable
from corpus.clean import LONGEST_ARTICLE, clean_gently, clean_plain
from corpus.errors import SourceError
from corpus.types import Draft


def clean(text: str) -> Draft:
    return clean_plain(text, "a.txt")


def body(text: str) -> list[str]:
    return clean(text).text.split("\n\n")


STORY = "The ferry ran aground on Friday.\n\nForty people were taken off it.\n"


class TestHead:
    def test_date_and_place_leave_the_body(self):
        draft = clean(" date 2022-01-08 SKERRY POINT -- The ferry ran aground.\n\nNobody was hurt.")
        assert (draft.published, draft.place) == ("2022-01-08", "SKERRY POINT")
        assert draft.text == "The ferry ran aground.\n\nNobody was hurt."
        assert draft.headline is None
        assert draft.outlet is None

    def test_date_without_a_place(self):
        draft = clean(" date 2022-01-07 - The ferry ran aground.\n- Nobody was hurt.\n- The radar failed.")
        assert (draft.published, draft.place) == ("2022-01-07", None)
        assert draft.text.split("\n\n") == ["The ferry ran aground.", "Nobody was hurt.", "The radar failed."]

    def test_a_date_head_that_is_no_date_is_refused(self):
        with pytest.raises(SourceError, match="2022-02-30"):
            clean("date 2022-02-30 SKERRY POINT -- The ferry ran aground.")

    @pytest.mark.parametrize(
        ("line", "outlet"),
        [
            ("The Coast HeraldAll the news of the sea", "The Coast Herald"),
            ("BBC News | World", "BBC News"),
            ("THE WEEKLY ARGUS", "THE WEEKLY ARGUS"),
            ("ReutersBreaking international news", "Reuters"),
        ],
    )
    def test_masthead_becomes_the_outlet(self, line, outlet):
        draft = clean(f"{line}\n\nFerry runs aground off Skerry Point\n\n{STORY}")
        assert (draft.outlet, draft.headline) == (outlet, "Ferry runs aground off Skerry Point")
        assert draft.text.startswith("The ferry ran")

    @pytest.mark.parametrize(
        "line", ["YouTube creators protest in Berlin", "McDonald wins seat", "NewsGuard and LinkedIn agree"]
    )
    def test_inner_capitals_of_a_headline_are_no_masthead(self, line):
        draft = clean(f"{line}\n\nThousands came to the square\n\n{STORY}")
        assert draft.outlet is None
        assert draft.headline == line

    def test_byline_date_and_dateline(self):
        draft = clean(
            "Ferry runs aground\nBy Ada Lindqvist and Bo Holm | January 7, 2022 at 9:41 p.m. EST\n\n"
            "SKERRY POINT, Northland, Jan 7 (Reuters) - The ferry ran aground.\n\nNobody was hurt."
        )
        assert draft.headline == "Ferry runs aground"
        assert draft.byline == "Ada Lindqvist and Bo Holm"
        assert draft.published == "2022-01-07"
        assert draft.place == "SKERRY POINT, Northland"
        assert draft.credits == "Reuters"
        assert draft.text == "The ferry ran aground.\n\nNobody was hurt."

    def test_the_day_of_an_update_is_not_the_day_of_publication(self):
        draft = clean(f"Ferry runs aground\n\nUpdated January 8, 2022\n\n{STORY}")
        assert draft.published is None
        assert "Updated" not in draft.text

    def test_an_ambiguous_date_is_not_guessed(self):
        draft = clean(f"Ferry runs aground\n\nPublished 01/07/2022\n\n{STORY}")
        assert draft.published is None

    def test_labels_are_understood(self):
        draft = clean(
            "Headline: Ferry: what we know\nOutlet: The Coast Herald\nDate: Jan. 7, 2022\nSection: World\n"
            f"URL: https://example.org/ferry\n\n{STORY}"
        )
        assert draft.headline == "Ferry: what we know"
        assert draft.outlet == "The Coast Herald"
        assert draft.published == "2022-01-07"
        assert draft.url == "https://example.org/ferry"
        assert draft.extra == {"Section": "World"}
        assert draft.text.startswith("The ferry ran")

    def test_a_labelled_date_that_is_none_is_refused(self):
        with pytest.raises(SourceError, match=r"published.*yesterday"):
            clean(f"Title: Ferry\nDate: yesterday\n\n{STORY}")

    def test_a_sentence_that_looks_like_a_label_stays(self):
        draft = clean("Source: a deal is near.\n\nThe deal may be signed this week.")
        assert draft.outlet is None
        assert draft.text.startswith("Source: a deal is near.")

    def test_an_acronym_before_a_dash_is_no_place(self):
        draft = clean("NATO — the alliance of thirty states — met on Monday.\n\nIt talked.")
        assert draft.place is None
        assert draft.text.startswith("NATO — the alliance")

    def test_a_lone_line_is_body_not_headline(self):
        draft = clean("Ferry aground off Skerry Point")
        assert (draft.headline, draft.text) == (None, "Ferry aground off Skerry Point")


class TestExtras:
    @pytest.mark.parametrize(
        "caption",
        [
            "The hull of the ferry on Friday. (Ada Lindqvist/AFP/Getty Images)",
            "Passengers gave their accounts on Jan. 7. (Video: The Coast Herald)",
            "The ferry leaves its port in 2020. (Ada Lindqvist for The Coast Herald)",
            "Rescue boats at sea. (Reuters)",
            "FILE PHOTO: The ferry in 2020. REUTERS/Ada Lindqvist",
            "The ferry in 2020. Photograph: Ada Lindqvist/Reuters",
            "Photo: the ferry in its port",
        ],
    )
    def test_captions_are_removed(self, caption):
        assert body(f"The ferry ran aground.\n\n{caption}\n\nNobody was hurt.") == [
            "The ferry ran aground.",
            "Nobody was hurt.",
        ]

    @pytest.mark.parametrize(
        "sentence",
        [
            "It asked the Maritime Safety Board (MSB).",
            "The report quoted the board (in its draft of May).",
            "He was seen by two parties (Labour and the Greens)",
        ],
    )
    def test_brackets_do_not_make_a_caption(self, sentence):
        assert sentence in body(f"The ferry ran aground.\n\n{sentence}\n\nNobody was hurt.")

    def test_teasers_between_paragraphs_are_removed(self):
        text = (
            "The ferry ran aground.\n\nSix ways the coast guard failed — and why it matters\n\n"
            "Nobody was hurt.\n\nRead more: What went wrong on the bridge\n\nAn inquiry begins."
        )
        assert body(text) == ["The ferry ran aground.", "Nobody was hurt.", "An inquiry begins."]

    @pytest.mark.parametrize(
        "paragraph",
        [
            "“I would not board it again,” one of them said, “never”",
            "— No, he said",
            "Northland 2, Southland 0",
            "Lindqvist: We saw it coming",
            "The board listed three causes:",
            "the radar had failed, and,",
        ],
    )
    def test_paragraphs_without_a_stop_may_be_body(self, paragraph):
        text = f"The ferry ran aground.\n\n{paragraph}\n\nNobody was hurt.\n\nAn inquiry begins."
        assert paragraph in body(text)

    def test_an_item_of_a_list_is_no_teaser(self):
        text = (
            "The ministry gave figures:\n\n- 26 people it called armed criminals killed\n- 3,800 held\n\n"
            "Nobody checked them.\n\nAn inquiry begins.\n\nIt takes a year."
        )
        assert body(text)[1] == "26 people it called armed criminals killed"

    def test_a_text_without_stops_has_no_teasers(self):
        lines = [f"Line {word} of the song" for word in ("one", "two", "three", "four")]
        assert body("\n\n".join(["A first line.", *lines, "A last line."]))[1:-1] == lines

    @pytest.mark.parametrize(
        "credit",
        [
            "Information for this article was contributed by Ada Lindqvist of The Coast Herald.",
            "Lindqvist reported from Skerry Point. Holm reported from Oldtown.",
            "(Reporting by Ada Lindqvist; Editing by Bo Holm)",
            "Ada Lindqvist in Oldtown contributed to this report.",
            "This article was originally published by The Coast Herald.",
        ],
    )
    def test_credits_become_a_field(self, credit):
        draft = clean(f"{STORY}\n{credit}\n")
        assert draft.credits == credit
        assert draft.text == fold(STORY[:33]) + "\n\n" + "Forty people were taken off it."

    def test_a_report_by_an_outlet_is_no_credit(self):
        sentence = "The Herald reported from Skerry Point that forty people were rescued."
        draft = clean(f"{STORY}\n{sentence}")
        assert draft.credits is None
        assert draft.text.endswith(sentence)

    def test_page_furniture_is_removed(self):
        text = (
            "The ferry ran aground.\n\nAdvertisement\n\n3 min read\n\nShare this article\n\n* * *\n\n"
            "Nobody was hurt.\n\n© 2022 The Coast Herald. All rights reserved."
        )
        assert body(text) == ["The ferry ran aground.", "Nobody was hurt."]

    def test_a_closing_agency_is_a_credit(self):
        draft = clean("The ferry ran aground.\n\nNobody was hurt. (Reuters)")
        assert draft.credits == "Reuters"
        assert draft.text.endswith("Nobody was hurt.")


class TestParagraphs:
    def test_wrapped_lines_are_joined(self):
        wrapped = (
            "The ferry ran aground on Friday evening off Skerry Point, the coast\n"
            "guard said. Forty people were taken off it by boats from three ports\n"
            "along the coast.\n\n"
            "The captain said that the radar had failed and that he had seen the\n"
            "rocks too late."
        )
        assert body(wrapped) == [fold(part) for part in wrapped.split("\n\n")]

    def test_one_paragraph_a_line(self):
        lines = ["The ferry ran aground on Friday.", "Forty people were taken off it.", "An inquiry begins."]
        assert body("\n".join(lines)) == lines

    def test_runs_of_blank_lines_part_once(self):
        assert body("One sentence here.\n\n\n \n\t\n\nAnother one here.") == [
            "One sentence here.",
            "Another one here.",
        ]

    def test_all_line_ends_are_line_ends(self):
        assert body("One here.\r\n\r\nTwo here.\r\rThree here.\u2029Four here.") == [
            "One here.",
            "Two here.",
            "Three here.",
            "Four here.",
        ]


class TestRefusals:
    @pytest.mark.parametrize("text", ["", " \n\t\n", "...\n\n***", "\x00\x01", "Headline\nBy Ada Lindqvist"])
    def test_no_text(self, text):
        with pytest.raises(SourceError, match="no article text"):
            clean(text)

    def test_too_long(self):
        with pytest.raises(SourceError, match="1,000,000"):
            clean("word " * (LONGEST_ARTICLE // 5) + "\n\nmore.")

    def test_controls_and_halves_of_pairs_are_removed(self):
        assert clean("A fer\x00ry\ud800 ran\x9f aground\u0007.").text == "A ferry ran aground."


NEWS = st.lists(
    st.one_of(
        st.text(),
        st.sampled_from(
            [
                " date 2022-01-08 SKERRY POINT -- ",
                "MOSCOW — ",
                "\n\n",
                "\n",
                "- ",
                "By Ada Lindqvist\n",
                "(Video: Reuters)",
                "The Coast HeraldNews of the sea\n\n",
                "A sentence of a story. ",
                "No stop here",
                "Lindqvist reported from Oldtown.",
                "Title: x\n",
                "“Quoted,” he said.\r\n",
            ]
        ),
        st.text(string.printable),
    ),
    max_size=30,
).map("".join)


@given(NEWS)
def test_every_stored_paragraph_occurs_in_its_source(source):
    """Cleaning removes and never rewrites, whatever the text."""
    folded = fold(printable(source))
    try:
        draft = clean(source)
    except SourceError:
        return
    for paragraph in draft.text.split("\n\n"):
        assert paragraph
        assert paragraph in folded
    assert draft.headline is None or draft.headline in folded


@given(NEWS, st.one_of(st.none(), st.text()))
def test_gentle_cleaning_keeps_every_word_but_a_repeated_headline(source, headline):
    kept = clean_gently(source, headline)
    folded = fold(printable(source))
    assert all(paragraph in folded for paragraph in kept)
    assert folded.endswith(" ".join(kept))


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Ferry aground\n\nIt ran aground.", ["It ran aground."]),
        ("FERRY  aground Friday, January 7, 2022\n\nIt ran aground.", ["It ran aground."]),
        ("Ferry aground\n\nJanuary 7, 2022\n\nIt ran aground.", ["It ran aground."]),
        ("Ferry aground again\n\nIt ran aground.", ["Ferry aground again", "It ran aground."]),
        ("Ferry aground", ["Ferry aground"]),
    ],
)
def test_a_first_paragraph_that_repeats_the_headline_is_dropped(text, kept):
    assert clean_gently(text, "Ferry aground") == kept
