"""No label of a drawn picture touches another or leaves the picture, whatever it has to show."""

from __future__ import annotations

from itertools import combinations

import page
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics.shapes import Drawing, Group, String

from app.documents.charts import Chart, ChartKind, Picture, Series, SeriesRole, Unit
from app.documents.label_places import Box
from app.documents.pdf import fonts
from app.documents.pdf.charts import drawing_of
from model.language import Language
from tests.app.documents.pictures import edition, hard_pictures, pictures
from tests.app.documents.reading import pdf_bytes

FR = Language.FR
CASES = {
    f"{language} {name}": picture
    for language in Language
    for name, picture in {**pictures(language), **hard_pictures(language)}.items()
}


def boxes(drawing: Drawing) -> list[tuple[str, Box]]:
    """Return each text of a drawing and the box that its letters fill; pieces that follow one another are one."""
    found = []
    for group in drawing.contents:
        texts = [shape for shape in group.contents if isinstance(shape, String)] if isinstance(group, Group) else []
        if texts:
            end = texts[-1].x + fonts.width_of(texts[-1].text, texts[-1].fontName, texts[-1].fontSize)
            size = texts[0].fontSize
            said = "".join(text.text for text in texts)
            found.append((said, Box(texts[0].x, texts[0].y - size * 0.2, end, texts[0].y + size * 0.74)))
    return found


def touching(picture: Picture, width: float) -> list[str]:
    """Return what touches or lies outside."""
    drawing = drawing_of(picture, width)
    whole = Box(-0.5, -1, drawing.width + 0.5, drawing.height + 1)
    found = boxes(drawing)
    assert found
    outside = [said for said, box in found if not whole.holds(box)]
    return outside + [
        f"{one} / {two}" for (one, box), (two, other) in combinations(found, 2) if box.touches(other, -0.3)
    ]


@pytest.mark.parametrize("width", [480, 660])
@pytest.mark.parametrize("name", list(CASES))
def test_no_label_touches_another_or_leaves_the_picture(name: str, width: float) -> None:
    assert touching(CASES[name], width) == []


@pytest.mark.parametrize("hard", [False, True])
@pytest.mark.parametrize("profile", ["ua1", "2a"])
def test_a_validator_finds_nothing_in_pictures_and_shaded_tables(profile: str, *, hard: bool) -> None:
    report = page.validate_pdf_bytes(pdf_bytes(edition(FR, Language.EN, hard=hard)), profile=profile)

    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@settings(max_examples=40, deadline=None)
@given(
    st.sampled_from([ChartKind.BAR, ChartKind.LINE, ChartKind.STACKED]),
    st.lists(st.text("ÉàéaWi ’-", min_size=1, max_size=90), min_size=1, max_size=14, unique=True),
    st.data(),
)
def test_whatever_the_names_and_figures_are_no_label_touches_another(
    kind: ChartKind, names: list[str], data: st.DataObject
) -> None:
    figure = st.one_of(st.none(), st.floats(0, 1))
    row = st.lists(figure, min_size=len(names), max_size=len(names)).map(tuple)
    series = tuple(
        Series(f"Série {at}", data.draw(row), SeriesRole.TARGET if at == 3 else SeriesRole.RESULT)
        for at in range(data.draw(st.integers(1, 4)))
    )
    chart = Chart(kind, "T", tuple(name.strip() or "x" for name in names), series, FR, Unit.SHARE, "Part des services")

    assert touching(chart, 480) == []


def test_pictures_fit_on_a_page_however_many_names_they_have() -> None:
    assert all(drawing_of(picture, 480).height <= 560 for picture in CASES.values())
    assert all(drawing_of(picture, 660).height <= 380 for picture in CASES.values())


@pytest.mark.parametrize("language", Language)
def test_first_and_last_figure_of_a_line_are_always_written(language: Language) -> None:
    said = [text for text, _box in boxes(drawing_of(pictures(language)["line"], 480))]

    assert {"41\u00a0%", "80\u00a0%"} <= set(said) if language is FR else {"41%", "80%"} <= set(said)
