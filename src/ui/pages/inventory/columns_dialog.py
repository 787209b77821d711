"""Chooses the columns of the table out of every field, and their order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QRectF, QSignalBlocker, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.i18n import _
from app.typography import fold
from ui.look.icons import draw_icon
from ui.look.measure import font, px
from ui.look.paint import edged, focus_ring, smooth, soft, write
from ui.look.tokens import Role, Size
from ui.pages.inventory.field_columns import field_group, group_words, groups
from ui.pages.inventory.service_columns import USUAL
from ui.widgets.button import Button, Kind
from ui.widgets.dialog import Dialog
from ui.widgets.frames import column, row
from ui.widgets.label import Label
from ui.widgets.search_field import SearchField
from ui.widgets.texts import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.inventory.rows import ServiceRow
    from ui.tables.column import Column
    from ui.tables.rows_model import Index

_ID = Qt.ItemDataRole.UserRole
_FLAGS = Qt.ItemFlag
_WIDTH = 700
_BOX = 16


class _Ticks(QStyledItemDelegate):
    """Draws a box that is seen on every ground, a tick, and the column's name; a group is a caption."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:  # noqa: N802  Qt's name
        """Return one line's room."""
        return QSize(px(200), max(px(26), QFontMetrics(font()).height() + px(8)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        smooth(painter)
        box = QRectF(option.rect)
        state = index.data(Qt.ItemDataRole.CheckStateRole)
        if option.state & QStyle.StateFlag.State_Selected:
            ground = box.adjusted(px(3), 1, -px(3), -1)
            soft(painter, ground, Role.ACCENT_SOFT, Role.ACCENT, radius=5)
            if option.state & QStyle.StateFlag.State_HasFocus:
                focus_ring(painter, ground, radius=5)
        words = box.adjusted(px(10), 0, -px(8), 0)
        if not index.data(_ID):
            write(painter, words, index.data(), Role.TEXT2, face=font(Size.CAPTION, strong=True))
            return
        if state is not None:
            edge = px(_BOX)
            tick = QRectF(words.left(), box.center().y() - edge / 2, edge, edge)
            edged(painter, tick, Role.SHEET, Role.CONTROL, radius=3)
            if Qt.CheckState(state) == Qt.CheckState.Checked:
                draw_icon(painter, "check", Role.ACCENT, tick.left(), tick.top(), size=_BOX)
            words.setLeft(tick.right() + px(10))
        write(painter, words, index.data())


class ColumnsDialog(Dialog):
    """On the left every column, to be ticked; on the right those that are shown, in their order."""

    def __init__(
        self, parent: QWidget | None, every: Sequence[Column[ServiceRow]], chosen: Sequence[str], usual: Sequence[str]
    ) -> None:
        super().__init__(parent, lambda: _("Choose columns"), width=_WIDTH)
        self._words = {one.id: say(one.words) for one in every}
        self._usual = tuple(usual)
        sides = row(gap=20)
        self.search = SearchField(lambda: _("Search columns"), lambda: _("Search columns"))
        self.offered, self.shown = QListWidget(), QListWidget()
        for listed, name in ((self.offered, _("Columns on offer")), (self.shown, _("Columns shown, in their order"))):
            listed.setAccessibleName(name)
            listed.setUniformItemSizes(True)
            listed.setItemDelegate(_Ticks(listed))
            listed.setMinimumHeight(px(320))
            listed.installEventFilter(self)
        self.shown.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self._lay_out(sides)
        self.body.addLayout(sides, 1)
        self._offer(every)
        self.set_chosen(chosen)
        self.search.searched.connect(self._narrow)
        self.search.left_down.connect(self.offered.setFocus)
        self.offered.itemChanged.connect(self._tick)
        self.accept_button = self.add_button(lambda: _("Show these columns"), accepts=True, primary=True)
        self.add_button(lambda: _("Cancel"), accepts=False)
        self.focus_first(self.search.editor)

    def _lay_out(self, sides: Any) -> None:
        left, right = column(gap=8), column(gap=8)
        left.addWidget(Label(lambda: _("Columns on offer"), strong=True))
        left.addWidget(self.search)
        left.addWidget(self.offered, 1)
        right.addWidget(Label(lambda: _("Shown, in this order"), strong=True))
        right.addWidget(self.shown, 1)
        moves = row(gap=8)
        self.up = Button(lambda: _("Up"))
        self.down = Button(lambda: _("Down"))
        self.away = Button(lambda: _("Take away"))
        self.as_usual = Button(lambda: _("Usual columns"), kind=Kind.LINK)
        self.up.clicked.connect(lambda: self._move(-1))
        self.down.clicked.connect(lambda: self._move(1))
        self.away.clicked.connect(self._take_away)
        self.as_usual.clicked.connect(lambda: self.set_chosen(self._usual))
        for button in (self.up, self.down, self.away):
            moves.addWidget(button)
        moves.addStretch(1)
        right.addLayout(moves)
        right.addWidget(self.as_usual, 0, Qt.AlignmentFlag.AlignLeft)
        sides.addLayout(left, 1)
        sides.addLayout(right, 1)

    def chosen(self) -> tuple[str, ...]:
        """Return the columns that are to be shown, in their order."""
        return tuple(self.shown.item(at).data(_ID) for at in range(self.shown.count()))

    def set_chosen(self, chosen: Sequence[str]) -> None:
        """Propose these columns."""
        self.shown.clear()
        for name in chosen:
            if name in self._words:
                self._add(name)
        self._tick_chosen()

    def _offer(self, every: Sequence[Column[ServiceRow]]) -> None:
        parts: dict[str, list[str]] = {_("Worked out"): list(USUAL)}
        for group in groups():
            parts[group_words(group)] = [one.id for one in every if one.id in self._fields(every, group)]
        for title, names in parts.items():
            heading = QListWidgetItem(title)
            heading.setFlags(Qt.ItemFlag.NoItemFlags)
            self.offered.addItem(heading)
            for name in names:
                item = QListWidgetItem(self._words[name])
                item.setData(_ID, name)
                item.setFlags(
                    Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
                )
                item.setCheckState(Qt.CheckState.Unchecked)
                self.offered.addItem(item)

    @staticmethod
    def _fields(every: Sequence[Column[ServiceRow]], group: str) -> set[str]:
        fixed = {"findings", "service", *USUAL}
        return {one.id for one in every if one.id not in fixed and field_group(one.id) == group}

    def _add(self, name: str) -> None:
        item = QListWidgetItem(self._words[name])
        item.setData(_ID, name)
        self.shown.addItem(item)

    def _tick_chosen(self) -> None:
        chosen = set(self.chosen())
        blocker = QSignalBlocker(self.offered)
        for at in range(self.offered.count()):
            item = self.offered.item(at)
            if item.data(_ID):
                item.setCheckState(Qt.CheckState.Checked if item.data(_ID) in chosen else Qt.CheckState.Unchecked)
        blocker.unblock()

    def _tick(self, item: QListWidgetItem) -> None:
        name = item.data(_ID)
        places = [at for at in range(self.shown.count()) if self.shown.item(at).data(_ID) == name]
        if item.checkState() == Qt.CheckState.Checked and not places:
            self._add(name)
        elif item.checkState() == Qt.CheckState.Unchecked and places:
            self.shown.takeItem(places[0])

    def _narrow(self, text: str) -> None:
        words = fold(text).split()
        for at in range(self.offered.count()):
            item = self.offered.item(at)
            fits = all(word in fold(f"{item.text()} {item.data(_ID) or ''}") for word in words)
            item.setHidden(not (fits if item.data(_ID) else not words))

    def _move(self, by: int) -> None:
        at = self.shown.currentRow()
        to = at + by
        if at >= 0 and 0 <= to < self.shown.count():
            self.shown.insertItem(to, self.shown.takeItem(at))
            self.shown.setCurrentRow(to)

    def _take_away(self) -> None:
        if self.shown.currentRow() >= 0:
            self.shown.takeItem(self.shown.currentRow())
            self._tick_chosen()

    def eventFilter(self, watched: Any, event: Any) -> bool:  # noqa: N802  Qt's name
        """Move with Alt and the arrows, take away with Delete; Enter is the dialog's."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and watched is self.shown:
            key, alt = Qt.Key(event.key()), event.modifiers() & Qt.KeyboardModifier.AltModifier
            if alt and key in {Qt.Key.Key_Up, Qt.Key.Key_Down}:
                self._move(-1 if key is Qt.Key.Key_Up else 1)
                return True
            if key in {Qt.Key.Key_Delete, Qt.Key.Key_Backspace}:
                self._take_away()
                return True
        return super().eventFilter(watched, event)
