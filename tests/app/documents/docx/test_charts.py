"""Pictures in Word files: native, valid, figures as their language writes them, words for who cannot see them."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from defusedxml.ElementTree import fromstring
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from app.documents.charts import Axis, Chart, ChartKind, Point, Scatter, Series, Unit
from app.documents.docx.charts import chart_xml, height_of
from app.documents.docx.workbook import workbook_of
from app.documents.grids import heat_table
from app.documents.pdf import theme
from app.documents.pdf.charts import drawing_of
from model.language import Language
from tests.app.documents.pictures import edition, hard_pictures, heat_of_ratings, pictures
from tests.app.documents.reading import WORD, docx_bytes, part

if TYPE_CHECKING:
    from pathlib import Path
    from xml.etree.ElementTree import Element

FR = Language.FR
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
CASES = {
    f"{language} {name}": picture
    for language in Language
    for name, picture in {**pictures(language), **hard_pictures(language)}.items()
}


def _xml(name: str) -> Element:
    return fromstring(chart_xml(CASES[name], "rId1").encode())


@pytest.mark.parametrize("hard", [False, True])
@pytest.mark.parametrize("languages", [(Language.EN,), (FR, Language.EN)])
def test_every_picture_follows_the_standard(languages: tuple[Language, ...], *, hard: bool, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx_bytes(edition(*languages, hard=hard)))

    result = OpenXmlValidator().validate(str(path))

    assert result.is_valid, [str(error) for error in result.errors]


@pytest.mark.parametrize("name", list(CASES))
def test_the_figures_in_the_chart_are_those_of_its_workbook(name: str) -> None:
    picture = CASES[name]
    sheet = load_workbook(BytesIO(workbook_of(picture)), read_only=True).worksheets[0]

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    for at, series in enumerate(_xml(name).iter(f"{CHART}ser")):
        figures = series.find(f"{CHART}yVal" if isinstance(picture, Scatter) else f"{CHART}val")
        assert figures is not None
        told = {int(p.get("idx") or 0): float(p.findtext(f"{CHART}v") or "nan") for p in figures.iter(f"{CHART}pt")}
        column = at + (2 if isinstance(picture, Scatter) else 1)
        held = {n: row[column] for n, row in enumerate(rows) if len(row) > column and row[column] is not None}
        assert told == held


def test_decimals_are_texts_so_that_no_computer_writes_them_its_own_way() -> None:
    xml = chart_xml(pictures(FR)["ranking"], "rId1")

    assert "<c15:f>Sheet1!$C$2:$C$7</c15:f>" in xml
    assert "<a:t>87,5</a:t>" in xml
    sheet = load_workbook(BytesIO(workbook_of(pictures(FR)["ranking"]))).worksheets[0]
    assert [sheet["B2"].value, sheet["C2"].value] == [87.5, "87,5"]


def test_english_figures_have_commas_and_french_ones_no_break_spaces() -> None:
    def formats(language: Language) -> set[str | None]:
        root = fromstring(chart_xml(pictures(language)["bar"], "rId1").encode())
        return {node.get("formatCode") for node in root.iter()} - {None, "General"}

    assert formats(Language.EN) == {'[>=1000000]#","###","##0;[>=1000]#","##0;0'}
    assert formats(FR) == {'[>=1000000]#"\u00a0"###"\u00a0"##0;[>=1000]#"\u00a0"##0;0'}


@pytest.mark.parametrize("name", list(CASES))
def test_no_text_of_a_chart_says_another_language(name: str) -> None:
    told = {node.get("lang") for node in _xml(name).iter()} - {None}
    told |= {node.get("val") for node in _xml(name).iter(f"{CHART}lang")}

    assert told == {CASES[name].language.tag}


def test_series_are_told_apart_without_colours() -> None:
    forms = [node.get("val") for node in _xml("en lines").iter(f"{CHART}symbol")]
    fills = [node.get("prst") for node in _xml("en stacked").iter() if node.tag.endswith("pattFill")]

    assert forms == ["circle", "square", "triangle", "diamond"]
    assert fills == ["ltHorz", "wdUpDiag"]


def test_figures_of_lines_that_cross_are_left_out_where_there_is_no_place() -> None:
    shown = [
        label.find(f"{CHART}delete") is None
        for series in _xml("en lines that lie on one another").iter(f"{CHART}ser")
        for label in series.iter(f"{CHART}dLbl")
    ]

    assert shown.count(True) >= 8
    assert shown.count(False) >= 8


def test_no_name_of_a_point_is_cut_where_it_would_stand_on_two_lines() -> None:
    names = ("Délivrance de licences aux guides et aux pourvoyeurs", "Données géospatiales sur les sentiers")
    points = (Point(names[0], 20, 0.9), Point(names[1], 58, 0.0), Point("Réservation", 70, 0.05))
    axes = Axis("Pointage sur 100", ends=(0, 100)), Axis("Part des essais", Unit.SHARE, ends=(0, 1))
    xml = chart_xml(Scatter("T", *axes, points, ("Services",), FR), "rId1")

    shown = [node.text for node in fromstring(xml).iter() if node.tag.endswith("}t") and node.text]
    assert names[0] in shown
    assert not any(text.endswith("…") for text in shown)


@pytest.mark.parametrize("name", list(CASES))
def test_every_picture_fits_on_a_page(name: str) -> None:
    assert 40 < height_of(CASES[name]) <= 640


@pytest.mark.parametrize("name", list(pictures(Language.EN)))
@pytest.mark.parametrize("language", list(Language))
def test_a_picture_is_about_as_high_as_in_the_pdf_so_that_pages_agree(language: Language, name: str) -> None:
    picture = pictures(language)[name]

    assert height_of(picture) == pytest.approx(drawing_of(picture, theme.WIDTH).height, abs=16)


def test_a_name_that_fits_on_its_line_makes_no_row_higher() -> None:
    names = ("Shoreline Restoration Contributions", "Resources")
    chart = Chart(ChartKind.BAR, "T", names, (Series("s", (1, 2)),), Language.EN)

    assert height_of(chart) == 48  # twice a bar and its gap, and the edge


def test_no_edge_of_a_bar_hides_the_axis() -> None:
    edges = [series.find(f"{CHART}spPr/{DRAWING}ln") for series in _xml("en bar").iter(f"{CHART}ser")]

    assert [edge.find(f"{DRAWING}noFill") is not None for edge in edges if edge is not None] == [True] * len(edges)


def test_shares_are_percentages_in_the_workbook_too() -> None:
    chart = Chart(ChartKind.BAR, "T", ("a",), (Series("s", (0.25,)),), FR, Unit.SHARE)

    cell = load_workbook(BytesIO(workbook_of(chart))).worksheets[0]["B2"]

    assert (cell.value, cell.number_format) == (0.25, "0%")


def test_shaded_tables_are_tables_with_grounds_and_say_what_they_show() -> None:
    body = part(docx_bytes(edition(FR)), "word/document.xml")

    first = next(iter(body.iter(f"{WORD}tbl")))
    told = first.find(f"{WORD}tblPr/{WORD}tblDescription")
    assert told is not None
    assert told.get(f"{WORD}val") == heat_table(heat_of_ratings(FR)).alt
    grounds = [node.get(f"{WORD}fill") for node in first.iter(f"{WORD}shd")]
    assert len(grounds) == 22  # of 24 cells two hold no rating
    assert len(set(grounds)) == 4


def test_pictures_are_the_same_bytes_each_time() -> None:
    one, two = (docx_bytes(edition(FR)) for _ in range(2))

    assert one == two
    assert zipfile.ZipFile(BytesIO(one)).testzip() is None
