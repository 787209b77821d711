"""What hangs on a service, a record or a standard and goes with it when it is deleted.

Rows that name another row's key without a reference (a note may be on anything) are kept track of
here and nowhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from model.collection import COLLECTION_SERVICE
from model.inventory import NOTE, SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.ownership import SERVICE_OWNER, SUCCESSION
from model.priority import DECISION, SCORE
from model.quarters import QUARTERLY_VOLUME
from model.service_test import SERVICE_TEST
from model.strategy import INITIATIVE
from model.translation import CONFIRMATION
from model.years import CARRIED_RECORD, FIELD_MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

_BY_KEY = (NOTE, CONFIRMATION, QUARTERLY_VOLUME, CARRIED_RECORD, FIELD_MARK)
_BY_SERVICE = (SERVICE_OWNER, COLLECTION_SERVICE, SCORE, DECISION)


def delete_records(connection: Connection, records: Sequence[str], standards: Sequence[str]) -> None:
    """Delete records and standards with all that hangs on them, inside the open change."""
    delete_marks(connection, (*records, *standards))
    for table, keys in ((STANDARD_RECORD, standards), (SERVICE_RECORD, records)):
        connection.execute(table.delete().where(table.c.id.in_(keys)))


def delete_marks(connection: Connection, keys: Sequence[str]) -> None:
    """Delete what names one of ``keys``: notes, confirmations, quarters, marks of the year before."""
    for table in _BY_KEY:
        connection.execute(table.delete().where(table.c.record.in_(keys)))


def delete_with_records(connection: Connection, service: str) -> None:
    """Delete a service with its records and all that hangs on either, inside the open change."""
    for table in (SCORE, DECISION):
        keys = connection.execute(select(table.c.id).where(table.c.service == service)).scalars()
        delete_marks(connection, list(keys))
    records, standards = (
        list(connection.execute(select(table.c.id).where(table.c.service == service)).scalars())
        for table in (SERVICE_RECORD, STANDARD_RECORD)
    )
    delete_records(connection, records, standards)
    delete_marks(connection, [service])
    for table in (INITIATIVE, SERVICE_TEST):
        connection.execute(table.update().where(table.c.service == service).values(service=None))
    connection.execute(SERVICE.update().where(SERVICE.c.merged_into == service).values(merged_into=None))
    both = or_(SUCCESSION.c.from_service == service, SUCCESSION.c.to_service == service)
    connection.execute(SUCCESSION.delete().where(both))
    for table in _BY_SERVICE:
        connection.execute(table.delete().where(table.c.service == service))
    connection.execute(SERVICE.delete().where(SERVICE.c.id == service))
