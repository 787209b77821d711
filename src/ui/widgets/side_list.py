"""A list of headings beside what they lead to: arrows move, one is chosen."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle

from ui.look.measure import px
from ui.look.paint import block, edged, smooth, soft
from ui.look.tokens import Role
from ui.widgets.texts import Retranslated, Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QPainter, QResizeEvent
    from PySide6.QtWidgets import QStyleOptionViewItem


class SideList(Retranslated, QListView):
    """A list without a frame whose rows are painted, and as high as their words need."""

    def __init__(self, name: Words) -> None:
        super().__init__()
        self.is_quiet = False
        self.bind(self.setAccessibleName, name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)

    @contextmanager
    def quiet(self) -> Iterator[None]:
        """Choose without telling anybody."""
        before, self.is_quiet = self.is_quiet, True
        try:
            yield
        finally:
            self.is_quiet = before

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Words wrap anew."""
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def retranslate(self) -> None:
        """Words have other widths in the other language."""
        super().retranslate()
        self.scheduleDelayedItemsLayout()
        self.viewport().update()


def paint_choice(painter: QPainter, option: QStyleOptionViewItem, view: QListView) -> bool:
    """Draw the ground of a row that is chosen, with a ring while the list has the focus; return whether it is."""
    smooth(painter)
    area = QRectF(option.rect)
    if not option.state & QStyle.StateFlag.State_Selected:
        return False
    soft(painter, area, Role.ACCENT_SOFT, Role.ACCENT, radius=0)
    block(painter, QRectF(area.left(), area.top(), px(3), area.height()), Role.ACCENT, radius=0)
    if view.hasFocus():
        edged(painter, area, None, Role.ACCENT, radius=0, width=2)
    return True
