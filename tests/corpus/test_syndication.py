"""Near-duplicates: reprints in all their forms are led back to the first article, others stay alone."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.ingest import ingest
from corpus.store import ArticleStore
from corpus.syndication import FEWEST_WORDS, origins
from corpus.types import Article

SAMPLE = Path(__file__).parents[2] / "corpus" / "sample" / "articles"


def article(id, text, published=None):
    return Article(id, 1, text, "", published=published)


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    with ArticleStore(tmp_path_factory.mktemp("sample") / "articles.sqlite") as store:
        ingest([SAMPLE], store)
        return list(store.articles())


def cut(text, share):
    words = text.split(" ")
    return " ".join(words[: int(len(words) * share)])


def paragraphs(text, count):
    return "\n\n".join(text.split("\n\n")[:count])


def retyped(text, share, seed=5):
    """Some words replaced by words that stand in no article."""
    draw = random.Random(seed)
    return " ".join(f"zq{draw.random()}" if draw.random() < share else word for word in text.split(" "))


def respelt(text):
    for ours, theirs in (("ization", "isation"), ("or ", "our "), ("said", "says"), ("about", "some")):
        text = text.replace(ours, theirs)
    return text


def without_a_third(text):
    sentences = re.split(r"(?<=\.)\s", text)
    return " ".join(one for number, one in enumerate(sentences) if number % 3)


def with_an_own_half(text):
    return cut(text, 0.5) + "\n\n" + " ".join(f"own{number}" for number in range(len(text.split()) // 3))


EDITS = {
    "whole": lambda text: text,
    "half": lambda text: cut(text, 0.5),
    "a quarter": lambda text: cut(text, 0.25),
    "first two paragraphs": lambda text: paragraphs(text, 2),
    "spelling": respelt,
    "every tenth word": lambda text: retyped(text, 0.1),
    "half, every twentieth word": lambda text: retyped(cut(text, 0.5), 0.05),
    "a third of the sentences gone": without_a_third,
    "half, and paragraphs of its own": with_an_own_half,
    "case and punctuation": lambda text: text.upper().replace(",", ""),
}


@pytest.mark.parametrize("kind", EDITS)
def test_reprints_are_led_back_to_their_original_and_to_nothing_else(sample, kind):
    """Each article of the sample reprinted, all at once; what is too short to tell stays alone."""
    apart = [one for one in sample if one.origin == one.id]
    copies = {f"copy of {one.id}": EDITS[kind](one.text) for one in apart}
    copies = {key: text for key, text in copies.items() if len(text.split()) >= FEWEST_WORDS}
    assert len(copies) > 30
    found = origins(
        [
            *(article(one.id, one.text, "2020-01-01") for one in apart),
            *(article(key, text, "2021-01-01") for key, text in copies.items()),
        ]
    )
    assert {key: found[key] for key in copies} == {key: key.removeprefix("copy of ") for key in copies}
    assert all(found[one.id] == one.id for one in apart)


def test_the_sample_holds_one_wire_story_and_its_two_reprints(sample):
    groups = {}
    for one in sample:
        groups.setdefault(one.origin, []).append(one.outlet)
    first = [(origin, outlets) for origin, outlets in groups.items() if len(outlets) > 1]
    assert [sorted(outlets) for _, outlets in first] == [
        ["Harbour Post (sample)", "Meridian Wire (sample)", "North Review (sample)"]
    ]
    assert len(groups) == len(sample) - 2


def test_no_two_articles_of_wikinews_are_taken_for_reprints(data, store):
    ingest([data / "wikinews_articles.jsonl"], store)
    assert all(one.origin == one.id for one in store.articles())


def test_the_three_seed_articles_on_one_event_stay_apart(seeds, store):
    ingest([seeds], store)
    assert [one.origin == one.id for one in store.articles()] == [True, True, True]


LONG = " ".join(f"word{number}" for number in range(80))
REVISED = LONG.replace("word3 ", "other ")


def test_the_earliest_is_the_origin_and_undated_ones_come_last():
    dated = [
        article("b", LONG),
        article("c", REVISED, "2022-01-06T08:00:00Z"),
        article("d", LONG, "2022-01-05"),
    ]
    assert origins(dated) == dict.fromkeys("bcd", "d")
    assert origins(dated[:2]) == dict.fromkeys("bc", "c")
    assert origins([article("z", LONG), article("y", REVISED)]) == dict.fromkeys("zy", "y")


def test_the_order_of_the_articles_does_not_matter(sample):
    shuffled = list(sample)
    random.Random(2).shuffle(shuffled)
    assert origins(shuffled) == origins(sample)


def test_groups_are_transitive():
    words = LONG.split()
    first, second = " ".join(words[:55]), " ".join(words[25:])
    assert len(set(origins([article("first", first), article("second", second)]).values())) == 1
    ends = [article("one", " ".join(words[:40])), article("two", " ".join(words[40:]))]
    assert origins(ends) == {"one": "one", "two": "two"}
    assert origins([*ends, article("all", LONG, "2022-01-01")]) == dict.fromkeys(("one", "two", "all"), "all")


def test_very_short_texts_are_reprints_only_when_they_are_equal():
    short = " ".join(f"word{number}" for number in range(FEWEST_WORDS - 1))
    told = [article("a", short), article("b", short.upper() + "."), article("c", f"{short[:-6]} else")]
    assert origins(told) == {"a": "a", "b": "a", "c": "c"}


def test_texts_without_words_stand_alone():
    assert origins([]) == {}
    assert origins([article(*one) for one in (("a", ""), ("b", "!!!"), ("c", "\ud800"), ("d", "!!!"))]) == {
        one: one for one in "abcd"
    }


def test_a_thousand_texts_from_one_template_are_one_group():
    draw = random.Random(3)
    words = [f"word{number}" for number in range(200)]
    made = []
    for number in range(1000):
        changed = list(words)
        for place in draw.sample(range(200), 12):
            changed[place] = f"x{draw.randrange(10**6)}"
        made.append(article(f"{number:04}", " ".join(changed)))
    assert set(origins(made).values()) == {"0000"}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.text(), max_size=8))
def test_every_article_has_an_origin_that_is_its_own_origin(texts):
    found = origins([article(str(number), text) for number, text in enumerate(texts)])
    assert set(found) == {str(number) for number in range(len(texts))}
    assert all(found[origin] == origin for origin in found.values())
