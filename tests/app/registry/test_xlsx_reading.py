from __future__ import annotations

import re
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook

from app.registry import errors
from app.registry.schema import Kind, fields
from app.registry.xlsx_reading import read_xlsx
from tests.app.registry import samples

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.registry.tables import InputTable

BOOKS = samples.REAL / "workbooks"
NAMESPACE = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType='
    b'"application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)


def book(
    path: Path,
    values: dict[str, Any],
    *,
    kind: Kind = Kind.SERVICE,
    name: str = "",
    marker: str = "v3",
    example: str = "e.g.",
    ids: list[str] | None = None,
) -> Path:
    """Write a workbook with one record; a value may be of any type that a cell holds."""
    made = Workbook()
    sheet: Any = made.active
    sheet.title = name or kind.value
    columns = ids or [field.id for field in fields(kind)]
    for place, column in enumerate(columns, 3):
        sheet.cell(3, place, column)
        if column in values:
            sheet.cell(6, place, values[column])
    sheet["A3"], sheet["B3"], sheet["A5"] = marker, "aafc-aac", example
    made.save(path)
    return path


def only(path: Path) -> InputTable:
    (table,) = read_xlsx(path)
    return table


def cells(table: InputTable) -> dict[str, str]:
    (row,) = table.rows
    return {name: row.cells[place] for name, place in table.columns.items()}


@pytest.mark.parametrize(
    ("name", "department", "services", "standards"),
    [
        ("filled_en_aafc-aac.xlsx", "aafc-aac", 69, 201),
        ("filled_fr_cgc-ccg.xlsx", "cgc-ccg", 26, 18),
        ("minimal_cgc-ccg.xlsx", "cgc-ccg", 26, 18),
    ],
)
def test_the_registrys_workbooks_hold_what_was_published(
    name: str, department: str, services: int, standards: int
) -> None:
    tables = read_xlsx(BOOKS / name)

    assert [(table.kind, table.owner, len(table.rows)) for table in tables] == [
        (Kind.SERVICE, department, services),
        (Kind.STANDARD, department, standards),
    ]
    for table, source in zip(tables, ("service.csv", "service-std.csv"), strict=True):
        published = {
            (row["fiscal_yr"], row["service_id"], row.get("service_standard_id")): row
            for row in samples.of(department, source)
        }
        for row in table.rows:
            read = {column: row.cells[place] for column, place in table.columns.items()}
            wanted = published[read["fiscal_yr"], read["service_id"], read.get("service_standard_id")]
            assert read == {column: wanted[column].replace("\r\n", "\n") for column in read}


def test_numbers_dates_and_truth_values_become_text(tmp_path: Path) -> None:
    values = {
        "fiscal_yr": datetime(2024, 4, 1),  # noqa: DTZ001  workbooks know no time zones
        "service_id": 1001,
        "service_name_en": True,
        "num_phone_enquiries": 12,
        "num_website_visits": 12.5,
    }

    read = cells(only(book(tmp_path / "b.xlsx", values)))

    assert {name: read[name] for name in values} == {
        "fiscal_yr": "2024-04-01",
        "service_id": "1001",
        "service_name_en": "TRUE",
        "num_phone_enquiries": "12",
        "num_website_visits": "12.5",
    }


def test_targets_and_volumes_are_read_as_the_registry_reads_them(tmp_path: Path) -> None:
    values = {"service_id": "1", "target": 1e-7, "volume_meeting_target": "$1,234", "total_volume": " 12 345.0"}

    read = cells(only(book(tmp_path / "b.xlsx", values, kind=Kind.STANDARD)))

    assert (read["target"], read["volume_meeting_target"], read["total_volume"]) == ("0.0000001", "1234", "12345")


def test_a_code_with_its_label_is_cut_at_the_colon(tmp_path: Path) -> None:
    values = {
        "service_id": " 7 ",
        "service_recipient_type": "CLIENT: Targeted, Client-based service",
        "service_type": "GNC, RES",
        "service_name_en": "Name: with a colon",
    }

    table = only(book(tmp_path / "b.xlsx", values))

    assert {name: cells(table)[name] for name in values} == {
        "service_id": "7",
        "service_recipient_type": "CLIENT",
        "service_type": "GNC,RES",
        "service_name_en": "Name: with a colon",
    }
    assert [(item.rule, item.column, item.cell) for item in table.rows[0].warned] == [
        ("outer_space", "service_id", "D6")
    ]


def test_a_formula_is_refused_with_its_cell_and_two_truth_values_are_not(tmp_path: Path) -> None:
    values = {"service_id": "1", "service_name_en": "=1+1", "service_fee": "=TRUE()"}

    table = only(book(tmp_path / "b.xlsx", values))

    assert [(item.rule, item.cell, item.value) for item in table.rows[0].refused] == [("formula", "E6", "=1+1")]
    assert cells(table)["service_fee"] == "TRUE"


def test_text_that_begins_like_a_formula_stays_text_with_a_warning(tmp_path: Path) -> None:
    path = book(tmp_path / "b.xlsx", {"service_id": "1", "service_name_en": "placeholder"})
    made = load_workbook(path)
    made["service"]["E6"].value = "=1+1"
    made["service"]["E6"].data_type = "s"
    made.save(path)

    table = only(path)

    assert cells(table)["service_name_en"] == "=1+1"
    assert [(item.rule, item.cell) for item in table.rows[0].warned] == [("formula", "E6")]
    assert table.rows[0].refused == ()


def test_escapes_are_decoded_in_texts_inside_a_sheet(tmp_path: Path) -> None:
    values = {"service_id": "1", "service_name_en": "a_x000D_\nb_x005F_x0041_c_xD83D__xDE00_"}

    assert cells(only(book(tmp_path / "b.xlsx", values)))["service_name_en"] == "a\nb_x0041_c😀"


def as_excel_saves(source: Path, target: Path, shared: Callable[[bytes], bytes] = lambda part: part) -> Path:
    """Copy a workbook with its texts in the part for shared texts, where Excel keeps them."""
    found: list[bytes] = []

    def share(match: re.Match[bytes]) -> bytes:
        found.append(match[1])
        return b't="s"><v>%d</v>' % (len(found) - 1)

    with zipfile.ZipFile(source) as good, zipfile.ZipFile(target, "w") as archive:
        for name in good.namelist():
            part = good.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = re.sub(rb't="inlineStr"><is>(.*?)</is>', share, part, flags=re.DOTALL)
            elif name == "[Content_Types].xml":
                part = part.replace(b"</Types>", SHARED_TYPE + b"</Types>")
            archive.writestr(name, part)
        texts = b"".join(b"<si>%s</si>" % text for text in found)
        archive.writestr("xl/sharedStrings.xml", shared(b'<sst xmlns="%s">%s</sst>' % (NAMESPACE, texts)))
    return target


def test_a_workbook_saved_by_excel_holds_the_same(tmp_path: Path) -> None:
    source = BOOKS / "minimal_cgc-ccg.xlsx"

    tables = read_xlsx(as_excel_saves(source, tmp_path / "b.xlsx"))

    assert [table.rows for table in tables] == [table.rows for table in read_xlsx(source)]


def test_escapes_are_decoded_in_shared_texts_with_all_their_runs(tmp_path: Path) -> None:
    source = book(tmp_path / "good.xlsx", {"service_id": "1", "service_name_en": "NAME"})
    runs = b"<r><t>a_x005F_x0041_</t></r><r><t>b_x0041_</t></r><rPh sb='0' eb='1'><t>c</t></rPh>"

    path = as_excel_saves(source, tmp_path / "b.xlsx", lambda part: part.replace(b"<t>NAME</t>", runs))

    assert cells(only(path))["service_name_en"] == "a_x0041_bA"


@pytest.mark.parametrize("escape", ["_xD83D_", "_xDC00_x"])
def test_half_a_character_is_refused(tmp_path: Path, escape: str) -> None:
    table = only(book(tmp_path / "b.xlsx", {"service_id": "1", "service_name_en": escape}))

    assert [item.rule for item in table.rows[0].refused] == ["nul_character"]


def test_sheets_after_the_reference_and_foreign_ones_are_not_read(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    made = Workbook()
    first: Any = made.active
    first.title = "notes"
    made.create_sheet("reference")
    made.create_sheet("service")
    made.save(path)

    with pytest.raises(errors.NoDataSheetError):
        read_xlsx(path)


def test_sheet_names_are_compared_without_regard_to_case(tmp_path: Path) -> None:
    assert only(book(tmp_path / "b.xlsx", {"service_id": "1"}, name="SERVICE")).sheet == "SERVICE"


def test_ids_in_another_order_are_read_by_name_with_a_warning(tmp_path: Path) -> None:
    ids = ["service_id", "fiscal_yr", "extra"]

    table = only(book(tmp_path / "b.xlsx", {"service_id": "1", "fiscal_yr": "2023-2024"}, ids=ids))

    assert cells(table) == {"service_id": "1", "fiscal_yr": "2023-2024"}
    assert [(item.rule, item.facts[0], item.cell) for item in table.warnings] == [
        ("columns", "foreign", "E3"),
        ("columns", "order", ""),
        ("columns", "missing", ""),
    ]


@pytest.mark.parametrize("stray", ["x", " "])
def test_a_stray_cell_far_below_is_one_row_and_no_table_that_is_too_long(tmp_path: Path, stray: str) -> None:
    path = book(tmp_path / "b.xlsx", {"fiscal_yr": "2023-2024", "service_id": "1"})
    made = load_workbook(path)
    made["service"].cell(900_000, 5, stray)
    made.save(path)

    (found,) = read_xlsx(path)

    assert [row.number for row in found.rows] == ([6, 900_000] if stray.strip() else [6])


@pytest.mark.parametrize(
    ("form", "error"),
    [
        ({"marker": "v2"}, errors.SheetFormError),
        ({"example": "2023-2024"}, errors.SheetFormError),
        ({"kind": Kind.STANDARD, "name": "service"}, errors.SheetFormError),
        ({"ids": ["service_name_en"]}, errors.KeyColumnError),
        (
            {"ids": ["fiscal_yr", "service_id", "service_scope", "e_registration", "web_visits"]},
            errors.FormerLayoutError,
        ),
        ({"name": "services"}, errors.NoDataSheetError),
    ],
)
def test_a_sheet_that_is_not_the_template_is_refused(
    tmp_path: Path, form: dict[str, Any], error: type[Exception]
) -> None:
    with pytest.raises(error):
        read_xlsx(book(tmp_path / "b.xlsx", {"service_id": "1"}, **form))


def packed(path: Path, extra: int = 0) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with zipfile.ZipFile(BOOKS / "minimal_cgc-ccg.xlsx") as small:
            for name in small.namelist():
                archive.writestr(name, small.read(name))
        archive.writestr("xl/media/image1.png", bytes(extra))
    return path


def test_a_workbook_that_unpacks_to_too_much_is_refused(tmp_path: Path) -> None:
    with pytest.raises(errors.TooLargeError):
        read_xlsx(packed(tmp_path / "bomb.xlsx", 201_000_000))


def test_a_workbook_that_is_suspiciously_dense_is_refused_and_a_small_one_is_not(tmp_path: Path) -> None:
    with pytest.raises(errors.TooDenseError):
        read_xlsx(packed(tmp_path / "dense.xlsx", 30_000_000))
    assert len(read_xlsx(packed(tmp_path / "small.xlsx", 15_000_000))) == 2


def test_a_workbook_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "half.xlsx"
    path.write_bytes((BOOKS / "minimal_cgc-ccg.xlsx").read_bytes()[:5000])

    with pytest.raises(errors.BrokenWorkbookError):
        read_xlsx(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"])
@pytest.mark.parametrize("content", [b"", b"<", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"])
def test_a_workbook_with_a_broken_part_is_refused(tmp_path: Path, part: str, content: bytes) -> None:
    path = tmp_path / "b.xlsx"
    source = as_excel_saves(BOOKS / "minimal_cgc-ccg.xlsx", tmp_path / "good.xlsx")
    with zipfile.ZipFile(source) as good, zipfile.ZipFile(path, "w") as archive:
        for name in good.namelist():
            archive.writestr(name, content if name == part else good.read(name))

    with pytest.raises((errors.BrokenWorkbookError, errors.NoDataSheetError)):
        read_xlsx(path)


def test_a_wrong_dimension_cuts_no_columns_off(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    source = book(tmp_path / "good.xlsx", {"service_id": "1", "service_uri_fr": "https://example.org/"})
    with zipfile.ZipFile(source) as good, zipfile.ZipFile(path, "w") as archive:
        for name in good.namelist():
            archive.writestr(name, good.read(name).replace(b'<dimension ref="A3:AQ6"', b'<dimension ref="A1:A1"'))

    assert cells(only(path))["service_uri_fr"] == "https://example.org/"


def test_styles_that_no_record_depends_on_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "b.xlsx"
    source = book(tmp_path / "good.xlsx", {"service_id": "1"})
    with zipfile.ZipFile(source) as good, zipfile.ZipFile(path, "w") as archive:
        for name in good.namelist():
            part = good.read(name)
            if name == "xl/styles.xml":  # openpyxl warns of a workbook without a default style
                part = re.sub(rb"<cellStyles.*?</cellStyles>", b"", part, flags=re.DOTALL)
            archive.writestr(name, part)

    assert cells(only(path))["service_id"] == "1"
