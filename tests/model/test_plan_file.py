"""The plan file: what is refused at opening, who holds it, and what lies beside it."""

from __future__ import annotations

import dataclasses
import os
import socket
import sqlite3
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from app.workspace import NewPlan, Workspace
from model import canonical, plan_file, schema
from model.inventory import SERVICE
from tests.model.test_journal import add_service, content, rename

if TYPE_CHECKING:
    from pathlib import Path

NEW = NewPlan("aafc-aac", "Agriculture and Agri-Food Canada", "Agriculture et Agroalimentaire Canada", "2023-2024")


def beside(path: Path) -> list[str]:
    return sorted(entry.name for entry in path.parent.iterdir() if entry != path)


def test_a_closed_plan_is_exactly_one_file(plan_path: Path) -> None:
    with Workspace.create(plan_path, NEW) as workspace:
        add_service(workspace)
        assert beside(plan_path) == [".plan.jalon.jalon.lock"]

    assert beside(plan_path) == []


def test_an_existing_file_is_never_overwritten(plan_path: Path) -> None:
    plan_path.write_text("mine")

    with pytest.raises(plan_file.PlanExistsError):
        Workspace.create(plan_path, NEW)

    assert plan_path.read_text() == "mine"


def test_of_two_who_make_a_plan_at_once_one_is_refused_and_harms_nothing(plan_path: Path) -> None:
    code = (
        "import pathlib, sys; from model import plan_file\n"
        "sys.stdin.readline()\n"
        "try: plan_file.create(pathlib.Path(sys.argv[1])); print('made')\n"
        "except plan_file.PlanExistsError: print('refused')"
    )
    makers = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(plan_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for _maker in range(4)
    ]
    for maker in makers:
        assert maker.stdin is not None
        maker.stdin.write("\n")
        maker.stdin.flush()
    said = sorted(maker.communicate(timeout=60)[0].strip() for maker in makers)

    assert said == ["made", "refused", "refused", "refused"]
    with Workspace.open(plan_path):
        assert beside(plan_path) == [".plan.jalon.jalon.lock"]


def test_a_plan_that_cannot_be_made_leaves_nothing(plan_path: Path) -> None:
    with_half_a_character = dataclasses.replace(NEW, name_en="\ud800")

    with pytest.raises(UnicodeEncodeError):
        Workspace.create(plan_path, with_half_a_character)

    assert not plan_path.exists()
    assert beside(plan_path) == []


def test_a_link_to_nothing_is_not_followed(plan_path: Path) -> None:
    plan_path.symlink_to(plan_path.with_name("elsewhere.jalon"))

    with pytest.raises(plan_file.PlanExistsError):
        Workspace.create(plan_path, NEW)

    assert beside(plan_path) == []


def test_a_process_that_dies_while_it_makes_a_plan_leaves_none_that_lacks_its_beginning(plan_path: Path) -> None:
    code = (
        "import os, pathlib, sys; from app.workspace import NewPlan, Workspace\n"
        "class Last:\n    def __conform__(self, protocol): os._exit(9)  # asked for once the schema is there\n"
        "Workspace.create(pathlib.Path(sys.argv[1]), NewPlan('aafc-aac', Last(), 'Nom', '2023-2024'))"
    )

    died = subprocess.run([sys.executable, "-c", code, str(plan_path)], check=False)

    assert died.returncode == 9
    with pytest.raises(plan_file.ForeignFileError):
        Workspace.open(plan_path)


@pytest.mark.skipif(os.name != "posix", reason="links need rights there")
def test_a_plan_that_is_reached_by_a_link_is_held_all_the_same(
    workspace: Workspace, plan_path: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.jalon"
    link.symlink_to(plan_path)

    with pytest.raises(plan_file.PlanHeldError):
        Workspace.open(link)

    assert plan_file.is_held(link)
    assert workspace.undo_label is None


def test_a_folder_cannot_be_read_as_a_plan(tmp_path: Path) -> None:
    with pytest.raises(plan_file.UnreadablePlanError):
        Workspace.read(tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="names of 300 letters are refused otherwise there")
def test_a_name_that_no_folder_takes_is_told(tmp_path: Path) -> None:
    with pytest.raises(plan_file.UnwritableError):
        Workspace.create(tmp_path / f"{'x' * 300}.jalon", NEW)


def test_an_account_without_a_name_is_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("os.getuid", lambda: 987_654_321)

    assert plan_file.account() == "987654321"


def test_a_second_writer_is_told_who_holds_the_plan(workspace: Workspace, plan_path: Path) -> None:
    with pytest.raises(plan_file.PlanHeldError) as told:
        Workspace.open(plan_path)

    assert told.value.holder is not None
    assert (told.value.holder.pid, told.value.holder.host) == (os.getpid(), socket.gethostname())
    assert not workspace.read_only


def test_a_held_plan_can_be_read_meanwhile(workspace: Workspace, plan_path: Path) -> None:
    add_service(workspace, "Permit")

    with Workspace.read(plan_path) as copy:
        rename(workspace, "Licence")  # the reader does not block the writer
        assert b"Permit" in content(copy)

    assert plan_file.is_held(plan_path)


def test_a_lock_left_by_a_dead_process_holds_nothing(plan_path: Path) -> None:
    Workspace.create(plan_path, NEW).close()
    program = f"""
import os, pathlib, sys
from app.workspace import Workspace
workspace = Workspace.open(pathlib.Path({str(plan_path)!r}))
sys.stdout.write("open"); sys.stdout.flush()
os.kill(os.getpid(), 9)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False)
    assert done.stdout == b"open"

    assert not plan_file.is_held(plan_path)
    with Workspace.open(plan_path) as again:
        assert again.left_by is not None
        assert plan_file.is_alive(again.left_by) is False


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER stranger AFTER UPDATE ON service BEGIN DELETE FROM service_record; END",
        "CREATE VIEW stranger AS SELECT 1",
        "CREATE TABLE stranger (id)",
        "ALTER TABLE service ADD COLUMN stranger TEXT",
        "DROP TRIGGER change_fixed_update",
    ],
)
def test_a_schema_that_is_not_exactly_ours_is_refused(plan_path: Path, statement: str) -> None:
    Workspace.create(plan_path, NEW).close()
    database = sqlite3.connect(plan_path)
    database.execute(statement)
    database.commit()
    database.close()
    before = plan_path.read_bytes()

    for opening in (Workspace.open, Workspace.read):
        with pytest.raises(plan_file.ForeignFileError):
            opening(plan_path)

    assert plan_path.read_bytes() == before
    assert beside(plan_path) == []


def test_a_newer_plan_is_refused_with_its_version(plan_path: Path) -> None:
    Workspace.create(plan_path, NEW).close()
    database = sqlite3.connect(plan_path)
    database.execute(f"PRAGMA user_version = {schema.SCHEMA_VERSION + 7}")
    database.commit()
    database.close()

    with pytest.raises(plan_file.NewerPlanError) as told:
        Workspace.open(plan_path)

    assert told.value.version == schema.SCHEMA_VERSION + 7


@pytest.mark.parametrize("keep", [0, 50, 8192, 40_000])
def test_a_truncated_plan_is_refused(plan_path: Path, keep: int) -> None:
    Workspace.create(plan_path, NEW).close()
    plan_path.write_bytes(plan_path.read_bytes()[:keep])

    for opening in (Workspace.open, Workspace.read):
        with pytest.raises((plan_file.DamagedPlanError, plan_file.ForeignFileError)):
            opening(plan_path)

    assert beside(plan_path) == []


def test_a_missing_plan_is_told(plan_path: Path) -> None:
    with pytest.raises(plan_file.MissingPlanError):
        Workspace.read(plan_path)


def test_a_full_disk_changes_nothing_and_the_session_goes_on(workspace: Workspace) -> None:
    add_service(workspace)
    before = content(workspace)
    pages = workspace.database.execute("PRAGMA page_count").fetchone()[0]
    workspace.database.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(plan_file.NoSpaceError):
        rename(workspace, "x" * 2_000_000)
    unchanged = content(workspace)
    workspace.database.execute("PRAGMA max_page_count = 1000000")
    rename(workspace, "y" * 2_000_000)

    assert unchanged == before
    assert b"yyy" in content(workspace)


def test_a_backup_is_the_same_plan(workspace: Workspace, tmp_path: Path) -> None:
    add_service(workspace)
    target = tmp_path / "backups" / "copy.jalon"

    workspace.snapshot(target)

    assert [entry.name for entry in target.parent.iterdir()] == ["copy.jalon"]
    with Workspace.open(target) as copy:
        assert copy.left_by is None
        assert content(copy) == content(workspace)


def test_canonical_json_makes_the_same_plan(workspace: Workspace, tmp_path: Path) -> None:
    add_service(workspace)
    written = canonical.document(workspace.database)

    with Workspace.create(tmp_path / "other.jalon", NEW) as other:
        with other.change("Read plan"):
            canonical.load(other.database, canonical.check(written))
        assert canonical.write(canonical.document(other.database)) == canonical.write(written)
        other.undo()
        assert other.rows(SERVICE.select()) == []


def test_a_json_document_that_is_no_plan_is_told_where(workspace: Workspace) -> None:
    written = canonical.document(workspace.database)
    written["entities"]["plan"][0]["years"] = [3]

    with pytest.raises(canonical.NotCanonicalError) as told:
        canonical.check(written)

    assert told.value.where == "plan[0].years"
