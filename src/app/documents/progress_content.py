"""What the builders of the documents on a year's work are given: selection, self-assessment, brief."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from app.assessment.cards import ActionCard, AssessmentCard, RequirementCard
    from app.documents.content import Frame, InitiativeEntry, ObjectiveEntry, TargetEntry, VersionFacts, YearContent
    from app.framework.framework import Framework
    from app.priorities.cards import Ranking, RoundCard
    from model.bilingual import Bilingual
    from model.fiscal_year import FiscalYear


@dataclass(frozen=True, slots=True)
class SelectionContent:
    """What the document on the priority services holds.

    Attributes:
        ranking: the services in their order under the newest round of the year or before.
        before: the last frozen round of an earlier year than that round; None when there was none.
        chosen_before: the name of each service that was priority under it, by key.
    """

    frame: Frame
    framework: Framework
    ranking: Ranking
    before: RoundCard | None = None
    chosen_before: Mapping[str, Bilingual] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ProgressContent:
    """What the yearly self-assessment holds.

    Attributes:
        years: what the inventory and the indicators say of the year and the one before it.
        card: the newest assessment of the year; None while none was started.
        requirements: the requirements in effect in the year, rated or not.
    """

    frame: Frame
    framework: Framework
    years: Mapping[FiscalYear, YearContent]
    card: AssessmentCard | None
    requirements: tuple[RequirementCard, ...]
    objectives: tuple[ObjectiveEntry, ...] = ()
    initiatives: tuple[InitiativeEntry, ...] = ()
    targets: tuple[TargetEntry, ...] = ()

    @property
    def actions(self) -> tuple[ActionCard, ...]:
        """Return the corrective actions of every requirement."""
        return tuple(action for row in self.requirements for action in row.actions)


@dataclass(frozen=True, slots=True)
class InventoryState:
    """Whether the year's inventory was approved, and whether that still holds."""

    approved_on: date | None = None
    is_in_force: bool = False


@dataclass(frozen=True, slots=True)
class BriefContent:
    """What the brief holds: the year's progress, its selection, and which acts are open."""

    progress: ProgressContent
    selection: SelectionContent
    inventory: InventoryState
    strategy: VersionFacts
