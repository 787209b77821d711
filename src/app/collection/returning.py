"""Taking a returned workbook over: what its owner changed first, each row by choice, as one change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import select

from app import backups
from app.change_labels import RETURNED_BY
from app.collection.cards import round_card
from app.collection.errors import ClosedRoundError
from app.plan_facts import own_department
from app.registry.judging import Outcome
from app.registry.schema import Kind
from app.registry.stored import TABLES
from app.registry.writing import Write, put_records
from model.bilingual import Bilingual
from model.change_set import ChangeKind
from model.collection import COLLECTION_REQUEST
from model.inventory import SERVICE, SERVICE_RECORD
from model.journal_tables import CHANGE, CHANGE_SET

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from app.collection.cards import RequestCard, RoundCard
    from app.registry.result_file import ResultRow
    from app.registry.stored import Key
    from app.workspace import Workspace

_NAME: Final = {Kind.SERVICE: "service_name", Kind.STANDARD: "service_standard"}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One value that the owner changed.

    ``is_overtaken`` is a value that the owner left as it was sent while the plan changed it
    since: the plan's stays.
    """

    field: str
    before: str
    after: str
    is_overtaken: bool = False


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is refused: the field and its value, and a sentence in the language of the dry run."""

    field: str
    value: str
    sentence: str


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """One row of a returned workbook.

    Attributes:
        place: its place in the result of the dry run, by which it is chosen.
        row: its number in the sheet.
        name: of the service, or of the standard; in the language that it has.
        outcome: what taking it over does.
        changes: what the owner changed, in the order of the sheet.
        reasons: why it is refused.
        was_asked: whether the request asked about this service and year.
        may_be_taken: whether it can be stored at all.
    """

    place: int
    kind: Kind
    row: int
    service_id: str
    standard_id: str
    year: str
    name: Bilingual
    outcome: Outcome
    changes: tuple[FieldChange, ...]
    reasons: tuple[Reason, ...]
    was_asked: bool
    may_be_taken: bool

    @property
    def is_proposed(self) -> bool:
        """Whether taking it over is what a planner most likely wants."""
        return self.was_asked and self.outcome in {Outcome.ADDED, Outcome.CHANGED}

    @property
    def has_news(self) -> bool:
        """Whether it says anything that the plan does not hold."""
        return self.outcome is not Outcome.UNCHANGED and any(not one.is_overtaken for one in self.changes)


@dataclass(frozen=True, slots=True)
class Returned:
    """What a returned workbook holds: changed rows first, then new ones, refused ones and those not asked for.

    ``missing`` are the services that the request asked about and the workbook does not name.
    """

    request: RequestCard
    rows: tuple[ReturnedRow, ...]
    unchanged: int
    missing: tuple[Bilingual, ...]


def returned(workspace: Workspace, request: RequestCard, results: Sequence[ResultRow]) -> Returned:
    """Return what a workbook that came back would change, judged by a dry run.

    Args:
        workspace: the plan.
        request: what the workbook was made for.
        results: the rows of ``import --dry-run --result``.
    """
    reader = _Reader(workspace, request, results)
    rows = [reader.row(place, result) for place, result in enumerate(results)]
    shown = [row for row in rows if row.outcome is Outcome.REFUSED or row.has_news]
    named = {result.key[2] for result in results if len(result.key) > 2}
    return Returned(
        request=request,
        rows=tuple(sorted(shown, key=_order)),
        unchanged=len(rows) - len(shown),
        missing=tuple(name for identifier, name in reader.asked.items() if identifier not in named),
    )


def take_returned(
    workspace: Workspace,
    request: RequestCard,
    results: Sequence[ResultRow],
    chosen: Collection[int],
    *,
    file_name: str,
    day: date,
) -> int:
    """Take chosen rows over and mark the request as returned, as one change; return how many rows were taken.

    A value that the plan changed since it was sent stays where the owner left it as it was.

    Args:
        workspace: the plan, open for writing.
        request: what the workbook was made for.
        results: the rows of the dry run.
        chosen: places of the rows that are taken; refused ones are kept as drafts.
        file_name: of the workbook that came back.
        day: when.

    Raises:
        ClosedRoundError: the round is closed.
        app.registry.errors.StaleResultError: the plan was changed since the rows were judged.
        model.plan_file.PlanFileError: the copy or the change could not be written; nothing was changed.
    """
    if not round_card(workspace, request.round).is_open:
        raise ClosedRoundError
    reader = _Reader(workspace, request, results)
    writes = [
        _write(results[place], reader.row(place, results[place]))
        for place in sorted(chosen)
        if results[place].outcome is not Outcome.REFUSED or results[place].storable
    ]
    if writes:
        backups.back_up(workspace)
    with workspace.change(RETURNED_BY.format(name=request.label or file_name), kind=ChangeKind.IMPORT) as connection:
        put_records(workspace, connection, writes)
        change_set = connection.execute(select(CHANGE_SET.c.id).order_by(CHANGE_SET.c.seq.desc()).limit(1)).scalar_one()
        connection.execute(
            COLLECTION_REQUEST.update()
            .where(COLLECTION_REQUEST.c.id == request.key)
            .values(returned_on=day.isoformat(), returned_file=file_name, change_set=change_set)
        )
    return len(writes)


def request_for(card: RoundCard, file_name: str) -> RequestCard | None:
    """Return the request that a workbook of this name answers, or None; copies such as ``name (1).xlsx`` count."""
    stem = re.sub(r"(?:[ _-]*\(\d+\)|[ _-]+(?:copy|copie)(?: ?\d+)?)$", "", Path(file_name).stem, flags=re.IGNORECASE)
    found = [r for r in card.requests if r.file_name and Path(r.file_name).stem.casefold() == stem.casefold()]
    return found[0] if len(found) == 1 else None


def _write(result: ResultRow, row: ReturnedRow) -> Write:
    kept = {change.field for change in row.changes if change.is_overtaken}
    before = None if result.before is None else {k: v for k, v in result.before.items() if k not in kept}
    after = {name: value for name, value in result.after.items() if name not in kept}
    pairs = tuple(pair for pair in result.pairs if not {f"{pair}_en", f"{pair}_fr"} & kept)
    return Write(result.kind, result.key, before, after, pairs)


def _order(row: ReturnedRow) -> tuple[int, int, int]:
    groups = {Outcome.CHANGED: 0, Outcome.ADDED: 1, Outcome.REFUSED: 2, Outcome.UNCHANGED: 3}
    return (groups[row.outcome] if row.was_asked else 4, 0 if row.kind is Kind.SERVICE else 1, row.row)


class _Reader:
    """Reads rows of one returned workbook against the plan and what was sent; only what they name is read."""

    def __init__(self, workspace: Workspace, request: RequestCard, results: Sequence[ResultRow]) -> None:
        self._workspace = workspace
        self._owner = own_department(workspace)
        self._year = str(round_card(workspace, request.round).year)
        self._records = {
            kind: _held(workspace, kind, [result.key for result in results if result.kind is kind]) for kind in Kind
        }
        self.asked = self._asked(request)
        self._sent = _sent_at(workspace, request.key)

    def _asked(self, request: RequestCard) -> dict[str, Bilingual]:
        """Return the names of the services that were asked about, by their identifiers."""
        record = SERVICE_RECORD.c
        query = (
            select(SERVICE.c.id, SERVICE.c.service_id, record.service_name_en, record.service_name_fr)
            .join(SERVICE_RECORD, record.service == SERVICE.c.id, isouter=True)
            .where(SERVICE.c.id.in_(request.services))
            .order_by(record.fiscal_yr)
        )
        found = {
            row.id: (row.service_id or "", Bilingual(row.service_name_en or "", row.service_name_fr or ""))
            for row in self._workspace.rows(query)  # the newest record names the service
        }
        return {
            found[service][0]: found[service][1]
            for service in request.services
            if service in found and found[service][0]
        }

    def row(self, place: int, result: ResultRow) -> ReturnedRow:
        """Return one row as a planner judges it."""
        owner, year, service_id = (*result.key, "", "", "")[:3]
        record = self._records[result.kind].get(result.key)
        before = result.before or {}
        when_sent = self._when_sent(result.kind, record)
        changes = tuple(
            FieldChange(name, before.get(name, ""), value, is_overtaken=when_sent.get(name, _NEVER) == value)
            for name, value in result.after.items()
            if before.get(name, "") != value
        )
        held = record.name if record is not None else Bilingual()
        pair = _NAME[result.kind]
        return ReturnedRow(
            place=place,
            kind=result.kind,
            row=result.row,
            service_id=service_id,
            standard_id=result.key[3] if len(result.key) > 3 else "",
            year=year,
            name=Bilingual(result.after.get(f"{pair}_en", held.en), result.after.get(f"{pair}_fr", held.fr)),
            outcome=result.outcome,
            changes=changes,
            reasons=tuple(dict.fromkeys(Reason(one.column, one.value, one.message) for one in result.finding)),
            was_asked=service_id in self.asked and (owner, year) == (self._owner, self._year),
            may_be_taken=result.outcome is not Outcome.REFUSED or result.storable,
        )

    def _when_sent(self, kind: Kind, record: _Held | None) -> Mapping[str, object]:
        """Return the values of a record's fields when the workbook was made, where the plan changed them since."""
        if record is None or self._sent is None:
            return {}
        query = (
            select(CHANGE.c.field, CHANGE.c.old)
            .where(CHANGE.c.entity == kind.table, CHANGE.c.key == record.id, CHANGE.c.op == "update")
            .where(CHANGE.c.set > self._sent)
            .order_by(CHANGE.c.ord.desc())  # so that the first change since is the one that counts
        )
        return {row.field: row.old for row in self._workspace.rows(query)}


_NEVER: Final = object()


def _sent_at(workspace: Workspace, request: str) -> int | None:
    """Return the number of the change that wrote down when the workbook was made, or None."""
    query = (
        select(CHANGE.c.set)
        .where(CHANGE.c.entity == COLLECTION_REQUEST.name, CHANGE.c.key == request, CHANGE.c.field == "sent_on")
        .order_by(CHANGE.c.ord.desc())
        .limit(1)
    )
    found = workspace.rows(query)
    return int(found[0][0]) if found else None


@dataclass(frozen=True, slots=True)
class _Held:
    """A record of the plan: its key, and what its service or standard is called."""

    id: str
    name: Bilingual


def _held(workspace: Workspace, kind: Kind, keys: Sequence[Key]) -> dict[Key, _Held]:
    """Return the records of the plan that some keys name."""
    table, pair = TABLES[kind], _NAME[kind]
    tail = [table.c.service_standard_id] if kind is Kind.STANDARD else []
    query = (
        select(table.c.owner_org, table.c.fiscal_yr, SERVICE.c.service_id, *tail, table.c.id)
        .add_columns(table.c[f"{pair}_en"], table.c[f"{pair}_fr"])
        .join(SERVICE, table.c.service == SERVICE.c.id)
        .where(SERVICE.c.service_id.in_({key[2] for key in keys}), table.c.fiscal_yr.in_({key[1] for key in keys}))
    )
    found: dict[Key, _Held] = {}
    for row in workspace.rows(query):
        *key, record, english, french = row
        found.setdefault(tuple(key), _Held(record, Bilingual(english, french)))
    return found
