"""The history of a record tells who changed what; what was there once can be brought back as one change."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from app.errors import ReadOnlyError, UnknownRecordError
from app.inventory.approval import Approver, approval, approve_inventory
from app.inventory.cards import card
from app.inventory.editing import edit_identifier, edit_record, open_year
from app.inventory.errors import IdentifierTakenError, NothingToRestoreError
from app.inventory.fields import Entity
from app.inventory.history import Entry, deletions, field_history, record_history
from app.inventory.notes import add_note, notes
from app.inventory.quarters import Volume, edit_quarter
from app.inventory.restoring import restore_field, restore_record
from app.inventory.review import FieldPlace, mark_revisit
from app.inventory.services import add_service, delete_record
from app.inventory.standards import add_standard, delete_standard, edit_standard
from app.translation import Place, confirm
from app.workspace import NewPlan, Workspace
from model import journal
from model.bilingual import Bilingual
from model.canonical import document
from model.change_set import ChangeKind
from tests.app.inventory.conftest import LAST, YEAR, Permit

if TYPE_CHECKING:
    from pathlib import Path

    from app.inventory.cards import ServiceCard


def now(workspace: Workspace, permit: Permit) -> ServiceCard:
    return card(workspace, permit.service, YEAR)


def entries(workspace: Workspace, permit: Permit) -> tuple[Entry, ...]:
    return record_history(workspace, permit.service, YEAR).entries


def newest(workspace: Workspace) -> int:
    return journal.history(workspace.database, limit=1)[0].seq


def test_a_change_tells_who_when_and_both_values(workspace: Workspace, permit: Permit) -> None:
    workspace.author = "Mélanie Roy"

    edit_record(workspace, permit.service, YEAR, {"num_applications_online": "1200"})

    told = entries(workspace, permit)[0]
    assert (told.author, told.label, told.kind) == ("Mélanie Roy", "Change volume", ChangeKind.EDIT)
    assert told.at.tzinfo is not None
    assert [(one.field, one.old, one.new) for one in told.changes] == [("num_applications_online", "1090", "1200")]


def test_the_history_reaches_back_to_the_making_of_the_record(workspace: Workspace, permit: Permit) -> None:
    record = now(workspace, permit).record

    first = next(one for one in reversed(entries(workspace, permit)) if one.label == "Begin the year’s record")

    assert {(one.entity, one.key, one.operation) for one in first.changes} == {
        ("service_record", record, "insert"),
        ("standard_record", permit.standard, "insert"),
    }


def test_other_years_and_other_services_are_not_told(workspace: Workspace, permit: Permit) -> None:
    before = len(entries(workspace, permit))
    other = add_service(workspace, YEAR, Bilingual("Other", "Autre"))

    edit_record(workspace, permit.service, LAST, {"num_applications_online": "1"})
    edit_record(workspace, other, YEAR, {"num_applications_online": "2"})

    assert len(entries(workspace, permit)) == before


def test_an_identifier_belongs_to_the_history_of_every_year(workspace: Workspace, permit: Permit) -> None:
    edit_identifier(workspace, permit.service, "999")

    for year in (LAST, YEAR):
        told = record_history(workspace, permit.service, year).entries[0]
        assert [(one.field, one.old, one.new) for one in told.changes] == [("service_id", "133", "999")]


def test_a_deleted_standard_stays_in_the_history_by_its_name(workspace: Workspace, permit: Permit) -> None:
    delete_standard(workspace, permit.standard)

    told = record_history(workspace, permit.service, YEAR)

    assert [(one.key, one.operation) for one in told.entries[0].changes] == [(permit.standard, "delete")]
    assert told.standards[permit.standard] == Bilingual("Answer in 5 days", "Répondre en 5 jours")
    assert any(one.field == "total_volume" for entry in told.entries[1:] for one in entry.changes)


def test_an_undo_is_told_as_one(workspace: Workspace, permit: Permit) -> None:
    edit_record(workspace, permit.service, YEAR, {"num_applications_online": "1200"})

    workspace.undo()

    told = entries(workspace, permit)[0]
    assert (told.kind, told.label) == (ChangeKind.UNDO, "Change volume")
    assert [(one.old, one.new) for one in told.changes] == [("1200", "1090")]


def test_only_the_newest_are_read_when_few_are_asked_for(workspace: Workspace, permit: Permit) -> None:
    everything = record_history(workspace, permit.service, YEAR)

    few = record_history(workspace, permit.service, YEAR, limit=2)

    assert few.entries == everything.entries[:2]
    assert few.total == everything.total == len(everything.entries)


def test_a_record_that_was_removed_and_begun_again_keeps_what_was_before(workspace: Workspace, permit: Permit) -> None:
    before = entries(workspace, permit)
    delete_record(workspace, permit.service, YEAR)
    open_year(workspace, permit.service, YEAR)

    told = entries(workspace, permit)

    assert told[2:] == before


def test_a_field_tells_every_value_it_had(workspace: Workspace, permit: Permit) -> None:
    record = now(workspace, permit).record
    edit_record(workspace, permit.service, YEAR, {"service_name_en": "Permit"})
    workspace.undo()
    edit_record(workspace, permit.service, YEAR, {"service_name_fr": "Licence"})

    told = field_history(workspace, "service_record", record, "service_name")

    assert [(one.field, one.old, one.new) for one in told] == [
        ("service_name_fr", "Licence d’exportation", "Licence"),
        ("service_name_en", "Permit", "Export permit"),
        ("service_name_en", "Export permit", "Permit"),
        ("service_name_en", None, "Export permit"),
        ("service_name_fr", None, "Licence d’exportation"),
    ]


def test_a_field_of_a_deleted_row_tells_its_end(workspace: Workspace, permit: Permit) -> None:
    delete_standard(workspace, permit.standard)
    workspace.undo()
    delete_standard(workspace, permit.standard)

    told = field_history(workspace, "standard_record", permit.standard, "total_volume")

    assert [(one.old, one.new) for one in told] == [("10", None), (None, "10"), ("10", None), ("", "10")]


def test_a_field_that_does_not_exist_has_no_history(workspace: Workspace, permit: Permit) -> None:
    with pytest.raises(UnknownRecordError):
        field_history(workspace, "service_record", permit.service, "colour")


def test_an_earlier_value_comes_back_as_one_change(workspace: Workspace, permit: Permit) -> None:
    record = now(workspace, permit).record
    edit_record(workspace, permit.service, YEAR, {"num_applications_online": "1200"})

    restore_field(workspace, "service_record", record, "num_applications_online", "1090")

    assert now(workspace, permit).text("num_applications_online") == "1090"
    assert workspace.undo() == "Restore an earlier value"
    assert now(workspace, permit).text("num_applications_online") == "1200"


def test_a_blank_date_comes_back_as_none(workspace: Workspace, permit: Permit) -> None:
    record = now(workspace, permit).record
    edit_record(workspace, permit.service, YEAR, {"confirmed_on": "2025-06-01"})

    restore_field(workspace, "service_record", record, "confirmed_on", "")

    assert now(workspace, permit).text("confirmed_on") == ""


def test_an_identifier_that_another_service_took_does_not_come_back(workspace: Workspace, permit: Permit) -> None:
    edit_identifier(workspace, permit.service, "134")
    edit_identifier(workspace, add_service(workspace, YEAR, Bilingual("Other", "Autre")), "133")

    with pytest.raises(IdentifierTakenError):
        restore_field(workspace, "service", permit.service, "service_id", "133")


def test_an_identifier_that_another_standard_took_does_not_come_back(workspace: Workspace, permit: Permit) -> None:
    edit_standard(workspace, permit.standard, {"service_standard_id": "2500"})
    other = add_standard(workspace, permit.service, YEAR)
    edit_standard(workspace, other, {"service_standard_id": "2497"})

    with pytest.raises(IdentifierTakenError):
        restore_field(workspace, "standard_record", permit.standard, "service_standard_id", "2497")


def test_a_figure_that_comes_back_drops_what_was_published_of_the_other(workspace: Workspace, permit: Permit) -> None:
    edit_standard(workspace, permit.standard, {"total_volume": "20"})
    edit_standard(workspace, permit.standard, {"published_performance": "0.5"})

    restore_field(workspace, "standard_record", permit.standard, "total_volume", "10")

    found = now(workspace, permit).standards[0]
    assert (found.text("total_volume"), found.text("published_performance")) == ("10", "")


def test_nothing_comes_back_in_a_plan_that_is_only_read(workspace: Workspace, permit: Permit, plan_path: Path) -> None:
    record, seq = now(workspace, permit).record, newest(workspace)
    edit_record(workspace, permit.service, YEAR, {"num_applications_online": "1200"})
    with Workspace.read(plan_path) as copy:
        with pytest.raises(ReadOnlyError):
            restore_field(copy, "service_record", record, "num_applications_online", "1090")
        with pytest.raises(ReadOnlyError):
            restore_record(copy, permit.service, YEAR, seq)


def test_a_record_comes_back_whole_and_one_undo_takes_that_back(workspace: Workspace, permit: Permit) -> None:
    then, seq = now(workspace, permit), newest(workspace)
    edit_record(workspace, permit.service, YEAR, {"service_name_en": "Permit", "num_applications_online": "ND"})
    edit_identifier(workspace, permit.service, "134")
    delete_standard(workspace, permit.standard)
    added = add_standard(workspace, permit.service, YEAR, Bilingual("New", "Nouvelle"))
    edit_standard(workspace, added, {"service_standard_id": "2497"})
    add_note(workspace, "standard_record", added, Bilingual("Ask", "Demander"), "target")
    changed = document(workspace.database)

    restore_record(workspace, permit.service, YEAR, seq)

    assert now(workspace, permit) == then
    assert notes(workspace, [added]) == ()
    assert workspace.undo() == "Restore the record as it was"
    assert document(workspace.database) == changed


def test_standards_that_changed_identifiers_with_each_other_change_back(workspace: Workspace, permit: Permit) -> None:
    other = add_standard(workspace, permit.service, YEAR)
    edit_standard(workspace, other, {"service_standard_id": "2498"})
    then, seq = now(workspace, permit), newest(workspace)
    for standard, identifier in ((other, "x"), (permit.standard, "2498"), (other, "2497")):
        edit_standard(workspace, standard, {"service_standard_id": identifier})

    restore_record(workspace, permit.service, YEAR, seq)

    assert now(workspace, permit) == then


def test_a_record_that_was_removed_comes_back(workspace: Workspace, permit: Permit) -> None:
    then, seq = now(workspace, permit), newest(workspace)
    delete_record(workspace, permit.service, YEAR)

    restore_record(workspace, permit.service, YEAR, seq)

    found = now(workspace, permit)
    assert (found.values, found.standards) == (then.values, then.standards)


def test_what_hung_on_a_row_that_was_gone_comes_back_with_it(workspace: Workspace, permit: Permit) -> None:
    record = now(workspace, permit).record
    add_note(workspace, "service_record", record, Bilingual("Ask", "Demander"), "service_name")
    add_note(workspace, "standard_record", permit.standard, Bilingual("Check", "Vérifier"))
    confirm(workspace, [Place("service_record", record, "service_name")])
    edit_quarter(workspace, Volume(Entity.STANDARD_RECORD, permit.standard, "total_volume"), "1", "10")
    mark_revisit(workspace, [FieldPlace(Entity.SERVICE_RECORD, record, "service_name")])
    before, seq = document(workspace.database), newest(workspace)
    delete_record(workspace, permit.service, YEAR)

    restore_record(workspace, permit.service, YEAR, seq)

    assert document(workspace.database) == before


def test_notes_on_a_row_that_stayed_are_left_alone(workspace: Workspace, permit: Permit) -> None:
    record, seq = now(workspace, permit).record, newest(workspace)
    add_note(workspace, "service_record", record, Bilingual("Ask", "Demander"))
    edit_record(workspace, permit.service, YEAR, {"service_name_en": "Permit"})

    restore_record(workspace, permit.service, YEAR, seq)

    assert len(notes(workspace, [record])) == 1


def test_a_record_is_not_restored_to_a_time_before_it_was(workspace: Workspace, permit: Permit) -> None:
    with pytest.raises(NothingToRestoreError):
        restore_record(workspace, permit.service, YEAR, 1)


def test_a_record_is_not_restored_to_what_it_is(workspace: Workspace, permit: Permit) -> None:
    before = newest(workspace)

    with pytest.raises(NothingToRestoreError):
        restore_record(workspace, permit.service, YEAR, before)

    assert newest(workspace) == before


def test_a_record_whose_identifier_is_taken_stays_as_it_is(workspace: Workspace, permit: Permit) -> None:
    seq = newest(workspace)
    edit_identifier(workspace, permit.service, "134")
    edit_record(workspace, permit.service, YEAR, {"service_name_en": "Permit"})
    edit_identifier(workspace, add_service(workspace, YEAR, Bilingual("Other", "Autre")), "133")

    with pytest.raises(IdentifierTakenError):
        restore_record(workspace, permit.service, YEAR, seq)

    assert now(workspace, permit).text("service_name_en") == "Permit"


def test_an_approval_stands_in_no_way_but_no_longer_holds(workspace: Workspace, permit: Permit) -> None:
    record = now(workspace, permit).record
    edit_record(workspace, permit.service, YEAR, {"num_applications_online": "1200"})
    approve_inventory(workspace, YEAR, Approver("Custodian", "Deputy head", date(2025, 9, 1)))
    assert workspace.undo_label is None  # undo stops at a seal; restoring is a change of its own

    restore_field(workspace, "service_record", record, "num_applications_online", "1090")

    held = approval(workspace, YEAR)
    assert held is not None
    assert not held.is_in_force


def test_the_deletions_of_a_record_are_found_without_reading_the_whole_journal(workspace: Workspace) -> None:
    query = deletions("standard_record", "service", ["a", "b"])
    compiled = query.compile(dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True})
    values = [compiled.params[name] for name in compiled.positiontup or ()]

    steps = [row[3] for row in workspace.database.execute(f"EXPLAIN QUERY PLAN {compiled}", values)]

    reading = [step for step in steps if "change" in step]
    assert [step.split(" (")[0] for step in reading] == [
        "SEARCH change USING INDEX change_of_deleted",
        "SEARCH change USING INDEX change_of_deleted_field",
    ]


_STEP = st.sampled_from(["name", "volume", "blank", "standard", "result", "drop", "undo", "redo"])


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(_STEP, min_size=1, max_size=4), min_size=2, max_size=4))
def test_a_record_can_be_brought_back_to_any_moment(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("plan") / "plan.jalon"
    with Workspace.create(path, NewPlan("aafc-aac", "A", "A", "2024-2025")) as workspace:
        service = add_service(workspace, YEAR, Bilingual("Permit", "Licence"))
        moments = [(newest(workspace), card(workspace, service, YEAR))]
        for number, steps in enumerate(rounds):
            for step in steps:
                _do(workspace, service, step, number)
            moments.append((newest(workspace), card(workspace, service, YEAR)))
        for seq, then in reversed(moments):
            if card(workspace, service, YEAR) != then:
                restore_record(workspace, service, YEAR, seq)
            assert card(workspace, service, YEAR).values == then.values
            assert card(workspace, service, YEAR).standards == then.standards
        journal.verify(workspace.database)


def _do(workspace: Workspace, service: str, step: str, number: int) -> None:
    held = card(workspace, service, YEAR).standards
    match step:
        case "name":
            edit_record(workspace, service, YEAR, {"service_name_en": f"Name {number}"})
        case "volume":
            edit_record(workspace, service, YEAR, {"num_applications_online": str(number)})
        case "blank":
            edit_record(workspace, service, YEAR, {"num_applications_online": "", "confirmed_on": ""})
        case "standard" if all(one.text("service_standard_id") for one in held):
            added = add_standard(workspace, service, YEAR, Bilingual(f"Standard {number}", ""))
            edit_standard(workspace, added, {"service_standard_id": f"{len(held)}-{number}-{added[:4]}"})
        case "result" if held:
            edit_standard(workspace, held[0].key, {"total_volume": str(10 + number), "target": "0.8"})
        case "drop" if held:
            delete_standard(workspace, held[-1].key)
        case "undo" if workspace.undo_label and workspace.undo_label != "Add service":
            workspace.undo()
        case "redo" if workspace.redo_label:
            workspace.redo()
