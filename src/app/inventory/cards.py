"""One service as it was reported in one fiscal year, with the year before beside it."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import literal_column, select

from app.errors import UnknownRecordError
from app.inventory.facts import codes
from app.inventory.results import performance, target_met
from app.inventory.rows import applications, change_of
from app.plan_facts import own_department
from model.bilingual import Bilingual
from model.inventory import SERVICE, SERVICE_RECORD, STANDARD_RECORD
from model.quantity import Quantity
from model.translation import CONFIRMATION

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from app.workspace import Workspace
    from model.fiscal_year import FiscalYear


@dataclass(frozen=True)
class StandardCard:
    """One service standard in one year, with the two values that its own figures give."""

    key: str
    service: str
    values: Mapping[str, str]
    last: Mapping[str, str]  # the same standard the year before; empty when it had none
    confirmed: Mapping[str, Bilingual]  # by pair, what was last declared equal in both languages

    def text(self, field: str) -> str:
        """Return a field's written form."""
        return self.values[field]

    def both(self, pair: str) -> Bilingual:
        """Return a text in both languages."""
        return Bilingual(self.values[f"{pair}_en"], self.values[f"{pair}_fr"])

    @property
    def performance(self) -> Fraction | None:
        """Return the exact share of the volume that met the target, or None."""
        return performance(self.values["volume_meeting_target"], self.values["total_volume"])

    @property
    def met(self) -> bool | None:
        """Return whether the target was met, or None when that cannot be told."""
        return target_met(self.values["target"], self.values["volume_meeting_target"], self.values["total_volume"])


@dataclass(frozen=True)
class ServiceCard:
    """Everything that a plan knows of one service in one year.

    ``values`` is empty when the service was not reported in that year; ``last`` likewise for
    the year before.
    """

    key: str
    record: str  # key of the year's record, or blank
    year: FiscalYear
    owner: str
    service_id: str
    state: str
    state_since: str
    values: Mapping[str, str]
    last: Mapping[str, str]
    standards: tuple[StandardCard, ...]
    years: tuple[str, ...]  # every year in which it was reported, ascending
    latest_name: Bilingual  # of this year, else of the newest year that has one
    confirmed: Mapping[str, Bilingual]  # by pair, what was last declared equal in both languages

    @property
    def is_reported(self) -> bool:
        """Whether the year has a record of it."""
        return bool(self.record)

    def text(self, field: str) -> str:
        """Return a field's written form; blank when the year has no record."""
        return self.values.get(field, "")

    def both(self, pair: str) -> Bilingual:
        """Return a text in both languages."""
        return Bilingual(self.text(f"{pair}_en"), self.text(f"{pair}_fr"))

    def codes(self, field: str) -> tuple[str, ...]:
        """Return the codes of a field that holds one or several."""
        return codes(self.text(field))

    def quantity(self, field: str) -> Quantity:
        """Return a count of this year."""
        return Quantity(self.text(field))

    def last_quantity(self, field: str) -> Quantity | None:
        """Return a count of the year before; None when that year has no record."""
        return Quantity(self.last[field]) if self.last else None

    def change(self, field: str) -> float | None:
        """Return how much a count is above last year's, as a ratio."""
        last = self.last_quantity(field)
        return change_of(self.quantity(field).value, last.value if last else None)

    @property
    def total(self) -> int | None:
        """Return this year's applications over all channels; None when no channel gives a number."""
        return applications(self.values) if self.values else None


def card(workspace: Workspace, service: str, year: FiscalYear) -> ServiceCard:
    """Return the service ``service`` as ``year`` reports it.

    Raises:
        UnknownRecordError: the plan holds no such service.
    """
    known = workspace.row(SERVICE, service)
    if known is None:
        raise UnknownRecordError("service", service)
    query = select(SERVICE_RECORD).where(SERVICE_RECORD.c.service == service).order_by(SERVICE_RECORD.c.fiscal_yr)
    found = [row._asdict() for row in workspace.rows(query)]
    now = _of_year(found, str(year), own_department(workspace), known["owner_org"])
    last = _of_year(found, str(year - 1), now["owner_org"] if now else known["owner_org"])
    named = now or next((row for row in reversed(found) if row["fiscal_yr"] <= str(year)), found[-1] if found else None)
    owner = now["owner_org"] if now else known["owner_org"]
    standards = _standards(workspace, service, year, owner)
    said = _confirmed(workspace, [now["id"] if now else "", *(row["id"] for row in standards)])
    return ServiceCard(
        key=service,
        record=now["id"] if now else "",
        year=year,
        owner=owner,
        service_id=known["service_id"],
        state=known["state"],
        state_since=known["state_since"],
        values=_values(now),
        last=_values(last),
        standards=_standard_cards(service, year, standards, said),
        years=tuple(row["fiscal_yr"] for row in found),
        latest_name=Bilingual(named["service_name_en"], named["service_name_fr"]) if named else Bilingual(),
        confirmed=said.get(now["id"] if now else "", _NOTHING),
    )


def standard_card(workspace: Workspace, standard: str) -> StandardCard:
    """Return one standard of one year.

    Raises:
        UnknownRecordError: the plan holds no such standard.
    """
    found = workspace.row(STANDARD_RECORD, standard)
    if found is None:
        raise UnknownRecordError("standard_record", standard)
    said = _confirmed(workspace, [standard]).get(standard, _NOTHING)
    return StandardCard(standard, found["service"], _values(found), MappingProxyType({}), said)


_NOTHING: Final[Mapping[str, Any]] = MappingProxyType({})


def _confirmed(workspace: Workspace, records: list[str]) -> dict[str, dict[str, Bilingual]]:
    column = CONFIRMATION.c
    query = select(column.record, column.field, column.en, column.fr).where(column.record.in_(records))
    said: dict[str, dict[str, Bilingual]] = {}
    for row in workspace.rows(query):
        said.setdefault(row.record, {})[row.field] = Bilingual(row.en, row.fr)
    return said


def _of_year(found: list[Mapping[str, Any]], year: str, *owners: str) -> Mapping[str, Any] | None:
    for owner in owners:
        for row in found:
            if row["fiscal_yr"] == year and row["owner_org"] == owner:
                return row
    return None


def _values(row: Mapping[str, Any] | None) -> Mapping[str, str]:
    return MappingProxyType({name: value or "" for name, value in row.items()} if row else {})


def _standards(workspace: Workspace, service: str, year: FiscalYear, owner: str) -> list[Mapping[str, Any]]:
    query = select(STANDARD_RECORD).where(
        STANDARD_RECORD.c.service == service,
        STANDARD_RECORD.c.owner_org == owner,
        STANDARD_RECORD.c.fiscal_yr.in_((str(year), str(year - 1))),
    )
    query = query.order_by(literal_column(f"{STANDARD_RECORD.name}.rowid"))  # those without identifier as they came
    return [row._asdict() for row in workspace.rows(query)]


def _standard_cards(
    service: str, year: FiscalYear, found: list[Mapping[str, Any]], said: Mapping[str, Mapping[str, Bilingual]]
) -> tuple[StandardCard, ...]:
    last = {_known_by(row): row for row in found if row["fiscal_yr"] != str(year)}
    now = sorted((row for row in found if row["fiscal_yr"] == str(year)), key=_identifier_order)
    return tuple(
        StandardCard(
            row["id"],
            service,
            _values(row),
            _values(last.get(_known_by(row))),
            said.get(row["id"], _NOTHING),
        )
        for row in now
    )


def _known_by(row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return what names a standard from year to year: its identifier, or its words until it has one."""
    identifier = row["service_standard_id"]
    return (identifier,) if identifier else ("", row["service_standard_en"], row["service_standard_fr"])


def _identifier_order(row: Mapping[str, Any]) -> tuple[bool, int, str]:
    """Order identifiers with those not given yet last, short ones first: 99 before 100."""
    written = row["service_standard_id"]
    return (not written, len(written), written)
