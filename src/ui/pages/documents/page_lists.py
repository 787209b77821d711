"""Lists that lead to pages: the contents, what was found, and small pictures of the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyledItemDelegate

from app.formats import format_number
from app.i18n import _
from ui.look.measure import font, px
from ui.look.paint import CENTRE, LEFT, RIGHT, write
from ui.look.theme import colour
from ui.look.tokens import Role, Size
from ui.pages.documents.page_source import Wish
from ui.widgets.side_list import SideList, paint_choice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent, QPaintEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from ui.pages.documents.page_source import PageSource
    from ui.pages.documents.preview_model import MadePages
    from ui.widgets.texts import Words

_Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
_ROLE: Final = Qt.ItemDataRole
_WRAP: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)
_SMALL: Final = 104  # width of a small picture
_TALL: Final = 135  # its greatest height
_STEP: Final = 12  # that a level is set in


class Line(NamedTuple):
    """A line that leads to a page; ``level`` sets it in."""

    text: str
    page: int
    level: int = 0


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many lines there are."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return a line in words; what is painted is not read aloud."""
        if role not in {_ROLE.DisplayRole, _ROLE.AccessibleTextRole, _ROLE.ToolTipRole}:
            return None
        line = self.lines[index.row()]
        page = _("Page {page}").format(page=format_number(line.page))
        if not line.text:
            return page
        return line.text if role == _ROLE.DisplayRole else f"{line.text}. {page}"


class PageList(SideList):
    """Lines that lead to pages; arrows and a click go there, Enter too."""

    picked = Signal(int)  # the row

    def __init__(self, name: Words, delegate: type[QStyledItemDelegate]) -> None:
        super().__init__(name)
        self.model_ = _Model(self)
        self.setModel(self.model_)
        self.setItemDelegate(delegate(self))
        self.setUniformItemSizes(True)  # thousands of lines are not measured one by one
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(px(28))
        self.selectionModel().currentChanged.connect(self._tell)
        self.clicked.connect(lambda index: self.picked.emit(index.row()))

    def lines(self) -> tuple[Line, ...]:
        """Return what is listed."""
        return self.model_.lines

    def set_lines(self, lines: Sequence[Line]) -> None:
        """List these."""
        if tuple(lines) == self.model_.lines:
            return
        with self.quiet():
            self.model_.beginResetModel()
            self.model_.lines = tuple(lines)
            self.model_.endResetModel()

    def follow(self, row: int) -> None:
        """Choose a row without going anywhere: that is where the reader is."""
        if row == self.currentIndex().row():
            return
        with self.quiet():
            if 0 <= row < len(self.model_.lines):
                self.setCurrentIndex(self.model_.index(row))
            else:
                self.selectionModel().clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Go there on Enter too, after somebody scrolled away."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.currentIndex().isValid():
            self.picked.emit(self.currentIndex().row())
            event.accept()
            return
        super().keyPressEvent(event)

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self.is_quiet:
            self.picked.emit(current.row())


class HeadingDelegate(QStyledItemDelegate):
    """A heading on one line, set in by its level, and its page."""

    def __init__(self, view: PageList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802  Qt's name
        """Be one line high."""
        return QSize(px(80), max(px(28), round(QFontMetricsF(font()).height()) + px(10)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw heading and page."""
        line, area = self._view.lines()[index.row()], QRectF(option.rect)
        current = paint_choice(painter, option, self._view)
        page = format_number(line.page)
        face = font(Size.CAPTION, tabular=True)
        room = QFontMetricsF(face).horizontalAdvance(page) + px(12)
        inner = area.adjusted(px(12) + px(_STEP) * min(line.level, 3), 0, -px(8) - room, 0)
        write(painter, inner, line.text, Role.ACCENT if current else Role.TEXT, face=font(strong=line.level == 0))
        write(painter, area.adjusted(0, 0, -px(8), 0), page, Role.TEXT2, face=face, align=RIGHT)


class HitDelegate(QStyledItemDelegate):
    """What stands around words that were found, on two lines, and the page above."""

    def __init__(self, view: PageList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802  Qt's name
        """Be three lines high."""
        high = QFontMetricsF(font()).height() * 2 + QFontMetricsF(font(Size.CAPTION)).height()
        return QSize(px(80), round(high) + px(14))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw page and words."""
        line, area = self._view.lines()[index.row()], QRectF(option.rect)
        paint_choice(painter, option, self._view)
        inner = area.adjusted(px(12), px(6), -px(8), -px(6))
        face = font(Size.CAPTION)
        high = QFontMetricsF(face).height()
        page = _("Page {page}").format(page=format_number(line.page))
        write(painter, QRectF(inner.left(), inner.top(), inner.width(), high), page, Role.TEXT2, face=face, align=LEFT)
        painter.setFont(font())
        painter.setPen(colour(Role.TEXT))
        painter.save()
        below = inner.adjusted(0, high + px(1), 0, 0)
        painter.setClipRect(below)
        painter.drawText(below, _WRAP, line.text)
        painter.restore()


class PictureDelegate(QStyledItemDelegate):
    """A small picture of a page over its number."""

    def __init__(self, view: PictureList) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: ARG002, N802  Qt's name
        """Hold the picture and its number."""
        return QSize(px(_SMALL) + px(24), px(_TALL) + round(QFontMetricsF(font(Size.CAPTION)).height()) + px(22))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw the picture and the number."""
        area = QRectF(option.rect)
        current = paint_choice(painter, option, self._view)
        page = index.row() + 1
        width, height = self._view.picture_size(page)
        box = QRectF(round(area.center().x() - width / 2), area.top() + px(8) + (px(_TALL) - height), width, height)
        painter.fillRect(box, Qt.GlobalColor.white)
        image = self._view.picture(page)
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(box, image)
        painter.setPen(QPen(colour(Role.LINE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        below = QRectF(area.left(), box.bottom() + px(4), area.width(), area.bottom() - box.bottom() - px(6))
        face = font(Size.CAPTION, strong=current, tabular=True)
        write(painter, below, format_number(page), Role.ACCENT if current else Role.TEXT2, face=face, align=CENTRE)


class PictureList(PageList):
    """Small pictures of the pages; only those in sight are drawn."""

    def __init__(self, name: Words, source: PageSource) -> None:
        super().__init__(name, PictureDelegate)
        self.setObjectName("small_pages")
        self._source = source
        self._shown: MadePages | None = None
        source.arrived.connect(self.viewport().update)

    def show_document(self, shown: MadePages | None) -> None:
        """Show the pages of another document, or of none."""
        self._shown = shown
        count = len(shown.index.sizes) if shown is not None else 0
        self.set_lines([Line("", page) for page in range(1, count + 1)])
        self.viewport().update()

    def picture_size(self, page: int) -> tuple[int, int]:
        """Return width and height of the small picture of a page."""
        wide, high = self._shown.index.sizes[page - 1] if self._shown is not None else (1.0, 1.0)
        scale = min(px(_SMALL) / wide, px(_TALL) / high)
        return round(wide * scale), round(high * scale)

    def _wish(self, page: int) -> Wish | None:
        if self._shown is None:
            return None
        return Wish(self._shown.file, page, round(self.picture_size(page)[0] * self.devicePixelRatio()))

    def picture(self, page: int) -> Any:
        """Return the picture of a page; None until it is drawn."""
        wish = self._wish(page)
        return self._source.picture(wish) if wish is not None else None

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Ask for what is in sight, and draw what is there."""
        port = self.viewport().rect()
        first = self.indexAt(port.topLeft() + port.topLeft()).row()
        last = self.indexAt(port.bottomLeft()).row()
        count = len(self.lines())
        if count:
            rows = range(max(first, 0), (last if last >= 0 else count - 1) + 1)
            self._source.want("small", [wish for row in rows if (wish := self._wish(row + 1)) is not None])
        super().paintEvent(event)

    def hideEvent(self, event: Any) -> None:  # noqa: N802  Qt's name
        """Want nothing any more."""
        self._source.want("small", ())
        super().hideEvent(event)
