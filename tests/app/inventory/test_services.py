"""Services come, are duplicated, retire and go."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.errors import UnknownRecordError
from app.inventory.cards import card
from app.inventory.errors import BlankNameError, IdentifierTakenError, ReportedServiceError
from app.inventory.notes import add_note, notes, resolve_note
from app.inventory.services import (
    add_service,
    delete_record,
    delete_service,
    duplicate_service,
    restore_service,
    retire_service,
)
from app.inventory.standards import add_standard, delete_standard, edit_standard
from model import canonical
from model.base import new_key
from model.bilingual import Bilingual
from model.inventory import SERVICE, SERVICE_RECORD
from model.strategy import INITIATIVE
from tests.app.inventory.conftest import YEAR

if TYPE_CHECKING:
    from app.workspace import Workspace
    from tests.app.inventory.conftest import Permit

NAME = Bilingual("Import permit", "Licence d’importation")


def test_a_service_needs_a_name_in_one_language(workspace: Workspace) -> None:
    with pytest.raises(BlankNameError):
        add_service(workspace, YEAR, Bilingual(" ", "\n"))


def test_a_duplicate_has_no_identifier_volumes_or_standards_of_its_model(workspace: Workspace, permit: Permit) -> None:
    copy = card(workspace, duplicate_service(workspace, permit.service, YEAR, NAME), YEAR)

    assert copy.both("service_name") == NAME
    assert copy.codes("service_scope") == ("EXTERN",)
    assert (copy.service_id, copy.total, copy.standards) == ("", None, ())


def test_a_retired_service_can_be_restored(workspace: Workspace, permit: Permit) -> None:
    retire_service(workspace, permit.service, YEAR)
    retired = card(workspace, permit.service, YEAR)

    restore_service(workspace, permit.service)

    assert (retired.state, retired.state_since) == ("retired", "2024-2025")
    assert card(workspace, permit.service, YEAR).state == "active"


def test_a_service_that_the_registry_knows_is_not_deleted(workspace: Workspace, permit: Permit) -> None:
    with pytest.raises(ReportedServiceError):
        delete_service(workspace, permit.service)


def test_a_deleted_service_leaves_nothing_behind_and_comes_back_whole(workspace: Workspace) -> None:
    service = add_service(workspace, YEAR, NAME)
    add_standard(workspace, service, YEAR)
    add_note(workspace, "service_record", card(workspace, service, YEAR).record, Bilingual("Ask the region", ""))
    with workspace.change("Plan") as connection:
        connection.execute(INITIATIVE.insert().values(id=new_key(), service=service, name_en="Put it online"))
    before = canonical.document(workspace.database)

    delete_service(workspace, service)

    with pytest.raises(UnknownRecordError):
        card(workspace, service, YEAR)
    held = [workspace.rows(select(func.count()).select_from(table))[0][0] for table in (SERVICE, SERVICE_RECORD)]
    assert held == [0, 0]
    workspace.undo()
    assert canonical.document(workspace.database) == before


def test_a_service_can_be_taken_out_of_one_year_alone(workspace: Workspace, permit: Permit) -> None:
    delete_record(workspace, permit.service, YEAR)

    now = card(workspace, permit.service, YEAR)

    assert not now.is_reported
    assert now.standards == ()
    assert now.latest_name.en == "Export permit"
    assert now.years == ("2023-2024",)


def test_two_standards_of_a_service_never_share_an_identifier(workspace: Workspace, permit: Permit) -> None:
    other = add_standard(workspace, permit.service, YEAR)

    with pytest.raises(IdentifierTakenError):
        edit_standard(workspace, other, {"service_standard_id": "2497"})


def test_results_follow_the_figures(workspace: Workspace, permit: Permit) -> None:
    missed = edit_standard(workspace, permit.standard, {"volume_meeting_target": "7"})
    unknown = edit_standard(workspace, permit.standard, {"volume_meeting_target": ""})
    contradictory = edit_standard(workspace, permit.standard, {"volume_meeting_target": "11"})

    assert missed.met is False
    assert missed.performance == Fraction(7, 10)
    assert (unknown.met, unknown.performance) == (None, None)
    assert contradictory.met is None


def test_a_deleted_standard_stays_in_other_years(workspace: Workspace, permit: Permit) -> None:
    delete_standard(workspace, permit.standard)

    assert card(workspace, permit.service, YEAR).standards == ()
    assert len(card(workspace, permit.service, YEAR - 1).standards) == 1


def test_resolved_notes_stand_after_open_ones(workspace: Workspace, permit: Permit) -> None:
    record = card(workspace, permit.service, YEAR).record
    done = add_note(workspace, "service_record", record, Bilingual("Ask the region", ""), "num_applications_online")
    add_note(workspace, "service_record", record, Bilingual("", "Vérifier l’adresse"))

    resolve_note(workspace, done)

    listed = notes(workspace, [record])
    assert [(note.is_resolved, note.author) for note in listed] == [(False, "Test Author"), (True, "Test Author")]
