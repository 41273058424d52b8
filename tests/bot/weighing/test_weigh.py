"""What single articles say becomes findings: agreement, difference, replaced and corrected figures, lists."""

from dataclasses import replace
from datetime import date

import pytest

from bot.asking.types import Question
from bot.weigh import surveyed, weigh
from bot.weighing.claims import GLANCED, claims, glanced, of_sentence, unread
from bot.weighing.fit import answering, of_days
from bot.weighing.named import names_asked, speaks_of
from bot.weighing.scope import counted_in, places_asked
from tests.bot.newsroom import article, hit, reading

HEAD = "Lindvik flood.\n"
DEAD = Question("how many people were killed in the flood?", "number", counted=("peopl", "kill"))
WHO = Question("who sent boats to Lindvik?", "name")


def paper(id, text, outlet=None, published="2022-01-07", **fields):
    return article(id, HEAD + text, outlet=outlet, published=published, headline="Lindvik flood", **fields)


def said(of, quote, answer=None, score=0.9):
    return reading(of, quote, score, answer=answer)


def weighed(question, *readings, others=()):
    outlets = sorted({one.hit.article.outlet for one in readings if one.hit.article.outlet})
    return weigh(question, claims(question, readings, outlets), claims(question, others, outlets))


def values(found):
    return [(one.value, one.articles, one.independent) for one in found.findings]


ONE = paper("one", "Police said that 18 people were killed in the flood.", "Paper A")
TWO = paper("two", "At least eighteen people died in the flood, the mayor said.", "Paper B", "2022-01-08")
ON_ONE = said(ONE, "Police said that 18 people were killed in the flood.", "18")
MORE = paper("more", "By Sunday 25 people had been killed in the flood.", "Paper C", "2022-01-09")


def test_figures_that_agree_are_one_finding_whatever_their_hedge_with_independent_sources():
    found = weighed(
        DEAD,
        ON_ONE,
        said(TWO, "At least eighteen people died in the flood, the mayor said.", "At least eighteen", 0.8),
    )
    assert found.kind == "answered"
    assert values(found) == [("18", 2, 2)]
    assert found.findings[0].attribution == "Police said"
    assert found.findings[0].as_of == "2022-01-08"


def test_a_reprint_is_an_article_but_no_independent_source():
    reprint = replace(TWO, origin="one")
    found = weighed(
        DEAD,
        ON_ONE,
        said(
            reprint, "At least eighteen people died in the flood, the mayor said.", "At least eighteen", 0.8
        ),
    )
    assert values(found) == [("18", 2, 1)]


def test_figures_that_contradict_each_other_are_all_shown_newest_first():
    found = weighed(
        DEAD,
        ON_ONE,
        others=[said(MORE, "By Sunday 25 people had been killed in the flood.", "25", 0.5)],
    )
    assert (found.kind, found.text, found.compatible) == ("sources_differ", "25; 18", False)
    assert [one.as_of for one in found.findings] == ["2022-01-09", "2022-01-07"]


def test_figures_whose_bounds_allow_both_are_said_to_be_compatible():
    nearly = paper("nearly", "Nearly 20 people were killed in the flood.", "Paper D")
    bound = paper("bound", "More than 15 people were killed in the flood.", "Paper E")
    found = weighed(
        DEAD,
        said(nearly, "Nearly 20 people were killed in the flood.", "Nearly 20"),
        said(bound, "More than 15 people were killed in the flood.", "More than 15", 0.8),
    )
    assert (found.kind, found.compatible) == ("sources_differ", True)
    assert {one.hedge for one in found.findings} == {"Nearly", "More than"}


def test_a_later_figure_of_the_same_outlet_replaces_the_earlier_one_which_stays_visible():
    later = replace(MORE, outlet="Paper A")
    found = weighed(
        DEAD,
        ON_ONE,
        said(later, "By Sunday 25 people had been killed in the flood.", "25", 0.8),
    )
    assert (found.kind, found.text) == ("answered", "25")
    assert [(one.value, one.superseded_by) for one in found.findings] == [("25", None), ("18", "25")]


def test_a_later_figure_of_an_outlet_replaces_what_it_took_from_another_one():
    taken = paper("taken", "18 people were killed in the flood, according to Paper B.", "Paper A")
    later = replace(MORE, outlet="Paper A")
    readings = [
        said(taken, "18 people were killed in the flood, according to Paper B.", "18"),
        said(later, "By Sunday 25 people had been killed in the flood.", "25", 0.8),
    ]
    cited = claims(DEAD, readings, ["Paper A", "Paper B"])
    assert cited[0].credited_to == "Paper B"
    assert weigh(DEAD, cited, []).text == "25"


def test_an_article_that_recalls_what_was_said_before_does_not_say_it_still():
    text = "By Sunday 25 people had been killed in the flood. Earlier police had said that 18 were killed."
    both = paper("both", text, "Paper A", "2022-01-09")
    found = weighed(
        DEAD,
        said(both, "By Sunday 25 people had been killed in the flood.", "25"),
        said(both, "Earlier police had said that 18 were killed.", "18"),
        ON_ONE,
    )
    assert (found.kind, found.text) == ("answered", "25")
    assert ("18", "25") in [(one.value, one.superseded_by) for one in found.findings]
    between = paper(
        "between", "Police said that 25 people were killed in the flood.", "Paper A", "2022-01-08"
    )
    again = said(between, "Police said that 25 people were killed in the flood.", "25")
    found = weighed(
        DEAD,
        said(both, "Earlier police had said that 18 were killed.", "18"),
        ON_ONE,
        again,
        said(both, "By Sunday 25 people had been killed in the flood.", "25"),
    )
    assert (found.kind, found.text) == ("answered", "25")


@pytest.mark.parametrize(
    "text",
    [
        "Rescuers said that 40 people were injured in the flood.",
        "The flood damaged 300 houses.",
        "The flood killed 3 people in Harborough.",
    ],
)
def test_what_counts_something_else_or_elsewhere_contradicts_nothing(text):
    other = paper("other", text, "Paper F")
    number = next(word for word in text.split() if word.isdigit())
    found = weighed(
        DEAD,
        ON_ONE,
        others=[said(other, text, number, 0.6)],
    )
    assert (found.kind, found.text) == ("answered", "18")


@pytest.mark.parametrize("change", ["was 20 centimetres higher", "had risen by 20 centimetres"])
def test_a_difference_contradicts_no_measure(change):
    asked = Question("how high was the water of the Lindvik flood?", "number", counted=("metr",))
    one = paper("one", "The water of the flood stood 80 centimetres high.", "Paper A")
    other = paper("other", f"The water of the flood {change}.", "Paper B")
    found = weighed(
        asked,
        said(one, "The water of the flood stood 80 centimetres high.", "80 centimetres"),
        others=[said(other, f"The water of the flood {change}.", "20 centimetres", 0.8)],
    )
    assert found.kind == "answered"


def test_figures_of_the_same_fate_differ_though_neither_names_the_group_asked_about():
    asked = Question("number of detained protesters in Lindvik", "number", counted=("detain", "protest"))
    one = paper("one", "More than 380 people were detained in the protests.", "Paper A")
    other = paper("other", "Nearly 400 participants in the protests were detained.", "Paper B")
    found = weighed(
        asked,
        said(one, "More than 380 people were detained in the protests.", "More than 380"),
        others=[said(other, "Nearly 400 participants in the protests were detained.", "Nearly 400", 0.8)],
    )
    assert (found.kind, found.compatible) == ("sources_differ", True)


def test_a_figure_of_the_day_asked_about_stands_first():
    asked = replace(DEAD, first=date(2022, 1, 7), last=date(2022, 1, 7))
    later = article("later", "In a storm 25 people were killed.", published="2022-01-09", headline="Storm")
    readings = [said(later, "In a storm 25 people were killed.", "25"), replace(ON_ONE, score=0.7)]
    assert weighed(asked, *readings).text == "18"
    assert weighed(DEAD, *readings).text == "25"


def test_the_day_of_a_claim_is_told_by_its_article_or_its_sentence():
    told = paper("told", "On January 5 some 9 people were killed.")
    (claim,) = claims(DEAD, [said(told, "On January 5 some 9 people were killed.", "some 9")], [])

    def is_of(day):
        return of_days(replace(DEAD, first=day, last=day), claim)

    assert [is_of(date(2022, 1, day)) for day in (4, 5, 6, 7)] == [False, True, False, True]
    assert of_days(DEAD, claim)


@pytest.mark.parametrize("other", ["3 civilians", "3 journalists"])
def test_figures_of_other_people_contradict_nothing(other):
    asked = Question("how many children were killed in the flood?", "number", counted=("children", "kill"))
    one = paper("one", "18 people were killed in the flood.", "Paper A")
    two = paper("two", f"{other} were killed in the flood.", "Paper B")
    found = weighed(
        asked,
        said(one, "18 people were killed in the flood.", "18 people"),
        others=[said(two, f"{other} were killed in the flood.", other, 0.8)],
    )
    assert found.kind == "answered"


def test_by_whom_something_was_done_is_no_difference():
    asked = Question("how many people signed the petition of Lindvik?", "number", counted=("peopl", "sign"))
    one = paper("one", "The petition was signed by 3,000 people.", "Paper A")
    two = paper("two", "5,000 people signed the petition.", "Paper B")
    found = weighed(
        asked,
        said(one, "The petition was signed by 3,000 people.", "3,000"),
        others=[said(two, "5,000 people signed the petition.", "5,000", 0.8)],
    )
    assert found.kind == "sources_differ"


def test_an_article_that_states_both_speaks_of_two_things():
    both = "At first 18 people were killed in the flood. A day later 25 people were killed in the flood."
    two = paper("both", both, "Paper C", "2022-01-08")
    found = weighed(
        DEAD,
        ON_ONE,
        said(two, "At first 18 people were killed in the flood.", "18", 0.8),
        others=[said(two, "A day later 25 people were killed in the flood.", "25", 0.6)],
    )
    assert (found.kind, found.text) == ("answered", "18")


def test_a_word_of_the_same_family_tells_the_same():
    question = Question("by how many minutes was the flood shortened?", "number", counted=("minut",))
    longer = paper("longer", "It shortened the flood by 32 minutes.", "Paper A")
    other = paper("other", "The flood was 33 minutes shorter.", "Paper B")
    found = weighed(
        question,
        said(longer, "It shortened the flood by 32 minutes.", "32 minutes"),
        others=[said(other, "The flood was 33 minutes shorter.", "33 minutes", 0.6)],
    )
    assert found.kind == "sources_differ"


def test_totals_asked_for_by_source_differ_like_one_total():
    asked = replace(DEAD, several=True)
    found = weighed(
        asked,
        ON_ONE,
        others=[said(MORE, "By Sunday 25 people had been killed in the flood.", "25", 0.5)],
    )
    assert found.kind == "sources_differ"


def test_two_reports_of_one_event_name_each_others_place_or_person():
    far = "The water rose. " * 60
    first = article(
        "f",
        f"Water.\nLindvik was cut off. {far}Mayor Berg said that 18 people were killed in the flood.",
        outlet="A",
        published="2022-01-07",
    )
    second = article(
        "s",
        f"Boats.\nBerg asked for boats. {far}Lindvik is wet. By Sunday 25 people were killed in the flood.",
        outlet="B",
        published="2022-01-08",
    )
    found = weighed(
        DEAD,
        said(first, "Mayor Berg said that 18 people were killed in the flood.", "18"),
        others=[said(second, "By Sunday 25 people were killed in the flood.", "25", 0.6)],
    )
    assert found.kind == "sources_differ"


def test_of_two_reports_of_one_event_the_head_of_one_may_name_nothing_that_the_other_does():
    far = "The water rose. " * 60
    first = article(
        "f",
        f"Water.\nLindvik was cut off. {far}Mayor Berg said that 18 people were killed in the flood.",
        outlet="A",
        published="2022-01-07",
    )
    second = paper("s", "Berg said it was late. By Sunday 25 people were killed in the flood.", "B")
    second = replace(second, text=second.text.replace("Lindvik flood", "Rain"), headline="Rain")
    quote = "By Sunday 25 people were killed in the flood."
    readings = [said(first, "Mayor Berg said that 18 people were killed in the flood.", "18")]
    assert weighed(DEAD, *readings, others=[said(second, quote, "25", 0.6)]).kind == "answered"
    second = replace(second, text=f"{second.text} {far} Lindvik is wet.")
    assert weighed(DEAD, *readings, others=[said(second, quote, "25", 0.6)]).kind == "sources_differ"


def test_another_event_contradicts_nothing():
    storm = article("storm", "Osterby storm.\nThe storm killed 4 people.", published="2022-01-07")
    found = weighed(
        DEAD,
        ON_ONE,
        others=[said(storm, "The storm killed 4 people.", "4", 0.6)],
    )
    assert found.kind == "answered"


def test_a_question_for_the_dead_is_not_answered_with_the_injured():
    hurt = paper("hurt", "The flood injured 700 people and killed 18 people.", "Paper A")
    found = weighed(DEAD, said(hurt, "The flood injured 700 people and killed 18 people.", "700"))
    assert found.text == "18"
    only = paper("only", "The flood injured 700 people.", "Paper A")
    assert claims(DEAD, [said(only, "The flood injured 700 people.", "700")], []) == []


def test_what_an_article_corrected_is_no_answer_and_what_it_corrected_it_to_says_so():
    text = (
        "In the flood 18 people were killed.\n"
        "Correction, Jan. 8: An earlier version of this article said that 28 people were killed. "
        "The number was 18."
    )
    corrected = paper("corrected", text, "Paper A")
    wrong = "Correction, Jan. 8: An earlier version of this article said that 28 people were killed."
    found = weighed(
        DEAD,
        said(corrected, "In the flood 18 people were killed.", "18"),
        said(corrected, wrong, "28", 0.8),
    )
    assert [(one.value, one.corrected) for one in found.findings] == [("18", True)]


def test_names_of_one_list_are_further_parts_of_the_answer():
    sent = "Boats came from Norland, Sudland and Westmark."
    listed = paper("listed", sent, "Paper A")
    found = weighed(WHO, said(listed, sent, "Sudland"))
    assert (found.kind, found.text) == ("answered", "Sudland; also Norland and Westmark")
    assert [one.articles for one in found.findings] == [1, 1, 1]


def test_other_names_that_are_not_listed_with_the_first_stay_out_of_the_text():
    one = paper("a", "Norland sent boats to Lindvik.", "Paper A")
    two = paper("b", "Sudland is far from Lindvik.", "Paper B")
    found = weighed(
        WHO,
        said(one, "Norland sent boats to Lindvik.", "Norland"),
        said(two, "Sudland is far from Lindvik.", "Sudland", 0.7),
    )
    assert (found.text, [f.value for f in found.findings]) == ("Norland", ["Norland", "Sudland"])


def test_an_answer_of_the_wanted_kind_stands_before_a_sentence_that_was_only_a_little_better():
    one = paper("a", "Water came at night.", "Paper A")
    found = weighed(
        DEAD,
        said(one, "Water came at night.", score=0.9),
        said(ONE, "Police said that 18 people were killed in the flood.", "18", 0.8),
    )
    assert found.text == "18"


def test_passages_that_were_not_read_are_looked_through_for_figures_of_the_same_thing():
    read = glanced(DEAD, [hit(MORE), hit(paper("none", "The flood injured 9 people."))])
    assert [(one.hit.article.id, one.score) for one in read] == [("more", GLANCED)]
    found = weighed(DEAD, ON_ONE, others=read)
    assert (found.kind, found.text) == ("sources_differ", "25; 18")


def test_a_figure_of_an_article_that_never_names_the_place_is_counted_elsewhere():
    asked = replace(DEAD, asked="how many people were killed in osterby?")
    osterby = paper("osterby", "In Osterby 3 people were killed.", "Paper A")
    told = claims(
        asked,
        [
            ON_ONE,
            said(osterby, "In Osterby 3 people were killed.", "3"),
        ],
        [],
    )
    assert places_asked(asked, told) == ["osterby"]
    assert [counted_in(one, ["osterby"]) for one in told] == [False, True]


@pytest.mark.parametrize(
    ("asked", "places"),
    [
        ("how many people were killed in new lindvik?", ["new lindvik"]),
        ("how many people were killed in new lindvik in january?", ["new lindvik"]),
        ("how many people were killed in clashes?", []),
        ("how many people were killed in france?", []),
    ],
)
def test_a_place_has_the_capitals_that_an_article_gives_it_after_in(asked, places):
    text = "Clashes went on in January. A new wave killed 4 people in New Lindvik in France."
    question = replace(DEAD, asked=asked)
    told = claims(question, [said(paper("new", text), text, "4")], [])
    assert places_asked(question, told) == places


def test_a_place_is_whole_words():
    told = claims(
        DEAD,
        [
            said(
                paper("thou", "Thousands came; 4 people were killed."),
                "Thousands came; 4 people were killed.",
                "4",
            )
        ],
        [],
    )
    assert not counted_in(told[0], ["san"])


def test_a_correction_is_not_replaced_by_the_mistake_and_undated_is_not_early():
    right = "Police said that 19 people were killed in the flood."
    note = f"{right}\n\nCorrection: An earlier version said that 18 people were killed; it was 19."
    first = paper("first", note, "Paper A", "2022-01-05")
    again = paper("again", "Police said that 18 people were killed in the flood.", "Paper A", "2022-01-07")
    found = weighed(
        DEAD,
        said(again, "Police said that 18 people were killed in the flood.", "18"),
        said(first, right, "19", 0.8),
    )
    assert found.text == "19"
    undated = paper("undated", "By Sunday 25 people had been killed in the flood.", "Paper A", None)
    found = weighed(
        DEAD,
        ON_ONE,
        said(undated, "By Sunday 25 people had been killed in the flood.", "25", 0.8),
    )
    assert found.kind == "sources_differ"


def test_a_figure_within_another_is_neither_stated_nor_corrected():
    early = paper("early", "Police said that 18 people were killed in the flood.", "Paper A", "2022-01-05")
    late = paper("late", "Police said that 118 people were killed in the flood.", "Paper A", "2022-01-09")
    found = weighed(
        DEAD,
        said(late, "Police said that 118 people were killed in the flood.", "118"),
        said(early, "Police said that 18 people were killed in the flood.", "18", 0.8),
    )
    assert [one.superseded_by for one in found.findings] == [None, "118"]
    note = "Correction: An earlier version said that 18 people were killed; it was 118."
    noted = paper("noted", f"In the flood 118 people were killed.\n\n{note}", "Paper A")
    assert claims(DEAD, [said(noted, note, "18")], []) == []


def test_of_a_span_with_two_amounts_the_one_that_counts_what_is_asked_is_the_answer():
    both = "Another 26 were hurt and more than 3,800 people were killed in the flood."
    found = weighed(DEAD, said(paper("two", both), both, "26 were hurt and more than 3,800 people"))
    assert found.text == "more than 3,800"


def test_an_overview_keeps_its_sentences_apart_and_in_their_order():
    told = [of_sentence(said(one, one.text[len(HEAD) :])) for one in (MORE, TWO)]
    found = surveyed(told)
    assert found.kind == "answered"
    assert [one.value for one in found.findings] == [one.text[len(HEAD) :] for one in (MORE, TWO)]


def test_who_it_was_that_said_so_is_named_or_left_out():
    text = "The ministry met. It said that 18 people were killed in the flood."
    (finding,) = weighed(
        DEAD, said(paper("it", text), "It said that 18 people were killed in the flood.", "18")
    ).findings
    assert finding.attribution is None or "ministry" in finding.attribution


def test_a_name_with_a_plain_word_before_it_is_the_same_name():
    one = paper("a", "Norland sent boats to Lindvik.", "Paper A")
    two = paper("b", "Then neighboring Norland sent boats to Lindvik.", "Paper B")
    found = weighed(
        WHO,
        said(one, "Norland sent boats to Lindvik.", "Norland"),
        said(two, "Then neighboring Norland sent boats to Lindvik.", "neighboring Norland", 0.7),
    )
    assert values(found) == [("Norland", 2, 2)]


def test_what_somebody_said_about_a_thing_names_the_thing_before_what_else_was_said():
    asked = Question("what did Lee say about the talks", "quotation", topic=("talk",))
    told = paper("told", "“The flood was bad,” Lee said. “What talks could there be with them?” Lee said.")
    found = weighed(
        asked,
        said(told, "“The flood was bad,” Lee said.", "bad"),
        said(told, "“What talks could there be with them?” Lee said.", "them", 0.85),
    )
    assert [one.value for one in found.findings] == [
        "What talks could there be with them?",
        "The flood was bad",
    ]
    assert found.findings[0].attribution == "Lee said"


def test_what_was_said_after_a_correction_is_not_what_was_wrong():
    mended = paper(
        "mended",
        "Police said 12 people were killed in the flood.\n\n"
        "Correction: An earlier version of this article said that 21 people were killed. It was 12.",
        "Paper A",
    )
    later = paper("later", "Police said 30 people were killed in the flood.", "Paper A", "2022-01-10")
    found = weighed(
        DEAD,
        said(later, "Police said 30 people were killed in the flood.", "30"),
        said(mended, "Police said 12 people were killed in the flood.", "12"),
    )
    assert found.kind == "answered"
    assert [(one.value, one.superseded_by) for one in found.findings] == [("30", None), ("12", "30")]


def test_a_question_in_an_article_answers_nothing():
    asks = paper("asks", "How many people were killed in the flood?")
    assert claims(DEAD, [said(asks, "How many people were killed in the flood?", "How many")], []) == []


@pytest.mark.parametrize("part", ["Of the dead 7 were children.", "There 7 of those killed lived."])
def test_a_figure_that_counts_some_of_more_stands_behind_one_that_counts_all(part):
    found = weighed(DEAD, said(paper("part", part), part, "7"), replace(ON_ONE, score=0.8))
    assert found.findings[0].value == "18"


def test_there_is_an_answer_only_with_a_figure_or_where_unsure_a_marked_name_or_time():
    sentence = "Boats were sent to Lindvik at once."
    bare = said(paper("bare", sentence), sentence)
    donor = said(paper("donor", "A donor sent boats."), "A donor sent boats.", "A donor")

    def is_answered(question, *cited, sure=False, marks=True):
        given = claims(question, cited, [])
        can, others = answering(question, given, sure=sure, marks=marks)
        assert sorted(map(id, (*can, *others))) == sorted(map(id, given))
        return bool(can)

    when, where, why = (replace(WHO, kind=kind) for kind in ("time", "place", "reason"))
    assert [is_answered(one, bare) for one in (DEAD, WHO, when)] == [False, False, False]
    assert [is_answered(one, bare, sure=True) for one in (DEAD, WHO, when)] == [False, True, True]
    assert [is_answered(one, bare) for one in (where, why)] == [True, True]
    assert is_answered(WHO, bare, donor)
    assert not is_answered(WHO, sure=True)
    assert is_answered(DEAD, replace(ON_ONE, answer_start=None, answer_end=None))
    assert is_answered(WHO, bare, marks=False)
    assert is_answered(DEAD, said(paper("none", "Nobody was killed."), "Nobody was killed.", "Nobody"))
    until = said(paper("until", "It will last until 19 May."), "It will last until 19 May.", "until 19 May")
    assert is_answered(Question("for how long will the curfew last", "number"), until)


def test_a_figure_that_was_not_marked_answers_only_if_it_surely_counts_or_has_a_unit():
    remained = "On Fona two remain."
    oil = Question("how much oil got into the sea", "number", counted=("oil",))
    barrels = "The firm said that 103 barrels were lost."
    cases = [(DEAD, remained), (DEAD, "The flood killed two people."), (oil, barrels)]
    for marks, expected in ((True, [False, True, True]), (False, [True, True, True])):
        can = [
            answering(asked, claims(asked, [said(paper("a", text), text)], []), sure=True, marks=marks)[0]
            for asked, text in cases
        ]
        assert [bool(one) for one in can] == expected


def test_of_several_who_may_have_done_it_another_sentence_adds_to_the_first():
    one = paper("one", "Norway sent boats to Lindvik.")
    two = paper("two", "Boats were sent to Lindvik by Sweden, too.")
    found = weighed(
        WHO,
        said(one, "Norway sent boats to Lindvik.", "Norway"),
        said(two, "Boats were sent to Lindvik by Sweden, too.", "Sweden", 0.85),
    )
    assert found.text == "Norway; also Sweden"
    found = weighed(
        WHO,
        said(one, "Norway sent boats to Lindvik.", "Norway"),
        others=[said(two, "Boats were sent to Lindvik by Sweden, too.", "Sweden", 0.5)],
    )
    assert found.text == "Norway; also Sweden"
    won = paper("won", "Eva Lund won the election in Lindvik. Ole Berg lost it.")
    found = weighed(
        Question("who won the election?", "name"),
        said(won, "Eva Lund won the election in Lindvik.", "Eva Lund"),
        said(won, "Ole Berg lost it.", "Ole Berg", 0.85),
    )
    assert found.text == "Eva Lund"


def test_an_article_that_does_not_have_the_names_asked_about_is_told():
    here = paper("here", "Captain Eva Lund sent boats to Lindvik. Norwegian divers came, us among them.")
    away = article("away", "Captain Ole Berg of the US sent boats.", headline="Storm", published="2022")
    norway = article("norway", "Boats went to Norway and Sweden. Rain fell.", headline="Boats")
    hits = [hit(here), hit(away), hit(norway)]

    def names(asked):
        return names_asked(Question(asked), hits)

    assert names("who sent boats to lindvik") == (("lindvik",),)
    assert [speaks_of(one, (("lindvik",),)) for one in (here, away)] == [True, False]
    # One of the words will do; "us" is nobody; the country it happened in goes without saying.
    assert names("what did eva lund say") == (("eva", "lund"),)
    assert names("can you tell us how many boats came") == ()
    assert names("how many boats are there in northern Norway") == ()
    assert names("how many boats did norway send") == (("norway",),)
    # Another form of the name will do.
    assert speaks_of(here, (("norway",),))
    assert not speaks_of(here, (("sweden",),))


def test_a_word_of_a_longer_name_is_no_name_on_its_own():
    ship = hit(
        article("ship", "In March the ship Ever Given ran aground. In April Given Lee spoke, as Lee does.")
    )

    def names(asked):
        return names_asked(Question(asked), [ship])

    assert names("how much money was given to the crew") == ()
    assert names("how long is the ever given") == (("ever", "given"),)
    assert names("what did lee say") == (("lee",),)


def test_a_list_has_those_who_did_the_same_elsewhere_in_the_sentence():
    sentence = "Norway sent boats at once, and others are to follow from Sweden and Finland, said Iceland."
    asked = Question("which countries sent boats", "organisation", several=True)
    told = claims(asked, [said(paper("a", sentence), sentence, "Sweden and Finland")], [])
    assert {one.said for one in told} == {"Sweden", "Finland", "Norway"}
    alone = claims(replace(asked, several=False), [said(paper("a", sentence), sentence, "Finland")], [])
    assert "Norway" not in {one.said for one in alone}


@pytest.mark.parametrize(
    ("text", "articles"),
    [
        ("The flood killed 18 people.", 2),
        ("In all 18 people were killed, the mayor said.", 2),
        ("Another 18 people were killed in the flood.", 1),
        ("Its 18 boats lay in the harbour.", 1),
        ("Were 18 people killed in the flood?", 1),
        ("Correction: an earlier version said 18 people were killed in the flood; there were 25.", 1),
    ],
)
def test_a_sentence_that_no_model_read_bears_out_what_it_says_in_so_many_words(text, articles):
    other = paper("other", text, "Paper B")
    rest = unread([hit(other)], [])
    assert values(weigh(DEAD, claims(DEAD, [ON_ONE], []), [], rest)) == [("18", articles, articles)]


def test_a_sentence_that_no_model_read_names_who_did_it_only_if_it_says_all_that_is_asked():
    one = paper("one", "Norway sent boats to Lindvik on Friday.", "Paper A")
    first = claims(WHO, [said(one, "Norway sent boats to Lindvik on Friday.", "Norway")], [])
    for text, articles in (
        ("Two boats were sent by Norway.", 2),
        ("Norway was thanked for its boats.", 1),
        ("It rained in Norway.", 1),
    ):
        rest = unread([hit(paper("other", text, "Paper B"))], [])
        assert weigh(WHO, first, [], rest).findings[0].articles == articles, text


def test_a_sentence_that_no_model_read_contradicts_nothing():
    other = paper("other", "The flood killed 25 people.", "Paper B")
    found = weigh(DEAD, claims(DEAD, [ON_ONE], []), [], unread([hit(other)], []))
    assert (found.kind, values(found)) == ("answered", [("18", 1, 1)])


def test_what_the_answer_leaves_untold_differs_from_what_surely_counts_the_same():
    asked = Question("how many Nordic soldiers are in Lindvik?", "number", counted=("nordic", "soldier"))
    loose = paper("loose", "The Nordic force in Lindvik is to number some 2,500.", "Paper A")
    sure = paper("sure", "There are 2,030 Nordic soldiers in Lindvik, the mayor said.", "Paper B")
    found = weighed(
        asked,
        said(loose, "The Nordic force in Lindvik is to number some 2,500.", "some 2,500"),
        others=[said(sure, "There are 2,030 Nordic soldiers in Lindvik, the mayor said.", "2,030", 0.5)],
    )
    assert (found.kind, {one.value for one in found.findings}) == ("sources_differ", {"some 2,500", "2,030"})
