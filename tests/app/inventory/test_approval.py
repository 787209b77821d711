"""The approval of a year's inventory stands until a record of that year changes."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.inventory.approval import Approver, approval, approve_inventory, content_sha256
from app.inventory.editing import edit_record
from app.inventory.errors import NothingToApproveError
from app.inventory.services import add_service
from app.inventory.standards import edit_standard
from app.plan_facts import mappings
from model.bilingual import Bilingual
from model.canonical import write
from model.inventory import SERVICE_RECORD, STANDARD_RECORD
from tests.app.inventory.conftest import LAST, YEAR

if TYPE_CHECKING:
    from sqlalchemy import Table

    from app.workspace import Workspace
    from tests.app.inventory.conftest import Permit

SAID = Approver("Custodian", "Deputy Head", date(2025, 6, 30))


def test_an_approval_is_in_force_and_stops_undo(workspace: Workspace, permit: Permit) -> None:
    assert permit.service

    approve_inventory(workspace, YEAR, SAID)

    found = approval(workspace, YEAR)
    assert found is not None
    assert found.is_in_force
    assert (found.custodian, found.approved_by, found.approved_on) == ("Custodian", "Deputy Head", date(2025, 6, 30))
    assert workspace.undo_label is None


@pytest.mark.parametrize("what", ["record", "standard"])
def test_a_changed_record_voids_the_approval_and_undo_brings_it_back(
    workspace: Workspace, permit: Permit, what: str
) -> None:
    approve_inventory(workspace, YEAR, SAID)

    if what == "record":
        edit_record(workspace, permit.service, YEAR, {"num_applications_online": "1"})
    else:
        edit_standard(workspace, permit.standard, {"total_volume": "11"})

    void = approval(workspace, YEAR)
    workspace.undo()
    again = approval(workspace, YEAR)
    assert void is not None
    assert not void.is_in_force
    assert again is not None
    assert again.is_in_force


def test_another_year_does_not_void_it(workspace: Workspace, permit: Permit) -> None:
    approve_inventory(workspace, YEAR, SAID)

    edit_record(workspace, permit.service, LAST, {"num_applications_online": "1"})

    found = approval(workspace, YEAR)
    assert found is not None
    assert found.is_in_force
    assert approval(workspace, LAST) is None


def test_an_empty_year_cannot_be_approved(workspace: Workspace) -> None:
    with pytest.raises(NothingToApproveError):
        approve_inventory(workspace, YEAR, SAID)


def test_what_an_approval_hashes_is_canonical_json(workspace: Workspace, permit: Permit) -> None:
    edit_record(workspace, permit.service, YEAR, {"special_remarks_en": 'Two lines,\n"quoted", é\u2028 and \\'})
    for number in range(90):
        add_service(workspace, YEAR, Bilingual(f"Service {number}", f"Service {number}"))
    content = {table.name: rows_of(workspace, table) for table in (SERVICE_RECORD, STANDARD_RECORD)}

    assert (len(content["service_record"]), len(content["standard_record"])) == (91, 1)
    assert content_sha256(workspace, "aafc-aac", YEAR) == hashlib.sha256(write(content)).hexdigest()


def test_a_year_without_records_has_a_hash_too(workspace: Workspace) -> None:
    nothing: dict[str, list[object]] = {"service_record": [], "standard_record": []}

    assert content_sha256(workspace, "aafc-aac", YEAR) == hashlib.sha256(write(nothing)).hexdigest()


def rows_of(workspace: Workspace, table: Table) -> list[dict[str, Any]]:
    query = select(table).where(table.c.owner_org == "aafc-aac", table.c.fiscal_yr == str(YEAR)).order_by(table.c.id)
    return mappings(workspace, query)
