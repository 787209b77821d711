"""The approval of a year's inventory stands until a record of that year changes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.inventory.approval import Approver, approval, approve_inventory
from app.inventory.editing import edit_record
from app.inventory.errors import NothingToApproveError
from app.inventory.standards import edit_standard
from tests.app.inventory.conftest import LAST, YEAR

if TYPE_CHECKING:
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
