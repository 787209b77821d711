"""What the workbook paints is what the registry refuses: its formulas are computed and held against the rules."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from app.registry.code_lists import programs
from app.registry.rules import Context, breaches
from app.registry.schema import Kind, Severity, fields
from app.registry.xlsx_writing import BookFacts, SheetContent, write_workbook
from model.bilingual import Bilingual
from model.language import Language
from tests.app.registry import samples
from tests.app.registry.formulas import WRONG, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator

RED, BLUE = "FFC00000", "FF002C54"
LACKING = {"required", "conditionally_required", "both_languages", "volume_without_total"}
"""Rules whose breach is a value that lacks: painted dark blue where it is to be written."""

SERVICES: list[dict[str, str]] = [
    {},
    {"fiscal_yr": "2031-2032"},
    {"service_id": "1,2"},
    {"service_name_en": ""},
    {"service_name_fr": "é" * 351},
    {"service_name_fr": "é" * 350},
    {"service_type": "RES,GNC"},
    {"service_type": "RES,XXX"},
    {"service_type": "res"},
    {"service_type": "RE"},
    {"service_recipient_type": "CLIENT: Targeted, Client-based service"},
    {"service_recipient_type": "CLIENTS"},
    {"service_recipient_type": "client"},
    {"service_scope": ""},
    {"program_id": "AAA00"},
    {"program_id": "BGN01"},
    {"client_feedback_channel": "EML,"},
    {"automated_decision_system": "X"},
    {"automated_decision_system": "Y", "automated_decision_system_description_fr": "a"},
    {"automated_decision_system": "Y", "automated_decision_system_description_en": ""},
    {"os_decision": "NA", "os_comments_client_interaction_en": "", "os_comments_client_interaction_fr": "a"},
    {"last_service_review": "2020"},
    {"last_service_review": ""},
    {"num_website_visits": "na"},
    *({"num_website_visits": value} for value in ("N/A", "1,000", "1 000", "12.0", "-5", "+5", " 5", "1E5", "")),
    *({"num_website_visits": value} for value in ("007", "0", "NA", "ND", "2147483647", "2147483648")),
    {"num_applications_by_other": "5", "special_remarks_en": "", "special_remarks_fr": ""},
    {"num_applications_by_other": "0", "special_remarks_en": "", "special_remarks_fr": ""},
    {"num_applications_by_other": "ND", "special_remarks_en": "", "special_remarks_fr": ""},
    {"service_uri_en": "", "service_uri_fr": "x"},
    {"special_remarks_en": "x" * 2001, "special_remarks_fr": "y"},
]
STANDARDS: list[dict[str, str]] = [
    {},
    {"service_standard_id": "a,b"},
    {"service_id": "unknown"},
    {"type": "XX"},
    {"type": "TML: Timeliness"},
    {"channel": ""},
    *({"target": value} for value in ("0.80", "1", "1.0", "0", ".5", "", "0.0000001", "0.995")),
    *({"target": value} for value in ("1.01", "2", "1.001")),
    {"volume_meeting_target": "5", "total_volume": "4"},
    {"volume_meeting_target": "5", "total_volume": ""},
    {"volume_meeting_target": "", "total_volume": ""},
    {"volume_meeting_target": "4", "total_volume": "4"},
    {"volume_meeting_target": "012", "total_volume": "9223372036854775807"},
    {"comments_en": "", "comments_fr": "y"},
    {"channel_comments_en": "x" * 1501, "channel_comments_fr": "y"},
    {"standards_targets_uri_en": ""},
]


def _records(kind: Kind, changes: list[dict[str, str]]) -> Iterator[dict[str, str]]:
    first = samples.service() if kind is Kind.SERVICE else samples.standard()
    own = "service_id" if kind is Kind.SERVICE else "service_standard_id"
    for at, changed in enumerate(changes):
        yield first | ({own: f"T{at}"} if own not in changed else {}) | changed


@pytest.fixture(scope="module")
def records() -> dict[Kind, list[dict[str, str]]]:
    """Return records that are right, and records with one thing wrong each; two of each table share a key."""
    services = [samples.service(), *_records(Kind.SERVICE, SERVICES), samples.service()]
    standards = [*_records(Kind.STANDARD, STANDARDS), samples.standard(), samples.standard()]
    return {Kind.SERVICE: services, Kind.STANDARD: standards}


@pytest.fixture(scope="module")
def book(records: dict[Kind, list[dict[str, str]]]) -> Any:
    facts = BookFacts("aafc-aac", Bilingual("A", "B"), Language.EN, programs())
    return load_workbook(io.BytesIO(write_workbook([SheetContent(kind, records[kind]) for kind in Kind], facts)))


def _painted(book: Any, kind: Kind, row: int, colour: str) -> set[str]:
    """Return the fields that are painted in a row, as a spreadsheet computes it."""
    sheet, computed = book[kind.value], Sheet(book, kind.value)
    found: set[str] = set()
    for place, field in enumerate(fields(kind), 3):
        cell = sheet.cell(6, place).coordinate
        for area in sheet.conditional_formatting:
            if cell not in area.cells:
                continue
            for rule in area.rules:
                value = computed.value(rule.formula[0], row)
                assert value is not WRONG, f"{field.id} in row {row}: {rule.formula[0]}"
                if value and rule.dxf.fill.bgColor.rgb == colour:
                    found.add(field.id)
    return found


def _expected(kind: Kind, records: dict[Kind, list[dict[str, str]]], at: int) -> tuple[set[str], set[str]]:
    record = records[kind][at]
    reported = {(one["fiscal_yr"], one["service_id"]) for one in records[Kind.SERVICE]}
    context = Context("aafc-aac", programs(), (record["fiscal_yr"], record["service_id"]) in reported)
    read = {
        name: value.partition(":")[0] if name in {"service_recipient_type", "type", "channel"} else value
        for name, value in record.items()
    }  # as the registry reads it
    found = [b for b in breaches(kind, read, context) if b.severity in {Severity.REJECT, Severity.TEMPLATE}]
    lacking = {"total_volume" if b.rule == "volume_without_total" else b.field for b in found if b.rule in LACKING}
    return {b.field for b in found if b.rule not in LACKING}, lacking


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_painted_is_what_the_registry_refuses(
    book: Any, records: dict[Kind, list[dict[str, str]]], kind: Kind
) -> None:
    keys = [tuple(record[name] for name in _key(kind)) for record in records[kind]]

    for at, key in enumerate(keys):
        wrong, lacking = _expected(kind, records, at)
        if keys.count(key) > 1:
            wrong |= set(_key(kind))
        told = {name: value for name, value in records[kind][at].items() if name in wrong | lacking}
        assert _painted(book, kind, at + 6, RED) == wrong, told
        assert _painted(book, kind, at + 6, BLUE) == lacking, told


def _key(kind: Kind) -> tuple[str, ...]:
    return ("fiscal_yr", "service_id") if kind is Kind.SERVICE else ("fiscal_yr", "service_id", "service_standard_id")


def test_rows_that_nobody_filled_are_painted_nowhere(book: Any, records: dict[Kind, list[dict[str, str]]]) -> None:
    for kind in Kind:
        row = len(records[kind]) + 10
        assert not _painted(book, kind, row, RED) | _painted(book, kind, row, BLUE)


@pytest.mark.parametrize("kind", list(Kind))
def test_what_may_be_typed_is_what_is_not_painted(
    book: Any, records: dict[Kind, list[dict[str, str]]], kind: Kind
) -> None:
    sheet, computed = book[kind.value], Sheet(book, kind.value)
    asked = {str(v.sqref).partition("6:")[0]: v for v in sheet.data_validations.dataValidation if v.type == "custom"}
    names = {sheet.cell(6, place).column_letter: field.id for place, field in enumerate(fields(kind), 3)}
    assert asked

    for at in range(len(records[kind])):
        wrong, _lacking = _expected(kind, records, at)
        for letter, validation in asked.items():
            name = names[letter]
            if records[kind][at][name] and not (kind is Kind.STANDARD and name == "service_id"):
                assert computed.value(validation.formula1, at + 6) == (name not in wrong), (
                    name,
                    records[kind][at][name],
                )
