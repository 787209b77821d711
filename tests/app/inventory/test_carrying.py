"""A year is carried into the next one: what stays, what begins blank, and which services come along."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.inventory.approval import Approver, approval, approve_inventory
from app.inventory.cards import card
from app.inventory.carrying import carry_forward, preview
from app.inventory.editing import edit_record, open_year
from app.inventory.errors import NothingToCarryError
from app.inventory.services import delete_record, delete_service, retire_service
from app.inventory.standards import edit_standard
from app.inventory.year_fields import CARRIED, year_fields
from app.translation import State, pairs
from model import canonical, journal
from model.base import entities
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE_RECORD, STANDARD_RECORD
from model.years import CARRIED_RECORD
from tests.app.plans import YEAR, put_service, put_standard

if TYPE_CHECKING:
    from app.workspace import Workspace

NEXT = YEAR + 1


def put_with_standard(workspace: Workspace, service_id: str, **fields: Any) -> str:
    service = put_service(workspace, service_id, **fields)
    put_standard(workspace, service, service_standard_id=f"S{service_id}")
    return service


def content(workspace: Workspace) -> bytes:
    return canonical.write(canonical.document(workspace.database))


def test_what_does_not_change_much_comes_along_and_counts_begin_blank(workspace: Workspace) -> None:
    service = put_with_standard(workspace, "133", volume_note_en="A fair", num_applications_by_fax="NA")

    carried = carry_forward(workspace, YEAR)

    before, now = card(workspace, service, YEAR), card(workspace, service, NEXT)
    assert (carried.services, carried.standards, carried.target) == ((service,), 1, NEXT)
    assert now.both("service_description") == before.both("service_description")
    assert now.text("os_application") == "Y"
    assert (now.text("num_applications_online"), now.text("num_applications_by_fax")) == ("", "NA")
    assert (now.text("volume_note_en"), now.text("confirmed_on")) == ("", "")
    (standard,) = now.standards
    assert (standard.text("target"), standard.text("service_standard_id")) == ("0.8", "S133")
    assert (standard.text("total_volume"), standard.text("volume_meeting_target")) == ("", "")


def test_carrying_is_one_change_and_its_undo_leaves_nothing(workspace: Workspace) -> None:
    for number in range(5):
        put_with_standard(workspace, str(number))
    before, sets = content(workspace), len(journal.history(workspace.database))

    carry_forward(workspace, YEAR)
    after = content(workspace)
    assert len(journal.history(workspace.database)) == sets + 1
    workspace.undo()
    undone = content(workspace)
    workspace.redo()

    assert undone == before
    assert content(workspace) == after
    journal.verify(workspace.database)


@pytest.mark.parametrize("count", ["", "NA", "ND", "007"])
def test_a_row_is_carried_in_the_database_as_its_values_are_elsewhere(workspace: Workspace, count: str) -> None:
    counts: dict[str, Any] = dict.fromkeys(("num_phone_enquiries", "num_applications_by_fax"), count)
    service = put_service(workspace, "133", **counts, volume_note_fr="L’« été »", confirmed_on="2024-05-01")
    put_standard(workspace, service, service_standard_id="S1", total_volume=count, published_performance="0.9")

    carry_forward(workspace, YEAR)

    for entity, table in CARRIED.items():
        of_year = select(table).order_by(table.c.fiscal_yr)
        before, now = (row._asdict() for row in workspace.rows(of_year))
        own = {name: now[name] for name in ("id", "fiscal_yr")}
        assert now == year_fields(entity).carried(before) | own
        assert now["fiscal_yr"] == str(NEXT)


def test_only_the_chosen_services_come_along(workspace: Workspace) -> None:
    first, second = put_service(workspace, "1"), put_service(workspace, "2")

    carry_forward(workspace, YEAR, {second})

    assert not card(workspace, first, NEXT).is_reported
    assert card(workspace, second, NEXT).is_reported


def test_what_is_reported_already_or_ended_by_then_is_counted_and_left_alone(workspace: Workspace) -> None:
    first, retired, later = (put_service(workspace, name) for name in ("1", "2", "3"))
    open_year(workspace, first, NEXT)
    edit_record(workspace, first, NEXT, {"num_applications_online": "7"})
    retire_service(workspace, retired, NEXT)
    retire_service(workspace, later, NEXT + 1)

    found = preview(workspace, YEAR)
    carry_forward(workspace, YEAR)

    assert (found.services, found.already, found.ended) == ((later,), 1, 1)
    assert card(workspace, first, NEXT).text("num_applications_online") == "7"
    assert not card(workspace, retired, NEXT).is_reported


def test_where_nothing_can_be_carried_nothing_is_changed(workspace: Workspace) -> None:
    sets = len(journal.history(workspace.database))

    with pytest.raises(NothingToCarryError):
        carry_forward(workspace, YEAR)

    assert len(journal.history(workspace.database)) == sets


def test_a_preview_changes_nothing(workspace: Workspace) -> None:
    put_with_standard(workspace, "1")
    before = content(workspace)

    assert preview(workspace, YEAR).standards == 1

    assert content(workspace) == before


def test_what_was_declared_equal_stays_so(workspace: Workspace) -> None:
    put_with_standard(workspace, "1")

    carry_forward(workspace, YEAR)

    state = {
        row.state for row in pairs(workspace) if row.entity in {"service_record", "standard_record"} and row.text.en
    }
    assert state == {State.CONFIRMED}


def test_a_standard_that_waits_in_the_next_year_is_not_doubled(workspace: Workspace) -> None:
    service = put_with_standard(workspace, "1")
    put_standard(workspace, service, NEXT, service_standard_id="S1", target="0.9")

    carry_forward(workspace, YEAR)

    assert [one.text("target") for one in card(workspace, service, NEXT).standards] == ["0.9"]


def test_two_copies_of_a_plan_give_carried_rows_the_same_keys(workspace: Workspace) -> None:
    put_with_standard(workspace, "1")

    carry_forward(workspace, YEAR)
    first = [workspace.rows(select(table.c.id)) for table in CARRIED.values()]
    workspace.undo()
    carry_forward(workspace, YEAR)

    assert [workspace.rows(select(table.c.id)) for table in CARRIED.values()] == first


def test_deleting_what_was_carried_leaves_no_trace(workspace: Workspace) -> None:
    first, second = put_with_standard(workspace, "1"), put_with_standard(workspace, "")
    carry_forward(workspace, YEAR)

    delete_record(workspace, first, NEXT)
    delete_service(workspace, second)

    assert workspace.rows(select(CARRIED_RECORD)) == []


def test_the_next_years_approval_is_void_once_a_carried_record_is_filled(workspace: Workspace) -> None:
    service = put_with_standard(workspace, "1")
    carry_forward(workspace, YEAR)
    approve_inventory(workspace, NEXT, Approver("Chief data officer", "Marie Roy", date(2026, 9, 1)))
    approved = approval(workspace, NEXT)

    edit_record(workspace, service, NEXT, {"num_applications_online": "9"})

    assert approved is not None
    assert approved.is_in_force
    now = approval(workspace, NEXT)
    assert now is not None
    assert not now.is_in_force


def test_every_field_that_the_template_names_is_one_of_the_table() -> None:
    for entity, table in CARRIED.items():
        fields = year_fields(entity)
        named = fields.asked | fields.dropped | fields.revisit
        assert named <= set(fields.every)
        assert {column for columns in fields.columns.values() for column in columns} <= {c.name for c in table.columns}
    assert {table.name for table in CARRIED.values()} <= {table.name for table in entities()}


def test_counts_of_the_year_are_all_asked_again() -> None:
    counted = {column.name for column in SERVICE_RECORD.columns if column.info.get("quantity")}

    assert counted <= year_fields(next(iter(CARRIED))).asked
    assert STANDARD_RECORD.c.total_volume.name in year_fields(list(CARRIED)[1]).asked


def test_a_year_is_carried_whatever_the_year_is(workspace: Workspace) -> None:
    service = put_service(workspace, "1", FiscalYear(2030))

    carry_forward(workspace, FiscalYear(2030))
    edited = edit_record(workspace, service, FiscalYear(2031), {"num_applications_online": "1"})

    assert edited.last["num_applications_online"] == "800"


def test_results_are_asked_anew_and_can_be_filled(workspace: Workspace) -> None:
    service = put_with_standard(workspace, "1")
    carry_forward(workspace, YEAR)
    (standard,) = card(workspace, service, NEXT).standards

    edited = edit_standard(workspace, standard.key, {"total_volume": "5", "volume_meeting_target": "5"})

    assert edited.met is True
