"""`make train-reader` as a command: what goes wrong is one line."""

from training.__main__ import main


def test_without_the_training_data_it_says_where_it_looked_and_leaves_nothing_half_done(tmp_path, capsys):
    assert main(["--data", str(tmp_path / "data"), "--folder", str(tmp_path / "train")]) == 1
    assert capsys.readouterr().err == (
        f"train-reader: {tmp_path / 'data'} is no folder; the training data is looked for there\n"
    )
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
