"""The small workbook inside a chart, so that Word can edit its figures."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from app.documents.docx.package import HEAD

if TYPE_CHECKING:
    from app.documents.charts import Chart

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def column(number: int) -> str:
    """Return the letter of a column, from 0."""
    return chr(ord("A") + number)


def workbook_of(chart: Chart) -> bytes:
    """Return the workbook of ``chart``: categories in the first column, a series in each of the others."""
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>'
        ),
        "_rels/.rels": _relationship("officeDocument", "xl/workbook.xml"),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
            '<sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": _relationship("worksheet", "worksheets/sheet1.xml"),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{_rows(chart)}</sheetData></worksheet>',
    }
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, HEAD + text)
    return target.getvalue()


def _relationship(kind: str, target: str) -> str:
    row = f'<Relationship Id="rId1" Type="{_OFFICE}/{kind}" Target="{target}"/>'
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{row}</Relationships>'


def _rows(chart: Chart) -> str:
    header = "".join(_text(column(at), 1, series.name) for at, series in enumerate(chart.series, 1))
    rows = [f'<row r="1">{header}</row>']
    for at in range(len(chart.categories)):
        cells = [_text("A", at + 2, chart.category_label(at))]
        for number, series in enumerate(chart.series, 1):
            value = series.values[at]
            if value is not None:
                cells.append(f'<c r="{column(number)}{at + 2}"><v>{value!r}</v></c>')
        rows.append(f'<row r="{at + 2}">{"".join(cells)}</row>')
    return "".join(rows)


def _text(letter: str, row: int, text: str) -> str:
    return f'<c r="{letter}{row}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'
