from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.i18n import N_
from app.milestones import milestones
from model.base import new_key
from model.strategy import INITIATIVE

if TYPE_CHECKING:
    from app.workspace import Workspace


def _add(workspace: Workspace, name: str, on: str | None, status: str = "") -> None:
    values = {
        "name_en": name,
        "name_fr": f"{name} (fr)",
        "completion_on": on,
        "status": status,
        "first_yr": "2024-2025",
    }
    with workspace.change(N_("Update the strategy")) as connection:
        connection.execute(INITIATIVE.insert().values(id=new_key(), **values))


def test_initiatives_with_a_day_come_the_earliest_first(workspace: Workspace) -> None:
    _add(workspace, "Later", "2026-03-31")
    _add(workspace, "Sooner", "2025-01-31")
    _add(workspace, "Some day", None)

    found = milestones(workspace)

    assert [entry.name.en for entry in found] == ["Sooner", "Later"]
    assert found[0].on == date(2025, 1, 31)


def test_what_was_reported_says_whether_it_is_reached_on_track_and_pursued(workspace: Workspace) -> None:
    for number, status in enumerate(("completed", "delayed", "discontinued", ""), start=1):
        _add(workspace, status or "new", f"2025-0{number}-01", status)

    done, late, dropped, new = milestones(workspace)

    assert (done.is_reached, done.is_on_track, done.counts) == (True, True, True)
    assert (late.is_reached, late.is_on_track) == (False, False)
    assert not dropped.counts
    assert (new.is_reached, new.is_on_track, new.counts, new.state) == (False, True, True, None)
