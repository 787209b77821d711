"""The left side of the inventory: search, filter, columns and the table of services."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.i18n import _
from ui.pages.inventory.service_columns import CHOOSABLE
from ui.pages.inventory.service_filter import FilterButton, ServiceFilter
from ui.settings import ROW_HEIGHTS
from ui.shell import Breadth
from ui.tables.table_view import RowHeight, TableView
from ui.widgets.button import menu_action
from ui.widgets.empty_state import EmptyState
from ui.widgets.frames import column, row
from ui.widgets.icon_menu import IconMenu
from ui.widgets.search_field import SearchField
from ui.widgets.texts import say

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from ui.pages.inventory.list_model import ServiceListModel
    from ui.settings import Settings
    from ui.widgets.button import Button

_BY_BREADTH: Final = {
    Breadth.WIDE: ("online", "volume", "standards"),
    Breadth.MEDIUM: ("online", "volume"),
    Breadth.NARROW: ("online", "volume"),
}
_COLUMNS: Final = "inventory.columns"  # under which the settings keep what the planner chose
_HEIGHTS: Final = dict(zip(ROW_HEIGHTS, (RowHeight.TWO_LINES, RowHeight.ONE_LINE, RowHeight.COMPACT), strict=True))


class ServiceList(QWidget):
    """Shows the rows of a ``ServiceListModel``; tells which service is current."""

    current_changed = Signal(str)
    opened = Signal(str)
    import_asked = Signal()
    add_asked = Signal()

    def __init__(self, model: ServiceListModel, settings: Settings) -> None:
        super().__init__()
        self.model, self._settings = model, settings
        kept = settings.value(_COLUMNS)  # columns that the planner chose; None: as the room allows
        self._chosen: frozenset[str] | None = None if kept is None else frozenset(kept)
        self._breadth = Breadth.WIDE
        whole = column(self)
        bar = row(gap=8, margins=(24, 0, 20, 12))
        self.search = SearchField(lambda: _("Search services"), lambda: _("Search in both languages"))
        self.search.editor.setObjectName("service_search")
        self.filter = FilterButton()
        self.columns = IconMenu(lambda: _("Columns and order"), "columns-3")
        for widget in (self.search, self.filter, self.columns):
            bar.addWidget(widget)
        whole.addLayout(bar)
        self.table = TableView(model.table, lambda: _("Services"))
        self.table.setObjectName("services")
        self._pages = QStackedWidget()
        whole.addWidget(self._pages, 1)
        self._bar = (self.search, self.filter, self.columns)
        self._fill_pages()
        self._fill_columns()
        self._connect()

    def _fill_pages(self) -> None:
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
        self._unreported.primary_clicked.connect(lambda: self.filter.set_value(ServiceFilter(state="unreported")))
        self._unreported.link_clicked.connect(self.import_asked)
        self._nothing = EmptyState(
            "search",
            lambda: _("No service fits"),
            lambda: _("Search for other words, or clear the filter."),
            primary=lambda: _("Show every service of the year"),
        )
        self._nothing.primary_clicked.connect(self.show_all)
        for page in (self.table, self._none, self._unreported, self._nothing):
            self._pages.addWidget(page)

    def _fill_columns(self) -> None:
        menu = self.columns.menu()
        self._ticks: dict[str, QAction] = {}
        for one in self.model.table.columns:
            if one.id in CHOOSABLE:
                action = menu_action(menu, one.words, do=partial(self._choose_column, one.id))
                action.setCheckable(True)
                self._ticks[one.id] = action
        menu.addSeparator()
        for one in self.model.table.columns:
            if one.sort_key is not None:
                menu_action(
                    menu,
                    lambda name=one.words: _("Sort by {column}").format(column=say(name)),  # type: ignore[misc]  # a default argument keeps this column's name
                    icon="arrow-up-down",
                    do=partial(self.table.sort_by, one.id),
                )
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
        self.table.current_changed.connect(self.current_changed)
        self.table.opened.connect(self.opened)
        self.table.typed.connect(self._type)
        self.model.refreshed.connect(self._filter)
        self._filter()

    def is_bare(self) -> bool:
        """Whether the plan holds no service at all."""
        return not self.model.table.rows()

    def offers(self) -> tuple[Button, ...]:
        """Return what an empty table offers that changes the plan."""
        found = (self._none.primary, self._none.link, self._unreported.link)
        return tuple(button for button in found if button is not None)

    def show_all(self) -> None:
        """Clear search and filter."""
        self.search.set_text("")
        self.filter.set_value(ServiceFilter())

    def show_service(self, key: str) -> bool:
        """Make a service current, clearing what hides it; tell whether the plan has it."""
        if self.model.row(key) is None:
            return False
        if not self.table.select_key(key):
            self.search.set_text("")
            row = self.model.row(key)
            state = "reported" if row is not None and row.reported else "every"
            self.filter.set_value(ServiceFilter(state=state))
        return self.table.select_key(key)

    def set_breadth(self, breadth: Breadth) -> None:
        """Show as many columns as there is room for, unless the planner chose."""
        self._breadth = breadth
        self._show_columns()

    def follow_settings(self) -> None:
        """Give the rows the height that the settings say."""
        self.table.set_row_height(_HEIGHTS[self._settings.row_height])

    def _choose_height(self, name: str) -> None:
        self._settings.row_height = name
        self.follow_settings()

    def _choose_column(self, name: str) -> None:
        self._chosen = frozenset(self._columns() ^ {name})
        self._settings.set_value(_COLUMNS, sorted(self._chosen))
        self._show_columns()

    def _columns(self) -> set[str]:
        return set(self._chosen if self._chosen is not None else _BY_BREADTH[self._breadth])

    def _show_columns(self) -> None:
        self.table.show_columns({"findings", "service", *self._columns()})

    def _tick(self) -> None:
        for name, action in self._ticks.items():
            action.setChecked(name in self._columns() or name == self._settings.row_height)

    def _search(self, text: str) -> None:
        self.model.table.search(text)
        self._show_page()

    def _filter(self) -> None:
        wanted = self.filter.value
        self.model.table.filter(lambda row: wanted.lets_through(row, self.model.level(row.key)))
        self._show_page()

    def _show_page(self) -> None:
        rows = self.model.table
        if rows.rowCount():
            page: QWidget = self.table
        elif self.is_bare():
            page = self._none
        elif not self.search.text() and self.filter.value == ServiceFilter():
            page = self._unreported
        else:
            page = self._nothing
        self._pages.setCurrentWidget(page)
        for widget in self._bar:
            widget.setVisible(page is not self._none)
        self.filter.say(self.filter.words)

    def _enter_table(self) -> None:
        if self.model.table.rowCount():
            self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _type(self, text: str) -> None:
        self.search.take_focus()
        self.search.set_text(text)


def _height_words(name: str) -> str:
    words = {"comfortable": _("Two-line rows"), "normal": _("One-line rows"), "compact": _("Compact rows")}
    return words[name]
