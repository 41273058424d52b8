"""Builds in other processes, killed or held at every step."""

import subprocess
import sys

import pytest

from index.build import build
from index.errors import BuildError
from index.live import Live
from index.retrieve import HybridRetriever
from tests.fakes.articles import ARTICLES, HARBOUR, FewArticles
from tests.index.building import NEW, POINTS


@pytest.fixture
def stopped_build(generations):
    """Starts a build that stops at a point; ends it with the test."""
    processes = []

    def start(point):
        command = [sys.executable, "-m", "tests.index.building", str(generations.root), point]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        processes.append(process)
        assert process.stdout.readline() == f"{point}\n"
        return process

    yield start
    for process in processes:
        process.kill()
        process.communicate()


def found(generation, embedder):
    return [
        hit.article.id for hit in HybridRetriever(generation, embedder).search("crane in Lindvik harbour", 5)
    ]


def hidden(generations):
    return sorted(path.name for path in generations.root.glob(".*") if not path.name.endswith(".lock"))


@pytest.mark.parametrize("point", POINTS)
def test_a_killed_build_changes_no_answer_and_the_next_one_succeeds(
    generations, embedder, first, stopped_build, point
):
    live = Live(generations, embedder)
    before = found(live.get(), embedder)
    process = stopped_build(point)
    process.kill()
    process.wait()

    assert generations.current() == first.id
    assert live.get().id == first.id
    assert found(generations.load(model=embedder), embedder) == found(live.get(), embedder) == before
    assert before[0] == HARBOUR.id

    after = build(FewArticles([*ARTICLES, NEW]), generations, embedder)
    assert generations.load(model=embedder).article(NEW.id) == NEW
    assert generations.current() == generations.ids()[0] == after.id
    assert hidden(generations) == []


@pytest.mark.parametrize("point", POINTS)
def test_a_second_build_is_refused_while_one_runs_and_the_first_goes_on(
    generations, embedder, first, stopped_build, point
):
    process = stopped_build(point)
    with pytest.raises(BuildError, match="another build is running"):
        build(FewArticles(ARTICLES), generations, embedder)
    process.communicate("go on\n", timeout=30)
    assert process.returncode == 0
    assert generations.load().article(NEW.id) == NEW


def test_only_whole_generations_are_ever_listed(generations, embedder, first, stopped_build):
    """Wherever a build was killed, each listed generation can be opened and gone back to."""
    for point in POINTS:
        process = stopped_build(point)
        process.kill()
        process.wait()
        for name in generations.ids():
            assert generations.rollback(name, model=embedder) == name
    assert len(generations.ids()) == 2, "the build killed before the last step had published its folder"
