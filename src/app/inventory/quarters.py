"""Volumes by quarter, summed into the year; the registry is told the year only.

While the year's figure is what its quarters add up to, it follows them. A figure that was
typed or imported and differs stays; whoever shows it says so and offers the sum.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app.errors import UnknownCodeError, UnknownRecordError
from app.i18n import N_
from app.inventory.fields import Entity, stored
from model.base import new_key
from model.inventory import COUNTS, SERVICE_RECORD, STANDARD_RECORD
from model.quantity import Quantity, QuantityState
from model.quarters import QUARTERLY_VOLUME

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from app.workspace import Workspace

QUARTERS: Final = ("1", "2", "3", "4")
"""April to June, July to September, October to December, January to March."""

BY_QUARTER: Final[Mapping[Entity, tuple[str, ...]]] = MappingProxyType(
    {Entity.SERVICE_RECORD: COUNTS, Entity.STANDARD_RECORD: ("volume_meeting_target", "total_volume")}
)
"""The volumes of a year that can be given by quarter."""

_TABLES: Final = {Entity.SERVICE_RECORD: SERVICE_RECORD, Entity.STANDARD_RECORD: STANDARD_RECORD}


@dataclass(frozen=True, slots=True)
class Volume:
    """One volume of a record or a standard in its year."""

    entity: Entity
    record: str
    field: str


@dataclass(frozen=True, slots=True)
class Quarters:
    """The four quarters of one volume in their written forms; blank is not given yet."""

    written: tuple[str, ...] = ("", "", "", "")

    @property
    def is_blank(self) -> bool:
        """Whether no quarter is given."""
        return not any(self.written)

    @property
    def missing(self) -> tuple[int, ...]:
        """Return the quarters that are not given yet, 1 to 4."""
        return self._of(QuantityState.BLANK)

    @property
    def without_data(self) -> tuple[int, ...]:
        """Return the quarters for which there is no data, 1 to 4."""
        return self._of(QuantityState.NO_DATA)

    @property
    def total(self) -> str:
        """Return what they add up to, in written form.

        *Not applicable* and *no data* add nothing; where no quarter is a number, the year is
        what they are: no data as soon as one has none.
        """
        held = [Quantity(text) for text in self.written if text]
        numbers = [one.value for one in held if one.value is not None]
        if numbers:
            return str(sum(numbers))
        states = {one.state for one in held}
        if QuantityState.NO_DATA in states:
            return QuantityState.NO_DATA.value
        return QuantityState.NOT_APPLICABLE.value if states else ""

    def agree_with(self, year: str) -> bool:
        """Whether the year's figure is what they add up to, however it is written."""
        total, said = Quantity(self.total), Quantity(year)
        return (total.state, total.value) == (said.state, said.value)

    def _of(self, state: QuantityState) -> tuple[int, ...]:
        return tuple(
            int(name) for name, text in zip(QUARTERS, self.written, strict=True) if Quantity(text).state is state
        )


def quarters(workspace: Workspace, records: Sequence[str]) -> Mapping[tuple[str, str], Quarters]:
    """Return the volumes by quarter of some records and standards, by key and field; those without any are left out."""
    column = QUARTERLY_VOLUME.c
    query = select(column.record, column.field, column.quarter, column.value).where(column.record.in_(records))
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in workspace.rows(query):
        found.setdefault((row.record, row.field), {})[row.quarter] = row.value
    return {place: Quarters(tuple(held.get(name, "") for name in QUARTERS)) for place, held in found.items()}


def edit_quarter(workspace: Workspace, volume: Volume, quarter: str, value: str) -> None:
    """Write one quarter of a volume; the year follows as long as it is what the quarters add up to.

    Args:
        workspace: the open plan.
        volume: the volume of the year.
        quarter: ``1`` to ``4``.
        value: the written form; blank empties the quarter.

    Raises:
        UnknownRecordError: the plan holds no such row.
        UnknownCodeError: the volume is not given by quarter, or there is no such quarter.
        NotACountError, NotAVolumeError: the value is none; nothing is changed.
    """
    year = _year(workspace, volume)
    if quarter not in QUARTERS:
        raise UnknownCodeError("quarter", quarter)
    checked = stored(volume.entity, volume.field, value)
    before = quarters(workspace, [volume.record]).get((volume.record, volume.field), Quarters())
    written = tuple(checked if name == quarter else text for name, text in zip(QUARTERS, before.written, strict=True))
    after = Quarters(written)
    if after == before:
        return
    follows = not after.is_blank and before.agree_with(year) and not after.agree_with(year)
    with workspace.change(N_("Change quarterly volume")) as connection:
        _store(connection, volume, quarter, before.written[QUARTERS.index(quarter)], checked)
        if follows:
            _write_year(connection, volume, after.total)


def take_sum(workspace: Workspace, volume: Volume) -> None:
    """Make the year's figure what its quarters add up to.

    Raises:
        UnknownRecordError: the plan holds no such row, or no quarter of that volume is given.
    """
    year = _year(workspace, volume)
    held = quarters(workspace, [volume.record]).get((volume.record, volume.field))
    if held is None:
        raise UnknownRecordError(QUARTERLY_VOLUME.name, volume.record)
    if not held.agree_with(year):
        with workspace.change(N_("Take the sum of the quarters")) as connection:
            _write_year(connection, volume, held.total)


def _year(workspace: Workspace, volume: Volume) -> str:
    """Return the year's figure as it is stored."""
    if volume.field not in BY_QUARTER.get(volume.entity, ()):
        raise UnknownCodeError(f"{volume.entity.value}.{volume.field}", volume.field)
    found = workspace.row(_TABLES[volume.entity], volume.record)
    if found is None:
        raise UnknownRecordError(volume.entity.value, volume.record)
    return str(found[volume.field])


def _store(connection: Connection, volume: Volume, quarter: str, before: str, value: str) -> None:
    place = {"entity": volume.entity.value, "record": volume.record, "field": volume.field, "quarter": quarter}
    here = [QUARTERLY_VOLUME.c[name] == held for name, held in place.items()]
    if not value:
        connection.execute(QUARTERLY_VOLUME.delete().where(*here))
    elif before:
        connection.execute(QUARTERLY_VOLUME.update().where(*here).values(value=value))
    else:
        connection.execute(QUARTERLY_VOLUME.insert().values(id=new_key(), value=value, **place))


def _write_year(connection: Connection, volume: Volume, value: str) -> None:
    values = {volume.field: value}
    if volume.entity is Entity.STANDARD_RECORD:  # what was published of the figures before no longer holds
        values |= {"published_performance": "", "published_target_met": ""}
    table = _TABLES[volume.entity]
    connection.execute(table.update().where(table.c.id == volume.record).values(**values))
