"""The data exports: services and standards in the registry's forms, and the plan as canonical JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.registry import code_lists
from app.registry.code_lists import programs_with
from app.registry.csv_writing import write_csv
from app.registry.derived import derived_values
from app.registry.errors import NothingChosenError
from app.registry.schema import Kind, split_codes
from app.registry.stored import about, key_columns, read_records
from app.registry.xlsx_writing import BookFacts, SheetContent, write_workbook
from model import canonical
from model.bilingual import Bilingual
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from app.registry.stored import Key
    from app.workspace import Workspace


@dataclass(frozen=True)
class Choice:
    """Which records an export holds.

    Attributes:
        years: fiscal years ``YYYY-YYYY``; None for every one.
        department: a department's code; None for every one held.
        services: identifiers of the registry; None for every service.
        programs: program codes, one of which a service has in that year; None for every one.
        keys: keys of services in the plan; None for every one.
    """

    years: frozenset[str] | None = None
    department: str | None = None
    services: frozenset[str] | None = None
    programs: frozenset[str] | None = None
    keys: frozenset[str] | None = None

    @property
    def is_of_services(self) -> bool:
        """Whether some services are chosen, and not every one of the years."""
        return not (self.services is None and self.programs is None and self.keys is None)

    def takes(self, key: Key, service: str) -> bool:
        """Return whether a record is chosen, programs apart; ``service`` is the key of its service in the plan."""
        return (
            (self.years is None or key[1] in self.years)
            and (self.department is None or key[0] == self.department)
            and (self.services is None or key[2] in self.services)
            and (self.keys is None or service in self.keys)
        )


EVERYTHING = Choice()


def records(workspace: Workspace, kind: Kind, choice: Choice = EVERYTHING) -> Iterator[dict[str, str]]:
    """Yield the records of one table with every published column, by department in the order of entry.

    Services without an identifier of the registry are left out.
    """
    ours = about(workspace)
    programs = programs_with(workspace)
    of_programs = None if choice.programs is None else _of_programs(workspace, choice.programs)
    for key, found in read_records(workspace, kind).items():
        if not choice.takes(key, found.service) or (of_programs is not None and key[:3] not in of_programs):
            continue
        owner = key[0]
        record = {**found.values, "owner_org": owner, **dict(zip(key_columns(kind), key[1:], strict=True))}
        yield record | derived_values(record, programs, ours.name if owner == ours.department else None)


def check_choice(workspace: Workspace, choice: Choice) -> None:
    """Refuse an export that was to hold something that is not there.

    Raises:
        NothingChosenError: no service has such an identifier, or none is of such a program.
    """
    services = read_records(workspace, Kind.SERVICE)
    held = {key[2] for key in services} | {key[2] for key in read_records(workspace, Kind.STANDARD)}
    for identifier in sorted(choice.services or ()):
        if identifier not in held:
            raise NothingChosenError("service", identifier)
    codes = {code for record in services.values() for code in split_codes(record.values["program_id"])}
    for code in sorted(choice.programs or ()):
        if code not in codes:
            raise NothingChosenError("program", code)


def _of_programs(workspace: Workspace, programs: Collection[str]) -> frozenset[Key]:
    """Return department, year and identifier of the services that have one of some programs in that year."""
    return frozenset(
        key
        for key, found in read_records(workspace, Kind.SERVICE).items()
        if not set(split_codes(found.values["program_id"])).isdisjoint(programs)
    )


def services_csv(workspace: Workspace, choice: Choice = EVERYTHING) -> bytes:
    """Return the services in the published CSV form; see ``records`` for what is left out."""
    return write_csv(Kind.SERVICE, records(workspace, Kind.SERVICE, choice))


def standards_csv(workspace: Workspace, choice: Choice = EVERYTHING) -> bytes:
    """Return the standards in the published CSV form; see ``records`` for what is left out."""
    return write_csv(Kind.STANDARD, records(workspace, Kind.STANDARD, choice))


def services_xlsx(workspace: Workspace, choice: Choice = EVERYTHING, language: Language = Language.EN) -> bytes:
    """Return one department's services as a workbook that the registry takes; by default the plan's department."""
    return workbook(workspace, (Kind.SERVICE,), choice, language)


def standards_xlsx(workspace: Workspace, choice: Choice = EVERYTHING, language: Language = Language.EN) -> bytes:
    """Return one department's standards as a workbook that the registry takes; by default the plan's department."""
    return workbook(workspace, (Kind.STANDARD,), choice, language)


def workbook(
    workspace: Workspace, kinds: Collection[Kind], choice: Choice, language: Language, *, keeps_names: bool = False
) -> bytes:
    """Return one department's records as a workbook with a sheet for each table.

    Args:
        workspace: the plan.
        kinds: the tables.
        choice: what it holds; a workbook is of one department, by default the plan's.
        language: of headings and messages.
        keeps_names: whether the names of services stay in sight, for who fills it in.
    """
    ours = about(workspace)
    owner = choice.department or ours.department
    known = code_lists.department(owner)
    name = known.name if known is not None else (ours.name if owner == ours.department else Bilingual(owner, owner))
    chosen = Choice(choice.years, owner, choice.services, choice.programs, choice.keys)
    contents = [SheetContent(kind, tuple(records(workspace, kind, chosen))) for kind in kinds]
    facts = BookFacts(owner, name, language, programs_with(workspace), keeps_names=keeps_names)
    return write_workbook(contents, facts)


def plan_json(workspace: Workspace) -> bytes:
    """Return the plan as canonical JSON; an empty plan that reads it back has the same content."""
    return canonical.write(canonical.document(workspace.database))
