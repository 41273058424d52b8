"""A batch is answered line by line, in order; a bad line is told and harms no other."""

import io
import json

import pytest

from bot import batch
from bot.batch import Asked, Earlier
from bot.errors import QuestionError, UsageError
from index.errors import GenerationError


def lines(*objects):
    return b"".join(json.dumps(o).encode() + b"\n" for o in objects)


def echo(asked):
    if asked.question == "bad":
        raise QuestionError("not a question")
    return {"id": asked.id, "question": asked.question}


def run(raw, answer=echo):
    out = io.StringIO()
    failures = []

    def failed(error):
        failures.append(error)
        return "noted"

    well = batch.run(io.BytesIO(raw), out, answer, failed)
    return well, [json.loads(line) for line in out.getvalue().splitlines()], failures


def test_ids_are_echoed_in_order_and_blank_lines_only_count():
    well, answers, _ = run(lines({"id": "q1", "question": "one?"}) + b"\n" + lines({"question": "two?"}, 3))
    assert well
    assert answers[:2] == [{"id": "q1", "question": "one?"}, {"id": None, "question": "two?"}]
    assert answers[2]["line"] == 4


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b"not json", "not valid JSON"),
        (b"\xff\xfe{}", "not UTF-8"),
        (b"[1, 2]", "not an object"),
        (b"{}", '"question"'),
        (b'{"question": 5}', '"question"'),
        (b'{"question": "who?", "id": 5}', '"id" is not a string'),
        (b'{"question": "who?", "followup_to": []}', '"followup_to" is not a string'),
        (b'{"question": "who?", "as_of": "8 Jan"}', "2022-01-08"),
        (b'{"question": "who?", "as_of": 20220108}', '"as_of" is not a string'),
        (b'{"question": "bad"}', "not a question"),
        (b"[" * 100_000, "not valid JSON"),
        (b'{"question": "' + b"x" * (2 << 20) + b'"}', "longer than 1 MiB"),
    ],
)
def test_a_line_that_cannot_be_read_or_asked_is_told_and_the_rest_goes_on(raw, told):
    well, answers, _ = run(b'{"question": "one?"}\n' + raw + b'\n{"question": "three?"}')
    assert well
    assert [a.get("question") for a in answers] == ["one?", None, "three?"]
    assert set(answers[1]) == {"error", "line"}
    assert answers[1]["line"] == 2
    assert told in answers[1]["error"]


def test_fields_of_a_line_are_read():
    asked = batch.parse(b'{"id": "q2", "question": "when?", "followup_to": "q1", "as_of": "2022-01-08"}')
    assert (asked.id, asked.question, asked.followup_to) == ("q2", "when?", "q1")
    assert asked.as_of.isoformat() == "2022-01-08"
    assert batch.parse(b'{"question": "q", "id": null, "other": 1}') == Asked(None, "q")


def test_each_answer_is_written_and_flushed_before_the_next_line_is_read():
    events = []

    class Source(io.BytesIO):
        def readline(self, size=-1):
            events.append("read")
            return super().readline(size)

    class Sink(io.StringIO):
        def write(self, text):
            events.append("write")
            return super().write(text)

        def flush(self):
            events.append("flush")

    batch.run(Source(lines({"question": "1"}, {"question": "2"})), Sink(), echo, str)
    assert events == ["read", "write", "flush", "read", "write", "flush", "read"]


def test_a_failure_of_ours_on_one_line_is_noted_and_the_rest_goes_on():
    def answer(asked):
        if asked.question == "fatal":
            raise ZeroDivisionError
        return echo(asked)

    well, answers, failures = run(lines({"question": "fatal"}, {"question": "fine"}), answer)
    assert not well
    assert answers == [{"error": "noted", "line": 1}, {"id": None, "question": "fine"}]
    assert [type(f) for f in failures] == [ZeroDivisionError]


def test_without_a_generation_a_batch_ends():
    def answer(asked):
        raise GenerationError("gone")

    with pytest.raises(GenerationError):
        run(lines({"question": "1"}), answer)


def test_answers_are_ascii_so_that_no_reader_splits_a_line(built):
    question = "who\u2028sent\u0085 troops “now”?"
    (answer,) = built.records("ask", "--batch", "-", stdin=json.dumps({"question": question}))
    assert answer["question"] == question
    assert answer["asked"] == "who sent troops “now”?"
    status, out, _ = built("ask", "--batch", "-", stdin=json.dumps({"question": question}))
    assert (status, out.isascii(), out.count("\n")) == (0, True, 1)


def test_a_batch_from_a_file_equals_the_same_questions_asked_alone(built, tmp_path):
    questions = ["who sent paratroopers?", "what about the price of gas?", "did shops open in Almaty?"]
    path = tmp_path / "batch.jsonl"
    path.write_bytes(lines(*({"id": str(i), "question": q} for i, q in enumerate(questions))))
    together = built.records("ask", "--batch", path)
    assert [a["id"] for a in together] == ["0", "1", "2"]
    for question, answer in zip(questions, together, strict=True):
        (alone,) = built.records("ask", question, "--json")
        assert {**answer, "id": None, "ms": 0} == {**alone, "ms": 0}


def test_as_of_of_a_line_stands_over_the_option(built):
    raw = lines({"question": "troops?"}, {"question": "troops?", "as_of": "2022-01-10"})
    first, second = built.records("ask", "--batch", "-", "--as-of", "2022-01-07", stdin=raw)
    assert (first["as_of"], first["coverage"]["articles"]) == ("2022-01-07", 1)
    assert (second["as_of"], second["coverage"]["articles"]) == ("2022-01-10", 2)


def test_a_search_batch_gives_hits_line_by_line(built):
    raw = lines({"id": "s", "question": "paratroopers"}) + b"oops\n"
    found, error = built.records("search", "--batch", "-", "--k", "1", "--read", stdin=raw)
    assert found["id"] == "s"
    assert [h["article_id"] for h in found["hits"]] == ["a1"]
    assert error["line"] == 2


def test_each_line_is_answered_from_the_generation_that_is_current_then(built):
    (first,) = built.records("generations", "--json")
    (second,) = built.records("build", "--json")
    generations = built.assembly_of().generations
    answers = []

    class Source(io.BytesIO):
        def readline(self, size=-1):
            if len(answers) == 1:
                generations.rollback(first["id"])
            return super().readline(size)

    answerer = built.assembly_of().answerer(wait=True)

    def answer(asked):
        answers.append(answerer.answer(asked.question).generation)
        return {}

    batch.run(Source(lines({"question": "who?"}, {"question": "who?"})), io.StringIO(), answer, str)
    assert answers == [second["id"], first["id"]]


def test_a_follow_up_is_made_whole_from_an_earlier_line(built):
    raw = lines(
        {"id": "q1", "question": "who sent paratroopers to Kazakhstan?"},
        {"id": "q2", "question": "did shops open in Almaty?"},
        {"id": "q3", "question": "what about Belarus?", "followup_to": "q1"},
        {"id": "q4", "question": "and in Aktau?", "followup_to": "q2"},
        {"id": "q5", "question": "and in Taldykorgan?", "followup_to": "q4"},
    )
    first, second, *follow_ups = built.records("ask", "--batch", "-", stdin=raw)
    assert (first["about"], second["about"]) == (None, None)
    assert [a["asked"] for a in follow_ups] == [
        "who sent paratroopers to Belarus?",
        "did shops open in Aktau?",
        "did shops open in Taldykorgan?",
    ]
    assert [a["question"] for a in follow_ups] == [
        "what about Belarus?",
        "and in Aktau?",
        "and in Taldykorgan?",
    ]
    assert follow_ups[0]["about"] == first["findings"][0]["citations"][0]["headline"]


def test_who_said_so_gives_the_answer_before_again(built):
    raw = lines(
        {"id": "q1", "question": "who sent paratroopers?"},
        {"id": "q2", "question": "who said so?", "followup_to": "q1"},
    )
    first, again = built.records("ask", "--batch", "-", stdin=raw)
    assert again["findings"] == first["findings"]
    assert (again["question"], again["asked"]) == ("who said so?", "who sent paratroopers?")
    assert again["about"] == first["findings"][0]["citations"][0]["headline"]


def test_a_topic_change_stands_alone_though_it_names_an_earlier_line(built):
    raw = lines(
        {"id": "q1", "question": "who sent paratroopers?"},
        {"id": "q2", "question": "did the price of gas double in Zhanaozen?", "followup_to": "q1"},
    )
    _, second = built.records("ask", "--batch", "-", stdin=raw)
    assert (second["asked"], second["about"]) == ("did the price of gas double in Zhanaozen?", None)


@pytest.mark.parametrize("command", ["ask", "search"])
def test_a_follow_up_to_no_earlier_line_is_told(built, command):
    raw = lines(
        {"id": "q1", "question": "when?", "followup_to": "q2"},
        {"id": "q2", "question": "who sent paratroopers?"},
    )
    wrong, right = built.records(command, "--batch", "-", stdin=raw)
    assert wrong["line"] == 1
    assert '"followup_to" names no line that was answered before' in wrong["error"]
    assert right["id"] == "q2"


def test_a_search_batch_searches_the_whole_question(built):
    raw = lines(
        {"id": "q1", "question": "did shops open in Kazakhstan?"},
        {"id": "q2", "question": "and in Almaty?", "followup_to": "q1"},
        {"id": "q3", "question": "did shops open in Almaty?"},
    )
    _, made, whole = built.records("search", "--batch", "-", stdin=raw)
    assert made["hits"] == whole["hits"]


def test_the_latest_line_of_an_id_counts_and_the_oldest_go():
    earlier = Earlier(most=2)
    for name, what in (("a", 1), ("b", 2), ("a", 3), ("c", 4)):
        earlier.note(Asked(name, "?"), what)
    earlier.note(Asked(None, "?"), 5)
    assert earlier.followed_by(Asked("x", "?", "a")) == 3
    assert earlier.followed_by(Asked("x", "?")) is None
    with pytest.raises(UsageError, match="'b'"):
        earlier.followed_by(Asked("x", "?", "b"))
