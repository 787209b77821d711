"""How far each text of the plan is in both languages, and the declaration that the two sides say the same.

The state is derived from what was confirmed and what stands there now; it is never stored.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import select

from app.errors import UnknownRecordError
from app.i18n import N_
from app.labels import field_label
from app.pieces import parts
from app.plan_facts import OWN, mappings, resolve
from app.record_names import RecordNames
from model.base import entities, natural_key
from model.base import pairs as pairs_of
from model.bilingual import Bilingual
from model.language import Language
from model.translation import CONFIRMATION

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Table

    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear

__all__ = [
    "ADDRESSES", "PairRow", "Place", "State", "confirm", "confirm_rows", "counts", "field_label", "pair", "pair_parts",
    "pairs",
    "state_of", "texts_of",
]  # fmt: skip

ADDRESSES: Final = frozenset({"service_uri", "standards_targets_uri", "performance_results_uri"})
"""Pairs of web addresses: once both are there, nothing is to be translated."""


_AT_ONCE: Final = 80  # records of which the texts are read in one piece: some milliseconds


class State(StrEnum):
    """How far a text is in both languages."""

    NONE = "none"
    MISSING = "missing"
    DRAFT = "draft"
    OUT_OF_DATE = "out_of_date"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text in both languages stands; ``field`` is the pair's name, without a language."""

    entity: str
    key: str
    field: str


@dataclass(frozen=True, slots=True)
class PairRow:
    """A text in both languages with its state.

    Attributes:
        year: the fiscal year of the record; None when it has none.
        owner: the name of what the text belongs to.
        changed: the side that changed since both were declared equal; only while out of date.
        confirmed: both sides as they were then; None when that never happened.
        source: the side that was translated from, if that was said.
    """

    entity: str
    key: str
    field: str
    year: FiscalYear | None
    owner: Bilingual
    text: Bilingual
    state: State
    changed: Language | None
    confirmed: Bilingual | None
    source: Language | None

    @property
    def place(self) -> Place:
        """Return where the text stands."""
        return Place(self.entity, self.key, self.field)


def state_of(text: Bilingual, confirmed: Bilingual | None) -> tuple[State, Language | None]:
    """Return the state of a text, and the side that changed when it is out of date.

    Args:
        text: both sides as they are.
        confirmed: both sides as they were when they were declared equal; None when they never were.
    """
    english, french = bool(text.en.strip()), bool(text.fr.strip())
    if not english or not french:
        return (State.MISSING if english or french else State.NONE), None
    if confirmed is None:
        return State.DRAFT, None
    match (text.en != confirmed.en, text.fr != confirmed.fr):
        case (False, False):
            return State.CONFIRMED, None
        case (True, False):
            return State.OUT_OF_DATE, Language.EN
        case (False, True):
            return State.OUT_OF_DATE, Language.FR
    return State.DRAFT, None


def pairs(
    workspace: Workspace,
    *,
    entity: str = "",
    keys: Collection[str] | None = None,
    years: bool = True,
    department: str | None = OWN,
) -> tuple[PairRow, ...]:
    """Return every text of the plan that is filled in at least one language.

    Args:
        workspace: the open plan.
        entity: only the texts of this entity; blank is all of them.
        keys: only those of these records.
        years: False leaves out what belongs to a service record or a standard of a year.
        department: whose records; ``OWN``, a code, or None for every department that the plan holds.
    """
    tables = [
        table
        for table in entities()
        if pairs_of(table) and entity in {"", table.name} and (years or "owner_org" not in table.c)
    ]
    confirmed = _confirmations(workspace, {table.name for table in tables}, keys)
    code = resolve(workspace, department)
    filled = [found for table in tables for found in _filled(workspace, table, keys, code)]
    services = None if keys is None else {row["service"] for _place, row in filled if row.get("service")}
    names = RecordNames(workspace, services)
    return tuple(
        _pair_row(place, row, confirmed.get((place.entity, place.key, place.field)), names) for place, row in filled
    )


def texts_of() -> dict[str, tuple[str, ...]]:
    """Return the texts in both languages that records of each entity have."""
    return {table.name: names for table in entities() if (names := pairs_of(table))}


def pair_parts(workspace: Workspace) -> Iterator[tuple[PairRow, ...]]:
    """Yield every text of the plan's department that is filled in at least one language, some at a time."""
    for table in entities():
        if not pairs_of(table):
            continue
        keys = [row.id for row in workspace.rows(select(table.c.id).order_by(table.c.id))]
        for some in parts(keys, _AT_ONCE):
            yield pairs(workspace, entity=table.name, keys=some)


def pair(workspace: Workspace, entity: str, key: str, field: str) -> PairRow:
    """Return one text, filled or not.

    Raises:
        UnknownRecordError: the plan holds no such record.
    """
    table = next((table for table in entities() if table.name == entity and field in pairs_of(table)), None)
    row = None if table is None else workspace.row(table, key)
    if row is None:
        raise UnknownRecordError(entity, key)
    confirmed = _confirmations(workspace, {entity}, (key,))
    return _pair_row(Place(entity, key, field), row, confirmed.get((entity, key, field)), RecordNames(workspace))


def counts(rows: Iterable[PairRow]) -> Mapping[State, int]:
    """Return how many texts are in each state."""
    found = Counter(row.state for row in rows)
    return {state: found[state] for state in State}


def _filled(
    workspace: Workspace, table: Table, keys: Collection[str] | None, code: str | None
) -> Iterator[tuple[Place, Mapping[str, Any]]]:
    """Yield every text of a table that is filled in at least one language, with its row."""
    query = select(table).order_by(table.c.id)
    if keys is not None:
        query = query.where(table.c.id.in_(sorted(keys)))
    if "owner_org" in table.c and code is not None:
        query = query.where(table.c.owner_org == code)
    names = pairs_of(table)
    for row in mappings(workspace, query):
        for field in names:
            if row[f"{field}_en"].strip() or row[f"{field}_fr"].strip():
                yield Place(table.name, row["id"], field), row


def _pair_row(place: Place, row: Mapping[str, Any], held: tuple[Bilingual, str] | None, names: RecordNames) -> PairRow:
    text = Bilingual(row[f"{place.field}_en"], row[f"{place.field}_fr"])
    confirmed, source = held or (None, "")
    state, changed = state_of(text, text if place.field in ADDRESSES else confirmed)
    return PairRow(
        entity=place.entity,
        key=place.key,
        field=place.field,
        year=names.year(place.entity, row),
        owner=names.owner(place.entity, row),
        text=text,
        state=state,
        changed=changed,
        confirmed=confirmed,
        source=Language(source) if source else None,
    )


def _confirmations(
    workspace: Workspace, tables: Collection[str], keys: Collection[str] | None
) -> dict[tuple[str, str, str], tuple[Bilingual, str]]:
    column = CONFIRMATION.c
    query = select(column.entity, column.record, column.field, column.en, column.fr, column.source)
    query = query.where(column.entity.in_(sorted(tables)))
    if keys is not None:
        query = query.where(column.record.in_(sorted(keys)))
    return {(r[0], r[1], r[2]): (Bilingual(r[3], r[4]), r[5]) for r in workspace.rows(query)}


def confirm(workspace: Workspace, places: Sequence[Place], source: Language | None = None) -> int:
    """Declare that both sides of some texts say the same, as one change; return how many that were.

    A text that one language lacks cannot be confirmed and is passed over.

    Args:
        workspace: the open plan.
        places: where the texts stand.
        source: the side that was translated from, if that is known.
    """
    with workspace.change(N_("Confirm a translation")) as connection:
        return confirm_rows(connection, places, source)


def confirm_rows(connection: Connection, places: Iterable[Place], source: Language | None = None) -> int:
    """Do the same inside a change that is open already: an import, a new section."""
    tables = {table.name: table for table in entities()}
    at = datetime.now(UTC).isoformat(timespec="seconds")
    wanted: dict[tuple[str, str], list[str]] = {}
    for place in places:
        wanted.setdefault((place.entity, place.key), []).append(place.field)
    rows: list[dict[str, str]] = []
    for (entity, key), fields in wanted.items():
        table = tables[entity]
        row = connection.execute(select(table).where(table.c.id == key)).mappings().one_or_none()
        if row is None:
            raise UnknownRecordError(entity, key)
        rows.extend(
            {
                "id": natural_key("confirmation", entity, key, field),
                "entity": entity,
                "record": key,
                "field": field,
                "source": source.value if source else "",
                "en": row[f"{field}_en"],
                "fr": row[f"{field}_fr"],
                "confirmed_at": at,
            }
            for field in fields
            if row[f"{field}_en"].strip() and row[f"{field}_fr"].strip()
        )
    _store(connection, rows)
    return len(rows)


def _store(connection: Connection, rows: Sequence[Mapping[str, str]]) -> None:
    column = CONFIRMATION.c
    for row in rows:
        here = (column.entity == row["entity"], column.record == row["record"], column.field == row["field"])
        kept = {name: row[name] for name in ("source", "en", "fr", "confirmed_at")}
        if connection.execute(CONFIRMATION.update().where(*here).values(**kept)).rowcount == 0:
            connection.execute(CONFIRMATION.insert().values(**row))
