"""Files that planners get wrong, made from real ones."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

REAL = Path(__file__).parents[1] / "data" / "real"
BOOKS = REAL / "workbooks"
SERVICES = REAL / "service.csv"
GOOD = SERVICES.read_bytes()


def rows(name: str = "service.csv", department: str = "fednor") -> list[dict[str, str]]:
    with (REAL / name).open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["owner_org"] == department]


def table(records: list[dict[str, str]], columns: list[str] | None = None, delimiter: str = ",") -> bytes:
    buffer = io.StringIO(newline="")
    names = columns or list(records[0])
    writer = csv.DictWriter(buffer, names, extrasaction="ignore", lineterminator="\r\n", delimiter=delimiter)
    writer.writeheader()
    writer.writerows(records)
    return buffer.getvalue().encode("utf-8-sig")


def packed(extra: int) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with zipfile.ZipFile(BOOKS / "minimal_cgc-ccg.xlsx") as small:
            for name in small.namelist():
                archive.writestr(name, small.read(name))
        archive.writestr("xl/media/image1.png", bytes(extra))
    return buffer.getvalue()


def book(change: Callable[[Any], None]) -> bytes:
    made = load_workbook(BOOKS / "minimal_cgc-ccg.xlsx")
    change(made)
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()


def renamed(made: Any) -> None:
    made["service"].title, made["service-std"].title = "Services", "Standards"


def outdated(made: Any) -> None:
    made["service"]["A3"] = "v2"


def without_example(made: Any) -> None:
    made["service"].delete_rows(5)


HEADER = GOOD.split(b"\r\n")[0]
UNREADABLE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("empty.csv", bytes),
    "only a byte order mark": ("mark.csv", lambda: b"\xef\xbb\xbf"),
    "a PDF called CSV": ("paper.csv", lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"),
    "a picture called workbook": ("picture.xlsx", lambda: b"\x89PNG\r\n\x1a\n" + bytes(2000)),
    "a web page called CSV": ("page.csv", lambda: b"<!DOCTYPE html><html><body>404</body></html>"),
    "a workbook called CSV": ("book.csv", (BOOKS / "minimal_cgc-ccg.xlsx").read_bytes),
    "a CSV called workbook": ("table.xlsx", lambda: GOOD),
    "a workbook of the former kind": ("old.xlsx", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    "a Mac's encoding": ("mac.csv", lambda: GOOD.decode("utf-8-sig").encode("mac_roman", "replace")),
    "an encoding of DOS": ("dos.csv", lambda: GOOD.decode("utf-8-sig").encode("cp850", "replace")),
    "UTF-16 without a mark": ("utf16.csv", lambda: GOOD.decode("utf-8-sig").encode("utf-16-le")),
    "two encodings": ("mixed.csv", lambda: GOOD[:9000] + "é".encode("latin-1") + GOOD[9000:]),
    "no key column": ("other.csv", lambda: b"name,amount\r\na,1\r\n"),
    "half a key": ("half.csv", lambda: b"fiscal_yr,service_name_en\r\n2023-2024,a\r\n"),
    "a column twice": ("twice.csv", lambda: b"fiscal_yr,service_id,service_id\r\n2023-2024,1,2\r\n"),
    "an open quotation mark": ("quote.csv", lambda: HEADER + b'\r\n2023-2024,"1\r\n'),
    "too many rows": ("long.csv", lambda: HEADER + b"\r\n" + b"2023-2024,1\r\n" * 200_001),
    "a workbook that unpacks to 400 MB": ("bomb.xlsx", lambda: packed(400_000_000)),
    "a workbook that is too dense": ("dense.xlsx", lambda: packed(30_000_000)),
    "half a workbook": ("half.xlsx", lambda: (BOOKS / "minimal_cgc-ccg.xlsx").read_bytes()[:5000]),
    "a workbook with renamed sheets": ("renamed.xlsx", lambda: book(renamed)),
    "a workbook of a former template": ("outdated.xlsx", lambda: book(outdated)),
    "a workbook without its example row": ("example.xlsx", lambda: book(without_example)),
    "JSON that is no plan": ("list.json", lambda: b"[]"),
    "JSON that is cut off": ("cut.json", lambda: b'{"format": "jalon-plan"'),
    "a plan of a newer program": ("newer.json", lambda: b'{"format": "jalon-plan", "schema": 99, "entities": {}}'),
}


def typed(changes: dict[str, Any]) -> bytes:
    """Return the minimal workbook with cells of its first record typed otherwise."""

    def change(made: Any) -> None:
        sheet = made["service"]
        columns = {cell.value: cell.column for cell in sheet[3]}
        for name, value in changes.items():
            sheet.cell(6, columns[name]).value = value
        if str(changes.get("service_name_en", "")).startswith("=text"):
            sheet.cell(6, columns["service_name_en"]).data_type = "s"

    return book(change)
