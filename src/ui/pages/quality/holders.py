"""Whose standard a finding is on: many services have standards of the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.i18n import _, language
from app.inventory.holders import service_of_standard

if TYPE_CHECKING:
    from app.checks.finding import Finding
    from model.bilingual import Bilingual
    from ui.open_plan import OpenPlan

_STANDARD = "standard_record"


class Holders:
    """Names the services of standards, each read when it is first told."""

    def __init__(self, plan: OpenPlan) -> None:
        self._plan = plan
        self._names: dict[str, Bilingual] = {}

    def forget(self) -> None:
        """Read again: services may have other names."""
        self._names.clear()

    def service(self, finding: Finding) -> str:
        """Return the service that a finding's standard belongs to; blank where it is on no standard."""
        if finding.entity != _STANDARD:
            return ""
        if finding.id not in self._names:
            self._names[finding.id] = service_of_standard(self._plan.workspace, finding.id)
        return self._plan.shown(self._names[finding.id], language())

    def where(self, finding: Finding) -> str:
        """Return the record that a finding is on, with its year; of a standard the service before it."""
        service = self.service(finding)
        return (
            _("{service}: {standard}").format(service=service, standard=finding.where()) if service else finding.where()
        )
