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
    try:
        return schema_of(path) < SCHEMA_VERSION and takes_writing(path) and not is_held(path)
    except PlanFileError:  # opening tells why
        return False


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
