"""Volumes by quarter: they make up the year, and never overwrite a figure that was given otherwise."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.errors import UnknownCodeError, UnknownRecordError
from app.inventory.cards import card
from app.inventory.editing import edit_record
from app.inventory.errors import NotACountError, NotAVolumeError
from app.inventory.fields import Entity
from app.inventory.history import record_history
from app.inventory.quarters import QUARTERS, Quarters, Volume, edit_quarter, quarters, take_sum
from app.inventory.restoring import restore_record
from app.inventory.services import add_service, delete_record, delete_service
from app.inventory.standards import delete_standard, edit_standard
from model import journal
from model.bilingual import Bilingual
from model.canonical import document
from tests.app.inventory.conftest import YEAR, Permit

if TYPE_CHECKING:
    from app.workspace import Workspace


def volume(workspace: Workspace, permit: Permit, field: str) -> Volume:
    return Volume(Entity.SERVICE_RECORD, card(workspace, permit.service, YEAR).record, field)


def year_of(workspace: Workspace, permit: Permit, field: str) -> str:
    return card(workspace, permit.service, YEAR).text(field)


def give(workspace: Workspace, place: Volume, *written: str) -> None:
    for quarter, value in zip(QUARTERS, written, strict=False):
        edit_quarter(workspace, place, quarter, value)


@pytest.mark.parametrize(
    ("written", "total"),
    [
        (("", "", "", ""), ""),
        (("1", "2", "3", "4"), "10"),
        (("1", "", "", "4"), "5"),
        (("0", "0", "", ""), "0"),
        (("007", "NA", "", ""), "7"),
        (("5", "ND", "5", ""), "10"),
        (("NA", "NA", "NA", "NA"), "NA"),
        (("NA", "ND", "", ""), "ND"),
    ],
)
def test_quarters_add_up_by_the_rules_of_the_states(written: tuple[str, ...], total: str) -> None:
    assert Quarters(written).total == total


@given(st.tuples(*[st.sampled_from(["", "NA", "ND", "0", "7", "0012", "100000"])] * 4))
def test_a_sum_is_never_less_than_a_quarter_and_is_blank_only_when_all_are(written: tuple[str, ...]) -> None:
    held = Quarters(written)

    numbers = [int(text) for text in written if text.isdigit()]

    assert (held.total == "") == held.is_blank
    assert not numbers or int(held.total) == sum(numbers) >= max(numbers)
    assert held.agree_with(held.total)
    assert set(held.missing) | set(held.without_data) <= {1, 2, 3, 4}


def test_a_blank_year_follows_its_quarters(workspace: Workspace, permit: Permit) -> None:
    place = volume(workspace, permit, "num_applications_by_mail")

    give(workspace, place, "10", "20")
    assert year_of(workspace, permit, place.field) == "30"
    give(workspace, place, "10", "25", "NA")

    assert year_of(workspace, permit, place.field) == "35"
    assert quarters(workspace, [place.record])[place.record, place.field].written == ("10", "25", "NA", "")


def test_a_quarter_and_the_year_that_follows_are_undone_together(workspace: Workspace, permit: Permit) -> None:
    place = volume(workspace, permit, "num_applications_by_mail")
    before = document(workspace.database)

    edit_quarter(workspace, place, "1", "10")

    assert workspace.undo() == "Change quarterly volume"
    assert document(workspace.database) == before


def test_a_figure_that_was_typed_and_differs_stays_until_the_sum_is_taken(workspace: Workspace, permit: Permit) -> None:
    place = volume(workspace, permit, "num_applications_online")
    give(workspace, place, "10", "20", "30", "40")
    assert year_of(workspace, permit, place.field) == "1090"

    take_sum(workspace, place)

    assert year_of(workspace, permit, place.field) == "100"
    assert workspace.undo() == "Take the sum of the quarters"
    assert year_of(workspace, permit, place.field) == "1090"


def test_a_year_written_in_another_form_still_follows(workspace: Workspace, permit: Permit) -> None:
    place = volume(workspace, permit, "num_applications_online")
    edit_record(workspace, permit.service, YEAR, {place.field: "0010"})
    give(workspace, place, "10")
    assert year_of(workspace, permit, place.field) == "0010"

    edit_quarter(workspace, place, "2", "5")

    assert year_of(workspace, permit, place.field) == "15"


def test_emptied_quarters_leave_the_year_as_it_is(workspace: Workspace, permit: Permit) -> None:
    place = volume(workspace, permit, "num_applications_online")
    give(workspace, place, "1090")

    edit_quarter(workspace, place, "1", "")

    assert year_of(workspace, permit, place.field) == "1090"
    assert quarters(workspace, [place.record]) == {}


def test_the_volumes_of_a_standard_are_given_by_quarter_too(workspace: Workspace, permit: Permit) -> None:
    place = Volume(Entity.STANDARD_RECORD, permit.standard, "total_volume")
    edit_standard(workspace, permit.standard, {"total_volume": "", "volume_meeting_target": ""})
    edit_standard(workspace, permit.standard, {"published_performance": "0.5"})

    give(workspace, place, "6", "4")
    give(workspace, Volume(Entity.STANDARD_RECORD, permit.standard, "volume_meeting_target"), "6", "3")

    found = card(workspace, permit.service, YEAR).standards[0]
    assert (found.text("total_volume"), found.performance) == ("10", Fraction(9, 10))
    assert found.text("published_performance") == ""
    with pytest.raises(NotAVolumeError):
        edit_quarter(workspace, place, "3", "NA")


def test_what_is_no_volume_is_refused(workspace: Workspace, permit: Permit) -> None:
    place = volume(workspace, permit, "num_applications_online")
    with pytest.raises(NotACountError):
        edit_quarter(workspace, place, "1", "many")
    with pytest.raises(UnknownCodeError):
        edit_quarter(workspace, place, "5", "1")
    with pytest.raises(UnknownCodeError):
        edit_quarter(workspace, volume(workspace, permit, "service_name_en"), "1", "1")
    with pytest.raises(UnknownRecordError):
        edit_quarter(workspace, Volume(Entity.SERVICE_RECORD, "nowhere", place.field), "1", "1")
    with pytest.raises(UnknownRecordError):
        take_sum(workspace, place)


@pytest.mark.parametrize("act", ["standard", "record", "service"])
def test_quarters_go_with_what_they_are_of_and_come_back_with_undo(
    workspace: Workspace, permit: Permit, act: str
) -> None:
    service = permit.service
    if act == "service":
        service = add_service(workspace, YEAR, Bilingual("New", "Nouveau"))
        give(
            workspace, Volume(Entity.SERVICE_RECORD, card(workspace, service, YEAR).record, "num_phone_enquiries"), "1"
        )
    else:
        give(workspace, Volume(Entity.STANDARD_RECORD, permit.standard, "total_volume"), "1")
    held = card(workspace, service, YEAR)
    keys = [held.record, *(one.key for one in held.standards)]
    before = document(workspace.database)

    match act:
        case "standard":
            delete_standard(workspace, permit.standard)
        case "record":
            delete_record(workspace, service, YEAR)
        case _:
            delete_service(workspace, service)

    assert quarters(workspace, keys) == {}
    workspace.undo()
    assert document(workspace.database) == before


def test_quarters_belong_to_the_history_and_come_back_with_the_record(workspace: Workspace, permit: Permit) -> None:
    place = volume(workspace, permit, "num_applications_by_mail")
    give(workspace, place, "10", "20")
    seq = journal.history(workspace.database, limit=1)[0].seq
    edit_quarter(workspace, place, "2", "")
    edit_quarter(workspace, place, "1", "11")

    told = record_history(workspace, permit.service, YEAR)
    of_quarter = [one for one in told.entries[0].changes if one.entity == "quarterly_volume"]
    assert [(one.old, one.new) for one in of_quarter] == [("10", "11")]
    assert told.quarters[of_quarter[0].key].field == place.field

    restore_record(workspace, permit.service, YEAR, seq)

    assert quarters(workspace, [place.record])[place.record, place.field].written == ("10", "20", "", "")
    assert year_of(workspace, permit, place.field) == "30"
