"""What the page of priority services shows, and what it does with what was entered."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Signal

from app import approvals
from app.plan_facts import framework_of, holds_few_records
from app.priorities import rounds
from app.priorities.cards import Ranking
from app.priorities.ranking import ranking_in_pieces, round_of
from app.priorities.scoring import WHOLE, rebalance, rescore_in_pieces
from app.refusals import REFUSALS
from ui.idle_work import IdleWork
from ui.pages.found import found_on

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from app.checks.finding import Finding
    from app.framework.framework import Framework
    from app.priorities.ranking import RankRow, RoundCard
    from model.change_set import ChangeSet
    from model.language import Language
    from ui.open_plan import OpenPlan

_ENTITIES = (
    "selection_round",
    "consideration_weight",
    "score",
    "decision",
    "service",
    "service_record",
    "confirmation",
)


FEW: Final = 400  # records that are read and ranked in the time of a blink


class PrioritiesModel(QObject):
    """The ranking of the window's year; while a weight or the line is dragged, a preview of it."""

    changed = Signal()
    previewed = Signal()
    refused = Signal(object)  # PlanError or PlanFileError

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.framework: Framework = framework_of(plan.workspace)
        self.found = partial(found_on, plan)
        self._stored: Ranking = Ranking(plan.year, None, {}, (), ())
        self.ranking: Ranking = self._stored
        self._reading, self._previewing = IdleWork(self), IdleWork(self)
        self.is_known = False  # whether the ranking of the window's year and round has been read
        self._is_stale, self._rests = True, True
        self.relative_volume = True  # suggest ratings of volume by comparison within the department
        plan.changed.connect(self._on_change)
        plan.year_changed.connect(lambda _year: self._follow())

    def reload(self) -> None:
        """Read the ranking again: in pieces where there are many services, and what is shown stays meanwhile."""
        self._is_stale = False
        workspace, year = self.plan.workspace, self.plan.year
        self._previewing.stop()
        current = round_of(workspace, year)
        if self._stored.year != year or _named(self._stored.round) != _named(current):
            self.is_known = False
            self._stored = self.ranking = Ranking(year, current, {}, (), ())
        is_small = holds_few_records(workspace, FEW)
        work = ranking_in_pieces(workspace, year, relative_volume=self.relative_volume)
        self._reading.ask("ranking", work, self._take, whole=is_small, later=not is_small)
        if not self.is_known:
            self.changed.emit()

    def _take(self, found: Ranking) -> None:
        self.is_known = True
        self._stored = self.ranking = found
        self.changed.emit()

    def suggest_volumes(self, *, relative: bool) -> None:
        """Suggest ratings of volume by comparison within the department, or by fixed numbers."""
        self.relative_volume = relative
        self.reload()

    def wake(self) -> None:
        """Follow the plan from now on; what changed meanwhile is read."""
        self._rests = False
        if self._is_stale:
            self.reload()

    def rest(self) -> None:
        """Read nothing while nobody looks."""
        self._rests = True
        if self._reading.is_busy:
            self._reading.stop()
            self._is_stale = True

    def _on_change(self, change: ChangeSet) -> None:
        if change.touches(*_ENTITIES):
            self._follow()

    def _follow(self) -> None:
        self._is_stale = True
        if not self._rests:
            self.reload()

    @property
    def has_round(self) -> bool:
        """Whether the window's year has a selection round of its own."""
        return self.ranking.round is not None and self.ranking.round.year == self.plan.year

    @property
    def is_frozen(self) -> bool:
        """Whether the round that is shown can no longer change."""
        return self.ranking.round is not None and self.ranking.round.is_frozen

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be entered here."""
        return self.plan.read_only or self.is_frozen or not self.has_round

    @property
    def weights(self) -> Mapping[str, int]:
        """Return the weights as they are shown, of 100."""
        return self.ranking.weights

    @property
    def undecided(self) -> int:
        """Return how many services that may be priority have no decision."""
        return sum(1 for row in self.ranking.rows if row.eligible and row.decided is None)

    def row(self, service: str) -> RankRow | None:
        """Return the row of a service, or None when the year does not report it."""
        return next((row for row in self.ranking.rows if row.service == service), None)

    # weights and line: previewed while they move, stored when they rest

    def preview_weight(self, consideration: str, value: int) -> None:
        """Show the ranking as it would be; nothing is stored."""
        if not self.is_locked:
            self._preview(rebalance(self._stored.weights, consideration, value), None)

    def set_weight(self, consideration: str, value: int) -> None:
        """Store a weight; the others give way in proportion."""
        same = rebalance(self._stored.weights, consideration, value) == dict(self._stored.weights)
        if same or not self._do(lambda key: rounds.set_weight(self.plan.workspace, key, consideration, value)):
            self.reload()

    def preview_cut(self, score: int) -> None:
        """Show the ranking with the line at another score; nothing is stored."""
        if not self.is_locked:
            self._preview(self._stored.weights, score)

    def _preview(self, weights: Mapping[str, int], cut: int | None) -> None:
        work = rescore_in_pieces(self._stored, weights, cut)
        self._previewing.ask("preview", work, self._show_preview, whole=len(self._stored.rows) <= FEW)

    def _show_preview(self, ranking: Ranking) -> None:
        self.ranking = ranking
        self.previewed.emit()

    def set_cut(self, score: int) -> None:
        """Store from which score on services are proposed as priority."""
        stored = self._stored.round
        same = stored is not None and stored.cut_score == score
        if same or not self._do(lambda key: rounds.set_cut(self.plan.workspace, key, score)):
            self.reload()

    def cut_above(self, count: int) -> int:
        """Return the score of a line with ``count`` services above it; those of one score move together."""
        scores = self._scores()
        if not scores:
            return WHOLE
        wanted = math.floor(scores[0]) + 1 if count <= 0 else math.floor(scores[min(count, len(scores)) - 1])
        return max(0, min(WHOLE, wanted))

    def move_cut(self, *, up: bool) -> None:
        """Let one service more or less stand above the line; those of one score move together."""
        current, scores = self._stored.round, self._scores()
        if current is None or self.is_locked:
            return
        above = [score for score in scores if score >= current.cut_score]
        below = [score for score in scores if score < current.cut_score]
        if up and above:
            self.set_cut(min(WHOLE, math.floor(min(above)) + 1))
        elif not up and below:
            self.set_cut(math.floor(max(below)))

    def _scores(self) -> Sequence[float]:
        """Return the scores of the services that may be priority, the highest first."""
        return sorted((row.score for row in self._stored.rows if row.score is not None and row.eligible), reverse=True)

    # ratings and decisions

    def rate(self, service: str, consideration: str, rating: int | None) -> None:
        """Store a rating of 3, 2, 1 or 0; None takes it away."""
        row = self.row(service)
        if row is not None and row.scores.get(consideration) != rating:
            self._do(lambda key: rounds.rate(self.plan.workspace, key, service, consideration, rating))

    def accept_suggestions(self) -> int:
        """Take what the inventory suggests wherever nothing was rated; return how many ratings that were."""
        workspace, relative = self.plan.workspace, self.relative_volume
        return self._do(lambda key: rounds.accept_suggestions(workspace, key, relative_volume=relative)) or 0

    def decide_by_line(self) -> int:
        """Decide what is still open as the line proposes; return how many services that were."""
        return self._do(lambda key: rounds.decide_by_line(self.plan.workspace, key)) or 0

    def analyse(self, service: str, consideration: str, language: Language, text: str) -> bool:
        """Store why a rating was given; tell whether it could be stored."""
        workspace = self.plan.workspace
        return self._done(lambda key: rounds.analyse(workspace, key, service, consideration, language, text))

    def decide(self, service: str, value: str) -> None:
        """Store a decision: ``Y``, ``N`` or blank."""
        decided = {"Y": True, "N": False}.get(value)
        row = self.row(service)
        if row is not None and row.decided != decided:
            self._do(lambda key: rounds.decide(self.plan.workspace, key, service, decided))

    def write_rationale(self, service: str, language: Language, text: str) -> bool:
        """Store the reason of a decision; tell whether it could be stored."""
        return self._done(lambda key: rounds.write_rationale(self.plan.workspace, key, service, language, text))

    # rounds

    def start(self) -> None:
        """Start the round of the window's year."""
        self._guard(lambda: rounds.start_round(self.plan.workspace, self.plan.year))

    def new_revision(self) -> None:
        """Open the frozen round again as a new revision."""
        self._do(lambda key: rounds.new_revision(self.plan.workspace, key))

    def against_freezing(self) -> tuple[Finding, ...]:
        """Return what must be mended before the round can be approved."""
        return self._do(lambda key: approvals.against_freezing(self.plan.workspace, key)) or ()

    def freeze(self, approved_by: str, approved_on: date) -> bool:
        """Close the round with the name of who approved it; tell whether that was done."""
        return self._done(lambda key: approvals.freeze_round(self.plan.workspace, key, approved_by, approved_on))

    def _done(self, work: Callable[[str], object]) -> bool:
        def run(key: str) -> bool:
            work(key)
            return True

        return self._do(run) is True

    def _do(self, work: Callable[[str], Any]) -> Any:
        current = self.ranking.round
        return None if current is None else self._guard(lambda: work(current.id))

    def _guard(self, work: Callable[[], Any]) -> Any:
        """Run a use case; tell what is refused, and return None then."""
        try:
            return work()
        except REFUSALS as error:
            self.refused.emit(error)
            return None


def _named(card: RoundCard | None) -> tuple[str, str]:
    """Return which round it is, and in which state."""
    return ("", "") if card is None else (card.id, card.state)
