"""The command line as INTERFACE promises it: what it prints where, and how it ends."""

import json

import pytest

from bot.assemble import Assembly
from bot.cli import main
from corpus.errors import StoreError
from corpus.store import ArticleStore
from index.embed import PACKAGED
from index.errors import GenerationError
from tests.fakes.embedder import HashingEmbedder

TROOPS = "Russia sent paratroopers to Kazakhstan on Friday."

ANSWER_KEYS = (
    "id question asked as_of about kind text score threshold weak reason findings stories closest coverage "
    "generation ms"
)
FINDING_KEYS = "value hedge attribution as_of corrected superseded_by articles independent citations"
CITATION_KEYS = (
    "article_id revision outlet headline published url origin credited_to text_sha256 quote start end "
    "answer_start answer_end passage_start passage_end"
)


def keys(record):
    return " ".join(record)


def test_ingest_reports_what_happened_and_says_what_to_do_next(dateline, articles_file):
    status, out, err = dateline("ingest", articles_file)
    assert (status, out) == (0, "3 new, 0 changed, 0 unchanged, 0 rejected\n")
    assert "dateline build" in err
    status, out, err = dateline("ingest", articles_file)
    assert (status, out) == (0, "0 new, 0 changed, 3 unchanged, 0 rejected\n")
    assert "dateline build" not in err


def test_a_bad_line_is_rejected_with_its_place_and_the_rest_goes_in(dateline, articles_file):
    with articles_file.open("a", encoding="utf-8") as file:
        file.write("not json\n")
    (report,) = dateline.records("ingest", articles_file, "--json")
    assert (report["new"], report["changed"], report["unchanged"]) == (["a1", "a2", "a3"], [], [])
    (rejected,) = report["rejected"]
    assert rejected["found_in"].endswith("articles.jsonl:4")


def test_a_path_that_cannot_be_read_is_rejected_and_the_others_go_in(dateline, articles_file):
    """Its name is longer than any file's; a folder that may not be searched fails the same way."""
    status, out, err = dateline("ingest", "x" * 300, articles_file)
    assert (status, out) == (0, "3 new, 0 changed, 0 unchanged, 1 rejected\n")
    assert "x: cannot be read: file name too long" in err


def test_of_many_rejected_lines_of_a_file_the_first_are_shown_and_json_lists_all(dateline, articles_file):
    with articles_file.open("a", encoding="utf-8") as file:
        file.write("not json\n" * 1022)
    status, out, err = dateline("ingest", articles_file)
    assert (status, out) == (0, "3 new, 0 changed, 0 unchanged, 1,022 rejected\n")
    shown = [line for line in err.splitlines() if "rejected" in line]
    assert len(shown) == 21
    assert shown[-1].endswith("articles.jsonl: and 1,002 more; --json lists them all")
    (report,) = dateline.records("ingest", articles_file, "--json")
    assert len(report["rejected"]) == 1022


def test_an_ingest_that_reads_nothing_fails(dateline, tmp_path):
    bad = tmp_path / "bad.jsonl"
    bad.write_text("not json\n", encoding="utf-8")
    status, out, err = dateline("ingest", bad)
    assert status == 1
    assert out == "0 new, 0 changed, 0 unchanged, 1 rejected\n"
    assert "bad.jsonl:1" in err


def test_ingest_fills_fields_that_the_files_lack(dateline, articles_file):
    options = ("--outlet", "Paper Z", "--published", "2022-01-02")
    assert dateline("ingest", articles_file, *options)[0] == 0
    outlets = {a["id"]: (a["outlet"], a["published"]) for a in dateline.records("articles", "--json")}
    assert outlets == {
        "a1": ("Paper A", "2022-01-07"),
        "a2": ("Paper Z", "2022-01-02"),
        "a3": ("Paper B", "2022-01-10T08:00:00Z"),
    }


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nowhere.txt"], "nowhere.txt"),
        (["articles.jsonl", ""], "empty path"),
        (["articles.jsonl", "--home", ""], "empty path"),
        (["articles.jsonl", "--published", "01/02/2022"], "01/02/2022"),
        (["articles.jsonl", "--url", "javascript:1"], "javascript:1"),
    ],
)
def test_ingest_of_what_is_not_there_or_makes_no_sense_is_wrong_usage(
    dateline, articles_file, arguments, told
):
    assert articles_file.exists()
    status, out, err = dateline("ingest", *arguments)
    assert (status, out) == (2, "")
    assert told in err.splitlines()[-1]


def test_build_prints_the_id_and_progress_goes_to_standard_error(dateline, articles_file):
    dateline("ingest", articles_file)
    status, out, err = dateline("build")
    assert status == 0
    assert out.strip() == dateline.records("status", "--json")[0]["generation"]
    assert "3 of 3 passages" in err
    (built,) = dateline.records("build", "--json")
    assert (built["current"], built["articles"], built["passages"], built["reused"]) == (True, 3, 3, 3)


def test_build_with_an_empty_store_fails_and_says_what_to_do(dateline):
    status, out, err = dateline("build")
    assert (status, out) == (1, "")
    assert "dateline ingest" in err.splitlines()[-1]


def test_ask_json_has_the_promised_keys_in_order_and_a_verbatim_quote(built):
    (answer,) = built.records("ask", "who sent paratroopers to Kazakhstan?", "--json")
    assert keys(answer) == ANSWER_KEYS
    assert (answer["id"], answer["question"]) == (None, "who sent paratroopers to Kazakhstan?")
    assert (answer["kind"], answer["text"], answer["about"], answer["stories"]) == (
        "answered",
        TROOPS,
        None,
        [],
    )
    finding = answer["findings"][0]
    assert keys(finding) == FINDING_KEYS
    assert (finding["value"], finding["independent"], finding["corrected"]) == (TROOPS, 1, False)
    cited = finding["citations"][0]
    assert keys(cited) == CITATION_KEYS
    assert (cited["article_id"], cited["outlet"], cited["answer_start"]) == ("a1", "Paper A", None)
    (article,) = built.records("article", "a1", "--json")
    assert article["text"][cited["start"] : cited["end"]] == cited["quote"] == TROOPS
    assert article["text_sha256"] == cited["text_sha256"]
    assert answer["coverage"] == {"articles": 3, "outlets": 2, "from": "2022-01-07", "to": "2022-01-10"}


def test_an_unknown_outlet_and_date_stay_null_in_json_and_are_words_for_people(built):
    (answer,) = built.records("ask", "what about the price of gas in Zhanaozen?", "--json")
    cited = answer["findings"][0]["citations"][0]
    assert (cited["article_id"], cited["outlet"], cited["published"]) == ("a2", None, None)
    _, out, _ = built("ask", "what about the price of gas in Zhanaozen?")
    assert "outlet unknown · undated" in out


def test_a_refusal_is_an_answer(built):
    built.threshold(50)
    status, out, _ = built("ask", "who resigned?")
    assert status == 0
    assert "The articles I have are about other things." in out
    assert "I hold 3 articles from 2 outlets, 7–10 Jan 2022." in out
    (answer,) = built.records("ask", "who resigned?", "--json")
    assert (answer["kind"], answer["findings"], answer["threshold"]) == ("not_found", [], 50)
    assert keys(answer["closest"][0]) == CITATION_KEYS
    assert answer["reason"] in {"off_subject", "not_stated"}


def test_as_of_leaves_out_later_and_undated_articles_and_keeps_the_day_itself(built):
    (answer,) = built.records("ask", "troops, gas, shops?", "--as-of", "2022-01-07", "--json")
    assert {c["article_id"] for c in answer["findings"][0]["citations"]} == {"a1"}
    assert (answer["as_of"], answer["coverage"]["articles"]) == ("2022-01-07", 1)
    (answer,) = built.records("ask", "troops, gas, shops?", "--as-of", "2022-01-06", "--json")
    assert (answer["kind"], answer["coverage"]["articles"]) == ("not_found", 0)


def test_search_gives_passages_with_their_offsets(built):
    (found,) = built.records("search", "paratroopers Kazakhstan", "--k", "2", "--json")
    assert keys(found) == "id hits"
    first = found["hits"][0]
    assert keys(first) == "article_id start end text score"
    assert len(found["hits"]) == 2
    (article,) = built.records("article", first["article_id"], "--json")
    assert article["text"][first["start"] : first["end"]] == first["text"]
    (read,) = built.records("search", "paratroopers Kazakhstan", "--k", "2", "--read", "--json")
    scores = [hit["score"] for hit in read["hits"]]
    assert scores == sorted(scores, reverse=True)
    assert read["hits"][0]["article_id"] == "a1"


def test_article_tells_all_fields_and_its_history(built):
    (article,) = built.records("article", "a1", "--json")
    assert keys(article) == (
        "id revision outlet headline published url byline credits place text text_sha256 origin "
        "ingested_from history"
    )
    assert (article["revision"], article["origin"]) == (1, "a1")
    (revision,) = article["history"]
    assert keys(revision) == "revision ingested text_sha256"
    assert revision["text_sha256"] == article["text_sha256"]


def test_an_article_can_be_seen_as_an_earlier_generation_has_it(built, articles_file):
    (before,) = built.records("status", "--json")
    text = articles_file.read_text(encoding="utf-8").replace("paratroopers", "engineers")
    articles_file.write_text(text, encoding="utf-8")
    built("ingest", articles_file)
    assert built.records("article", "a1", "--json")[0]["revision"] == 2
    (old,) = built.records("article", "a1", "--generation", before["generation"], "--json")
    assert old["revision"] == 1
    assert TROOPS in old["text"]


def test_withdraw_takes_out_what_is_there_and_names_what_is_not(built):
    status, out, err = built("withdraw", "a1", "none")
    assert (status, out) == (1, "1 article withdrawn\n")
    assert "none" in err.splitlines()[-1]
    assert [a["id"] for a in built.records("articles", "--json")] == ["a2", "a3"]
    (answer,) = built.records("ask", "paratroopers?", "--json")
    assert answer["coverage"]["articles"] == 3
    built("build")
    (answer,) = built.records("ask", "paratroopers?", "--json")
    assert answer["coverage"]["articles"] == 2


def test_the_last_articles_can_be_taken_down(built):
    built("withdraw", "a1", "a2", "a3")
    status, _, err = built("build")
    assert (status, err.splitlines()[-1]) == (0, "All articles are withdrawn: every question is refused.")
    (answer,) = built.records("ask", "who sent paratroopers?", "--json")
    assert (answer["kind"], answer["findings"], answer["closest"]) == ("not_found", [], [])
    assert answer["coverage"] == {"articles": 0, "outlets": 0, "from": None, "to": None}
    assert built.records("search", "paratroopers", "--json")[0]["hits"] == []
    assert "I hold no articles" in built("ask", "who sent paratroopers?")[1]
    assert built.records("status", "--json")[0]["up_to_date"] is True
    assert built("status")[0] == 0
    assert built("chat", stdin="who sent paratroopers?\n")[0] == 0
    built("withdraw", "--undo", "a1")
    built("build")
    assert TROOPS in built("ask", "who sent paratroopers?")[1]


def test_an_article_that_was_withdrawn_before_is_not_said_to_be_unknown(built):
    built("withdraw", "a1")
    status, out, err = built("withdraw", "a1", "none")
    assert (status, out) == (1, "0 articles withdrawn\n")
    assert "Already withdrawn: a1; `dateline withdraw --undo ID` puts one back." in err
    assert "Not in the store: none;" in err


def test_an_ingest_that_the_disk_stops_tells_what_went_in(dateline, articles_file, capsys):
    class OneFits(ArticleStore):
        def upsert(self, draft):
            if self.count():
                raise StoreError("the disk is full; free some space")
            return super().upsert(draft)

    class Full(Assembly):
        def articles(self):
            return OneFits(self.settings.home / "articles.sqlite")

    arguments = ["--home", str(dateline.home), "ingest", str(articles_file), "--json"]
    assert main(arguments, Full) == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["new"] == ["a1"]
    assert "Run `dateline build`" in err
    assert err.splitlines()[-1] == "dateline: the disk is full; free some space"


def test_a_withdrawal_can_be_undone(built):
    built("withdraw", "a1")
    assert built("withdraw", "--undo", "a1")[:2] == (0, "1 article put back\n")
    assert [a["id"] for a in built.records("articles", "--json")] == ["a1", "a2", "a3"]
    status, out, err = built("withdraw", "--undo", "a1")
    assert (status, out) == (1, "0 articles put back\n")
    assert err.splitlines()[-1].endswith("Not withdrawn: a1.")


def test_rollback_answers_from_the_generation_before_and_prune_keeps_it(built):
    (first,) = built.records("generations", "--json")
    built("withdraw", "a1")
    built("build")
    status, out, _ = built("rollback")
    assert (status, out.strip()) == (0, first["id"])
    assert built.records("ask", "paratroopers?", "--json")[0]["generation"] == first["id"]
    listed = built.records("generations", "--json")
    assert [g["current"] for g in listed] == [False, True]
    assert built("prune", "--keep", "1")[1] == ""
    assert built("rollback", "20000101T000000Z-0000")[0] == 1


@pytest.mark.parametrize("text", [None, "", "rubbish", "20000101T000000Z-0000\n"])
def test_with_the_pointer_lost_all_generations_are_listed_and_none_is_current(built, text):
    built("build")
    listed = built.records("generations", "--json")
    pointer = built.home / "generations" / "CURRENT"
    pointer.unlink() if text is None else pointer.write_text(text)
    assert built.records("generations", "--json") == [{**one, "current": False} for one in listed]
    for arguments in (["ask", "who?"], ["chat"], ["rollback"], ["prune", "--keep", "1"]):
        status, out, err = built(*arguments)
        assert (status, out) == (1, "")
        assert "dateline generations" in err
        assert "dateline rollback ID" in err
    assert built("rollback", listed[1]["id"])[0] == 0
    assert [one["current"] for one in built.records("generations", "--json")] == [False, True]


def test_a_build_keeps_as_many_generations_as_the_settings_say(built):
    for _ in range(4):
        built("build")
    assert len(built.records("generations", "--json")) == 3
    status, out, _ = built("prune", "--keep", "1")
    assert status == 0
    assert len(out.splitlines()) == 2


def test_status_tells_whether_the_store_has_changed_since_the_build(built, articles_file):
    (status,) = built.records("status", "--json")
    assert (status["articles"], status["outlets"], status["up_to_date"]) == (3, 2, True)
    assert (status["from"], status["to"], status["embedder"]) == ("2022-01-07", "2022-01-10", PACKAGED)
    built("withdraw", "a3")
    assert built.records("status", "--json")[0]["up_to_date"] is False
    _, out, err = built("status")
    assert "changed since the build" in out
    assert "dateline build" in err


@pytest.mark.parametrize(
    ("toml", "changed"),
    [
        (
            "[build]\npassage_words = 60\noverlap_sentences = 1",
            ["build.passage_words", "build.overlap_sentences"],
        ),
        ('[build]\nfaiss = "Flat"', ["build.faiss"]),
        ('[embedder]\nprecision = "bfloat16"', ["embedder.precision"]),
        ('[embedder]\nmodel = "/models/another"', ["embedder.model"]),
        ('[embedder]\nprecision = "float32"\n[build]\nkeep = 9', []),
    ],
)
def test_status_names_the_settings_that_the_generation_was_not_built_with(built, toml, changed):
    (built.home / "dateline.toml").write_text(toml, encoding="utf-8")
    (status,) = built.records("status", "--json")
    assert (status["changed_settings"], status["up_to_date"]) == (changed, not changed)
    _, out, err = built("status")
    for key in changed:
        assert key in out
    assert ("changed since the build" in out, "dateline build" in err) == (bool(changed), bool(changed))


def test_rollback_to_a_generation_of_another_model_is_refused(built):
    """Nothing could answer from it: what answers stays."""
    built.embedder = HashingEmbedder(name="another")
    built("build")
    (second, first) = built.records("generations", "--json")
    status, out, err = built("rollback")
    assert (status, out) == (1, "")
    assert f"{first['id']} was made with {PACKAGED}" in err
    assert [g["current"] for g in built.records("generations", "--json")] == [True, False]
    assert built("rollback", second["id"])[0] == 0


def test_status_of_an_empty_home_is_no_failure(dateline):
    (status,) = dateline.records("status", "--json")
    assert status == {"generation": None, "stored_articles": 0, "failing": None}


@pytest.mark.parametrize("model", ["/no/such/folder", "no-such/model", "."])
def test_a_model_that_cannot_be_loaded_is_a_wrong_setting(built, capsys, monkeypatch, model):
    """Named by every command that needs it; `status` tells the rest first."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    toml = f'[embedder]\nmodel = "{model}"\nprecision = "float32"\n'
    (built.home / "dateline.toml").write_text(toml, encoding="utf-8")
    for command in (["ask", "who?"], ["build"], ["rollback"], ["status"], ["status", "--json"]):
        capsys.readouterr()
        assert main(["--home", str(built.home), *command], Assembly) == 2
        out, err = capsys.readouterr()
        assert err.splitlines()[-1].startswith("dateline: Setting embedder.model: ")
        assert "packaged model" in err
        assert command[0] == "status" or out == ""
    status = json.loads(out)
    assert (status["articles"], status["stored_articles"], status["changed_settings"]) == (
        3,
        3,
        ["embedder.model"],
    )
    assert status["failing"].startswith("Setting embedder.model: ")


def test_status_says_that_questions_fail_while_the_settings_name_another_model(built):
    toml = '[embedder]\nmodel = "/models/another"\n'
    (built.home / "dateline.toml").write_text(toml, encoding="utf-8")
    built.embedder = HashingEmbedder(name="/models/another")
    status, out, err = built("status")
    assert status == built("ask", "who sent paratroopers?")[0] == 1
    assert "embedder.model changed since the build" in out
    assert err.splitlines()[0] == "Questions fail:"
    assert "set the model back" in err.splitlines()[1]
    assert "set the model back" in built.records("status", "--json", status=1)[0]["failing"]


def test_an_index_that_faiss_does_not_know_is_a_wrong_setting(built):
    """It is told before anything is embedded, and changes nothing."""
    (built.home / "dateline.toml").write_text('[build]\nfaiss = "Flatt"\n', encoding="utf-8")
    before = built.records("generations", "--json")
    embedded = len(built.embedder.calls)
    status, out, err = built("build")
    assert (status, out) == (2, "")
    assert "Setting build.faiss: FAISS can make no index 'Flatt'" in err
    assert len(built.embedder.calls) == embedded
    assert built.records("generations", "--json") == before


@pytest.mark.parametrize("harm", ["vectors", "pointer"])
def test_status_tells_what_is_stored_when_no_generation_can_be_opened(built, harm):
    (generation,) = built.records("generations", "--json")
    folder = built.home / "generations"
    if harm == "vectors":
        (folder / generation["id"] / "vectors.faiss").write_bytes(b"spoiled")
    else:
        (folder / "CURRENT").unlink()
    status, out, err = built("status")
    assert (status, out) == (1, "store       3 articles\n")
    assert err.splitlines()[0] == "Questions fail:"
    for told in ("dateline generations", "dateline rollback ID"):
        assert told in err.splitlines()[1]
    (record,) = built.records("status", "--json", status=1)
    assert (record["generation"], record["stored_articles"]) == (None, 3)
    assert "dateline rollback ID" in record["failing"]


@pytest.mark.parametrize(
    "arguments",
    [("ask", "who?", "--json"), ("search", "who?"), ("chat",), ("rollback",), ("ask", "--batch", "-")],
)
def test_without_a_generation_the_commands_that_need_one_say_what_to_do(dateline, arguments):
    status, out, err = dateline(*arguments)
    assert (status, out) == (1, "")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ("ask",),
        ("ask", "who?", "--batch", "-"),
        ("ask", "🚀"),
        ("ask", "who?", "--as-of", "yesterday"),
        ("ask", "who?", "--as-of", "20220108"),
        ("ask", "--batch", "nowhere.jsonl"),
        ("search", "who?", "--k", "0"),
        ("prune", "--keep", "0"),
        ("frobnicate",),
        ("ask", "--frobnicate"),
        (),
        ("serve",),
    ],
)
def test_wrong_usage_ends_with_two_and_prints_no_result(built, arguments):
    status, out, err = built(*arguments)
    assert (status, out) == (2, "")
    assert err.strip()
    assert "Traceback" not in err


def test_a_wrong_setting_ends_with_two_and_names_the_key(dateline, tmp_path):
    (tmp_path / "dateline.toml").write_text("[telegram]\napi_bass = 'x'\n", encoding="utf-8")
    status, out, err = dateline("status")
    assert (status, out) == (2, "")
    assert "telegram.api_bass" in err
    assert "telegram.api_base" in err


def test_the_options_for_all_commands_may_stand_before_and_after_them(built, tmp_path, capsys):
    home = str(built.home)
    config = tmp_path / "c.toml"
    config.write_text("[reader]\nthreshold = -9\n", encoding="utf-8")
    for arguments in (
        ["--home", home, "--config", str(config), "ask", "who sent?", "--json"],
        ["ask", "who sent?", "--json", "--home", home, "--config", str(config)],
        ["--home", "elsewhere", "ask", "--home", home, "who sent?", "--config", str(config), "--json"],
    ):
        assert main(arguments, built.assembly) == 0
        assert json.loads(capsys.readouterr().out)["threshold"] == -9


def test_the_home_comes_from_the_environment_else_it_is_var(built, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("DATELINE_HOME", str(built.home))
    assert main(["status", "--json"], built.assembly) == 0
    assert json.loads(capsys.readouterr().out)["articles"] == 3
    monkeypatch.delenv("DATELINE_HOME")
    assert main(["status", "--json"], built.assembly) == 0
    assert json.loads(capsys.readouterr().out)["generation"] is None
    assert (tmp_path / "var").is_dir()


def test_version_and_help_are_printed_before_and_after_a_command(dateline):
    for arguments in (["--version"], ["ask", "--version"]):
        assert dateline(*arguments)[1].startswith("dateline 0.")
    assert "COMMAND" in dateline("--help")[1]


class Broken:
    """An assembly that fails as no one expected."""

    def __init__(self, settings):
        self.settings = settings

    @property
    def generations(self):
        raise RuntimeError("bot 123456789:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA fell over")


def test_an_unexpected_error_is_one_line_with_a_reference_and_the_traceback_is_kept(tmp_path, capsys):
    home = tmp_path / "home"
    assert main(["--home", str(home), "generations"], Broken) == 1
    err = capsys.readouterr().err
    assert len(err.splitlines()) == 1
    reference = err.split("ref ")[1].split(")")[0]
    log = home / "log" / "errors.log"
    assert log.stat().st_mode & 0o077 == 0
    kept = log.read_text(encoding="utf-8")
    assert f"ref {reference}" in kept
    assert "RuntimeError" in kept
    assert "AAAAAAAA" not in kept + err


def test_debug_shows_the_traceback_of_an_unexpected_error(tmp_path, monkeypatch):
    arguments = ["--home", str(tmp_path), "generations"]
    with pytest.raises(RuntimeError):
        main([*arguments, "--debug"], Broken)
    monkeypatch.setenv("DATELINE_DEBUG", "1")
    with pytest.raises(RuntimeError):
        main(arguments, Broken)


def test_an_interrupted_command_ends_quietly_with_130(tmp_path, capsys):
    class Interrupted(Broken):
        @property
        def generations(self):
            raise KeyboardInterrupt

    assert main(["--home", str(tmp_path), "generations"], Interrupted) == 130
    assert capsys.readouterr() == ("", "")


def test_an_error_of_the_index_is_told_in_its_own_words(tmp_path, capsys):
    class Stale(Broken):
        @property
        def generations(self):
            raise GenerationError("it is stale:\nrun `dateline build`")

    assert main(["--home", str(tmp_path), "generations"], Stale) == 1
    assert capsys.readouterr().err == "dateline: it is stale: run `dateline build`\n"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (
            PermissionError(13, "Permission denied", "h/.pointer.lock"),
            "h/.pointer.lock: permission denied; check",
        ),
        (OSError(28, "No space left on device"), "home: no space left on device; free some space"),
        (OSError(5, "Input/output error", "h/CURRENT"), "h/CURRENT: input/output error; check that disk"),
    ],
)
def test_what_the_file_system_reports_comes_with_its_place_and_what_to_do(tmp_path, capsys, error, told):
    class Failing(Broken):
        @property
        def generations(self):
            raise error

    assert main(["--home", str(tmp_path / "home"), "generations"], Failing) == 1
    assert told in capsys.readouterr().err


@pytest.mark.parametrize("command", ["status", "generations", "build"])
def test_a_home_that_is_a_file_is_told_with_what_to_do(dateline, command):
    dateline.home.write_text("in the way", encoding="utf-8")
    status, out, err = dateline(command)
    assert (status, out) == (1, "")
    assert "a file stands where a folder must be; choose another folder with --home" in err


def test_a_damaged_generation_is_told_and_nothing_is_answered(built):
    (status,) = built.records("status", "--json")
    (folder,) = (built.home / "generations").glob(f"{status['generation']}*")
    vectors = folder / "vectors.faiss"
    vectors.write_bytes(vectors.read_bytes()[:-1] + b"\0\0")
    status, out, err = built("ask", "who sent paratroopers?", "--json")
    assert (status, out) == (1, "")
    assert "vectors.faiss" in err
    assert "dateline rollback" in err


def test_what_fails_while_the_chat_loads_is_told_at_the_first_question(built):
    (status,) = built.records("status", "--json")
    (built.home / "generations" / status["generation"] / "vectors.faiss").write_bytes(b"spoiled")
    status, out, err = built("chat", stdin="who sent paratroopers?\n")
    assert (status, out) == (1, "")
    assert "vectors.faiss" in err
