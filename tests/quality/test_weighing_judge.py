"""The figures of weighing, on made-up answers to made-up questions."""

from dataclasses import replace

from bot.types import Answer, Citation, Finding, Story
from index.types import Holdings
from tests.quality.weighing_judge import Said, by_type, figures, says
from tests.quality.weighing_set import Expected, Place, Question

TEXT = "Two bridges fell on Monday. The ministry said nearly 40 people fled. The town counted 52."
NAMES = {"floods": frozenset({"floods", "floods.txt"}), "tides": frozenset({"tides"})}


def cited(quote, article="floods", published="2024-05-02"):
    start = TEXT.index(quote)
    return Citation(
        article, 1, "Outlet", "Floods", published, None, article, None, "0" * 64, quote, start,
        start + len(quote), start, start + len(quote), 0, len(TEXT),
    )  # fmt: skip


def finding(value, quote, **told):
    return Finding(value, (cited(quote, told.pop("article", "floods")),), told.pop("articles", 1), **told)


def answer(kind="answered", *findings, **told):
    spent = told.pop("timings", {"retrieve": 20.0, "weigh": 4.0})
    text = told.pop("text", "; ".join(one.value for one in findings))
    coverage = Holdings(2, 1, None, None)
    return Answer("q", "q", kind, text, 0.9, 0.5, "g", coverage, findings, timings=spent, **told)


def expected(*accepted, **told):
    fields = {
        "independent": None, "attribution": None, "superseded": False, "corrected": False, "optional": False
    }  # fmt: skip
    return Expected(accepted, **(fields | told))


FLED = "The ministry said nearly 40 people fled."
TOWN = "The town counted 52."
QUESTION = Question(
    "q", "sample", "differ", "how many fled", None, None, None, "sources_differ", None, None,
    nearby=False, any_order=True, findings=(expected("40", "forty"), expected("52")),
    citations=(Place("floods.txt", "nearly 40 people"), Place("floods", TOWN)), stories=(),
)  # fmt: skip
ALONE = replace(QUESTION, kind="answered", nearby=True, any_order=False, findings=(expected("40"),))
REFUSED = replace(QUESTION, kind="not_found", reason="not_stated", findings=(), citations=())


def shares(*said):
    return dict(figures(said))


def test_a_value_says_what_it_holds_as_whole_words_with_punctuation_aside():
    assert says(finding("nearly 3,800 people", FLED), expected("3,800"))
    assert not says(finding("3,800 people", FLED), expected("800"))
    assert says(finding("a 180-day cap", FLED), expected("180-day"))


def test_the_first_finding_is_right_when_its_value_is_and_its_quote_stands_at_a_place():
    assert Said(ALONE, answer("answered", finding("nearly 40", FLED)), NAMES).right
    assert not Said(ALONE, answer("answered", finding("52", TOWN)), NAMES).first_right
    assert not Said(ALONE, answer("answered", finding("40", "Two bridges fell on Monday.")), NAMES).right
    assert not Said(ALONE, answer("answered", finding("40", FLED, article="tides")), NAMES).first_right
    assert not Said(ALONE, answer("not_found"), NAMES).first_right


def test_a_yes_is_wrong_where_no_is_expected():
    question = replace(ALONE, verdict="no")
    said = finding("nearly 40", FLED)
    assert not Said(question, answer("answered", said, text="Yes: nearly 40"), NAMES).right
    assert Said(question, answer("answered", said, text="No: nearly 40"), NAMES).right
    assert Said(question, answer("answered", said, text="Nobody: nearly 40"), NAMES).right


def test_a_conflict_is_shown_when_every_value_is_there_in_any_order():
    both = answer("sources_differ", finding("52", TOWN), finding("nearly 40", FLED))
    one = answer("sources_differ", finding("52", TOWN))
    flattened = answer("answered", finding("52", TOWN), finding("nearly 40", FLED))
    said = [Said(QUESTION, given, NAMES) for given in (both, one, flattened)]
    assert [each.conflict_shown for each in said] == [True, False, False]
    assert [each.right for each in said] == [True, True, False]
    assert shares(*said)["conflicts shown with every value"] == "0.333 of 3"
    assert shares(*said)["findings, recall"] == "0.833 of 6"


def test_a_false_conflict_is_one_where_none_is_expected():
    wrong = Said(ALONE, answer("sources_differ", finding("nearly 40", FLED), finding("52", TOWN)), NAMES)
    right = Said(ALONE, answer("answered", finding("nearly 40", FLED)), NAMES)
    told = shares(wrong, right, Said(QUESTION, wrong.answer, NAMES))
    assert told["false conflicts, where figures stand nearby"] == "0.500 of 2"
    assert told["false conflicts, all questions without one"] == "0.500 of 2"
    assert told["findings, precision"] == "0.800 of 5"


def test_counts_attribution_and_what_is_replaced_or_corrected_are_judged_by_the_finding_that_says_it():
    wanted = expected("40", independent=2, attribution="ministry", corrected=True)
    old = expected("52", superseded=True)
    question = replace(ALONE, findings=(wanted, old))
    full = answer(
        "answered",
        finding("40", FLED, independent=2, attribution="The ministry said", corrected=True),
        finding("52", TOWN, superseded_by="40"),
    )
    bare = answer("answered", finding("40", FLED, independent=1), finding("52", TOWN))
    names = ("independent count exact", "attribution kept", "superseded shown", "corrected shown")
    assert [shares(Said(question, full, NAMES))[name] for name in names] == ["1.000 of 1"] * 4
    assert [shares(Said(question, bare, NAMES))[name] for name in names] == ["0.000 of 1"] * 4
    assert Said(question, full, NAMES).mistakes() == []
    assert Said(question, bare, NAMES).mistakes() == ["independent", "attribution", "superseded", "corrected"]


def test_refusals_are_judged_by_kind_and_reason_and_wrong_answers_by_what_they_were_asked():
    refused = Said(REFUSED, answer("not_found", reason="not_stated"), NAMES)
    astray = Said(replace(REFUSED, reason="off_subject"), answer("not_found", reason="not_stated"), NAMES)
    wrong = Said(REFUSED, answer("answered", finding("52", TOWN)), NAMES)
    missed = Said(ALONE, answer("not_found", reason="not_stated"), NAMES)
    told = shares(refused, astray, wrong, missed)
    assert told["unanswerable, answered"] == "0.333 of 3"
    assert told["of these near misses"] == "0.500 of 2"
    assert told["of these off the subject"] == "0.000 of 1"
    assert told["of these another language"] == "none"
    assert told["refusals with the right reason"] == "0.500 of 2"
    assert told["answerable, refused"] == "1.000 of 1"


def test_a_follow_up_is_as_asked_whole_when_kind_and_first_value_are_the_same():
    question = replace(ALONE, followup_to="p", whole="how many people fled?")
    given = answer("answered", finding("nearly 40", FLED))
    other = answer("answered", finding("52", TOWN))
    refusal = answer("not_found")
    pairs = [(given, given), (given, other), (given, refusal), (refusal, refusal)]
    said = [Said(question, one, NAMES, whole) for one, whole in pairs]
    assert [one.as_whole for one in said] == [True, False, False, True]
    assert shares(*said)["follow-ups answered as if asked whole"] == "0.500 of 4"


def test_an_overview_is_well_told_by_several_articles_newest_first():
    question = replace(
        ALONE, type="overview", findings=(), citations=(Place("floods", None), Place("tides", None))
    )
    old = Finding(TOWN, (cited(TOWN, "tides", "2024-05-01"),), 1)
    new = Finding(FLED, (cited(FLED, "floods", "2024-05-02"),), 1)
    assert Said(question, answer("answered", new, old), NAMES).told_well
    assert Said(question, answer("answered", new, old), NAMES).right
    assert not Said(question, answer("answered", old, new), NAMES).told_well
    assert not Said(question, answer("answered", new, new), NAMES).told_well
    assert not Said(question, answer("answered", new), NAMES).told_well


def test_several_stories_are_right_when_two_of_the_expected_ones_are_offered():
    question = replace(
        ALONE, kind="several_stories", findings=(), citations=(), stories=(("floods.txt",), ("tides",))
    )
    floods, tides = (Story("H", "2024-05-02", name, "q") for name in ("floods", "tides"))
    assert Said(question, answer("several_stories", stories=(tides, floods)), NAMES).right
    assert not Said(question, answer("several_stories", stories=(floods, floods)), NAMES).right


def test_right_answers_are_counted_by_type_and_times_are_those_of_the_stage():
    right = Said(ALONE, answer("answered", finding("40", FLED), timings={"read": 90.0, "weigh": 2.0}), NAMES)
    wrong = Said(REFUSED, answer("answered", finding("40", FLED), timings={"read": 90.0}), NAMES)
    assert by_type([replace(right, question=replace(ALONE, type="near_miss")), wrong]) == [
        ("differ", "0.000 of 1"),
        ("near miss", "1.000 of 1"),
    ]
    assert shares(right)["time of weighing p50 / p95, ms"] == "2.0 / 2.0"
    assert shares(right)["time of an answer p50 / p95, ms"] == "92.0 / 92.0"
