"""Findings on one service: its records of all years, their standards, its place among priority services.

Source:
    The registry's rules, and the quality review that the Treasury Board Secretariat publishes.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import mean, pstdev
from typing import TYPE_CHECKING, Any

from app.checks.finding import Fact, FieldName, Finding
from app.checks.making import INVENTORY, finding, on_record
from app.indicators.inventory import is_recent
from app.inventory.facts import TRANSACTION_COUNTS, ServiceFacts, StandardFacts, codes
from app.registry.derived import whole_number
from app.registry.rules import Breach, Context, breaches
from app.registry.schema import FieldKind, Kind, schema
from app.steps import Step
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.inventory import APPLICATION_COUNTS
from model.quantity import QuantityState

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.registry.code_lists import ProgramList

UNUSUAL_DEVIATIONS = 3.0
"""Standard deviations from the mean of the earlier years beyond which a volume stands out."""

_YEARS_TO_COMPARE = 3
_YEARS_OF_A_FLAT_LINE = 4


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What the rules look at beside one service.

    Attributes:
        last_year: the last fiscal year of the plan.
        working_year: the year whose priority services are looked at.
        priority: keys of the priority services, by fiscal year as written.
        with_initiative: keys of the services that an initiative works on.
        other_owners: departments that use the same identifier, by key of the service.
        review_years: how many years may pass between two reviews of a priority service; None asks for none.
    """

    last_year: FiscalYear
    working_year: FiscalYear
    programs: ProgramList
    priority: Mapping[str, frozenset[str]]
    with_initiative: frozenset[str]
    other_owners: Mapping[str, str]
    review_years: int | None


@dataclass(frozen=True, slots=True)
class History:
    """One service with everything that was reported of it, the earliest year first."""

    service: Mapping[str, Any]
    records: Sequence[Mapping[str, Any]]
    standards: Sequence[Mapping[str, Any]]


def service_findings(history: History, around: Surroundings) -> Iterator[Finding]:
    """Yield every finding on a service."""
    yield from _identity(history, around)
    years = {(record["owner_org"], record["fiscal_yr"]) for record in history.records}
    for record in history.records:
        yield from _registry_rules(Kind.SERVICE, record, Context(record["owner_org"], around.programs))
        yield from _years("service_record", record, around)
        yield from _record_rules(record, _standards_of(history, record))
        yield from _priority_rules(history, record, around)
    for standard in history.standards:
        has_service = (standard["owner_org"], standard["fiscal_yr"]) in years
        context = Context(standard["owner_org"], around.programs, has_service=has_service)
        yield from _registry_rules(Kind.STANDARD, standard, context)
        yield from _years("standard_record", standard, around)
        if not standard["total_volume"].strip():
            yield on_record("no_standard_volume", "standard_record", standard, "total_volume")
    yield from _volumes_over_years(history.records)


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
    for breach in breaches(kind, _without_invisible(record), context):
        if breach.field == "service_id" and breach.rule == "required":
            continue  # told once, as service_without_identifier
        name = breach.field if breach.rule != "derived_value" else f"published_{breach.field}"
        yield on_record(breach.rule, kind.table, record, name, facts=_facts_of(kind, record, breach))


def _without_invisible(record: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a record in which texts that show nothing are blank, though the registry takes a no-break space."""
    blank = {name: "" for name, value in record.items() if isinstance(value, str) and value.isspace()}
    return {**record, **blank} if blank else record


def _facts_of(kind: Kind, record: Mapping[str, Any], breach: Breach) -> dict[str, Fact]:
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
    if FiscalYear.parse(record["fiscal_yr"]) > around.last_year:
        yield on_record("fiscal_year_out_of_scope", entity, record, "fiscal_yr", facts={"last": around.last_year})


def _record_rules(record: Mapping[str, Any], standards: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    service = ServiceFacts(record["service"], record)
    reported, applications = service.volume(*TRANSACTION_COUNTS), service.applications
    of_standards = sum(_number(standard["total_volume"]) for standard in standards)
    if of_standards and not reported:
        yield on_record(
            "standard_volume_without_service_volume", "service_record", record, "num_applications_online",
            facts={"count": of_standards},
        )  # fmt: skip
    if not applications:
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


def _volumes_over_years(records: Sequence[Mapping[str, Any]]) -> Iterator[Finding]:
    every = (ServiceFacts(record["service"], record) for record in records)
    facts = [fact for fact in every if fact.applications or fact.states(APPLICATION_COUNTS) == {QuantityState.NUMBER}]
    for index, fact in enumerate(facts):
        earlier = [other.applications for other in facts[:index]]
        now = fact.applications
        flat = now and earlier.count(now) + 1 >= _YEARS_OF_A_FLAT_LINE
        swings = len(earlier) >= _YEARS_TO_COMPARE and abs(now - mean(earlier)) > UNUSUAL_DEVIATIONS * pstdev(earlier)
        if flat:
            yield on_record(
                "no_volume_variation", "service_record", fact.record, "num_applications_online",
                facts={"volume": now, "count": earlier.count(now) + 1},
            )  # fmt: skip
        elif swings:
            yield on_record(
                "extreme_volume_variation", "service_record", fact.record, "num_applications_online",
                facts={"volume": now, "mean": round(mean(earlier))},
            )  # fmt: skip
        if (flat or swings) and not (fact.record["volume_note_en"] + fact.record["volume_note_fr"]).strip():
            note: dict[str, Fact] = {"note": FieldName("service_record", "volume_note")}
            yield on_record("volume_unexplained", "service_record", fact.record, "volume_note", facts=note)


def _priority_rules(history: History, record: Mapping[str, Any], around: Surroundings) -> Iterator[Finding]:
    key, year = history.service["id"], FiscalYear.parse(record["fiscal_yr"])
    if key not in around.priority.get(record["fiscal_yr"], ()):
        return
    service = ServiceFacts(key, record, tuple(StandardFacts(s) for s in _standards_of(history, record)), True)
    has_initiative = key in around.with_initiative
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
