"""Services are merged, split and transferred: what was reported stays, and undo brings everything back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.errors import UnknownRecordError
from app.inventory.cards import card
from app.inventory.errors import BlankNameError, IdentifierTakenError, SameOwnerError, SameServiceError
from app.inventory.rows import rows
from app.inventory.services import delete_service, restore_service
from app.inventory.succession import (
    merge_services,
    offered_services,
    split_service,
    successions,
    transfer_service,
)
from app.registry.importing import apply_rows, judge_sources
from app.registry.judging import Options
from app.registry.reading import read_files
from model import canonical, journal
from model.bilingual import Bilingual
from model.inventory import SERVICE, SERVICE_RECORD
from model.ownership import SUCCESSION
from tests.app.plans import OWNER, YEAR, put_service, put_standard

if TYPE_CHECKING:
    from app.workspace import Workspace

LAST = YEAR - 1
NOTE = Bilingual("One counter for both.", "Un seul guichet pour les deux.")
REAL = Path(__file__).parents[2] / "data" / "real"


def content(workspace: Workspace) -> bytes:
    return canonical.write(canonical.document(workspace.database))


def put_both_years(workspace: Workspace, service_id: str, **fields: Any) -> str:
    key = put_service(workspace, service_id, LAST, **fields)
    put_service(workspace, service_id, YEAR, key, **fields)
    for year in (LAST, YEAR):
        put_standard(workspace, key, year, service_standard_id=f"S{service_id}")
    return key


def years(workspace: Workspace, service: str) -> list[tuple[str, str]]:
    column = SERVICE_RECORD.c
    query = select(column.fiscal_yr, column.owner_org).where(column.service == service).order_by(column.fiscal_yr)
    return [tuple(row) for row in workspace.rows(query)]


def test_a_merged_service_leaves_the_year_and_its_standards_go_over(workspace: Workspace) -> None:
    one, two = put_both_years(workspace, "1"), put_both_years(workspace, "2", service_name_en="Import permit")

    merge_services(workspace, [one], two, YEAR, NOTE)

    known = workspace.row(SERVICE, one)
    assert known is not None
    assert (known["state"], known["state_since"], known["merged_into"]) == ("merged", str(YEAR), two)
    assert years(workspace, one) == [(str(LAST), OWNER)]
    now = card(workspace, two, YEAR)
    assert [standard.text("service_standard_id") for standard in now.standards] == ["S1", "S2"]
    assert now.standards[0].text("service_name_en") == "Import permit"
    assert len(card(workspace, one, LAST).standards) == 1
    (said,) = successions(workspace, one)
    assert (said.kind, said.to_service, said.year, said.note) == ("merge", two, YEAR, NOTE)


@pytest.mark.parametrize("kind", ["merge", "split", "transfer"])
def test_each_is_one_change_that_undo_takes_back_and_redo_brings_again(workspace: Workspace, kind: str) -> None:
    one, two = put_both_years(workspace, "1"), put_both_years(workspace, "2")
    before, sets = content(workspace), len(journal.history(workspace.database))

    match kind:
        case "merge":
            merge_services(workspace, [one], two, YEAR, NOTE)
        case "split":
            split_service(workspace, one, [Bilingual("Part", "Partie")], YEAR, NOTE, ends=True)
        case _:
            transfer_service(workspace, one, "fednor", YEAR, NOTE)
    after = content(workspace)
    assert len(journal.history(workspace.database)) == sets + 1
    workspace.undo()
    undone = content(workspace)
    workspace.redo()

    assert undone == before
    assert content(workspace) == after
    journal.verify(workspace.database)


def test_standards_that_would_have_one_identifier_stop_a_merge(workspace: Workspace) -> None:
    one, two = put_both_years(workspace, "1"), put_both_years(workspace, "2")
    put_standard(workspace, two, YEAR, service_standard_id="S1")
    before = content(workspace)

    with pytest.raises(IdentifierTakenError):
        merge_services(workspace, [one], two, YEAR)

    assert content(workspace) == before


def test_a_service_is_not_merged_into_itself_or_into_nothing(workspace: Workspace) -> None:
    one = put_both_years(workspace, "1")

    for services, into, error in (([one], one, SameServiceError), ([], one, SameServiceError)):
        with pytest.raises(error):
            merge_services(workspace, services, into, YEAR)
    with pytest.raises(UnknownRecordError):
        merge_services(workspace, [one], "nothing", YEAR)


def test_a_split_service_begins_new_ones_without_volumes_and_identifiers(workspace: Workspace) -> None:
    one = put_both_years(workspace, "1")

    made = split_service(workspace, one, [Bilingual("By mail", "Par la poste"), Bilingual("", "En ligne")], YEAR, NOTE)

    assert len(made) == 2
    first = card(workspace, made[0], YEAR)
    assert (first.service_id, first.both("service_name")) == ("", Bilingual("By mail", "Par la poste"))
    assert first.text("service_description_en") == "A permit to export plants."
    assert first.text("num_applications_online") == ""
    assert first.standards == ()
    assert card(workspace, one, YEAR).is_reported
    assert {said.to_service for said in successions(workspace, one)} == set(made)


def test_a_service_that_ends_with_its_split_is_retired_and_leaves_the_year(workspace: Workspace) -> None:
    one = put_both_years(workspace, "1")

    split_service(workspace, one, [Bilingual("Part", "Partie")], YEAR, ends=True)

    found = card(workspace, one, YEAR)
    assert (found.state, found.state_since, found.is_reported) == ("retired", str(YEAR), False)
    assert card(workspace, one, LAST).is_reported


def test_a_split_needs_names(workspace: Workspace) -> None:
    one = put_both_years(workspace, "1")

    for names in ([], [Bilingual("Part", "Partie"), Bilingual()]):
        with pytest.raises(BlankNameError):
            split_service(workspace, one, names, YEAR)


def test_a_transferred_service_keeps_its_history_with_the_owner_of_each_year(workspace: Workspace) -> None:
    one = put_both_years(workspace, "1")

    transfer_service(workspace, one, "fednor", YEAR, NOTE)

    assert years(workspace, one) == [(str(LAST), OWNER), (str(YEAR), "fednor")]
    assert [row.key for row in rows(workspace, LAST) if row.reported] == [one]
    assert not any(row.reported for row in rows(workspace, YEAR))
    now = card(workspace, one, YEAR)
    assert (now.owner, len(now.standards)) == ("fednor", 1)


def test_a_published_old_year_comes_back_to_the_service_that_was_transferred(workspace: Workspace) -> None:
    sources = read_files([REAL / "service.csv"])
    published = judge_sources(workspace, sources, Options(OWNER, drafts=True)).writes[0]
    _owner, year, identifier = published.key
    service = put_service(workspace, identifier, YEAR + 5)
    transfer_service(workspace, service, "fednor", YEAR + 5)

    apply_rows(workspace, judge_sources(workspace, sources, Options(OWNER, drafts=True)).writes)

    assert (year, OWNER) in years(workspace, service)


def test_a_service_is_not_given_to_its_owner_or_to_a_department_that_knows_its_identifier(
    workspace: Workspace,
) -> None:
    one = put_both_years(workspace, "1")
    put_service(workspace, "1", owner_org="fednor")

    for department in (OWNER, " "):
        with pytest.raises(SameOwnerError):
            transfer_service(workspace, one, department, YEAR)
    with pytest.raises(IdentifierTakenError):
        transfer_service(workspace, one, "fednor", YEAR)


def test_services_that_can_be_merged_are_the_departments_active_others(workspace: Workspace) -> None:
    one, two, gone = (put_both_years(workspace, name) for name in "123")
    put_service(workspace, "9", owner_org="fednor")
    merge_services(workspace, [gone], two, YEAR)

    assert [(offered.key, offered.service_id) for offered in offered_services(workspace, one)] == [(two, "2")]


def test_deleting_a_service_takes_what_became_of_it_along(workspace: Workspace) -> None:
    one = put_both_years(workspace, "1")
    (part,) = split_service(workspace, one, [Bilingual("Part", "Partie")], YEAR)

    delete_service(workspace, part)

    assert workspace.rows(select(SUCCESSION)) == []


def test_a_restored_service_was_not_merged(workspace: Workspace) -> None:
    one, two = put_both_years(workspace, "1"), put_both_years(workspace, "2")
    merge_services(workspace, [one], two, YEAR)

    restore_service(workspace, one)

    known = workspace.row(SERVICE, one)
    assert known is not None
    assert (known["state"], known["merged_into"]) == ("active", None)
    assert successions(workspace, one) == ()
