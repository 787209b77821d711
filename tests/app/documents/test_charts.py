"""Charts: figures on the marks, a word in each gap, the same numbers in both forms."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from openpyxl import load_workbook
from reportlab.graphics.shapes import Drawing, Group, Rect, String

from app.documents.charts import Chart, ChartKind, Series, SeriesRole, Unit, spelled_out
from app.documents.docx.charts import chart_xml
from app.documents.docx.workbook import workbook_of
from app.documents.palette import ink_on, palette
from app.documents.pdf.charts import drawing_of
from model.language import Language

YEARS = ("2022-2023", "2023-2024", "2024-2025")


def _chart(kind: ChartKind, language: Language = Language.EN, unit: Unit = Unit.COUNT) -> Chart:
    values = (0.25, None, 0.5) if unit is Unit.SHARE else (1200.0, None, 0.0)
    result = Series("Result", values)
    target = Series("Target", (None, 0.3, 0.6) if unit is Unit.SHARE else (None, 900.0, 1500.0), SeriesRole.TARGET)
    return Chart(kind, "Requests", YEARS, (result, target), language, unit)


def _shapes(group: Drawing | Group) -> list[object]:
    found: list[object] = []
    for shape in group.contents:
        found += _shapes(shape) if isinstance(shape, Group) else [shape]
    return found


def _words(drawing: Drawing) -> list[str]:
    return [shape.text for shape in _shapes(drawing) if isinstance(shape, String)]


def test_spelling_out_gives_every_figure_in_the_language_of_the_chart() -> None:
    english = spelled_out(_chart(ChartKind.BAR))
    french = spelled_out(_chart(ChartKind.LINE, Language.FR, Unit.SHARE))

    assert english == (
        "Bar chart: Requests. Result – 2022-2023: 1,200; 2023-2024: no data; 2024-2025: 0. "
        "Target – 2022-2023: no target; 2023-2024: 900; 2024-2025: 1,500."
    )
    assert "25\u00a0%" in french
    assert "aucune donnée" in french


@pytest.mark.parametrize("kind", list(ChartKind))
def test_no_data_is_a_word_and_never_a_mark_of_zero(kind: ChartKind) -> None:
    chart = Chart(kind, "T", YEARS, (Series("A", (3.0, None, 4.0)),), Language.EN)

    words = _words(drawing_of(chart, 480))

    assert words.count("no data") == 1
    assert "0" not in words
    assert {"3", "4"} <= set(words)


def test_zero_is_a_figure() -> None:
    assert "0" in _words(drawing_of(_chart(ChartKind.BAR), 480))


def test_targets_are_hollow_and_dashed() -> None:
    marks = [shape for shape in _shapes(drawing_of(_chart(ChartKind.BAR), 480)) if isinstance(shape, Rect)]

    dashed = [mark for mark in marks if mark.strokeDashArray]
    assert len(dashed) == 3  # the legend and two targets
    assert all(mark.fillColor is not None and mark.fillColor.hexval() == "0xffffff" for mark in dashed)


def test_a_year_to_come_is_no_gap() -> None:
    chart = Chart(
        ChartKind.LINE,
        "T",
        YEARS,
        (Series("Result", (0.2, None, None)), Series("Target", (None, 0.3, 0.4), SeriesRole.TARGET)),
        Language.EN,
        Unit.SHARE,
    )

    assert "no data" not in _words(drawing_of(chart, 480))
    assert [chart.category_label(at) for at in range(3)] == list(YEARS)


def test_the_workbook_in_a_word_chart_holds_the_figures() -> None:
    sheet = load_workbook(BytesIO(workbook_of(_chart(ChartKind.BAR))), read_only=True).worksheets[0]

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=1, max_col=3)]
    assert rows == [
        [None, "Result", "Target"],
        ["2022-2023", 1200, None],
        ["2023-2024 (Result: no data)", None, 900],
        ["2024-2025", 0, 1500],
    ]


def test_a_word_chart_leaves_a_missing_figure_out() -> None:
    xml = chart_xml(_chart(ChartKind.BAR), "rId1")

    assert '<c:dispBlanksAs val="gap"/>' in xml
    assert '<c:pt idx="0"><c:v>1200.0</c:v></c:pt><c:pt idx="2"><c:v>0.0</c:v></c:pt>' in xml


def test_the_workbook_is_the_same_each_time() -> None:
    one, two = (workbook_of(_chart(ChartKind.STACKED)) for _ in range(2))

    assert one == two
    assert zipfile.ZipFile(BytesIO(one)).testzip() is None


def test_figures_on_coloured_marks_are_read_at_four_and_a_half_to_one() -> None:
    for colour in palette().series:
        ink = ink_on(colour)
        light, dark = sorted((_luminance(colour), _luminance(ink)), reverse=True)

        assert (light + 0.05) / (dark + 0.05) >= 4.5, colour


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_a_chart_whose_figures_do_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="fit"):
        Chart(ChartKind.BAR, "T", YEARS, (Series("A", (1.0,)),), Language.EN)
