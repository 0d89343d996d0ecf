"""Floors, written from figures and read back."""

from pathlib import Path

from tests.eval.floors import as_toml, fallen, floors
from tests.eval.measure import Auroc, Figure, Key, Share

RIGHT = Key("answered right", "typo", "held-out")
ALL_RIGHT = Key("answered right", "typo", "all")
APART = Key("AUROC, score", "all", "all")
FIGURES: dict[Key, Figure] = {RIGHT: Share(2, 3), ALL_RIGHT: Share(29, 100), APART: Auroc(0.879, 10, 10)}


def test_what_is_written_is_what_was_reached_less_one_question_rounded_down(tmp_path: Path) -> None:
    """Of an AUROC a point less; nothing falls below 0."""
    file = tmp_path / "floors.toml"
    file.write_text(as_toml({"meaning": FIGURES, "words": {RIGHT: Share(1, 1)}}), encoding="utf-8")

    assert floors("meaning", file) == {RIGHT: 33, ALL_RIGHT: 28, APART: 86}
    assert floors("words", file) == {RIGHT: 0}


def test_a_figure_that_has_fallen_is_named_with_its_floor() -> None:
    """What keeps its floor is not named."""
    limits = {RIGHT: 67, ALL_RIGHT: 29, APART: 87}

    assert fallen(FIGURES, limits) == ["answered right, typo, held-out: 66.7 % of at least 67 %"]
