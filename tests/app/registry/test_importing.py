from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app import backups
from app.registry.errors import StaleResultError
from app.registry.importing import apply_rows, import_files, report_json
from app.registry.judging import Options
from app.workspace import NewPlan, Workspace
from model import canonical, journal, plan_file
from model.change_set import ChangeKind
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.language import Language
from model.translation import CONFIRMATION
from tests.app.registry import samples
from tests.app.registry.samples import counts, judged, service, standard, write

if TYPE_CHECKING:
    from pathlib import Path

FILES = (samples.REAL / "service-std.csv", samples.REAL / "service.csv")


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    path = tmp_path / "fednor.jalon"
    Workspace.create(path, NewPlan("fednor", "FedNor", "FedNor", "2023-2024")).close()
    return path


def content(workspace: Workspace) -> bytes:
    return canonical.write(canonical.document(workspace.database))


def test_one_import_is_one_change_set_and_one_undo(workspace: Workspace) -> None:
    before = content(workspace)

    apply_rows(workspace, judged(workspace, *FILES).writes)

    newest = journal.history(workspace.database, limit=1)[0]
    assert (newest.kind, newest.label) == (ChangeKind.IMPORT, "Import inventory")
    journal.verify(workspace.database)
    workspace.undo()
    assert content(workspace) == before


def test_importing_twice_changes_nothing(workspace: Workspace) -> None:
    apply_rows(workspace, judged(workspace, *FILES).writes)
    before, sets = content(workspace), len(journal.history(workspace.database))

    again = judged(workspace, *FILES)
    apply_rows(workspace, again.writes)

    assert counts(again) == {"added": 0, "changed": 0, "unchanged": 515, "refused": 1}
    assert (content(workspace), len(journal.history(workspace.database))) == (before, sets)


def test_two_plans_that_import_the_same_file_give_the_same_keys(plan: Path, workspace: Workspace) -> None:
    apply_rows(workspace, judged(workspace, *FILES).writes)
    import_files(plan, FILES, Options())

    with Workspace.read(plan) as other:
        for table in (SERVICE, SERVICE_RECORD, STANDARD_RECORD, CONFIRMATION):
            keys = select(table.c.id)
            assert set(other.rows(keys)) == set(workspace.rows(keys))


def test_a_key_that_is_taken_since_an_identifier_was_corrected_gives_a_random_one(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = write(tmp_path / "a.csv", [service()])
    apply_rows(workspace, judged(workspace, path).writes)
    with workspace.change("Correct identifier") as connection:
        connection.execute(SERVICE.update().values(service_id="corrected"))

    apply_rows(workspace, judged(workspace, path).writes)

    assert {row.service_id for row in workspace.rows(select(SERVICE.c.service_id))} == {
        "corrected",
        service()["service_id"],
    }
    assert len(workspace.rows(select(SERVICE_RECORD.c.id))) == 2


def test_records_of_several_years_belong_to_one_service(workspace: Workspace) -> None:
    apply_rows(workspace, judged(workspace, FILES[1], department="fednor").writes)

    assert len(workspace.rows(select(SERVICE))) == 2
    assert len(workspace.rows(select(SERVICE_RECORD.c.id))) == 4


def test_an_old_year_comes_back_to_the_service_that_was_transferred_since(workspace: Workspace, tmp_path: Path) -> None:
    apply_rows(workspace, judged(workspace, write(tmp_path / "a.csv", [service()])).writes)
    with workspace.change("Transfer") as connection:
        connection.execute(SERVICE.update().values(owner_org="fednor"))

    apply_rows(workspace, judged(workspace, write(tmp_path / "b.csv", [service(fiscal_yr="2022-2023")])).writes)

    assert len(workspace.rows(select(SERVICE.c.id))) == 1
    assert len(workspace.rows(select(SERVICE_RECORD.c.id))) == 2


def test_fields_that_only_the_plan_has_stay(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [service()])
    apply_rows(workspace, judged(workspace, path).writes)
    with workspace.change("Edit") as connection:
        connection.execute(SERVICE_RECORD.update().values(is_critical="Y", service_fee="N", offline_note_en="Why"))

    apply_rows(workspace, judged(workspace, write(tmp_path / "b.csv", [service(service_fee="Y")])).writes)

    (row,) = workspace.rows(
        select(SERVICE_RECORD.c.is_critical, SERVICE_RECORD.c.offline_note_en, SERVICE_RECORD.c.service_fee)
    )
    assert tuple(row) == ("Y", "Why", "Y")


def test_a_text_given_in_both_languages_is_confirmed_by_the_import(workspace: Workspace, tmp_path: Path) -> None:
    record = service(special_remarks_en="", special_remarks_fr="", num_applications_by_other="NA")

    apply_rows(workspace, judged(workspace, write(tmp_path / "a.csv", [record])).writes)

    rows = workspace.rows(select(CONFIRMATION))
    confirmed = {row.field: (row.en, row.fr) for row in rows}
    assert {row.entity for row in rows} == {"service_record"}
    assert confirmed["service_name"] == (record["service_name_en"], record["service_name_fr"])
    assert "special_remarks" not in confirmed
    assert set(confirmed) >= {"service_name", "service_description", "service_uri"}


def test_an_import_confirms_anew_what_it_changes(workspace: Workspace, tmp_path: Path) -> None:
    apply_rows(workspace, judged(workspace, write(tmp_path / "a.csv", [service()])).writes)

    renamed = service(service_name_en="New name", service_name_fr="Nouveau nom")
    apply_rows(workspace, judged(workspace, write(tmp_path / "b.csv", [renamed])).writes)

    query = select(CONFIRMATION.c.en, CONFIRMATION.c.fr).where(CONFIRMATION.c.field == "service_name")
    assert [tuple(row) for row in workspace.rows(query)] == [("New name", "Nouveau nom")]


def test_a_file_with_one_language_confirms_nothing(workspace: Workspace, tmp_path: Path) -> None:
    apply_rows(workspace, judged(workspace, write(tmp_path / "a.csv", [service()])).writes)
    columns = ["fiscal_yr", "service_id", "service_name_en"]

    change = write(tmp_path / "b.csv", [service(service_name_en="New name")], columns)
    apply_rows(workspace, judged(workspace, change).writes)

    query = select(CONFIRMATION.c.en).where(CONFIRMATION.c.field == "service_name")
    assert [row.en for row in workspace.rows(query)] == [service()["service_name_en"]]


def test_a_draft_of_a_standard_makes_a_service_without_a_record(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "b.csv", [standard(service_id="nowhere")])

    apply_rows(workspace, judged(workspace, path, drafts=True).writes)

    assert [row.service_id for row in workspace.rows(select(SERVICE.c.service_id))] == ["nowhere"]
    assert workspace.rows(select(SERVICE_RECORD.c.id)) == []
    assert len(workspace.rows(select(STANDARD_RECORD.c.id))) == 1


def test_the_same_record_in_two_files_is_written_once_as_the_later_file_says(
    workspace: Workspace, tmp_path: Path
) -> None:
    first, second = write(tmp_path / "a.csv", [service()]), write(tmp_path / "b.csv", [service(service_fee="Y")])

    found = judged(workspace, first, second)
    apply_rows(workspace, found.writes)

    assert counts(found) == {"added": 1, "changed": 1, "unchanged": 0, "refused": 0}
    assert [row.service_fee for row in workspace.rows(select(SERVICE_RECORD.c.service_fee))] == ["Y"]


def test_what_was_judged_is_not_written_over_a_later_edit(workspace: Workspace, tmp_path: Path) -> None:
    path = write(tmp_path / "a.csv", [service()])
    apply_rows(workspace, judged(workspace, path).writes)
    change = judged(workspace, write(tmp_path / "b.csv", [service(service_fee="Y")]))
    with workspace.change("Edit") as connection:
        connection.execute(SERVICE_RECORD.update().values(service_fee=""))

    with pytest.raises(StaleResultError):
        apply_rows(workspace, change.writes)


def test_a_copy_of_the_plan_is_kept_before_an_import(plan: Path) -> None:
    before = plan.read_bytes()

    import_files(plan, FILES, Options(department="fednor"))

    (copy,) = backups.folder().iterdir()
    with Workspace.read(copy) as kept:
        assert kept.rows(select(SERVICE.c.id)) == []
    assert before != plan.read_bytes()


def test_a_dry_run_leaves_the_plan_as_it_is(plan: Path) -> None:
    before = plan.read_bytes()

    found = import_files(plan, FILES, Options(department="fednor"), dry_run=True)

    assert counts(found)["added"] == 10
    assert plan.read_bytes() == before
    assert not backups.folder().exists()


def test_a_plan_that_would_not_change_is_not_touched_but_a_held_one_is_told(plan: Path) -> None:
    import_files(plan, FILES, Options(department="fednor"))
    before = plan.read_bytes()

    import_files(plan, FILES, Options(department="fednor"))

    assert plan.read_bytes() == before
    with Workspace.open(plan), pytest.raises(plan_file.PlanHeldError):
        import_files(plan, FILES, Options(department="fednor"))


def test_the_report_has_the_form_of_the_contract(plan: Path) -> None:
    report = report_json(import_files(plan, FILES, Options()), Language.FR, dry_run=False)

    assert report["dry_run"] is False
    standards, services = report["files"]
    assert (services["kind"], services["layout"], services["added"]) == ("services", "current", 181)
    (refused,) = standards["rejected"]
    assert (refused["row"], refused["rule"], refused["value"]) == (211, "volume_order", "9903")
    assert refused["message"] == "Le volume qui respecte la norme ne peut dépasser le total."


def test_every_department_of_the_files_is_held(plan: Path) -> None:
    import_files(plan, FILES, Options())

    with Workspace.read(plan) as workspace:
        owners = {row.owner_org for row in workspace.rows(select(SERVICE.c.owner_org))}
    assert owners == {row["owner_org"] for row in samples.rows()}
