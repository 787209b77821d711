"""What the pictures of the inventory show: sums and counts over the services that were reported.

The database does the sums, so that twenty thousand records are no wait; the pictures count what
the table shows, every service that the department reported, whatever its scope.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, select

from app.inventory.results import target_met
from app.pieces import parts, whole
from app.plan_facts import own_department
from model.fiscal_year import FiscalYear
from model.inventory import APPLICATION_COUNTS, INTERACTION_POINTS, SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from sqlalchemy import Table

    from app.workspace import Workspace

ENQUIRIES: Final = "num_phone_enquiries"
_ANSWERS: Final = ("Y", "N", "NA")
_AT_ONCE: Final = 1000  # records that the database adds up in one piece
_NO_NUMBER: Final = ("", "NA", "ND")


class Met(StrEnum):
    """What became of a standard in a year."""

    MET = "met"
    MISSED = "missed"
    UNKNOWN = "unknown"  # without a target above 0, or without a result


@dataclass(frozen=True, slots=True)
class YearPicture:
    """One fiscal year of the inventory.

    Attributes:
        services: how many services were reported.
        volumes: applications by channel and telephone enquiries; None where no service gives a number.
        points: for each online interaction point, how many services answered ``Y``, ``N`` and ``NA``.
        standards: how many standards were met, missed, or have no result.
    """

    year: FiscalYear
    services: int
    volumes: Mapping[str, int | None]
    points: Mapping[str, Mapping[str, int]]
    standards: Mapping[Met, int]

    @property
    def transactions(self) -> int | None:
        """Return applications and enquiries together; None where no service gives a number."""
        known = [value for value in self.volumes.values() if value is not None]
        return sum(known) if known else None


def year_pictures(workspace: Workspace) -> tuple[YearPicture, ...]:
    """Return every year in which the plan's department reported services, the earliest first."""
    return whole(year_pictures_in_pieces(workspace))


def year_pictures_in_pieces(workspace: Workspace) -> Generator[None, None, tuple[YearPicture, ...]]:
    """Do the same, and yield every few milliseconds."""
    department = own_department(workspace)
    names = (*APPLICATION_COUNTS, ENQUIRIES)
    column = SERVICE_RECORD.c
    sums = [_sum(column[name]).label(name) for name in names]
    answers = [
        func.sum(case((column[point] == answer, 1), else_=0)).label(f"{point} {answer}")
        for point in INTERACTION_POINTS
        for answer in _ANSWERS
    ]
    query = (
        select(column.fiscal_yr, func.count().label("services"), *sums, *answers)
        .where(column.owner_org == department)
        .group_by(column.fiscal_yr)
    )
    found: dict[str, Counter[str]] = {}
    for within in _ranges(workspace, SERVICE_RECORD, department):
        for row in workspace.rows(query.where(within)):
            told = {name: value for name, value in row._mapping.items() if isinstance(value, int)}  # noqa: SLF001  public
            found.setdefault(row.fiscal_yr, Counter()).update(told)
        yield
    standards = yield from _standards(workspace, department)
    return tuple(
        YearPicture(
            year=FiscalYear.parse(year),
            services=held["services"],
            volumes={name: held.get(name) for name in names},
            points={point: {answer: held[f"{point} {answer}"] for answer in _ANSWERS} for point in INTERACTION_POINTS},
            standards=standards.get(year, dict.fromkeys(Met, 0)),
        )
        for year, held in sorted(found.items())
    )


def _ranges(workspace: Workspace, table: Table, department: str) -> Iterator[ColumnElement[bool]]:
    """Yield conditions that each hold for some of a department's records, one after the other."""
    column = table.c
    keys = workspace.rows(select(column.id).where(column.owner_org == department).order_by(column.id))
    for some in parts(keys, _AT_ONCE):
        yield column.id.between(some[0].id, some[-1].id)


def _sum(count: ColumnElement[Any]) -> ColumnElement[Any]:
    """Return the sum of a count's numbers; NULL where there is none."""
    return func.sum(case((count.not_in(_NO_NUMBER), cast(count, Integer))))


def _standards(workspace: Workspace, department: str) -> Generator[None, None, dict[str, dict[Met, int]]]:
    """Return what became of the standards by year; equal figures are judged once."""
    column = STANDARD_RECORD.c
    figures = (column.fiscal_yr, column.target, column.volume_meeting_target, column.total_volume)
    reported = and_(
        SERVICE_RECORD.c.service == column.service,
        SERVICE_RECORD.c.owner_org == column.owner_org,
        SERVICE_RECORD.c.fiscal_yr == column.fiscal_yr,
    )
    query = (
        select(*figures, func.count())
        .join(SERVICE_RECORD, reported)
        .where(column.owner_org == department)
        .group_by(*figures)
    )
    found: Counter[tuple[str, str, str, str]] = Counter()
    for within in _ranges(workspace, STANDARD_RECORD, department):
        for year, target, meeting, total, count in workspace.rows(query.where(within)):
            found[year, target, meeting, total] += count
        yield
    return _counted((year, target_met(*written), count) for (year, *written), count in found.items())


def _counted(judged: Iterable[tuple[str, bool | None, int]]) -> dict[str, dict[Met, int]]:
    found: dict[str, dict[Met, int]] = {}
    for year, is_met, count in judged:
        by_result = found.setdefault(year, dict.fromkeys(Met, 0))
        by_result[Met.UNKNOWN if is_met is None else Met.MET if is_met else Met.MISSED] += count
    return found
