"""The small workbook inside a chart, so that Word can edit its figures."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from app.documents.charts import Chart, Picture, Unit
from app.documents.docx.package import FIXED_DATE, HEAD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.documents.charts import Scatter

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_SHARE = 1  # the cell format of percentages
_BILLION = 1e9  # from here on a format of figures has too few places for separators
Cell = str | float | None


def column(number: int) -> str:
    """Return the letter of a column, from 0."""
    return chr(ord("A") + number)


def has_texts(chart: Chart) -> bool:
    """Whether the figures stand in the workbook as texts too, for the labels."""
    largest = max((value for series in chart.series for value in series.values if value is not None), default=0.0)
    return bool(chart.decimals) or largest >= _BILLION


def workbook_of(picture: Picture) -> bytes:
    """Return the workbook of ``picture``: names in the first column, figures in the others.

    A scatter chart has its figures from left to right in the second column and a further one a group.
    Figures with decimals stand a second time as the document writes them, for the labels.
    """
    rows = _of_chart(picture) if isinstance(picture, Chart) else _of_scatter(picture)
    shares = _share_columns(picture)
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": _relationships(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relationships(("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml")),
        "xl/styles.xml": _styles(),
        "xl/worksheets/sheet1.xml": (
            f'<worksheet xmlns="{_MAIN}"><cols><col min="1" max="1" width="40" customWidth="1"/></cols>'
            f"<sheetData>{''.join(_row(at, row, shares) for at, row in enumerate(rows, 1))}</sheetData></worksheet>"
        ),
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, FIXED_DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, HEAD + text)
    return target.getvalue()


def _relationships(*targets: tuple[str, str]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{at}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _styles() -> str:
    """Return two formats of cells: as it is, and as a percentage."""
    applied = ' applyNumberFormat="1"'
    plain = '<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"{applied}/>'
    return (
        f'<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/>'
        '</fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="2">{plain.format(number=0, applied="")}'
        f"{plain.format(number=9, applied=applied)}</cellXfs>"
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _of_chart(chart: Chart) -> Iterator[list[Cell]]:
    labelled = chart.series if has_texts(chart) else ()
    yield [None, *(series.name for series in chart.series), *(series.name for series in labelled)]
    for at in range(len(chart.categories)):
        texts = [chart.written(value) if (value := series.values[at]) is not None else None for series in labelled]
        yield [chart.category_label(at), *(series.values[at] for series in chart.series), *texts]


def _of_scatter(chart: Scatter) -> Iterator[list[Cell]]:
    yield [None, chart.x.title, *chart.groups]
    for point in chart.points:
        yield [point.name, point.x, *(point.y if point.group == at else None for at in range(len(chart.groups)))]


def _share_columns(picture: Picture) -> frozenset[int]:
    """Return the columns, from 0, that hold shares."""
    if isinstance(picture, Chart):
        return frozenset(range(1, 1 + len(picture.series))) if picture.unit is Unit.SHARE else frozenset()
    found = {1} if picture.x.unit is Unit.SHARE else set()
    if picture.y.unit is Unit.SHARE:
        found |= set(range(2, 2 + len(picture.groups)))
    return frozenset(found)


def _row(number: int, cells: list[Cell], shares: frozenset[int]) -> str:
    made = []
    for at, value in enumerate(cells):
        place = f"{column(at)}{number}"
        if isinstance(value, str):
            made.append(f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>')
        elif value is not None:
            style = f' s="{_SHARE}"' if at in shares else ""
            made.append(f'<c r="{place}"{style}><v>{value!r}</v></c>')
    return f'<row r="{number}">{"".join(made)}</row>'
