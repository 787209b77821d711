"""Views are kept in the plan under a name, and taken back like any change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.errors import UnknownRecordError
from app.saved_views import ViewNameError, delete_view, rename_view, save_view, saved_views

if TYPE_CHECKING:
    from app.workspace import Workspace


def names(workspace: Workspace) -> list[str]:
    return [view.name for view in saved_views(workspace, "inventory")]


def test_a_view_is_kept_renamed_deleted_and_each_is_undone(workspace: Workspace) -> None:
    key = save_view(workspace, "inventory", "  Online   services ", {"sort": [["volume", True]]})
    rename_view(workspace, key, "Services en ligne")
    delete_view(workspace, key)

    told = [(workspace.undo(), names(workspace)) for _undo in range(3)]

    assert told == [
        ("Delete view", ["Services en ligne"]),
        ("Rename view", ["Online services"]),
        ("Save view", []),
    ]


def test_a_name_is_one_view_whatever_its_accents(workspace: Workspace) -> None:
    first = save_view(workspace, "inventory", "Été", {"a": 1})
    again = save_view(workspace, "inventory", "ete", {"a": 2})
    other = save_view(workspace, "inventory", "Hiver", {})

    with pytest.raises(ViewNameError):
        rename_view(workspace, other, "ÉTÉ")
    with pytest.raises(ViewNameError):
        save_view(workspace, "inventory", "  ", {})

    assert first == again
    assert [dict(view.content) for view in saved_views(workspace, "inventory")] == [{"a": 2}, {}]


def test_the_same_view_again_is_no_change(workspace: Workspace) -> None:
    save_view(workspace, "inventory", "A", {"a": 1})
    label = workspace.undo_label
    save_view(workspace, "inventory", "A", {"a": 1})

    workspace.undo()

    assert label == "Save view"
    assert names(workspace) == []


def test_a_view_that_is_gone_is_told(workspace: Workspace) -> None:
    with pytest.raises(UnknownRecordError):
        delete_view(workspace, "x")
    with pytest.raises(UnknownRecordError):
        rename_view(workspace, "x", "y")
