"""Approving what is then kept as it is: a round of selection, an assessment, a version of the strategy.

Each refuses while a finding of level error bears on it; undo stops there, and going back means
a new revision.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from app.assessment.changes import open_assessment
from app.checks.findings import check, drafts
from app.checks.making import ASSESSMENT, STRATEGY
from app.errors import BlockedError
from app.i18n import N_
from app.priorities.cards import FROZEN
from app.priorities.rounds import open_round
from app.steps import Step
from app.versions import VersionCard, make_content, version_card
from model.assessment import ASSESSMENT as ASSESSMENTS
from model.base import new_key
from model.canonical import pack, write
from model.change_set import ChangeKind
from model.journal import head
from model.language import Language
from model.priority import SELECTION_ROUND
from model.strategy import VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.checks.finding import Finding
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


def against_freezing(workspace: Workspace, round_id: str) -> tuple[Finding, ...]:
    """Return the findings that keep a round from being approved; none lets it be frozen.

    Raises:
        SealedError: it is frozen already.
        UnknownRecordError: the plan holds no such round.
    """
    card = open_round(workspace, round_id)
    return _errors(
        finding
        for finding in check(workspace, year=card.year)
        if finding.step is Step.PRIORITIES and finding.rule != "round_missing"
    )


def against_attesting(workspace: Workspace, assessment: str) -> tuple[Finding, ...]:
    """Return the findings that keep an assessment from being attested; none lets it be closed.

    Raises:
        SealedError: it is attested already.
        UnknownRecordError: the plan holds no such assessment.
    """
    year = open_assessment(workspace, assessment)
    found = check(workspace, year=year)
    return _errors(finding for side in Language for finding in drafts(found, ASSESSMENT, year, side))


def freeze_round(workspace: Workspace, round_id: str, approved_by: str, approved_on: date) -> None:
    """Approve a round of selection and keep it as it is.

    Raises:
        BlockedError: findings of level error bear on it.
        SealedError: it is frozen already.
        UnknownRecordError: the plan holds no such round.
    """
    _refuse(against_freezing(workspace, round_id))
    with workspace.change(N_("Freeze the round of selection"), kind=ChangeKind.SEAL) as connection:
        connection.execute(
            SELECTION_ROUND.update()
            .where(SELECTION_ROUND.c.id == round_id)
            .values(state=FROZEN, approved_by=approved_by.strip(), approved_on=approved_on.isoformat())
        )


def attest(workspace: Workspace, assessment: str, attested_by: str, attested_on: date) -> None:
    """Attest an assessment and keep it as it is.

    Raises:
        BlockedError: findings of level error bear on the assessment of its year.
        SealedError: it is attested already.
        UnknownRecordError: the plan holds no such assessment.
    """
    _refuse(against_attesting(workspace, assessment))
    with workspace.change(N_("Attest the self-assessment"), kind=ChangeKind.SEAL) as connection:
        connection.execute(
            ASSESSMENTS.update()
            .where(ASSESSMENTS.c.id == assessment)
            .values(state="attested", attested_by=attested_by.strip(), attested_on=attested_on.isoformat())
        )


def approve_version(
    workspace: Workspace,
    *,
    name: str,
    approved_by: str,
    approved_on: date,
    first_year: FiscalYear,
    last_year: FiscalYear,
) -> VersionCard:
    """Approve the strategy as it stands and keep everything that its document shows.

    Args:
        workspace: the open plan.
        name: what the version is called, for example its number.
        approved_by: who approved it.
        approved_on: when.
        first_year: the first fiscal year that it covers.
        last_year: the last one.

    Raises:
        BlockedError: findings of level error bear on the strategy's text, elements, targets or figures.
    """
    found = check(workspace)
    _refuse(
        finding for side in Language for finding in drafts(found, STRATEGY, None, side) if finding.step is Step.STRATEGY
    )
    content = make_content(workspace)
    key, newest = new_key(), head(workspace.database)
    with workspace.change(N_("Approve a version of the strategy"), kind=ChangeKind.SEAL) as connection:
        connection.execute(
            VERSION.insert().values(
                id=key,
                name=name.strip(),
                change_set=newest,
                content=pack(content),
                sha256=hashlib.sha256(write(content)).hexdigest(),
                first_yr=str(first_year),
                last_yr=str(last_year),
                approved_by=approved_by.strip(),
                approved_on=approved_on.isoformat(),
            )
        )
    return version_card(workspace, key)


def _errors(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(dict.fromkeys(finding for finding in findings if finding.is_error))


def _refuse(findings: Iterable[Finding]) -> None:
    """Raise an error that names what stands in the way, if anything does."""
    if standing := _errors(findings):
        raise BlockedError(standing)
