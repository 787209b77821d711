"""A plan's canonical JSON: read from a file, and taken over by a plan without records."""

from __future__ import annotations

import json
import re
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from app.errors import SealedError
from app.i18n import N_
from app.registry.errors import PlanJsonError, PlanNotEmptyError
from app.registry.plan_values import form_of, is_year
from app.registry.stored import TABLES
from app.resources import resource
from model import canonical
from model.base import entities
from model.change_set import ChangeKind
from model.schema import SCHEMA_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from app.workspace import Workspace


@dataclass(frozen=True)
class PlanDocument:
    """A plan read from JSON: rows by entity, checked for their form."""

    path: Path
    rows: dict[str, list[dict[str, Any]]]

    @property
    def count(self) -> int:
        """Return how many rows it has."""
        return sum(len(rows) for rows in self.rows.values())


def read_plan_json(path: Path) -> PlanDocument:
    """Read a plan's JSON.

    Raises:
        PlanJsonError: it is no JSON, or no plan of this schema.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
        text.encode()
        content = json.loads(text)
    except (UnicodeError, ValueError, RecursionError) as error:
        raise PlanJsonError(path, "") from error
    try:
        rows = canonical.check(content)
    except canonical.NotCanonicalError as error:
        schema = content.get("schema") if isinstance(content, dict) else None
        newer = isinstance(schema, int) and schema > SCHEMA_VERSION
        raise PlanJsonError(path, error.where, newer=newer) from error
    _check_values(path, rows)
    return PlanDocument(path, rows)


def _check_values(path: Path, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Refuse what no plan can hold, and a document that is not exactly one plan of a known policy."""
    if len(rows["plan"]) != 1:
        raise PlanJsonError(path, "plan")
    for name, is_good in _PLAN.items():
        if not is_good(rows["plan"][0][name]):
            raise PlanJsonError(path, f"plan[0].{name}")
    for table in entities():
        forms = {column.name: form_of(table, column) for column in table.columns}
        for index, row in enumerate(rows[table.name]):
            for name, value in row.items():
                if not forms[name](value):
                    raise PlanJsonError(path, f"{table.name}[{index}].{name}")


def _is_known_policy(value: object) -> bool:
    name = str(value)
    return bool(_SLUG.fullmatch(name)) and resource("templates", "frameworks", f"{name}.yaml").is_file()


_SLUG: Final = re.compile(r"[a-z0-9-]+")
_PLAN: Final[Mapping[str, Callable[[object], bool]]] = {
    "department": lambda value: isinstance(value, str) and bool(value.strip()),
    "framework": _is_known_policy,
    "first_yr": is_year,
    "years": lambda value: type(value) is int and 2 <= value <= 5,
    "office_language": lambda value: value in {"en", "fr"},
}


def check_is_empty(workspace: Workspace) -> None:
    """Refuse a plan that has records.

    Raises:
        PlanNotEmptyError: it has.
    """
    for table in TABLES.values():
        if workspace.rows(select(func.count()).select_from(table))[0][0]:
            raise PlanNotEmptyError(workspace.path)


def load_plan(workspace: Workspace, document: PlanDocument) -> None:
    """Make a plan without records hold exactly what the document says, as one change set.

    Raises:
        PlanNotEmptyError: the plan has records, or approvals that cannot be replaced.
        PlanJsonError: rows point at nothing, or hold what a plan cannot.
    """
    check_is_empty(workspace)
    try:
        with workspace.change(N_("Import plan"), kind=ChangeKind.IMPORT):
            canonical.load(workspace.database, document.rows)
    except SealedError as error:
        raise PlanNotEmptyError(workspace.path) from error
    except (
        IntegrityError,
        sqlite3.IntegrityError,
        sqlite3.ProgrammingError,
        TypeError,
        ValueError,
        OverflowError,
    ) as error:
        raise PlanJsonError(document.path, "entities") from error
