"""The data exports: services and standards in the registry's forms, and the plan as canonical JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.registry import code_lists
from app.registry.code_lists import programs_with
from app.registry.csv_writing import write_csv
from app.registry.derived import derived_values
from app.registry.schema import Kind
from app.registry.stored import about, key_columns, read_records
from app.registry.xlsx_writing import write_xlsx
from model import canonical
from model.bilingual import Bilingual
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.workspace import Workspace


def records(
    workspace: Workspace, kind: Kind, *, year: str | None = None, department: str | None = None
) -> Iterator[dict[str, str]]:
    """Yield the records of one table with every published column, by department in the order of entry.

    Services without an identifier of the registry are left out.

    Args:
        workspace: the plan.
        kind: the table.
        year: fiscal year ``YYYY-YYYY``; None for every year.
        department: a department's code; None for every one held.
    """
    ours = about(workspace)
    programs = programs_with(workspace)
    for key, found in read_records(workspace, kind).items():
        owner, fiscal_yr = key[0], key[1]
        if (year is not None and fiscal_yr != year) or (department is not None and owner != department):
            continue
        record = found.values | {"owner_org": owner} | dict(zip(key_columns(kind), key[1:], strict=True))
        yield record | derived_values(record, programs, ours.name if owner == ours.department else None)


def services_csv(workspace: Workspace, year: str | None = None, department: str | None = None) -> bytes:
    """Return the services in the published CSV form; see ``records`` for what is left out."""
    return write_csv(Kind.SERVICE, records(workspace, Kind.SERVICE, year=year, department=department))


def standards_csv(workspace: Workspace, year: str | None = None, department: str | None = None) -> bytes:
    """Return the standards in the published CSV form; see ``records`` for what is left out."""
    return write_csv(Kind.STANDARD, records(workspace, Kind.STANDARD, year=year, department=department))


def services_xlsx(
    workspace: Workspace, year: str | None = None, department: str | None = None, language: Language = Language.EN
) -> bytes:
    """Return one department's services as a workbook that the registry takes; None is the plan's department."""
    return _workbook(workspace, Kind.SERVICE, year, department, language)


def standards_xlsx(
    workspace: Workspace, year: str | None = None, department: str | None = None, language: Language = Language.EN
) -> bytes:
    """Return one department's standards as a workbook that the registry takes; None is the plan's department."""
    return _workbook(workspace, Kind.STANDARD, year, department, language)


def _workbook(workspace: Workspace, kind: Kind, year: str | None, department: str | None, language: Language) -> bytes:
    ours = about(workspace)
    owner = department or ours.department
    known = code_lists.department(owner)
    name = known.name if known is not None else (ours.name if owner == ours.department else Bilingual(owner, owner))
    return write_xlsx(kind, records(workspace, kind, year=year, department=owner), owner, name, language)


def plan_json(workspace: Workspace) -> bytes:
    """Return the plan as canonical JSON; an empty plan that reads it back has the same content."""
    return canonical.write(canonical.document(workspace.database))
