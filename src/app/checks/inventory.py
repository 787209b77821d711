"""Findings on one service: its records of all years, their standards, its place among priority services.

Source:
    The registry's rules, and the quality review that the Treasury Board Secretariat publishes.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from app.checks.finding import Fact, FieldName, Finding
from app.checks.making import INVENTORY, finding, on_record
from app.checks.settings import DEFAULT_THRESHOLD
from app.checks.texts import record_texts
from app.checks.variation import variations
from app.indicators.inventory import is_recent
from app.inventory.facts import ServiceFacts, StandardFacts, codes
from app.registry.code_lists import ProgramState
from app.registry.derived import whole_number
from app.registry.rules import Breach, Context, breaches
from app.registry.schema import FieldKind, Kind, schema
from app.steps import Step
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.registry.code_lists import ProgramList

_PROGRAM_STATES = {
    "program_not_of_department": ProgramState.OTHER_DEPARTMENT,
    "program_expired": ProgramState.EXPIRED,
}

_parsed = lru_cache(maxsize=64)(FiscalYear.parse)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules look at beside one service.

    Attributes:
        last_year: the last fiscal year of the plan.
        working_year: the year whose priority services are looked at.
        priority: keys of the priority services, by fiscal year as written.
        with_initiative: keys of the services that an initiative works on.
        other_owners: another department that uses the same identifier, by key of the service.
        twins: by key of the service, the department and year of each record that has its identifier too.
        review_years: how many years may pass between two reviews of a priority service; None asks for none.
        threshold: from how many standard deviations on a volume stands out.
    """

    last_year: FiscalYear
    working_year: FiscalYear
    programs: ProgramList
    priority: Mapping[str, frozenset[str]]
    with_initiative: frozenset[str]
    other_owners: Mapping[str, str]
    twins: Mapping[str, frozenset[tuple[str, str]]]
    review_years: int | None
    threshold: float = DEFAULT_THRESHOLD


@dataclass(frozen=True, slots=True)
class History:
    """One service with everything that was reported of it, the earliest year first.

    Attributes:
        confirmed: both sides of each text as they were when they were declared equal, by record and field.
    """

    service: Mapping[str, Any]
    records: Sequence[Mapping[str, Any]]
    standards: Sequence[Mapping[str, Any]]
    confirmed: Mapping[tuple[str, str], tuple[str, str]]

    def of(self, department: str) -> History:
        """Return the service as one department reported it."""
        records, standards = (
            [row for row in rows if row["owner_org"] == department] for rows in (self.records, self.standards)
        )
        return replace(self, records=records, standards=standards)


def facts_of(history: History, around: Surroundings) -> tuple[ServiceFacts, ...]:
    """Return the service year by year, as the rules and the indicators see it."""
    key = history.service["id"]
    found = []
    for record in history.records:
        standards = tuple(StandardFacts(standard) for standard in _standards_of(history, record))
        is_priority = key in around.priority.get(record["fiscal_yr"], ())
        found.append(ServiceFacts(key, record, standards, is_priority))
    return tuple(found)


def service_findings(history: History, reported: Sequence[ServiceFacts], around: Surroundings) -> Iterator[Finding]:
    """Yield every finding on a service.

    Args:
        history: the service and its rows.
        reported: what ``facts_of`` says of it.
        around: what lies beside it.
    """
    yield from _identity(history, around)
    years = {(record["owner_org"], record["fiscal_yr"]) for record in history.records}
    twins = around.twins.get(history.service["id"], frozenset())
    for facts in reported:
        record = facts.record
        yield from _registry_rules(Kind.SERVICE, record, Context(record["owner_org"], around.programs, shown_only=True))
        if (record["owner_org"], record["fiscal_yr"]) in twins:
            yield on_record("duplicate_key", "service_record", record, "service_id")
        yield from _years("service_record", record, around)
        yield from _record_rules(facts)
        if facts.is_priority:
            yield from _priority_rules(facts, around)
        yield from record_texts("service_record", record, history.confirmed)
    for standard in history.standards:
        has_service = (standard["owner_org"], standard["fiscal_yr"]) in years
        context = Context(standard["owner_org"], around.programs, has_service=has_service, shown_only=True)
        yield from _registry_rules(Kind.STANDARD, standard, context)
        yield from _years("standard_record", standard, around)
        if not standard["total_volume"].strip():
            yield on_record("no_standard_volume", "standard_record", standard, "total_volume")
        yield from record_texts("standard_record", standard, history.confirmed)
    yield from _volumes_over_years(reported, around.threshold)


def _standards_of(history: History, record: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    place = (record["owner_org"], record["fiscal_yr"])
    return [standard for standard in history.standards if (standard["owner_org"], standard["fiscal_yr"]) == place]


def _identity(history: History, around: Surroundings) -> Iterator[Finding]:
    service = history.service
    latest = history.records[-1] if history.records else {}
    name = Bilingual(latest.get("service_name_en", ""), latest.get("service_name_fr", ""))
    if not service["service_id"].strip() and history.records:
        yield finding(
            "service_without_identifier", "service", service["id"], field="service_id", subject=name,
            documents=(INVENTORY,), step=Step.INVENTORY,
        )  # fmt: skip
    other = around.other_owners.get(service["id"])
    if other is not None:
        yield finding(
            "service_id_reused", "service", service["id"], field="service_id", subject=name,
            documents=(INVENTORY,), step=Step.INVENTORY, facts={"value": service["service_id"], "department": other},
        )  # fmt: skip


def _registry_rules(kind: Kind, record: Mapping[str, Any], context: Context) -> Iterator[Finding]:
    for breach in breaches(kind, record, context):
        if breach.field == "service_id" and breach.rule == "required":
            continue  # told once, as service_without_identifier
        name = breach.field if breach.rule != "derived_value" else f"published_{breach.field}"
        yield on_record(breach.rule, kind.table, record, name, facts=_facts_of(kind, record, breach, context))


def _facts_of(kind: Kind, record: Mapping[str, Any], breach: Breach, context: Context) -> dict[str, Fact]:
    if breach.rule in _PROGRAM_STATES:
        state, year = _PROGRAM_STATES[breach.rule], record["fiscal_yr"]
        wrong = [
            code for code in codes(breach.value) if context.programs.state(code, context.department, year) is state
        ]
        return {"value": ", ".join(wrong)}
    known = schema().resource(kind).fields[breach.field]
    return {
        "value": _number_or_text(breach.value) if known.kind is FieldKind.VOLUME else breach.value,
        "field": known.label,
        "limit": known.max_length or 0,
        "total": _number_or_text(record.get("total_volume", "")),
    }


def _number_or_text(written: str) -> int | str:
    """Return a number, which a sentence groups as its language does, unless it was written in a form of its own."""
    number = whole_number(written)
    return written if number is None or str(number) != written else number


def _years(entity: str, record: Mapping[str, Any], around: Surroundings) -> Iterator[Finding]:
    if _parsed(record["fiscal_yr"]) > around.last_year:
        yield on_record("fiscal_year_out_of_scope", entity, record, "fiscal_yr", facts={"last": around.last_year})


def _record_rules(service: ServiceFacts) -> Iterator[Finding]:
    record, reported = service.record, service.transactions
    of_standards = sum(_number(standard.record["total_volume"]) for standard in service.standards)
    if of_standards and not reported:
        yield on_record(
            "standard_volume_without_service_volume", "service_record", record, "num_applications_online",
            facts={"count": of_standards},
        )  # fmt: skip
    if not service.applications:
        yield on_record("no_application_volume", "service_record", record, "num_applications_online")
    yield from _contradictions(record)


def _contradictions(record: Mapping[str, Any]) -> Iterator[Finding]:
    channels = codes(record["client_feedback_channel"])
    is_online = record["os_issue_resolution_feedback"] == "Y"
    if is_online != ("ONL" in channels):
        variant = "" if is_online else "not_online"
        yield on_record("feedback_contradiction", "service_record", record, "client_feedback_channel", variant=variant)
    has_businesses = "ECONOM" in codes(record["client_target_groups"])
    number = record["cra_bn_identifier_usage"]
    if has_businesses == (number == "NA"):
        variant = "" if has_businesses else "no_businesses"
        yield on_record(
            "business_number_applicability", "service_record", record, "cra_bn_identifier_usage", variant=variant
        )


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() else 0


def _volumes_over_years(reported: Sequence[ServiceFacts], threshold: float) -> Iterator[Finding]:
    for found in variations(reported, threshold):
        rule = "no_volume_variation" if found.is_flat else "extreme_volume_variation"
        facts: dict[str, Fact] = {"volume": found.applications, "mean": round(found.mean), "count": found.same}
        yield on_record(rule, "service_record", found.record, "num_applications_online", facts=facts)
        if not found.is_explained:
            note: dict[str, Fact] = {"note": FieldName("service_record", "volume_note")}
            yield on_record("volume_unexplained", "service_record", found.record, "volume_note", facts=note)


def _priority_rules(service: ServiceFacts, around: Surroundings) -> Iterator[Finding]:
    record, year = service.record, _parsed(service.record["fiscal_yr"])
    has_initiative = service.key in around.with_initiative
    if "N" in service.points and not record["offline_reason"] and not has_initiative:
        yield on_record("offline_point_without_reason", "service_record", record, "offline_reason")
    if year != around.working_year:
        return
    years = around.review_years
    if years is not None and not is_recent(service, "last_service_review", year, years):
        facts: dict[str, Fact] = {"years": years}
        yield on_record("priority_review_overdue", "service_record", record, "last_service_review", facts=facts)
    if not service.standards:
        yield on_record("priority_without_standard", "service_record", record, "standards")
    elif not all(
        standard.is_published(pair, external=service.is_external)
        for standard in service.standards
        for pair in ("standards_targets_uri", "performance_results_uri")
    ):
        yield on_record("priority_not_published", "service_record", record, "standards")
    authenticated = service.is_external and service.authentication_applies
    if authenticated and not service.is_end_to_end and not has_initiative:
        yield on_record("authenticated_not_online", "service_record", record, "os_authentication")
