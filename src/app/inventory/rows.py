"""The inventory as a list: one frozen row a service, read in a few plain queries.

Twenty thousand services are read while a page opens. So each table is read once, without a
subquery a row, and what only a few rows are asked for is worked out when it is asked for.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Integer, and_, case, cast, func, literal_column, select

from app.inventory.facts import codes
from app.inventory.results import target_met
from app.pieces import whole
from app.plan_facts import own_department, round_in_force
from app.registry.code_lists import programs_with
from app.typography import fold
from model.bilingual import Bilingual
from model.inventory import APPLICATION_COUNTS, INTERACTION_POINTS, SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.priority import DECISION
from model.quantity import Quantity

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Mapping

    from sqlalchemy import ColumnElement, Select

    from app.registry.code_lists import ProgramList
    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


class StandardFigures(NamedTuple):
    """What tells whether one standard was met, as written."""

    key: str
    target: str
    volume_meeting_target: str
    total_volume: str


class ServiceRow(NamedTuple):
    """One service as a list shows it; what was not reported in the year has ``reported`` False.

    Names and programs are those of the year's record, else of the newest one before.
    """

    key: str
    record: str  # key of the year's record, or blank
    service_id: str
    name_en: str
    name_fr: str
    programs: tuple[str, ...]
    program: Bilingual  # names of those programs
    points: tuple[str, ...]  # Y, N, NA or blank, in the registry's order
    volume: int | None  # applications of the year; None when no channel gives a number
    last_volume: int | None  # the same of the year before
    figures: tuple[StandardFigures, ...]  # of its standards in the year
    standards_met: int  # of those, how many met their target
    scope: tuple[str, ...]
    state: str
    state_since: str
    priority: bool
    reported: bool
    is_new: bool  # reported this year, not the year before
    is_discontinued: bool  # reported the year before, not this year

    @property
    def name(self) -> Bilingual:
        """Return its name in both languages."""
        return Bilingual(self.name_en, self.name_fr)

    @property
    def change(self) -> float | None:
        """Return how much the volume is above last year's, as a ratio: 0.09 for nine percent more."""
        return change_of(self.volume, self.last_volume)

    @property
    def standard_keys(self) -> tuple[str, ...]:
        """Return the keys of its standards in the year."""
        return tuple(figures.key for figures in self.figures)

    @property
    def standards(self) -> int:
        """Return how many standards the year holds for it."""
        return len(self.figures)

    @property
    def points_online(self) -> int:
        """Return how many interaction points are online."""
        return self.points.count("Y")

    @property
    def points_applicable(self) -> int:
        """Return how many interaction points are online or could be."""
        return self.points.count("Y") + self.points.count("N")

    @property
    def folded(self) -> str:
        """Return what a search looks through, both languages in one."""
        name = (self.name_en, self.name_fr, self.service_id, *self.programs, self.program.en, self.program.fr)
        return fold("\n".join(name))


@dataclass(frozen=True, slots=True)
class InventorySummary:
    """How many services a year holds and how that moved."""

    services: int
    new: int
    discontinued: int
    any_before: bool  # whether the year before holds records at all


_CHUNK = 500  # keys in one query, below SQLite's limit on parameters
_LARGEST = 2**62  # beyond it SQLite's own sum is no longer exact


def rows(
    workspace: Workspace, year: FiscalYear, department: str | None = None, services: Collection[str] | None = None
) -> tuple[ServiceRow, ...]:
    """Return the services of ``department`` (else the plan's), reported in ``year`` or not.

    Args:
        workspace: the open plan.
        year: the fiscal year to show; the year before is compared with it.
        department: code of the owner.
        services: only these keys; what a change touched is read again alone.
    """
    reader = _Reader(workspace, year, department or own_department(workspace))
    if services is None:
        return tuple(reader.read(None))
    keys = sorted(services)
    read: list[ServiceRow] = []
    for start in range(0, len(keys), _CHUNK):
        read.extend(reader.read(keys[start : start + _CHUNK]))
    return tuple(read)


def outlines(workspace: Workspace, year: FiscalYear, department: str | None = None) -> tuple[ServiceRow, ...]:
    """Return the same services with no more than what names, sorts and finds them by name.

    Points, volumes, programs, scopes and standards are blank: where there are thousands of services,
    those on the screen are read with ``rows`` at once and the others while the window is idle.
    """
    return whole(outlining(workspace, year, department))


def outlining(
    workspace: Workspace, year: FiscalYear, department: str | None = None
) -> Generator[None, None, tuple[ServiceRow, ...]]:
    """Read the same in pieces."""
    reader = _Reader(workspace, year, department or own_department(workspace))
    return tuple((yield from reader.outlining()))


def summary(listed: Iterable[ServiceRow]) -> InventorySummary:
    """Return the figures of a list's heading."""
    services = new = discontinued = before = 0
    for row in listed:
        services += row.reported
        new += row.is_new
        discontinued += row.is_discontinued
        before += row.is_discontinued or (row.reported and not row.is_new)
    return InventorySummary(services, new, discontinued, any_before=before > 0)


def applications(values: Mapping[str, Any], prefix: str = "") -> int | None:
    """Return the sum over the seven application channels; None when no channel gives a number.

    Source:
        Registry schema, ``num_applications_total``.
    """
    counts = [Quantity(values[prefix + name] or "").value for name in APPLICATION_COUNTS]
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def change_of(volume: int | None, last: int | None) -> float | None:
    """Return how much ``volume`` is above ``last`` as a ratio; None where that says nothing."""
    if volume is None or last is None or last <= 0:
        return None
    return volume / last - 1


def _applications() -> ColumnElement[int | None]:
    """Return ``applications`` as the database works it out: what is no number is cast to 0."""
    counts = [SERVICE_RECORD.c[name] for name in APPLICATION_COUNTS]
    written: ColumnElement[str] = literal_column("''")
    total: ColumnElement[int] = literal_column("0")
    for count in counts:
        written, total = written.concat(count), total + cast(count, Integer)
    return case((written.op("GLOB")("*[0-9]*"), total), else_=None).label("applications")


_NOW = select(
    *(SERVICE_RECORD.c[name] for name in ("service", "id", "service_name_en", "service_name_fr", "program_id")),
    SERVICE_RECORD.c.service_scope,
    _applications(),
    *(SERVICE_RECORD.c[name] for name in INTERACTION_POINTS),
)
_OUTLINE = select(*(SERVICE_RECORD.c[name] for name in ("service", "id", "service_name_en", "service_name_fr")))
_BEFORE = select(SERVICE_RECORD.c.service, _applications(), SERVICE_RECORD.c.id)
_STANDARDS = select(
    *(STANDARD_RECORD.c[name] for name in ("service", "id", "target", "volume_meeting_target", "total_volume"))
)
_NOTHING = ("",) * len(INTERACTION_POINTS)
_UNNAMED = ("", "", "", "")


class _Reader:
    """Reads services of one year and one owner; names of programs and lists of codes are made once."""

    def __init__(self, workspace: Workspace, year: FiscalYear, owner: str) -> None:
        self._workspace, self._year, self._owner = workspace, year, owner
        self._names = programs_with(workspace)
        self._programs: dict[str, tuple[tuple[str, ...], Bilingual]] = {}
        self._scopes: dict[str, tuple[str, ...]] = {}

    def read(self, keys: list[str] | None) -> list[ServiceRow]:
        """Return the services of these keys, or of all."""
        now = {row[0]: row for row in self._rows(_NOW.where(*self._of_year(self._year)), SERVICE_RECORD, keys)}
        services = self._services(keys, now)
        older = self._older(keys) if len(now) < len(services) else {}
        before, standards, priority = self._volumes(self._year - 1, keys), self._standards(keys), self._priority()
        return [self._row(row, now.get(row[0]), older, before, standards, priority) for row in services]

    def outlining(self) -> Generator[None, None, list[ServiceRow]]:
        """Return names, identifiers and states of all services."""
        now = {row[0]: row for row in self._rows(_OUTLINE.where(*self._of_year(self._year)), SERVICE_RECORD, None)}
        yield
        services = self._services(None, now)
        yield
        older = self._older(None) if len(now) < len(services) else {}
        blank, make = ((), Bilingual(), _NOTHING, None, None, (), 0, ()), ServiceRow._make
        return [
            make((row[0], known[1], row[1], known[2], known[3], *blank, row[2], row[3], False, True, True, False))
            if (known := now.get(row[0])) is not None
            else self._row(row, None, older, {}, {}, ())
            for row in services
        ]

    def _standards(self, keys: list[str] | None) -> Mapping[str, list[StandardFigures]]:
        found: dict[str, list[StandardFigures]] = defaultdict(list)
        column = STANDARD_RECORD.c
        # a few services are found by their own index, for which the database must not see that of owner and year
        owner, year = (one if keys is None else one.concat("") for one in (column.owner_org, column.fiscal_yr))
        ours = _STANDARDS.where(owner == self._owner, year == str(self._year))
        for row in self._rows(ours, STANDARD_RECORD, keys):
            found[row[0]].append(StandardFigures._make(row[1:]))
        return found

    def _row(  # noqa: PLR0917  one call for each of twenty thousand rows
        self,
        service: Any,
        known: Any,
        older: Mapping[str, tuple[str, str, str, str]],
        before: Mapping[str, int | None],
        standards: Mapping[str, list[StandardFigures]],
        priority: Collection[str],
    ) -> ServiceRow:
        key = service[0]
        if known is None:
            record, volume, points = "", None, []
            name_en, name_fr, program, scope = older.get(key, _UNNAMED)
        else:
            _key, record, name_en, name_fr, program, scope, volume, *points = known
            if volume is not None and abs(volume) >= _LARGEST:
                volume = self._exact(record)
        told = self._programs.get(program) or self._program(program)
        figures = tuple(standards[key]) if key in standards else ()
        return ServiceRow(
            key,
            record,
            service[1],
            name_en,
            name_fr,
            told[0],
            told[1],
            tuple(points) or _NOTHING,
            volume,
            before.get(key),
            figures,
            sum([target_met(*one[1:]) is True for one in figures]) if figures else 0,
            self._scopes[scope] if scope in self._scopes else self._scope(scope),
            service[2],
            service[3],
            key in priority,
            known is not None,
            known is not None and key not in before,
            known is None and key in before,
        )

    def _rows(self, query: Select[Any], table: Any, keys: list[str] | None) -> list[Any]:
        return self._workspace.rows(query if keys is None else query.where(table.c.service.in_(keys)))

    def _of_year(self, year: FiscalYear) -> tuple[ColumnElement[bool], ...]:
        return (SERVICE_RECORD.c.owner_org == self._owner, SERVICE_RECORD.c.fiscal_yr == str(year))

    def _services(self, keys: list[str] | None, now: Mapping[str, Any]) -> list[Any]:
        """Return the owner's services, and those of others that it reported in the year."""
        column = SERVICE.c
        query = select(column.id, column.service_id, column.state, column.state_since, column.owner_org)
        found = self._workspace.rows(query if keys is None else query.where(column.id.in_(keys)))
        owner = self._owner
        return [row for row in found if row[4] == owner or row[0] in now]

    def _volumes(self, year: FiscalYear, keys: list[str] | None) -> dict[str, int | None]:
        """Return the applications of each service that a year reports."""
        return {
            service: volume if volume is None or abs(volume) < _LARGEST else self._exact(record)
            for service, volume, record in self._rows(_BEFORE.where(*self._of_year(year)), SERVICE_RECORD, keys)
        }

    def _older(self, keys: list[str] | None) -> dict[str, tuple[str, str, str, str]]:
        """Return names, programs and scopes in the newest record before, of what the year does not report."""
        column, now = SERVICE_RECORD.c, SERVICE_RECORD.alias("now")
        has_one = (
            select(now.c.id)
            .where(and_(now.c.service == column.service, now.c.owner_org == self._owner))
            .where(now.c.fiscal_yr == str(self._year))
        )
        told = (column.service_name_en, column.service_name_fr, column.program_id, column.service_scope)
        # SQLite takes the other columns from the row that holds the maximum
        query = (
            select(column.service, *told, func.max(column.fiscal_yr))
            .where(column.fiscal_yr <= str(self._year), ~has_one.exists())
            .group_by(column.service)
        )
        return {row[0]: tuple(row[1:5]) for row in self._rows(query, SERVICE_RECORD, keys)}

    def _priority(self) -> frozenset[str]:
        chosen = select(DECISION.c.service).where(
            DECISION.c.priority == "Y", DECISION.c.round == round_in_force(self._year).scalar_subquery()
        )
        return frozenset(row[0] for row in self._workspace.rows(chosen))

    def _exact(self, record: str) -> int | None:
        """Return a sum that is too large for the database."""
        counts = self._workspace.row(SERVICE_RECORD, record)
        return None if counts is None else applications(counts)

    def _program(self, written: str) -> tuple[tuple[str, ...], Bilingual]:
        listed = codes(written)
        told = self._programs[written] = listed, _program(listed, self._names)
        return told

    def _scope(self, written: str) -> tuple[str, ...]:
        told = self._scopes[written] = codes(written)
        return told


def _program(programs: tuple[str, ...], names: ProgramList) -> Bilingual:
    known = [name for code in programs if (name := names.name(code)) is not None]
    return Bilingual(", ".join(name.en for name in known), ", ".join(name.fr for name in known))
