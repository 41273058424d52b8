"""A generation tells the origin of each of its articles as the store had it when it was built."""

from corpus.store import ArticleStore
from corpus.types import Draft
from index.build import build

STORY = " ".join(f"Sentence {number} of the story says what happened next." for number in range(12))


def held(generations):
    return {one.id: one.origin for one in generations.load().table.articles()}


def test_a_build_has_the_right_origins_before_and_after_the_original_is_withdrawn(
    tmp_path, generations, embedder
):
    with ArticleStore(tmp_path / "articles.sqlite") as store:
        for name, text, day in (
            ("reprint", STORY[:300], "2022-01-08"),
            ("wire", STORY, "2022-01-06"),
            ("copy", STORY, "2022-01-07"),
        ):
            store.upsert(Draft(text, f"{name}.txt", id=name, outlet=name, published=day))
        build(store, generations, embedder)
        assert held(generations) == dict.fromkeys(("wire", "copy", "reprint"), "wire")
        store.withdraw("wire")
        build(store, generations, embedder)
        assert held(generations) == dict.fromkeys(("copy", "reprint"), "copy")
