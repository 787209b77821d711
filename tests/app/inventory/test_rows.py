"""The inventory as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.inventory.editing import edit_record
from app.inventory.rows import outlines, rows, summary
from app.inventory.services import add_service, retire_service
from app.priorities.in_force import priority_services
from app.typography import fold
from model.base import new_key
from model.bilingual import Bilingual
from model.priority import DECISION, SELECTION_ROUND
from tests.app.inventory.conftest import LAST, YEAR

if TYPE_CHECKING:
    from app.workspace import Workspace
    from tests.app.inventory.conftest import Permit


def test_a_row_shows_this_year_beside_the_year_before(workspace: Workspace, permit: Permit) -> None:
    (row,) = rows(workspace, YEAR)

    assert (row.key, row.service_id, row.name.fr) == (permit.service, "133", "Licence d’exportation")
    assert row.volume == 1090
    assert row.change == pytest.approx(0.09)
    assert (row.standards_met, row.standards) == (1, 1)
    assert row.points == ("", "", "Y", "", "", "")
    assert row.scope == ("EXTERN",)


@pytest.mark.parametrize("typed", ["export", "LICENCE D'EXPORTATION", "133", "bwn01"])
def test_a_row_is_found_in_either_language_by_number_and_by_program(
    workspace: Workspace, permit: Permit, typed: str
) -> None:
    (row,) = rows(workspace, YEAR)

    assert row.key == permit.service
    assert fold(typed) in row.folded


def test_the_list_tells_new_and_discontinued_services_from_those_that_stay(
    workspace: Workspace, permit: Permit
) -> None:
    gone = add_service(workspace, LAST, Bilingual("Old form", "Ancien formulaire"))
    new = add_service(workspace, YEAR, Bilingual("New form", "Nouveau formulaire"))

    listed = {row.key: row for row in rows(workspace, YEAR)}

    assert listed[gone].is_discontinued
    assert not listed[gone].reported
    assert listed[gone].name.en == "Old form"
    assert listed[new].is_new
    assert not listed[permit.service].is_new
    figures = summary(listed.values())
    assert (figures.services, figures.new, figures.discontinued, figures.any_before) == (2, 1, 1, True)


def test_a_service_without_any_number_has_no_volume_instead_of_zero(workspace: Workspace) -> None:
    add_service(workspace, YEAR, Bilingual("Quiet service", ""))

    (row,) = rows(workspace, YEAR)

    assert row.volume is None
    assert row.change is None


def test_only_the_services_asked_for_are_read_again(workspace: Workspace, permit: Permit) -> None:
    add_service(workspace, YEAR, Bilingual("Other", "Autre"))

    assert [row.key for row in rows(workspace, YEAR, services=[permit.service])] == [permit.service]


def test_services_of_another_department_are_listed_for_it_alone(workspace: Workspace, permit: Permit) -> None:
    assert rows(workspace, YEAR, "cra-arc") == ()
    assert [row.key for row in rows(workspace, YEAR, "aafc-aac")] == [permit.service]


def test_priority_is_what_the_latest_frozen_round_decided(workspace: Workspace, permit: Permit) -> None:
    frozen, draft = new_key(), new_key()
    with workspace.change("Decide") as connection:
        for key, year in ((frozen, "2023-2024"), (draft, "2024-2025")):
            connection.execute(SELECTION_ROUND.insert().values(id=key, fiscal_yr=year, revision=1, state="draft"))
        for key, said in ((frozen, "Y"), (draft, "N")):
            connection.execute(DECISION.insert().values(id=new_key(), round=key, service=permit.service, priority=said))
    before = rows(workspace, YEAR)[0].priority
    with workspace.change("Freeze") as connection:
        connection.execute(SELECTION_ROUND.update().where(SELECTION_ROUND.c.id == frozen).values(state="frozen"))

    assert not before
    assert rows(workspace, YEAR)[0].priority
    assert permit.service in priority_services(workspace, YEAR)


def test_a_retired_service_says_since_when(workspace: Workspace, permit: Permit) -> None:
    retire_service(workspace, permit.service, YEAR)

    (row,) = rows(workspace, YEAR)

    assert (row.state, row.state_since) == ("retired", "2024-2025")


def test_an_outline_names_the_same_services_as_the_whole_list(workspace: Workspace, permit: Permit) -> None:
    gone = add_service(workspace, LAST, Bilingual("Old form", "Ancien formulaire"))

    whole = {row.key: (row.record, row.service_id, row.name, row.reported, row.state) for row in rows(workspace, YEAR)}
    drawn = {
        row.key: (row.record, row.service_id, row.name, row.reported, row.state) for row in outlines(workspace, YEAR)
    }

    assert drawn == whole
    assert {gone, permit.service} == drawn.keys()


def test_a_volume_beyond_what_the_database_can_add_is_exact(workspace: Workspace, permit: Permit) -> None:
    edit_record(workspace, permit.service, YEAR, {"num_applications_online": "9" * 30, "num_applications_by_mail": "1"})

    (row,) = rows(workspace, YEAR)

    assert row.volume == 10**30


def test_a_service_without_a_number_has_no_volume(workspace: Workspace, permit: Permit) -> None:
    edit_record(workspace, permit.service, YEAR, {"num_applications_online": "ND"})

    (row,) = rows(workspace, YEAR)

    assert row.volume is None
    assert row.change is None
