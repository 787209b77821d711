"""What is done with several services of the table: edit, copy, paste, and the menu of a cell."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from app import i18n
from app.formats import format_number
from app.i18n import _, ngettext
from app.inventory.bulk import Wish, apply, judging
from app.inventory.list_fields import IDENTIFIER
from app.inventory.pasting import Paste, Target, read_paste
from app.pieces import whole
from app.refusals import REFUSALS
from app.spreadsheet_text import from_tabs, to_tabs
from ui.pages.inventory.bulk_dialog import BulkDialog
from ui.pages.inventory.field_columns import field_title, paste_titles
from ui.pages.inventory.paste_dialog import PasteDialog, pasted_cells
from ui.pages.inventory.service_columns import FIXED, NAMES
from ui.tables.clipboard import RowsToCopy
from ui.widgets.button import menu_action
from ui.widgets.dialog import show
from ui.widgets.texts import say

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from app.inventory.bulk import Edit
    from app.inventory.rows import ServiceRow
    from ui.open_plan import OpenPlan
    from ui.pages.inventory.service_list import ServiceList
    from ui.shell import Shell
    from ui.tables.column import Column


_CELLS_AT_ONCE: Final = 2000  # that are copied while the window draws a breath
_LINES_AT_ONCE: Final = 200  # of what is pasted
_SHORT: Final = 4000  # letters on the clipboard that are read in a blink


class TableActions(QObject):
    """Acts on what is chosen in a ``ServiceList``; every change is asked for, one change set, and told in a toast."""

    field_asked = Signal(str)  # field of the current service

    def __init__(self, listed: ServiceList, plan: OpenPlan, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._list, self._plan, self._shell = listed, plan, shell
        self._model, self._table = listed.model, listed.table
        self._menu: QMenu | None = None
        self._table.copy_asked.connect(lambda rows: self.copy() if rows else self.copy_cell())
        self._table.paste_asked.connect(self.paste)
        self._table.menu_asked.connect(self.open_menu)
        self._table.field_asked.connect(lambda _key, column: self.field_asked.emit(self._field(column)))
        listed.choice.edit_asked.connect(self.edit)
        listed.choice.copy_asked.connect(self.copy)

    def _field(self, column: str) -> str:
        return self._model.columns.field_of(column)

    def _name(self, service: str) -> str:
        row = self._model.row(service)
        return (self._model.shown(row.name) or row.service_id) if row is not None else ""

    # edit

    def edit(self) -> None:
        """Ask for a field and its value for all chosen services."""
        services = self._list.selected_keys()
        if services and not self._plan.read_only:
            field = self._field(self._table.current_column())
            dialog = BulkDialog(
                self._shell.window_widget(), self._plan, services, "" if field in NAMES.values() else field
            )
            show(dialog, lambda: self._apply(dialog.edits))

    def _apply(self, edits: Sequence[Edit]) -> None:
        try:
            with self._shell.working(lambda: _("Services are being edited…"), len(edits)):
                count = apply(self._plan.workspace, self._plan.year, edits)
        except REFUSALS as error:
            self._shell.refuse(error)
            return
        self._shell.toast(
            lambda: ngettext("{count} service edited.", "{count} services edited.", count).format(
                count=format_number(count)
            ),
            undo=True,
        )

    # copy

    def copy_cell(self) -> None:
        """Put the current cell on the clipboard, as a spreadsheet takes it."""
        row, column = self._current(), self._table.currentIndex().column()
        if row is not None:
            known = self._model.table.columns[column]
            text = known.exchange(row) if known.exchange is not None else known.text(row)
            QGuiApplication.clipboard().setText(to_tabs([[text]]))

    def copy(self) -> None:
        """Put the chosen services on the clipboard with titles: identifier, name, and what is shown of them."""
        keys, columns = self._list.selected_keys(), self._copied()
        count = len(keys)
        if keys and not self._model.beside_the_work("copy", self._copying(keys, self._titles(), columns)):
            self._shell.toast(
                lambda: ngettext("Copying {count} service…", "Copying {count} services…", count).format(
                    count=format_number(count)
                )
            )

    def _copying(
        self, keys: Sequence[str], titles: Sequence[str], columns: Sequence[Column[ServiceRow]]
    ) -> Iterator[None]:
        yield from self._model.until_whole([one.id for one in columns])
        found = [row for key in keys if (row := self._model.row(key)) is not None]
        rows, at_once, count = RowsToCopy(), max(_CELLS_AT_ONCE // len(titles), 1), len(found)
        rows.add([titles])
        for at in range(0, count, at_once):
            rows.add(self._cells(row, columns) for row in found[at : at + at_once])
            yield
        rows.put()
        self._shell.toast(
            lambda: ngettext("{count} service copied.", "{count} services copied.", count).format(
                count=format_number(count)
            )
        )

    def _titles(self) -> list[str]:
        shown = [say(one.words) for one in self._copied()]
        return [field_title(IDENTIFIER), field_title(NAMES[i18n.language()]), *shown]

    def _copied(self) -> list[Column[ServiceRow]]:
        """Return the columns that are copied beside identifier and name."""
        return [one for one in self._model.table.columns if one.id not in {*FIXED, IDENTIFIER}]

    @staticmethod
    def _cells(row: ServiceRow, columns: Sequence[Column[ServiceRow]]) -> list[str]:
        cells = (one.exchange(row) if one.exchange else one.text(row) for one in columns)
        return [row.service_id, row.name.text(i18n.language()), *cells]

    # paste

    def paste(self) -> None:
        """Show what the cells on the clipboard would change, and do it when asked."""
        text = QGuiApplication.clipboard().text()
        if self._plan.read_only or not text.strip():
            return
        if len(text) < _SHORT:
            whole(self._pasting(text))
        elif not self._model.beside_the_work("paste", self._pasting(text)):
            self._shell.toast(lambda: _("Reading what is pasted…"))

    def _pasting(self, text: str) -> Generator[None, None, None]:
        chosen = self._list.selected_keys()
        cells: list[list[str]] = []
        for line in from_tabs(text):
            cells.append(line)
            if len(cells) % _LINES_AT_ONCE == 0:
                yield
        paste = yield from self._read(cells, chosen)
        edits = yield from judging(self._plan.workspace, self._plan.year, paste.wishes)
        preview = yield from pasted_cells(paste, edits, self._name)
        yield
        dialog = PasteDialog(self._shell.window_widget(), edits, preview, is_matched=paste.is_matched)
        show(dialog, lambda: self._apply(dialog.edits))

    def _read(self, cells: Sequence[Sequence[str]], chosen: Sequence[str]) -> Generator[None, None, Paste]:
        """Return what is wished: one cell goes into every chosen service, more of them by names or places."""
        columns = self._model.table.columns[max(self._table.currentIndex().column(), 0) :]
        fields = [self._field(one.id) for one in columns]
        if len(cells) == 1 and len(cells[0]) == 1 and len(chosen) > 1 and fields and fields[0]:
            wishes = tuple(Wish(service, fields[0], cells[0][0]) for service in chosen)
            return Paste(wishes, (), is_matched=False)
        line = max(self._table.currentIndex().row(), 0)
        below = self._model.table.keys_between(line, line + len(cells) - 1)
        services = {row.service_id: row.key for row in self._model.table.rows() if row.service_id}
        target = Target(below, fields, [say(one.words) for one in columns])
        return (yield from read_paste(cells, paste_titles(), services, target))

    # menu

    def _current(self) -> ServiceRow | None:
        line = self._table.currentIndex().row()
        return self._model.table.row(line) if line >= 0 else None

    def open_menu(self, place: QPoint) -> None:
        """Open the menu of the current cell."""
        column = self._table.current_column()
        if not column:
            return
        menu = self._menu = QMenu(self._table)
        menu.aboutToHide.connect(menu.deleteLater)
        key, count, field = self._table.current_key(), self._table.chosen_count(), self._field(column)
        title = say(self._model.table.columns[self._table.currentIndex().column()].words)
        menu_action(menu, lambda: _("Open the record"), icon="panel-right", do=partial(self._list.opened.emit, key))
        if field:
            menu_action(
                menu,
                lambda: _("Go to “{field}”").format(field=title),
                icon="arrow-right",
                do=partial(self.field_asked.emit, field),
            )
        menu.addSeparator()
        self._offer_edits(menu, count)
        menu.addSeparator()
        known = next(one for one in self._model.table.columns if one.id == column)
        if known.sort_key is not None:
            menu_action(
                menu,
                lambda: _("Sort by {column}").format(column=title),
                icon="arrow-up-down",
                do=partial(self._sort, column),
            )
            menu_action(
                menu,
                lambda: _("Then sort by {column}").format(column=title),
                do=partial(self._table.sort_further, column),
            )
        menu_action(menu, lambda: _("Choose columns…"), icon="columns-3", do=self._list.choose_columns)
        menu.popup(place)

    def _offer_edits(self, menu: QMenu, count: int) -> None:
        edit = menu_action(
            menu,
            lambda: _edit_words(count),
            icon="pencil",
            do=self.edit,
        )
        menu_action(menu, lambda: _("Copy the cell"), icon="copy", do=self.copy_cell)
        menu_action(
            menu,
            lambda: ngettext("Copy the row with titles", "Copy {count} rows with titles", count).format(
                count=format_number(count)
            ),
            do=self.copy,
        )
        paste = menu_action(menu, lambda: _("Paste…"), do=self.paste)
        edit.setEnabled(not self._plan.read_only)
        paste.setEnabled(not self._plan.read_only)

    def _sort(self, column: str) -> None:
        self._table.sort_by(column)


def _edit_words(count: int) -> str:
    """Return what editing a field of the chosen services is called."""
    if count == 1:
        return _("Edit a field…")
    words = ngettext("Edit a field of {count} service…", "Edit a field of {count} services…", count)
    return words.format(count=format_number(count))
