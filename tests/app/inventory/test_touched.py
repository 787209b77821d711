"""Which services a change bears on, also when their rows are gone, and when it is better not to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.inventory.services import delete_record
from app.inventory.touched import MANY_ROWS, services_touched
from model.change_set import Change, ChangeKind, ChangeSet
from tests.app.plans import YEAR, put_service, put_standard

if TYPE_CHECKING:
    from app.workspace import Workspace


def test_a_service_whose_record_was_deleted_is_touched(workspace: Workspace) -> None:
    service, _other = put_service(workspace, "133"), put_service(workspace, "134")
    put_standard(workspace, service, service_standard_id="S1")
    heard: list[frozenset[str] | None] = []
    workspace.observe(lambda change: heard.append(services_touched(workspace, change)))

    delete_record(workspace, service, YEAR)
    workspace.undo()
    workspace.redo()

    assert heard == [frozenset({service})] * 3


def test_very_many_rows_are_not_singled_out(workspace: Workspace) -> None:
    def change_of(count: int) -> ChangeSet:
        rows = tuple(Change("service_record", str(at), "update", "service_fee", "Y", "N") for at in range(count))
        return ChangeSet(1, ChangeKind.EDIT, "Edit", "A", "2024-05-01", rows)

    assert services_touched(workspace, change_of(MANY_ROWS)) == frozenset()
    assert services_touched(workspace, change_of(MANY_ROWS + 1)) is None
