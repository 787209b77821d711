"""Text that a spreadsheet would run: a text in what is made on the way, untouched in the registry's own form."""

from __future__ import annotations

import csv
import html
import re
from typing import TYPE_CHECKING, Final

import pytest
from openpyxl import load_workbook

from app.spreadsheet_text import from_tabs, harmless, to_tabs
from tests.end_to_end.command import run
from tests.end_to_end.walk import REAL
from tests.test_house import ROOT

if TYPE_CHECKING:
    from pathlib import Path

NASTY: Final = (
    "=1+1",
    "=cmd|'/c calc'!A0",
    '=HYPERLINK("https://example.ca?x="&A1,"click")',
    "+SUM(A1:A9)",
    "-2+3",
    "@SUM(1+1)",
    " =1+1",
    "'=1+1",
    "\uff1d1+1",
    "=1+1;=2+2",
)
HELD: Final = {cell.strip() for cell in NASTY}  # the registry takes no spaces around a text
RUNS: Final = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a published file whose first names are nasty."""
    with (REAL / "service.csv").open(encoding="utf-8-sig", newline="") as source:
        reader = csv.DictReader(source)
        rows = [row for row in reader if row["owner_org"] == "aafc-aac"][: len(NASTY)]
        names = list(reader.fieldnames or ())
    for row, cell in zip(rows, NASTY, strict=True):
        row["service_name_en"] = cell
    path = tmp_path / "service.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as target:
        writer = csv.DictWriter(target, names, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture
def plan(plan_path: Path, file: Path) -> Path:
    """Return a plan that holds these services."""
    names = ("--name-en", "A department", "--name-fr", "Un ministère", "--first-year", "2023-2024")
    run("new", plan_path, "--department", "aafc-aac", *names)
    done = run("import", plan_path, file, "--drafts")
    assert done.code == 0, done.err
    return plan_path


@pytest.mark.parametrize("cell", NASTY)
def test_no_cell_on_the_clipboard_begins_as_a_formula_does(cell: str) -> None:
    line = to_tabs([["1", cell]])

    assert not line.split("\t")[1].strip('" ').startswith(RUNS)
    assert harmless(cell) in line.replace('""', '"')
    assert list(from_tabs(line)) == [["1", cell]]


def test_the_registrys_csv_holds_them_as_they_are(plan: Path, tmp_path: Path) -> None:
    run("export", plan, "services", "--format", "csv", "-o", tmp_path / "out")

    (written,) = (tmp_path / "out").iterdir()
    with written.open(encoding="utf-8-sig", newline="") as source:
        assert {row["service_name_en"] for row in csv.DictReader(source)} == HELD


@pytest.mark.parametrize("document", ["services", "workbook"])
def test_the_registrys_workbook_holds_them_as_texts_and_computes_none(
    plan: Path, tmp_path: Path, document: str
) -> None:
    run("export", plan, document, "--format", "xlsx", "-o", tmp_path / "out")

    (written,) = (tmp_path / "out").iterdir()
    sheet = load_workbook(written)["service"]
    column = [cell.value for cell in sheet[3]].index("service_name_en") + 1
    cells = [sheet.cell(row, column) for row in range(6, sheet.max_row + 1)]
    filled = [cell for cell in cells if cell.value]
    assert {cell.value for cell in filled} == HELD
    assert {cell.data_type for cell in filled} == {"s"}
    assert run("import", plan, written, "--json").json()["files"][0]["changed"] == 0


def test_a_report_of_an_import_is_neutralised(plan: Path, file: Path, tmp_path: Path) -> None:
    with file.open(encoding="utf-8-sig", newline="") as source:
        text = source.read().replace("2024-2025", "2023-2024")
    file.write_text(text.replace("EXTERN", "=EXTERN()"), encoding="utf-8-sig", newline="")

    run("import", plan, file, "--drafts", "--dry-run", "--report", tmp_path / "out")

    pages = list((tmp_path / "out").iterdir())
    assert len(pages) == 2
    for page in pages:
        cells = [html.unescape(cell) for cell in re.findall(r"<td[^>]*>(.*?)</td>", page.read_text(encoding="utf-8"))]
        assert [cell for cell in cells if "=EXTERN()" in cell]
        assert [cell for cell in cells if cell.lstrip().startswith(RUNS)] == []


def test_whatever_puts_cells_on_the_clipboard_goes_through_the_one_place() -> None:
    filled = [
        line.strip()
        for path in sorted((ROOT / "src" / "ui").rglob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if "clipboard().set" in line
    ]

    assert filled
    gathered = "QGuiApplication.clipboard().setMimeData(rows)"  # by RowsToCopy, whose cells come from there too
    assert filled.count(gathered) == 1
    assert [line for line in filled if "clipboard().setText(to_tabs(" not in line and line != gathered] == []
