"""Which departments use an identifier, as the published inventory that was loaded says.

Services are given from department to department, and the published inventory goes back years: who
reported under an identifier last uses it today.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from functools import lru_cache
from typing import TYPE_CHECKING

from app.reference import store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_QUERY = """
SELECT DISTINCT service.service_id, record.owner_org, record.fiscal_yr
FROM service_record AS record JOIN service ON service.id = record.service
WHERE service.service_id <> ''
ORDER BY record.fiscal_yr
"""


def identifier_owners() -> Mapping[str, frozenset[str]]:
    """Return the departments by identifier; nothing where no reference is loaded or it cannot be read.

    The file is not opened as a plan is: this is asked for while a plan is being checked, and takes a moment only.
    """
    path = store.path()
    try:
        told = path.stat()
    except OSError:
        return {}
    return _owners(path, told.st_mtime_ns, told.st_size)


@lru_cache(maxsize=1)
def _owners(path: Path, _changed: int, _size: int) -> Mapping[str, frozenset[str]]:
    found: dict[str, tuple[str, set[str]]] = {}
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            for identifier, department, year in database.execute(_QUERY):
                last, _departments = found.get(identifier, ("", set()))
                if year != last:
                    found[identifier] = (year, set())
                found[identifier][1].add(department)
    except sqlite3.Error:  # the page on the comparison tells of a damaged reference
        return {}
    return {identifier: frozenset(departments) for identifier, (_year, departments) in found.items()}
