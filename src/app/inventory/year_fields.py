"""What becomes of each field from one year to the next, as resources/templates/years.yaml says."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Text, case, literal_column, null, or_

from app.inventory.fields import Entity, editable_fields
from app.resources import resource
from app.yaml_files import read_yaml
from model.base import pairs
from model.inventory import SERVICE_RECORD, STANDARD_RECORD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Table

CARRIED: Final[Mapping[Entity, Table]] = {
    Entity.SERVICE_RECORD: SERVICE_RECORD,
    Entity.STANDARD_RECORD: STANDARD_RECORD,
}
"""The tables whose rows are carried from year to year."""


@dataclass(frozen=True)
class YearFields:
    """The fields of one table; a text in both languages is one, named without its language.

    Attributes:
        every: all of them that a planner fills, in the table's order.
        asked: those that begin blank and are to be looked at until they say something.
        kept: what an asked field may say that is carried all the same.
        dropped: those that begin blank and are not asked.
        revisit: those that are carried and to be looked at again where they say something.
        columns: the columns of each.
    """

    every: tuple[str, ...]
    asked: frozenset[str]
    kept: frozenset[str]
    dropped: frozenset[str]
    revisit: frozenset[str]
    columns: Mapping[str, tuple[str, ...]]

    @cached_property
    def begun_blank(self) -> Mapping[str, str | None]:
        """Return what each column holds that does not come along: asked ones keep what ``kept`` says."""
        blank: dict[str, str | None] = {column: "" for field in self.asked for column in self.columns[field]}
        for field in self.dropped:
            blank |= {column: None if column == "confirmed_on" else "" for column in self.columns[field]}
        return blank

    @cached_property
    def asked_columns(self) -> frozenset[str]:
        """Return the columns of the fields that are asked."""
        return frozenset(column for field in self.asked for column in self.columns[field])

    def carried(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return a row's values as the next year begins with them."""
        begun = dict(values)
        for column, blank in self.begun_blank.items():
            if column not in self.asked_columns or begun[column] not in self.kept:
                begun[column] = blank
        return begun

    def carried_in_sql(self, table: Table) -> dict[str, ColumnElement[Any]]:
        """Return the same in SQL: what each column of the next year's row is made of."""
        begun: dict[str, ColumnElement[Any]] = {column.name: column for column in table.columns}
        for column, blank in self.begun_blank.items():
            kept = [table.c[column] == _written_out(code) for code in sorted(self.kept) if column in self.asked_columns]
            empty = null() if blank is None else _written_out(blank)
            begun[column] = case((or_(*kept), table.c[column]), else_=empty) if kept else empty
        return begun


def _written_out(value: str) -> ColumnElement[str]:
    """Return a value as SQL: as a parameter it would be handed over anew for each of thousands of rows."""
    return literal_column("'" + value.replace("'", "''") + "'", Text)


@cache
def year_fields(entity: Entity) -> YearFields:
    """Return what becomes of the fields of a table; read once."""
    table, said = CARRIED[entity], read_yaml(resource("templates", "years.yaml"))[entity.value]
    columns: dict[str, tuple[str, ...]] = {}
    both = set(pairs(table))
    for name in editable_fields(entity):
        pair = name[:-3] if name[:-3] in both else name
        columns[pair] = (*columns.get(pair, ()), name)
    known = {name: frozenset(said[name]) for name in ("asked", "dropped", "revisit")}
    for names in known.values():
        if unknown := names - columns.keys():
            raise ValueError(f"years.yaml: {entity.value} has no {sorted(unknown)}")
    return YearFields(
        tuple(columns), known["asked"], frozenset(said["kept"]), known["dropped"], known["revisit"], columns
    )
