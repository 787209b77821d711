"""The left side of the inventory: search, filter, views, columns and the table of services."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import _, ngettext
from app.inventory.filtering import EVERY, REPORTED, ServiceFilter, filter_of
from ui.pages.inventory.choice_bar import ChoiceBar
from ui.pages.inventory.columns_dialog import ColumnsDialog
from ui.pages.inventory.service_columns import FIXED, USUAL
from ui.pages.inventory.service_filter import FilterButton, FilterChips
from ui.pages.inventory.totals_row import TotalsRow
from ui.settings import ROW_HEIGHTS
from ui.shell import Breadth
from ui.tables.table_view import RowHeight
from ui.tables.wide_table import WideTable
from ui.widgets.button import menu_action
from ui.widgets.dialog import show
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import column, row
from ui.widgets.icon_menu import IconMenu
from ui.widgets.search_field import SearchField

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from PySide6.QtGui import QAction

    from ui.pages.inventory.list_model import ServiceListModel
    from ui.settings import Settings
    from ui.tables.rows_model import Order
    from ui.widgets.button import Button

_BY_BREADTH: Final = {
    Breadth.WIDE: ("online", "volume", "standards"),
    Breadth.MEDIUM: ("online", "volume"),
    Breadth.NARROW: ("online", "volume"),
}
_COLUMNS: Final = "inventory.columns"  # under which the settings keep what the planner chose
_HEIGHTS: Final = dict(zip(ROW_HEIGHTS, (RowHeight.TWO_LINES, RowHeight.ONE_LINE, RowHeight.COMPACT), strict=True))
_SUM_AFTER: Final = 40  # milliseconds that typing rests before sums are made
_BY_NAME: Final = (("service", False),)


class ServiceList(QWidget):
    """Shows the rows of a ``ServiceListModel``; tells which service is current and which are chosen."""

    current_changed = Signal(str)
    opened = Signal(str)
    import_asked = Signal()
    add_asked = Signal()

    def __init__(self, model: ServiceListModel, settings: Settings) -> None:
        super().__init__()
        self.model, self._settings = model, settings
        kept = settings.value(_COLUMNS)  # columns that the planner chose; None: as the room allows
        self._chosen: tuple[str, ...] | None = tuple(map(str, kept)) if isinstance(kept, list) else None
        self._breadth = Breadth.WIDE
        whole = column(self)
        bar = row(gap=8, margins=(24, 0, 20, 8))
        self.search = SearchField(lambda: _("Search services"), lambda: _("Search in both languages"))
        self.search.editor.setObjectName("service_search")
        self.filter = FilterButton(model)
        self.views = IconMenu(lambda: _("Views"), "eye")
        self.columns = IconMenu(lambda: _("Columns and order"), "columns-3")
        self._bar = (self.search, self.filter, self.views, self.columns)
        for widget in self._bar:
            bar.addWidget(widget)
        whole.addLayout(bar)
        self.chips = FilterChips(model)
        chips = row(margins=(24, 0, 20, 8))
        chips.addWidget(self.chips)
        self._chips = QWidget()
        self._chips.setLayout(chips)
        self._chips.hide()
        whole.addWidget(self._chips)
        self.table = WideTable(model.table, lambda: _("Services"), fixed=len(FIXED))
        self.table.setObjectName("services")
        self.totals, self.choice = TotalsRow(self.table), ChoiceBar()
        self._pages = QStackedWidget()
        self._while_reading: EmptyState | None = None
        whole.addWidget(self._pages, 1)
        self._sum = QTimer(self)
        self._sum.setSingleShot(True)
        self._sum.setInterval(_SUM_AFTER)
        self._sum.timeout.connect(self.add_up)
        self._fill_pages()
        self._fill_columns()
        self._connect()

    def _fill_pages(self) -> None:
        filled = QWidget()
        below = column(filled)
        for part in (self.table, self.table.sideways, self.totals, self.choice):
            below.addWidget(part, 1 if part is self.table else 0)
        self._filled = filled
        self._none = EmptyState(
            "table-2",
            lambda: _("No services yet"),
            lambda: _("Import your inventory, or add the first service."),
            primary=lambda: _("Import…"),
            primary_icon="download",
            link=lambda: _("Add a service"),
        )
        self._none.primary_clicked.connect(self.import_asked)
        self._none.link_clicked.connect(self.add_asked)
        self._unreported = EmptyState(
            "calendar-plus",
            lambda: _("Nothing is reported for this year yet"),
            lambda: _("Begin with the services of earlier years, or import the year’s inventory."),
            primary=lambda: _("Show services of earlier years"),
            link=lambda: _("Import…"),
        )
        self._unreported.primary_clicked.connect(lambda: self.show_filter(ServiceFilter(state="unreported")))
        self._unreported.link_clicked.connect(self.import_asked)
        self._nothing = EmptyState(
            "search",
            lambda: _("No service fits"),
            self._nothing_words,
            primary=self._way_out_words,
            link=lambda: _("Look among every service, of all years"),
        )
        self._nothing.primary_clicked.connect(self._leave_nothing)
        self._nothing.link_clicked.connect(lambda: self.show_filter(ServiceFilter(EVERY, self.filter.value.chosen)))
        for page in (filled, self._none, self._unreported, self._nothing):
            self._pages.addWidget(page)

    def _fill_columns(self) -> None:
        menu = self.columns.menu()
        self._ticks: dict[str, QAction] = {}
        for one in self.model.columns.usual():
            if one.id in USUAL:
                action = menu_action(menu, one.words, do=partial(self._toggle_column, one.id))
                action.setCheckable(True)
                self._ticks[one.id] = action
        menu.addSeparator()
        menu_action(menu, lambda: _("Choose columns…"), icon="columns-3", do=self.choose_columns)
        menu_action(menu, lambda: _("Sort by name alone"), icon="arrow-up-down", do=lambda: self.sort(_BY_NAME))
        menu.addSeparator()
        for name in ROW_HEIGHTS:
            action = menu_action(menu, partial(_height_words, name), do=partial(self._choose_height, name))
            action.setCheckable(True)
            self._ticks[name] = action
        menu.aboutToShow.connect(self._tick)

    def _connect(self) -> None:
        self.search.searched.connect(self._search)
        self.search.left_down.connect(self._enter_table)
        self.filter.changed.connect(lambda _value: self._filter())
        self.chips.changed.connect(self.show_filter)
        self.table.current_changed.connect(self.current_changed)
        self.table.opened.connect(self.opened)
        self.table.typed.connect(self._type)
        self.table.sorter = self.model.sort
        self.model.store.in_sight = self.table.visible_keys
        self.model.work.changed.connect(self._choose_page)
        self.table.verticalScrollBar().valueChanged.connect(lambda _value: self._read_visible())
        self.table.chosen_changed.connect(lambda count: self.choice.show_count(count, marking=self.table.is_marking))
        self.choice.let_go.connect(self._let_go)
        self.model.refreshed.connect(self._follow)
        self.model.judged.connect(self._follow_findings)
        self.model.table.modelReset.connect(self._follow_rows)
        self._show_page()

    def is_bare(self) -> bool:
        """Whether the plan holds no service at all."""
        return not self.model.table.rows()

    def offers(self) -> tuple[Button, ...]:
        """Return what an empty table offers that changes the plan."""
        found = (self._none.primary, self._none.link, self._unreported.link)
        return tuple(button for button in found if button is not None)

    def shown_keys(self) -> list[str]:
        """Return the services that are shown, in the table's order."""
        return [row.key for row in self.model.table.shown()]

    def selected_keys(self) -> list[str]:
        """Return the services that are chosen, in the table's order; the current one is chosen by being so."""
        return self.table.chosen_keys()

    # what is shown

    def show_filter(self, wanted: ServiceFilter) -> None:
        """Filter by ``wanted``; what is searched for stays."""
        self.filter.set_value(wanted)

    def show_all(self) -> None:
        """Clear search and filter."""
        self.search.set_text("")
        self.show_filter(ServiceFilter())

    def show_usual(self) -> None:
        """Show the services of the year by name, in the usual columns."""
        self.show_all()
        self._chosen = None
        self._settings.set_value(_COLUMNS, None)
        self._show_columns()
        self.sort(_BY_NAME)

    def show_service(self, key: str) -> bool:
        """Make a service current, clearing what hides it; tell whether the plan has it."""
        if self.model.row(key) is None:
            return False
        if not self.table.select_key(key):
            self.search.set_text("")
            row = self.model.row(key)
            self.show_filter(ServiceFilter(state=REPORTED if row is not None and row.reported else EVERY))
        return self.table.select_key(key)

    def view(self) -> dict[str, Any]:
        """Return filter, search, order and columns, as a saved view keeps them."""
        return {
            "filter": self.filter.value.written(),
            "search": self.search.text(),
            "order": [list(pair) for pair in self.model.table.order()],
            "columns": None if self._chosen is None else list(self._chosen),
        }

    def show_view(self, content: Mapping[str, Any]) -> None:
        """Show a kept view, one part after the other; what it does not say stays as usual."""
        self.model.beside_the_work("view", self._showing(content))

    def _showing(self, content: Mapping[str, Any]) -> Iterator[None]:
        columns, order = content.get("columns"), content.get("order")
        self._chosen = tuple(map(str, columns)) if isinstance(columns, list) else None
        self._settings.set_value(_COLUMNS, columns if isinstance(columns, list) else None)
        self._show_columns()
        yield
        self.search.set_text(str(content.get("search") or ""))
        yield
        self.show_filter(filter_of(content.get("filter")))
        yield
        pairs = [pair for pair in order if isinstance(pair, list) and len(pair) == 2] if isinstance(order, list) else []
        self.sort(tuple((str(name), bool(descends)) for name, descends in pairs) or _BY_NAME)

    def sort(self, order: Order) -> None:
        """Sort by columns, the first of them first."""
        self.model.sort(order)

    def set_breadth(self, breadth: Breadth) -> None:
        """Show as many columns as there is room for, unless the planner chose."""
        self._breadth = breadth
        self._show_columns()

    def follow_settings(self) -> None:
        """Give the rows the height that the settings say."""
        self.table.set_row_height(_HEIGHTS[self._settings.row_height])

    # columns

    def chosen_columns(self) -> tuple[str, ...]:
        """Return the columns that are shown beside the fixed ones."""
        return self._chosen if self._chosen is not None else _BY_BREADTH[self._breadth]

    def show_columns(self, chosen: Iterable[str]) -> None:
        """Show these columns, and keep them for the next time."""
        self._chosen = tuple(chosen)
        self._settings.set_value(_COLUMNS, list(self._chosen))
        self._show_columns()

    def choose_columns(self) -> None:
        """Ask for the columns and their order."""
        usual = _BY_BREADTH[self._breadth]
        dialog = ColumnsDialog(self.window(), self.model.columns.every(), self.chosen_columns(), usual)
        show(dialog, lambda: self.show_columns(dialog.chosen()))

    def _toggle_column(self, name: str) -> None:
        now = self.chosen_columns()
        self.show_columns([one for one in now if one != name] if name in now else (*now, name))

    def _show_columns(self) -> None:
        wanted = self.model.columns.of(self.chosen_columns())
        if wanted != self.model.table.columns:
            self.model.table.set_columns(wanted)
            self.model.read_columns([one.id for one in wanted])
        self.table.fit_columns()

    def _tick(self) -> None:
        for name, action in self._ticks.items():
            action.setChecked(name in self.chosen_columns() or name == self._settings.row_height)

    def _choose_height(self, name: str) -> None:
        self._settings.row_height = name
        self.follow_settings()

    # what changes

    def _search(self, text: str) -> None:
        self.model.search(text)
        self._show_page()

    def _filter(self) -> None:
        self.model.filter(self.filter.value)
        self._show_chips()
        self._show_page()

    def _follow(self) -> None:
        self._show_page()
        if self.model.reading.is_done:
            self._sum.start()
        else:
            self.add_up()  # at once, for the sums of what was shown before are wrong now

    def _follow_rows(self) -> None:
        """Read what came into sight, and add up what is shown."""
        self._read_visible()
        self._sum.start()

    def _follow_findings(self) -> None:
        self._show_page()
        self.table.viewport().update()

    def _show_page(self) -> None:
        self._choose_page()
        self._sum.start()

    def _choose_page(self) -> None:
        if self.model.work.waits_for("search", "filter"):
            page: QWidget = self._reading()
        elif self.model.table.rowCount():
            page = self._filled
        elif self.is_bare():
            page = self._none
        elif not self.search.text() and self.filter.value == ServiceFilter():
            page = self._unreported
        else:
            page = self._nothing
            self._nothing.retell()
            if self._nothing.link is not None:
                self._nothing.link.setVisible(self.filter.value.state != EVERY)
        self._pages.setCurrentWidget(page)
        for widget in self._bar:
            widget.setVisible(page is not self._none)
        self.filter.say(self.filter.words)

    def _reading(self) -> EmptyState:
        """Return what is shown while something is waited for; it is seldom seen, and made when it is."""
        if self._while_reading is None:
            self._while_reading = EmptyState(
                "circle-dashed",
                lambda: _("Reading the services…"),
                lambda: _("What you asked for is shown as soon as all of them are read."),
            )
            self._pages.addWidget(self._while_reading)
        return self._while_reading

    def add_up(self) -> None:
        """Write the sums of what is shown, and how many services each part of the filter fits."""
        self._sum.stop()
        if not self.model.reading.is_done:  # when every service is read, this is asked for again
            self.totals.show_counting(self.model.table.rowCount(), self.model.count_of_state())
        elif self._pages.currentWidget() is self._filled:
            self.model.beside_the_work("sums", self._adding_up())
        self._show_chips()

    def _adding_up(self) -> Iterator[None]:
        names = [one.id for one in self.model.table.columns]
        found = yield from self.model.totals(names)
        self.totals.show_totals(found, self.model.count_of_state())

    def _show_chips(self) -> None:
        self.chips.show_filter(self.filter.value)
        self._chips.setVisible(bool(self.chips.chips))

    def _read_visible(self) -> None:
        """Read the services that came into sight, while not every service is read."""
        if not self.model.reading.is_done:
            self.model.reading.need(self.table.visible_keys())

    def _nothing_words(self) -> str:
        searched, parts = self.search.text().strip(), self.filter.value.count()
        told = ngettext("{count} filter is on.", "{count} filters are on.", parts).format(count=parts)
        if searched and parts:
            return _("Nothing holds “{words}”, and {filters}").format(words=searched, filters=told)
        return _("Nothing holds “{words}”.").format(words=searched) if searched else told

    def _way_out_words(self) -> str:
        return _("Clear the search") if self._keeps_filter() else _("Show every service of the year")

    def _keeps_filter(self) -> bool:
        """Whether the search alone finds nothing: then the filter may stay."""
        return bool(self.search.text().strip()) and self.filter.value != ServiceFilter()

    def _leave_nothing(self) -> None:
        if self._keeps_filter():
            self.search.set_text("")
        else:
            self.show_all()
        self._enter_table()

    def _let_go(self) -> None:
        self.table.choose_current_alone()
        self.choice.show_count(0, marking=False)
        self._enter_table()

    def _enter_table(self) -> None:
        if self.model.table.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _type(self, text: str) -> None:
        self.search.take_focus()
        self.search.set_text(text)


def _height_words(name: str) -> str:
    words = {"comfortable": _("Two-line rows"), "normal": _("One-line rows"), "compact": _("Compact rows")}
    return words[name]


def tab_order(listed: ServiceList) -> Sequence[QWidget]:
    """Return the parts of the list in reading order."""
    return (listed.search.editor, listed.filter, listed.views, listed.columns, listed.table)
