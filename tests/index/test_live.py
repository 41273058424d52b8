import threading
import time

import pytest

from index.build import build
from index.errors import GenerationMissing, GenerationStale
from index.generations import Generations
from index.live import RETRY, Live
from index.retrieve import HybridRetriever
from tests.fakes.articles import ARTICLES, HARBOUR, FewArticles, article
from tests.fakes.embedder import HashingEmbedder


def until(condition, seconds=10.0):
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "nothing changed in time"
        time.sleep(0.005)


def test_the_first_generation_is_loaded_at_once(generations, embedder, first):
    live = Live(generations, embedder)
    assert live.get() is live.get()
    assert (live.get().id, live.error) == (first.id, None)


def test_without_any_generation_it_cannot_start(generations, embedder):
    with pytest.raises(GenerationMissing):
        Live(generations, embedder)


def test_with_another_model_it_cannot_start(generations, first):
    with pytest.raises(GenerationStale):
        Live(generations, HashingEmbedder(name="another"))


def test_one_that_waits_gives_the_new_generation_at_once(generations, embedder, first):
    live = Live(generations, embedder, wait=True)
    second = build(FewArticles([HARBOUR]), generations, embedder)
    assert live.get().id == second.id
    generations.rollback()
    assert live.get().id == first.id


def test_one_that_does_not_wait_gives_the_old_one_until_the_new_one_is_loaded(generations, embedder, first):
    live = Live(generations, embedder)
    old = live.get()
    second = build(FewArticles([HARBOUR]), generations, embedder)
    assert live.get() is old
    until(lambda: live.get().id == second.id)
    assert (live.get().manifest.articles, live.error) == (1, None)


def test_what_is_held_goes_on_answering_after_the_swap_and_the_removal(generations, embedder, first):
    live = Live(generations, embedder, wait=True)
    held = HybridRetriever(live.get(), embedder)
    build(FewArticles([article("other", "Something else entirely.")]), generations, embedder)
    live.refresh()
    generations.prune(1)
    assert [hit.article for hit in held.search("crane in the harbour", 1)] == [HARBOUR]
    assert live.get().articles()[0].id == "other"


@pytest.mark.parametrize("wait", [True, False])
def test_a_broken_new_generation_is_reported_and_the_old_one_goes_on(generations, embedder, first, wait):
    live = Live(generations, embedder, wait=wait)
    second = build(FewArticles([HARBOUR]), generations, embedder)
    (generations.folder(second.id) / "vectors.faiss").write_bytes(b"spoiled")
    live.get()
    until(lambda: live.error is not None)
    assert "vectors.faiss" in live.error
    assert live.get().id == first.id
    assert [hit.article for hit in HybridRetriever(live.get(), embedder).search("crane", 1)] == [HARBOUR]
    third = build(FewArticles([HARBOUR]), generations, embedder)
    until(lambda: live.get().id == third.id)
    assert live.error is None


@pytest.mark.parametrize("wait", [True, False])
def test_a_generation_that_could_not_be_loaded_is_tried_again_after_a_minute(
    generations, embedder, first, wait
):
    """The pointer does not move meanwhile; before the minute is over nothing is tried."""
    seconds = [0.0]
    live = Live(generations, embedder, wait=wait, clock=lambda: seconds[0])
    second = build(FewArticles([HARBOUR]), generations, embedder)
    file = generations.folder(second.id) / "vectors.faiss"
    whole = file.read_bytes()
    file.write_bytes(whole[:-4])
    live.get()
    until(lambda: live.error is not None)
    file.write_bytes(whole)
    seconds[0] = RETRY - 1
    live.get()
    live.refresh()
    assert (live.get().id, "vectors.faiss" in live.error) == (first.id, True)
    seconds[0] = RETRY
    until(lambda: live.get().id == second.id)
    assert live.error is None


class OutOfMemory(Generations):
    """Cannot load anything while it is told so."""

    out = False

    def load(self, id=None, model=None):
        if self.out:
            raise MemoryError
        return super().load(id, model)


@pytest.mark.parametrize("wait", [True, False])
def test_whatever_goes_wrong_while_loading_the_old_generation_goes_on(generations, embedder, first, wait):
    seconds = [0.0]
    generations = OutOfMemory(generations.root)
    live = Live(generations, embedder, wait=wait, clock=lambda: seconds[0])
    second = build(FewArticles([HARBOUR]), generations, embedder)
    generations.out = True
    assert live.get().id == first.id
    until(lambda: live.error is not None)
    assert "MemoryError" in live.error
    generations.out = False
    seconds[0] = RETRY
    until(lambda: live.get().id == second.id)
    assert live.error is None


@pytest.mark.parametrize("pointer", ["nonsense", "20990101T000000Z-0000\n", None])
def test_a_broken_pointer_is_reported_and_the_old_generation_goes_on(generations, embedder, first, pointer):
    live = Live(generations, embedder, wait=True)
    if pointer is None:
        (generations.root / "CURRENT").unlink()
    else:
        (generations.root / "CURRENT").write_text(pointer)
    assert live.get().id == first.id
    assert live.error
    generations.rollback(first.id)
    assert (live.get().id, live.error) == (first.id, None)


def test_a_generation_of_another_model_is_not_taken(generations, embedder, first):
    live = Live(generations, embedder, wait=True)
    build(FewArticles(ARTICLES), generations, HashingEmbedder(name="another"))
    assert live.get().id == first.id
    assert "another" in live.error


def edition(number):
    """Three articles whose text and headline tell the number of their generation."""
    told = (
        f"Edition {number} tells of the harbour and the bridge {place}."
        for place in ("west", "east", "north")
    )
    return FewArticles(article(f"a{n}", text, f"Edition {number}") for n, text in enumerate(told))


def test_no_search_ever_mixes_two_generations(generations):
    """Questions go on in four threads while eight generations follow each other; none fails, none mixes."""
    embedder = HashingEmbedder()
    build(edition(0), generations, embedder)
    live = Live(generations, embedder)
    over = threading.Event()
    seen, problems = set(), []

    def ask():
        while not over.is_set():
            try:
                hits = HybridRetriever(live.get(), embedder).search("the harbour and the bridge", 3)
                told = {
                    text
                    for hit in hits
                    for text in (hit.article.headline, " ".join(hit.passage.text.split()[:2]))
                }
                seen.add(tuple(told))
                if len(hits) != 3 or len(told) != 1:
                    problems.append(told)
            except Exception as error:  # noqa: BLE001 - any failure is a finding
                problems.append(error)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(1, 9):
        built = build(edition(number), generations, HashingEmbedder())
        until(lambda built=built: live.get().id == built.id)
        generations.prune(1)
    over.set()
    for thread in threads:
        thread.join()
    assert problems == []
    assert ("Edition 8",) in seen
    assert len(seen) > 4
