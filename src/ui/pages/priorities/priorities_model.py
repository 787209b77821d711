"""What the page of priority services shows, and what it does with what was entered."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import approvals
from app.errors import PlanError
from app.plan_facts import framework_of
from app.priorities import rounds
from app.priorities.ranking import ranking
from app.priorities.scoring import rebalance, rescore

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from app.framework.framework import Framework
    from app.priorities.ranking import Ranking, RankRow
    from model.change_set import ChangeSet
    from model.language import Language
    from ui.open_plan import OpenPlan

_ENTITIES = ("selection_round", "consideration_weight", "score", "decision", "service", "service_record")


class PrioritiesModel(QObject):
    """The ranking of the working year; while a weight is dragged, a preview of it."""

    changed = Signal()
    previewed = Signal()
    refused = Signal(PlanError)

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.framework: Framework = framework_of(plan.workspace)
        self.ranking: Ranking = ranking(plan.workspace, plan.year)
        plan.changed.connect(self._on_change)
        plan.year_changed.connect(lambda _year: self.reload())

    def reload(self) -> None:
        """Read the ranking again."""
        self.ranking = ranking(self.plan.workspace, self.plan.year)
        self.changed.emit()

    def _on_change(self, change: ChangeSet) -> None:
        if change.touches(*_ENTITIES):
            self.reload()

    @property
    def has_round(self) -> bool:
        """Whether the working year has a selection round of its own."""
        return self.ranking.round is not None and self.ranking.round.year == self.plan.year

    @property
    def is_frozen(self) -> bool:
        """Whether the round that is shown can no longer change."""
        return self.ranking.round is not None and self.ranking.round.state == "frozen"

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be entered here."""
        return self.plan.read_only or self.is_frozen or not self.has_round

    @property
    def weights(self) -> Mapping[str, int]:
        """Return the weights as they are shown, of 100."""
        return self.ranking.weights

    def row(self, service: str) -> RankRow | None:
        """Return the row of a service, or None when the year does not report it."""
        return next((row for row in self.ranking.rows if row.service == service), None)

    def preview_weight(self, consideration: str, value: int) -> None:
        """Show the ranking as it would be; nothing is stored."""
        if self.ranking.round is None:
            return
        weights = rebalance(self.ranking.weights, consideration, value)
        self.ranking = rescore(self.ranking, weights, self.ranking.round.cut_score)
        self.previewed.emit()

    def set_weight(self, consideration: str, value: int) -> None:
        """Store a weight; the others give way in proportion."""
        if not self._do(lambda key: rounds.set_weight(self.plan.workspace, key, consideration, value)):
            self.reload()

    def rate(self, service: str, consideration: str, rating: int | None) -> None:
        """Store a rating of 3, 2, 1 or 0; None takes it away."""
        self._do(lambda key: rounds.rate(self.plan.workspace, key, service, consideration, rating))

    def accept_suggestions(self) -> None:
        """Take what the inventory suggests wherever nothing was rated."""
        self._do(lambda key: rounds.accept_suggestions(self.plan.workspace, key))

    def analyse(self, service: str, consideration: str, language: Language, text: str) -> None:
        """Store why a rating was given."""
        self._do(lambda key: rounds.analyse(self.plan.workspace, key, service, consideration, language, text))

    def decide(self, service: str, value: str) -> None:
        """Store a decision: ``Y``, ``N`` or blank."""
        decided = {"Y": True, "N": False}.get(value)
        self._do(lambda key: rounds.decide(self.plan.workspace, key, service, decided))

    def write_rationale(self, service: str, language: Language, text: str) -> None:
        """Store the reason of a decision."""
        self._do(lambda key: rounds.write_rationale(self.plan.workspace, key, service, language, text))

    def move_cut(self, *, up: bool) -> None:
        """Let one service more or less stand above the cut line; equal scores move together."""
        scored = [row.score for row in self.ranking.rows if row.score is not None and row.eligible]
        current = self.ranking.round
        if current is None or not scored:
            return
        above = [score for score in scored if score >= current.cut_score]
        below = [score for score in scored if score < current.cut_score]
        if up and above:
            self.set_cut(math.floor(min(above)) + 1)
        elif not up and below:
            self.set_cut(math.floor(max(below)))

    def set_cut(self, score: int) -> None:
        """Store from which score on services are proposed as priority."""
        self._do(lambda key: rounds.set_cut(self.plan.workspace, key, max(0, min(100, score))))

    def start(self) -> None:
        """Start the round of the working year."""
        self._guard(lambda: rounds.start_round(self.plan.workspace, self.plan.year))

    def new_revision(self) -> None:
        """Open the frozen round again as a new revision."""
        self._do(lambda key: rounds.new_revision(self.plan.workspace, key))

    def freeze(self, approved_by: str, approved_on: date) -> bool:
        """Close the round with the name of who approved it."""
        return self._do(lambda key: approvals.freeze_round(self.plan.workspace, key, approved_by, approved_on))

    def _do(self, work: Callable[[str], object]) -> bool:
        current = self.ranking.round
        return current is not None and self._guard(lambda: work(current.id))

    def _guard(self, work: Callable[[], object]) -> bool:
        try:
            work()
        except PlanError as error:
            self.refused.emit(error)
            return False
        return True
