"""States of texts in both languages, and their confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import UnknownRecordError
from app.labels import field_label
from app.translation import Place, State, confirm, counts, pair, pairs, state_of
from model.bilingual import Bilingual
from model.inventory import NOTE, SERVICE_RECORD
from model.language import Language
from model.strategy import OBJECTIVE, SECTION
from tests.app.plans import YEAR, change, put, put_service, put_standard, record_of

if TYPE_CHECKING:
    from app.workspace import Workspace

BOTH = Bilingual("Permit", "Licence")


@pytest.mark.parametrize(
    ("text", "confirmed", "state", "changed"),
    [
        (Bilingual(" ", ""), None, State.NONE, None),
        (Bilingual(), BOTH, State.NONE, None),
        (Bilingual("Permit", " "), None, State.MISSING, None),
        (Bilingual("", "Licence"), BOTH, State.MISSING, None),
        (BOTH, None, State.DRAFT, None),
        (Bilingual("A", "B"), BOTH, State.DRAFT, None),
        (Bilingual("A", "Licence"), BOTH, State.OUT_OF_DATE, Language.EN),
        (Bilingual("Permit", "B"), BOTH, State.OUT_OF_DATE, Language.FR),
        (BOTH, BOTH, State.CONFIRMED, None),
    ],
)
def test_the_state_follows_from_what_was_confirmed(
    text: Bilingual, confirmed: Bilingual | None, state: State, changed: Language | None
) -> None:
    assert state_of(text, confirmed) == (state, changed)


def test_a_text_goes_from_draft_to_confirmed_to_out_of_date_and_back(workspace: Workspace) -> None:
    key = put(workspace, OBJECTIVE)
    place = Place("objective", key, "name")

    def state() -> State:
        return pair(workspace, "objective", key, "name").state

    change(workspace, OBJECTIVE, key, name_en="Go online", name_fr="Passer en ligne")
    assert state() is State.DRAFT
    assert confirm(workspace, [place], Language.EN) == 1
    assert state() is State.CONFIRMED
    change(workspace, OBJECTIVE, key, name_en="Go online now")

    row = pair(workspace, "objective", key, "name")
    assert (row.state, row.changed, row.source) == (State.OUT_OF_DATE, Language.EN, Language.EN)
    assert row.confirmed == Bilingual("Go online", "Passer en ligne")
    confirm(workspace, [place])
    assert state() is State.CONFIRMED


def test_confirming_is_one_change_that_can_be_undone(workspace: Workspace) -> None:
    names = {"name_en": "Go online", "name_fr": "Passer en ligne"}
    keys = [put(workspace, OBJECTIVE) for _ in range(3)]
    for key in keys:
        change(workspace, OBJECTIVE, key, **names)

    confirm(workspace, [Place("objective", key, "name") for key in keys])
    workspace.undo()

    assert {pair(workspace, "objective", key, "name").state for key in keys} == {State.DRAFT}


def test_a_text_that_one_language_lacks_is_not_confirmed(workspace: Workspace) -> None:
    key = put(workspace, OBJECTIVE)
    change(workspace, OBJECTIVE, key, name_en="Go online")

    assert confirm(workspace, [Place("objective", key, "name")]) == 0
    assert pair(workspace, "objective", key, "name").state is State.MISSING


def test_what_the_plan_does_not_hold_cannot_be_confirmed(workspace: Workspace) -> None:
    with pytest.raises(UnknownRecordError):
        confirm(workspace, [Place("objective", "nowhere", "name")])
    with pytest.raises(UnknownRecordError):
        pair(workspace, "objective", "nowhere", "name")


def test_the_list_names_what_each_text_belongs_to(workspace: Workspace) -> None:
    service = put_service(workspace)
    put_standard(workspace, service)
    put(workspace, SECTION, outline="service-vision", text_en="Vision", text_fr="Vision")

    owners = {(row.entity, row.field): (row.owner.en, row.year) for row in pairs(workspace)}

    assert owners["service_record", "service_description"] == ("Export permit", YEAR)
    assert owners["standard_record", "standards_targets_uri"] == ("An answer within 30 days", YEAR)
    assert owners["section", "text"] == ("Service vision", None)


@pytest.mark.parametrize("is_on_standard", [False, True])
def test_a_note_s_text_belongs_to_the_service_that_it_is_on(workspace: Workspace, is_on_standard: bool) -> None:
    service = put_service(workspace)
    standard = put_standard(workspace, service)
    record = record_of(workspace, service)
    entity, key = ("standard_record", standard) if is_on_standard else ("service_record", record)
    put(workspace, NOTE, entity=entity, record=key, text_en="Ask", written_at="2025-05-13T15:40:00Z", resolved="N")

    (note,) = pairs(workspace, entity="note")

    assert (note.owner.en, note.year) == ("Export permit", YEAR)
    assert field_label(note.entity, note.field, Language.EN) == "Note"


def test_an_address_needs_no_confirmation_once_both_are_there(workspace: Workspace) -> None:
    service = put_service(workspace)
    record = record_of(workspace, service)
    change(workspace, SERVICE_RECORD, record, service_uri_en="https://a.ca", service_uri_fr="https://a.ca/fr")

    assert pair(workspace, "service_record", record, "service_uri").state is State.CONFIRMED


def test_counts_hold_every_state(workspace: Workspace) -> None:
    put_service(workspace)

    found = counts(pairs(workspace))

    assert found[State.MISSING] == 0
    assert found[State.CONFIRMED] == 2  # name and description of the record
    assert found[State.DRAFT] == 2  # title of the plan, name of the department
