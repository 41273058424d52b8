"""Correction notes: found where they stand, what was wrong and what is right read word for word."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.corrections import corrections, in_note
from corpus.ingest import ingest
from corpus.types import Span

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample" / "articles"
STORY = "The ferry Aster sank off Lindvik on Monday. Rescuers pulled 40 people from the water."


def only(text):
    (found,) = corrections(text)
    return found


@pytest.mark.parametrize(
    ("note", "wrong", "right", "on"),
    [
        (
            "Correction, March 4: An earlier version of this article said 52 were saved. It was about 40.",
            "52",
            "about 40",
            "March 4",
        ),
        ("*Correction: The ferry carried 40 passengers, not 52.*", "52", "40", None),
        (
            "This story has been corrected to show that it sank on Monday, not Sunday.",
            "Sunday",
            "Monday",
            None,
        ),
        ("CORRECTED: The captain is Mia Holt, not Maya Holt.", "Maya Holt", "Mia Holt", None),
        ("Clarification: The inquiry opens in May rather than June.", "June", "May", None),
        ("(Corrects paragraph 3 to say 18, not 26, sailors)", "26", "18", None),
        (
            "This story corrects the date of launch to Dec. 25, instead of Dec. 24.",
            "Dec. 24",
            "Dec. 25",
            None,
        ),
        (
            "Correction: The figures for the two ports were not 1,200 but 2,100 tonnes.",
            "1,200",
            "2,100",
            None,
        ),
        (
            "An earlier version of this article gave the ticket price as 60 crowns; it was 120 crowns.",
            "60",
            "120",
            None,
        ),
        (
            "An earlier version of this post said the owner paid $4 million. It paid $4.5 million.",
            "$4 million",
            "$4.5 million",
            None,
        ),
        (
            "Editor\u2019s note: Amended on 8 March 2021. An earlier version said 26 when in fact 18 died.",
            "26",
            "18",
            "8 March 2021",
        ),
        (
            "CORRECTION (March 8, 2021): The lake is 44 m deep. A previous version of this item said 54.",
            "54",
            "44",
            "March 8, 2021",
        ),
        ("An earlier version of this story misstated the number of lifeboats. It was 18.", None, "18", None),
        (
            "Correction: By mistake an article misidentified the pilot. She is Mia Holt.",
            None,
            "Mia Holt",
            None,
        ),
        (
            "An earlier version of this article wrongly said that the port closed for 12 days.",
            "12",
            None,
            None,
        ),
        ("This report was amended on 9 March 2022 to protect a source.", None, None, "9 March 2022"),
        ("Correction: The ferry is the mayor's, not the governor's.", "the governor's", "the mayor's", None),
    ],
)
def test_what_was_wrong_and_what_is_right_is_read_from_a_note(note, wrong, right, on):
    text = f"{STORY}\n\n{note}"
    found = only(text)
    assert (found.wrong, found.right, found.on) == (wrong, right, on)
    assert text[slice(*found.note)] == note


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "Correction officers said that 18 prisoners had fled.",
        "Corrections, however, were made by hand.",
        "The earlier version of the bill set the price at 26 crowns.",
        "The firm said that the plan had been revised to 5 million.",
        "Editor's note: Some readers may find details of this story upsetting.",
        "The report was corrected by the ministry, not the court.",
        "",
    ],
)
def test_what_is_no_note_is_not_taken_for_one(text):
    assert corrections(text) == []


def test_a_label_that_stands_alone_goes_with_the_paragraph_below():
    text = f"{STORY}\n\nCorrection, March 4\n\nThe ferry carried 40 passengers, not 52.\n\nMore follows."
    found = only(text)
    assert (found.wrong, found.right, found.on) == ("52", "40", "March 4")
    assert text[slice(*found.note)].startswith("Correction, March 4")
    assert text[slice(*found.note)].endswith("not 52.")


def test_a_note_at_the_end_of_a_paragraph_does_not_take_the_story_with_it():
    text = f"{STORY} An earlier version of this article said that 52 were saved. It was 40."
    found = only(text)
    assert text[slice(*found.note)] == text[len(STORY) + 1 :]
    assert (found.wrong, found.right) == ("52", "40")


def test_several_notes_come_in_order_and_know_what_stands_in_them():
    first = "Correction: The ferry carried 40 passengers, not 52."
    second = "Clarification: The Aster was built in 1999, not 1989."
    text = f"{STORY}\n\n{first}\n\n{second}"
    found = corrections(text)
    assert [(one.wrong, one.right) for one in found] == [("52", "40"), ("1989", "1999")]
    at = text.index("52")
    assert in_note(found, Span(at, at + 2)) == found[0]
    assert in_note(found, Span(text.index("1989"), text.index("1989") + 4)) == found[1]
    assert in_note(found, Span(0, len(STORY))) is None


def test_the_note_in_the_sample_is_read_and_no_other_is_found(store):
    ingest([SAMPLE], store)
    found = [(one.id, note) for one in store.articles() for note in corrections(one.text)]
    assert [(note.wrong, note.right, note.on) for _, note in found] == [
        ("4,800", "more than 3,800", "Jan. 8")
    ]


def test_no_notes_are_found_in_articles_that_have_none(data, seeds, store):
    ingest([data / "wikinews_articles.jsonl", seeds], store)
    assert [note for one in store.articles() for note in corrections(one.text)] == []


PIECES = st.sampled_from(
    [
        *(
            "Correction: ",
            "Corrected",
            ", not ",
            "rather than ",
            "An earlier version of this article ",
            "said ",
        ),
        *(
            "not 5 but 6",
            "; it was ",
            ". ",
            "\n",
            "\n\n",
            "Jan. 8",
            "1,2",
            "$",
            "(",
            "'",
            "Ann Lee",
            "- ",
            "7 ",
        ),
        *("when in fact ", "This story corrects ", "Editor's note", "*", "\ud800", "\u201c"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES | st.text(max_size=5), max_size=30).map("".join))
def test_whatever_a_text_holds_its_notes_are_pieces_of_it(text):
    for note in corrections(text):
        inside = text[slice(*note.note)]
        assert inside
        assert inside == inside.strip()
        assert all(piece in inside for piece in (note.wrong, note.right, note.on) if piece is not None)


@pytest.mark.parametrize(
    "piece",
    [
        "Correction: 1,2, not ",
        "An earlier version of this article said ",
        "not 5, ",
        "A.A. ",
        "1,",
        "editor ",
        " ",
    ],
)
def test_endless_texts_take_no_endless_time(piece):
    begun = time.process_time()
    corrections(piece * (300_000 // len(piece)))
    corrections("Correction: " + piece * (1400 // len(piece)))
    assert time.process_time() - begun < 2
