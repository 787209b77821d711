"""The search over everything that has a place: services, sections, requirements, commands, findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.i18n import _
from app.typography import fold
from ui.look.icons import LARGE, draw_icon, pixmap
from ui.look.measure import font, px
from ui.look.paint import RIGHT, smooth, soft, write
from ui.look.tokens import Role, Size
from ui.widgets.editors import LineEditor
from ui.widgets.frames import Hairline, column, row
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QShowEvent

_Index = QModelIndex | QPersistentModelIndex
_WIDTH: Final = 620
_ROWS: Final = 9
MOST_SHOWN: Final = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be gone to or done.

    ``also`` is searched too and not shown: names in the other language, identifiers.
    """

    icon: str
    words: str
    caption: str
    do: Callable[[], object]
    also: str = ""
    role: Role = Role.TEXT2


class EntryModel(QAbstractListModel):
    """The entries that the search leaves, best first: those whose words begin with what was typed."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._all = tuple(entries)
        self._folded = [fold(f"{entry.words} {entry.caption} {entry.also}") for entry in entries]
        self._heads = [fold(entry.words) for entry in entries]
        self.shown: list[Entry] = list(self._all[:MOST_SHOWN])

    def search(self, text: str) -> None:
        """Keep the entries that hold every word of the search."""
        words = fold(text).split()
        left = range(len(self._all))
        for word in words:
            folded = self._folded
            left = [at for at in left if word in folded[at]]  # type: ignore[assignment]  # a list from here on
        if words:
            heads = self._heads
            left = sorted(left, key=lambda at: not heads[at].startswith(words[0]))  # type: ignore[assignment]
        self.beginResetModel()
        self.shown = [self._all[at] for at in list(left)[:MOST_SHOWN]]
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's own default
        """Return how many entries are left."""
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what is shown, and what is read aloud."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.shown[index.row()].words
        if role == Qt.ItemDataRole.AccessibleTextRole:
            entry = self.shown[index.row()]
            return f"{entry.words}, {entry.caption}"
        return None


class _EntryDelegate(QStyledItemDelegate):
    """Draws icon, words and, at the right, what kind of thing it is."""

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:  # noqa: N802  Qt's name
        """Return one row's room."""
        return QSize(px(200), max(px(36), QFontMetrics(font()).height() + px(14)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw one entry."""
        model = index.model()
        if not isinstance(model, EntryModel):
            return
        smooth(painter)
        entry, box = model.shown[index.row()], QRectF(option.rect)
        current = bool(option.state & QStyle.StateFlag.State_Selected)
        if current:
            soft(painter, box.adjusted(px(6), 1, -px(6), -1), Role.ACCENT_SOFT, Role.ACCENT, radius=6)
        draw_icon(painter, entry.icon, entry.role, box.left() + px(16), box.center().y() - px(LARGE) / 2, size=LARGE)
        metrics = QFontMetrics(font(Size.CAPTION))
        caption = min(metrics.horizontalAdvance(entry.caption) + px(4), int(box.width() * 0.4))
        words = box.adjusted(px(46), 0, -caption - px(30), 0)
        write(painter, words, entry.words, Role.ACCENT if current else Role.TEXT)
        right = QRectF(box.right() - caption - px(16), box.top(), caption, box.height())
        write(painter, right, entry.caption, Role.TEXT2, face=font(Size.CAPTION), align=RIGHT)


class SearchPalette(QFrame):
    """A line to type in and what it finds; Enter goes there, Esc goes back."""

    def __init__(self, parent: QWidget, entries: Sequence[Entry], *, hint: str = "") -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = EntryModel(entries)
        inner = column(self, margins=(0, 4, 0, 6))
        line = row(gap=10, margins=(16, 6, 14, 8))
        glass = Label("")
        glass.setPixmap(pixmap("search", Role.TEXT2))
        line.addWidget(glass)
        self.search = LineEditor()
        self.search.setFont(font(Size.HEADING))
        hint = hint or _("Search services, sections, requirements and commands")
        self.search.setPlaceholderText(hint)
        self.search.setAccessibleName(hint)
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        line.addWidget(self.search, 1)
        inner.addLayout(line)
        inner.addWidget(Hairline())
        self.view = QListView()
        self.view.setModel(self.model)
        self.view.setItemDelegate(_EntryDelegate(self.view))
        self.view.setAccessibleName(_("What was found"))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.clicked.connect(self._take)
        inner.addSpacing(px(4))
        inner.addWidget(self.view)
        self._none = Label(_("Nothing has these words. Try fewer letters."), role=Role.TEXT2)
        self._none.setContentsMargins(px(16), px(10), px(16), px(8))
        self._none.hide()
        inner.addWidget(self._none)
        self._select(0)

    def open_over(self, window: QWidget) -> None:
        """Open in the upper middle of the window."""
        self.setFixedWidth(min(px(_WIDTH), window.width() - px(40)))
        self._fit()
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + px(56))
        self.show()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802  Qt's name
        """Let the planner type at once."""
        super().showEvent(event)
        self.search.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Let the keys of the list reach it while one types."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: _ROWS, Qt.Key.Key_PageUp: -_ROWS}
        if key in steps:
            self._select(self.view.currentIndex().row() + steps[key])
            return True
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._take(self.view.currentIndex())
            return True
        if key is Qt.Key.Key_Escape:
            self.close()
            return True
        return False

    def _narrow(self, text: str) -> None:
        self.model.search(text)
        found = bool(self.model.shown)
        self._none.setVisible(not found)
        self.view.setVisible(found)
        self._select(0)
        self._fit()

    def _fit(self) -> None:
        """Be as high as what was found, up to nine rows."""
        height = max(self.view.sizeHintForRow(0), px(36))
        self.view.setFixedHeight(height * max(1, min(self.model.rowCount(), _ROWS)) + 2)
        self.adjustSize()

    def _select(self, at: int) -> None:
        last = self.model.rowCount() - 1
        if last >= 0:
            self.view.setCurrentIndex(self.model.index(max(0, min(at, last))))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = self.model.shown[index.row()]
            self.close()
            entry.do()
