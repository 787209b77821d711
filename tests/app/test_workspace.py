from __future__ import annotations

import contextlib
import sqlite3
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from model.inventory import SERVICE

if TYPE_CHECKING:
    from pathlib import Path

    from app.workspace import Workspace

NEW = {"id": "s", "owner_org": "aafc-aac", "service_id": "1", "state": "active"}


def test_a_read_inside_a_change_sees_it_and_does_not_end_it(workspace: Workspace) -> None:
    with pytest.raises(ZeroDivisionError), workspace.change("Add service") as connection:  # noqa: PT012  one change
        connection.execute(SERVICE.insert().values(NEW))
        assert [row.id for row in workspace.rows(select(SERVICE.c.id))] == ["s"]
        raise ZeroDivisionError

    assert workspace.rows(select(SERVICE.c.id)) == []
    assert workspace.undo_label is None


def test_a_read_leaves_no_transaction_behind(workspace: Workspace) -> None:
    workspace.rows(select(SERVICE.c.id))

    assert not workspace.database.in_transaction
    assert workspace.database.isolation_level is None


def test_who_held_the_plan_is_forgotten_at_closing(workspace: Workspace, plan_path: Path) -> None:
    workspace.rows(select(SERVICE.c.id))

    workspace.close()

    with contextlib.closing(sqlite3.connect(plan_path)) as database:
        assert database.execute("SELECT count(*) FROM session").fetchone() == (0,)
