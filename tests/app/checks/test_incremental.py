"""Whatever is changed, in whatever order: the findings that are kept are those of a fresh check."""

from __future__ import annotations

import shutil
import sqlite3
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Integer, LargeBinary, select

from app.checks.digest import Digest
from app.checks.findings import Findings
from app.errors import NothingToUndoError, SealedError
from app.plan_facts import mappings, years_with_records
from app.registry.plan_values import form_of
from app.sample import build
from app.workspace import Workspace
from model.base import entities, new_key
from model.change_set import ChangeSet

if TYPE_CHECKING:
    from sqlalchemy import Column, Table

    from app.checks.finding import Finding

TODAY = date(2026, 1, 15)
TABLES = {table.name: table for table in entities()}
OFTEN = ("service_record", "service_record", "standard_record", "service", "score", "decision", "confirmation")
"""Entities that most changes of a planner touch."""

VALUES = (
    "", "Y", "N", "NA", "ND", "0", "700", "99999", "0.8", "2021-2022", "2023-2024", "2024-2025", "2026-2027", "EXTERN",
    "INTERN", "Within 12 days of the request", "Dans les 13 jours", "BWN01", "frozen", "draft", "retired",
    "discontinued", "2025-06-30", "5", "online_end_to_end", "\u00a0",
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """Something that is done to one row, chosen by numbers; ``undo`` takes back what was done last."""

    action: str
    entity: str
    row: int
    column: int
    value: str


place = st.integers(0, 10_000)
edits = st.builds(
    Edit,
    st.sampled_from(["set", "set", "set", "copy", "delete", "undo"]),
    st.sampled_from([*OFTEN, *TABLES]),
    place,
    place,
    st.sampled_from(VALUES),
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a plan that has something in nearly every table."""
    path = tmp_path_factory.mktemp("sample") / "sample.jalon"
    build(path)
    return path


@settings(max_examples=20, phases=[Phase.generate])  # making a case smaller takes minutes
@given(steps=st.lists(st.tuples(st.lists(edits, min_size=1, max_size=3), st.integers(0, 40)), min_size=1, max_size=4))
def test_findings_kept_through_any_change_are_those_of_a_fresh_check(
    sample: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[list[Edit], int]]
) -> None:
    path = tmp_path_factory.mktemp("plan") / "plan.jalon"
    shutil.copy(sample, path)
    with Workspace.open(path) as workspace:
        kept, changes = Findings(workspace, today=TODAY), list[ChangeSet]()
        workspace.observe(changes.append)
        for group, given_up_after in steps:
            kept.of("service", "any")  # what is looked up by place is kept from now on
            for edit in group:
                do(workspace, edit)
            give_up(kept, changes, given_up_after)
            for _ in kept.run(changes):
                pass
            changes.clear()

            fresh = Findings(workspace, today=TODAY)
            assert told(kept.all) == told(fresh.all)
            assert kept.digest.kinds == Digest.of(fresh.all).kinds
            assert kept.counts == fresh.counts
            for year in years_with_records(workspace):
                assert kept.figures(year) == fresh.figures(year)
            for where, found in by_place(fresh).items():
                assert told(kept.of(*where)) == told(found)
            assert sum(map(len, by_place(fresh).values())) == len(kept.all)


@pytest.mark.parametrize(
    ("entity", "field", "value"),
    [
        ("service_record", "service_name_en", "Shore Works"),
        ("service_record", "fiscal_yr", "2022-2023"),
        ("note", "record", ""),
    ],
)
def test_what_a_note_is_on_is_told_anew(sample: Path, tmp_path: Path, entity: str, field: str, value: str) -> None:
    path = Path(shutil.copy(sample, tmp_path / "plan.jalon"))
    with Workspace.open(path) as workspace:
        kept, changes = Findings(workspace, today=TODAY), list[ChangeSet]()
        workspace.observe(changes.append)
        (note,) = (row for row in mappings(workspace, select(TABLES["note"])) if not row["text_fr"])
        with workspace.change("move") as connection:
            key = note["id"] if entity == "note" else note["record"]
            connection.execute(TABLES[entity].update().where(TABLES[entity].c.id == key).values({field: value}))
        for _ in kept.run(changes):
            pass

        assert told(kept.all) == told(Findings(workspace, today=TODAY).all)


def test_a_confirmation_given_to_another_text_is_missed_where_it_was(sample: Path, tmp_path: Path) -> None:
    with Workspace.open(Path(shutil.copy(sample, tmp_path / "plan.jalon"))) as workspace:
        kept, changes = Findings(workspace, today=TODAY), list[ChangeSet]()
        workspace.observe(changes.append)
        table = TABLES["confirmation"]
        with workspace.change("move") as connection:
            connection.execute(table.update().where(table.c.entity == "score").values(entity="decision"))
        for _ in kept.run(changes):
            pass

        assert told(kept.all) == told(Findings(workspace, today=TODAY).all)


def give_up(kept: Findings, changes: list[ChangeSet], after: int) -> None:
    """Begin a run and leave it, as the window does when something else was changed meanwhile."""
    run = kept.run(list(changes))
    for _ in range(after % 7):
        if next(run, "end") == "end":
            return
    run.close()


def do(workspace: Workspace, edit: Edit) -> None:
    """Change something; what the plan refuses stays as it was."""
    try:
        if edit.action == "undo":
            workspace.undo()
        else:
            _write(workspace, edit)
    except (sqlite3.Error, SealedError, NothingToUndoError):
        pass


def _write(workspace: Workspace, edit: Edit) -> None:
    table = TABLES[edit.entity]
    rows = mappings(workspace, select(table).order_by(table.c.id))
    columns = [c for c in table.columns if c.name != "id" and not isinstance(c.type, LargeBinary)]
    if not rows or table.name in {"plan", "version"}:
        return
    held, chosen = rows[edit.row % len(rows)], columns[edit.column % len(columns)]
    written = _value(workspace, table, chosen, edit)
    with workspace.change(edit.action) as connection:
        if edit.action == "delete":
            connection.execute(table.delete().where(table.c.id == held["id"]))
        elif edit.action == "copy":
            connection.execute(table.insert().values(**held | {"id": new_key(), chosen.name: written}))
        else:
            connection.execute(table.update().where(table.c.id == held["id"]).values({chosen.name: written}))


def _value(workspace: Workspace, table: Table, column: Column[Any], edit: Edit) -> Any:
    """Return the edit's value, or one that the column can hold."""
    value, number = edit.value, edit.row
    for key in column.foreign_keys:
        rows = workspace.rows(select(key.column).order_by(key.column))
        return rows[number % len(rows)][0] if rows else None
    if isinstance(column.type, Integer):
        return int(value) if value.isdigit() else None
    if column.info.get("day") and not value:
        return None
    if form_of(table, column)(value) and column.name != "source":  # a confirmation's is a language, and nobody types it
        return value
    held = workspace.rows(select(column).distinct().order_by(column))
    return held[number % len(held)][0]


def told(findings: tuple[Finding, ...] | list[Finding]) -> list[str]:
    return sorted(map(repr, findings))


def by_place(findings: Findings) -> dict[tuple[str, str], list[Finding]]:
    found: dict[tuple[str, str], list[Finding]] = defaultdict(list)
    for finding in findings.all:
        found[finding.entity, finding.id].append(finding)
    return found
