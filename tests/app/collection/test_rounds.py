"""A collection round: who is asked, with what, and who is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from app.cli.main import main
from app.collection.cards import Grouping, RequestState, collection_rounds, round_card
from app.collection.errors import ClosedRoundError, NobodyAskedError
from app.collection.rounds import (
    RoundDraft,
    candidates,
    change_due,
    close_round,
    delete_round,
    groups,
    mark_sent,
    mark_unreturned,
    open_round,
    reopen_round,
)
from app.collection.workbooks import file_names, safe_part, write_workbooks
from app.registry.importing import apply_rows
from model.base import new_key
from model.bilingual import Bilingual
from model.collection import COLLECTION_REQUEST, COLLECTION_SERVICE
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.language import Language
from model.ownership import SERVICE_OWNER
from tests.app.registry import samples

if TYPE_CHECKING:
    from pathlib import Path

    from app.workspace import Workspace

YEAR = FiscalYear.parse("2023-2024")
NEXT = FiscalYear.parse("2025-2026")
OPENED = date(2024, 5, 1)
DUE = date(2024, 5, 31)


def draft(year: FiscalYear = YEAR, grouping: Grouping = Grouping.OWNER) -> RoundDraft:
    return RoundDraft(year, Bilingual("Spring", "Printemps"), grouping, DUE, OPENED)


def owned(workspace: Workspace, *names: str) -> list[str]:
    """Give each of the year's first services an owner; return their keys."""
    keys = [one.key for one in candidates(workspace, YEAR)][: len(names)]
    with workspace.change("owners") as connection:
        for key, name in zip(keys, names, strict=True):
            connection.execute(
                SERVICE_OWNER.insert().values(id=new_key(), service=key, name=name, email=f"{name[:3]}@canada.ca")
            )
    return keys


@pytest.fixture
def filled(workspace: Workspace) -> Workspace:
    names = [samples.REAL / "service.csv", samples.REAL / "service-std.csv"]
    apply_rows(workspace, samples.judged(workspace, *names, department="aafc-aac").writes)
    return workspace


def opened(workspace: Workspace, year: FiscalYear = YEAR, grouping: Grouping = Grouping.OWNER) -> str:
    return open_round(workspace, draft(year, grouping), groups(workspace, year, grouping, Language.EN))


def test_services_are_asked_about_by_owner_and_those_without_one_together(filled: Workspace) -> None:
    first, second, third = owned(filled, "Zoé", "Ann", "Zoé")

    made = groups(filled, YEAR, Grouping.OWNER, Language.EN)

    assert [(group.label, group.email) for group in made] == [
        ("Ann", "Ann@canada.ca"),
        ("Zoé", "Zoé@canada.ca"),
        ("", ""),
    ]
    assert made[0].services == (second,)
    assert set(made[1].services) == {first, third}
    assert sum(len(group.services) for group in made) == 35


def test_services_are_asked_about_by_their_first_program(filled: Workspace) -> None:
    made = groups(filled, YEAR, Grouping.PROGRAM, Language.FR)

    asked = [service for group in made for service in group.services]
    assert len(asked) == len(set(asked)) == 35  # a service of two programs is asked about once
    assert all(group.label.startswith(group.program) and len(group.label) > 5 for group in made)


def test_chosen_services_alone_are_asked_about(filled: Workspace) -> None:
    (key,) = owned(filled, "Ann")

    assert [group.services for group in groups(filled, YEAR, Grouping.OWNER, Language.EN, {key})] == [(key,)]


def test_a_service_without_identifier_is_in_no_workbook_of_the_registry(filled: Workspace) -> None:
    (key,) = owned(filled, "Ann")
    with filled.change("x") as connection:
        connection.execute(SERVICE.update().where(SERVICE.c.id == key).values(service_id=""))

    assert any(one.key == key and not one.service_id for one in candidates(filled, YEAR))
    assert all(key not in group.services for group in groups(filled, YEAR, Grouping.OWNER, Language.EN))


def test_a_retired_service_is_not_asked_about_anew(filled: Workspace) -> None:
    (key,) = owned(filled, "Ann")
    with filled.change("x") as connection:
        connection.execute(SERVICE.update().where(SERVICE.c.id == key).values(state="retired", state_since="2025-2026"))

    assert key in {one.key for one in candidates(filled, YEAR)}
    assert key not in {one.key for one in candidates(filled, NEXT)}


def test_opening_a_round_is_one_change_that_one_undo_takes_back(filled: Workspace) -> None:
    opened(filled)
    assert filled.undo_label == "Open a collection round"

    filled.undo()

    assert collection_rounds(filled) == ()
    assert not filled.rows(select(COLLECTION_SERVICE.c.id))


def test_a_round_without_services_is_refused(filled: Workspace) -> None:
    with pytest.raises(NobodyAskedError):
        open_round(filled, draft(), ())
    with pytest.raises(NobodyAskedError):
        open_round(filled, draft(), [replace(groups(filled, YEAR, Grouping.OWNER, Language.EN)[0], services=())])


def test_requests_tell_who_was_sent_one_and_who_is_late(filled: Workspace) -> None:
    owned(filled, "Ann", "Ben", "Cal")
    key = opened(filled)
    ann, ben, *_rest = (request.key for request in round_card(filled, key).requests)
    mark_sent(filled, key, {ann: "a.xlsx", ben: "b.xlsx"}, OPENED)
    with filled.change("x") as connection:
        connection.execute(
            COLLECTION_REQUEST.update().where(COLLECTION_REQUEST.c.id == ben).values(returned_on="2024-05-30")
        )

    before = {request.label: (request.state, request.days) for request in round_card(filled, key, DUE).requests}
    card = round_card(filled, key, DUE + timedelta(days=3))

    assert before["Ann"] == (RequestState.SENT, 0)
    assert [(request.label, request.state, request.days) for request in card.requests] == [
        ("Ann", RequestState.LATE, 3),
        ("Cal", RequestState.PREPARED, -3),
        ("", RequestState.PREPARED, -3),
        ("Ben", RequestState.RETURNED, 4),
    ]
    assert (card.count(RequestState.LATE), card.count(RequestState.RETURNED)) == (1, 1)


def test_a_closed_round_takes_nothing_more_until_it_is_reopened(filled: Workspace) -> None:
    key = opened(filled)
    request = round_card(filled, key).requests[0].key
    close_round(filled, key, DUE)

    with pytest.raises(ClosedRoundError):
        mark_sent(filled, key, {request: "a.xlsx"}, DUE)
    with pytest.raises(ClosedRoundError):
        mark_unreturned(filled, key, request)
    with pytest.raises(ClosedRoundError):
        change_due(filled, key, None)
    with pytest.raises(ClosedRoundError):
        close_round(filled, key, DUE)

    reopen_round(filled, key)
    change_due(filled, key, DUE + timedelta(days=7))
    assert round_card(filled, key).due_on == date(2024, 6, 7)


def test_deleting_a_round_deletes_its_requests(filled: Workspace) -> None:
    delete_round(filled, opened(filled))

    assert not filled.rows(select(COLLECTION_REQUEST.c.id))
    assert not filled.rows(select(COLLECTION_SERVICE.c.id))


def test_a_workbook_holds_what_its_owner_answers_for_and_nothing_else(filled: Workspace, tmp_path: Path) -> None:
    (key,) = owned(filled, "Ann")
    round_key = opened(filled)

    paths = write_workbooks(filled, round_key, tmp_path, language=Language.EN)

    request = next(request for request in round_card(filled, round_key).requests if request.label == "Ann")
    book = load_workbook(paths[request.key])
    identifier = filled.rows(select(SERVICE.c.service_id).where(SERVICE.c.id == key))[0][0]
    assert [(row[2], row[3]) for row in book["service"].iter_rows(min_row=6, values_only=True)] == [
        ("2023-2024", identifier)
    ]
    standards = filled.rows(
        select(STANDARD_RECORD.c.id).where(STANDARD_RECORD.c.service == key, STANDARD_RECORD.c.fiscal_yr == str(YEAR))
    )
    assert book["service-std"].max_row - 5 == len(standards)
    assert book["service"].freeze_panes == "F5"


def test_a_workbook_just_sent_brings_no_change(filled: Workspace, tmp_path: Path) -> None:
    paths = write_workbooks(filled, opened(filled), tmp_path, language=Language.FR)

    again = samples.judged(filled, *paths.values())

    assert samples.counts(again) == {"added": 0, "changed": 0, "unchanged": 135, "refused": 0}


def test_a_year_that_is_not_begun_starts_from_the_newest_one_without_volumes(filled: Workspace, tmp_path: Path) -> None:
    key = opened(filled, NEXT)
    (path,) = write_workbooks(filled, key, tmp_path, language=Language.EN).values()

    rows = list(load_workbook(path)["service"].iter_rows(min_row=3, values_only=True))

    ids, records = rows[0], rows[3:]
    assert {row[2] for row in records} == {"2025-2026"}
    assert len(records) == len({row[3] for row in records}) == len(candidates(filled, NEXT))
    assert all(row[ids.index("service_name_en")] for row in records)
    assert {row[ids.index("num_applications_online")] for row in records} == {None}


def test_names_of_files_are_taken_by_every_system_and_none_twice(filled: Workspace) -> None:
    owned(filled, "Ann Œuvré / Ops", "ann oeuvre: ops", "CON", "??", "é" * 300)
    card = round_card(filled, opened(filled))

    names = file_names("aafc-aac", card, card.requests)

    assert len({name.casefold() for name in names.values()}) == len(card.requests)
    for name in names.values():
        assert name.startswith("aafc-aac-2023-2024")
        assert len(name) < 100
        assert not set(name) & set('<>:"/\\|?*')
        assert not name.removesuffix(".xlsx").endswith((" ", "."))
    assert safe_part("con") == "con-"
    assert safe_part("Équipe de l’Est") == "Equipe-de-l-Est"


def test_a_workbook_made_again_keeps_its_name(filled: Workspace, tmp_path: Path) -> None:
    owned(filled, "Ann")
    key = opened(filled)
    paths = write_workbooks(filled, key, tmp_path, language=Language.EN)
    mark_sent(filled, key, {request: path.name for request, path in paths.items()}, OPENED)

    assert write_workbooks(filled, key, tmp_path, language=Language.EN) == paths


def test_the_command_line_writes_the_workbooks_of_the_open_round(
    filled: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    owned(filled, "Ann", "Ben")
    opened(filled)

    code = main(["--ui-lang", "en", "collect", str(filled.path), "-o", str(tmp_path / "out")], _editor)

    printed = capsys.readouterr().out.splitlines()
    assert code == 0
    assert printed == [str(tmp_path / "out" / f"aafc-aac-2023-2024{part}.xlsx") for part in ("-Ann", "-Ben", "")]
    assert sorted(printed) == sorted(map(str, (tmp_path / "out").iterdir()))


def test_a_plan_without_an_open_round_is_told(
    workspace: Workspace, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--ui-lang", "en", "collect", str(workspace.path), "-o", str(tmp_path / "out")], _editor)

    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert "no open collection round" in said.err
    assert not (tmp_path / "out").exists()


def _editor(*_args: object, **_more: object) -> int:
    raise AssertionError("the command line starts no editor")


def test_records_of_the_plan_alone_are_asked_about(filled: Workspace) -> None:
    apply_rows(filled, samples.judged(filled, samples.REAL / "service.csv", department="fednor").writes)

    owners = filled.rows(select(SERVICE_RECORD.c.owner_org).distinct())
    assert len(owners) == 2
    assert len(candidates(filled, YEAR)) == 35
