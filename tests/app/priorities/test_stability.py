"""How firm a ranking is under other weights."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.priorities.ranking import ranking
from app.priorities.stability import stability
from app.sample import build
from app.workspace import Workspace
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from pathlib import Path

    from app.priorities.cards import Ranking


def _ranking(tmp_path: Path) -> Ranking:
    """Return four services of the sample, one high throughout, one low, and two that hang on a weight each."""
    build(tmp_path / "a.jalon")
    with Workspace.read(tmp_path / "a.jalon") as workspace:
        found = ranking(workspace, FiscalYear(2024))
    scores = ({"a": 3, "b": 3}, {"a": 3, "b": 0}, {"a": 0, "b": 3}, {"a": 0, "b": 0})
    rows = tuple(
        replace(row, service=f"s{at}", scores=rated, rank=at + 1, decided=at < 2, above_cut=at < 2)
        for at, (row, rated) in enumerate(zip(found.rows, scores, strict=False))
    )
    return replace(found, rows=rows, weights={"a": 60, "b": 40})


def test_what_hangs_on_one_weight_is_less_firm(tmp_path: Path) -> None:
    found = stability(_ranking(tmp_path))

    assert found is not None
    assert (found.first, found.trials) == (2, 6)
    assert found.stays == {"s0": 6, "s1": 3, "s2": 3, "s3": 0}
    assert found.share("s1") == 0.5


def test_as_many_as_reach_the_line_are_the_first_while_nothing_is_decided(tmp_path: Path) -> None:
    before = _ranking(tmp_path)
    undecided = replace(before, rows=tuple(replace(row, decided=None, above_cut=row.rank == 1) for row in before.rows))

    found = stability(undecided)

    assert found is not None
    assert found.first == 1


def test_without_a_choice_or_a_second_weight_there_is_nothing_to_tell(tmp_path: Path) -> None:
    before = _ranking(tmp_path)
    everything = replace(before, rows=tuple(replace(row, decided=True) for row in before.rows))

    assert stability(everything) is None
    assert stability(replace(before, weights={"a": 100, "b": 0})) is None
    assert stability(replace(before, rows=())) is None
