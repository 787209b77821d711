"""The words of one document: what its figures say holds although they are rounded."""

from __future__ import annotations

import pytest

from app.documents.builders.writing import Writing
from app.framework.parts import Unit
from app.indicators.measure import Figure, Measure
from model.language import Language

EN, FR = Language.EN, Language.FR


@pytest.mark.parametrize(
    ("met", "whole", "written"),
    [(796, 1000, "79.6%"), (7996, 10000, "79.9%"), (80, 100, "80%"), (804, 1000, "80%"), (75, 100, "75%")],
)
def test_a_share_that_misses_its_target_is_never_written_like_the_target(met: int, whole: int, written: str) -> None:
    figure = Figure("standards_met", Unit.RATIO, Measure(met, whole), target=0.8)

    assert Writing(Language.EN).figure(figure) == written


@pytest.mark.parametrize(
    ("text", "english", "french"),
    [
        ("A. Roy, President / présidente", [("A. Roy, President", EN)], [("A. Roy, présidente", FR)]),
        (
            "A. Roy, President",
            [("A. Roy, President", EN)],
            [("A. Roy, President", EN), (" ", FR), ("[en anglais seulement]", FR)],
        ),
        (
            "Direction des services",
            [("Direction des services", FR), (" ", EN), ("[in French only]", EN)],
            [("Direction des services", FR)],
        ),
        ("A. Roy", [("A. Roy", EN)], [("A. Roy", FR)]),
        ("", [], []),
    ],
)
def test_a_title_is_never_in_the_other_language_without_a_mark(
    text: str, english: list[tuple[str, Language]], french: list[tuple[str, Language]]
) -> None:
    for language, wanted in ((EN, english), (FR, french)):
        assert [(run.text, run.language) for run in Writing(language).person(text)] == wanted
