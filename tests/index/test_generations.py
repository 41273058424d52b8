from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime

import pytest

from index.build import build
from index.errors import (
    BuildError,
    GenerationCorrupt,
    GenerationError,
    GenerationMissing,
    GenerationStale,
    PointerLost,
)
from index.generations import Generations
from index.manifest import FORMAT
from index.types import Holdings
from tests.fakes.articles import ARTICLES, ELECTION, HARBOUR, STORM, FewArticles
from tests.fakes.embedder import HashingEmbedder


def built(generations, count):
    return [build(FewArticles(ARTICLES), generations, HashingEmbedder()).id for _ in range(count)]


def test_a_generation_holds_what_was_built(generations, first):
    generation = generations.load()
    assert generation.id == first.id
    assert generation.articles() == sorted(ARTICLES, key=lambda one: one.id)
    assert generation.article("storm") == STORM
    assert generation.article("nothing") is None
    for row in range(generation.size):
        passage, article = generation.passage(row), generation.article_of(row)
        assert (passage.article_id, passage.revision) == (article.id, article.revision)
        assert passage.text == article.text[passage.start : passage.end]
        assert passage.sentences
        assert all(passage.start <= span.start < span.end <= passage.end for span in passage.sentences)
    assert [one.text_sha256 for one in generation.history("storm")] == [STORM.text_sha256]
    assert generation.history("nothing") == []


def test_rows_that_do_not_exist_are_an_error(generations, first):
    with pytest.raises(LookupError, match=f"{first.passages} passages"):
        generations.load().passage(first.passages)


def test_a_day_leaves_out_later_and_undated_articles(generations, first):
    """The day itself counts, whatever the hour."""
    generation = generations.load()
    owners = [generation.article_of(row).id for row in range(generation.size)]
    allowed = generation.allowed(date(2021, 5, 10))
    assert {owner for owner, kept in zip(owners, allowed, strict=True) if kept} == {"harbour", "election"}
    assert not generation.allowed(date(2021, 2, 28)).any()


def test_outlets_leave_out_the_articles_of_others_and_those_without_one(generations, first):
    generation = generations.load()
    owners = [generation.article_of(row) for row in range(generation.size)]
    assert set(generation.outlets()) == {owner.outlet for owner in owners if owner.outlet}
    name = STORM.outlet or ELECTION.outlet or HARBOUR.outlet
    kept = {owner.id for owner, one in zip(owners, generation.allowed(None, [name]), strict=True) if one}
    assert kept == {owner.id for owner in owners if owner.outlet == name}
    assert kept
    assert not generation.allowed(None, ["nobody"]).any()
    both = generation.allowed(date(2021, 5, 10), generation.outlets())
    assert {owner.id for owner, one in zip(owners, both, strict=True) if one} <= {"harbour", "election"}
    assert generation.allowed() is None


def test_coverage_counts_articles_outlets_and_days(generations, first):
    generation = generations.load()
    assert generation.coverage() == Holdings(4, 2, "2021-03-01", "2021-05-11")
    assert generation.coverage(date(2021, 3, 1)) == Holdings(1, 1, "2021-03-01", "2021-03-01")
    assert generation.coverage(date(2000, 1, 1)) == Holdings(0, 0, None, None)


def test_before_the_first_build_there_is_nothing(generations):
    assert (generations.current(), generations.ids(), generations.prune()) == (None, [], [])
    with pytest.raises(GenerationMissing, match="dateline build"):
        generations.load()
    with pytest.raises(GenerationMissing):
        generations.rollback()


def test_ids_tell_the_time_and_sort_by_age(generations):
    made = built(generations, 3)
    assert generations.ids() == made[::-1] == sorted(made, reverse=True)
    assert generations.current() == made[-1]


def test_an_id_sorts_last_even_when_the_clock_was_set_back(generations, first):
    assert generations.next_id(datetime(2001, 1, 1, tzinfo=UTC)) > first.id
    assert generations.next_id(datetime(2101, 2, 3, 4, 5, 6, tzinfo=UTC)).startswith("21010203T040506Z-")


def test_rollback_goes_back_one_by_one(generations):
    oldest, middle, newest = built(generations, 3)
    assert [generations.rollback(), generations.rollback()] == [middle, oldest]
    assert generations.current() == oldest
    with pytest.raises(GenerationMissing, match="before"):
        generations.rollback()
    assert generations.rollback(newest) == generations.current() == newest


def test_a_build_after_a_rollback_is_the_newest(generations):
    oldest, _ = built(generations, 2)
    generations.rollback(oldest)
    (third,) = built(generations, 1)
    assert generations.current() == generations.ids()[0] == third


def test_rollback_refuses_a_broken_generation(generations):
    broken, current = built(generations, 2)
    (generations.folder(broken) / "passages.sqlite").unlink()
    with pytest.raises(GenerationCorrupt, match=r"passages\.sqlite"):
        generations.rollback()
    assert generations.current() == current


@pytest.mark.parametrize("id", ["../elsewhere", "20220108T101500Z-3f2a", "/etc", "", ".", "CURRENT"])
def test_an_id_that_is_none_is_refused(generations, first, id):
    (generations.root.parent / "elsewhere").mkdir()
    for ask in (generations.folder, generations.manifest):
        with pytest.raises(GenerationMissing):
            ask(id)
    assert generations.current() == first.id


@pytest.mark.parametrize("text", ["../elsewhere", "", "x" * 5000, "20220108T101500Z-3f2a/..", "\x00\xff"])
def test_a_pointer_to_anything_else_is_refused(generations, first, text):
    (generations.root / "CURRENT").write_text(text)
    with pytest.raises(PointerLost, match="dateline rollback ID"):
        generations.load()
    assert generations.rollback(first.id) == generations.load().id == first.id


def test_a_pointer_to_a_removed_generation_says_so(generations, first):
    (generations.root / "CURRENT").write_text("20010101T000000Z-0000\n")
    with pytest.raises(PointerLost, match="20010101T000000Z-0000"):
        generations.load()


@pytest.mark.parametrize("text", [None, "", "20010101T000000Z-0000\n"])
def test_while_the_pointer_is_lost_nothing_is_pruned_or_taken_for_empty(generations, text):
    """A bot may be answering from any of the generations."""
    made = built(generations, 2)
    pointer = generations.root / "CURRENT"
    pointer.unlink() if text is None else pointer.write_text(text)
    for ask in (generations.load, generations.rollback, lambda: generations.prune(1)):
        with pytest.raises(PointerLost, match=r"dateline generations.*dateline rollback ID"):
            ask()
    assert generations.ids() == made[::-1]
    assert generations.rollback(made[0]) == generations.current() == made[0]


def test_a_pointer_without_any_generation_is_as_before_the_first_build(generations):
    generations.root.mkdir()
    (generations.root / "CURRENT").write_text("20010101T000000Z-0000\n")
    assert (generations.current(), generations.prune()) == (None, [])


def test_prune_keeps_the_newest_and_the_current(generations):
    made = built(generations, 5)
    generations.rollback(made[0])
    assert generations.prune(2) == [made[2], made[1]]
    assert generations.ids() == [made[4], made[3], made[0]]
    assert generations.load().id == made[0]


def test_prune_keeps_at_least_one(generations, first):
    with pytest.raises(GenerationError, match="at least 1"):
        generations.prune(0)


def test_a_generation_in_use_outlives_its_folder(generations, embedder):
    """Articles, passages, words and vectors can still be read when prune has removed the files."""
    old, _ = built(generations, 2)
    generation = generations.load(old)
    generations.prune(1)
    assert generations.ids() != [old]
    assert not (generations.root / old).exists()
    assert generation.articles() == sorted(ARTICLES, key=lambda one: one.id)
    assert generation.article_of(int(generation.lexical.search("crane", 1)[0][0])) == HARBOUR
    query = embedder.encode([f"{ELECTION.headline}\n{ELECTION.text}"])[0]
    assert generation.article_of(int(generation.vectors.search(query, 1)[0][0])) == ELECTION


def test_a_generation_is_read_by_many_threads(generations, first):
    generation = generations.load()

    def read():
        return [(generation.passage(row), generation.article_of(row)) for row in range(generation.size)]

    expected = read()
    with ThreadPoolExecutor(8) as threads:
        assert all(found == expected for found in threads.map(lambda _: read(), range(1000)))


def test_another_model_is_stale(generations, first):
    with pytest.raises(GenerationStale, match=r"hashing \(.*another \(.*dateline build"):
        generations.load(model=HashingEmbedder(name="another"))
    assert generations.load(model=HashingEmbedder()).id == first.id


def files_of(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


FILES = [
    "lexical/analysis.json",
    "lexical/data.csc.index.npy",
    "lexical/indices.csc.index.npy",
    "lexical/indptr.csc.index.npy",
    "lexical/params.index.json",
    "lexical/vocab.index.json",
    "manifest.json",
    "passages.sqlite",
    "vectors.faiss",
]


def test_these_are_all_files_of_a_generation(generations, first):
    assert files_of(generations.folder(first.id)) == FILES


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("harm", ["flipped", "cut", "emptied", "removed"])
def test_harm_to_any_file_is_found_and_named(generations, first, name, harm):
    path = generations.folder(first.id) / name
    content = path.read_bytes()
    middle = len(content) // 2
    if harm == "removed":
        path.unlink()
    else:
        flipped = content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
        path.write_bytes({"flipped": flipped, "cut": content[:middle], "emptied": b""}[harm])
    with pytest.raises(GenerationCorrupt, match=name.replace(".", r"\.")):
        generations.load()


def test_any_flipped_byte_of_the_manifest_is_found(generations, first):
    path = generations.folder(first.id) / "manifest.json"
    content = path.read_bytes()
    for position in range(0, len(content), 7):
        path.write_bytes(content[:position] + bytes([content[position] ^ 1]) + content[position + 1 :])
        with pytest.raises((GenerationCorrupt, GenerationStale)):
            generations.load()
    path.write_bytes(content)
    assert generations.load().id == first.id


def test_a_stray_file_is_found(generations, first):
    (generations.folder(first.id) / "notes.txt").write_text("mine")
    with pytest.raises(GenerationCorrupt, match=r"notes\.txt"):
        generations.load()


def test_another_format_is_stale(generations, first):
    path = generations.folder(first.id) / "manifest.json"
    path.write_text(path.read_text().replace(f'"format": {FORMAT}', '"format": 99'))
    with pytest.raises(GenerationStale, match="format 99"):
        generations.load()


def test_a_generation_that_was_moved_under_another_id_is_refused(generations, first):
    other = "20010101T000000Z-0000"
    (generations.root / first.id).rename(generations.root / other)
    with pytest.raises(GenerationCorrupt, match=other):
        generations.load(other)


def test_two_builds_do_not_run_at_once(generations, first):
    with generations.building(), pytest.raises(BuildError, match="another build is running"):
        build(FewArticles(ARTICLES), Generations(generations.root), HashingEmbedder())
    assert generations.ids() == [first.id]
    assert len(built(generations, 1)) == 1


def test_rollback_and_prune_work_while_a_build_runs(generations):
    oldest, newest = built(generations, 2)
    with generations.building() as folder:
        assert generations.rollback() == oldest
        assert generations.prune(1) == []
        generations.rollback(newest)
        assert generations.prune(1) == [oldest]
        assert folder.is_dir()
