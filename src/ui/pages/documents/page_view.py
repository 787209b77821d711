"""Shows rendered pages on a desk: one column, or both languages abreast."""

from __future__ import annotations

from collections import OrderedDict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from app.i18n import _
from ui.look.measure import px
from ui.look.paint import focus_ring, smooth
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from PySide6.QtGui import QPaintEvent, QResizeEvent

_GAP: Final = 18
_MARGIN: Final = 24
_KEPT: Final = 16  # rendered pages that stay in memory
_LETTER: Final = 11 / 8.5
_WIDEST: Final = 900
ZOOMS: Final = (0.5, 0.67, 0.8, 1.0, 1.25, 1.5, 2.0)


class PageView(Retranslated, QAbstractScrollArea):
    """Scrolls over pages; only those that are seen are read from their files."""

    moved = Signal(int, int)  # the page that is seen, and how many there are

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pages")
        self._columns: tuple[tuple[Path, ...], ...] = ()
        self._images: OrderedDict[tuple[Path, int], QImage] = OrderedDict()
        self._zoom = 1.0
        self._ratio = _LETTER
        self._told = (0, 0)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.bind(self.setAccessibleName, lambda: _("Pages of the document"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())

    def show_columns(self, columns: Sequence[Sequence[Path]]) -> None:
        """Show these pages, each sequence in a column of its own; what was looked at stays in sight."""
        at = self.verticalScrollBar().value()
        self._columns = tuple(tuple(column) for column in columns if column)
        self._images.clear()
        if self._columns:
            size = QImageReader(str(self._columns[0][0])).size()
            self._ratio = size.height() / size.width() if size.width() > 0 else _LETTER
        self._measure()
        self.verticalScrollBar().setValue(at)
        self._tell()
        self.viewport().update()

    def pages(self) -> int:
        """Return how many pages the longest column has."""
        return max((len(column) for column in self._columns), default=0)

    def page(self) -> int:
        """Return the number of the page in sight, from 1; 0 when there is none."""
        if not self.pages():
            return 0
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        return max(1, min(self.pages(), int((middle - px(_GAP)) // self._row_height()) + 1))

    def go(self, page: int) -> None:
        """Bring a page into sight."""
        if self.pages():
            wanted = max(1, min(page, self.pages()))
            self.verticalScrollBar().setValue(round((wanted - 1) * self._row_height()))

    def zoom(self) -> float:
        """Return the magnification; 1 fills the width."""
        return self._zoom

    def zoom_by(self, step: int) -> None:
        """Make the pages larger or smaller by one step."""
        nearest = min(range(len(ZOOMS)), key=lambda at: abs(ZOOMS[at] - self._zoom))
        self.set_zoom(ZOOMS[max(0, min(nearest + step, len(ZOOMS) - 1))])

    def set_zoom(self, zoom: float) -> None:
        """Magnify the pages; the page in sight stays."""
        page = self.page()
        self._zoom = zoom
        self._images.clear()
        self._measure()
        self.go(page)
        self.viewport().update()

    def _page_width(self) -> float:
        count = max(len(self._columns), 1)
        room = self.viewport().width() - 2 * px(_MARGIN) - (count - 1) * px(_GAP)
        return max(min(room / count, px(_WIDEST)) * self._zoom, px(80))

    def _row_height(self) -> float:
        return self._page_width() * self._ratio + px(_GAP)

    def _measure(self) -> None:
        count = len(self._columns)
        high = round(self.pages() * self._row_height() + px(_GAP)) if count else 0
        wide = round(count * self._page_width() + (count - 1) * px(_GAP) + 2 * px(_MARGIN)) if count else 0
        upright, flat = self.verticalScrollBar(), self.horizontalScrollBar()
        upright.setRange(0, max(0, high - self.viewport().height()))
        upright.setPageStep(self.viewport().height())
        upright.setSingleStep(px(48))
        flat.setRange(0, max(0, wide - self.viewport().width()))
        flat.setPageStep(self.viewport().width())

    def _tell(self) -> None:
        now = (self.page(), self.pages())
        if now != self._told:
            self._told = now
            self.setAccessibleDescription(_("Page {page} of {total}").format(page=now[0], total=now[1]))
            self.moved.emit(*now)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fit the pages into the new width."""
        super().resizeEvent(event)
        page = self.page()
        self._images.clear()
        self._measure()
        self.go(page)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802  Qt's name
        """Draw what has come into sight."""
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Magnify with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Turn pages and magnify by keys."""
        key = Qt.Key(event.key())
        turn = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(key)
        if turn is not None:
            self.go(self.page() + turn)
        elif key in {Qt.Key.Key_Plus, Qt.Key.Key_Equal}:
            self.zoom_by(1)
        elif key is Qt.Key.Key_Minus:
            self.zoom_by(-1)
        elif key is Qt.Key.Key_Home:
            self.go(1)
        elif key is Qt.Key.Key_End:
            self.go(self.pages())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: object) -> None:  # noqa: N802  Qt's name
        """Draw the focus ring."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # the event is Qt's own
        self.viewport().update()

    def focusOutEvent(self, event: object) -> None:  # noqa: N802  Qt's name
        """Take the focus ring away."""
        super().focusOutEvent(event)  # type: ignore[arg-type]  # the event is Qt's own
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the pages that are seen."""
        painter = smooth(QPainter(self.viewport()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        top, wide = self.verticalScrollBar().value(), self._page_width()
        used = len(self._columns) * wide + max(len(self._columns) - 1, 0) * px(_GAP)
        left = max((self.viewport().width() - used) / 2, px(_MARGIN)) - self.horizontalScrollBar().value()
        first = max(0, int((top - px(_GAP)) // self._row_height()))
        last = int((top + self.viewport().height()) // self._row_height()) + 1
        for number, column in enumerate(self._columns):
            for at in range(first, min(last + 1, len(column))):
                box = QRectF(
                    left + number * (wide + px(_GAP)),
                    px(_GAP) + at * self._row_height() - top,
                    wide,
                    wide * self._ratio,
                )
                painter.fillRect(box, Qt.GlobalColor.white)
                painter.drawImage(box, self._image(column[at], round(wide)))
                painter.setPen(QPen(colour(Role.LINE), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.viewport().rect()), radius=8)

    def _image(self, path: Path, width: int) -> QImage:
        dense = round(width * self.devicePixelRatio())
        held = self._images.get((path, dense))
        if held is not None:
            self._images.move_to_end((path, dense))
            return held
        reader = QImageReader(str(path))
        image = reader.read()
        if not image.isNull():
            size = QSize(dense, round(dense * self._ratio))
            image = image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
        self._images[path, dense] = image
        while len(self._images) > _KEPT:
            self._images.popitem(last=False)
        return image

    def retranslate(self) -> None:
        """Say the page in the other language."""
        super().retranslate()
        self._told = (0, 0)
        self._tell()
