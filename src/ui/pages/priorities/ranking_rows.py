"""The ranking as a table model: a row a service, and the cut line as a row of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from app import i18n
from app.formats import format_number
from app.i18n import _, ngettext

if TYPE_CHECKING:
    from app.framework.framework import Framework
    from app.priorities.ranking import Ranking, RankRow

_Index = QModelIndex | QPersistentModelIndex
ROW: Final = Qt.ItemDataRole.UserRole
CUT: Final = "cut"
RANK, NAME, FIRST = 0, 1, 2


def decision_words(decided: bool | None) -> str:
    """Return what was decided of a service."""
    if decided is None:
        return _("Not decided")
    return _("Priority") if decided else _("Not priority")


def step_words(framework: Framework, rating: int | None) -> str:
    """Return the word of a rating of 3 to 0; of none, that it was not assessed."""
    if rating is None:
        return framework.priorities.not_assessed.text(i18n.language())
    step = next(step for step in framework.considerations[0].steps if step.value == rating)
    return step.label.text(i18n.language())


class RankingRows(QAbstractTableModel):
    """Columns: rank, service, one a consideration, score, decision."""

    def __init__(self, framework: Framework, shown: Any) -> None:
        super().__init__()
        self.framework = framework
        self._shown = shown
        self.rows: list[RankRow | None] = []
        self.cut_text = ""

    @property
    def considerations(self) -> tuple[str, ...]:
        """Return the ids of the considerations, in column order."""
        return tuple(consideration.id for consideration in self.framework.considerations)

    @property
    def score_column(self) -> int:
        """Return the column of the score."""
        return FIRST + len(self.considerations)

    def show_ranking(self, ranking: Ranking) -> None:
        """Show another ranking."""
        rows: list[RankRow | None] = list(ranking.rows)
        above = sum(1 for row in ranking.rows if row.above_cut)
        if ranking.round is not None and any(row.score is not None for row in ranking.rows):
            rows.insert(above, None)
        words = ngettext(
            "Cut line: the {count} service above is proposed as priority",
            "Cut line: the {count} services above are proposed as priority",
            above,
        )
        self.cut_text = words.format(count=format_number(above))
        if len(rows) == len(self.rows):
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
        return 0 if parent.isValid() else FIRST + len(self.considerations) + 2

    def row_of(self, service: str) -> int:
        """Return where a service stands; -1 when it does not."""
        return next((at for at, row in enumerate(self.rows) if row is not None and row.service == service), -1)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the row for the painter, or its words."""
        if role == ROW:
            return self.rows[index.row()] or CUT
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole}:
            row = self.rows[index.row()]
            return self.cut_text if row is None else self._words(row, index.column())
        return None

    def _words(self, row: RankRow, column: int) -> str:
        if column == RANK:
            return "–" if row.rank is None else format_number(row.rank)
        if column == NAME:
            return str(self._shown(row.name))
        if column < self.score_column:
            name = self.considerations[column - FIRST]
            decided, suggested = row.scores.get(name), row.suggested.get(name)
            if decided is None and suggested is not None:
                return _("Suggested: {rating}").format(rating=step_words(self.framework, suggested))
            return step_words(self.framework, decided)
        if column == self.score_column:
            return _("Not scored") if row.score is None else format_number(row.score)
        return decision_words(row.decided)

    def headerData(  # noqa: N802  Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a column's title."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and FIRST <= section < self.score_column:
            return self.framework.considerations[section - FIRST].title.text(i18n.language())
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if FIRST <= section < self.score_column:
            return self.framework.considerations[section - FIRST].short.text(i18n.language())
        return {RANK: "", NAME: _("Service"), self.score_column: _("Score")}.get(section, _("Decision"))

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Let services be chosen, and not the cut line."""
        if self.rows[index.row()] is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
