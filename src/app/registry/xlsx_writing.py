"""Writing the registry's workbook in its minimal form: rows 1 to 5 and the records, plain values only."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from app.registry.schema import Field, FieldKind, Kind, schema
from app.registry.xlsx_opening import escaped
from app.registry.xlsx_reading import EXAMPLE_ROW, ID_ROW

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from model.bilingual import Bilingual
    from model.language import Language

_HEADING: Final = PatternFill("solid", fgColor="FFEFBD09")
_HEADER: Final = PatternFill("solid", fgColor="FFF7DE84")
_EXAMPLE: Final = PatternFill("solid", fgColor="FFDDD9C4")
_MOMENTS: Final = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_NARROW, _WIDE = 18, 80
_EXACT_DIGITS = 15
"""Longer whole numbers lose digits in a spreadsheet."""


def write_xlsx(
    kind: Kind, records: Iterable[Mapping[str, str]], department: str, name: Bilingual, language: Language
) -> bytes:
    """Return a workbook with one data sheet that the registry's upload takes.

    Args:
        kind: the table.
        records: the stored fields of each record.
        department: the code in B3.
        name: the department's name, shown in row 1.
        language: of the headings.
    """
    book = Workbook(write_only=True)
    book.properties.creator = "Jalon"
    sheet: Any = book.create_sheet(kind.value)
    resource = schema().resource(kind)
    fields = [resource.fields[column] for column in resource.template_columns]
    sheet.freeze_panes = f"C{EXAMPLE_ROW}"
    sheet.row_dimensions[ID_ROW].hidden = True
    for place, field in enumerate(fields, 3):
        sheet.column_dimensions[get_column_letter(place)].width = min(field.width or _NARROW, _WIDE)
    title = f"{resource.title.text(language)} — {name.text(language)}"
    sheet.append([None, None, _text(sheet, title, _HEADER, bold=True)])
    sheet.append([None, None, *(_text(sheet, field.label.text(language), _HEADING, bold=True) for field in fields)])
    sheet.append([_text(sheet, value) for value in (schema().version_marker, department, *resource.template_columns)])
    sheet.append([])
    example = "e.g." if language == "en" else "ex."
    sheet.append([_text(sheet, example, _EXAMPLE), None, *(_text(sheet, "x", _EXAMPLE) for _field in fields)])
    for record in records:
        sheet.append([None, None, *(_cell(sheet, field, record[field.id]) for field in fields)])
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_time(buffer)


def _without_time(made: io.BytesIO) -> bytes:
    """Return a workbook without the times at which it was made: the same plan gives the same bytes."""
    plain = io.BytesIO()
    with zipfile.ZipFile(made) as archive, zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as written:
        for part in archive.infolist():
            content = archive.read(part)
            if part.filename == "docProps/core.xml":
                content = _MOMENTS.sub(b"", content)
            written.writestr(zipfile.ZipInfo(part.filename, _NO_TIME), content, zipfile.ZIP_DEFLATED)
    return plain.getvalue()


def _text(sheet: Any, value: str, fill: PatternFill | None = None, *, bold: bool = False) -> Any:
    """Return a cell that holds text and nothing else, whatever it begins with."""
    cell: Any = WriteOnlyCell(sheet, escaped(value))
    cell.data_type = "s"  # else a text that begins with "=" would become a formula
    cell.number_format = "@"
    if fill is not None:
        cell.fill = fill
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    if bold:
        cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, field: Field, value: str) -> Any:
    if not value:
        return None
    number = _number(field, value)
    return _text(sheet, value) if number is None else number


def _number(field: Field, value: str) -> int | float | None:
    """Return the number that keeps the written form, or None where only text does."""
    if field.kind is FieldKind.VOLUME:
        return int(value) if len(value) <= _EXACT_DIGITS and str(int(value)) == value else None
    if field.kind is FieldKind.DECIMAL:
        if value.isdigit() and str(int(value)) == value:
            return int(value)
        written = repr(float(value))
        return float(value) if written == value and not written.endswith(".0") else None
    return None
