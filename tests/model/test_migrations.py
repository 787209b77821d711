"""Older plans are brought to today's form: nothing of them is lost, and nothing is ever half."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import json
import os
import resource
import shutil
import sqlite3
import stat
import subprocess
import sys
import zlib
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app import backups, versions
from app.errors import NothingToUndoError
from app.inventory.history import record_history
from app.opening import open_or_read
from app.registry.plan_json import load_plan, read_plan_json
from app.workspace import NewPlan, Workspace
from model import canonical, journal, plan_file, schema
from model.base import entities
from model.change_set import ChangeKind
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE_RECORD
from model.migrations import ENTITIES
from model.strategy import VERSION
from tests.model.older_plans import PLANS, older_document, put_older_plan

if TYPE_CHECKING:
    from collections.abc import Iterator

KEPT = "plan.schema-1.jalon"


@pytest.fixture
def older(plan_path: Path) -> bytes:
    """Put a plan of schema 1 where the test's plan lies and return its bytes."""
    return put_older_plan(plan_path)


def beside(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir() if entry != path)


def assert_holds_the_old(document: dict[str, Any], schema_of_it: int = 1) -> None:
    old = older_document(schema_of_it)["entities"]
    assert {name: document["entities"][name] for name in old} == old
    assert not any(rows for name, rows in document["entities"].items() if name not in old)


@pytest.mark.usefixtures("older")
def test_an_older_plan_holds_what_it_held_and_nothing_else(plan_path: Path) -> None:
    with Workspace.open(plan_path) as workspace:
        held = canonical.document(workspace.database)

    assert_holds_the_old(held)
    assert held["schema"] == schema.SCHEMA_VERSION


@pytest.mark.usefixtures("older")
def test_the_file_has_exactly_todays_schema_and_is_not_brought_up_twice(plan_path: Path) -> None:
    with Workspace.open(plan_path) as workspace:
        assert schema.is_ours(workspace.database)

    with Workspace.open(plan_path) as workspace:
        assert workspace.upgraded is None
        assert [found.kind for found in journal.history(workspace.database)].count(ChangeKind.MIGRATE) == 1


@pytest.mark.usefixtures("older")
def test_the_history_stays_and_ends_in_one_set_that_says_what_was_done(plan_path: Path) -> None:
    with Workspace.read(plan_path) as before:
        earlier = journal.history(before.database)

    with Workspace.open(plan_path, author="Léa Tremblay") as workspace:
        newest, *rest = journal.history(workspace.database)
        journal.verify(workspace.database)

    assert (newest.kind, newest.author, newest.changes) == (ChangeKind.MIGRATE, "Léa Tremblay", ())
    assert tuple(rest) == earlier
    assert len(earlier) == 45


@pytest.mark.usefixtures("older")
def test_undo_stops_where_the_plan_was_brought_up(plan_path: Path) -> None:
    with Workspace.open(plan_path) as workspace:
        assert (workspace.undo_label, workspace.redo_label) == (None, None)
        with pytest.raises(NothingToUndoError):
            workspace.undo()


@pytest.mark.usefixtures("older")
def test_what_is_done_afterwards_is_undone_as_ever(plan_path: Path) -> None:
    with Workspace.open(plan_path) as workspace:
        with workspace.change("Rename") as connection:
            connection.exec_driver_sql("UPDATE service_record SET service_name_en = 'Another name'")
        workspace.undo()

        assert_holds_the_old(canonical.document(workspace.database))
        journal.verify(workspace.database)


@pytest.mark.usefixtures("older")
def test_texts_being_typed_and_the_log_of_exports_come_along(plan_path: Path) -> None:
    with Workspace.open(plan_path) as workspace:
        assert workspace.database.execute("SELECT text FROM draft").fetchall() == [("Texte en cours de frap",)]
        assert workspace.database.execute("SELECT document, final FROM export_log").fetchall() == [("strategy", 1)]


@pytest.mark.usefixtures("older")
def test_an_approved_version_keeps_its_seal_and_is_read_in_todays_form(plan_path: Path) -> None:
    with Workspace.open(plan_path) as workspace:
        (row,) = workspace.rows(select(VERSION))
        content = versions.content(workspace, row.id)

    assert hashlib.sha256(zlib.decompress(row.content)).hexdigest() == row.sha256
    assert set(content["plan"]["entities"]) == {table.name for table in entities()}
    assert content["plan"]["entities"]["section"]


def test_the_old_plan_is_kept_beside_it_byte_for_byte(plan_path: Path, older: bytes) -> None:
    with Workspace.open(plan_path) as workspace:
        assert workspace.upgraded == plan_file.Upgraded(1, plan_path.with_name(KEPT))

    assert beside(plan_path) == [KEPT]
    assert plan_path.with_name(KEPT).read_bytes() == older


def test_what_has_the_name_of_the_kept_plan_is_never_overwritten(plan_path: Path, older: bytes) -> None:
    plan_path.with_name(KEPT).write_text("mine")
    plan_path.with_name("plan.schema-1-2.jalon").symlink_to("nothing")

    with Workspace.open(plan_path) as workspace:
        assert workspace.upgraded is not None
        kept = workspace.upgraded.kept

    assert plan_path.with_name(KEPT).read_text() == "mine"
    assert (kept.name, kept.read_bytes()) == ("plan.schema-1-3.jalon", older)


def test_where_no_second_name_can_be_given_the_old_plan_is_copied(
    plan_path: Path, older: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_names: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)

    Workspace.open(plan_path).close()

    assert beside(plan_path) == [KEPT]
    assert plan_path.with_name(KEPT).read_bytes() == older


@pytest.mark.usefixtures("older")
def test_a_copy_that_is_checked_lies_in_the_data_folder_before_anything_is_done(plan_path: Path) -> None:
    Workspace.open(plan_path).close()

    (backup,) = backups.folder().iterdir()
    with Workspace.read(backup) as workspace:
        assert plan_file.schema_of(backup) == 1
        assert_holds_the_old(canonical.document(workspace.database))


@pytest.mark.usefixtures("older")
def test_a_plan_that_is_reached_by_a_link_is_brought_up_where_it_lies(plan_path: Path) -> None:
    real = plan_path.with_name("real.jalon")
    plan_path.rename(real)
    plan_path.symlink_to(real)

    Workspace.open(plan_path).close()

    assert plan_path.is_symlink()
    assert (plan_file.schema_of(real), beside(plan_path)) == (
        schema.SCHEMA_VERSION,
        ["real.jalon", "real.schema-1.jalon"],
    )


@pytest.mark.usefixtures("older")
def test_the_plan_keeps_who_may_read_it(plan_path: Path) -> None:
    plan_path.chmod(0o600)

    Workspace.open(plan_path).close()

    assert stat.S_IMODE(plan_path.stat().st_mode) == 0o600


def test_reading_an_older_plan_changes_nothing_on_disk(plan_path: Path, older: bytes) -> None:
    with Workspace.read(plan_path) as workspace:
        assert_holds_the_old(canonical.document(workspace.database))
        assert len(journal.history(workspace.database)) == 45
        journal.verify(workspace.database)

    assert plan_path.read_bytes() == older
    assert beside(plan_path) == []
    assert not backups.folder().exists()


def test_an_older_plan_that_somebody_holds_is_read_and_stays_as_it_is(plan_path: Path, older: bytes) -> None:
    code = (
        "import pathlib, sys; from filelock import FileLock; from model import plan_file\n"
        "lock = FileLock(plan_file.lock_path(pathlib.Path(sys.argv[1]))); lock.acquire()\n"
        "print('held', flush=True); sys.stdin.readline()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(plan_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as elsewhere:
        assert elsewhere.stdout is not None
        elsewhere.stdout.readline()

        opened = open_or_read(plan_path)
        with opened.workspace as workspace:
            assert (opened.is_held, opened.kept) == (True, None)
            assert_holds_the_old(canonical.document(workspace.database))
        elsewhere.communicate("done\n", timeout=60)

    assert plan_path.read_bytes() == older


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER foreign_one AFTER UPDATE ON service BEGIN DELETE FROM service; END",
        "CREATE VIEW seen AS SELECT * FROM service",
        "ALTER TABLE service ADD COLUMN extra TEXT",
        "DROP TRIGGER version_seal_update",
        "CREATE TABLE saved_view(id TEXT PRIMARY KEY) STRICT",
    ],
)
def test_an_older_plan_that_something_else_changed_is_refused_as_foreign(plan_path: Path, statement: str) -> None:
    put_older_plan(plan_path)
    with contextlib.closing(sqlite3.connect(plan_path)) as database:
        database.execute(statement)
    spoiled = plan_path.read_bytes()

    for way in (Workspace.open, Workspace.read):
        with pytest.raises(plan_file.ForeignFileError):
            way(plan_path)

    assert plan_path.read_bytes() == spoiled
    assert beside(plan_path) == []


@pytest.mark.usefixtures("older")
def test_a_version_that_never_was_is_refused_as_foreign(plan_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(plan_path)) as database:
        database.execute("PRAGMA user_version = 0")

    for way in (Workspace.open, Workspace.read):
        with pytest.raises(plan_file.ForeignFileError):
            way(plan_path)


@pytest.mark.usefixtures("older")
def test_an_older_plan_whose_history_was_altered_is_not_brought_up_but_read(plan_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(plan_path, isolation_level=None)) as database:
        (guard,) = database.execute("SELECT sql FROM sqlite_master WHERE name = 'change_fixed_update'").fetchone()
        database.execute("DROP TRIGGER change_fixed_update")
        database.execute("UPDATE change SET old = 'x' WHERE ord = (SELECT max(ord) FROM change WHERE op = 'update')")
        database.execute(guard)
    altered = plan_path.read_bytes()

    with pytest.raises(plan_file.DamagedPlanError):
        Workspace.open(plan_path)
    with Workspace.read(plan_path) as workspace:
        assert_holds_the_old(canonical.document(workspace.database))

    assert plan_path.read_bytes() == altered
    assert beside(plan_path) == []


@pytest.fixture
def little_space(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let no file grow past the parameter's bytes: writing then fails as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (request.param, before[1]))
    yield
    resource.setrlimit(resource.RLIMIT_FSIZE, before)


@pytest.mark.skipif(os.name != "posix", reason="no such limit there")
@pytest.mark.parametrize("little_space", [300_000, 950_000], indirect=True, ids=["for the backup", "for the new plan"])
@pytest.mark.usefixtures("little_space")
def test_a_full_disk_leaves_the_older_plan_as_it_was(plan_path: Path) -> None:
    with gzip.open(PLANS / "schema-1.jalon.gz") as packed, plan_path.open("wb") as file:
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (before[1], before[1]))
        shutil.copyfileobj(packed, file)
        file.flush()
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    older = plan_path.read_bytes()

    with pytest.raises(plan_file.NoSpaceError):
        Workspace.open(plan_path)

    assert plan_path.read_bytes() == older
    assert beside(plan_path) == []


@pytest.mark.skipif(os.name != "posix", reason="needs fork")
def test_killed_at_any_moment_the_plan_is_the_old_one_or_the_new_one(tmp_path: Path) -> None:
    worker = Path(__file__).with_name("migration_kill_worker.py")
    kills, done = 0, False
    with subprocess.Popen(
        [sys.executable, str(worker)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as killer:
        assert killer.stdin is not None
        assert killer.stdout is not None
        while not done:
            folder = tmp_path / str(kills)
            folder.mkdir()
            path = folder / "plan.jalon"
            older = put_older_plan(path)
            killer.stdin.write(f"{kills + 1}\t{path}\n")
            killer.stdin.flush()
            done = killer.stdout.readline() == "0\n"
            kills += 1

            assert_is_whole(path, older)
        killer.stdin.close()

    assert kills > 12  # fewer would mean that the moments were not seen


def assert_is_whole(path: Path, older: bytes) -> None:
    is_old = plan_file.schema_of(path) == 1
    if is_old:
        assert path.read_bytes() == older
    else:
        assert path.with_name(KEPT).read_bytes() == older
    with Workspace.open(path) as workspace:
        assert_holds_the_old(canonical.document(workspace.database))
        journal.verify(workspace.database)
    assert beside(path) == [KEPT]
    assert path.with_name(KEPT).read_bytes() == older


def test_a_plan_whose_deletions_are_told_field_by_field_keeps_its_history(plan_path: Path) -> None:
    """Until schema 2 a deletion was many lines of the journal: what they say is still found, and still verified."""
    older = put_older_plan(plan_path, 2)

    with Workspace.open(plan_path) as workspace:
        assert_holds_the_old(canonical.document(workspace.database), 2)
        journal.verify(workspace.database)
        assert len(journal.history(workspace.database)) == 78 + 1
        assert workspace.undo_label is None
        gone = deleted_standards(workspace)

    assert plan_path.with_name("plan.schema-2.jalon").read_bytes() == older
    assert gone == {"A submitted sample": 1, "Answer in 10 days": 1, "Documents detailing": 2}


def deleted_standards(workspace: Workspace) -> dict[str, int]:
    """Return how often the histories of all records tell that a standard was deleted, by how it begins."""
    names = ("A submitted sample", "Answer in 10 days", "Documents detailing", "")
    found: dict[str, int] = {}
    years = [FiscalYear(2023), FiscalYear(2024), FiscalYear(2025)]
    services = [row.service for row in workspace.rows(select(SERVICE_RECORD.c.service).distinct())]
    for service, year in product(services, years):
        told = record_history(workspace, service, year)
        for change in (change for entry in told.entries for change in entry.changes):
            if (change.operation, change.entity) == ("delete", "standard_record"):
                name = next(name for name in names if told.standards[change.key].en.startswith(name))
                found[name] = found.get(name, 0) + 1
    return found


@pytest.mark.parametrize("older_schema", [1, 2])
def test_canonical_json_of_an_older_plan_is_still_taken_in(tmp_path: Path, plan_path: Path, older_schema: int) -> None:
    exported = tmp_path / "plan.json"
    exported.write_bytes(canonical.write(older_document(older_schema)))

    with Workspace.create(plan_path, NewPlan("cgc-ccg", "Grain", "Grains", "2024-2025")) as workspace:
        load_plan(workspace, read_plan_json(exported))

        assert_holds_the_old(canonical.document(workspace.database), older_schema)


@pytest.mark.parametrize("spoil", ["lacks", "has more", "is no list", "has no row"])
def test_canonical_json_that_no_older_program_wrote_is_refused(spoil: str) -> None:
    document = older_document()
    held = document["entities"]
    match spoil:
        case "lacks":
            del held["service"]
        case "has more":
            held["saved_view"] = []
        case "is no list":
            held["service"] = {}
        case _:
            held["service"].append("row")

    with pytest.raises(canonical.NotCanonicalError):
        canonical.check(json.loads(json.dumps(document)))


def test_every_older_schema_has_its_plan_and_its_tables() -> None:
    known = {int(path.name[len("schema-") :].split(".")[0]) for path in PLANS.glob("schema-*.jalon.gz")}

    assert known == set(ENTITIES) == set(range(1, schema.SCHEMA_VERSION))
