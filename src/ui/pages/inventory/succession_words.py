"""What became of a service and what it came of, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.formats import format_year
from app.i18n import _
from app.inventory.succession import MERGE, SPLIT, service_names, successions
from app.registry.code_lists import department

if TYPE_CHECKING:
    from app.inventory.succession import SuccessionCard
    from model.bilingual import Bilingual
    from ui.pages.inventory.record_model import RecordModel


def succession_words(kind: str) -> str:
    """Return what a service can become, as the menu offers it."""
    return {"merge": _("Merge…"), "split": _("Split…"), "transfer": _("Transfer…")}[kind]


def succession_facts(model: RecordModel, service: str) -> tuple[str, ...]:
    """Return one short fact for each thing that became of a service, the latest first."""
    found = successions(model.plan.workspace, service)
    names = service_names(model.plan.workspace, {one.to_service for one in found} | {one.from_service for one in found})
    return tuple(_fact(model, one, service, names) for one in found)


def _fact(model: RecordModel, one: SuccessionCard, service: str, names: dict[str, Bilingual]) -> str:
    year = format_year(one.year)
    is_old = one.from_service == service
    other = names.get(one.to_service if is_old else one.from_service)
    name = model.shown_name(other) if other is not None else ""
    name = name or _("No name yet")
    if one.kind == MERGE:
        words = _("Merged into “{name}” in {year}") if is_old else _("Took over “{name}” in {year}")
    elif one.kind == SPLIT:
        words = _("“{name}” was split off in {year}") if is_old else _("Split from “{name}” in {year}")
    else:
        words, name = _("Transferred to {name} in {year}"), _department(model, one.to_org)
    return words.format(name=name, year=year)


def _department(model: RecordModel, code: str) -> str:
    found = department(code)
    return model.shown_name(found.name) if found is not None else code
