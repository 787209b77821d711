from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from app.registry.importing import apply_rows
from app.registry.judging import Outcome
from app.registry.schema import Kind
from tests.app.registry import samples
from tests.app.registry.samples import STORABLE, UNSTORABLE, counts, judged, service, standard, told, write

if TYPE_CHECKING:
    from pathlib import Path

    from app.workspace import Workspace


@pytest.mark.parametrize(("rule", "change"), [*STORABLE.items(), *UNSTORABLE.items()])
def test_a_row_that_breaks_a_rule_is_refused_and_the_others_are_taken(
    workspace: Workspace, tmp_path: Path, rule: str, change: dict[str, str]
) -> None:
    path = write(tmp_path / "a.csv", [service(service_id="good"), service(**{"service_id": "bad"} | change)])

    found = judged(workspace, path)

    assert {(item.row, item.rule) for item in found.files[0].rejected} == {(3, rule)}
    assert counts(found) == {"added": 1, "changed": 0, "unchanged": 0, "refused": 1}


@pytest.mark.parametrize(("rule", "change"), STORABLE.items())
def test_a_draft_keeps_what_can_be_stored_and_tells_of_it(
    workspace: Workspace, tmp_path: Path, rule: str, change: dict[str, str]
) -> None:
    found = judged(workspace, write(tmp_path / "a.csv", [service(**{"service_id": "bad"} | change)]), drafts=True)

    assert found.files[0].rejected == []
    assert rule in {item.rule for item in found.files[0].warnings}
    assert counts(found)["added"] == 1


@pytest.mark.parametrize(("rule", "change"), UNSTORABLE.items())
def test_what_cannot_be_stored_is_refused_even_as_a_draft(
    workspace: Workspace, tmp_path: Path, rule: str, change: dict[str, str]
) -> None:
    found = judged(workspace, write(tmp_path / "a.csv", [service(**{"service_id": "bad"} | change)]), drafts=True)

    assert [item.rule for item in found.files[0].rejected] == [rule]
    assert not found.rows[0].storable


def test_a_number_of_thousands_of_digits_is_no_draft(workspace: Workspace, tmp_path: Path) -> None:
    endless = service(service_id="bad", num_website_visits="9" * 5000)

    found = judged(workspace, write(tmp_path / "a.csv", [endless]), drafts=True)

    assert [item.rule for item in found.files[0].rejected] == ["number_range"]
    assert not found.rows[0].storable


def test_a_column_that_is_absent_keeps_and_required_is_judged_on_the_merged_record(
    workspace: Workspace, tmp_path: Path
) -> None:
    apply_rows(workspace, judged(workspace, write(tmp_path / "a.csv", [service()])).writes)
    columns = ["fiscal_yr", "service_id", "last_service_review", "num_phone_enquiries"]
    change = service(last_service_review="", num_phone_enquiries="007")

    found = judged(workspace, write(tmp_path / "b.csv", [change], columns))

    assert found.files[0].rejected == []
    assert found.rows[0].outcome is Outcome.CHANGED
    assert found.rows[0].after == {"last_service_review": "", "num_phone_enquiries": "007"}


def test_of_two_rows_with_one_key_the_last_counts_even_if_it_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    rows = [service(), service(service_fee="?"), service(service_id=""), service(service_id="")]

    found = judged(workspace, write(tmp_path / "a.csv", rows))

    assert told(found.files[0].warnings) == [(2, "service_id", "duplicate_key")]
    assert told(found.files[0].rejected) == [
        (3, "service_fee", "choice"),
        (4, "service_id", "required"),
        (5, "service_id", "required"),
    ]
    assert counts(found)["added"] == 0


def test_services_come_before_standards_whatever_the_order_of_the_files(workspace: Workspace, tmp_path: Path) -> None:
    standards = write(tmp_path / "b.csv", [standard(), standard(service_id="nowhere")])
    services = write(tmp_path / "a.csv", [service(service_id=standard()["service_id"])])

    found = judged(workspace, standards, services)

    assert [report.kind for report in found.files] == ["standards", "services"]
    assert told(found.files[0].rejected) == [(3, "service_id", "foreign_key")]
    assert counts(found) == {"added": 2, "changed": 0, "unchanged": 0, "refused": 1}


def test_a_standard_whose_service_is_refused_is_refused_too(workspace: Workspace, tmp_path: Path) -> None:
    services = write(tmp_path / "a.csv", [service(service_id=standard()["service_id"], service_fee="?")])

    found = judged(workspace, services, write(tmp_path / "b.csv", [standard()]))

    assert [item.rule for report in found.files for item in report.rejected] == ["choice", "foreign_key"]


def test_a_standard_of_a_service_in_the_plan_needs_no_file_of_services(workspace: Workspace, tmp_path: Path) -> None:
    first = write(tmp_path / "a.csv", [service(service_id=standard()["service_id"])])
    apply_rows(workspace, judged(workspace, first).writes)

    assert counts(judged(workspace, write(tmp_path / "b.csv", [standard()])))["added"] == 1


def test_the_rows_of_one_department_are_kept_when_it_is_asked_for(workspace: Workspace) -> None:
    found = judged(workspace, samples.REAL / "service.csv", samples.REAL / "service-std.csv", department="fednor")

    assert counts(found) == {"added": 10, "changed": 0, "unchanged": 0, "refused": 0}
    assert {row.key[0] for row in found.rows} == {"fednor"}


def test_rows_that_name_no_department_belong_to_the_plans(workspace: Workspace, tmp_path: Path) -> None:
    columns = [name for name in service() if not name.startswith("owner_org")]

    found = judged(workspace, write(tmp_path / "a.csv", [service()], columns))

    assert found.rows[0].key[0] == "aafc-aac"


@pytest.mark.parametrize(
    ("change", "stored", "rule"),
    [
        ({"service_name_en": " Name\n"}, {"service_name_en": "Name"}, "outer_space"),
        ({"service_type": "RES,GNC"}, {"service_type": "GNC,RES"}, "code_order"),
        ({"num_website_visits": "nd"}, {"num_website_visits": "ND"}, "upper_case"),
    ],
)
def test_what_the_registry_alters_is_kept_as_it_would_with_a_warning(
    workspace: Workspace, tmp_path: Path, change: dict[str, str], stored: dict[str, str], rule: str
) -> None:
    found = judged(workspace, write(tmp_path / "a.csv", [service(**change)]))

    assert [item.rule for item in found.files[0].warnings] == [rule]
    assert {name: found.rows[0].after[name] for name in stored} == stored


def test_a_volume_without_its_total_is_taken_with_a_warning(workspace: Workspace, tmp_path: Path) -> None:
    services = write(tmp_path / "a.csv", [service(service_id=standard()["service_id"])])
    blank = standard(total_volume="", performance="", target_met="NA", volume_meeting_target="5")

    found = judged(workspace, services, write(tmp_path / "b.csv", [blank]))

    assert [item.rule for item in found.files[1].warnings] == ["volume_without_total"]


def test_a_published_value_that_differs_is_kept_beside_ours_and_a_rounded_one_passes(
    workspace: Workspace, tmp_path: Path
) -> None:
    numbers = {"volume_meeting_target": "9997501", "total_volume": "10000000", "target": "0.9998"}
    rounded = standard(**numbers, performance="0.9998", target_met="Y", service_standard_id="rounded")
    wrong = standard(**numbers, performance="0.5", target_met="N", service_standard_id="wrong")
    services = write(tmp_path / "a.csv", [service(service_id=standard()["service_id"])])

    found = judged(workspace, services, write(tmp_path / "b.csv", [rounded, wrong]))

    assert told(found.files[1].warnings) == [(2, "target_met", "derived_value"), (3, "performance", "derived_value")]
    kept = [(row.after["published_performance"], row.after["published_target_met"]) for row in found.rows[1:]]
    assert kept == [("", "Y"), ("0.5", "")]


def test_program_names_as_they_were_published_before_2026_pass(workspace: Workspace, tmp_path: Path) -> None:
    one = service(program_id="BEE01,BED01".replace("BEE01,BED01", "BED01,BEE01"))
    former = one | {
        "program_name_en": "'Inclusive Communities', 'Registry Services'",
        "program_name_fr": "'Collectivités inclusives', 'Service de greffe'",
    }

    found = judged(workspace, write(tmp_path / "a.csv", [former]))

    assert found.files[0].warnings == []


def test_the_data_dump_of_the_portal_is_read(workspace: Workspace) -> None:
    found = judged(workspace, samples.REAL / "service_dump.csv", samples.REAL / "service-std_dump.csv")

    assert counts(found) == {"added": 53, "changed": 0, "unchanged": 0, "refused": 1}


def test_odd_cells_of_a_workbook_are_told_with_their_address(workspace: Workspace) -> None:
    found = judged(workspace, samples.REAL / "workbooks" / "odd_cells_aafc-aac.xlsx")

    rules = {item.rule for report in found.files for item in report.rejected}
    assert {"formula", "count_format", "choice", "required", "whole_number", "decimal_number"} <= rules
    assert all(item.cell for report in found.files for item in report.rejected)
    assert {row.kind for row in found.rows if row.outcome is Outcome.ADDED} == {Kind.SERVICE, Kind.STANDARD}


def test_a_formula_is_told_as_one_breach_and_no_second_one(workspace: Workspace) -> None:
    found = judged(workspace, samples.REAL / "workbooks" / "odd_cells_aafc-aac.xlsx")

    formulas = [item for report in found.files for item in report.rejected if item.rule == "formula"]
    told = Counter((place, item.cell) for place, report in enumerate(found.files) for item in report.rejected)
    assert formulas
    assert [
        item.cell
        for place, report in enumerate(found.files)
        for item in report.rejected
        if item in formulas and told[place, item.cell] > 1
    ] == []
