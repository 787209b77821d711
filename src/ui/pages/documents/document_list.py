"""The documents that can be made, each with what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyledItemDelegate

from app.i18n import _
from ui.look.icons import LARGE, draw_icon
from ui.look.measure import font, px
from ui.look.theme import colour, is_high_contrast
from ui.look.tokens import Role, Size
from ui.widgets.side_list import SideList, paint_choice
from ui.widgets.texts import Words, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject
    from PySide6.QtWidgets import QStyleOptionViewItem

_Index = QModelIndex | QPersistentModelIndex
_TOP: Final = QModelIndex()
_ROLE: Final = Qt.ItemDataRole
_LEFT: Final = 22
_TEXT: Final = _LEFT + 30
_WRAP: Final = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignLeft) | int(Qt.AlignmentFlag.AlignTop)


def document_name(document: str) -> str:
    """Return the name of a document in the interface language."""
    return {
        "strategy": _("Service management strategy"),
        "inventory": _("Service inventory"),
        "priorities": _("Priority services"),
        "assessment": _("Annual self-assessment"),
        "brief": _("Service management brief"),
    }.get(document, document)


def document_about(document: str) -> str:
    """Return what a document is for, in the interface language; blank for one that is not known."""
    return {
        "strategy": _("The whole strategy with its appendices, to be approved and published."),
        "inventory": _("Every service with its volumes, standards and results."),
        "priorities": _("How priority services were chosen: method, ranking, decisions, changes."),
        "assessment": _("Requirement by requirement, with evidence and actions, to be attested."),
        "brief": _("One page for the deputy head: where the department stands and what needs a decision."),
    }.get(document, "")


_ICONS: Final = {
    "inventory": "list",
    "priorities": "list-ordered",
    "assessment": "clipboard-check",
    "brief": "message-square",
}
"""The icon of each document; a page of text for any other."""


@dataclass(frozen=True, slots=True)
class DocumentRow:
    """A document and a line on what became of it."""

    id: str
    facts: Words

    @property
    def below(self) -> str:
        """Return what stands below its name: what it is for, and what became of it."""
        return "\n".join(text for text in (document_about(self.id), say(self.facts)) if text)


class _Model(QAbstractListModel):
    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[DocumentRow, ...] = ()

    def rowCount(self, parent: _Index = _TOP) -> int:  # noqa: N802  Qt's name
        """Return how many documents there are."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = _ROLE.DisplayRole) -> Any:
        """Return a document in words; what is painted is not read aloud."""
        row = self.rows[index.row()]
        if role == _ROLE.DisplayRole:
            return document_name(row.id)
        if role in {_ROLE.AccessibleTextRole, _ROLE.ToolTipRole}:
            return f"{document_name(row.id)}. {document_about(row.id)} {say(row.facts)}"
        return None


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: DocumentList) -> None:
        super().__init__(view)
        self._view = view

    def _heights(self, row: DocumentRow) -> tuple[float, float]:
        room = max(self._view.viewport().width() - px(_TEXT) - px(14), px(60))
        box = QRectF(0, 0, room, 1000)
        # a name becomes strong when it is chosen: it keeps its lines
        title = QFontMetricsF(font(strong=True)).boundingRect(box, _WRAP, document_name(row.id)).height()
        facts = QFontMetricsF(font(Size.CAPTION)).boundingRect(box, _WRAP, row.below).height()
        return title, facts

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802  Qt's name
        """Be as high as both texts need."""
        title, facts = self._heights(self._view.documents.rows[index.row()])
        return QSize(option.rect.width(), max(px(50), round(title + facts) + px(16)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Draw icon, name and facts."""
        row = self._view.documents.rows[index.row()]
        area = QRectF(option.rect)
        current = paint_choice(painter, option, self._view)
        title, facts = self._heights(row)
        top = area.center().y() - (title + facts + px(2)) / 2
        draw_icon(painter, _ICONS.get(row.id, "file-text"), Role.ACCENT, area.left() + px(_LEFT), top, size=LARGE)
        room = area.width() - px(_TEXT) - px(14)
        painter.setFont(font(strong=current))
        painter.setPen(colour(Role.ACCENT if current and not is_high_contrast() else Role.TEXT))
        painter.drawText(QRectF(area.left() + px(_TEXT), top, room, title + 2), _WRAP, document_name(row.id))
        painter.setFont(font(Size.CAPTION))
        painter.setPen(colour(Role.TEXT2))
        place = QRectF(area.left() + px(_TEXT), top + title + px(2), room, facts + 2)
        painter.drawText(place, _WRAP, row.below)


class DocumentList(SideList):
    """Lists the documents; arrows move."""

    picked = Signal(str)

    def __init__(self) -> None:
        super().__init__(lambda: _("Documents"))
        self.documents = _Model(self)
        self.setModel(self.documents)
        self.setItemDelegate(_Delegate(self))
        self.setObjectName("documents")
        self.selectionModel().currentChanged.connect(self._tell)

    def set_rows(self, rows: Sequence[DocumentRow], current: str) -> None:
        """Show these documents, one of them chosen."""
        with self.quiet():
            self._take(tuple(rows), current)
        self.scheduleDelayedItemsLayout()
        self.viewport().update()

    def _take(self, rows: tuple[DocumentRow, ...], current: str) -> None:
        if [row.id for row in rows] != [row.id for row in self.documents.rows]:
            self.documents.beginResetModel()
            self.documents.rows = rows
            self.documents.endResetModel()
        self.documents.rows = rows
        for at, row in enumerate(rows):
            if row.id == current:
                self.setCurrentIndex(self.documents.index(at))

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and not self.is_quiet:
            self.picked.emit(self.documents.rows[current.row()].id)
