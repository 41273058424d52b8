"""The command line with a reader that reads, here one that looks for the question's words."""

import json

import pytest

from bot.calibrate import FEWEST
from bot.reader.calibration import THRESHOLD, Calibration
from tests.bot.conftest import TROOPS
from tests.fakes.model import WordModel

QUESTION = "who sent paratroopers to Kazakhstan on Friday"


WORDS = "0" * 64


def calibration(digest=WORDS, cosine=0.0):
    return Calibration((1.0, 0.0), (2.0, cosine), 0.0, 0.5, 0.8, 0.1, 0.2, 0.0, digest, 99)


@pytest.fixture
def reading(dateline, articles_file):
    """A home with three articles, read by `WordModel` under a calibration of its own."""
    dateline.settings('[reader]\nmodel = "words"\n')
    assert dateline("ingest", articles_file)[0] == 0
    assert dateline("build")[0] == 0
    calibration().save(dateline.home / "calibration.json")
    return dateline


def test_the_short_answer_is_marked_in_its_sentence_and_is_the_text(reading):
    (answer,) = reading.records("ask", QUESTION, "--json")
    assert (answer["kind"], answer["text"]) == ("answered", "Russia")
    cited = answer["findings"][0]["citations"][0]
    assert cited["quote"] == TROOPS
    (article,) = reading.records("article", "a1", "--json")
    assert article["text"][cited["answer_start"] : cited["answer_end"]] == "Russia"
    _, out, _ = reading("ask", QUESTION)
    assert out.splitlines()[0] == "Russia"
    assert "**Russia** sent paratroopers" in out


def test_a_question_whose_best_score_is_below_the_threshold_is_refused(reading):
    (answer,) = reading.records("ask", "which painter married a dentist", "--json")
    assert (answer["kind"], answer["findings"], answer["threshold"]) == ("not_found", [], 0.5)
    assert answer["score"] < 0.5


def test_search_gives_the_order_and_the_scores_after_reading(reading):
    question = "who came out to protest in Zhanaozen on Sunday"
    (plain,) = reading.records("search", question, "--json")
    (read,) = reading.records("search", question, "--read", "--json")
    assert {h["article_id"] for h in read["hits"]} == {h["article_id"] for h in plain["hits"]}
    assert read["hits"][0]["article_id"] == "a2"
    scores = [h["score"] for h in read["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert scores != [h["score"] for h in plain["hits"]]


def test_status_names_the_reader(reading):
    assert reading.records("status", "--json")[0]["reader"] == "words"


def test_a_calibration_of_another_model_is_not_used(reading):
    calibration("f" * 64, cosine=50.0).save(reading.home / "calibration.json")
    assembly = reading.assembly_of()
    assert assembly.calibration.questions != 99


def test_a_broken_calibration_is_told(reading):
    (reading.home / "calibration.json").write_text("{")
    status, out, err = reading("ask", QUESTION)
    assert (status, out) == (1, "")
    assert "calibration.json is broken" in err


def golden(path):
    rows = [{"question": f"{QUESTION} {n}", "answerable": True} for n in range(FEWEST)]
    rows += [{"question": f"which painter {n} married a dentist", "answerable": False} for n in range(FEWEST)]
    path.write_text("\n".join(map(json.dumps, rows)))
    return path


def test_calibrate_fits_the_score_to_golden_questions_and_the_next_answer_uses_it(reading, tmp_path):
    (told,) = reading.records("calibrate", golden(tmp_path / "golden.jsonl"), "--json")
    assert (told["questions"], told["answerable"]) == (2 * FEWEST, FEWEST)
    assert told["after"] == {"refused": 0.0, "answered": 0.0}
    assert Calibration.load(reading.home / "calibration.json").questions == 2 * FEWEST
    (answer,) = reading.records("ask", QUESTION, "--json")
    assert answer["threshold"] == pytest.approx(told["threshold"]) == pytest.approx(THRESHOLD)
    assert answer["score"] > 0.9


def test_what_calibrate_found_is_kept_for_the_model_that_it_asked(reading, tmp_path):
    """Also where that model began with the calibration that the packaged one comes with."""
    (reading.home / "calibration.json").unlink()
    reading.model = WordModel("c" * 64)
    assert reading("calibrate", golden(tmp_path / "golden.jsonl"))[0] == 0
    assert Calibration.load(reading.home / "calibration.json").reader == "c" * 64
    assert reading.assembly_of().calibration.questions == 2 * FEWEST


def test_a_dry_run_of_calibrate_changes_nothing(reading, tmp_path):
    before = (reading.home / "calibration.json").read_bytes()
    status, out, err = reading("calibrate", golden(tmp_path / "golden.jsonl"), "--dry-run")
    assert status == 0
    assert out.splitlines()[1].startswith("after   0.0% of the answerable questions refused")
    assert "Nothing was changed" in err
    assert (reading.home / "calibration.json").read_bytes() == before


def test_calibrate_refuses_too_few_questions_and_the_reader_without_weights(reading, tmp_path):
    few = tmp_path / "few.jsonl"
    few.write_text('{"question": "q?", "answerable": true}\n')
    status, out, err = reading("calibrate", few)
    assert (status, out) == (2, "")
    assert "at least 20" in err
    reading.threshold(0.1)
    status, out, err = reading("calibrate", golden(tmp_path / "golden.jsonl"))
    assert status == 2
    assert "reader.threshold" in err
