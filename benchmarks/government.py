"""The whole government's inventory, multiplied from the real excerpts under new identifiers."""

from __future__ import annotations

import csv
from pathlib import Path

REAL = Path(__file__).resolve().parents[1] / "tests" / "data" / "real"
SERVICES, STANDARDS = 1_752, 2_343
YEAR = "2023-2024"


def write_government(folder: Path, *, owner: str = "") -> tuple[Path, Path]:
    """Write the two published files for one fiscal year.

    Every record becomes a service of its own in the same year, so that a document of that year
    holds them all; a standard goes with the copy of its service.

    Args:
        folder: where the files are written.
        owner: code of a department that owns everything; by default each record keeps its own.
    """
    folder.mkdir(exist_ok=True)
    service_file, standard_file = folder / "service.csv", folder / "service-std.csv"
    columns, rows = _read("service.csv")
    _write(service_file, columns, [_copy(rows[at % len(rows)], at // len(rows), owner) for at in range(SERVICES)])
    whole_copies = SERVICES // len(rows)
    columns, rows = _read("service-std.csv")
    assert whole_copies * len(rows) >= STANDARDS, "standards without their services"
    _write(standard_file, columns, [_copy(rows[at % len(rows)], at // len(rows), owner) for at in range(STANDARDS)])
    return service_file, standard_file


def _read(name: str) -> tuple[list[str], list[dict[str, str]]]:
    with (REAL / name).open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        return list(reader.fieldnames or ()), list(reader)


def _copy(row: dict[str, str], number: int, owner: str) -> dict[str, str]:
    mark = f"{row['owner_org']}-{row['fiscal_yr'][2:4]}-{number}"
    changed = {"fiscal_yr": YEAR, "service_id": f"{row['service_id']}-{mark}"}
    if "service_standard_id" in row:
        changed["service_standard_id"] = f"{row['service_standard_id']}-{mark}"
    if owner:
        changed["owner_org"] = owner
    return row | changed


def _write(path: Path, columns: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, columns)
        writer.writeheader()
        writer.writerows(rows)
