"""Filling records: what is kept as written, what is refused, what one undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import PlanError, UnknownCodeError, UnknownRecordError
from app.inventory.cards import card
from app.inventory.editing import edit_identifier, edit_record, open_year
from app.inventory.errors import (
    AlreadyReportedError,
    IdentifierTakenError,
    NotACountError,
    NotADateError,
    NotATargetError,
    NotAVolumeError,
    UnstorableTextError,
)
from app.inventory.fields import Entity, editable_fields, stored
from app.inventory.services import add_service
from app.inventory.standards import edit_standard
from model import canonical
from model.bilingual import Bilingual
from model.quantity import Quantity
from tests.app.inventory.conftest import LAST, YEAR

if TYPE_CHECKING:
    from app.workspace import Workspace
    from tests.app.inventory.conftest import Permit


def test_a_renamed_service_keeps_its_earlier_names(workspace: Workspace, permit: Permit) -> None:
    now = edit_record(workspace, permit.service, YEAR, {"service_name_fr": "Permis d’exporter"})

    assert now.both("service_name") == Bilingual("Export permit", "Permis d’exporter")
    assert card(workspace, permit.service, LAST).both("service_name").fr == "Licence d’exportation"
    assert workspace.undo_label == "Rename service"


def test_counts_keep_the_form_in_which_they_were_written(workspace: Workspace, permit: Permit) -> None:
    now = edit_record(workspace, permit.service, YEAR, {"num_phone_enquiries": "007", "num_website_visits": "nd"})

    assert now.quantity("num_phone_enquiries") == Quantity("007")
    assert now.quantity("num_website_visits") == Quantity("ND")
    assert now.last_quantity("num_applications_online") == Quantity("1000")


def test_codes_are_kept_in_the_order_of_their_list(workspace: Workspace, permit: Permit) -> None:
    now = edit_record(workspace, permit.service, YEAR, {"service_type": "RES,GNC,RES"})

    assert now.codes("service_type") == ("GNC", "RES")


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("service_type", "GNC,nope", UnknownCodeError),
        ("service_fee", "Yes", UnknownCodeError),
        ("is_critical", "NA", UnknownCodeError),
        ("last_service_review", "2004-2005", UnknownCodeError),
        ("owner_org", "cra-arc", UnknownCodeError),
        ("num_applications_online", "1 000", NotACountError),
        ("confirmed_on", "31/12/2024", NotADateError),
        ("service_name_en", "a\0b", UnstorableTextError),
    ],
)
def test_what_cannot_be_stored_is_refused_and_changes_nothing(
    workspace: Workspace, permit: Permit, field: str, value: str, error: type[PlanError]
) -> None:
    before = canonical.document(workspace.database)

    with pytest.raises(error):
        edit_record(workspace, permit.service, YEAR, {"service_name_en": "Changed", field: value})

    assert canonical.document(workspace.database) == before


@pytest.mark.parametrize(
    ("field", "value", "error"),
    [
        ("target", "80%", NotATargetError),
        ("target", "1.2", NotATargetError),
        ("total_volume", "NA", NotAVolumeError),
        ("service_standard_id", "1,2", UnstorableTextError),
        ("channel", "FAXX", UnknownCodeError),
    ],
)
def test_a_standard_refuses_what_cannot_be_stored(
    workspace: Workspace, permit: Permit, field: str, value: str, error: type[PlanError]
) -> None:
    with pytest.raises(error):
        edit_standard(workspace, permit.standard, {field: value})


def test_the_same_value_again_is_no_change(workspace: Workspace, permit: Permit) -> None:
    before = workspace.undo_label

    edit_record(workspace, permit.service, YEAR, {"num_applications_online": "1090"})

    assert workspace.undo_label == before


def test_a_confirmation_date_can_be_given_and_taken_away(workspace: Workspace, permit: Permit) -> None:
    given = edit_record(workspace, permit.service, YEAR, {"confirmed_on": "2025-06-30"})
    taken = edit_record(workspace, permit.service, YEAR, {"confirmed_on": ""})

    assert given.text("confirmed_on") == "2025-06-30"
    assert taken.text("confirmed_on") == ""


def test_two_services_never_share_an_identifier(workspace: Workspace, permit: Permit) -> None:
    other = add_service(workspace, YEAR, Bilingual("Other", "Autre"))

    with pytest.raises(IdentifierTakenError) as refused:
        edit_identifier(workspace, other, "133")

    assert refused.value.holder == permit.service
    edit_identifier(workspace, other, "134")
    assert card(workspace, other, YEAR).service_id == "134"


def test_a_new_year_carries_what_seldom_changes_and_asks_for_the_rest(workspace: Workspace, permit: Permit) -> None:
    next_year = YEAR + 1

    opened = open_year(workspace, permit.service, next_year)

    assert opened.codes("program_id") == ("BWN01",)
    assert opened.quantity("num_applications_online") == Quantity("")
    assert [standard.text("target") for standard in opened.standards] == ["0.80"]
    assert opened.standards[0].text("total_volume") == ""
    assert opened.standards[0].last["total_volume"] == "10"
    with pytest.raises(AlreadyReportedError):
        open_year(workspace, permit.service, next_year)


def test_a_year_without_a_record_cannot_be_edited(workspace: Workspace, permit: Permit) -> None:
    with pytest.raises(UnknownRecordError):
        edit_record(workspace, permit.service, YEAR + 5, {"service_fee": "Y"})


def test_one_undo_takes_back_one_edit_whole(workspace: Workspace, permit: Permit) -> None:
    before = canonical.document(workspace.database)
    edit_record(workspace, permit.service, YEAR, {"service_name_en": "A", "service_name_fr": "B", "service_fee": "Y"})

    workspace.undo()

    assert canonical.document(workspace.database) == before


def test_every_field_of_the_record_takes_a_value(workspace: Workspace, permit: Permit) -> None:
    samples = ("Y", "12", "2024-2025", "GNC", "EXTERN", "EML", "PERSON", "CLIENT", "N", "law", "2025-01-31", "BWN01")

    for field in editable_fields(Entity.SERVICE_RECORD):
        taken = next(value for value in samples if _fits(Entity.SERVICE_RECORD, field, value))
        now = edit_record(workspace, permit.service, YEAR, {field: taken})
        assert now.text(field) == taken


def _fits(entity: Entity, field: str, value: str) -> bool:
    try:
        return stored(entity, field, value) == value
    except PlanError:
        return False
