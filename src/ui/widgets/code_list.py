"""The list of codes that opens below a code picker: searched as one types, ticked with Space."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.i18n import _
from app.typography import fold
from ui.look.icons import NORMAL, draw_icon
from ui.look.measure import font, px
from ui.look.paint import RIGHT, smooth, soft, write
from ui.look.tokens import Role, Size
from ui.widgets.editors import LineEditor
from ui.widgets.frames import column
from ui.widgets.label import Label
from ui.widgets.texts import Words, say

if TYPE_CHECKING:
    from collections.abc import Sequence

_Index = QModelIndex | QPersistentModelIndex
_MOST_ROWS: Final = 9
_WIDTH: Final = 380


@dataclass(frozen=True, slots=True)
class Code:
    """A code of a list, and what it means."""

    code: str
    words: Words
    tail: str | None = None  # what stands at the right; by default the code

    @property
    def right(self) -> str:
        """Return what stands at the right."""
        return self.code if self.tail is None else self.tail


class _Codes(QAbstractListModel):
    """The codes that the search leaves."""

    def __init__(self, codes: Sequence[Code], ticked: set[str]) -> None:
        super().__init__()
        self._all = tuple(codes)
        self._folded = [fold(f"{entry.code} {say(entry.words)}") for entry in codes]
        self.ticked = ticked
        self.shown = list(self._all)

    def search(self, text: str) -> None:
        """Keep the codes that hold every word of the search."""
        words = fold(text).split()
        self.beginResetModel()
        self.shown = [
            entry
            for entry, folded in zip(self._all, self._folded, strict=True)
            if all(word in folded for word in words)
        ]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's own default
        """Return how many codes are left."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return words, tick, or what is read aloud."""
        entry = self.shown[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return say(entry.words)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = _("chosen") if entry.code in self.ticked else _("not chosen")
            return ", ".join(part for part in (say(entry.words), entry.right, state) if part)
        return None


class _CodeDelegate(QStyledItemDelegate):
    """Draws tick, words and, at the right, the code."""

    def __init__(self, parent: QWidget, *, multiple: bool) -> None:
        super().__init__(parent)
        self._multiple = multiple

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802  Qt's name
        """Return one row's room."""
        return QSize(px(200), max(px(28), QFontMetrics(font()).height() + px(8)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one row."""
        model = index.model()
        if not isinstance(model, _Codes):
            return
        smooth(painter)
        entry = model.shown[index.row()]
        box = QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current:
            soft(painter, box.adjusted(px(4), 0, -px(4), 0), Role.ACCENT_SOFT, Role.ACCENT, radius=5)
        ticked = entry.code in model.ticked
        if ticked:
            draw_icon(painter, "check", Role.ACCENT, box.left() + px(10), box.center().y() - px(NORMAL) / 2)
        code_width = QFontMetrics(font(Size.CAPTION)).horizontalAdvance(entry.right) + px(12)
        words = box.adjusted(px(34), 0, -code_width - px(10), 0)
        write(painter, words, say(entry.words), Role.ACCENT if current else Role.TEXT, face=font(strong=ticked))
        code = box.adjusted(box.width() - code_width - px(12), 0, -px(12), 0)
        write(painter, code, entry.right, Role.TEXT2, face=font(Size.CAPTION), align=RIGHT)


class CodeList(QFrame):
    """A popup with a search line and the codes; ``picked`` gives a code each time one is chosen."""

    picked = Signal(str)
    closed = Signal()

    def __init__(self, parent: QWidget, name: str, codes: Sequence[Code], ticked: set[str], *, multiple: bool) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._multiple = multiple
        self._model = _Codes(codes, ticked)
        inner = column(self, gap=4, margins=(6, 8, 6, 6))
        self.search = LineEditor()
        self.search.setAccessibleName(_("Search in {field}").format(field=name))
        self.search.setPlaceholderText(_("Search by name or code"))
        self.search.textChanged.connect(self._narrow)
        self.search.setMinimumHeight(px(26))
        self.search.setTextMargins(px(6), 0, px(6), 0)
        inner.addWidget(self.search)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_CodeDelegate(self.view, multiple=multiple))
        self.view.setAccessibleName(name)
        self.view.setUniformItemSizes(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._take)
        inner.addWidget(self.view)
        self._none = Label(_("Nothing has that name or code."), role=Role.TEXT2, wrap=True)
        self._none.setContentsMargins(px(8), px(4), px(8), px(6))
        self._none.hide()
        inner.addWidget(self._none)
        self.search.installEventFilter(self)
        self._select(0)
        row = self.view.sizeHintForRow(0) if codes else px(28)
        self.view.setFixedHeight(max(row, 1) * min(max(len(codes), 1), _MOST_ROWS) + px(4))
        self.setMinimumWidth(px(_WIDTH))

    def eventFilter(self, watched: Any, event: Any) -> bool:  # noqa: N802  Qt's name
        """Let the keys of the list reach it while one types."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QKeyEvent.Type.KeyPress:
            return self._key(event)
        return super().eventFilter(watched, event)

    def closeEvent(self, event: Any) -> None:  # noqa: N802  Qt's name
        """Say that it is gone."""
        self.closed.emit()
        super().closeEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        key, at = Qt.Key(event.key()), self.view.currentIndex().row()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
        if key in steps:
            self._select(at + steps[key])
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.view.currentIndex())
            if self._multiple and self.isVisible():
                self.close()
            return True
        if key is Qt.Key.Key_Space and (self._multiple or not self.search.text()):
            self._take(self.view.currentIndex())
            return True
        if key is Qt.Key.Key_Escape:
            self.close()
            return True
        return False

    def _narrow(self, text: str) -> None:
        self._model.search(text)
        found = bool(self._model.shown)
        self.view.setVisible(found)
        self._none.setVisible(not found)
        self._select(0)

    def _select(self, row: int) -> None:
        last = self._model.rowCount() - 1
        if last >= 0:
            self.view.setCurrentIndex(self._model.index(max(0, min(row, last))))

    def _take(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        code = self._model.shown[index.row()].code
        if self._multiple:
            self._model.ticked.symmetric_difference_update({code})
            self.view.viewport().update()
        self.picked.emit(code)
        if not self._multiple:
            self.close()
