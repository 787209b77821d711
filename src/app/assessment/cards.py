"""What the assessment page is given: each requirement with its figures, ratings, evidence and actions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.indicators.figures import figures
from app.plan_facts import framework_of, mappings
from model.assessment import ASSESSMENT, CORRECTIVE_ACTION, EVIDENCE, RATING
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.framework.framework import Framework
    from app.framework.parts import Requirement
    from app.indicators.measure import Figure, IndicatorSet
    from app.workspace import Workspace

DRAFT, ATTESTED = "draft", "attested"
NOT_RATED, NOT_APPLICABLE = "NR", "NA"
CLOSED_STATES = frozenset({"completed", "discontinued"})


class Trend(StrEnum):
    """How a rating compares with last year's."""

    IMPROVED = "improved"
    STABLE = "stable"
    DECLINED = "declined"
    FIRST_YEAR = "first_year"


@dataclass(frozen=True, slots=True)
class EvidenceCard:
    """Something that shows how far a requirement is met."""

    id: str
    title: Bilingual
    location: str
    dated: date | None


@dataclass(frozen=True, slots=True)
class ActionCard:
    """A corrective action; ``origin`` is ``own`` or ``secretary``, ``status`` a progress state of the framework."""

    id: str
    requirement: str
    origin: str
    action: Bilingual
    owner: str
    due: date | None
    status: str
    is_overdue: bool

    @property
    def is_open(self) -> bool:
        """Whether it is neither completed nor dropped."""
        return self.status not in CLOSED_STATES


@dataclass(frozen=True, slots=True)
class RequirementCard:
    """One requirement in one year.

    Attributes:
        requirement: its id in the framework.
        rating_id: key of the rating; blank while there is none.
        rating: its code; blank while it is not rated.
        proposed: the code that the indicators propose; ``NR`` when none can be computed.
        last: the code of the year before; blank when there was none.
        trend: the move since last year; None while it is not rated.
    """

    requirement: str
    clause: str
    title: Bilingual
    rating_id: str
    rating: str
    proposed: str
    last: str
    trend: Trend | None
    finding: Bilingual
    reason: Bilingual
    figures: tuple[Figure, ...]
    evidence: tuple[EvidenceCard, ...]
    actions: tuple[ActionCard, ...]

    @property
    def is_rated(self) -> bool:
        """Whether it has a rating."""
        return self.rating not in {"", NOT_RATED}

    @property
    def departs_from_proposal(self) -> bool:
        """Whether the rating is another one than the indicators propose."""
        return self.is_rated and self.proposed not in {NOT_RATED, self.rating}


@dataclass(frozen=True, slots=True)
class AssessmentCard:
    """The newest assessment of a fiscal year; ``id`` is blank while none was started."""

    id: str
    year: FiscalYear
    revision: int
    state: str
    attested_by: str
    attested_on: date | None
    requirements: tuple[RequirementCard, ...]

    @property
    def is_attested(self) -> bool:
        """Whether it was attested and is kept as it is."""
        return self.state == ATTESTED

    def requirement(self, requirement_id: str) -> RequirementCard:
        """Return one requirement by its id."""
        return next(row for row in self.requirements if row.requirement == requirement_id)


def assessment_card(
    workspace: Workspace, year: FiscalYear, *, found: IndicatorSet | None = None, today: date | None = None
) -> AssessmentCard | None:
    """Return the newest assessment of ``year``, or None when there is none.

    Args:
        workspace: the open plan.
        year: the fiscal year.
        found: the indicators of that year, where they are known already.
        today: the day from which an action is overdue; today's by default.
    """
    held = _newest(workspace, year)
    if held is None:
        return None
    return AssessmentCard(
        id=held["id"],
        year=year,
        revision=held["revision"] or 1,
        state=held["state"],
        attested_by=held["attested_by"],
        attested_on=_day(held["attested_on"]),
        requirements=requirement_rows(workspace, year, found=found, today=today),
    )


def assessed_years(workspace: Workspace) -> tuple[FiscalYear, ...]:
    """Return the fiscal years that have an assessment, the earliest first."""
    query = select(ASSESSMENT.c.fiscal_yr).distinct().order_by(ASSESSMENT.c.fiscal_yr)
    return tuple(FiscalYear.parse(row[0]) for row in workspace.rows(query))


def requirement_rows(
    workspace: Workspace, year: FiscalYear, *, found: IndicatorSet | None = None, today: date | None = None
) -> tuple[RequirementCard, ...]:
    """Return the requirements in effect in ``year``, rated or not; see ``assessment_card``."""
    framework = framework_of(workspace)
    held, before = _newest(workspace, year), _newest(workspace, year - 1)
    ratings = _ratings(workspace, held)
    last = {name: row["rating"] for name, row in _ratings(workspace, before).items()}
    evidence = _evidence(workspace, [row["id"] for row in ratings.values()])
    actions = _actions(workspace, held, today or datetime.now(UTC).astimezone().date())
    known = found or figures(workspace, year)
    files = _Files(framework, evidence, actions)
    return tuple(
        _card(
            requirement,
            tuple(known.figure(name) for name in requirement.indicators),
            (ratings.get(requirement.id), last.get(requirement.id, "")),
            files,
        )
        for requirement in framework.requirements_in(year)
    )


@dataclass(frozen=True, slots=True)
class _Files:
    """What lies beside the ratings: evidence by rating, actions by requirement."""

    framework: Framework
    evidence: Mapping[str, Sequence[EvidenceCard]]
    actions: Mapping[str, Sequence[ActionCard]]


def _card(
    requirement: Requirement,
    own: tuple[Figure, ...],
    rated: tuple[Mapping[str, Any] | None, str],
    files: _Files,
) -> RequirementCard:
    row, last = rated
    rating = row["rating"] if row else ""
    return RequirementCard(
        requirement=requirement.id,
        clause=requirement.clause,
        title=requirement.title,
        rating_id=row["id"] if row else "",
        rating=rating,
        proposed=proposed_rating(files.framework, own),
        last=last,
        trend=trend_of(files.framework, rating, last),
        finding=Bilingual(row["finding_en"], row["finding_fr"]) if row else Bilingual(),
        reason=Bilingual(row["reason_en"], row["reason_fr"]) if row else Bilingual(),
        figures=own,
        evidence=tuple(files.evidence.get(row["id"], ())) if row else (),
        actions=tuple(files.actions.get(requirement.id, ())),
    )


def proposed_rating(framework: Framework, known: Sequence[Figure]) -> str:
    """Return the rating that indicators propose; ``NR`` when none of them has both a value and a target."""
    reached = [figure.attainment for figure in known]
    counted = [share for share in reached if share is not None]
    if not counted:
        return NOT_RATED
    return framework.proposed_rating(sum(counted) / len(counted))


def trend_of(framework: Framework, rating: str, last: str) -> Trend | None:
    """Return how a rating compares with last year's; None while either is no step of the scale."""
    if not rating or rating == NOT_RATED:
        return None
    if not last or last == NOT_RATED:
        return Trend.FIRST_YEAR
    now, then = framework.rating(rating).points, framework.rating(last).points
    if now is None or then is None or now == then:
        return Trend.STABLE if rating == last else None
    return Trend.IMPROVED if now > then else Trend.DECLINED


def _newest(workspace: Workspace, year: FiscalYear) -> dict[str, Any] | None:
    query = select(ASSESSMENT).where(ASSESSMENT.c.fiscal_yr == str(year)).order_by(ASSESSMENT.c.revision.desc())
    return next(iter(mappings(workspace, query.limit(1))), None)


def _ratings(workspace: Workspace, held: Mapping[str, Any] | None) -> dict[str, dict[str, Any]]:
    if held is None:
        return {}
    query = select(RATING).where(RATING.c.assessment == held["id"])
    return {row["requirement"]: row for row in mappings(workspace, query)}


def _evidence(workspace: Workspace, ratings: Sequence[str]) -> dict[str, list[EvidenceCard]]:
    found: dict[str, list[EvidenceCard]] = defaultdict(list)
    query = select(EVIDENCE).where(EVIDENCE.c.rating.in_(ratings)).order_by(EVIDENCE.c.dated, EVIDENCE.c.id)
    for row in mappings(workspace, query):
        title = Bilingual(row["title_en"], row["title_fr"])
        found[row["rating"]].append(EvidenceCard(row["id"], title, row["location"], _day(row["dated"])))
    return found


def _actions(workspace: Workspace, held: Mapping[str, Any] | None, today: date) -> dict[str, list[ActionCard]]:
    """Return the actions of an assessment, and those that belong to none, by requirement."""
    column = CORRECTIVE_ACTION.c
    belongs = (
        column.assessment.is_(None)
        if held is None
        else (column.assessment.is_(None) | (column.assessment == held["id"]))
    )
    found: dict[str, list[ActionCard]] = defaultdict(list)
    for row in mappings(workspace, select(CORRECTIVE_ACTION).where(belongs).order_by(column.due_on, column.id)):
        due = _day(row["due_on"])
        found[row["requirement"]].append(
            ActionCard(
                id=row["id"],
                requirement=row["requirement"],
                origin=row["origin"],
                action=Bilingual(row["action_en"], row["action_fr"]),
                owner=row["owner"],
                due=due,
                status=row["status"],
                is_overdue=due is not None and due < today and row["status"] not in CLOSED_STATES,
            )
        )
    return found


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None
