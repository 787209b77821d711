"""What the self-assessment page shows, and what it does with what was entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app import approvals
from app.assessment import cards, changes
from app.errors import PlanError
from app.plan_facts import framework_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from app.assessment.cards import AssessmentCard, RequirementCard
    from app.framework.framework import Framework
    from model.change_set import ChangeSet
    from model.language import Language
    from ui.open_plan import OpenPlan

_ENTITIES = ("assessment", "rating", "evidence", "corrective_action", "entered_figure")


class AssessmentModel(QObject):
    """The assessment of the plan's working year; it exists once something is entered."""

    changed = Signal()
    refused = Signal(PlanError)

    def __init__(self, plan: OpenPlan, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.plan = plan
        self.card: AssessmentCard | None = None
        self.requirements: tuple[RequirementCard, ...] = ()
        self.framework: Framework = framework_of(plan.workspace)
        plan.changed.connect(self._on_change)
        plan.year_changed.connect(lambda _year: self.reload())

    def reload(self) -> None:
        """Read everything again."""
        workspace, year = self.plan.workspace, self.plan.year
        self.card = cards.assessment_card(workspace, year)
        self.requirements = cards.requirement_rows(workspace, year) if self.card is None else self.card.requirements
        self.changed.emit()

    def _on_change(self, change: ChangeSet) -> None:
        # figures come from the whole plan; the page reads again only what it shows
        if change.touches(
            *_ENTITIES, "service_record", "standard_record", "decision", "version", "target", "initiative"
        ):
            self.reload()

    @property
    def is_attested(self) -> bool:
        """Whether the deputy head has attested this revision."""
        return self.card is not None and self.card.state == "attested"

    @property
    def is_locked(self) -> bool:
        """Whether nothing can be entered here."""
        return self.plan.read_only or self.is_attested

    @property
    def rated_count(self) -> int:
        """Return how many requirements have a rating."""
        return sum(1 for requirement in self.requirements if requirement.rating)

    def requirement(self, requirement_id: str) -> RequirementCard:
        """Return the card of one requirement of the year."""
        return next(card for card in self.requirements if card.requirement == requirement_id)

    def do(self, work: Callable[[str], object]) -> bool:
        """Run a use case on the assessment, which is started first if need be; tell what is refused."""

        def on_assessment() -> None:
            work(self.card.id if self.card else changes.start_assessment(self.plan.workspace, self.plan.year))

        return self.guard(on_assessment)

    def guard(self, work: Callable[[], object]) -> bool:
        """Run a use case; tell what is refused, and whether it was done."""
        try:
            work()
        except PlanError as error:
            self.refused.emit(error)
            return False
        return True

    def rate(self, requirement: str, code: str) -> None:
        """Give a requirement its rating; blank takes it away."""
        self.do(lambda key: changes.rate(self.plan.workspace, key, requirement, code))

    def write(self, requirement: str, field: str, language: Language, text: str) -> None:
        """Store the narrative or the reason in one language."""
        self.do(lambda key: changes.write(self.plan.workspace, key, requirement, field, language, text))

    def enter_figure(self, indicator: str, numerator: int | None, denominator: int | None) -> None:
        """Store a figure that no part of the plan can compute."""
        year = self.plan.year
        self.do(lambda _key: changes.enter_figure(self.plan.workspace, indicator, year, numerator, denominator))

    def attest(self, attested_by: str, attested_on: date) -> bool:
        """Close the assessment with the name of who attests it."""
        return self.do(lambda key: approvals.attest(self.plan.workspace, key, attested_by, attested_on))

    def new_revision(self) -> None:
        """Open the attested assessment again as a new revision."""
        self.do(lambda key: changes.new_revision(self.plan.workspace, key))
