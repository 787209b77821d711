"""Texts being typed survive a crash and leave no trace in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.drafts import Draft, drafts, drop_draft, save_draft
from app.workspace import Workspace
from model import canonical, journal
from model.plan_file import NoSpaceError

if TYPE_CHECKING:
    from pathlib import Path


def test_a_draft_is_there_at_the_next_opening(workspace: Workspace, plan_path: Path) -> None:
    save_draft(workspace, Draft("service_record", "key", "service_name", "fr", "Perm"))
    save_draft(workspace, Draft("service_record", "key", "service_name", "fr", "Permis"))
    workspace.close()

    with Workspace.open(plan_path) as again:
        kept = drafts(again, "service_record", "key")

    assert [(draft.field, draft.language, draft.text) for draft in kept] == [("service_name", "fr", "Permis")]
    assert kept[0].at


def test_a_draft_for_which_the_disk_has_no_room_is_told(workspace: Workspace) -> None:
    pages = workspace.database.execute("PRAGMA page_count").fetchone()[0]
    workspace.database.execute(f"PRAGMA max_page_count = {pages}")

    with pytest.raises(NoSpaceError):
        save_draft(workspace, Draft("section", "key", "text", "en", "x" * 2_000_000))

    workspace.database.execute("PRAGMA max_page_count = 1000000")
    save_draft(workspace, Draft("section", "key", "text", "en", "x" * 2_000_000))
    assert len(drafts(workspace)[0].text) == 2_000_000


def test_a_dropped_draft_is_gone(workspace: Workspace) -> None:
    save_draft(workspace, Draft("section", "key", "text", "en", "Half a sentence"))

    drop_draft(workspace, "section", "key", "text", "en")

    assert drafts(workspace) == ()


def test_a_draft_is_no_change_of_the_plan(workspace: Workspace) -> None:
    before, head = canonical.document(workspace.database), journal.head(workspace.database)

    save_draft(workspace, Draft("section", "key", "text", "en", "Half a sentence"))

    assert canonical.document(workspace.database) == before
    assert journal.head(workspace.database) == head
