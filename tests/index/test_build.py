import subprocess
import sys
from dataclasses import replace
from datetime import date

import numpy as np
import pytest

from corpus.identity import fingerprint
from corpus.passages import PassageSpec, passages
from corpus.store import ArticleStore
from corpus.types import Draft
from index.build import BuildSpec, build, embedding_text
from index.errors import BuildError
from index.noise import UNRELATED
from index.retrieve import HybridRetriever
from index.types import Holdings
from tests.fakes.articles import ARTICLES, ELECTION, HARBOUR, NOTICE, STORM, FewArticles, article
from tests.fakes.embedder import HashingEmbedder

SHORT = BuildSpec(passages=PassageSpec(words=15, overlap=0, least=0))


def texts_of(articles, spec):
    return [embedding_text(one, passage) for one in articles for passage in passages(one, spec.passages)]


def embedded(embedder):
    """The lists of texts that were embedded, but for the questions of the noise floor."""
    return [texts for texts in embedder.calls if texts != list(UNRELATED)]


def test_every_passage_is_embedded_with_its_headline(generations, embedder):
    manifest = build(FewArticles(ARTICLES), generations, embedder, SHORT)
    in_order = sorted(ARTICLES, key=lambda one: one.id)
    expected = texts_of(in_order, SHORT)
    assert embedded(embedder) == [expected]
    assert expected[0].startswith("Brandt elected mayor of Marbach\nVoters in Marbach")
    assert expected[-1].startswith("Storm leaves north without power\n")
    assert manifest.passages == len(expected) > len(ARTICLES)
    stored = generations.load().vectors.stored(np.arange(len(expected)))
    assert stored == pytest.approx(HashingEmbedder().encode(expected), abs=1e-6)


def test_a_passage_without_headline_is_embedded_alone():
    assert embedding_text(NOTICE, passages(NOTICE, PassageSpec())[0]) == NOTICE.text


def test_the_manifest_says_how_it_was_built(generations, embedder):
    manifest = build(FewArticles(ARTICLES), generations, embedder, SHORT)
    assert manifest == generations.load().manifest
    assert (manifest.articles, manifest.reused, manifest.factory) == (4, 0, "Flat")
    assert (manifest.embedder.name, manifest.embedder.dimension) == ("hashing", 64)
    assert manifest.embedder.digest == embedder.digest
    assert manifest.built_by == {"passages": {"words": 15, "overlap": 0, "least": 0}, "factory": "auto"}


def test_progress_counts_what_is_embedded(generations, embedder):
    seen = []
    manifest = build(
        FewArticles(ARTICLES), generations, embedder, SHORT, lambda done, total: seen.append((done, total))
    )
    assert seen == [(done + 1, manifest.passages) for done in range(manifest.passages)]


def test_unchanged_passages_use_their_embeddings_again(generations, embedder, first):
    changed = article("storm", STORM.text + " Schools stay closed.", STORM.headline, revision=2)
    manifest = build(FewArticles([HARBOUR, ELECTION, NOTICE, changed]), generations, embedder)
    assert manifest.reused == 3
    assert embedded(embedder)[1:] == [[f"{changed.headline}\n{changed.text}"]]
    generation = generations.load()
    for row in range(generation.size):
        text = embedding_text(generation.article_of(row), generation.passage(row))
        assert generation.vectors.stored(np.array([row]))[0] == pytest.approx(
            HashingEmbedder().encode([text])[0]
        )


def test_an_unchanged_store_embeds_nothing(generations, embedder, first):
    manifest = build(FewArticles(ARTICLES), generations, embedder)
    assert (manifest.reused, embedded(embedder)[1]) == (4, [])
    assert manifest.id > first.id
    assert generations.current() == manifest.id


@pytest.mark.parametrize("other", ["name", "precision"])
def test_embeddings_of_another_model_or_precision_are_not_used(generations, first, other):
    model = HashingEmbedder(name="another") if other == "name" else HashingEmbedder()
    if other == "precision":
        model.precision = "bfloat16"
    assert build(FewArticles(ARTICLES), generations, model).reused == 0


def test_embeddings_of_a_corrupt_generation_are_not_used(generations, embedder, first):
    path = generations.folder(first.id) / "vectors.faiss"
    path.write_bytes(path.read_bytes()[:-8] + b"spoiled!")
    assert build(FewArticles(ARTICLES), generations, embedder).reused == 0
    assert generations.load().size == first.passages


def test_a_compressing_index_does_not_wear_embeddings_out(generations, embedder):
    """Reused embeddings are those of the model, not the rounded ones of the index."""
    many = [article(f"a{n:03}", f"Report {n} on subject {n % 7} and place {n % 11}.") for n in range(60)]
    for _ in range(3):
        manifest = build(FewArticles(many), generations, embedder, BuildSpec(factory="SQ8"))
    assert (manifest.factory, manifest.reused) == ("SQ8", 60)
    kept = np.load(generations.folder(manifest.id) / "embeddings.npy")
    assert kept == pytest.approx(HashingEmbedder().encode([one.text for one in many]), abs=1e-6)


def test_a_text_that_stands_twice_is_embedded_once(generations, embedder):
    twice = [article("one", NOTICE.text), article("two", NOTICE.text)]
    manifest = build(FewArticles(twice), generations, embedder)
    assert embedded(embedder) == [[NOTICE.text]]
    assert manifest.passages == 2
    stored = generations.load().vectors.stored(np.array([0, 1]))
    assert (stored[0] == stored[1]).all()


@pytest.mark.parametrize("articles", [[], [article("empty", "")]])
def test_nothing_to_index_is_an_error_and_changes_nothing(generations, embedder, first, articles):
    with pytest.raises(BuildError, match="nothing to index"):
        build(FewArticles(articles), generations, embedder)
    assert (generations.current(), generations.ids()) == (first.id, [first.id])


def test_a_stored_text_that_is_damaged_is_not_published(generations, embedder, first):
    harmed = [replace(one, text=one.text.replace("e", "a", 1)) for one in ARTICLES[:2]]
    with pytest.raises(BuildError, match=r"text of election, harbour is damaged.*dateline ingest"):
        build(FewArticles([*harmed, STORM]), generations, embedder)
    assert (generations.current(), generations.ids()) == (first.id, [first.id])
    many = [replace(HARBOUR, id=f"h{number:02}", text="another") for number in range(13)]
    with pytest.raises(BuildError, match="h09 and 3 more is damaged"):
        build(FewArticles(many), generations, embedder)


@pytest.mark.parametrize("factory", ["auto", "IVF16,Flat", "HNSW32", "SQ8", "PQ8x4"])
def test_when_all_articles_are_withdrawn_a_generation_of_nothing_is_built(
    generations, embedder, first, factory
):
    """Of whatever index; it can be searched, and the next build embeds again what came back."""
    empty = build(FewArticles([], withdrawn=4), generations, embedder, BuildSpec(factory=factory))
    generation = generations.load(model=embedder)
    assert (generation.id, generation.size, empty.articles, empty.passages) == (empty.id, 0, 0, 0)
    assert generation.coverage() == Holdings(0, 0, None, None)
    retriever = HybridRetriever(generation, embedder)
    assert retriever.search("crane in Lindvik harbour", 5) == []
    assert retriever.search("crane in Lindvik harbour", 5, date(2022, 1, 1)) == []
    assert build(FewArticles(ARTICLES), generations, embedder).passages == first.passages


def test_a_failing_model_changes_nothing(generations, first):
    def fail(_):
        raise MemoryError

    with pytest.raises(MemoryError):
        build(FewArticles([HARBOUR]), generations, HashingEmbedder(before=fail))
    assert (generations.current(), generations.ids()) == (first.id, [first.id])
    assert not list(generations.root.glob(".building-*"))


def test_a_place_that_is_no_folder_is_named(generations, embedder):
    generations.root.write_text("in the way")
    with pytest.raises(BuildError, match="generations"):
        build(FewArticles(ARTICLES), generations, embedder)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from index.noise import UNRELATED
from index.build import build
from index.errors import BuildError
from index.generations import Generations
from tests.fakes.articles import ARTICLES, HARBOUR, FewArticles
from tests.fakes.embedder import HashingEmbedder
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    build(FewArticles(ARTICLES[:3]), Generations(Path(sys.argv[1])), HashingEmbedder())
except BuildError as error:
    print(error)
    sys.exit(3)
"""


@pytest.mark.parametrize("largest", [0, 100, 700, 5000, 12_000])
def test_a_full_disk_changes_nothing(generations, embedder, first, largest):
    """The limit on file sizes stops the build at another file each time."""
    command = [sys.executable, "-c", FULL_DISK, str(generations.root), str(largest)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (3, "")
    assert ended.stdout.startswith("the build failed and changed nothing: ")
    assert str(generations.root) in ended.stdout
    assert "Errno" not in ended.stdout
    assert "free some space" in ended.stdout or "limit on the size of files" in ended.stdout
    assert (generations.current(), generations.ids()) == (first.id, [first.id])
    assert not list(generations.root.glob(".building-*"))
    assert generations.load().size == first.passages


FAILS_LATE = """
import errno, sys
from pathlib import Path
from index.build import build
from index.errors import BuildError
from index.generations import Generations
from tests.fakes.articles import ARTICLES, FewArticles
from tests.fakes.embedder import HashingEmbedder
root, renames = sys.argv[1], int(sys.argv[2])
def fail(event, values):
    global renames
    if event == "os.rename":
        renames -= 1
    if renames < 0 and event == "open" and str(values[0]) == root:
        raise OSError(errno.EIO, "Input/output error")
sys.addaudithook(fail)
try:
    build(FewArticles(ARTICLES[:3]), Generations(Path(root)), HashingEmbedder())
except BuildError as error:
    print(error)
    sys.exit(3)
"""


@pytest.mark.parametrize(
    ("renames", "told"), [(0, "does not answer yet, `dateline rollback {}`"), (1, "and answers")]
)
def test_a_disk_that_fails_late_is_told_with_what_it_changed(generations, first, renames, told):
    """Once the folder has its name, the generation stands; once the pointer is moved, it answers."""
    command = [sys.executable, "-c", FAILS_LATE, str(generations.root), str(renames)]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (ended.returncode, ended.stderr) == (3, "")
    second = generations.ids()[0]
    assert ended.stdout.startswith(f"{second} is built ")
    assert told.format(second) in ended.stdout
    assert "changed nothing" not in ended.stdout
    assert generations.current() == (first.id if renames == 0 else second)
    assert generations.load(second).size == 3


def test_the_real_store_is_built_changed_and_built_again(generations, embedder, tmp_path):
    """Changed articles come in as their new revision, with its history; withdrawn ones are gone."""
    with ArticleStore(tmp_path / "articles.sqlite") as store:
        store.upsert(Draft(HARBOUR.text, "a.txt", id="harbour", headline=HARBOUR.headline))
        store.upsert(Draft(STORM.text, "b.txt", id="storm", headline=STORM.headline))
        first = build(store, generations, embedder)
        assert (first.corpus, first.articles) == (store.fingerprint(), 2)
        store.upsert(Draft(f"{HARBOUR.text} It reopened.", "a.txt", id="harbour", headline=HARBOUR.headline))
        store.withdraw("storm")
        second = build(store, generations, embedder)
        assert second.corpus == store.fingerprint() != first.corpus
        generation = generations.load()
        assert generation.articles() == [store.get("harbour")]
        assert generation.history("harbour") == store.history("harbour")
    assert [one.revision for one in generation.history("harbour")] == [1, 2]
    assert generation.article("harbour").text.endswith("It reopened.")
    assert generations.load(first.id).article("storm").text == STORM.text


def test_articles_that_come_in_during_a_build_wait_for_the_next_one(generations, tmp_path):
    """Texts, histories and fingerprint are of one moment."""
    harbour = Draft(HARBOUR.text, "a.txt", id="harbour", headline=HARBOUR.headline)

    def ingest_meanwhile(texts):
        if texts != list(UNRELATED):
            with ArticleStore(tmp_path / "articles.sqlite") as other:
                other.upsert(replace(harbour, text=f"{HARBOUR.text} It reopened."))
                other.upsert(Draft(STORM.text, "b.txt", id="storm"))

    with ArticleStore(tmp_path / "articles.sqlite") as store:
        store.upsert(harbour)
        before = store.fingerprint()
        manifest = build(store, generations, HashingEmbedder(before=ingest_meanwhile))
        assert manifest.corpus == before != store.fingerprint()
        generation = generations.load()
        assert [one.revision for one in store.history("harbour")] == [1, 2]
        assert [one.revision for one in generation.history("harbour")] == [1]
        assert [(one.id, one.text) for one in generation.articles()] == [("harbour", HARBOUR.text)]


def test_the_fingerprint_is_of_the_articles_that_were_read(generations, embedder):
    """One that comes in between the first look at the store and the reading of it is in both."""

    class Growing(FewArticles):
        def articles(self):
            self._articles["zoo"] = article("zoo", "The zoo has a new giraffe.")
            return super().articles()

    told = sorted([*ARTICLES, article("zoo", "The zoo has a new giraffe.")], key=lambda one: one.id)
    assert build(Growing(ARTICLES), generations, embedder).corpus == fingerprint(
        (one.id, one.revision, one.text_sha256) for one in told
    )
