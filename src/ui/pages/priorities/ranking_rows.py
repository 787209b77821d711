"""The ranking as a table model: a row a service, and the cut line as a row of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app import i18n
from app.formats import format_number
from app.i18n import _, ngettext
from ui.pages.priorities import ranking_words as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.framework.framework import Framework
    from app.priorities.ranking import Ranking, RankRow
    from model.bilingual import Bilingual

_Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
CUT: Final = "cut"
RANK, NAME, FIRST = 0, 1, 2


class RankingRows(QAbstractTableModel):
    """Columns: rank, service, one a consideration, score, last round's decision, decision."""

    def __init__(self, framework: Framework, shown: Callable[[Bilingual], str]) -> None:
        super().__init__()
        self.framework = framework
        self._shown = shown
        self.rows: list[RankRow | None] = []
        self.has_previous = False  # whether there is an approved round before this one
        self._above = 0

    @property
    def considerations(self) -> tuple[str, ...]:
        """Return the ids of the considerations, in column order."""
        return tuple(consideration.id for consideration in self.framework.considerations)

    @property
    def score_column(self) -> int:
        """Return the column of the score."""
        return FIRST + len(self.framework.considerations)

    @property
    def previous_column(self) -> int:
        """Return the column of the decision in the round before."""
        return self.score_column + 1

    @property
    def decision_column(self) -> int:
        """Return the column of the decision."""
        return self.score_column + 2

    def consideration_of(self, column: int) -> str:
        """Return the consideration that a column shows; blank for the other columns."""
        return self.considerations[column - FIRST] if FIRST <= column < self.score_column else ""

    @property
    def cut_text(self) -> str:
        """Return what the cut line says."""
        told = ngettext(
            "Cut line: the {count} service above is proposed as priority",
            "Cut line: the {count} services above are proposed as priority",
            self._above,
        )
        return told.format(count=format_number(self._above))

    def show_ranking(self, ranking: Ranking) -> None:
        """Show another ranking."""
        rows: list[RankRow | None] = list(ranking.rows)
        self._above = sum(1 for row in ranking.rows if row.above_cut)
        self.has_previous = any(row.previous is not None for row in ranking.rows)
        if ranking.round is not None and any(row.score is not None for row in ranking.rows):
            rows.insert(self._above, None)
        if rows and len(rows) == len(self.rows):
            self.rows = rows
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's signature and name
        """Return the services and the cut line."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008, N802  Qt's signature and name
        """Return how many columns there are."""
        return 0 if parent.isValid() else self.decision_column + 1

    def row_of(self, service: str) -> int:
        """Return where a service stands; -1 when it does not."""
        return next((at for at, row in enumerate(self.rows) if row is not None and row.service == service), -1)

    def cut_row(self) -> int:
        """Return where the cut line stands; -1 when there is none."""
        return next((at for at, row in enumerate(self.rows) if row is None), -1)

    def name_of(self, row: RankRow) -> str:
        """Return the service's name as the window shows it."""
        return self._shown(row.name)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row for the painter, or its words."""
        row, column = self.rows[index.row()], index.column()
        if role == ROW:
            return row or CUT
        if role == Qt.ItemDataRole.DisplayRole:
            return self.cut_text if row is None else self._words(row, column)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.cut_text if row is None else self._spoken(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._cut_tip() if row is None else self._tip(row, column)
        return None

    def _cut_tip(self) -> str:
        return "\n".join((self.cut_text, _("Drag the line, or press Alt+Up or Alt+Down, to move it.")))

    def _words(self, row: RankRow, column: int) -> str:
        if column == RANK:
            return "–" if row.rank is None else format_number(row.rank)
        if column == NAME:
            return self.name_of(row)
        if consideration := self.consideration_of(column):
            return words.rating_words(self.framework, row, consideration)
        if column == self.score_column:
            return _("Not scored") if row.score is None else format_number(row.score)
        return words.decision_words(row.decided) if column == self.decision_column else self._previous(row)

    @staticmethod
    def _previous(row: RankRow) -> str:
        return words.previous_words(row.previous)

    def _spoken(self, row: RankRow, column: int) -> str:
        """Return the cell with its title, for a table is read cell by cell."""
        if column == RANK:
            if row.rank is None:
                return _("No rank")
            return _("Rank {rank}").format(rank=format_number(row.rank))
        if column == NAME:
            return f"{self.name_of(row)}. {words.critical_words()}" if row.critical else self.name_of(row)
        told = _("{name}: {value}").format(name=self.title(column), value=self._words(row, column))
        missing = words.missing_words(row) if column == self.decision_column else ""
        return f"{told}. {missing}" if missing else told

    def _tip(self, row: RankRow, column: int) -> str:
        if column == NAME:
            parts = (self.name_of(row), row.service_id, words.critical_words() if row.critical else "")
            return "\n".join(part for part in parts if part)
        if consideration := self.consideration_of(column):
            return words.rating_tip(self.framework, row, consideration)
        if column == self.score_column:
            return words.score_tip(row)
        if column in {self.previous_column, self.decision_column}:
            return words.decision_tip(row)
        return self._spoken(row, column)

    def title(self, column: int) -> str:
        """Return a column's whole title."""
        if consideration := self.consideration_of(column):
            return self.framework.consideration(consideration).title.text(i18n.language())
        titles = {
            RANK: _("Rank"),
            NAME: _("Service"),
            self.score_column: _("Score"),
            self.previous_column: _("Last round"),
        }
        return titles.get(column, _("Decision"))

    def headerData(  # noqa: N802  Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title: the short one to be seen, the whole one to be read."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole:
            consideration = self.consideration_of(section)
            return words.consideration_tip(self.framework, consideration) if consideration else self.title(section)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.title(section)
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if consideration := self.consideration_of(section):
            return self.framework.consideration(consideration).short.text(i18n.language())
        return "" if section == RANK else self.title(section)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let services be chosen, and not the cut line."""
        if self.rows[index.row()] is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
