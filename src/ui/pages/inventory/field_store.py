"""What fields hold in the year that the window shows, read when a column, a filter or a sum first asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.inventory.list_fields import field_values

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from ui.open_plan import OpenPlan


class FieldStore:
    """Written forms by field and service; whoever was given a field sees what is read again."""

    def __init__(self, plan: OpenPlan) -> None:
        self._plan = plan
        self._held: dict[str, dict[str, str]] = {}
        self._numbers: dict[str, dict[str, int]] = {}  # of counts, made when they are first added up

    def values(self, field: str) -> Mapping[str, str]:
        """Return what a field holds, by service; blanks are left out."""
        if field not in self._held:
            self.load((field,))
        return self._held[field]

    def numbers(self, field: str) -> Mapping[str, int]:
        """Return the numbers in a field that holds counts, by service."""
        if field not in self._numbers:
            self._numbers[field] = {key: int(told) for key, told in self.values(field).items() if told[-1].isdigit()}
        return self._numbers[field]

    def load(self, fields: Iterable[str]) -> None:
        """Read several fields at once."""
        missing = [field for field in fields if field not in self._held]
        if missing:
            self._held.update(field_values(self._plan.workspace, self._plan.year, missing))

    def refresh(self, services: Collection[str]) -> None:
        """Read again what is held of these services."""
        if not self._held:
            return
        self._numbers.clear()
        fresh = field_values(self._plan.workspace, self._plan.year, tuple(self._held), services)
        for field, held in self._held.items():
            for service in services:
                if service in fresh[field]:
                    held[service] = fresh[field][service]
                else:
                    held.pop(service, None)

    def forget(self) -> None:
        """Read everything again when it is asked for: the year or the whole list is another one."""
        self._numbers.clear()
        for field, fresh in field_values(self._plan.workspace, self._plan.year, tuple(self._held)).items():
            self._held[field].clear()
            self._held[field].update(fresh)
