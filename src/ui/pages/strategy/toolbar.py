"""The row of tools over the texts: they act on the editor that had the cursor last."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from app.i18n import _
from ui.look.measure import px
from ui.pages.strategy.text_tables import TableChange
from ui.widgets.button import Button, Kind, menu_action
from ui.widgets.frames import Hairline, row
from ui.widgets.texts import Retranslated
from ui.widgets.tool import Tool

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from ui.pages.strategy.text_edit import SectionEdit


class Toolbar(Retranslated, QWidget):
    """Headings, emphasis, lists, links, tables and figures; at the right what concerns both languages."""

    link_asked = Signal()
    figure_asked = Signal()
    confirm_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._edit: SectionEdit | None = None
        line = self._line = row(self, gap=2, margins=(14, 6, 14, 6))
        self.heading = Tool(lambda: _("Heading"), "heading")
        self.strong = Tool(lambda: _("Bold (Ctrl+B)"), "bold")
        self.emphasis = Tool(lambda: _("Italic (Ctrl+I)"), "italic")
        self.bullets = Tool(lambda: _("List of bullets"), "list")
        self.numbers = Tool(lambda: _("Numbered list"), "list-ordered")
        self.link = Tool(lambda: _("Link…"), "link")
        self.table = Tool(lambda: _("Table"), "table")
        for tool in self._tools():
            line.addWidget(tool)
        line.addSpacing(px(4))
        line.addWidget(Hairline(upright=True))
        line.addSpacing(px(2))
        self.figure = Button(lambda: _("Insert a figure…"), kind=Kind.QUIET, icon="chart-column")
        self.bind(self.figure.setToolTip, lambda: _("Insert a figure of the plan, which stays up to date"))
        self.bind(self.figure.setAccessibleName, lambda: _("Insert a figure…"))
        self.figure.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        line.addWidget(self.figure)
        line.addStretch(1)
        self.confirm = Button(lambda: _("Confirm translation"), icon="check")
        line.addWidget(self.confirm)
        self.more = Tool(lambda: _("More on this section"), "ellipsis")
        line.addWidget(self.more)
        self._menus: dict[Tool, QMenu] = {tool: QMenu(tool) for tool in (self.heading, self.table, self.more)}
        self._connect()

    def _tools(self) -> tuple[Tool, ...]:
        return (self.heading, self.strong, self.emphasis, self.bullets, self.numbers, self.link, self.table)

    def _connect(self) -> None:
        for tool, menu in self._menus.items():
            tool.clicked.connect(lambda _checked=False, tool=tool, menu=menu: self._open(tool, menu))
        for tool, action in (
            (self.strong, lambda edit: edit.toggle_strong()),
            (self.emphasis, lambda edit: edit.toggle_emphasis()),
            (self.bullets, lambda edit: edit.set_list(ordered=False)),
            (self.numbers, lambda edit: edit.set_list(ordered=True)),
        ):
            tool.clicked.connect(lambda _checked=False, action=action: self._do(action))
        self.link.clicked.connect(self.link_asked)
        self.figure.clicked.connect(self.figure_asked)
        self.confirm.clicked.connect(self.confirm_asked)
        self._fill_headings()
        self._menus[self.table].aboutToShow.connect(self._fill_table)

    def menu(self, tool: Tool) -> QMenu:
        """Return the menu that a tool opens."""
        return self._menus[tool]

    def _open(self, tool: Tool, menu: QMenu) -> None:
        self.follow()  # a click has toggled what the text did not
        menu.popup(tool.mapToGlobal(QPoint(0, tool.height() + 2)))

    def _do(self, action: Callable[[SectionEdit], object]) -> None:
        if self._edit is not None:
            action(self._edit)
            self._edit.setFocus()
        self.follow()

    def _fill_headings(self) -> None:
        menu = self._menus[self.heading]
        menu_action(menu, lambda: _("Heading"), do=lambda: self._do(lambda edit: edit.set_heading(2)))
        menu_action(menu, lambda: _("Subheading"), do=lambda: self._do(lambda edit: edit.set_heading(3)))
        menu_action(menu, lambda: _("Running text"), do=lambda: self._do(lambda edit: edit.set_heading(0)))

    def _fill_table(self) -> None:
        menu = self._menus[self.table]
        menu.clear()
        if self._edit is None or not self._edit.in_table():
            menu_action(menu, lambda: _("Insert a table"), do=lambda: self._do(lambda edit: edit.new_table()))
            return
        for change, words in self._table_changes():
            menu_action(menu, words, do=partial(self._change_table, change))
            if change in {TableChange.COLUMN_AFTER, TableChange.ALIGN_RIGHT}:
                menu.addSeparator()

    def _change_table(self, change: TableChange) -> None:
        self._do(lambda edit: edit.change_table(change))

    @staticmethod
    def _table_changes() -> tuple[tuple[TableChange, str], ...]:
        return (
            (TableChange.ROW_ABOVE, _("Insert a row above")),
            (TableChange.ROW_BELOW, _("Insert a row below")),
            (TableChange.COLUMN_BEFORE, _("Insert a column before")),
            (TableChange.COLUMN_AFTER, _("Insert a column after")),
            (TableChange.ALIGN_LEFT, _("Align the column left")),
            (TableChange.ALIGN_RIGHT, _("Align the column right")),
            (TableChange.DELETE_ROW, _("Delete the row")),
            (TableChange.DELETE_COLUMN, _("Delete the column")),
            (TableChange.DELETE_TABLE, _("Delete the table")),
        )

    def act_on(self, edit: SectionEdit) -> None:
        """Act on this editor from now on."""
        if self._edit is not None:
            self._edit.stood.disconnect(self.follow)
        self._edit = edit
        edit.stood.connect(self.follow)
        self.follow()

    def edit(self) -> SectionEdit | None:
        """Return the editor that the tools act on."""
        return self._edit

    def follow(self) -> None:
        """Check the tools that say what the text at the cursor is."""
        edit = self._edit
        can_write = edit is not None and not edit.isReadOnly()
        for tool in (*self._tools(), self.figure):
            tool.setEnabled(can_write)
        if edit is None:
            return
        kind = edit.list_kind()
        self.heading.set_on(bool(edit.heading()))
        self.strong.set_on(edit.is_strong())
        self.emphasis.set_on(edit.is_emphasis())
        self.bullets.set_on(kind == "bullets")
        self.numbers.set_on(kind == "numbers")
        self.link.set_on(bool(edit.link()[1]))
        self.table.set_on(edit.in_table())

    # words as long as there is room for

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with the shortest words."""
        least = super().minimumSizeHint()
        spare = sum(
            button.fontMetrics().horizontalAdvance(button.text()) - button.fontMetrics().horizontalAdvance(words[-1]())
            for button, words in self._worded()
        )
        return QSize(least.width() - max(spare, 0), least.height())

    def _worded(self) -> tuple[tuple[Button, tuple[Callable[[], str], ...]], ...]:
        """Return the buttons with their words, from the long to the shortest; the icon says it where there are none."""
        return (
            (self.figure, (lambda: _("Insert a figure…"), lambda: _("Figure…"), lambda: "")),
            (self.confirm, (lambda: _("Confirm translation"), lambda: _("Confirm"), lambda: _("Confirm"))),
        )

    def _fit(self) -> None:
        """Use the longest words that have room."""
        for length in range(3):
            for button, words in self._worded():
                button.say(words[length])
            self._line.invalidate()
            if self._line.minimumSize().width() <= self.width():
                return

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Another width may hold other words."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def retranslate(self) -> None:
        """The words of the other language have another width."""
        super().retranslate()
        self._fit()
