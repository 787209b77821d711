"""The words of one document: what its figures say holds although they are rounded."""

from __future__ import annotations

import pytest

from app.documents.builders.writing import Writing
from app.framework.parts import Unit
from app.indicators.measure import Figure, Measure
from model.language import Language


@pytest.mark.parametrize(
    ("met", "whole", "written"),
    [(796, 1000, "79.6%"), (7996, 10000, "79.9%"), (80, 100, "80%"), (804, 1000, "80%"), (75, 100, "75%")],
)
def test_a_share_that_misses_its_target_is_never_written_like_the_target(met: int, whole: int, written: str) -> None:
    figure = Figure("standards_met", Unit.RATIO, Measure(met, whole), target=0.8)

    assert Writing(Language.EN).figure(figure) == written
