"""What a planner does in an assessment: start, rate, write, show evidence, plan actions, enter figures."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import select

from app.assessment.cards import ATTESTED, DRAFT, NOT_RATED
from app.errors import SealedError, UnknownCodeError, UnknownRecordError
from app.framework.parts import Source
from app.i18n import N_
from app.plan_facts import framework_of, mappings
from model.assessment import ASSESSMENT, CORRECTIVE_ACTION, ENTERED_FIGURE, EVIDENCE, RATING
from model.base import new_key
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from datetime import date

    from sqlalchemy import Connection, Table

    from app.workspace import Workspace
    from model.language import Language

_TEXTS = frozenset({"finding", "reason"})
ORIGINS = ("own", "secretary")


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """What a planner gives of a piece of evidence."""

    title: Bilingual = field(default_factory=Bilingual)
    location: str = ""
    dated: date | None = None


@dataclass(frozen=True, slots=True)
class ActionDraft:
    """What a planner gives of a corrective action; ``status`` is a progress state of the framework."""

    action: Bilingual = field(default_factory=Bilingual)
    owner: str = ""
    due: date | None = None
    status: str = "on_target"
    origin: str = "own"


def start_assessment(workspace: Workspace, year: FiscalYear) -> str:
    """Start the assessment of ``year`` and return its key; one that is not attested yet is returned as it is."""
    newest = _newest(workspace, year)
    if newest is not None and newest[1] != ATTESTED:
        return newest[0]
    if newest is not None:
        return new_revision(workspace, newest[0])
    key = new_key()
    with workspace.change(N_("Start a self-assessment")) as connection:
        connection.execute(ASSESSMENT.insert().values(id=key, fiscal_yr=str(year), revision=1, state=DRAFT))
    return key


def new_revision(workspace: Workspace, assessment: str) -> str:
    """Start a new revision of an attested assessment, with all that it holds, and return its key."""
    row = workspace.row(ASSESSMENT, assessment)
    if row is None:
        raise UnknownRecordError("assessment", assessment)
    newest = _newest(workspace, FiscalYear.parse(row["fiscal_yr"]))
    if newest is not None and newest[1] != ATTESTED:
        return newest[0]
    source, revision = (newest[0], newest[2]) if newest is not None else (assessment, row["revision"] or 1)
    key = new_key()
    with workspace.change(N_("Start a new revision of the self-assessment")) as connection:
        connection.execute(
            ASSESSMENT.insert().values(id=key, fiscal_yr=row["fiscal_yr"], revision=revision + 1, state=DRAFT)
        )
        _copy_ratings(connection, source, key)
        _copy(connection, CORRECTIVE_ACTION, "assessment", source, key)
    return key


def _copy_ratings(connection: Connection, source: str, target: str) -> None:
    ratings = connection.execute(select(RATING).where(RATING.c.assessment == source)).mappings().all()
    for row in ratings:
        key = new_key()
        connection.execute(RATING.insert().values(**dict(row) | {"id": key, "assessment": target}))
        _copy(connection, EVIDENCE, "rating", row["id"], key)


def _copy(connection: Connection, table: Table, parent: str, source: str, target: str) -> None:
    rows = connection.execute(select(table).where(table.c[parent] == source)).mappings().all()
    if rows:
        connection.execute(table.insert(), [dict(row) | {"id": new_key(), parent: target} for row in rows])


def _newest(workspace: Workspace, year: FiscalYear) -> tuple[str, str, int] | None:
    column = ASSESSMENT.c
    query = select(column.id, column.state, column.revision).where(column.fiscal_yr == str(year))
    rows = workspace.rows(query.order_by(column.revision.desc()).limit(1))
    return (rows[0].id, rows[0].state, rows[0].revision or 1) if rows else None


def open_assessment(workspace: Workspace, assessment: str) -> FiscalYear:
    """Return the year of an assessment that can still be changed.

    Raises:
        UnknownRecordError: the plan holds no such assessment.
        SealedError: it is attested.
    """
    row = workspace.row(ASSESSMENT, assessment)
    if row is None:
        raise UnknownRecordError("assessment", assessment)
    if row["state"] == ATTESTED:
        raise SealedError("assessment", assessment)
    return FiscalYear.parse(row["fiscal_yr"])


def rate(workspace: Workspace, assessment: str, requirement: str, code: str) -> None:
    """Rate a requirement; a blank code, or ``NR``, takes the rating back.

    Raises:
        UnknownCodeError: the framework has no such requirement or rating.
        SealedError: the assessment is attested.
    """
    _check(workspace, assessment, requirement)
    if code:
        framework_of(workspace).rating(code)
    with workspace.change(N_("Rate a requirement")) as connection:
        connection.execute(
            RATING.update()
            .where(RATING.c.id == _rating(connection, assessment, requirement))
            .values(rating="" if code == NOT_RATED else code)
        )


def write(  # noqa: PLR0917  what is written about, then in which language
    workspace: Workspace, assessment: str, requirement: str, name: str, language: Language, text: str
) -> None:
    """Write the narrative (``finding``) or the ``reason`` of a rating, in one language.

    Raises:
        UnknownCodeError: the framework has no such requirement, or a rating no such text.
        SealedError: the assessment is attested.
    """
    _check(workspace, assessment, requirement)
    if name not in _TEXTS:
        raise UnknownCodeError("field", name)
    with workspace.change(N_("Write about a requirement")) as connection:
        connection.execute(
            RATING.update()
            .where(RATING.c.id == _rating(connection, assessment, requirement))
            .values({f"{name}_{language.value}": text})
        )


def _check(workspace: Workspace, assessment: str, requirement: str) -> None:
    open_assessment(workspace, assessment)
    framework_of(workspace).requirement(requirement)


def _rating(connection: Connection, assessment: str, requirement: str) -> str:
    """Return the key of a requirement's rating; make the row where there is none."""
    column = RATING.c
    query = select(column.id).where(column.assessment == assessment, column.requirement == requirement)
    found: str | None = connection.execute(query).scalar_one_or_none()
    if found is not None:
        return found
    key = new_key()
    connection.execute(RATING.insert().values(id=key, assessment=assessment, requirement=requirement))
    return key


def add_evidence(workspace: Workspace, assessment: str, requirement: str, draft: EvidenceDraft) -> str:
    """Add a piece of evidence to a requirement and return its key."""
    _check(workspace, assessment, requirement)
    key = new_key()
    with workspace.change(N_("Add evidence")) as connection:
        rating = _rating(connection, assessment, requirement)
        connection.execute(EVIDENCE.insert().values(id=key, rating=rating, **_evidence_values(draft)))
    return key


def change_evidence(workspace: Workspace, evidence: str, draft: EvidenceDraft) -> None:
    """Replace what is said of a piece of evidence."""
    _check_evidence(workspace, evidence)
    with workspace.change(N_("Change evidence")) as connection:
        connection.execute(EVIDENCE.update().where(EVIDENCE.c.id == evidence).values(**_evidence_values(draft)))


def delete_evidence(workspace: Workspace, evidence: str) -> None:
    """Delete a piece of evidence."""
    _check_evidence(workspace, evidence)
    with workspace.change(N_("Delete evidence")) as connection:
        connection.execute(EVIDENCE.delete().where(EVIDENCE.c.id == evidence))


def _check_evidence(workspace: Workspace, evidence: str) -> None:
    query = select(RATING.c.assessment).join(EVIDENCE, EVIDENCE.c.rating == RATING.c.id)
    rows = workspace.rows(query.where(EVIDENCE.c.id == evidence))
    if not rows:
        raise UnknownRecordError("evidence", evidence)
    open_assessment(workspace, rows[0].assessment)


def _evidence_values(draft: EvidenceDraft) -> dict[str, str | None]:
    return {
        "title_en": draft.title.en,
        "title_fr": draft.title.fr,
        "location": draft.location,
        "dated": draft.dated.isoformat() if draft.dated else None,
    }


def add_action(workspace: Workspace, assessment: str, requirement: str, draft: ActionDraft) -> str:
    """Add a corrective action to a requirement and return its key.

    Raises:
        UnknownCodeError: its status or origin is no code of the framework.
        SealedError: the assessment is attested.
    """
    _check(workspace, assessment, requirement)
    values = _action_values(workspace, draft)
    key = new_key()
    with workspace.change(N_("Add a corrective action")) as connection:
        connection.execute(
            CORRECTIVE_ACTION.insert().values(id=key, assessment=assessment, requirement=requirement, **values)
        )
    return key


def change_action(workspace: Workspace, action: str, draft: ActionDraft) -> None:
    """Replace what is said of a corrective action; it goes on after the assessment was attested."""
    if workspace.row(CORRECTIVE_ACTION, action) is None:
        raise UnknownRecordError("corrective_action", action)
    values = _action_values(workspace, draft)
    with workspace.change(N_("Change a corrective action")) as connection:
        connection.execute(CORRECTIVE_ACTION.update().where(CORRECTIVE_ACTION.c.id == action).values(**values))


def delete_action(workspace: Workspace, action: str) -> None:
    """Delete a corrective action."""
    _check_action(workspace, action)
    with workspace.change(N_("Delete a corrective action")) as connection:
        connection.execute(CORRECTIVE_ACTION.delete().where(CORRECTIVE_ACTION.c.id == action))


def _check_action(workspace: Workspace, action: str) -> None:
    row = workspace.row(CORRECTIVE_ACTION, action)
    if row is None:
        raise UnknownRecordError("corrective_action", action)
    if row["assessment"] is not None:
        open_assessment(workspace, row["assessment"])


def _action_values(workspace: Workspace, draft: ActionDraft) -> dict[str, str | None]:
    if draft.status:
        framework_of(workspace).progress_state(draft.status)
    if draft.origin not in ORIGINS:
        raise UnknownCodeError("origin", draft.origin)
    return {
        "action_en": draft.action.en,
        "action_fr": draft.action.fr,
        "owner": draft.owner,
        "due_on": draft.due.isoformat() if draft.due else None,
        "status": draft.status,
        "origin": draft.origin,
    }


def enter_figure(
    workspace: Workspace, indicator: str, year: FiscalYear, numerator: int | None, denominator: int | None
) -> None:
    """Enter the two sides of an indicator that nothing in the plan computes; both None take it back.

    Raises:
        UnknownCodeError: it is computed, or a side is below zero, or the share exceeds the whole.
    """
    if framework_of(workspace).indicator(indicator).kind is not Source.ENTERED:
        raise UnknownCodeError("indicator", indicator)
    for side in (numerator, denominator):
        if side is not None and side < 0:
            raise UnknownCodeError("figure", str(side))
    if numerator is not None and denominator is not None and numerator > denominator:
        raise UnknownCodeError("numerator", str(numerator))
    place = {"indicator": indicator, "fiscal_yr": str(year)}
    where = [ENTERED_FIGURE.c[name] == value for name, value in place.items()]
    sides = {"numerator": numerator, "denominator": denominator}
    with workspace.change(N_("Enter the figures of an indicator")) as connection:
        if numerator is None and denominator is None:
            connection.execute(ENTERED_FIGURE.delete().where(*where))
        elif connection.execute(ENTERED_FIGURE.update().where(*where).values(**sides)).rowcount == 0:
            connection.execute(ENTERED_FIGURE.insert().values(id=new_key(), **place, **sides))


def entered_figure(workspace: Workspace, indicator: str, year: FiscalYear) -> tuple[int | None, int | None]:
    """Return the two sides that were entered; None where nothing was."""
    column = ENTERED_FIGURE.c
    query = select(ENTERED_FIGURE).where(column.indicator == indicator, column.fiscal_yr == str(year))
    rows = mappings(workspace, query)
    return (rows[0]["numerator"], rows[0]["denominator"]) if rows else (None, None)
