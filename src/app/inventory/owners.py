"""Who in the department answers for a service today: a person or an office, and where they are written to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.errors import UnknownCodeError, UnknownRecordError
from app.i18n import N_
from app.inventory.errors import UnstorableTextError
from model.base import new_key
from model.inventory import SERVICE
from model.ownership import SERVICE_OWNER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.workspace import Workspace

OWNER_FIELDS: Final = ("name", "email")
_EMAIL: Final = re.compile(r"[^\s@,;<>]+@[^\s@,;<>.]+(\.[^\s@,;<>.]+)+")


@dataclass(frozen=True, slots=True)
class Owner:
    """The person or office that answers for a service; blank where nobody is named."""

    key: str = ""
    name: str = ""
    email: str = ""


def service_owner(workspace: Workspace, service: str) -> Owner:
    """Return who answers for a service."""
    column = SERVICE_OWNER.c
    found = workspace.rows(select(column.id, column.name, column.email).where(column.service == service))
    return Owner(*found[0]) if found else Owner()


def edit_owner(workspace: Workspace, service: str, values: Mapping[str, str]) -> None:
    """Say who answers for a service, as one change; with both fields blank nobody is named.

    Args:
        workspace: the open plan.
        service: the service's key.
        values: ``name`` or ``email``, or both.

    Raises:
        UnknownRecordError: the plan holds no such service.
        UnknownCodeError: there is no such field.
        UnstorableTextError: a value holds a character that no file can carry, or a line break.
    """
    if workspace.row(SERVICE, service) is None:
        raise UnknownRecordError("service", service)
    held = service_owner(workspace, service)
    before = {"name": held.name, "email": held.email}
    after = before | {field: _stored(field, value) for field, value in values.items()}
    if after == before:
        return
    with workspace.change(N_("Change service owner")) as connection:
        if not any(after.values()):
            connection.execute(SERVICE_OWNER.delete().where(SERVICE_OWNER.c.id == held.key))
        elif held.key:
            connection.execute(SERVICE_OWNER.update().where(SERVICE_OWNER.c.id == held.key).values(**after))
        else:
            connection.execute(SERVICE_OWNER.insert().values(id=new_key(), service=service, **after))


def is_email(text: str) -> bool:
    """Whether a text has the form of one address of electronic mail."""
    return _EMAIL.fullmatch(text.strip()) is not None


def _stored(field: str, value: str) -> str:
    if field not in OWNER_FIELDS:
        raise UnknownCodeError(f"{SERVICE_OWNER.name}.{field}", field)
    text = value.strip()
    if any(ord(character) < 32 for character in text):
        raise UnstorableTextError(field, value)
    return text
