"""What the self-assessment page shows, and what it does with what was entered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app import approvals
from app.assessment import cards, changes
from app.indicators.figures import not_counted
from app.plan_facts import framework_of
from app.refusals import REFUSALS
from ui.pages.found import found_on

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from app.assessment.cards import AssessmentCard, RequirementCard
    from app.checks.finding import Finding
    from app.framework.framework import Framework
    from app.indicators.measure import IndicatorSet
    from model.change_set import ChangeSet
    from model.language import Language
    from ui.open_plan import OpenPlan

_ENTITIES = ("assessment", "rating", "evidence", "corrective_action", "entered_figure", "confirmation")
_COUNTED = (
    "service",
    "service_record",
    "standard_record",
    "inventory_approval",
    "selection_round",
    "decision",
    "section",
    "version",
    "target",
    "initiative",
    "engagement_approach",
    "mandatory_service",
)
"""What indicators are counted from."""


class AssessmentModel(QObject):
    """The assessment of the window's year; it exists once something is entered."""

    changed = Signal()
    refused = Signal(object)  # PlanError or PlanFileError

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.card: AssessmentCard | None = None
        self.requirements: tuple[RequirementCard, ...] = ()
        self.framework: Framework = framework_of(plan.workspace)
        self.found = partial(found_on, plan)
        self._figures: IndicatorSet | None = None  # those that are shown; none while they are being counted
        self._is_stale, self._rests = True, True
        plan.findings.checked.connect(self._follow_figures)
        plan.changed.connect(self._on_change)
        plan.year_changed.connect(lambda _year: self._follow())

    def reload(self) -> None:
        """Read everything again."""
        self._is_stale = False
        workspace, year = self.plan.workspace, self.plan.year
        self._figures = self.plan.findings.figures((year,)).get(year)
        found = self._figures or not_counted(workspace, year)
        self.card = cards.assessment_card(workspace, year, found=found)
        rows = self.card.requirements if self.card is not None else None
        self.requirements = cards.requirement_rows(workspace, year, found=found) if rows is None else rows
        self.changed.emit()

    def wake(self) -> None:
        """Follow the plan from now on; what changed meanwhile is read."""
        self._rests = False
        if self._is_stale:
            self.reload()

    def rest(self) -> None:
        """Read nothing while nobody looks."""
        self._rests = True

    def _on_change(self, change: ChangeSet) -> None:
        if change.touches(*_ENTITIES, *_COUNTED):
            self._follow()

    def _follow_figures(self) -> None:
        """Show what was counted meanwhile."""
        if not self._is_stale and self.plan.findings.figures((self.plan.year,)).get(self.plan.year) != self._figures:
            self._follow()

    def _follow(self) -> None:
        self._is_stale = True
        if not self._rests:
            self.reload()

    @property
    def is_attested(self) -> bool:
        """Whether the deputy head has attested this revision."""
        return self.card is not None and self.card.is_attested

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be entered here but the progress of actions."""
        return self.plan.read_only or self.is_attested

    @property
    def rated_count(self) -> int:
        """Return how many requirements have a rating."""
        return sum(1 for requirement in self.requirements if requirement.is_rated)

    def requirement(self, requirement_id: str) -> RequirementCard | None:
        """Return the card of one requirement of the year; None while it is not in effect."""
        return next((card for card in self.requirements if card.requirement == requirement_id), None)

    def found_on(self, card: RequirementCard) -> list[Finding]:
        """Return every finding on a requirement: its rating, evidence and actions."""
        found = self.found("rating", card.rating_id, card.requirement)
        found += self.found("evidence", *(one.id for one in card.evidence))
        return found + self.found("corrective_action", *(one.id for one in card.actions))

    # changes

    def do(self, work: Callable[[str], Any]) -> Any:
        """Run a use case on the assessment, which is started first if need be; see ``guard``."""
        return self.guard(
            lambda: work(self.card.id if self.card else changes.start_assessment(self.plan.workspace, self.plan.year))
        )

    def guard(self, work: Callable[[], Any]) -> Any:
        """Run a use case; tell what is refused, and return None then."""
        try:
            return work()
        except REFUSALS as error:
            self.refused.emit(error)
            return None

    def done(self, work: Callable[[], object]) -> bool:
        """Run a use case; tell what is refused, and whether it was done."""

        def run() -> bool:
            work()
            return True

        return self.guard(run) is True

    def rate(self, requirement: str, code: str) -> None:
        """Give a requirement its rating; blank takes it away."""
        card = self.requirement(requirement)
        if card is not None and card.rating != code:
            self.do(lambda key: changes.rate(self.plan.workspace, key, requirement, code))

    def write(self, requirement: str, field: str, language: Language, text: str) -> bool:
        """Store the narrative or the reason in one language; tell whether it could be stored."""

        def run(key: str) -> bool:
            changes.write(self.plan.workspace, key, requirement, field, language, text)
            return True

        return self.do(run) is True

    def enter_figure(self, indicator: str, numerator: int | None, denominator: int | None) -> bool:
        """Store a figure that no part of the plan can compute; tell whether it could be stored."""
        workspace, year = self.plan.workspace, self.plan.year
        return self.done(lambda: changes.enter_figure(workspace, indicator, year, numerator, denominator))

    def entered(self, indicator: str) -> tuple[int | None, int | None]:
        """Return the two sides of a figure as they were entered."""
        return changes.entered_figure(self.plan.workspace, indicator, self.plan.year)

    # attestation

    def against_attesting(self) -> Iterable[Finding]:
        """Return what must be mended before the assessment can be attested."""
        card = self.card
        if card is None:
            return ()
        return self.guard(lambda: approvals.against_attesting(self.plan.workspace, card.id)) or ()

    def attest(self, attested_by: str, attested_on: date) -> bool:
        """Close the assessment with the name of who attests it; tell whether that was done."""
        card = self.card
        return card is not None and self.done(
            lambda: approvals.attest(self.plan.workspace, card.id, attested_by, attested_on)
        )

    def new_revision(self) -> None:
        """Open the attested assessment again as a new revision."""
        self.do(lambda key: changes.new_revision(self.plan.workspace, key))
