"""The search over everything that has a place: services, sections, requirements, commands, findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import compress, count, islice, repeat
from operator import contains, not_
from typing import TYPE_CHECKING, Any, Final, Protocol, overload

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QFontMetricsF, QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.i18n import _
from app.typography import fold
from ui.look.icons import LARGE, draw_icon, pixmap
from ui.look.measure import font, px
from ui.look.paint import RIGHT, block, smooth, soft, write
from ui.look.tokens import Role, Size
from ui.widgets.editors import LineEditor
from ui.widgets.frames import Hairline, column, row
from ui.widgets.label import Label

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

_Index = QModelIndex | QPersistentModelIndex
_WIDTH: Final = 620
_ROWS: Final = 9
_LEAST_ROWS: Final = 3
_TOP: Final = 56  # of the window, above the palette
_AROUND: Final = 64  # the line to type in, and the edges
MOST_SHOWN: Final = 200
PART: Final = "\n"  # stands before each name in what is searched, so that names which begin alike are told apart


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that can be gone to or done.

    ``also`` is searched too and not shown: names in the other language, identifiers. ``id`` tells
    it from others when it is offered again; blank is not remembered.
    """

    icon: str
    words: str
    caption: str
    do: Callable[[], object]
    also: str = ""
    role: Role = Role.TEXT2
    id: str = ""


class ManyEntries(Protocol):
    """A long list, folded once and for all; its entries are made when they are shown, blank ones are gone."""

    @property
    def folded(self) -> Sequence[str]:
        """Return what is searched, an item an entry; each part of it stands behind ``PART``."""

    def entry(self, at: int) -> Entry:
        """Return an entry."""


_Promised = Entry | Callable[[], Entry]


class _Shown(Sequence[Entry]):
    """Entries that were found; those of a long list are made when they are first asked for."""

    def __init__(self, found: list[_Promised]) -> None:
        self._found = found

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)

    @overload
    def __getitem__(self, at: int) -> Entry: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Entry]: ...
    def __getitem__(self, at: int | slice) -> Entry | Sequence[Entry]:
        """Return one entry, or some."""
        if isinstance(at, slice):
            return [self[one] for one in range(*at.indices(len(self)))]
        found = self._found[at]
        if not isinstance(found, Entry):
            found = self._found[at] = found()
        return found


class EntryModel(QAbstractListModel):
    """The entries that the search leaves: few ones before many, those that begin with what was typed first."""

    def __init__(self, entries: Sequence[Entry], many: ManyEntries | None = None, recent: Sequence[Entry] = ()) -> None:
        super().__init__()
        self._all, self._many = tuple(entries), many
        self._folded = [fold(f"{entry.words} {entry.caption} {entry.also}") for entry in entries]
        self._heads = [fold(entry.words) for entry in entries]
        self._recent = tuple(recent)
        self.sought: tuple[str, ...] = ()
        self.shown: Sequence[Entry] = ()
        self.search("")

    def search(self, text: str) -> None:
        """Keep the entries that hold every word of the search; without one, offer what was chosen last."""
        words = self.sought = tuple(fold(text).split())
        self.beginResetModel()
        self.shown = self._found(words) if words else self._offered()
        self.endResetModel()

    def _offered(self) -> list[Entry]:
        known = {entry.id for entry in self._recent}
        return [*self._recent, *(entry for entry in self._all if entry.id not in known)][:MOST_SHOWN]

    def _found(self, words: tuple[str, ...]) -> Sequence[Entry]:
        few = _holding(self._folded, words)
        begun: list[_Promised] = [self._all[at] for at in few if _begins(self._heads[at], words[0])]
        within = [self._all[at] for at in few if not _begins(self._heads[at], words[0])]
        if self._many is None:
            return _Shown([*begun, *within][:MOST_SHOWN])
        folded, entry = self._many.folded, self._many.entry
        many = _holding(folded, words)
        begin = [map(contains, map(folded.__getitem__, many), repeat(PART + words[0])) for _twice in range(2)]
        begun += [partial(entry, at) for at in islice(compress(many, begin[0]), MOST_SHOWN)]
        rest = [partial(entry, at) for at in islice(compress(many, map(not_, begin[1])), MOST_SHOWN)]
        return _Shown([*begun, *within, *rest][:MOST_SHOWN])

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


def _holding(folded: Sequence[str], words: tuple[str, ...]) -> list[int]:
    """Return the places of the texts that hold every word."""
    left = list(compress(count(), map(contains, folded, repeat(words[0]))))
    for word in words[1:]:
        left = [at for at in left if word in folded[at]]
    return left


def _begins(head: str, word: str) -> bool:
    """Whether a word of ``head`` begins with ``word``."""
    return head.startswith(word) or f" {word}" in head


def marks(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Return where a text holds what was typed, as first letter and the one after the last; nothing overlaps."""
    folded, places = [], []
    for at, letter in enumerate(text):
        for part in fold(letter):
            folded.append(part)
            places.append(at)
    whole, found = "".join(folded), set[int]()
    for word in words:
        at = whole.find(word)
        while at >= 0:
            found.update(places[at : at + len(word)])
            at = whole.find(word, at + len(word))
    runs: list[tuple[int, int]] = []
    for at in sorted(found):
        if runs and runs[-1][1] == at:
            runs[-1] = (runs[-1][0], at + 1)
        else:
            runs.append((at, at + 1))
    return runs


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
        self._underline(painter, words, entry.words, model.sought)
        write(painter, words, entry.words, Role.ACCENT if current else Role.TEXT)
        right = QRectF(box.right() - caption - px(16), box.top(), caption, box.height())
        write(painter, right, entry.caption, Role.TEXT2, face=font(Size.CAPTION), align=RIGHT)

    @staticmethod
    def _underline(painter: QPainter, box: QRectF, text: str, sought: Sequence[str]) -> None:
        """Draw a line below the letters that were typed."""
        metrics = QFontMetricsF(font())
        bottom = box.center().y() + metrics.height() / 2 - px(1)
        for first, after in marks(text, sought):
            left = box.left() + metrics.horizontalAdvance(text[:first])
            right = min(box.left() + metrics.horizontalAdvance(text[:after]), box.right())
            if left < right:
                block(painter, QRectF(left, bottom, right - left, px(2)), Role.ACCENT, radius=1)


class SearchPalette(QFrame):
    """A line to type in and what it finds; Enter goes there, Esc goes back."""

    chosen = Signal(str)  # id of an entry

    def __init__(
        self,
        parent: QWidget,
        entries: Sequence[Entry],
        *,
        many: ManyEntries | None = None,
        recent: Sequence[Entry] = (),
        hint: str = "",
    ) -> None:
        """Search in ``entries`` and in a long list; ``recent`` is offered first."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.model = EntryModel(entries, many, recent)
        self._room = px(_TOP + _AROUND + 36 * _ROWS)
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
        self._room = window.height() - px(_TOP)
        self._fit()
        corner = window.mapToGlobal(window.rect().topLeft())
        self.move(corner.x() + (window.width() - self.width()) // 2, corner.y() + px(_TOP))
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

    def search_again(self) -> None:
        """Find what was added meanwhile, and keep the place."""
        if self.search.text():
            at = self.view.currentIndex().row()
            self._narrow(self.search.text())
            self._select(at)

    def _fit(self) -> None:
        """Be as high as what was found, up to nine rows and as far as the window reaches."""
        height = max(self.view.sizeHintForRow(0), px(36))
        most = min(_ROWS, max((self._room - px(_AROUND)) // height, _LEAST_ROWS))
        self.view.setFixedHeight(height * max(1, min(self.model.rowCount(), most)) + 2)
        self.adjustSize()

    def _select(self, at: int) -> None:
        last = self.model.rowCount() - 1
        if last >= 0:
            self.view.setCurrentIndex(self.model.index(max(0, min(at, last))))

    def _take(self, index: QModelIndex) -> None:
        if index.isValid():
            entry = self.model.shown[index.row()]
            self.close()
            if entry.id:
                self.chosen.emit(entry.id)
            entry.do()
