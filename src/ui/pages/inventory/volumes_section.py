"""Volumes by channel: last year beside this year with the change, or the four quarters that make up the year."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.formats import format_year
from app.i18n import _
from app.inventory.rows import applications
from model.quantity import Quantity, QuantityState
from ui.look.tokens import Role, Size
from ui.pages.inventory import words
from ui.pages.inventory.quarter_words import coverage, disagreement
from ui.pages.inventory.record_model import RECORD
from ui.pages.inventory.section import Section
from ui.widgets.button import menu_action
from ui.widgets.choice import Option, Segments
from ui.widgets.finding_chip import FieldFinding, Level
from ui.widgets.frames import row
from ui.widgets.label import Label
from ui.widgets.quarter_table import QuarterTable
from ui.widgets.texts import say
from ui.widgets.volume_field import VolumeTable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QMenu

    from app.inventory.cards import ServiceCard
    from ui.widgets.texts import Words

YEAR, QUARTERS = "year", "quarters"
_GROUPS: Final = ((words.VOLUME_ORDER, "applications"), (words.OTHER_VOLUMES, "other"))


def _heading(group: str) -> str:
    return _("Applications") if group == "applications" else _("Other volumes")


class Volumes(Section):
    """Counts by channel, with last year's beside this year's, or quarter by quarter."""

    def build(self) -> None:
        """Make the fields."""
        self.view = Segments(
            lambda: _("Volumes of"),
            [Option(YEAR, lambda: _("The year")), Option(QUARTERS, lambda: _("By quarter"))],
        )
        self.view.chosen.connect(self.show_view)
        line = row(gap=12)
        self._hint = Label("", size=Size.CAPTION, role=Role.TEXT2, wrap=True)
        line.addWidget(self._hint, 1)
        line.addWidget(self.view)
        self.body.addLayout(line)
        self._years = [self._year_table(names, group) for names, group in _GROUPS]
        self._years[0].add_total(lambda: _("Total applications"), "num_applications_total")
        self._quarters: list[QuarterTable] = []  # made when they are first looked at
        self._is_read_only = False
        self.add(self._years[0])
        self.add_group(None, self._years[1])
        self.add_group(None, self.fields.bilingual("volume_note", lines=2))
        self.show_view(YEAR)

    def _year_table(self, names: tuple[str, ...], group: str) -> VolumeTable:
        table = VolumeTable([(name, words.named(name)) for name in names], heading=partial(_heading, group))
        for name in names:
            self.fields.volume(name, table, partial(self._load_volume, table, name))
            self.fields.tell(name, partial(self._tell_quarters, name))
            self.fields.bound[name].tools.add_entries(partial(self._fill_menu, name))
        return table

    def _fill_menu(self, name: str, menu: QMenu) -> None:
        """Offer the quarters of a volume, and their sum where the year says something else."""
        entry = menu_action(menu, lambda: _("By quarter"), icon="calendar", do=lambda: self.show_quarters(name))
        entry.setShortcut("Alt+Down")
        entry.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)  # told here; the section listens to it
        entry.setShortcutVisibleInContextMenu(True)
        card = self.model.card
        if card is not None and disagreement(self.model.quarters(RECORD, name), card.text(name)):
            take = menu_action(
                menu, lambda: _("Use the sum of the quarters"), do=lambda: self.model.take_sum(RECORD, name)
            )
            take.setEnabled(not self.model.plan.read_only)

    def _quarter_table(self, names: tuple[str, ...], group: str) -> QuarterTable:
        table = QuarterTable(
            [(name, words.named(name)) for name in names], heading=partial(_heading, group), takes_states=True
        )
        table.committed.connect(
            lambda name, quarter, value: self.model.write_quarter(RECORD, name, quarter, value.written)
        )
        table.sum_asked.connect(lambda name: self.model.take_sum(RECORD, name))
        table.focused.connect(lambda name: self.field_focused.emit(RECORD, name))
        return table

    def show_view(self, view: str) -> None:
        """Show the year or its quarters."""
        self.view.set_value(view)
        if view == QUARTERS and not self._quarters:
            self._make_quarters()
        for table in self._years:
            table.setVisible(view == YEAR)
        for quarters in self._quarters:
            quarters.setVisible(view == QUARTERS)
        self._hint.say(partial(_hint, view))

    def _make_quarters(self) -> None:
        for year, (names, group) in zip(self._years, _GROUPS, strict=True):
            table = self._quarter_table(names, group)
            table.set_read_only(read_only=self._is_read_only)
            self.body.insertWidget(self.body.indexOf(year) + 1, table)
            table.follow(year.field(names[-1]).toggle(QuantityState.NO_DATA))
            self._quarters.append(table)
        if self.model.card is not None and self.model.card.is_reported:
            self._load_quarters(self.model.card)

    def show_quarters(self, name: str) -> None:
        """Show the quarters, with the cursor in those of one volume."""
        self.show_view(QUARTERS)
        self.quarter_table(name).take_focus(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go from a volume of the year to its quarters on Alt+Down, and back on Alt+Up."""
        entity, name = self.field_at(QApplication.focusWidget())
        held = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if held and event.key() == Qt.Key.Key_Down and entity == RECORD and name.startswith("num_"):
            self.show_quarters(name)
        elif held and event.key() == Qt.Key.Key_Up and (quarter := self._quarter_in_focus()):
            self.show_view(YEAR)
            self.fields.bound[quarter].widget.take_focus()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _quarter_in_focus(self) -> str:
        return next((name for table in self._quarters if (name := table.name_in_focus())), "")

    def quarter_table(self, name: str) -> QuarterTable:
        """Return the table that holds a volume by quarter."""
        return next(table for table in self._quarters if name in table.names())

    def _load_volume(self, table: VolumeTable, name: str) -> None:
        if (card := self.model.card) is not None:
            table.field(name).set_last_year(card.last_quantity(name))
            table.field(name).set_value(card.quantity(name))

    def _tell_quarters(self, name: str, year: str) -> tuple[FieldFinding, ...]:
        told = disagreement(self.model.quarters(RECORD, name), year)
        return (FieldFinding(Level.WARNING, partial(_with_way, told)),) if told else ()

    def load(self, card: ServiceCard) -> None:
        """Show the counts of both years and their total."""
        super().load(card)
        last, now = card.year - 1, card.year
        for table in self._years:
            table.set_years(lambda: format_year(last), lambda: format_year(now))
            table.set_lead(max(each.lead() for each in self._years))
        self._years[0].set_total(_total(card.last) if card.last else None, _total(card.values))
        self._load_quarters(card)

    def _load_quarters(self, card: ServiceCard) -> None:
        now = card.year
        for quarters in self._quarters:
            quarters.set_year(lambda: format_year(now))
            for name in quarters.names():
                held = self.model.quarters(RECORD, name)
                quarters.load(name, [Quantity(text) for text in held.written], card.quantity(name))
                quarters.tell(name, disagreement(held, card.text(name)), coverage(held))

    def set_read_only(self, *, read_only: bool) -> None:
        """Take no volume, or take volumes again."""
        super().set_read_only(read_only=read_only)
        self._is_read_only = read_only
        for table in self._quarters:
            table.set_read_only(read_only=read_only)

    def commit(self) -> None:
        """Hand over what is being typed."""
        super().commit()
        for table in self._quarters:
            table.commit()


def _total(values: Mapping[str, str]) -> Quantity:
    total = applications(values) if values else None
    return Quantity() if total is None else Quantity(str(total))


def _with_way(told: Words) -> str:
    return _("{sentence} “By quarter” offers the sum.").format(sentence=say(told))


def _hint(view: str) -> str:
    if view == QUARTERS:
        return _("A for not applicable, D for no data. The year follows its quarters until it is entered otherwise.")
    return ""
