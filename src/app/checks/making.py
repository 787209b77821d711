"""Makes findings: which level a rule has, which documents a field bears on, in which step it is mended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from app.checks.finding import Fact, Finding, Level
from app.checks.rules import rules
from app.steps import step_of
from model.bilingual import Bilingual
from model.fiscal_year import FiscalYear
from model.inventory import COUNTS, INTERACTION_POINTS
from model.language import Language

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.steps import Step

INVENTORY, STRATEGY, PRIORITIES, ASSESSMENT, BRIEF = "inventory", "strategy", "priorities", "assessment", "brief"

_NAMES: Final = frozenset({"service_name_en", "service_name_fr"})
_COUNTED: Final = frozenset(
    {"service_scope", "target", "volume_meeting_target", "total_volume", *INTERACTION_POINTS, *COUNTS}
)
"""Fields of records from which the figures of self-assessment and brief are computed."""

_IN_STRATEGY: Final = frozenset(
    {
        "program_id", "service_type", "client_target_groups", "service_standard_en", "service_standard_fr",
        "offline_note_en", "offline_note_fr", "os_comments_client_interaction_en", "os_comments_client_interaction_fr",
        *_NAMES, *_COUNTED,
    }
)  # fmt: skip
"""Fields of records that the strategy prints or counts."""

PRINTED: Final[dict[str, tuple[str, ...]]] = {
    "plan": (STRATEGY, INVENTORY, PRIORITIES, ASSESSMENT, BRIEF),
    "department": (STRATEGY, INVENTORY, PRIORITIES, ASSESSMENT, BRIEF),
    "program": (STRATEGY, INVENTORY),
    "service_record": (INVENTORY,),
    "standard_record": (INVENTORY,),
    "score": (PRIORITIES,),
    "decision": (PRIORITIES, STRATEGY),
    "section": (STRATEGY,),
    "objective": (STRATEGY, ASSESSMENT),
    "initiative": (STRATEGY, ASSESSMENT, BRIEF),
    "engagement_approach": (STRATEGY,),
    "mandatory_service": (STRATEGY,),
    "rating": (ASSESSMENT,),
    "evidence": (ASSESSMENT, STRATEGY),
    "corrective_action": (ASSESSMENT,),
}
"""Which documents print the texts of an entity; a note is printed by none."""


_BY_ENDING: Final = {"_en": Language.EN, "_fr": Language.FR}


def level_of(rule: str) -> Level:
    """Return how heavy a rule is."""
    return rules()[rule].level


def documents_of(entity: str, field: str) -> tuple[str, ...]:
    """Return the documents on whose pages a field bears."""
    printed = PRINTED.get(entity, ())
    if entity not in {"service_record", "standard_record"} or field not in _IN_STRATEGY:
        return printed
    if field in _NAMES:
        return (*printed, STRATEGY, PRIORITIES, ASSESSMENT)
    return (*printed, STRATEGY, ASSESSMENT, BRIEF) if field in _COUNTED else (*printed, STRATEGY)


def finding(
    rule: str,
    entity: str,
    key: str,
    *,
    field: str = "",
    lang: Language | None = None,
    year: FiscalYear | None = None,
    subject: Bilingual | None = None,
    documents: tuple[str, ...] | None = None,
    step: Step | None = None,
    level: Level | None = None,
    variant: str = "",
    facts: Mapping[str, Fact] | None = None,
) -> Finding:
    """Return a finding; what is not given follows from rule, entity and field."""
    return Finding(
        level=level or level_of(rule),
        rule=rule,
        entity=entity,
        id=key,
        field=field,
        lang=lang,
        year=year,
        documents=documents_of(entity, field) if documents is None else documents,
        subject=subject or Bilingual(),
        step=step or step_of(entity),
        words=f"{rule}.{variant}" if variant else rule,
        facts=tuple((facts or {}).items()),
    )


def on_record(
    rule: str,
    entity: str,
    record: Mapping[str, Any],
    field: str,
    *,
    variant: str = "",
    facts: Mapping[str, Fact] | None = None,
) -> Finding:
    """Return a finding on a service record or a standard of a year."""
    name = "service_name" if entity == "service_record" else "service_standard"
    return finding(
        rule,
        entity,
        record["id"],
        field=field,
        lang=_language_of(field),
        year=FiscalYear.parse(record["fiscal_yr"]),
        subject=Bilingual(record[f"{name}_en"], record[f"{name}_fr"]),
        variant=variant,
        facts={"value": str(record.get(field) or "")} | dict(facts or {}),
    )


def _language_of(field: str) -> Language | None:
    return _BY_ENDING.get(field[-3:])
