"""Views of a list that a planner keeps under a name: what is filtered, how it is sorted, which columns."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.errors import PlanError, UnknownRecordError
from app.i18n import N_
from app.typography import fold
from model.base import new_key
from model.views import SAVED_VIEW

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.workspace import Workspace


class ViewNameError(PlanError):
    """A view has no name, or another one of the list has it."""

    def __init__(self, value: str) -> None:
        super().__init__(value)
        self.value = value


@dataclass(frozen=True, slots=True)
class SavedView:
    """One kept view; ``content`` is what the list made of itself."""

    key: str
    name: str
    content: Mapping[str, Any]


def saved_views(workspace: Workspace, step: str) -> tuple[SavedView, ...]:
    """Return the views of a step's list by name."""
    column = SAVED_VIEW.c
    found = workspace.rows(select(column.id, column.name, column.content).where(column.step == step))
    views = (SavedView(row.id, row.name, _content(row.content)) for row in found)
    return tuple(sorted(views, key=lambda view: (fold(view.name), view.name)))


def save_view(workspace: Workspace, step: str, name: str, content: Mapping[str, Any]) -> str:
    """Keep a view under a name; one of that name is replaced. Return its key.

    Raises:
        ViewNameError: the name is blank.
    """
    bare = " ".join(name.split())
    if not bare:
        raise ViewNameError(name)
    written = json.dumps(content, ensure_ascii=False, sort_keys=True)
    known = _named(workspace, step, bare)
    if known is not None:
        if known.content != json.loads(written):
            with workspace.change(N_("Change view")) as connection:
                connection.execute(SAVED_VIEW.update().where(SAVED_VIEW.c.id == known.key).values(content=written))
        return known.key
    key = new_key()
    with workspace.change(N_("Save view")) as connection:
        connection.execute(SAVED_VIEW.insert().values(id=key, step=step, name=bare, content=written))
    return key


def rename_view(workspace: Workspace, key: str, name: str) -> None:
    """Give a view another name.

    Raises:
        UnknownRecordError: the plan holds no such view.
        ViewNameError: the name is blank, or another view of the list has it.
    """
    row = workspace.row(SAVED_VIEW, key)
    if row is None:
        raise UnknownRecordError("saved_view", key)
    bare = " ".join(name.split())
    other = _named(workspace, row["step"], bare) if bare else None
    if not bare or (other is not None and other.key != key):
        raise ViewNameError(name)
    if bare != row["name"]:
        with workspace.change(N_("Rename view")) as connection:
            connection.execute(SAVED_VIEW.update().where(SAVED_VIEW.c.id == key).values(name=bare))


def delete_view(workspace: Workspace, key: str) -> None:
    """Delete a view.

    Raises:
        UnknownRecordError: the plan holds no such view.
    """
    if workspace.row(SAVED_VIEW, key) is None:
        raise UnknownRecordError("saved_view", key)
    with workspace.change(N_("Delete view")) as connection:
        connection.execute(SAVED_VIEW.delete().where(SAVED_VIEW.c.id == key))


def _named(workspace: Workspace, step: str, name: str) -> SavedView | None:
    wanted = fold(name)
    return next((view for view in saved_views(workspace, step) if fold(view.name) == wanted), None)


def _content(written: str) -> Mapping[str, Any]:
    """Return what a view holds; one that another program wrote oddly is an empty one."""
    try:
        found = json.loads(written)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
