"""Opening a plan for writing where that can be, else for reading, and saying which."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.workspace import Workspace
from model import upgrade
from model.plan_file import (
    PlanExistsError,
    PlanFileError,
    PlanHeldError,
    UnwritableError,
    holder_of,
    is_alive,
    is_held,
    schema_of,
    takes_writing,
)
from model.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from model.plan_file import Holder


_READ, _INDEXED = 60, 80
"""Hundredths of the time after which a copy's rows are read, and its indexes made."""


@dataclass(frozen=True, slots=True)
class Opened:
    """An open plan, and what is to be said of how it was found.

    Attributes:
        workspace: the plan.
        is_held: somebody else has it open for writing.
        holder: who, as far as the plan says.
        left_by: whose session is still written down though nobody holds the plan: the machine stopped, or the
            file was copied while it was open and somebody goes on in the other one.
        kept: where the plan lies as it was, when an older one was brought to today's form.
    """

    workspace: Workspace
    is_held: bool = False
    holder: Holder | None = None
    left_by: Holder | None = None
    kept: Path | None = None


def open_or_read(path: Path, *, author: str = "") -> Opened:
    """Open a plan for writing; where somebody holds it, or its folder takes no writing, for reading.

    Raises:
        model.plan_file.PlanFileError: it is missing, foreign, newer or damaged.
    """
    try:
        workspace = Workspace.open(path, author=author)
    except PlanHeldError as error:
        return Opened(Workspace.read(path), is_held=True, holder=error.holder)
    except UnwritableError:
        return Opened(Workspace.read(path))
    left = workspace.left_by
    if left is not None and is_alive(left) is False:  # it ended here without closing: nothing to tell
        left = None
    return Opened(workspace, left_by=left, kept=workspace.upgraded.kept if workspace.upgraded else None)


def is_to_be_brought_up(path: Path) -> bool:
    """Whether opening this plan for writing would first bring it to today's form, which takes its time.

    Nobody in this process may have it open.
    """
    return _is_older(path) and takes_writing(path) and not is_held(path)


def is_to_be_copied(path: Path) -> bool:
    """Whether opening this plan, which can only be read, would first bring a copy of it to today's form.

    Nobody in this process may have it open.
    """
    return _is_older(path) and not (takes_writing(path) and not is_held(path))


def _is_older(path: Path) -> bool:
    try:
        return schema_of(path) < SCHEMA_VERSION
    except PlanFileError:  # opening tells why
        return False


def copy_brought_up(path: Path, made: Path, *, tell: Callable[[int], object]) -> None:
    """Write an older plan as it stands, in today's form, to a new file; the plan stays as it is, whoever holds it.

    Args:
        path: the plan.
        made: the new file.
        tell: hears how far it is, in hundredths.

    Raises:
        model.plan_file.PlanFileError: the plan is missing, foreign, newer or damaged, or the copy cannot be written.
    """
    tell(0)
    workspace = Workspace.read(path, tell=lambda share: tell(round(share * _READ)))
    try:
        tell(_INDEXED)
        workspace.snapshot(made)
    finally:
        workspace.close()
    tell(100)


def read_brought_up(path: Path, made: Path) -> Opened:
    """Open a plan for reading from a copy of it in today's form, and say who has it open.

    Raises:
        model.plan_file.PlanFileError: the copy cannot be read.
    """
    held = is_held(path)
    return Opened(Workspace.read(path, made), is_held=held, holder=holder_of(path) if held else None)


def bring_up(path: Path, *, author: str = "", tell: Callable[[int], object]) -> Path | None:
    """Bring an older plan to today's form; return where the old one lies now, or None for one of today's.

    Args:
        path: the plan.
        author: the planner's name; blank takes the account's.
        tell: hears how far it is, in hundredths.

    Raises:
        model.plan_file.PlanFileError: it is missing, foreign, newer, damaged, held or cannot be written.
    """
    with Workspace.open(path, author=author, tell=tell) as workspace:
        return None if workspace.upgraded is None else workspace.upgraded.kept


def tidy_up(path: Path) -> None:
    """Remove what a process left that was ended while it brought a plan up; the plan is the old one or the new one."""
    if not is_held(path):
        upgrade.hidden(path.resolve()).unlink(missing_ok=True)


def save_copy(workspace: Workspace, target: Path) -> None:
    """Write the plan as it stands to a new file, verified; nothing is ever replaced.

    Raises:
        model.plan_file.PlanFileError: something of that name is there, or it cannot be written.
    """
    if target.exists():
        raise PlanExistsError(target)
    workspace.snapshot(target)
