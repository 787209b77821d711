"""What the records of a plan are called, and of which fiscal year they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from app.plan_facts import framework_of, mappings
from model.base import entities
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.inventory import SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from app.workspace import Workspace

_OWNER: Final = {
    "service_record": "service_name",
    "standard_record": "service_standard",
    "plan": "title",
    "evidence": "title",
    "corrective_action": "action",
}
"""Which pair of a record names it; ``name`` where nothing is said."""

_NOTED: Final = {table.name: table for table in (SERVICE_RECORD, STANDARD_RECORD)}


class RecordNames:
    """Names and years of records, also of those that only belong to something with a name.

    Each list of names is read when it is first asked for.

    Args:
        workspace: the open plan.
        services: keys of the services that are going to be named; None may be any of them.
    """

    def __init__(self, workspace: Workspace, services: Collection[str] | None = None) -> None:
        self._workspace = workspace
        self._wanted = services
        self._services: dict[str, Bilingual] | None = None
        self._parents: dict[str, dict[str, Any]] = {}

    def owner(self, entity: str, row: Mapping[str, Any]) -> Bilingual:
        """Return the name of a record, or of what it belongs to."""
        match entity:
            case "section":
                return self._framework_title("section", row["outline"])
            case "rating":
                return self._framework_title("requirement", row["requirement"])
            case "score" | "decision":
                return self._service(row["service"])
            case "service_test_answer":
                held = self._rows("service_test")[row["test"]]
                return Bilingual(held["name_en"], held["name_fr"])
            case "note":
                noted = self._noted(row)
                return self._service_of(noted["service"]) if noted else Bilingual()
        name = _OWNER.get(entity, "name")
        return Bilingual(row[f"{name}_en"], row[f"{name}_fr"]) if f"{name}_en" in row else Bilingual()

    def year(self, entity: str, row: Mapping[str, Any]) -> FiscalYear | None:
        """Return the fiscal year of a record, or of what it belongs to; None when it has none."""
        if entity == "note":
            row = self._noted(row) or {}
        written = row.get("fiscal_yr") or self._year_of_parent(entity, row)
        return FiscalYear.parse(written) if written else None

    def _noted(self, row: Mapping[str, Any]) -> Mapping[str, Any] | None:
        """Return the record that a note is on."""
        table = _NOTED.get(row["entity"])
        return self._workspace.row(table, row["record"]) if table is not None else None

    def _service_of(self, key: str) -> Bilingual:
        """Return the newest name of a service that may be none of those that were going to be named."""
        column = SERVICE_RECORD.c
        query = select(column.service_name_en, column.service_name_fr).where(column.service == key)
        rows = self._workspace.rows(query.order_by(column.fiscal_yr))
        return Bilingual(*rows[-1]) if rows else Bilingual()

    def _framework_title(self, kind: str, item: str) -> Bilingual:
        framework = framework_of(self._workspace)
        found: dict[str, Bilingual] = (
            {section.id: section.title for section in framework.outline}
            if kind == "section"
            else {requirement.id: requirement.title for requirement in framework.requirements}
        )
        return found.get(item, Bilingual(item, item))

    def _service(self, key: str) -> Bilingual:
        if self._services is None:
            column = SERVICE_RECORD.c
            query = select(column.service, column.service_name_en, column.service_name_fr)
            if self._wanted is not None:
                query = query.where(column.service.in_(sorted(self._wanted)))
            rows = self._workspace.rows(query.order_by(column.fiscal_yr))
            self._services = {row[0]: Bilingual(row[1], row[2]) for row in rows}
        return self._services.get(key, Bilingual())

    def _year_of_parent(self, entity: str, row: Mapping[str, Any]) -> str:
        parent = {
            "score": "selection_round",
            "decision": "selection_round",
            "rating": "assessment",
            "corrective_action": "assessment",
            "evidence": "rating",
        }.get(entity)
        if parent is None:
            return ""
        column = {"selection_round": "round"}.get(parent, parent)
        held = self._rows(parent).get(row[column] or "")
        if held is None:
            return ""
        written: str = held.get("fiscal_yr") or self._year_of_parent(parent, held)
        return written

    def _rows(self, entity: str) -> dict[str, dict[str, Any]]:
        if entity not in self._parents:
            table = next(table for table in entities() if table.name == entity)
            self._parents[entity] = {row["id"]: row for row in mappings(self._workspace, select(table))}
        rows: dict[str, dict[str, Any]] = self._parents[entity]
        return rows
