"""The services of the year that the window shows, kept up to date with what changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import i18n
from app.formats import format_year
from app.i18n import _, ngettext
from app.inventory.approval import approval
from app.inventory.rows import ServiceRow, rows, summary
from ui.pages.inventory.service_columns import SEVERITY, ServiceColumns
from ui.pages.steps import Step
from ui.tables.rows_model import RowsModel
from ui.widgets.finding_chip import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.checks.finding import Finding
    from app.inventory.approval import ApprovalCard
    from app.inventory.rows import InventorySummary
    from model.bilingual import Bilingual
    from model.change_set import ChangeSet
    from ui.open_plan import OpenPlan

_SHOWN = ("service", "service_record", "standard_record", "program", "selection_round", "decision")
_ROUNDS = ("program", "selection_round", "decision")  # what may bear on every row


class ServiceListModel(QObject):
    """Rows for the table, the facts of the heading, and the worst finding of each service."""

    refreshed = Signal()  # rows or facts are others now

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._levels: dict[str, Level] = {}
        self._services: dict[str, str] = {}  # of every key that a row stands for
        columns = ServiceColumns(self.shown, self.level)
        self.table: RowsModel[ServiceRow] = RowsModel(
            columns.all(), key=lambda row: row.key, folded=lambda row: row.folded
        )
        self.table.sort_by("service", descending=False)
        self._approval: ApprovalCard | None = None
        plan.changed.connect(self._follow)
        plan.year_changed.connect(lambda _year: self.reload())

    def shown(self, text: Bilingual) -> str:
        """Return the side of a text that the list shows."""
        return self._plan.shown(text, i18n.language())

    def level(self, service: str) -> Level | None:
        """Return the worst level found at a service in this year, or None."""
        return self._levels.get(service)

    def summary(self) -> InventorySummary:
        """Return how many services the year holds."""
        return summary(self.table.rows())

    def approval(self) -> ApprovalCard | None:
        """Return the approval of the year, in force or void."""
        return self._approval

    def row(self, service: str) -> ServiceRow | None:
        """Return the row of a service, shown or not."""
        return next((row for row in self.table.rows() if row.key == service), None)

    def names(self) -> dict[str, str]:
        """Return what each service is called, by its identifier."""
        return {row.service_id: self.shown(row.name) for row in self.table.rows() if row.service_id}

    def service_of(self, key: str) -> str:
        """Return the service that a record, a standard or itself belongs to; blank when none does."""
        return self._services.get(key, "")

    def resort(self) -> None:
        """Sort again: names are in the other language now."""
        if (order := self.table.sorted_by()) is not None:
            self.table.sort_by(order[0], descending=order[1])

    def reload(self) -> None:
        """Read every row again."""
        self.table.set_rows(rows(self._plan.workspace, self._plan.year))
        self._index()

    def take_findings(self, findings: Iterable[Finding]) -> None:
        """Show at each service the worst of what was found in this year."""
        worst: dict[str, Level] = {}
        for finding in findings:
            service = self._services.get(finding.id, "")
            if service and finding.year in {None, self._plan.year}:
                level = Level(finding.level.value)
                if SEVERITY[level] > SEVERITY.get(worst.get(service, Level.SUGGESTION), 0) or service not in worst:
                    worst[service] = level
        if worst != self._levels:
            self._levels.clear()
            self._levels.update(worst)
            self.refreshed.emit()

    def error_count(self) -> int:
        """Return how many errors are open in the year's inventory."""
        found = self._plan.findings.in_step(Step.INVENTORY)
        return sum(one.is_error and one.year in {None, self._plan.year} for one in found)

    def facts(self, *, short: bool = False) -> str:
        """Return the line below the title: how many services, what is new, whether it is approved.

        Args:
            short: leave out since when services are new, where there is little room.
        """
        found, last = self.summary(), format_year(self._plan.year - 1)
        if not found.services and self.table.rows():
            return _("Nothing reported yet in {year}").format(year=format_year(self._plan.year))
        parts = [ngettext("{count} service", "{count} services", found.services).format(count=found.services)]
        if found.any_before and found.new:
            parts.append(_new_words(found.new, "" if short else last))
        if found.discontinued:
            parts.append(
                ngettext("{count} discontinued", "{count} discontinued", found.discontinued).format(
                    count=found.discontinued
                )
            )
        if self._approval is not None:
            parts.append(_("approved") if self._approval.is_in_force else _("changed since it was approved"))
        return " · ".join(parts)

    def _index(self) -> None:
        self._services = {}
        for row in self.table.rows():
            for key in (row.key, row.record, *row.standard_keys):
                if key:
                    self._services[key] = row.key
        self._approval = approval(self._plan.workspace, self._plan.year)
        self.refreshed.emit()

    def _follow(self, change: ChangeSet) -> None:
        if change.touches("inventory_approval") and not change.touches(*_SHOWN):
            self._index()
        if not change.touches(*_SHOWN):
            return
        keys = {one.key for one in change.changes if one.entity in _SHOWN}
        if change.touches(*_ROUNDS) or not keys <= self._services.keys():
            self.reload()
            return
        services = {self._services[key] for key in keys}
        read = {row.key: row for row in rows(self._plan.workspace, self._plan.year, services=services)}
        self.table.change_rows({service: read.get(service) for service in services})
        self._index()


def _new_words(count: int, year: str) -> str:
    if not year:
        return ngettext("{count} new", "{count} new", count).format(count=count)
    return ngettext("{count} new since {year}", "{count} new since {year}", count).format(count=count, year=year)
