from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from app.registry import errors
from app.registry.csv_reading import read_csv
from app.registry.encoding import encoding_of
from app.registry.schema import Kind
from tests.app.registry import samples

if TYPE_CHECKING:
    from pathlib import Path

    from app.registry.tables import InputTable

TEXT = (samples.REAL / "service.csv").read_bytes().decode("utf-8-sig")


def table(path: Path, data: bytes) -> InputTable:
    return read_csv(path / "file.csv", data)


def cells(found: InputTable) -> list[dict[str, str]]:
    return [{name: row.cells[place] for name, place in found.columns.items()} for row in found.rows]


def with_line_feeds(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [{name: value.replace("\r\n", "\n") for name, value in row.items()} for row in rows]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("service.csv", Kind.SERVICE), ("service-std.csv", Kind.STANDARD), ("service_dump.csv", Kind.SERVICE)],
)
def test_real_files_are_read_cell_by_cell_as_the_csv_module_reads_them(tmp_path: Path, name: str, kind: Kind) -> None:
    found = table(tmp_path, (samples.REAL / name).read_bytes())

    assert (found.kind, found.layout, found.warnings) == (kind, "current", ())
    assert cells(found) == with_line_feeds(samples.rows(name))
    assert [row.number for row in found.rows] == list(range(2, len(samples.rows(name)) + 2))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_encodings_of_unicode_give_the_same_table(tmp_path: Path, encoding: str) -> None:
    mark = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"")

    found = table(tmp_path, mark + TEXT.encode(encoding))

    assert cells(found) == with_line_feeds(samples.rows())
    assert [item.rule for item in found.warnings] == (["encoding"] if "16" in encoding else [])


def test_windows_1252_is_read_with_a_warning(tmp_path: Path) -> None:
    text = TEXT.encode("cp1252", "replace").decode("cp1252")

    found = table(tmp_path, text.encode("cp1252"))

    assert cells(found) == with_line_feeds(list(csv.DictReader(io.StringIO(text, newline=""))))
    assert [(item.rule, item.value) for item in found.warnings] == [("encoding", "Windows-1252")]


@pytest.mark.parametrize("encoding", ["mac_roman", "cp850", "cp437"])
def test_other_code_pages_are_refused_and_never_garbled(tmp_path: Path, encoding: str) -> None:
    with pytest.raises(errors.EncodingError) as refused:
        table(tmp_path, TEXT.encode(encoding, "replace"))

    assert refused.value.line > 1


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbffiscal_yr,service_id\r\n\xe9,1\r\n",  # a mark of UTF-8 before something else
        "fiscal_yr,service_id\r\né,1\r\n".encode("utf-16-le"),  # no mark
        b"\xff\xfe\x00\x00" + "fiscal_yr".encode("utf-32-le"),
        "Numéro,\u0081\r\n".encode("latin-1"),  # a byte that Windows-1252 does not have
        "Déjà Ã©tÃ©".encode("cp1252") + "é".encode(),  # two encodings in one file
        b"\xff\xfe\x00",
    ],
)
def test_doubtful_characters_are_refused(tmp_path: Path, data: bytes) -> None:
    with pytest.raises(errors.EncodingError):
        encoding_of(tmp_path, data)


def test_a_single_accent_suffices_to_tell_windows_1252(tmp_path: Path) -> None:
    assert encoding_of(tmp_path, "Délivrance".encode("cp1252")) == ("cp1252", "Windows-1252")


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_other_delimiters_are_read_with_a_warning(tmp_path: Path, delimiter: str) -> None:
    found = table(tmp_path, samples.published(samples.rows(), delimiter=delimiter))

    assert cells(found) == with_line_feeds(samples.rows())
    assert [(item.rule, item.value) for item in found.warnings] == [("delimiter", delimiter)]


def test_columns_in_another_order_foreign_ones_and_missing_ones_are_told(tmp_path: Path) -> None:
    record = samples.service(note="not ours")
    columns = [name for name in reversed(record) if name != "sin_usage"]

    found = table(tmp_path, samples.published([record], columns))

    assert [(item.rule, item.facts[0]) for item in found.warnings] == [
        ("columns", "foreign"),
        ("columns", "order"),
        ("columns", "missing"),
    ]
    assert found.warnings[0].column == "note"
    assert found.warnings[2].value == "sin_usage"


def test_empty_lines_are_no_records_but_count_as_rows(tmp_path: Path) -> None:
    found = table(tmp_path, b"fiscal_yr,service_id\r\n\r\n2023-2024,7\r\n\r\n")

    assert [row.number for row in found.rows] == [3]


def test_the_empty_rows_that_a_spreadsheet_saves_are_no_records(tmp_path: Path) -> None:
    found = table(tmp_path, b"fiscal_yr;service_id\r\n;\r\n2023-2024;7\r\n;\r\n \t; \r\n   \r\n")

    assert [row.number for row in found.rows] == [3]
    assert not any(row.refused for row in found.rows)


def test_a_row_of_another_length_is_refused_by_itself(tmp_path: Path) -> None:
    found = table(tmp_path, b"fiscal_yr,service_id,sin_usage\n2023-2024,1\n2023-2024,2,Y\n2023-2024,3,Y,Y\n")

    refused = {row.number: [item.rule for item in row.refused] for row in found.rows}
    assert refused == {2: ["row_length"], 3: [], 4: ["row_length"]}


def test_line_separators_of_unicode_do_not_end_a_record(tmp_path: Path) -> None:
    found = table(tmp_path, "fiscal_yr,service_id,service_name_en\r\n2023-2024,1,a\u2028b\u0085c\x0bd\r\n".encode())

    assert [row.cells[2] for row in found.rows] == ["a\u2028b\u0085c\x0bd"]


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"\xef\xbb\xbf\r\n", errors.EmptyFileError),
        (b"name,amount\r\na,1\r\n", errors.KeyColumnError),
        (b"fiscal_yr,service_name_en\r\n2023-2024,a\r\n", errors.KeyColumnError),
        (b"fiscal_yr,service_id,fiscal_yr\r\n", errors.RepeatedColumnError),
        (b'fiscal_yr,service_id\r\n2023-2024,"1\r\n', errors.BrokenTableError),
        (b'fiscal_yr,service_id\r\n2023-2024,"1"2\r\n', errors.BrokenTableError),
        (b"fiscal_yr,service_id\r\n" + b"2023-2024,1\r\n" * 200_001, errors.TooManyRowsError),
    ],
)
def test_what_is_no_table_of_ours_is_refused(tmp_path: Path, data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        table(tmp_path, data)


def test_two_hundred_thousand_rows_are_read(tmp_path: Path) -> None:
    assert len(table(tmp_path, b"fiscal_yr,service_id\r\n" + b"2023-2024,1\r\n" * 200_000).rows) == 200_000


@pytest.mark.parametrize(
    ("name", "layout"),
    [
        ("service_registry_2018.csv", "registry_2018"),
        ("service-std_registry_2018.csv", "registry_2018"),
        ("service_inventory_portal_2020.csv", "portal_2020"),
        ("service_standards_portal_2020.csv", "portal_2020"),
        ("service_2020-2021.csv", "portal_2020_2021"),
        ("service_standards_2020-2021.csv", "portal_2020"),
        ("service_inventory_2018-2023.csv", "portal_2018_2023"),
        ("service_standards_2018-2023.csv", "portal_2018_2023"),
    ],
)
def test_layouts_from_before_2023_are_told_by_name(tmp_path: Path, name: str, layout: str) -> None:
    found = table(tmp_path, (samples.REAL / "legacy" / name).read_bytes())

    assert (found.layout, found.warnings) == (layout, ())
    assert found.kind is (Kind.STANDARD if "service_std_id" in found.columns else Kind.SERVICE)


@pytest.mark.parametrize(("line", "delimiter"), [("sep=;", ";"), ("sep=,", ","), ('"sep=;"', ";"), ("SEP=\t", "\t")])
def test_the_line_by_which_excel_says_what_separates_the_cells_is_read(
    tmp_path: Path, line: str, delimiter: str
) -> None:
    good = samples.published(samples.rows(), delimiter=delimiter).decode("utf-8-sig")

    found = table(tmp_path, f"{line}\r\n{good}".encode("utf-8-sig"))

    assert cells(found) == with_line_feeds(samples.rows())
    assert [(item.row, item.rule, item.value) for item in found.warnings] == [(1, "delimiter", delimiter)]
    assert [row.number for row in found.rows][:2] == [2, 3]  # Excel does not show that line


def test_an_open_quotation_mark_after_that_line_is_told_with_the_line_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(errors.BrokenTableError) as refused:
        table(tmp_path, b'sep=;\r\nfiscal_yr;service_id\r\n2023-2024;"1\r\n')

    assert refused.value.line == 3
