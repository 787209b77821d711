"""Standards that the registry has not numbered yet: as many as a planner needs, each known by its own key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.inventory.cards import card, standard_card
from app.inventory.editing import open_year
from app.inventory.errors import IdentifierTakenError
from app.inventory.standards import add_standard, delete_standard, edit_standard
from app.translation import Place, confirm
from model.bilingual import Bilingual
from tests.app.inventory.conftest import YEAR, Permit

if TYPE_CHECKING:
    from app.workspace import Workspace


def test_several_standards_wait_for_their_identifier_at_a_time(workspace: Workspace, permit: Permit) -> None:
    added = [add_standard(workspace, permit.service, YEAR, Bilingual(f"New {n}", f"Nouvelle {n}")) for n in range(3)]

    found = card(workspace, permit.service, YEAR).standards

    assert [one.key for one in found] == [permit.standard, *added]


def test_an_identifier_can_be_taken_away_while_another_standard_has_none(workspace: Workspace, permit: Permit) -> None:
    add_standard(workspace, permit.service, YEAR)

    edit_standard(workspace, permit.standard, {"service_standard_id": ""})

    assert [one.text("service_standard_id") for one in card(workspace, permit.service, YEAR).standards] == ["", ""]


def test_an_identifier_is_still_given_once_a_year(workspace: Workspace, permit: Permit) -> None:
    added = add_standard(workspace, permit.service, YEAR)

    with pytest.raises(IdentifierTakenError) as refused:
        edit_standard(workspace, added, {"service_standard_id": "2497"})

    assert refused.value.holder == permit.standard


def test_new_standards_are_carried_into_the_next_year_and_find_themselves_by_their_words(
    workspace: Workspace, permit: Permit
) -> None:
    for number in (1, 2):
        added = add_standard(workspace, permit.service, YEAR, Bilingual(f"New {number}", f"Nouvelle {number}"))
        edit_standard(workspace, added, {"target": f"0.{number}"})

    found = open_year(workspace, permit.service, YEAR + 1).standards

    assert [(one.text("service_standard_en"), one.last["target"]) for one in found[1:]] == [
        ("New 1", "0.1"),
        ("New 2", "0.2"),
    ]


def test_a_confirmed_name_of_the_service_is_confirmed_with_its_standard_too(
    workspace: Workspace, permit: Permit
) -> None:
    record = card(workspace, permit.service, YEAR).record
    confirm(workspace, [Place("service_record", record, "service_name")])

    added = add_standard(workspace, permit.service, YEAR)

    assert standard_card(workspace, added).confirmed["service_name"].en == "Export permit"


def test_a_name_that_was_not_confirmed_is_not_confirmed_by_a_standard(workspace: Workspace, permit: Permit) -> None:
    added = add_standard(workspace, permit.service, YEAR)

    assert "service_name" not in standard_card(workspace, added).confirmed


def test_undo_brings_back_a_deleted_standard_beside_another_new_one(workspace: Workspace, permit: Permit) -> None:
    first = add_standard(workspace, permit.service, YEAR, Bilingual("First", "Première"))
    delete_standard(workspace, first)
    workspace.undo()
    second = add_standard(workspace, permit.service, YEAR, Bilingual("Second", "Seconde"))

    assert {first, second} <= {one.key for one in card(workspace, permit.service, YEAR).standards}
