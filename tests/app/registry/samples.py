"""Real records, read with the ``csv`` module alone, and files made from them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

from app.registry.judging import Options, Outcome, judge
from app.registry.reading import read_files
from app.registry.stored import records_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from app.registry.judging import Judgement
    from app.registry.tables import Item
    from app.workspace import Workspace

REAL = Path(__file__).parents[2] / "data" / "real"

STORABLE = {
    "required": {"service_name_en": ""},
    "max_length": {"service_name_fr": "é" * 351},
    "no_comma": {"service_id": "1,2"},
    "not_negative": {"num_website_visits": "-5"},
    "number_range": {"num_website_visits": "2147483648"},
    "both_languages": {"service_uri_en": "", "service_uri_fr": "x"},
    "conditionally_required": {
        "automated_decision_system": "Y",
        "automated_decision_system_description_en": "",
        "automated_decision_system_description_fr": "",
    },
}
"""Changes to a service record by the rule that each breaks; a draft keeps them."""

UNSTORABLE = {
    "choice": {"service_fee": "y"},
    "choices": {"service_type": "GNC, RES"},
    "count_format": {"num_website_visits": "1,000"},
    "nul_character": {"service_name_en": "a\0b"},
    "required": {"service_id": ""},
}
"""The same, of values that not even a draft can hold."""


def rows(name: str = "service.csv") -> list[dict[str, str]]:
    with (REAL / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def of(department: str, name: str = "service.csv") -> list[dict[str, str]]:
    return [row for row in rows(name) if row["owner_org"] == department]


def service(**changes: str) -> dict[str, str]:
    return of("aafc-aac")[0] | changes


def standard(**changes: str) -> dict[str, str]:
    return of("aafc-aac", "service-std.csv")[0] | changes


def published(records: Sequence[dict[str, str]], columns: Iterable[str] | None = None, delimiter: str = ",") -> bytes:
    buffer = io.StringIO(newline="")
    table = csv.DictWriter(
        buffer, list(columns or records[0]), extrasaction="ignore", lineterminator="\r\n", delimiter=delimiter
    )
    table.writeheader()
    table.writerows(records)
    return buffer.getvalue().encode("utf-8-sig")


def write(path: Path, records: Sequence[dict[str, str]], columns: Iterable[str] | None = None) -> Path:
    path.write_bytes(published(records, columns))
    return path


def judged(workspace: Workspace, *paths: Path, drafts: bool = False, department: str | None = None) -> Judgement:
    return judge(read_files(paths).tables, records_of(workspace), Options(department, drafts))


def told(items: Iterable[Item]) -> list[tuple[int, str, str]]:
    return [(item.row, item.column, item.rule) for item in items]


def counts(judgement: Judgement) -> dict[str, int]:
    return {outcome.value: sum(report.counts[outcome] for report in judgement.files) for outcome in Outcome}
