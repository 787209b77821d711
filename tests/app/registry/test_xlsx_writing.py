"""The workbook as a spreadsheet meets it: read with openpyxl alone, never with our own reader."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from app.registry.code_lists import Program, ProgramList, department
from app.registry.schema import FieldKind, Kind, choices, fields
from app.registry.xlsx_writing import BookFacts, SheetContent, write_workbook
from model.bilingual import Bilingual
from model.language import Language
from tests.app.registry import samples

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.datavalidation import DataValidation
    from openpyxl.worksheet.worksheet import Worksheet

FILES = {Kind.SERVICE: "service.csv", Kind.STANDARD: "service-std.csv"}
PROGRAMS = ProgramList(
    (
        Program("AAA01", Bilingual("Another", "Un autre"), "fednor", 2030),
        Program("BEE01", Bilingual("Registry", "Greffe"), "aafc-aac", 2026),
    )
)
FIRST_COLUMN = 3


def stored(kind: Kind) -> list[dict[str, str]]:
    """Return records as a plan holds them: a line break is one character."""
    records = samples.of("aafc-aac", FILES[kind])
    return [{name: value.replace("\r\n", "\n") for name, value in record.items()} for record in records]


def made(language: Language = Language.EN, *kinds: Kind, keeps_names: bool = False) -> Any:
    contents = [SheetContent(kind, stored(kind)) for kind in kinds or tuple(Kind)]
    found = department("aafc-aac")
    assert found is not None
    facts = BookFacts("aafc-aac", found.name, language, PROGRAMS, keeps_names=keeps_names)
    return load_workbook(io.BytesIO(write_workbook(contents, facts)))


@pytest.fixture(scope="module")
def book() -> Any:
    return made()


def column(kind: Kind, name: str) -> int:
    return [field.id for field in fields(kind)].index(name) + FIRST_COLUMN


def validation(sheet: Worksheet, kind: Kind, name: str) -> DataValidation:
    cell = sheet.cell(6, column(kind, name)).coordinate
    found: list[DataValidation] = [v for v in sheet.data_validations.dataValidation if cell in v.sqref]
    assert len(found) == 1
    return found[0]


def source(found: DataValidation) -> str:
    """Return the cells of the sheet of reference that a validation looks at."""
    formula = str(found.formula1)
    return formula[formula.index("reference!") :].partition("&")[0]


def cells_of(book: Any, formula: str) -> list[str]:
    sheet, _mark, cells = formula.partition("!")
    return [str(row[0].value) for row in book[sheet][cells.replace("$", "")]]


def test_data_sheets_stand_before_the_sheet_at_which_the_registry_stops_reading(book: Any) -> None:
    assert book.sheetnames == ["service", "service-std", "reference"]


@pytest.mark.parametrize("kind", list(Kind))
def test_records_are_plain_values_as_the_published_file_has_them(book: Any, kind: Kind) -> None:
    rows = list(book[kind.value].iter_rows(min_row=6, min_col=FIRST_COLUMN))

    assert [[cell.value for cell in row] for row in rows] == [
        [_as_cell(field.kind, record[field.id]) for field in fields(kind)] for record in stored(kind)
    ]
    assert not [cell.coordinate for row in rows for cell in row if cell.data_type == "f"]


def _as_cell(kind: FieldKind, written: str) -> object:
    if kind in {FieldKind.VOLUME, FieldKind.DECIMAL} and written:
        return float(written)
    return written or None


@pytest.mark.parametrize("kind", list(Kind))
def test_a_field_of_one_code_is_chosen_from_its_list(book: Any, kind: Kind) -> None:
    offered = {
        field.id: [entry.partition(":")[0] for entry in cells_of(book, source(found))]
        for field in fields(kind)
        if field.kind is FieldKind.CODE
        for found in (validation(book[kind.value], kind, field.id),)
        if found.type == "list"
    }

    assert offered == {
        field.id: [choice.code for choice in choices(field.choices)]
        for field in fields(kind)
        if field.kind is FieldKind.CODE
    }


def test_codes_are_explained_in_both_languages(book: Any) -> None:
    found = {row[2]: row[3:5] for row in book["reference"].iter_rows(min_row=1, max_col=5, values_only=True)}

    assert found["GNC"] == ("Grants and Contributions", "Subventions et contributions")
    assert found["CLIENT: Targeted, Client-based service"][1] == "Service ciblé axé sur les clients"
    assert found["AAA01"] == ("Another", "Un autre")


def test_a_departments_own_programs_come_first(book: Any) -> None:
    found = validation(book["service"], Kind.SERVICE, "program_id")

    assert cells_of(book, source(found)) == ["BEE01", "AAA01"]


@pytest.mark.parametrize("language", list(Language))
def test_words_beside_a_cell_are_of_the_workbooks_language_and_fit(language: Language) -> None:
    book = made(language)

    for kind in Kind:
        for found in book[kind.value].data_validations.dataValidation:
            assert len(found.prompt or "") <= 255
            assert len(found.error or "") <= 225
            assert len(found.promptTitle or "") <= 32
            assert len(found.errorTitle or "") <= 32
            assert len(found.formula1 or "") <= 255
    several = validation(book["service"], Kind.SERVICE, "service_scope")
    assert several.showInputMessage
    assert ("EXTERN: External Service" if language == "en" else "EXTERN: Service externe") in (several.prompt or "")


def test_a_list_too_long_for_the_words_beside_a_cell_says_where_it_is_explained(book: Any) -> None:
    prompt = validation(book["service"], Kind.SERVICE, "service_type").prompt or ""

    row = int(prompt.rpartition("row ")[2].rstrip("."))
    assert book["reference"].cell(row, 3).value == "Service Type"
    assert "APIR, CER, GNC" in prompt


def test_head_is_locked_and_what_a_department_fills_is_open(book: Any) -> None:
    for kind in Kind:
        sheet = book[kind.value]
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert all(cell.protection.locked for row in sheet["C1:D5"] for cell in row)
        assert not any(cell.protection.locked for cell in sheet[6][2:] if cell.value is not None)
        assert not any(
            sheet.column_dimensions[sheet.cell(6, number).column_letter].protection.locked
            for number in range(FIRST_COLUMN, FIRST_COLUMN + len(fields(kind)))
        )
    assert book["reference"].protection.sheet


def test_head_stays_in_sight_as_in_the_registrys_template(book: Any) -> None:
    assert [book[kind.value].freeze_panes for kind in Kind] == ["C5", "C5"]
    assert book["service"].row_dimensions[3].hidden


def test_a_workbook_for_who_fills_it_in_keeps_the_names_of_services_in_sight() -> None:
    assert made(Language.EN, Kind.SERVICE, keeps_names=True)["service"].freeze_panes == "F5"
    assert made(Language.FR, Kind.SERVICE, keeps_names=True)["service"].freeze_panes == "G5"


def test_what_the_registry_refuses_is_painted(book: Any) -> None:
    sheet = book["service-std"]
    cell = sheet.cell(6, column(Kind.STANDARD, "volume_meeting_target")).coordinate

    rules = [rule for found in sheet.conditional_formatting if cell in found.cells for rule in found.rules]

    (wrong,) = (rule for rule in rules if rule.dxf.fill.bgColor.rgb == "FFC00000")
    total = sheet.cell(6, column(Kind.STANDARD, "total_volume")).coordinate
    assert f"${total}" in wrong.formula[0]  # above the total
    assert wrong.dxf.font.color.rgb == "FFFFFFFF"  # read on dark red


def test_each_field_is_explained_on_the_sheet_of_reference(book: Any) -> None:
    rows = list(book["reference"].iter_rows(min_col=3, max_col=4, values_only=True))

    for kind in Kind:
        for field in fields(kind):
            at = rows.index(("Field ID", field.id))
            assert rows[at - 1][0] == field.label.en
            assert rows[at + 1] == ("Description", field.help.en)


def test_a_text_that_a_spreadsheet_would_run_stays_the_text_that_it_is() -> None:
    record = samples.service(service_name_en="=1+1", service_name_fr="@x")
    book = load_workbook(
        io.BytesIO(
            write_workbook(
                [SheetContent(Kind.SERVICE, [record])], BookFacts("x", Bilingual("A", "B"), Language.EN, PROGRAMS)
            )
        )
    )

    cell = book["service"].cell(6, column(Kind.SERVICE, "service_name_en"))
    assert (cell.value, cell.data_type, cell.number_format) == ("=1+1", "s", "@")


def test_a_spreadsheet_has_nothing_to_repair(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    facts = BookFacts("aafc-aac", Bilingual("A", "B"), Language.FR, PROGRAMS)
    path.write_bytes(write_workbook([SheetContent(kind, stored(kind)) for kind in Kind], facts))

    found = [str(error) for error in OpenXmlValidator().validate(str(path)).errors]

    # what the registry's own workbooks have too: texts in their cells, and the order in which fonts are described
    assert [told for told in found if "inline-string" not in told and "/fonts[1]/font" not in told] == []
