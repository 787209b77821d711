"""Many services are changed at once, judged before, and taken back by one undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app import i18n
from app.change_labels import change_words
from app.errors import PlanError, UnknownCodeError, UnknownRecordError
from app.inventory.bulk import How, Wish, apply, judge
from app.inventory.cards import card
from app.inventory.errors import IdentifierTakenError, NotACountError, NotReportedError
from app.inventory.list_fields import exchanged, field_values, list_fields, understood
from app.inventory.services import add_service
from model.bilingual import Bilingual
from model.language import Language
from model.ownership import SERVICE_OWNER
from tests.app.inventory.conftest import LAST, YEAR

if TYPE_CHECKING:
    from app.workspace import Workspace
    from tests.app.inventory.conftest import Permit


@pytest.fixture
def licence(workspace: Workspace) -> str:
    """Return a second service of the year."""
    return add_service(workspace, YEAR, Bilingual("Import licence", "Licence d’importation"))


def test_one_value_for_several_services_is_one_change_and_one_undo(
    workspace: Workspace, permit: Permit, licence: str
) -> None:
    wishes = [Wish(key, "service_fee", "Oui") for key in (permit.service, licence)]

    changed = apply(workspace, YEAR, judge(workspace, YEAR, wishes))
    label = workspace.undo_label
    after = field_values(workspace, YEAR, ["service_fee"])["service_fee"]
    workspace.undo()

    assert (changed, label) == (2, "Edit 2 services")
    assert after == {permit.service: "Y", licence: "Y"}
    assert field_values(workspace, YEAR, ["service_fee"])["service_fee"] == {}


def test_the_name_of_the_change_is_told_in_french() -> None:
    i18n.set_language(Language.FR)

    assert change_words("Edit 12 services").split() == ["Modifier", "12", "services"]
    assert change_words("Rename service") == "Renommer le service"


def test_what_cannot_be_stored_is_said_and_the_rest_is_written(
    workspace: Workspace, permit: Permit, licence: str
) -> None:
    unreported = add_service(workspace, LAST, Bilingual("Old form", "Ancien formulaire"))
    wishes = [
        Wish(permit.service, "num_applications_online", "1 234"),
        Wish(licence, "num_applications_online", "many"),
        Wish(licence, "service_type", "no such type"),
        Wish(unreported, "service_fee", "Y"),
    ]

    edits = judge(workspace, YEAR, wishes)
    changed = apply(workspace, YEAR, edits)

    assert [type(edit.error) for edit in edits] == [type(None), NotACountError, UnknownCodeError, NotReportedError]
    assert (edits[0].old, edits[0].new) == ("1090", "1234")
    assert changed == 1
    assert card(workspace, permit.service, YEAR).text("num_applications_online") == "1234"


def test_codes_are_added_and_taken_away_without_the_others(workspace: Workspace, permit: Permit, licence: str) -> None:
    apply(workspace, YEAR, judge(workspace, YEAR, [Wish(permit.service, "client_target_groups", "ECONOM,FOR")]))

    added = judge(workspace, YEAR, [Wish(permit.service, "client_target_groups", "INTERN_GOV", How.ADD)])
    taken = judge(workspace, YEAR, [Wish(permit.service, "client_target_groups", "FOR", How.TAKE_AWAY)])
    other = judge(workspace, YEAR, [Wish(licence, "client_target_groups", "FOR", How.TAKE_AWAY)])

    assert added[0].new == "ECONOM,FOR,INTERN_GOV"
    assert taken[0].new == "ECONOM"
    assert not other[0].changes


def test_an_identifier_belongs_to_one_service(workspace: Workspace, permit: Permit, licence: str) -> None:
    taken = judge(workspace, YEAR, [Wish(licence, "service_id", "133")])
    twice = judge(workspace, YEAR, [Wish(permit.service, "service_id", "9"), Wish(licence, "service_id", "9")])
    freed = judge(workspace, YEAR, [Wish(permit.service, "service_id", "9"), Wish(licence, "service_id", "133")])
    apply(workspace, YEAR, freed)

    assert isinstance(taken[0].error, IdentifierTakenError)
    assert [type(edit.error) for edit in twice] == [type(None), IdentifierTakenError]
    assert field_values(workspace, YEAR, ["service_id"])["service_id"] == {permit.service: "9", licence: "133"}


def test_an_owner_is_named_changed_and_taken_away(workspace: Workspace, permit: Permit) -> None:
    for told in ("Zoé Tremblay", "Zoé Roy", ""):
        apply(workspace, YEAR, judge(workspace, YEAR, [Wish(permit.service, "owner_name", told)]))
        held = field_values(workspace, YEAR, ["owner_name"])["owner_name"]
        assert held == ({permit.service: told} if told else {})

    assert workspace.rows(select(SERVICE_OWNER)) == []


def test_nothing_new_is_no_change(workspace: Workspace, permit: Permit) -> None:
    edits = judge(workspace, YEAR, [Wish(permit.service, "num_applications_online", "1,090")])

    assert not edits[0].changes
    assert apply(workspace, YEAR, edits) == 0
    assert workspace.undo_label != "Edit 1 service"


@pytest.mark.usefixtures("permit")
def test_what_goes_to_a_spreadsheet_is_understood_when_it_comes_back(workspace: Workspace) -> None:
    for language in Language:
        i18n.set_language(language)
        for field, held in field_values(workspace, YEAR, list_fields()).items():
            for written in held.values():
                assert understood(field, exchanged(field, written)) == written


@pytest.mark.parametrize(
    ("field", "text", "written"),
    [
        ("service_scope", "External; internal enterprise", "ENTERPRISE,EXTERN"),
        ("service_scope", "Service externe", "EXTERN"),
        ("service_type", "Agreements, Permissions, Inspections, Rulings", "APIR"),
        ("os_application", "S.O.", "NA"),
        ("os_application", "oui", "Y"),
        ("num_website_visits", "s.o.", "NA"),
        ("num_website_visits", "12\u00a0345", "12345"),
        ("program_id", "BWN01; BWN02", "BWN01,BWN02"),
        ("last_service_review", "2019-2020", "2019-2020"),
        ("service_name_fr", "=1+1", "=1+1"),
    ],
)
def test_words_of_either_language_are_understood(field: str, text: str, written: str) -> None:
    assert understood(field, text) == written


@pytest.mark.parametrize(("field", "text"), [("service_scope", "External, Mars"), ("service_fee", "perhaps")])
def test_words_of_no_list_are_refused(field: str, text: str) -> None:
    with pytest.raises(PlanError):
        understood(field, text)


@pytest.mark.parametrize("field", ["service_id", "owner_name", "service_name_en"])
def test_a_service_that_is_gone_takes_no_value(workspace: Workspace, field: str) -> None:
    (edit,) = judge(workspace, YEAR, [Wish("gone", field, "9")])

    assert isinstance(edit.error, UnknownRecordError)
    assert apply(workspace, YEAR, [edit]) == 0
