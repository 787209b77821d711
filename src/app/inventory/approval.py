"""The yearly approval of the inventory, void once a record of that year changes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.i18n import N_
from app.inventory.errors import NothingToApproveError
from app.pieces import whole
from app.plan_facts import own_department
from model.base import new_key
from model.canonical import write
from model.change_set import ChangeKind
from model.inventory import INVENTORY_APPROVAL, SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Generator

    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


_AT_ONCE: Final = 40
"""So many records are written and hashed at once: a few milliseconds."""


@dataclass(frozen=True, slots=True)
class Approver:
    """Who keeps the inventory, who approved it, and when."""

    custodian: str
    approved_by: str
    approved_on: date


@dataclass(frozen=True, slots=True)
class ApprovalCard:
    """The newest approval of a year's inventory; it is in force while no record has changed since."""

    key: str
    custodian: str
    approved_by: str
    approved_on: date | None
    is_in_force: bool


def content_sha256(workspace: Workspace, department: str, year: FiscalYear) -> str:
    """Return the SHA-256 of a year's records and standards as canonical JSON."""
    return whole(hashed(workspace, department, year))


def hashed(workspace: Workspace, department: str, year: FiscalYear) -> Generator[None, None, str]:
    """Do the same in small pieces, so that a window stays awake meanwhile."""
    digest = hashlib.sha256(b"{")
    for at, table in enumerate((SERVICE_RECORD, STANDARD_RECORD)):
        here = (table.c.owner_org == department, table.c.fiscal_yr == str(year))
        keys = [row.id for row in workspace.rows(select(table.c.id).where(*here).order_by(table.c.id))]
        digest.update(b"," * at + f'\n "{table.name}": ['.encode())
        for start in range(0, len(keys), _AT_ONCE):
            query = select(table).where(table.c.id.in_(keys[start : start + _AT_ONCE])).order_by(table.c.id)
            for number, row in enumerate(workspace.rows(query), start):
                written = write(row._asdict()).decode("utf-8", "surrogatepass").rstrip().replace("\n", "\n  ")
                digest.update(("," * bool(number) + "\n  " + written).encode("utf-8", "surrogatepass"))
            yield
        digest.update(b"\n ]" if keys else b"]")
    digest.update(b"\n}\n")
    return digest.hexdigest()


def approval(workspace: Workspace, year: FiscalYear, department: str | None = None) -> ApprovalCard | None:
    """Return the newest approval of that year's inventory, in force or void; None when it never was approved."""
    return whole(approval_in_pieces(workspace, year, department))


def approval_in_pieces(
    workspace: Workspace, year: FiscalYear, department: str | None = None
) -> Generator[None, None, ApprovalCard | None]:
    """Do the same in small pieces."""
    owner = department or own_department(workspace)
    column = INVENTORY_APPROVAL.c
    found = workspace.rows(select(INVENTORY_APPROVAL).where(column.department == owner, column.fiscal_yr == str(year)))
    if not found:
        return None
    today = yield from hashed(workspace, owner, year)
    newest = max(found, key=lambda row: (row.content_sha256 == today, row.approved_on or "", row.id))
    return ApprovalCard(
        key=newest.id,
        custodian=newest.custodian,
        approved_by=newest.approved_by,
        approved_on=date.fromisoformat(newest.approved_on) if newest.approved_on else None,
        is_in_force=newest.content_sha256 == today,
    )


def approve_inventory(workspace: Workspace, year: FiscalYear, approver: Approver) -> ApprovalCard:
    """Approve the inventory of a year as it stands; undo stops here.

    Raises:
        NothingToApproveError: the year holds no record.
    """
    owner = own_department(workspace)
    any_record = select(SERVICE_RECORD.c.id).where(
        SERVICE_RECORD.c.owner_org == owner, SERVICE_RECORD.c.fiscal_yr == str(year)
    )
    if not workspace.rows(any_record.limit(1)):
        raise NothingToApproveError(str(year))
    key = new_key()
    with workspace.change(N_("Approve inventory"), kind=ChangeKind.SEAL) as connection:
        connection.execute(
            INVENTORY_APPROVAL.insert().values(
                id=key,
                department=owner,
                fiscal_yr=str(year),
                custodian=approver.custodian.strip(),
                approved_by=approver.approved_by.strip(),
                approved_on=approver.approved_on.isoformat(),
                content_sha256=content_sha256(workspace, owner, year),
            )
        )
    return ApprovalCard(key, approver.custodian, approver.approved_by, approver.approved_on, is_in_force=True)
