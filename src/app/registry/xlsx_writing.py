"""Writing the registry's workbook: its rows 1 to 5, the records as plain values, lists to choose from and checks."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter

from app.registry.code_lists import programs as registry_programs
from app.registry.schema import Field, FieldKind, Kind, choices, fields, schema
from app.registry.xlsx_checks import SheetPlace, missing, wrong
from app.registry.xlsx_entry import Entries
from app.registry.xlsx_opening import escaped
from app.registry.xlsx_reading import EXAMPLE_ROW, FIRST_ROW, ID_ROW
from app.registry.xlsx_reference import REFERENCE, Reference
from app.resources import resource
from app.yaml_files import read_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from app.registry.code_lists import ProgramList
    from model.bilingual import Bilingual
    from model.language import Language

_EXAMPLES: Final = "examples-2025.yaml"
_EDGE, _TITLE, _HEADING, _EXAMPLE, _WRONG = "FF002C54", "FFF7DE84", "FFEFBD09", "FFDDD9C4", "FFC00000"
_WHITE: Final = "FFFFFFFF"
_PREPARED: Final = 2_000
"""Rows that are open to be filled, beside those that hold records."""
_FORMATS: Final = {"Registry text": "@", "Registry number": "General"}
_EXPLAINED: Final = "Registry reference"
_TOP: Final = Alignment(vertical="top", wrap_text=True)
_OPEN: Final = Protection(locked=False)
_MOMENTS: Final = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
_NARROW, _WIDE = 18, 80
_EXACT_DIGITS = 15
"""Longer whole numbers lose digits in a spreadsheet."""


@dataclass(frozen=True)
class SheetContent:
    """One data sheet: its table and the stored fields of each record."""

    kind: Kind
    records: Sequence[Mapping[str, str]]


@dataclass(frozen=True)
class BookFacts:
    """What a workbook says of itself.

    Attributes:
        department: the code in B3.
        name: the department's name, shown in row 1.
        language: of headings, messages and the sheet of reference.
        programs: every program that may be named.
        keeps_names: whether the columns that name a service stay in sight too, for who fills
            in one column after the other; else what the registry's template keeps.
    """

    department: str
    name: Bilingual
    language: Language
    programs: ProgramList
    keeps_names: bool = False


def write_xlsx(
    kind: Kind, records: Iterable[Mapping[str, str]], department: str, name: Bilingual, language: Language
) -> bytes:
    """Return a workbook with one data sheet; see ``write_workbook``."""
    facts = BookFacts(department, name, language, registry_programs())
    return write_workbook([SheetContent(kind, tuple(records))], facts)


def write_workbook(contents: Sequence[SheetContent], facts: BookFacts) -> bytes:
    """Return a workbook that the registry's upload takes: data sheets, then the sheet of reference."""
    book = Workbook(write_only=True)
    book.properties.creator = "Jalon"
    for style in _styles():
        book.add_named_style(style)
    reference = Reference([content.kind for content in contents], facts.department, facts.language, facts.programs)
    last_rows = {content.kind: FIRST_ROW + len(content.records) + _PREPARED - 1 for content in contents}
    for content in contents:
        lists = {field: cells for (kind, field), cells in reference.ranges.items() if kind is content.kind}
        services = last_rows.get(Kind.SERVICE, 0)
        place = SheetPlace(content.kind, last_rows[content.kind], lists, services)
        _DataSheet(book.create_sheet(content.kind.value), facts, reference, place).write(content.records)
    _write_reference(book.create_sheet(REFERENCE), reference)
    buffer = io.BytesIO()
    book.save(buffer)
    return _without_time(buffer)


def _styles() -> tuple[NamedStyle, ...]:
    """Return the looks of data cells: what a cell has no look of its own for stays quick to write."""
    is_open = [
        NamedStyle(name, number_format=shown, alignment=_TOP, protection=_OPEN) for name, shown in _FORMATS.items()
    ]
    return (*is_open, NamedStyle(_EXPLAINED, number_format="@", alignment=_TOP))


class _DataSheet:
    """Writes one data sheet."""

    def __init__(self, sheet: Any, facts: BookFacts, reference: Reference, place: SheetPlace) -> None:
        self._sheet = sheet
        self._facts = facts
        self._reference = reference
        self._place = place
        self._fields = fields(place.kind)

    def write(self, records: Iterable[Mapping[str, str]]) -> None:
        """Write head, records and what is checked."""
        self._set_up()
        self._head()
        for record in records:
            self._sheet.append([None, None, *(_cell(self._sheet, field, record[field.id]) for field in self._fields)])
        self._checks()

    def _set_up(self) -> None:
        sheet = self._sheet
        kept = self._kept_column() if self._facts.keeps_names else "C"
        sheet.freeze_panes = f"{kept}{EXAMPLE_ROW}"
        sheet.protection.sheet = True
        for name in ("formatColumns", "formatRows", "autoFilter", "sort"):
            setattr(sheet.protection, name, False)  # False: may be done all the same
        sheet.sheet_format.defaultRowHeight = 30
        sheet.sheet_format.customHeight = True
        sheet.page_setup.orientation = "landscape"
        sheet.print_title_rows = "1:2"
        for row, height in ((1, 27), (2, 45), (4, 6), (EXAMPLE_ROW, 30)):
            sheet.row_dimensions[row].height = height
        sheet.row_dimensions[ID_ROW].hidden = True
        sheet.column_dimensions["A"].width = 3
        sheet.column_dimensions["B"].width = 3
        for place, field in enumerate(self._fields, 3):
            column = sheet.column_dimensions[get_column_letter(place)]
            column.width = self._width(field)
            column.number_format = _FORMATS[_style_of(field)]
            column.alignment, column.protection = _TOP, _OPEN  # of the cells that nobody filled yet

    def _kept_column(self) -> str:
        """Return the first column that moves when the columns before it keep the service's name in sight."""
        names = [field.id for field in self._fields]
        return get_column_letter(names.index(f"service_name_{self._facts.language}") + 4)

    def _width(self, field: Field) -> float:
        if self._facts.keeps_names and field.kind is FieldKind.KEY:
            return 12
        if self._facts.keeps_names and field.id.startswith(("fiscal_yr", "service_name")):
            return 12 if field.id == "fiscal_yr" else 30
        return min(field.width or _NARROW, _WIDE)

    def _head(self) -> None:
        language, sheet = self._facts.language, self._sheet
        resource_ = schema().resource(self._place.kind)
        title = f"{resource_.title.text(language)} — {self._facts.name.text(language)}"
        texts = [title, *([""] * (len(self._fields) - 1))]
        sheet.append([None, None, *(_head(sheet, text, _TITLE, size=16, wrap=False) for text in texts)])
        labels = (field.label.text(language) for field in self._fields)
        sheet.append([None, None, *(_head(sheet, label, _HEADING, bold=True) for label in labels)])
        ids = (schema().version_marker, self._facts.department, *(field.id for field in self._fields))
        sheet.append([_text(sheet, value) for value in ids])
        sheet.append([None, None, *(_head(sheet, "", _HEADING) for _field in self._fields)])
        example = "e.g." if language == "en" else "ex."
        sheet.append(
            [
                _head(sheet, example, _EXAMPLE),
                _head(sheet, "", _EXAMPLE),
                *(_head(sheet, self._example(field), _EXAMPLE) for field in self._fields),
            ]
        )

    def _example(self, field: Field) -> str:
        written = str(_examples()[self._place.kind.value].get(field.id, ""))
        if not field.full_text:
            return written
        labels = {choice.code: choice.label for choice in choices(field.choices)}
        return f"{written}: {labels[written].text(self._facts.language)}" if written in labels else written

    def _checks(self) -> None:
        entries = Entries(self._place, self._facts.language)
        for field in self._fields:
            letter = self._place.letter(field.id)
            cells = f"{letter}{FIRST_ROW}:{letter}{self._place.last_row}"
            for formula, fill in ((wrong(self._place, field), _WRONG), (missing(self._place, field), _EDGE)):
                if formula:
                    self._sheet.conditional_formatting.add(cells, _painted(formula, fill))
            row = self._reference.rows[self._place.kind, field.id]
            validation = entries.validation(field, self._reference.listed(field), row)
            if validation is not None:
                self._sheet.data_validations.append(validation)


def _write_reference(sheet: Any, reference: Reference) -> None:
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.freeze_panes = "A3"
    for column, width in (("A", 6), ("B", 3), ("C", 30), ("D", 90), ("E", 60)):
        sheet.column_dimensions[column].width = width
    for row, line in enumerate(reference.lines, 1):
        if line.role in {"title", "resource"}:
            sheet.row_dimensions[row].height = 24
        sheet.append([_reference_cell(sheet, text, line.role) for text in line.cells])


def _reference_cell(sheet: Any, text: str, role: str) -> Any:
    if role in {"title", "resource"}:
        return _head(sheet, text, _TITLE, size=14, wrap=False)
    if not text:
        return None
    if role == "field":
        return _head(sheet, text, _WHITE, bold=True, wrap=False)
    cell: Any = WriteOnlyCell(sheet, escaped(text))
    cell.style = _EXPLAINED
    cell.data_type = "s"
    return cell


@cache
def _examples() -> Mapping[str, Mapping[str, Any]]:
    found: Mapping[str, Mapping[str, Any]] = read_yaml(resource("templates", "registry", _EXAMPLES))
    return found


def _painted(formula: str, colour: str) -> Rule:
    look = DifferentialStyle(font=Font(color=_WHITE, bold=True), fill=PatternFill("solid", bgColor=colour))
    return Rule(type="expression", dxf=look, stopIfTrue=True, formula=[formula])


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


def _text(sheet: Any, value: str) -> Any:
    """Return a cell that holds text and nothing else, whatever it begins with."""
    cell: Any = WriteOnlyCell(sheet, escaped(value))
    cell.data_type = "s"  # else a text that begins with "=" would become a formula
    cell.number_format = "@"
    return cell


def _head(sheet: Any, value: str, fill: str, *, bold: bool = False, size: int = 11, wrap: bool = True) -> Any:
    """Return a locked cell of the head."""
    cell = _text(sheet, value)
    cell.fill = PatternFill("solid", fgColor=fill)
    cell.alignment = Alignment(wrap_text=wrap, vertical="top")
    cell.font = Font(name="Calibri", bold=bold, size=size)
    if not value:
        cell.value = None
    return cell


def _style_of(field: Field) -> str:
    return "Registry number" if field.kind in {FieldKind.VOLUME, FieldKind.DECIMAL} else "Registry text"


def _cell(sheet: Any, field: Field, value: str) -> Any:
    """Return a data cell that is open to be changed; None for a blank one, which looks as its column does."""
    if not value:
        return None
    number = _number(field, value)
    cell: Any = WriteOnlyCell(sheet, escaped(value) if number is None else number)
    cell.style = _style_of(field)
    if number is None:
        cell.data_type = "s"  # else a text that begins with "=" would become a formula
    return cell


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
