"""Findings on the self-assessment of each year, and on the approval of its inventory."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.assessment.cards import NOT_APPLICABLE
from app.checks.making import ASSESSMENT, INVENTORY, finding
from app.steps import Step

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from app.assessment.cards import AssessmentCard, RequirementCard
    from app.checks.finding import Finding
    from app.framework.framework import Framework
    from app.inventory.approval import ApprovalCard
    from app.plan_facts import PlanCard
    from model.fiscal_year import FiscalYear


def assessment_findings(card: AssessmentCard, framework: Framework) -> Iterator[Finding]:
    """Yield every finding on one year's assessment."""
    for row in card.requirements:
        yield from _on_requirement(card, row, framework)
        yield from _on_actions(card, row)


def _on_requirement(card: AssessmentCard, row: RequirementCard, framework: Framework) -> Iterator[Finding]:
    def on(rule: str, field: str, variant: str = "") -> Finding:
        return finding(
            rule, "rating", row.rating_id or row.requirement, field=field, year=card.year,
            subject=framework.requirement(row.requirement).title, documents=(ASSESSMENT,), step=Step.ASSESSMENT,
            variant=variant,
        )  # fmt: skip

    if not row.is_rated:
        yield on("requirement_unrated", "rating")
        return
    step = framework.rating(row.rating)
    if step.action_needed and not any(action.is_open for action in row.actions):
        yield on("not_met_without_action", "actions")
    if step.evidence_needed and not row.evidence:
        yield on("rating_without_evidence", "evidence")
    if row.reason.missing:
        if row.last and row.last != row.rating:
            yield on("rating_moved_without_reason", "reason")
        elif row.departs_from_proposal:
            yield on("rating_moved_without_reason", "reason", "proposal")
        elif row.rating == NOT_APPLICABLE:
            yield on("rating_moved_without_reason", "reason", "not_applicable")


def _on_actions(card: AssessmentCard, row: RequirementCard) -> Iterator[Finding]:
    for action in row.actions:
        if action.is_overdue and action.due is not None:
            yield finding(
                "action_overdue", "corrective_action", action.id, field="due_on", year=card.year,
                subject=action.action, documents=(ASSESSMENT,), step=Step.ASSESSMENT, facts={"date": action.due},
            )  # fmt: skip


def approval_findings(
    framework: Framework, plan: PlanCard, approvals: Mapping[FiscalYear, ApprovalCard | None], today: date
) -> Iterator[Finding]:
    """Yield what is to be said of the approvals of the inventory, for the years of the plan that hold records."""
    for year, card in approvals.items():
        if year.last_day >= today or not plan.first_year <= year <= plan.last_year:
            continue
        if card is None or not card.is_in_force:
            until = framework.closing_day(year)
            variant = "void" if card else "late" if today > until else ""
            yield finding(
                "inventory_not_approved", "inventory_approval", card.key if card else "", year=year, subject=plan.name,
                documents=(INVENTORY,), step=Step.INVENTORY, variant=variant, facts={"until": until},
            )  # fmt: skip
