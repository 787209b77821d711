"""Files of the layouts from before 2023, real ones, and what was made from them."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.registry.importing import apply_rows, import_files
from app.registry.judging import Judgement, Options, Outcome
from app.registry.messages import explain
from app.registry.schema import Kind
from app.registry.stored import QUARTERS, read_records
from model import canonical, journal
from model.inventory import NOTE, SERVICE_RECORD, STANDARD_RECORD
from model.language import Language
from model.quarters import QUARTERLY_VOLUME
from tests.app.registry import samples
from tests.app.registry.samples import counts, judged

if TYPE_CHECKING:
    from pathlib import Path

    from app.registry.stored import Values
    from app.registry.tables import Item
    from app.workspace import Workspace

LEGACY = samples.REAL / "legacy"
FILES = sorted(LEGACY.glob("*.csv"))
NAMES = [file.name for file in FILES]
DEPARTMENTS = {
    "Agriculture and Agri-Food Canada": "aafc-aac",
    "Shared Services Canada": "ssc-spc",
    "Statistics Canada": "statcan",
    "Canadian Grain Commission": "cgc-ccg",
    "Public Services and Procurement Canada": "pwgsc-tpsgc",
}


def rows_of(name: str) -> list[dict[str, str]]:
    with (LEGACY / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def changed(tmp_path: Path, name: str, *changes: dict[str, str]) -> Path:
    """Write rows of a real file with some cells changed, one row a change."""
    rows = rows_of(name)
    made = [rows[place] | change for place, change in enumerate(changes)]
    buffer = io.StringIO(newline="")
    table = csv.DictWriter(buffer, list(rows[0]), lineterminator="\r\n")
    table.writeheader()
    table.writerows(made)
    path = tmp_path / name
    path.write_bytes(buffer.getvalue().encode("utf-8-sig"))
    return path


def taken(workspace: Workspace, *paths: Path) -> Judgement:
    found = judged(workspace, *paths)
    apply_rows(workspace, found.writes)
    return found


def only(workspace: Workspace, kind: Kind = Kind.SERVICE) -> Values:
    (record,) = read_records(workspace, kind).values()
    return record.values


def warnings(found: Judgement) -> list[tuple[str, str, str]]:
    return [(item.column, item.value, said(item)) for report in found.files for item in report.warnings if said(item)]


def said(item: Item) -> str:
    return item.facts[0].removeprefix("former ") if item.facts and item.facts[0].startswith("former ") else ""


@pytest.mark.parametrize("name", NAMES)
def test_every_row_of_a_former_file_is_accounted_for_without_asking_for_drafts(workspace: Workspace, name: str) -> None:
    found = taken(workspace, LEGACY / name)

    read = len(rows_of(name))
    assert counts(found) == {"added": read, "changed": 0, "unchanged": 0, "refused": 0}
    table = STANDARD_RECORD if found.files[0].kind == "standards" else SERVICE_RECORD
    assert len(workspace.rows(select(table.c.id))) == read


@pytest.mark.parametrize("name", NAMES)
def test_a_former_file_imported_twice_changes_nothing(workspace: Workspace, name: str) -> None:
    taken(workspace, LEGACY / name)
    before, sets = canonical.write(canonical.document(workspace.database)), len(journal.history(workspace.database))

    again = taken(workspace, LEGACY / name)

    assert counts(again) == {"added": 0, "changed": 0, "unchanged": len(rows_of(name)), "refused": 0}
    assert canonical.write(canonical.document(workspace.database)) == before
    assert len(journal.history(workspace.database)) == sets


def test_all_former_files_together_lose_no_row_and_one_undo_takes_them_back(workspace: Workspace) -> None:
    before = canonical.write(canonical.document(workspace.database))

    found = taken(workspace, *FILES)

    read = sum(len(rows_of(name)) for name in NAMES)
    assert counts(found) == {"added": read, "changed": 0, "unchanged": 0, "refused": 0}
    assert counts(judged(workspace, *FILES))["unchanged"] == read
    workspace.undo()
    assert canonical.write(canonical.document(workspace.database)) == before


def test_the_values_of_2020_2021_are_todays(workspace: Workspace) -> None:
    taken(workspace, LEGACY / "service_2020-2021.csv")

    held = read_records(workspace, Kind.SERVICE)
    states = {"not_applicable": "NA", "no_data": "ND"}
    scopes = {"extern": "EXTERN", "enterprise": "ENTERPRISE", "extern,enterprise": "ENTERPRISE,EXTERN"}
    for row in rows_of("service_2020-2021.csv"):
        values = held[DEPARTMENTS[row["department_name_en"]], row["fiscal_yr"], row["service_id"]].values
        assert values["service_scope"] == scopes.get(row["external_internal"], "EXTERN,INTERN")
        assert values["num_phone_enquiries"] == states.get(row["calls_received"], row["calls_received"])
        assert values["num_applications_by_phone"] == states.get(
            row["telephone_applications"], row["telephone_applications"]
        )
        assert values["os_issuance"] == row["e_issuance"]
        assert values["sin_usage"] == row["use_of_sin"]
        assert values["cra_bn_identifier_usage"] == row["cra_business_number"]
        year = row["year_of_last_service_review"]
        assert values["last_service_review"] == (f"{year}-{int(year) + 1}" if year else "")
        assert values["service_name_fr"] == row["service_name_fr"].strip()
        assert values["service_uri_en"] == row["service_url_en"].strip()


def test_targets_and_quarters_become_shares_and_sums(workspace: Workspace) -> None:
    taken(workspace, LEGACY / "service_standards_2020-2021.csv", LEGACY / "service-std_registry_2018.csv")

    held = read_records(workspace, Kind.STANDARD)
    targets = {"100": "1", "99.5": "0.995", "95": "0.95", "99": "0.99", "90": "0.9", "80": "0.8"}
    for row in rows_of("service_standards_2020-2021.csv"):
        key = (DEPARTMENTS[row["department_name_en"]], row["fiscal_yr"], row["service_id"], row["service_std_id"])
        assert held[key].values["target"] == targets[row["service_std_target"]]
        assert held[key].values["published_performance"] == ""  # a performance rounded to percents is ours
    for row in rows_of("service-std_registry_2018.csv"):
        values = held[row["owner_org"], row["fiscal_yr"], row["service_id"], row["service_std_id"]].values
        for field, column in (("volume_meeting_target", "performance_result"), ("total_volume", "business_volume")):
            quarters = [row[f"q{quarter}_{column}"] for quarter in range(1, 5)]
            assert values[field] == str(sum(map(int, quarters)))
            assert [values[name] for name, place in QUARTERS.items() if place[0] == field] == quarters
        assert values["target"] == row["service_std_target"]
    assert len(workspace.rows(select(QUARTERLY_VOLUME.c.id))) == 24 * 8


def test_programs_are_found_by_name_and_asked_for_where_the_name_is_nobodys(workspace: Workspace) -> None:
    found = taken(workspace, LEGACY / "service_inventory_portal_2020.csv")

    held = read_records(workspace, Kind.SERVICE)
    assert held["aafc-aac", "2016-2017", "135"].values["program_id"] == "BWP07"
    assert held["aafc-aac", "2016-2017", "137"].values["program_id"] == ""
    several = {value for column, value, what in warnings(found) if (column, what) == ("program_name_en", "programs")}
    assert several == {"Telecommunications"}
    text = workspace.rows(select(NOTE.c.text_en, NOTE.c.resolved).where(NOTE.c.field == "program_id"))
    assert {row.resolved for row in text} == {"N"}
    assert any("AgriMarketing" in row.text_en for row in text)


def test_nothing_of_a_row_is_dropped_silently(workspace: Workspace) -> None:
    """Every filled cell is in the record, in a note, in a quarter, or says again what another column says."""
    again = {"owner_org_title", "department_name_en", "department_name_fr", "performance", "target_met"}
    for name in NAMES:
        taken(workspace, LEGACY / name)
    stored = {
        str(value) for row in canonical.document(workspace.database)["entities"]["note"] for value in row.values()
    }
    notes = "\n".join(stored)

    for name in NAMES:
        for row in rows_of(name):
            for column in (
                "last_GBA",
                "ident_platform_comments",
                "authority_en",
                "harmonized_service_id",
                "info_service",
            ):
                text = row.get(column, "").strip()
                if not text or column in again:
                    continue
                held = workspace.rows(select(SERVICE_RECORD.c.id).where(SERVICE_RECORD.c.authority_en == text))
                assert held or text in notes, (name, column, text)


@pytest.mark.parametrize(
    ("column", "value", "wanted"),
    [
        ("service_type", "its", ("service_type", "", "unmapped")),
        ("service_type", "info,its", ("service_type", "INFO", "part")),
        ("service_type", "adv", ("service_type", "INFO", "likely")),
        ("service_recipient_type", "client,society", ("service_recipient_type", "", "several")),
        ("service_recipient_type", "Societal ", ("service_recipient_type", "SOCIETY", "")),
        ("external_internal", "extern, intern cluster", ("service_scope", "CLUSTER,EXTERN", "")),
        ("e_application", "Oui", ("os_application", "Y", "")),
        ("e_application", "perhaps", ("os_application", "", "unmapped")),
        ("e_application", "ND", ("os_application", "", "")),
        ("online_applications", "1,234", ("num_applications_online", "1234", "")),
        ("online_applications", "12.0", ("num_applications_online", "12", "")),
        ("online_applications", "a few", ("num_applications_online", "", "number")),
        ("year_of_last_service_review", "2019", ("last_service_review", "2019-2020", "")),
        ("year_of_last_service_review", "2019-20", ("last_service_review", "2019-2020", "")),
        ("year_of_last_service_review", "1999", ("last_service_review", "", "unmapped")),
        ("year_of_last_service_review", "n", ("last_service_review", "", "")),
        ("department_name_en", "canadian environmental assessment agency", ("service_scope", "EXTERN", "")),
    ],
)
def test_a_former_value_is_read_or_kept_and_told(
    workspace: Workspace, tmp_path: Path, column: str, value: str, wanted: tuple[str, str, str]
) -> None:
    field, stored, what = wanted
    path = changed(tmp_path, "service_2020-2021.csv", {column: value})

    found = taken(workspace, path)

    told = [one for one in warnings(found) if one[0] == column and one[2] != "column"]
    assert only(workspace)[field] == stored
    assert [one[2] for one in told] == ([what] if what else [])
    if what:
        notes = workspace.rows(select(NOTE).where(NOTE.c.field == field))
        assert [told[0][1] in note.text_en and told[0][1] in note.text_fr for note in notes] == [True]
        assert notes[0].resolved == ("Y" if what == "part" else "N")


@pytest.mark.parametrize(
    ("target", "kind", "wanted"),
    [
        ("80", "percentage", ("0.8", "")),
        ("99.5", "percentage", ("0.995", "")),
        ("0.8", "percentage", ("0.8", "share")),
        ("80 %", "percentage", ("0.8", "")),
        ("0", "percentage", ("0", "")),
        ("", "percentage", ("", "")),
        ("30 days", "percentage", ("", "number")),
        ("30", "other_type", ("", "target")),
    ],
)
def test_a_target_is_a_share_or_kept(
    workspace: Workspace, tmp_path: Path, target: str, kind: str, wanted: tuple[str, str]
) -> None:
    stored, what = wanted
    change = {"service_std_target": target, "target_type": kind}

    found = taken(workspace, changed(tmp_path, "service_standards_2020-2021.csv", change))

    assert only(workspace, Kind.STANDARD)["target"] == stored
    assert [one[2] for one in warnings(found) if one[0] == "service_std_target"] == ([what] if what else [])


def test_what_a_planner_decided_since_is_not_taken_back_by_the_same_file(workspace: Workspace, tmp_path: Path) -> None:
    path = changed(tmp_path, "service_2020-2021.csv", {"service_type": "its"})
    taken(workspace, path)
    with workspace.change("Decide") as connection:
        connection.execute(SERVICE_RECORD.update().values(service_type="INFO"))
        connection.execute(NOTE.update().values(resolved="Y", text_en="Done"))

    again = taken(workspace, path)

    assert counts(again)["unchanged"] == 1
    assert only(workspace)["service_type"] == "INFO"


def test_a_department_that_nobody_knows_is_refused_by_name_even_when_another_is_asked_for(
    workspace: Workspace, tmp_path: Path
) -> None:
    nobody = {"department_name_en": "Ministry of Walks", "department_name_fr": "Marches"}
    path = changed(tmp_path, "service_2020-2021.csv", nobody, {})

    found = judged(workspace, path, department="statcan")

    first = found.files[0].rejected[0]
    assert (first.row, first.column, first.value, first.rule) == (
        2,
        "department_name_en",
        "Ministry of Walks",
        "choice",
    )
    assert {item.row for item in found.files[0].rejected} == {2}
    assert counts(found) == {"added": 1, "changed": 0, "unchanged": 0, "refused": 1}


def test_an_identifier_that_stands_twice_in_a_year_keeps_both_rows(workspace: Workspace, tmp_path: Path) -> None:
    name = "service_2020-2021.csv"
    path = changed(tmp_path, name, {"service_id": "7"}, {"service_id": "7"}, {"service_id": "7"})
    lines = path.read_bytes()
    path.write_bytes(lines + lines.partition(b"\r\n")[2])  # and all three rows once more, unchanged

    found = taken(workspace, path)

    assert counts(found) == {"added": 3, "changed": 0, "unchanged": 3, "refused": 0}
    assert {key[-1] for key in read_records(workspace, Kind.SERVICE)} == {"7", "7 (2)", "7 (3)"}
    assert counts(judged(workspace, path)) == {"added": 0, "changed": 0, "unchanged": 6, "refused": 0}


def test_a_row_without_its_key_or_with_too_few_cells_is_refused(workspace: Workspace, tmp_path: Path) -> None:
    path = changed(tmp_path, "service_registry_2018.csv", {"fiscal_yr": ""}, {"service_id": ""}, {})
    path.write_bytes(path.read_bytes() + b"aafc-aac,2016-2017,9\r\n")

    found = taken(workspace, path)

    refused = {item.row: item.rule for item in found.files[0].rejected}
    assert refused == {2: "required", 5: "row_length"}
    assert counts(found) == {"added": 2, "changed": 0, "unchanged": 0, "refused": 2}
    assert rows_of("service_registry_2018.csv")[1]["harmonized_service_id"] in {
        key[-1] for key in read_records(workspace, Kind.SERVICE)
    }


def test_a_number_that_another_service_got_later_is_not_taken_for_it(workspace: Workspace) -> None:
    """Number 8 of 2018 is toll-free voice; on the portal, number 8 of the same department is email."""
    portal, registry = LEGACY / "service_inventory_portal_2020.csv", LEGACY / "service_registry_2018.csv"

    taken(workspace, registry, portal)

    held = read_records(workspace, Kind.SERVICE)
    assert held["ssc-spc", "2017-2018", "8"].values["service_name_en"] == "Email"
    assert held["ssc-spc", "2017-2018", "ssc-spc - 08"].values["service_name_en"] == "Toll-free Voice"


def test_what_is_told_is_told_in_both_languages(workspace: Workspace) -> None:
    found = judged(workspace, *FILES)

    for item in {
        (item.rule, item.facts): item for report in found.files for item in report.warnings if said(item)
    }.values():
        assert explain(item, Language.EN) != explain(item, Language.FR)


def test_former_files_go_into_a_closed_plan_like_any_other(plan_path: Path, workspace: Workspace) -> None:
    workspace.close()

    found = import_files(plan_path, [LEGACY / "service_2020-2021.csv"], Options("statcan"))

    assert {row.outcome for row in found.rows} == {Outcome.ADDED}
    assert len(found.rows) == 12
