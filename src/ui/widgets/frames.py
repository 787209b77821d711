"""What holds other widgets: cards, strips, hairlines, scrolled grounds and columns that fold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from PySide6 import QtCore
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui.look.measure import letters, px
from ui.look.tokens import Size
from ui.widgets.label import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QResizeEvent

    from ui.widgets.texts import Words

# Qt's FocusPolicy and ScrollBarPolicy as numbers, for the reason that look.paint tells
_NO_FOCUS: Final = 0
_NEVER: Final = 1


def clear(layout: QLayout) -> None:
    """Take every widget out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def column(parent: QWidget | None = None, *, gap: float = 0, margins: Sequence[float] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Return a vertical layout; gap and margins (left, top, right, bottom) in units of length."""
    layout = QVBoxLayout(parent) if parent is not None else QVBoxLayout()
    layout.setSpacing(px(gap))
    layout.setContentsMargins(*(px(margin) for margin in margins))
    return layout


def row(parent: QWidget | None = None, *, gap: float = 0, margins: Sequence[float] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Return a horizontal layout; gap and margins (left, top, right, bottom) in units of length."""
    layout = QHBoxLayout(parent) if parent is not None else QHBoxLayout()
    layout.setSpacing(px(gap))
    layout.setContentsMargins(*(px(margin) for margin in margins))
    return layout


def stack(*widgets: QWidget, gap: float = 9) -> QVBoxLayout:
    """Return the widgets one below the other, as fields stand."""
    layout = column(gap=gap)
    for widget in widgets:
        layout.addWidget(widget)
    return layout


class Card(QFrame):
    """A bordered ground with a heading; fill ``body``, and ``header`` at the heading's right."""

    def __init__(self, heading: Words | None = None) -> None:
        super().__init__()
        self.setObjectName("card")
        whole = column(self, gap=10, margins=(16, 14, 16, 14))
        self.header = row(gap=8)
        self.heading: Label | None = None
        if heading is not None:
            self.heading = Label(heading, size=Size.HEADING, strong=True, wrap=True)
            self.header.addWidget(self.heading, 1)
            whole.addLayout(self.header)
        self.body = column(gap=8)
        whole.addLayout(self.body)
        whole.addStretch(1)


class Sunken(QFrame):
    """A strip inside a page, a shade lower than the sheet; fill ``body``."""

    def __init__(self, *, margins: Sequence[float] = (14, 10, 14, 12)) -> None:
        super().__init__()
        self.setObjectName("sunken")
        self.body = column(self, gap=8, margins=margins)


class Hairline(QFrame):
    """A line of one pixel between groups."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        self.setObjectName("hairline")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Scroll(QScrollArea):
    """A ground that scrolls up and down, and keeps what gets the focus in view."""

    def __init__(self, content: QWidget | None = None) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setProperty("horizontalScrollBarPolicy", _NEVER)
        self.setProperty("focusPolicy", _NO_FOCUS)
        QApplication.instance().focusChanged.connect(self._follow)  # type: ignore[union-attr]  # there is one
        if content is not None:
            self.set_content(content)

    def set_content(self, content: QWidget) -> None:
        """Scroll over ``content``."""
        content.setObjectName(content.objectName() or "ground")
        content.setAutoFillBackground(False)
        content.installEventFilter(self)
        self.setWidget(content)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802  Qt's name
        """Ask for the content's least width, for there is no bar to the side."""
        if event.type() is QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Be as wide as the content must be; any height will do."""
        content = self.widget()
        least = content.minimumSizeHint().width() if content is not None else 0
        return QSize(least + px(10), px(60))

    def _follow(self, _old: QWidget | None, now: QWidget | None) -> None:
        content = self.widget()
        if now is not None and content is not None and content.isAncestorOf(now):
            self.ensureWidgetVisible(now, px(20), px(28))


@runtime_checkable
class Headed(Protocol):
    """A field below a label that may take several lines."""

    label: Label


class Columns(QWidget):
    """Widgets in columns of equal width, as many as fit; the rest go below."""

    def __init__(self, least: float, *, gap: float = 14, most: int = 12, level: bool = False) -> None:
        """Be empty.

        Args:
            least: how wide a column must be, in units of length.
            gap: between columns and lines.
            most: how many columns there are at most.
            level: whether what stands in a line starts at the same height, each as high as it asks for; labels of
                fields get the height of the highest, so that their frames stand in a line too.
        """
        super().__init__()
        self._least, self._most, self._count = least, most, 0
        self._is_level = level
        self._place = QtCore.Qt.AlignmentFlag.AlignTop if level else QtCore.Qt.AlignmentFlag(0)
        self._children: list[QWidget] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(gap))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def add(self, child: QWidget) -> None:
        """Put another widget at the end."""
        self._children.append(child)
        self._arrange(force=True)

    def columns(self) -> int:
        """Return how many stand beside each other."""
        return max(self._count, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802  Qt's name
        """Fold or unfold for the new width."""
        super().resizeEvent(event)
        self._arrange(force=False)
        self._even_labels()

    def event(self, event: QEvent) -> bool:
        """Follow what a label says now, and what stands beside it."""
        answer = super().event(event)
        if event.type() is QEvent.Type.LayoutRequest:
            self._even_labels()
        return answer

    def _even_labels(self) -> None:
        if not self._is_level:
            return
        for start in range(0, len(self._children), self.columns()):
            line = self._children[start : start + self.columns()]
            labels = [field.label for field in line if isinstance(field, Headed) and field.label.width() > 0]
            highest = max((label.heightForWidth(label.width()) for label in labels), default=0)
            for label in labels:
                label.setAlignment(QtCore.Qt.AlignmentFlag.AlignBottom)
                label.setMinimumHeight(highest)

    def minimumSizeHint(self) -> QSize:  # noqa: N802  Qt's name
        """Make do with one column."""
        widths = [child.minimumSizeHint().width() for child in self._children]
        return QSize(max(widths, default=0), super().minimumSizeHint().height())

    def _arrange(self, *, force: bool) -> None:
        fits = max(1, int((letters(self.width()) + 14) // (self._least + 14)))
        many = max(len(self._children), 1)
        lines = -(-many // min(fits, self._most))
        count = -(-many // lines)  # lines as even as can be: two and two, never three and one
        if count == self._count and not force:
            return
        for index in range(self._count):
            self._grid.setColumnStretch(index, 0)
        self._count = count
        for index, child in enumerate(self._children):
            self._grid.addWidget(child, index // count, index % count, self._place)
        for index in range(count):
            self._grid.setColumnStretch(index, 1)
