"""The registry's rules as a workbook checks them: formulas that paint a cell, and what an entry must be.

A cell that the registry would refuse is painted red, a value that lacks dark blue, as in the
registry's own template. The formulas stand in conditional formats and validations only: a data
cell never holds one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from openpyxl.utils import get_column_letter

from app.registry.rules import COUNT_LIMIT
from app.registry.schema import FieldKind, Kind, schema
from app.registry.xlsx_reading import FIRST_ROW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.registry.schema import Condition, Field

_FIRST_COLUMN: Final = 3
_MOST_COMPARED: Final = 4_000
"""Rows among which a sheet looks for a key that stands twice; more would keep a spreadsheet waiting."""


@dataclass(frozen=True)
class SheetPlace:
    """Where things stand in a workbook: the rows of one sheet and the code lists of another.

    Attributes:
        kind: the table of the sheet.
        last_row: the last row that is checked.
        lists: the cells with the codes of a field, by its id, as a formula names them.
        services: the last row of the sheet of services beside it; 0 when there is none.
    """

    kind: Kind
    last_row: int
    lists: Mapping[str, str]
    services: int = 0

    def letter(self, field: str) -> str:
        """Return the column of a field."""
        return column_letter(self.kind, field)

    def cell(self, field: str) -> str:
        """Return a field's cell in the first row, as a formula of any column names it."""
        return f"${self.letter(field)}{FIRST_ROW}"

    def cells(self, field: str) -> str:
        """Return a field's cells in every row."""
        letter = self.letter(field)
        return f"${letter}${FIRST_ROW}:${letter}${self.last_row}"

    @property
    def filled(self) -> str:
        """Return the formula that tells whether a row holds anything."""
        last = get_column_letter(len(schema().resource(self.kind).template_columns) + _FIRST_COLUMN - 1)
        return f"COUNTA($C{FIRST_ROW}:${last}{FIRST_ROW})>0"


def column_letter(kind: Kind, field: str) -> str:
    """Return the column of a field in the registry's template."""
    return get_column_letter(schema().resource(kind).template_columns.index(field) + _FIRST_COLUMN)


def wrong(place: SheetPlace, field: Field) -> str:
    """Return the formula that tells a value that the registry would refuse; blank when any text will do."""
    conditions = [_form(place, field), *_between(place, field)]
    found = [condition for condition in conditions if condition]
    if not found:
        return ""
    cell = place.cell(field.id)
    return f"IF(LEN({cell})=0,FALSE,OR({','.join(found)}))"


def missing(place: SheetPlace, field: Field) -> str:
    """Return the formula that tells a value that lacks; blank when the field may always be blank."""
    reasons: list[str] = []
    if field.is_mandatory:
        reasons.append("TRUE")
    if field.pair:
        reasons.append(f"LEN({place.cell(_other_side(field.id))})>0")
    conditions = schema().resource(place.kind).conditions
    reasons += [_condition(place, condition) for condition in conditions if field.id in condition.required]
    if field.id == "total_volume":
        reasons.append(f"LEN({place.cell('volume_meeting_target')})>0")
    if not reasons:
        return ""
    reason = "TRUE" if "TRUE" in reasons else f"OR({','.join(reasons)})"
    return f"AND({place.filled},LEN(TRIM({place.cell(field.id)}))=0,{reason})"


def entry(place: SheetPlace, field: Field) -> str:
    """Return the formula that a typed value must satisfy; blank when a list or a range says it."""
    cell = place.cell(field.id)
    match field.kind:
        case FieldKind.COUNT:
            return f"NOT({_count(cell)})"
        case FieldKind.CODES if field.id in place.lists:
            return f"NOT({_codes(cell, place.lists[field.id])})"
        case FieldKind.KEY:
            return f'ISERROR(FIND(",",{cell}))'
        case _:
            return ""


def _form(place: SheetPlace, field: Field) -> str:
    """Return the formula that tells a value whose form is wrong; blank when there is no such value."""
    cell, formula = place.cell(field.id), ""
    match field.kind:
        case FieldKind.TEXT if field.max_length:
            formula = f"LEN({cell})>{field.max_length}"
        case FieldKind.KEY:
            formula = f'ISNUMBER(FIND(",",{cell}))'
        case FieldKind.CODE | FieldKind.CODES if field.id not in place.lists:
            pass  # nothing is known that it could be held against
        case FieldKind.CODE:
            formula = _code(cell, place.lists[field.id], full_text=field.full_text)
        case FieldKind.CODES:
            formula = _codes(cell, place.lists[field.id])
        case FieldKind.COUNT:
            formula = _count(cell)
        case FieldKind.VOLUME:
            formula = _volume(cell)
        case FieldKind.DECIMAL:
            formula = _target(cell)
    return formula


def _between(place: SheetPlace, field: Field) -> list[str]:
    """Return the formulas that tell a value which is wrong because of another one."""
    found: list[str] = []
    key = schema().resource(place.kind).key
    if field.id in key and place.last_row - FIRST_ROW < _MOST_COMPARED:
        same = "*".join(f"({place.cells(name)}={place.cell(name)})" for name in key)
        found.append(f"SUMPRODUCT({same})>1")
    if place.kind is Kind.STANDARD and field.id == "service_id" and 0 < place.services - FIRST_ROW < _MOST_COMPARED:
        services = [
            f"({Kind.SERVICE.value}!${letter}${FIRST_ROW}:${letter}${place.services}={place.cell(name)})"
            for name in schema().resource(Kind.SERVICE).key
            for letter in (column_letter(Kind.SERVICE, name),)
        ]
        found.append(f"SUMPRODUCT({'*'.join(services)})=0")
    if field.id == "volume_meeting_target":
        met, total = place.cell(field.id), place.cell("total_volume")
        found.append(f"IF(LEN({total})=0,FALSE,IFERROR(VALUE({met})>VALUE({total}),FALSE))")
    return found


def _code(cell: str, codes: str, *, full_text: bool) -> str:
    if full_text:
        code, listed = f'TRIM(LEFT({cell},FIND(":",{cell}&":")-1))', f'LEFT({codes},FIND(":",{codes}&":")-1)'
        return f"SUMPRODUCT(--EXACT({listed},{code}))=0"
    return f"SUMPRODUCT(--EXACT({codes},TRIM({cell})))=0"


def _codes(cell: str, codes: str) -> str:
    """Every code of the cell is in the list when those that are found make up the whole of its text."""
    held = f'SUBSTITUTE(","&{cell}&","," ","")'
    found = f'SUMPRODUCT(--ISNUMBER(FIND(","&{codes}&",",{held})),LEN({codes})+1)'
    return f'LEN(SUBSTITUTE({cell}," ",""))+1<>{found}'


def _not_digits(text: str, length: int) -> str:
    """Return the formula that tells a text of up to ``length`` characters that holds anything but digits."""
    padded = f'{text}&REPT("0",{length})'  # a spreadsheet may find nothing where there is no letter any more
    return f'OR(LEN({text})>{length},SUMPRODUCT(--ISERROR(FIND(MID({padded},ROW($1:${length}),1),"0123456789")))>0)'


def _count(cell: str) -> str:
    digits = _not_digits(cell, 15)
    return f'IF(OR({cell}="NA",{cell}="ND"),FALSE,IF({digits},TRUE,VALUE({cell})>{COUNT_LIMIT}))'


def _volume(cell: str) -> str:
    return _not_digits(f'SUBSTITUTE(SUBSTITUTE({cell},",","")," ","")', 19)


def _target(cell: str) -> str:
    """A number from 0 to 1, or such a number as text with a point, whatever the spreadsheet's own decimal mark."""
    point = f'FIND(".",{cell}&".")'
    whole, part = f'VALUE("0"&LEFT({cell},{point}-1))', f"MID({cell},{point}+1,30)"
    no_number = _not_digits(f'SUBSTITUTE({cell},".","",1)', 30)
    above = f'IF({whole}=0,FALSE,IF({whole}=1,LEN(SUBSTITUTE({part},"0",""))>0,TRUE))'
    return f"IF(ISNUMBER({cell}),OR({cell}<0,{cell}>1),IF({no_number},TRUE,{above}))"


def _condition(place: SheetPlace, condition: Condition) -> str:
    """Return the formulas of the answers that ask for another one."""
    cells = [place.cell(name) for name in condition.fields]
    if condition.equals is not None:
        return ",".join(f'TRIM({cell})="{condition.equals}"' for cell in cells)
    return ",".join(f"IFERROR(VALUE({cell})>{condition.above or 0},FALSE)" for cell in cells)


def _other_side(field: str) -> str:
    return f"{field[:-2]}{'fr' if field.endswith('_en') else 'en'}"
