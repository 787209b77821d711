"""Whose standard a finding is on: many services have standards of the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.i18n import _, language
from app.inventory.holders import services_of_standards
from app.pieces import parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.checks.finding import Finding
    from model.bilingual import Bilingual
    from ui.open_plan import OpenPlan

_STANDARD: Final = "standard_record"
_AT_ONCE: Final = 400  # findings of which the services are read in one piece


class Holders:
    """Names the services of standards; those that were not read before are read when they are first told."""

    def __init__(self, plan: OpenPlan) -> None:
        self._plan = plan
        self._names: dict[str, Bilingual] = {}

    def forget(self) -> None:
        """Read again: services may have other names."""
        self._names = {}

    def learn(self, findings: Iterable[Finding]) -> None:
        """Read the services of these findings, which are told together."""
        wanted = {one.id for one in findings if one.entity == _STANDARD} - self._names.keys()
        self._names |= services_of_standards(self._plan.workspace, wanted)

    def learning(self, findings: Sequence[Finding]) -> Iterator[None]:
        """Do the same for very many, some at a time."""
        for some in parts(findings, _AT_ONCE):
            self.learn(some)
            yield

    def service(self, finding: Finding) -> str:
        """Return the service that a finding's standard belongs to; blank where it is on no standard."""
        if finding.entity != _STANDARD:
            return ""
        if finding.id not in self._names:
            self.learn((finding,))
        return self._plan.shown(self._names[finding.id], language())

    def where(self, finding: Finding) -> str:
        """Return the record that a finding is on, with its year; of a standard the service before it."""
        service = self.service(finding)
        return (
            _("{service}: {standard}").format(service=service, standard=finding.where()) if service else finding.where()
        )
