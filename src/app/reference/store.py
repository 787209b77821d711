"""The reference: a published inventory of every department, kept in the user's data folder.

It is a file of the same kind as a plan, so that everything that is computed from a plan is
computed from it too; no plan holds anything of it, and loading another replaces it whole.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import func, select

from app.plan_facts import service_count, years_with_records
from app.reference.errors import NoReferenceError, NoRowsError
from app.registry.importing import judge_sources
from app.registry.judging import Judgement, Options
from app.registry.reading import read_files
from app.registry.writing import Write, write_records
from app.user_data import user_data
from app.workspace import NewPlan, Workspace
from model import plan_file
from model.inventory import SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from model.fiscal_year import FiscalYear

_PUBLISHER: Final = NewPlan(
    department="tbs-sct",
    name_en="Treasury Board of Canada Secretariat",
    name_fr="Secrétariat du Conseil du Trésor du Canada",
    first_year="2016-2017",
    title_en="Published service inventory",
    title_fr="Répertoire des services publié",
)


@dataclass(frozen=True, slots=True)
class ReferenceCard:
    """What the reference holds.

    Attributes:
        loaded_at: when it was loaded.
        years: the fiscal years in which it holds services, the earliest first.
        services: how many services, of all years.
        standards: how many records of standards.
        departments: how many departments.
    """

    loaded_at: datetime
    years: tuple[FiscalYear, ...]
    services: int
    standards: int
    departments: int


def path() -> Path:
    """Return where the reference lies."""
    return user_data() / "reference" / "reference.jalon"


def is_loaded() -> bool:
    """Whether there is a reference."""
    return path().is_file()


def open_reference() -> Workspace:
    """Open the reference for reading.

    Raises:
        NoReferenceError: none was loaded.
        model.plan_file.PlanFileError: it is damaged, or a later version of the program made it.
    """
    if not is_loaded():
        raise NoReferenceError
    return Workspace.read(path())


def describe() -> ReferenceCard:
    """Return what the reference holds.

    Raises:
        NoReferenceError: none was loaded.
        model.plan_file.PlanFileError: it is damaged, or a later version of the program made it.
    """
    with open_reference() as reference:
        departments = select(func.count(SERVICE_RECORD.c.owner_org.distinct()))
        return ReferenceCard(
            loaded_at=datetime.fromtimestamp(path().stat().st_mtime, UTC),
            years=years_with_records(reference, None),
            services=service_count(reference),
            standards=reference.rows(select(func.count()).select_from(STANDARD_RECORD))[0][0],
            departments=reference.rows(departments)[0][0],
        )


def load(files: Sequence[Path], *, author: str = "") -> Judgement:
    """Replace the reference by the services and standards that some files hold.

    What the registry would refuse is kept where it can be stored: it was published. The one
    before stays until the new one is whole.

    Args:
        files: the published CSV files, or workbooks of the registry.
        author: whoever loads it.

    Returns:
        What was taken of each file.

    Raises:
        app.errors.InputError: a file cannot be read or is not what it claims.
        NoRowsError: no row of the files could be taken; the reference is as it was.
        model.plan_file.PlanFileError: the user's data folder cannot be written.
    """
    sources = read_files(files)
    target = path()
    making = target.with_name("reference.making.jalon")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        making.unlink(missing_ok=True)  # left by a process that was killed
    except OSError as error:
        raise plan_file.UnwritableError(target) from error
    try:
        with Workspace.create(making, _PUBLISHER, author=author) as workspace:
            judgement = judge_sources(workspace, sources, Options(None, drafts=True))
            if not judgement.writes:
                raise NoRowsError(files[0])
            write_records(workspace, [Write(r.kind, r.key, r.before, r.after, r.pairs) for r in judgement.writes])
        making.replace(target)
    finally:
        with contextlib.suppress(OSError):  # it is in place, or an error tells already
            making.unlink(missing_ok=True)
    return judgement


def forget() -> None:
    """Remove the reference.

    Raises:
        NoReferenceError: none was loaded.
        model.plan_file.UnwritableError: it cannot be removed.
    """
    try:
        path().unlink()
    except FileNotFoundError as error:
        raise NoReferenceError from error
    except OSError as error:
        raise plan_file.UnwritableError(path()) from error
