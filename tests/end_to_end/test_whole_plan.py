"""A plan's JSON on the command line: everything that a plan can hold goes out and comes back."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app import sample
from app.checks.settings import set_variation_threshold
from app.collection.cards import Grouping
from app.collection.rounds import RoundDraft, groups, open_round
from app.inventory.carrying import carry_forward
from app.inventory.fields import Entity
from app.inventory.notes import add_note
from app.inventory.owners import edit_owner
from app.inventory.quarters import Volume, edit_quarter
from app.inventory.review import FieldPlace, mark_same
from app.inventory.service_test import Conclusion, Verdict, add_candidate, answer, conclude
from app.inventory.succession import merge_services, split_service, transfer_service
from app.plan_facts import framework_of, working_year
from app.saved_views import save_view
from app.workspace import Workspace
from model import journal
from model.base import entities
from model.bilingual import Bilingual
from model.inventory import SERVICE, SERVICE_RECORD
from model.language import Language
from tests.end_to_end.command import run

if TYPE_CHECKING:
    from pathlib import Path

    from model.fiscal_year import FiscalYear

DAY = date(2025, 5, 1)
TEXT = Bilingual("It’s 7 > 5, “so” \\ says =1+1.", "C’est « ça » : 7 > 5, dit Zoé…\nÀ la ligne.")


def fill(workspace: Workspace) -> None:
    """Do what writes into each of the tables that the sample plan leaves empty."""
    year = working_year(workspace)
    services = [row[0] for row in workspace.rows(select(SERVICE.c.id).order_by(SERVICE.c.service_id))]
    record = _record(workspace, services[0], year)
    edit_owner(workspace, services[0], {"name": "Zoé Tremblay", "email": "zoe@example.ca"})
    edit_quarter(workspace, Volume(Entity.SERVICE_RECORD, record, "num_applications_online"), "1", "ND")
    add_note(workspace, "service_record", record, TEXT, "service_name")
    asked = groups(workspace, year, Grouping.OWNER, Language.FR)
    open_round(workspace, RoundDraft(year, TEXT, Grouping.OWNER, DAY, DAY), asked)
    candidate = add_candidate(workspace, TEXT)
    answer(workspace, candidate, framework_of(workspace).service_test.questions[0].id, "N")
    conclude(workspace, candidate, Conclusion(Verdict.NOT_SERVICE, TEXT, "A. Roy", DAY))
    save_view(workspace, "inventory", "À revoir", {"search": "é", "order": [["service", True]]})
    set_variation_threshold(workspace, 1.5)
    carry_forward(workspace, year)
    place = FieldPlace(Entity.SERVICE_RECORD, _record(workspace, services[0], year + 1), "service_name")
    mark_same(workspace, [place])
    merge_services(workspace, [services[1]], services[2], year + 1, TEXT)
    split_service(workspace, services[3], [TEXT], year + 1)
    transfer_service(workspace, services[4], "aafc-aac", year + 1)


def _record(workspace: Workspace, service: str, year: FiscalYear) -> str:
    column = SERVICE_RECORD.c
    (row,) = workspace.rows(select(column.id).where(column.service == service, column.fiscal_yr == str(year)))
    return str(row.id)


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    """Return the JSON of a plan with a row in every table."""
    path = tmp_path / "sample.jalon"
    sample.build(path)
    with Workspace.open(path, author="Test Author") as workspace:
        fill(workspace)
    done = run("export", path, "plan", "--format", "json", "-o", tmp_path / "first")
    assert done.code == 0, done.err
    (written,) = (tmp_path / "first").iterdir()
    return written


def test_a_plan_with_a_row_in_every_table_comes_back_from_its_json(exported: Path, tmp_path: Path) -> None:
    held = json.loads(exported.read_text(encoding="utf-8"))["entities"]
    target = tmp_path / "target.jalon"
    names = ("--name-en", "Another", "--name-fr", "Un autre", "--first-year", "2024-2025")
    assert run("new", target, "--department", "fednor", *names).code == 0

    done = run("import", target, exported)

    assert done.code == 0, done.err
    assert run("export", target, "plan", "--format", "json", "-o", tmp_path / "second").code == 0
    (again,) = (tmp_path / "second").iterdir()
    assert again.read_bytes() == exported.read_bytes()
    assert set(held) == {one.name for one in entities()}
    assert [name for name, rows in held.items() if not rows] == []
    with Workspace.read(target) as workspace:
        journal.verify(workspace.database)


def test_what_is_found_on_a_plan_is_found_on_the_one_that_came_back(exported: Path, tmp_path: Path) -> None:
    target = tmp_path / "target.jalon"
    names = ("--name-en", "Another", "--name-fr", "Un autre", "--first-year", "2024-2025")
    run("new", target, "--department", "fednor", *names)
    run("import", target, exported)

    for verb in ("info", "check", "indicators", "priorities"):
        first, second = (run(verb, path, "--json") for path in (tmp_path / "sample.jalon", target))

        assert first.code == second.code, second.err
        assert _bare(first.json()) == _bare(second.json()), verb


def _bare(answer: dict[str, object]) -> dict[str, object]:
    """Leave out what is the file's own: where it lies and how it came to be."""
    return {name: value for name, value in answer.items() if name not in {"path", "modified", "change_sets"}}
