"""The journal: nothing changes unrecorded, everything comes back, nothing can be altered unseen."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from app.errors import NothingToUndoError, SealedError
from app.workspace import Workspace
from model import canonical, journal
from model.base import new_key
from model.change_set import ChangeKind, ChangeSet
from model.inventory import NOTE, SERVICE, SERVICE_RECORD
from model.journal_tables import deleted_row
from model.priority import DECISION, SELECTION_ROUND
from model.strategy import VERSION

if TYPE_CHECKING:
    from pathlib import Path


def content(workspace: Workspace) -> bytes:
    return canonical.write(canonical.document(workspace.database))


def add_service(workspace: Workspace, name: str = "Permit") -> str:
    key = new_key()
    with workspace.change("Add service") as connection:
        connection.execute(SERVICE.insert().values(id=key, owner_org="aafc-aac", service_id="1", state="active"))
        connection.execute(
            SERVICE_RECORD.insert().values(
                id=new_key(), service=key, owner_org="aafc-aac", fiscal_yr="2023-2024", service_name_en=name
            )
        )
    return key


def rename(workspace: Workspace, name: str) -> None:
    with workspace.change("Rename service") as connection:
        connection.execute(update(SERVICE_RECORD).values(service_name_en=name))


def change_and_fail(workspace: Workspace) -> None:
    with workspace.change("Half done") as connection:
        connection.execute(update(SERVICE_RECORD).values(service_name_en="x"))
        raise ZeroDivisionError


def test_a_write_outside_a_change_is_refused_by_the_database(workspace: Workspace) -> None:
    add_service(workspace)

    for statement in (
        "UPDATE service SET service_id = '2'",
        "DELETE FROM service_record",
        "INSERT OR REPLACE INTO service SELECT * FROM service",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="no open change"):
            workspace.database.execute(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET old = 'x'",
        "DELETE FROM change",
        "UPDATE change_set SET label = 'x'",
        "DELETE FROM change_set",
        """INSERT INTO change("set", entity, "key", op, field) VALUES (1, 'service', 'x', 'insert', '')""",
    ],
)
def test_history_is_append_only(workspace: Workspace, statement: str) -> None:
    add_service(workspace)

    with pytest.raises(sqlite3.IntegrityError):
        workspace.database.execute(statement)


def test_undo_and_redo_survive_closing(workspace: Workspace, plan_path: Path) -> None:
    before = content(workspace)
    add_service(workspace)
    rename(workspace, "Licence")
    after = content(workspace)
    workspace.close()

    with Workspace.open(plan_path) as again:
        assert (again.undo(), again.undo()) == ("Rename service", "Add service")
        undone = content(again)
    with Workspace.open(plan_path) as again:
        assert (again.redo(), again.redo()) == ("Add service", "Rename service")
        redone = content(again)

    assert undone == before
    assert redone == after


def test_a_new_change_ends_redo(workspace: Workspace) -> None:
    add_service(workspace)
    workspace.undo()
    add_service(workspace)

    assert workspace.redo_label is None
    with pytest.raises(NothingToUndoError):
        workspace.redo()


def test_undo_stops_at_a_seal(workspace: Workspace) -> None:
    add_service(workspace)
    with workspace.change("Freeze round", kind=ChangeKind.SEAL) as connection:
        connection.execute(SELECTION_ROUND.insert().values(id=new_key(), fiscal_yr="2023-2024", revision=1))

    assert workspace.undo_label is None
    with pytest.raises(NothingToUndoError):
        workspace.undo()


def test_many_changes_of_one_row_in_one_set_come_back(workspace: Workspace) -> None:
    add_service(workspace)
    before = content(workspace)
    with workspace.change("Everything at once") as connection:
        for name in ("a", "b", ""):
            connection.execute(update(SERVICE_RECORD).values(service_name_en=name, num_phone_enquiries="00"))
        row = connection.execute(SERVICE_RECORD.select()).mappings().one()
        connection.execute(SERVICE_RECORD.delete())
        connection.execute(SERVICE_RECORD.insert().values(**row))
        connection.exec_driver_sql("INSERT OR REPLACE INTO service SELECT * FROM service")

    workspace.undo()

    assert content(workspace) == before
    journal.verify(workspace.database)


def test_rows_that_take_each_others_place_come_back_in_turn(workspace: Workspace) -> None:
    """Two records exchange their years by way of a third: no two may have one at any moment of the undo."""
    service = add_service(workspace)
    with workspace.change("Another year") as connection:
        for key, year in (("one", "2021-2022"), ("two", "2022-2023")):
            values = {"id": key, "service": service, "owner_org": "aafc-aac", "fiscal_yr": year}
            connection.execute(SERVICE_RECORD.insert().values(**values))
    before = content(workspace)
    with workspace.change("Exchange") as connection:
        for key, year in (("one", "2020-2021"), ("two", "2021-2022"), ("one", "2022-2023")):
            wanted = {"fiscal_yr": year, "service_name_en": year, "program_id": key}
            connection.execute(update(SERVICE_RECORD).where(SERVICE_RECORD.c.id == key).values(**wanted))
    after = content(workspace)

    workspace.undo()
    undone = content(workspace)
    workspace.redo()

    assert (undone, content(workspace)) == (before, after)
    journal.verify(workspace.database)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.text(st.characters(blacklist_categories=["Cs"]), max_size=20), min_size=4, max_size=4),
    st.one_of(st.none(), st.sampled_from(["2024-05-01", ""])),
)
@example(["", "a\0b\0", '"\\"\\\\', "\x00\x1f\x7f\u2028\r\n\t"], "")
def test_a_deleted_row_comes_back_whatever_it_said(workspace: Workspace, texts: list[str], day: str | None) -> None:
    name, other, description, key = texts
    with workspace.change("Add service") as connection:
        connection.execute(
            SERVICE.insert().values(id=f"s{key}", owner_org="aafc-aac", service_id=other, state="active")
        )
        values = {"service_name_en": name, "service_name_fr": other, "service_description_fr": description}
        record = {"id": f"r{key}", "service": f"s{key}", "owner_org": "aafc-aac", "fiscal_yr": "2023-2024"}
        connection.execute(SERVICE_RECORD.insert().values(**record, **values, confirmed_on=day))
    with workspace.reading() as connection:
        row = connection.execute(SERVICE_RECORD.select()).one()

    workspace.undo()
    query = "SELECT old FROM change WHERE op = 'delete' AND entity = 'service_record' ORDER BY ord DESC LIMIT 1"
    (written,) = workspace.database.execute(query).fetchone()
    workspace.redo()

    assert deleted_row("service_record", written) == row._asdict()
    with workspace.reading() as connection:
        assert connection.execute(SERVICE_RECORD.select()).one() == row
    journal.verify(workspace.database)
    workspace.undo()


def test_a_row_with_packed_content_comes_back(workspace: Workspace) -> None:
    """Only the undo of a whole plan that was read in deletes a version."""
    plan = canonical.document(workspace.database)
    version = dict.fromkeys(VERSION.columns.keys(), "") | {"id": "v", "approved_on": None, "content": plan}
    rows = plan["entities"] | {"version": [version]}
    before = content(workspace)
    with workspace.change("Import plan", kind=ChangeKind.IMPORT):
        canonical.load(workspace.database, rows)
    after = content(workspace)

    workspace.undo()
    undone = content(workspace)
    workspace.redo()

    assert (undone, content(workspace)) == (before, after)
    journal.verify(workspace.database)


def test_what_is_deleted_is_one_line_that_names_what_it_belonged_to(workspace: Workspace) -> None:
    service = add_service(workspace)
    workspace.undo()

    lines = workspace.database.execute("SELECT entity, field, new FROM change WHERE op = 'delete' ORDER BY ord")

    assert lines.fetchall() == [("service_record", "", service), ("service", "", None)]


@pytest.mark.parametrize(
    "written",
    ["x", "[]", "{}", '{"id":"another"}', '{"id":"KEY","nothing_of_ours":""}', 7, None],
)
def test_a_deletion_that_no_trigger_wrote_is_found(workspace: Workspace, written: str | int | None) -> None:
    key = add_service(workspace)
    workspace.undo()
    workspace.database.execute("DROP TRIGGER change_fixed_update")

    made_up = written.replace("KEY", key) if isinstance(written, str) else written
    workspace.database.execute("UPDATE change SET old = ? WHERE op = 'delete'", (made_up,))

    with pytest.raises(journal.BrokenJournalError):
        workspace.redo()
    with pytest.raises(journal.BrokenJournalError):
        journal.verify(workspace.database)


def test_a_change_that_fails_leaves_nothing(workspace: Workspace) -> None:
    add_service(workspace)
    before, sets = content(workspace), len(journal.history(workspace.database))

    with pytest.raises(ZeroDivisionError):
        change_and_fail(workspace)

    assert content(workspace) == before
    assert len(journal.history(workspace.database)) == sets


def test_a_change_that_changes_nothing_is_no_change(workspace: Workspace) -> None:
    add_service(workspace, "Permit")
    sets = len(journal.history(workspace.database))

    rename(workspace, "Permit")

    assert len(journal.history(workspace.database)) == sets


def test_observers_are_told_which_keys_changed(workspace: Workspace) -> None:
    heard: list[ChangeSet] = []
    workspace.observe(heard.append)

    key = add_service(workspace)

    assert key in heard[0].keys
    assert heard[0].touches("service")
    assert not heard[0].touches("section")


def test_rows_of_a_frozen_round_are_refused(workspace: Workspace) -> None:
    service, selection = add_service(workspace), new_key()
    with workspace.change("Freeze round", kind=ChangeKind.SEAL) as connection:
        values = {"id": selection, "fiscal_yr": "2023-2024", "revision": 1, "state": "draft"}
        connection.execute(SELECTION_ROUND.insert().values(**values))
        connection.execute(DECISION.insert().values(id=new_key(), round=selection, service=service, priority="Y"))
        connection.execute(update(SELECTION_ROUND).values(state="frozen"))

    with pytest.raises(SealedError), workspace.change("Change a decision") as connection:
        connection.execute(update(DECISION).values(priority="N"))
    with pytest.raises(SealedError), workspace.change("Thaw") as connection:
        connection.execute(update(SELECTION_ROUND).values(state="draft"))
    with pytest.raises(SealedError), workspace.change("Add a decision") as connection:
        connection.execute(DECISION.insert().values(id=new_key(), round=selection, service=service))


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE service_record SET service_name_en = 'Tampered'",
        "UPDATE change_set SET author = 'Somebody else' WHERE seq = 2",
        "UPDATE change SET new = 'Tampered' WHERE op = 'update'",
        "DELETE FROM change WHERE op = 'update'",
        "DELETE FROM service_record",
    ],
)
def test_what_is_altered_behind_the_journal_is_found(workspace: Workspace, tampering: str) -> None:
    add_service(workspace)
    rename(workspace, "Licence")
    journal.verify(workspace.database)
    triggers = workspace.database.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in triggers:
        workspace.database.execute(f"DROP TRIGGER {name}")

    workspace.database.execute(tampering)

    with pytest.raises(journal.BrokenJournalError):
        journal.verify(workspace.database)


def test_a_hash_is_of_the_json_of_the_set_however_it_is_written(workspace: Workspace) -> None:
    """Plans that are closed hold hashes of that one list: writing it in pieces must not give another."""
    odd = ['"quoted"\\ back', "line\nbreak\ttab\x1f\x7f", "été « œ »\u2028\U0001f600"]
    key = add_service(workspace)
    with workspace.change("Add notes") as connection:
        for number in range(1_100):
            text = odd[number % 3]
            connection.execute(NOTE.insert().values(id=f"{number}", entity="service", record=key, text_en=text))

    query = "SELECT seq, id, parent, replica, at, author, label, kind, reverts, hash FROM change_set ORDER BY seq"
    parent = ""
    newest = workspace.database.execute("SELECT max(seq) FROM change_set").fetchone()[0]
    for heading in workspace.database.execute(query).fetchall():
        changes = workspace.database.execute(
            'SELECT entity, "key", op, field, old, new FROM change WHERE "set" = ? ORDER BY ord', (heading[0],)
        ).fetchall()
        if heading[0] == newest:
            rows = []
            for entity, place in [(change[0], change[1]) for change in changes if change[2] == "insert"]:
                cursor = workspace.database.execute("SELECT * FROM note WHERE id = ?", (place,))
                names = [column[0] for column in cursor.description]
                rows.append([entity, place, [list(cell) for cell in zip(names, cursor.fetchone(), strict=True)]])
            document = [parent, list(heading[1:9]), [list(change) for change in changes], rows]
            text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
            assert heading[9] == hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        parent = heading[9]
    journal.verify(workspace.database)


def test_more_rows_than_go_to_the_database_at_once_come_back(workspace: Workspace) -> None:
    with workspace.change("Add notes") as connection:
        for number in range(1_100):
            connection.execute(NOTE.insert().values(id=f"{number}", entity="service", record="s", text_en=f"{number}"))
    before = content(workspace)
    with workspace.change("Everything at once") as connection:
        connection.execute(update(NOTE).values(text_fr=NOTE.c.text_en, field="service_scope"))
        connection.execute(NOTE.delete().where(NOTE.c.id.like("%7")))
    after = content(workspace)

    workspace.undo()
    undone = content(workspace)
    workspace.redo()

    assert (undone, content(workspace)) == (before, after)
    journal.verify(workspace.database)
