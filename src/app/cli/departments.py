"""Which department an answer covers, as ``--department`` gives it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.errors import UnknownDepartmentError
from app.plan_facts import OWN, holds_department
from app.registry import code_lists

if TYPE_CHECKING:
    import argparse

    from app.workspace import Workspace

ALL: Final = "all"


def department(args: argparse.Namespace, workspace: Workspace) -> str | None:
    """Return the department that was asked for: ``OWN``, a code, or None for every one.

    Raises:
        UnknownDepartmentError: a code that neither the registry nor the plan knows; an answer
            about nothing would look like one.
    """
    asked: str | None = args.department
    if asked is None:
        return OWN
    if asked == ALL:
        return None
    if not is_known(workspace, asked):
        raise UnknownDepartmentError(asked)
    return asked


def is_known(workspace: Workspace, code: str) -> bool:
    """Whether the registry's list or the plan has a department."""
    return code_lists.department(code) is not None or holds_department(workspace, code)
