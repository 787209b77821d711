"""Shows rendered pages on a desk: one column, or both languages abreast. Only what is in sight is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame

from app.i18n import _
from ui.look.measure import px
from ui.look.paint import CENTRE, focus_ring, smooth
from ui.look.theme import colour
from ui.look.tokens import Role
from ui.pages.documents.page_grid import FIT_WIDTH, ZOOMS, PageGrid, Room, pair
from ui.pages.documents.page_marks import draw_hits, draw_mark, draw_open, heading_zone
from ui.pages.documents.page_source import Wish
from ui.widgets.texts import Retranslated

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from app.documents.page_index import PageHeading
    from ui.pages.documents.finder import Hit
    from ui.pages.documents.page_grid import Row
    from ui.pages.documents.page_source import PageSource
    from ui.pages.documents.preview_model import MadePages

_GAP: Final = 18
_MARGIN: Final = 24
_LINE: Final = 48  # that a wheel's step or an arrow scrolls
_ABOVE: Final = 24  # what is seen above a heading that was gone to
_AHEAD: Final = 1  # rows that are drawn before they come into sight
_WIDEST: Final = 4096  # pixels


class PagePlace(NamedTuple):
    """A place of a document: a page, counted from 1, and points above its foot."""

    page: int
    height: float


class Anchor(NamedTuple):
    """A place, and the heading that it belongs to: by it the place is found again in pages that were made anew."""

    place: PagePlace
    heading: PageHeading | None


class PageView(Retranslated, QAbstractScrollArea):
    """Scrolls over pages; pictures come from a source, and meanwhile a page is blank or blurred."""

    moved = Signal()  # another page or heading is in sight, or the zoom is another one
    heading_chosen = Signal(str, int)  # the name of a heading that was clicked, and which document it is in

    def __init__(self, source: PageSource, can_open: Callable[[str], bool]) -> None:
        """Show pages of ``source``; ``can_open`` says of a heading's name whether it leads somewhere."""
        super().__init__()
        self.setObjectName("pages")
        self._source, self._can_open = source, can_open
        self._shown: tuple[MadePages, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._zoom: float | str = FIT_WIDTH
        self._grid = PageGrid((), (), FIT_WIDTH, Room(1, 1, 0, 0))
        self._told: tuple[object, ...] = ()
        self._marked = ""
        self._hits: tuple[Hit, ...] = ()
        self._hovered: tuple[int, PageHeading] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setAutoFillBackground(False)
        self.viewport().setMouseTracking(True)
        self.bind(self.setAccessibleName, lambda: _("Pages of the document"))
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._tell())
        source.arrived.connect(self.viewport().update)

    # what is shown

    def show_documents(self, shown: Sequence[MadePages]) -> None:
        """Show these documents abreast; the heading that was looked at stays in sight."""
        before = self.anchor()
        self._shown = tuple(shown)
        self._hits, self._hovered = (), None
        self._rows = pair([one.index for one in self._shown]) if self._shown else ()
        self._measure()
        self.restore(before)
        self._tell()
        self.viewport().update()

    def anchor(self) -> Anchor | None:
        """Return where the reader is; None while there are no pages."""
        if not self._shown:
            return None
        place, headings = self.place(), self._shown[0].index.headings
        at = self._shown[0].index.position_at(*place)
        return Anchor(place, headings[at] if at >= 0 else None)

    def restore(self, anchor: Anchor | None) -> None:
        """Go where the reader was, by the heading if it is still there."""
        if anchor is None or not self._shown:
            return
        place, heading = anchor
        found = self._shown[0].index.heading(heading.name) if heading is not None else None
        if heading is None or found is None:
            self.go_to(place)
        elif place.page == heading.page:
            self.go_to(PagePlace(found.page, found.top - (heading.top - place.height)))
        else:
            self.go_to(PagePlace(found.page + place.page - heading.page, place.height))

    def pages(self) -> int:
        """Return how many pages the first document has."""
        return len(self._shown[0].index.sizes) if self._shown else 0

    def page(self) -> int:
        """Return the page of the first document that is in sight; 0 when there is none."""
        return self._looked_at().page if self._shown else 0

    def heading(self) -> PageHeading | None:
        """Return the heading that what is in sight belongs to."""
        at = self.heading_position()
        return self._shown[0].index.headings[at] if at >= 0 else None

    def heading_position(self) -> int:
        """Return which of the headings that is; -1 before the first one.

        The one that was gone to counts as long as it is in sight, though the next may be as well.
        """
        if not self._shown:
            return -1
        index = self._shown[0].index
        marked = index.heading(self._marked) if self._is_mark_in_sight() else None
        return index.headings.index(marked) if marked is not None else index.position_at(*self._looked_at())

    def _is_mark_in_sight(self) -> bool:
        found = self._shown[0].index.heading(self._marked) if self._shown else None
        if found is None:
            return False
        top = self.verticalScrollBar().value()
        return top <= self._grid.height_of(0, found.page, found.foot) <= top + self.viewport().height()

    def place(self) -> PagePlace:
        """Return the place at the upper edge of the view."""
        return PagePlace(*self._grid.place_at(0, self.verticalScrollBar().value() + px(_ABOVE)))

    def _looked_at(self) -> PagePlace:
        """Return the place in the upper third, where a reader's eyes are; the last page when it is all in sight."""
        bar = self.verticalScrollBar()
        if bar.maximum() and bar.value() == bar.maximum():
            return PagePlace(*self._grid.place_at(0, bar.value() + self.viewport().height() - px(_GAP) - 1))
        return PagePlace(*self._grid.place_at(0, bar.value() + self.viewport().height() / 3))

    def marked(self) -> str:
        """Return the name of the heading that was gone to last, which a bar beside it marks."""
        return self._marked

    def set_hits(self, hits: Sequence[Hit]) -> None:
        """Mark words that were found."""
        self._hits = tuple(hits)
        self.viewport().update()

    # going

    def go(self, page: int) -> None:
        """Bring a page of the first document into sight."""
        if self._shown:
            wanted = max(1, min(page, self.pages()))
            row = self._grid.row_of(0, wanted)
            box = self._grid.box(row, 0)
            self.verticalScrollBar().setValue(round(box.top() - px(_GAP)) if box is not None else 0)

    def turn(self, rows: int) -> None:
        """Turn pages: the one before or after the page in sight."""
        bar, grid = self.verticalScrollBar(), self._grid
        if not grid.rows:
            return
        row = grid.row_of(0, self.page()) + rows
        row = max(0, min(row, len(grid.rows) - 1))
        boxes = [box for column in range(len(self._shown)) if (box := grid.box(row, column)) is not None]
        bar.setValue(round(min(box.top() for box in boxes) - px(_GAP)))

    def go_to(self, place: PagePlace) -> None:
        """Bring a place to the upper edge."""
        page = max(1, min(place.page, self.pages()))
        self.verticalScrollBar().setValue(round(self._grid.height_of(0, page, place.height) - px(_ABOVE)))

    def go_to_heading(self, name: str) -> bool:
        """Bring a heading to the upper edge and mark it; return whether there is one of this name."""
        found = self._shown[0].index.heading(name) if self._shown else None
        if found is None:
            return False
        self.go_to(PagePlace(found.page, found.top))
        self._marked = name
        self._tell()
        self.viewport().update()
        return True

    def go_to_hit(self, hit: Hit) -> None:
        """Bring words that were found into the upper third."""
        top = max((box[3] for box in hit.found.boxes), default=0.0)
        height = self._grid.height_of(hit.column, hit.found.page, top)
        self.verticalScrollBar().setValue(round(height - self.viewport().height() / 4))

    # zoom

    def zoom(self) -> float | str:
        """Return the zoom: a share of the real size, or what the pages are fitted to."""
        return self._zoom

    def share(self) -> float:
        """Return how large the page in sight is: 1 is its real size."""
        return self._grid.share(0, max(self.page(), 1)) if self._shown else 1.0

    def zoom_by(self, step: int) -> None:
        """Make the pages larger or smaller by one step."""
        now = self.share()
        larger = [zoom for zoom in ZOOMS if zoom > now + 0.005]
        smaller = [zoom for zoom in ZOOMS if zoom < now - 0.005]
        if step > 0 and larger:
            self.set_zoom(larger[0])
        elif step < 0 and smaller:
            self.set_zoom(smaller[-1])

    def set_zoom(self, zoom: float | str) -> None:
        """Show the pages in another size; the place in sight stays."""
        place = self.place() if self._shown else None
        self._zoom = zoom
        self._measure()
        if place is not None:
            self.go_to(place)
        self._tell()
        self.viewport().update()

    def _measure(self) -> None:
        port = self.viewport()
        room = Room(port.width(), port.height(), px(_MARGIN), px(_GAP), port.logicalDpiX())
        indexes = [one.index for one in self._shown]
        self._grid = PageGrid(indexes, self._rows, self._zoom, room)
        upright, flat = self.verticalScrollBar(), self.horizontalScrollBar()
        upright.setRange(0, max(0, round(self._grid.height) - port.height()))
        upright.setPageStep(port.height())
        upright.setSingleStep(px(_LINE))
        flat.setRange(0, max(0, round(self._grid.width) - port.width()))
        flat.setPageStep(port.width())
        flat.setSingleStep(px(_LINE))

    def _tell(self) -> None:
        if self._marked and self._shown and not self._is_mark_in_sight():
            self._marked = ""
        heading = self.heading()
        now = (self.page(), self.pages(), heading, self._zoom, round(self.share(), 3))
        if now == self._told:
            return
        self._told = now
        words = _("Page {page} of {total}").format(page=now[0], total=now[1])
        if heading is not None:
            words = _("{page}, {heading}").format(page=words, heading=heading.text)
        self.setAccessibleDescription(words if now[1] else "")
        self.moved.emit()

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802  Qt's name
        """Draw the pages that are seen."""
        painter = smooth(QPainter(self.viewport()))
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        wishes = []
        for column, page, box in self.in_sight():
            wish = self._wish(column, page, box.width())
            wishes.append(wish)
            self._draw_page(painter, box, wish)
            self._draw_marks(painter, column, page, box)
        self._source.want("pages", [*wishes, *self._ahead()])
        if self.hasFocus():
            focus_ring(painter, QRectF(self.viewport().rect()), radius=8)

    def in_sight(self) -> Iterator[tuple[int, int, QRectF]]:
        """Yield column, page and box, in pixels of the view, of what is seen."""
        top, left = self.verticalScrollBar().value(), self.horizontalScrollBar().value()
        for row in self._grid.rows_between(top, top + self.viewport().height()):
            yield from ((column, page, box.translated(-left, -top)) for column, page, box in self._row(row))

    def _row(self, row: int) -> Iterator[tuple[int, int, QRectF]]:
        for column, page in enumerate(self._grid.rows[row]):
            box = self._grid.box(row, column)
            if page is not None and box is not None:
                yield column, page, box

    def _ahead(self) -> list[Wish]:
        """Return what would come into sight next."""
        top = self.verticalScrollBar().value()
        seen = self._grid.rows_between(top, top + self.viewport().height())
        rows = [*range(seen.stop, seen.stop + _AHEAD), *range(seen.start - _AHEAD, seen.start)]
        return [
            self._wish(column, page, box.width())
            for row in rows
            if 0 <= row < len(self._grid.rows)
            for column, page, box in self._row(row)
        ]

    def _wish(self, column: int, page: int, width: float) -> Wish:
        dense = round(width * self.devicePixelRatio())
        return Wish(self._shown[column].file, page, min(dense, _WIDEST))

    def _draw_page(self, painter: QPainter, box: QRectF, wish: Wish) -> None:
        exact = self._source.picture(wish)
        image = exact or self._source.nearest(wish)
        painter.fillRect(box, Qt.GlobalColor.white)
        if exact is not None and self.devicePixelRatio() == 1.0:
            painter.drawImage(box.topLeft(), exact)
        elif image is not None:
            painter.drawImage(box, image)
        elif self._source.is_faulty(wish):
            painter.setPen(Qt.GlobalColor.black)
            painter.drawText(box, CENTRE, _("This page could not be drawn."))
        painter.setPen(QPen(colour(Role.LINE), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))

    def _draw_marks(self, painter: QPainter, column: int, page: int, box: QRectF) -> None:
        scale = self._grid.scale(column, page)
        for heading in self._shown[column].index.on_page(page):
            if self._hovered == (column, heading):
                draw_open(painter, heading_zone(box, scale, heading))
            if heading.name == self._marked:
                draw_mark(painter, heading_zone(box, scale, heading))
        found = (hit.found for hit in self._hits if hit.column == column and hit.found.page == page)
        draw_hits(painter, box, scale, found)

    # Qt

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fit the pages into the new room."""
        super().resizeEvent(event)
        self.set_zoom(self._zoom)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:  # noqa: N802  Qt's name
        """Draw what has come into sight."""
        self._hovered = None
        self.viewport().update()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802  Qt's name
        """Zoom with Ctrl and the wheel."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and event.angleDelta().y():
            self.zoom_by(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def _heading_at(self, spot: QPoint) -> tuple[int, PageHeading] | None:
        for column, page, box in self.in_sight():
            scale = self._grid.scale(column, page)
            for heading in self._shown[column].index.on_page(page):
                if heading_zone(box, scale, heading).contains(spot) and self._can_open(heading.name):
                    return column, heading
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Show which heading a click would open."""
        found = self._heading_at(event.position().toPoint())
        if found != self._hovered:
            self._hovered = found
            shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor
            self.viewport().setCursor(shape)
            self.viewport().setToolTip(_("Work on “{heading}”").format(heading=found[1].text) if found else "")
            self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802  Qt's name
        """Show no heading any more."""
        self._hovered = None
        self.viewport().update()
        super().leaveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802  Qt's name
        """Open what the heading under the pointer is about."""
        found = self._heading_at(event.position().toPoint())
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            self.heading_chosen.emit(found[1].name, found[0])
            event.accept()
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802  Qt's name
        """Turn pages and scroll by keys."""
        key, bar = Qt.Key(event.key()), self.verticalScrollBar()
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        turn = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}.get(key)
        if turn is not None:
            self.turn(turn)
        elif key is Qt.Key.Key_Space:
            bar.setValue(bar.value() + (-1 if back else 1) * round(self.viewport().height() * 0.9))
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

    def retranslate(self) -> None:
        """Say the page in the other language."""
        super().retranslate()
        self._told = ()
        self._tell()
