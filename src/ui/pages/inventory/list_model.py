"""The services of the year that the window shows, kept up to date with what changes."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app import i18n
from app.checks.digest import LEVELS
from app.formats import format_number, format_year
from app.i18n import _, ngettext
from app.inventory.facet_values import FacetValues
from app.inventory.filtering import ServiceFilter
from app.inventory.list_fields import Nature, list_fields, nature
from app.inventory.rows import ServiceRow, rows, summary
from app.inventory.totals import Totals, totals
from app.inventory.touched import SHOWN, service_with, services_touched
from app.pieces import parts
from app.registry.code_lists import programs_with
from model.language import Language
from ui.idle_work import IdleWork
from ui.open_plan import BOTH
from ui.pages.inventory.field_store import FieldStore
from ui.pages.inventory.row_reading import FEW, RowReading
from ui.pages.inventory.service_columns import ServiceColumns
from ui.pages.steps import Step
from ui.tables.rows_model import RowsModel
from ui.widgets.finding_chip import Level

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Mapping, Sequence

    from app.checks.digest import Digest, Kind
    from app.checks.finding import Level as Gravity
    from app.inventory.approval import ApprovalCard
    from app.inventory.rows import InventorySummary
    from model.bilingual import Bilingual
    from model.change_set import ChangeSet
    from model.fiscal_year import FiscalYear
    from ui.open_plan import OpenPlan
    from ui.tables.rows_model import Order

_EVERYWHERE: Final = ("program", "selection_round", "decision")  # what may bear on every row
_MANY: Final = 2000  # services from which everything is read again
_AT_ONCE: Final = 8000  # findings that are gone through while the window draws a breath
_DONE: Final = object()
_BY_NAME: Final = (("service", False),)


class ServiceListModel(QObject):
    """Rows for the table, the facts of the heading, and the worst finding of each service."""

    refreshed = Signal()  # rows or facts are others now
    judged = Signal()  # findings are others now

    def __init__(self, plan: OpenPlan, parent: QObject | None = None, *, few: int = FEW) -> None:
        super().__init__(parent)
        self._plan = plan
        self._levels: dict[str, Level] = {}
        self._services: dict[str, str] | None = None  # of every key that a row stands for, when it was asked for
        self._summary: InventorySummary | None = None
        self._counts: dict[tuple[str, str], dict[str, int]] = {}  # by state and facet
        self._judging: Iterator[None] | None = None  # findings that are being gone through
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._go_on_judging)
        self._approval: ApprovalCard | None = None
        self.store = FieldStore(plan)
        self.columns = ServiceColumns(self.shown, self.level, self.side, self.store, self._is_read)
        self.table: RowsModel[ServiceRow] = RowsModel(
            self.columns.usual(), key=lambda row: row.key, folded=lambda row: row.folded
        )
        self.table.every = self.columns.every()
        self.table.sort_by_all(_BY_NAME)
        self.facets = FacetValues(lambda key: level.value if (level := self.level(key)) else "")
        self.wanted = ServiceFilter()
        self.work = IdleWork(self)
        self.reading = RowReading(plan, self.table, self.facets, self, few=few)
        self.reading.done.connect(self._tell_rows)
        self.reading.learnt.connect(self.refreshed)
        self.table.filter(self.facets.predicate(self.wanted))
        plan.changed.connect(self._follow)
        plan.findings.checked.connect(self._take_approval)
        plan.year_changed.connect(lambda _year: self.reload())
        for part in (self.reading, self.work):
            plan.closing.connect(part.stop)

    def shown(self, text: Bilingual) -> str:
        """Return the side of a text that the list shows."""
        return self._plan.shown(text, i18n.language())

    def side(self) -> Language:
        """Return the side of texts that the list shows where both are written."""
        content = self._plan.content
        return i18n.language() if content == BOTH else Language(content)

    def level(self, service: str) -> Level | None:
        """Return the worst level found at a service in this year, or None."""
        return self._levels.get(service)

    def _is_read(self, service: str) -> bool:
        return self.reading.has(service)

    def summary(self) -> InventorySummary:
        """Return how many services the year holds."""
        if self._summary is None:
            self._summary = summary(self.table.rows())
        return self._summary

    def approval(self) -> ApprovalCard | None:
        """Return the approval of the year, in force or void."""
        return self._approval

    def row(self, service: str) -> ServiceRow | None:
        """Return the row of a service, shown or not."""
        return self.table.row_of(service)

    def names(self) -> dict[str, str]:
        """Return what each service is called, by its identifier."""
        return {row.service_id: self.shown(row.name) for row in self.table.rows() if row.service_id}

    def service_of(self, key: str) -> str:
        """Return the service that a record, a standard or itself belongs to; blank when none does."""
        if self._services is None and not self.reading.is_done:  # one is found sooner than all are read
            return service_with(self._plan.workspace, key)
        return self._owners().get(key, "")

    def count_of_state(self) -> int:
        """Return how many services there are without search and filter."""
        return sum(map(self.facets.predicate(ServiceFilter(self.wanted.state)), self.table.rows()))

    def program_name(self, code: str) -> str:
        """Return a program's name as the window shows it; a code that no list knows as it is."""
        name = programs_with(self._plan.workspace).name(code)
        return self.shown(name) if name else code

    def facet_counts(self, facet: str) -> dict[str, int] | None:
        """Return how many services of the chosen state have each value of a facet; None while that is not known."""
        if not self.reading.is_learnt:
            if not self.reading.is_small:
                return None
            deque(self.reading.until_learnt(), maxlen=0)
        place = (self.wanted.state, facet)
        if place not in self._counts:  # every service is looked at: once, until one of them changes
            passes = self.facets.predicate(ServiceFilter(self.wanted.state))
            self._counts[place] = self.facets.counts(filter(passes, self.table.rows()), facet)
        return self._counts[place]

    def once_learnt(self, name: str, act: Callable[[], object]) -> None:
        """Do something as soon as every service can be filtered; ``name`` is what it is waited for as."""
        self._ask(name, self._then(self.reading.until_learnt(), act))

    def beside_the_work(self, name: str, work: Iterator[object]) -> bool:
        """Do something in pieces that may ask for everything; tell whether it is done already."""
        self._ask(name, work)
        return not self.work.waits_for(name)

    def until_whole(self, columns: Sequence[str]) -> Iterator[None]:
        """Read every service, and these columns of it."""
        yield from self.reading.until_done()
        yield from self._reading_fields(columns)

    def _ask(self, name: str, work: Iterator[object]) -> None:
        self.work.ask(name, work, whole=self.reading.is_small)

    @staticmethod
    def _then(work: Iterator[object], act: Callable[[], object]) -> Iterator[object]:
        yield from work
        act()

    # what is shown

    def search(self, text: str) -> None:
        """Show the services that hold every word of ``text``, names of programs included."""
        work = self.reading.until_searched() if text.strip() else iter(())
        self._ask("search", self._then(work, lambda: self.table.search(text)))

    def filter(self, wanted: ServiceFilter) -> None:
        """Show the services that a filter lets through."""
        self.wanted = wanted
        work = self.reading.until_learnt() if wanted.chosen else iter(())
        self._ask("filter", self._then(work, lambda: self.table.filter(self.facets.predicate(wanted))))

    def sort(self, order: Order) -> None:
        """Sort by columns, the first of them first, once everything is read that they sort by."""
        self._ask("sort", self._sorting(order))

    def _sorting(self, order: Order) -> Iterator[None]:
        names = [column for column, _descends in order]
        if any(name != "service" for name in names):
            yield from self.reading.until_done()
        yield from self._reading_fields(names)
        yield from self.table.prepare_sort(order)
        self.table.sort_by_all(order)

    def read_columns(self, columns: Sequence[str]) -> None:
        """Read what these columns show of services that are not in sight."""
        if fields := self._unread(columns):
            self._ask("columns", self._then(self._reading_fields(fields), self.refreshed.emit))

    def _unread(self, columns: Iterable[str]) -> list[str]:
        return [name for name in columns if name in list_fields() and not self.store.is_held(name)]

    def _reading_fields(self, columns: Iterable[str]) -> Iterator[None]:
        fields = self._unread(columns)
        return self.store.reading(fields, [row.key for row in self.table.rows()] if fields else ())

    def totals(self, columns: Sequence[str]) -> Generator[None, None, Totals]:
        """Return what the services that are shown come to, for those of the columns that are read whole."""
        fields = [name for name in columns if name in list_fields() and nature(name) is Nature.COUNT]
        counts: dict[str, Mapping[str, int]] = {}
        for name in filter(self.store.is_held, fields):
            counts[name] = self.store.numbers(name)
            yield
        return (yield from totals(self.table.shown(), counts, columns))

    def resort(self) -> None:
        """Sort again: names are in the other language now."""
        self.table.forget_keys()
        self.sort(self.table.order())

    def reload(self) -> None:
        """Read every row again."""
        self._services = self._summary = None
        self._counts.clear()
        self.store.forget()
        order = self.table.order()
        self.reading.begin(_BY_NAME)
        if self.wanted.chosen:
            self.filter(self.wanted)
        if self.table.order() != order:
            self.sort(order)
        self.read_columns([column.id for column in self.table.columns])
        self._approval = self._plan.findings.approval(self._plan.year)
        self.refreshed.emit()

    def take_findings(self, findings: Digest) -> None:
        """Show at each service the worst of what was found in this year; many findings are gone through in pieces."""
        self._judging = self._judge(findings)
        if len(findings) <= _AT_ONCE and self.reading.is_done:
            while self._judging is not None:
                self._go_on_judging()
        else:
            self._idle.start()

    def _judge(self, findings: Digest) -> Iterator[None]:
        while not self.reading.is_done:
            yield
        worst: dict[str, str] = {}
        owners, year = self._owners(), self._plan.year
        yield
        for level in reversed(LEVELS):  # the graver one stands in the end
            held = tuple(findings.those(partial(_is_of, level, year)))
            for some in parts(held, _AT_ONCE):
                worst.update(dict.fromkeys(filter(None, (owners.get(finding.id) for finding in some)), level.value))
                yield
        self._take_levels(worst)

    def _go_on_judging(self) -> None:
        if self._judging is None or next(self._judging, _DONE) is _DONE:
            self._judging = None
            self._idle.stop()

    def _take_levels(self, worst: dict[str, str]) -> None:
        if worst == self._levels:
            return
        self._counts.clear()
        self._levels.clear()
        self._levels.update({service: Level(level) for service, level in worst.items()})
        if "findings" in dict(self.table.order()):
            self.table.sort_again("findings")
        if self.wanted.values("finding"):
            self.filter(self.wanted)
        self.judged.emit()

    def error_count(self) -> int:
        """Return how many errors are open in the year's inventory."""
        year = self._plan.year
        return self._plan.findings.digest.count(
            lambda kind: kind.step is Step.INVENTORY and kind.level.value == Level.ERROR.value and kind.is_of(year)
        )

    def facts(self, *, short: bool = False) -> str:
        """Return the line below the title: how many services, what is new, whether it is approved.

        Args:
            short: leave out since when services are new, where there is little room.
        """
        found, last = self.summary(), format_year(self._plan.year - 1)
        if not found.services and self.table.rows():
            return _("Nothing reported yet in {year}").format(year=format_year(self._plan.year))
        parts = [
            ngettext("{count} service", "{count} services", found.services).format(count=format_number(found.services))
        ]
        is_read = self.reading.is_done  # until then a service that is not read yet would pass for a new one
        if not is_read:
            parts.append(_("still counting…") if short else _("the rest is still being counted…"))
        elif found.any_before and found.new:
            parts.append(_new_words(found.new, "" if short else last))
        if is_read and found.discontinued:
            parts.append(
                ngettext("{count} discontinued", "{count} discontinued", found.discontinued).format(
                    count=format_number(found.discontinued)
                )
            )
        if self._approval is not None:
            parts.append(_("approved") if self._approval.is_in_force else _("changed since it was approved"))
        return " · ".join(parts)

    # what changes

    def _owners(self) -> dict[str, str]:
        if self._services is None:
            self.reading.complete()
            self._services = {}
            for row in self.table.rows():
                self._know(row, self._services)
        return self._services

    @staticmethod
    def _know(row: ServiceRow, services: dict[str, str]) -> None:
        services[row.key] = row.key
        if row.record:
            services[row.record] = row.key
        for figures in row.figures:
            services[figures.key] = row.key

    def _tell_rows(self) -> None:
        self._summary = None
        self.refreshed.emit()

    def _follow(self, change: ChangeSet) -> None:
        if change.touches(*_EVERYWHERE):
            self.reload()
            return
        if change.touches(*SHOWN):
            touched = services_touched(self._plan.workspace, change)
            if touched is None or len(touched) > _MANY:
                self.reload()
                return
            self._read(touched)
        elif not change.touches("inventory_approval"):
            return
        self._judge_approval(change)
        self.refreshed.emit()

    def _read(self, services: Iterable[str]) -> None:
        """Read some services again, and leave the others as they are."""
        keys = frozenset(services)
        self._counts.clear()
        self.store.refresh(keys)
        read = {row.key: row for row in rows(self._plan.workspace, self._plan.year, services=keys)}
        if self._counts_move(keys, read):
            self._summary = None
        if self._services is not None:
            for row in read.values():
                self._know(row, self._services)
        self.reading.follow(keys, read.values())
        self.table.change_rows({key: read.get(key) for key in keys})

    def _counts_move(self, keys: Iterable[str], read: dict[str, ServiceRow]) -> bool:
        """Whether the figures of the heading may be others once these rows are."""
        for key in keys:
            old, new = self.table.row_of(key), read.get(key)
            if old is None or new is None:
                return True
            if (old.reported, old.is_new, old.is_discontinued) != (new.reported, new.is_new, new.is_discontinued):
                return True
        return False

    def _judge_approval(self, change: ChangeSet) -> None:
        """Show that an approval is void once anything was edited.

        Whether it holds is told by the year's whole content, which takes seconds to compare where there are thousands
        of services: the checks do it beside the work, and ``checked`` tells what came of it.
        """
        held = self._approval
        if change.touches("inventory_approval"):
            self._approval = self._plan.findings.approval(self._plan.year)
        elif held is not None and held.is_in_force:
            self._approval = replace(held, is_in_force=False)

    def _take_approval(self) -> None:
        before, self._approval = self._approval, self._plan.findings.approval(self._plan.year)
        if before != self._approval:
            self.refreshed.emit()


def _is_of(level: Gravity, year: FiscalYear, kind: Kind) -> bool:
    return kind.level is level and kind.is_of(year)


def _new_words(count: int, year: str) -> str:
    shown = format_number(count)
    if not year:
        return ngettext("{count} new", "{count} new", count).format(count=shown)
    return ngettext("{count} new since {year}", "{count} new since {year}", count).format(count=shown, year=year)
