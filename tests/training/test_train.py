"""The training loop on a net of two layers and a handful of examples."""

import pytest
import torch

from tests.training import tiny
from training.checkpoint import BEST, CHECKPOINT, mean
from training.errors import TrainingError
from training.train import train


@pytest.fixture(scope="module")
def tokenizer(tmp_path_factory):
    return tiny.tokenizer(tmp_path_factory.mktemp("tokenizer"))


def run(folder, tokenizer, recipe, **changes):
    """Train in a folder; whether the stage is complete, and what was said."""
    said = []
    given = {
        "examples": tiny.EXAMPLES,
        "stop": tiny.EXAMPLES[:3],
        "tokenizer": tokenizer,
        "folder": folder,
        "say": said.append,
    }
    return train(tiny.net(), recipe, **{**given, **changes}), said


def kept(folder, name=CHECKPOINT):
    return torch.load(folder / name, weights_only=True)


def same(one, other):
    assert one.keys() == other.keys()
    return all(torch.equal(one[name], other[name]) for name in one)


def test_a_run_that_stops_after_every_step_ends_with_the_same_bits_as_one_that_never_stops(
    tmp_path, tokenizer
):
    recipe = tiny.recipe(tokens=2_500)
    complete, _ = run(tmp_path / "whole", tokenizer, recipe)
    assert complete
    calls = 1
    while not run(tmp_path / "pieces", tokenizer, recipe, until=0.0)[0]:
        calls += 1
    whole, pieces = kept(tmp_path / "whole"), kept(tmp_path / "pieces")
    assert calls == whole["step"] >= 9
    for weights in ("net", "average"):
        assert same(whole[weights], pieces[weights])
    for name, state in whole["optimizer"]["state"].items():
        assert same(state, pieces["optimizer"]["state"][name])
    numbers = ("step", "tokens", "loss", "held_out", "best", "stale", "done")
    assert [whole[name] for name in numbers] == [pieces[name] for name in numbers]
    assert same(kept(tmp_path / "whole", BEST), kept(tmp_path / "pieces", BEST))


def test_the_same_seed_gives_the_same_weights_and_another_seed_gives_others(tmp_path, tokenizer):
    for name, seed in (("one", 1), ("again", 1), ("other", 2)):
        run(tmp_path / name, tokenizer, tiny.recipe(tokens=1_000, seed=seed))
    one, again, other = (kept(tmp_path / name, BEST) for name in ("one", "again", "other"))
    assert same(one, again)
    assert not same(one, other)


def test_a_few_examples_are_learnt_within_a_few_steps(tmp_path, tokenizer):
    run(tmp_path / "short", tokenizer, tiny.recipe(tokens=250, warmup=0.9))
    _, said = run(tmp_path / "long", tokenizer, tiny.recipe(tokens=12_000))
    before, after = (kept(tmp_path / name) for name in ("short", "long"))
    assert after["best"] > 2 * before["best"]
    assert said[0].startswith("tiny: step ")
    assert said[-1].endswith("0:00 h left")


def test_a_held_out_part_that_stops_improving_ends_the_stage_early(tmp_path, tokenizer):
    recipe = tiny.recipe(rate=0.0, last_rate=0.0, patience=2)
    complete, _ = run(tmp_path, tokenizer, recipe)
    ended = kept(tmp_path)
    assert complete
    assert (ended["stale"], ended["done"]) == (2, True)
    assert 3_000 <= ended["tokens"] < recipe.tokens
    assert same(kept(tmp_path, BEST), tiny.net().state_dict())


def test_what_is_kept_are_the_weights_of_the_best_look_not_of_the_last(tmp_path, tokenizer):
    turned = [tiny.example(one.question, *one.candidates[1:]) for one in tiny.EXAMPLES[:2]]
    run(tmp_path, tokenizer, tiny.recipe(patience=3), stop=turned * 3, examples=tiny.EXAMPLES[:3])
    ended = kept(tmp_path)
    assert ended["best"] >= ended["held_out"]
    assert same(kept(tmp_path, BEST), ended["average"]) == (ended["held_out"] == ended["best"])


def test_of_looks_that_are_equally_good_the_last_is_kept(tmp_path, tokenizer, monkeypatch):
    told = iter((0.5, 0.499, 0.4, 0.4, 0.4))
    looks = []

    def judged(*_):
        looks.append(1)
        return next(told)

    monkeypatch.setattr("training.train.quality", judged)
    made = []
    monkeypatch.setattr("training.train.keep_best", lambda run, folder: made.append(len(looks)))
    run(tmp_path, tokenizer, tiny.recipe(patience=3))
    assert made == [1, 2]
    assert kept(tmp_path)["best"] == 0.5


def test_a_complete_stage_is_left_as_it_is(tmp_path, tokenizer):
    recipe = tiny.recipe(tokens=500)
    run(tmp_path, tokenizer, recipe)
    before = (tmp_path / CHECKPOINT).read_bytes()
    assert run(tmp_path, tokenizer, recipe) == (True, [])
    assert (tmp_path / CHECKPOINT).read_bytes() == before


def test_another_recipe_does_not_go_on_from_a_checkpoint(tmp_path, tokenizer):
    run(tmp_path, tokenizer, tiny.recipe(tokens=500))
    with pytest.raises(TrainingError, match=r"checkpoint\.pt was made by another recipe"):
        run(tmp_path, tokenizer, tiny.recipe(tokens=501))


def test_the_mean_of_weights_has_the_shares_of_those_before(tmp_path):
    before, far, after, made = (tmp_path / f"{name}.pt" for name in ("before", "far", "after", "made"))
    torch.save({"w": torch.tensor([0.0, 4.0]), "ids": torch.tensor([1])}, before)
    torch.save({"w": torch.tensor([8.0, 0.0]), "ids": torch.tensor([3])}, far)
    torch.save({"w": torch.tensor([4.0, 0.0]), "ids": torch.tensor([2])}, after)
    weights = torch.load(mean(after, {before: 0.25, far: 0.5}, made), weights_only=True)
    assert weights["w"].tolist() == [5.0, 1.0]
    assert weights["ids"].tolist() == [2]
