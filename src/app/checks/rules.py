"""What each rule is called, why it is asked, who asks it and how heavy it is; the words are data.

Source:
    ``resources/templates/checks/rules.yaml``
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from app.checks.finding import Level
from app.registry.schema import Severity, schema
from app.resources import resource
from app.yaml_files import read_yaml
from model.bilingual import Bilingual

if TYPE_CHECKING:
    from collections.abc import Mapping


class Asker(StrEnum):
    """Who asks: the registry, the quality review of what was reported, the policy, or the program itself."""

    REGISTRY = "registry"
    REVIEW = "review"
    POLICY = "policy"
    PLAN = "plan"


@dataclass(frozen=True, slots=True)
class RuleCard:
    """One rule.

    Attributes:
        title: a short name, for headings and lists.
        why: why it is asked.
        level: how heavy a finding of it is, unless the finding says otherwise.
    """

    id: str
    asker: Asker
    title: Bilingual
    why: Bilingual
    level: Level


_BY_SEVERITY: Final = {
    Severity.REJECT: Level.ERROR,
    Severity.TEMPLATE: Level.WARNING,
    Severity.ALTERED: Level.WARNING,
    Severity.ADVICE: Level.SUGGESTION,
}


_RECORDS: Final = frozenset({"service_record", "standard_record"})
_NO_IDENTIFIER: Final = "service_without_identifier"  # the rule on the key, told once for all of a service's records


@cache
def rules() -> Mapping[str, RuleCard]:
    """Return every rule by its id."""
    found: dict[str, dict[str, Any]] = read_yaml(resource("templates", "checks", "rules.yaml"))
    return {name: _card(name, entry) for name, entry in found.items()}


def _card(name: str, entry: Mapping[str, Any]) -> RuleCard:
    level = Level(entry["level"]) if "level" in entry else _BY_SEVERITY[schema().rules[name].severity]
    title, why = (Bilingual(entry[part]["en"], entry[part]["fr"]) for part in ("title", "why"))
    return RuleCard(name, Asker(entry["source"]), title, why, level)


def is_refused_by_registry(rule: str, entity: str) -> bool:
    """Whether the registry refuses a record of which a rule has a finding on ``entity``."""
    return rule in _refused() and (entity in _RECORDS or rule == _NO_IDENTIFIER)


@cache
def _refused() -> frozenset[str]:
    rejected = {name for name, rule in schema().rules.items() if rule.severity is Severity.REJECT}
    return frozenset({*rejected, _NO_IDENTIFIER})
