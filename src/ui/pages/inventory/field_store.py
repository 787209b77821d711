"""What fields hold in the year that the window shows, read when a column, a filter or a sum first asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from app.inventory.list_fields import field_values

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from ui.open_plan import OpenPlan

_AT_ONCE: Final = 400  # services of which fields are read while the window draws a breath


class FieldStore:
    """Written forms by field and service; whoever was given a field sees what is read again.

    ``in_sight`` tells the services on the screen: what they hold is read before a field is read whole.
    """

    def __init__(self, plan: OpenPlan) -> None:
        self._plan = plan
        self._held: dict[str, dict[str, str]] = {}
        self._numbers: dict[str, dict[str, int]] = {}  # of counts, made when they are first added up
        self._glanced: dict[str, dict[str, str]] = {}  # of fields that are not read whole, blanks too
        self._touched: list[str] = []  # services that were read again, one after the other
        self.in_sight: Callable[[], Iterable[str]] = tuple

    def is_held(self, field: str) -> bool:
        """Whether a field is read whole."""
        return field in self._held

    def values(self, field: str) -> Mapping[str, str]:
        """Return what a field holds, by service; blanks are left out."""
        if field not in self._held:
            self._held |= field_values(self._plan.workspace, self._plan.year, (field,))
        return self._held[field]

    def written(self, field: str, service: str) -> str:
        """Return what a field of one service holds."""
        held = self._held.get(field)
        if held is not None:
            return held.get(service, "")
        glanced = self._glanced.setdefault(field, {})
        if service not in glanced:
            keys = {service, *self.in_sight()}
            read = field_values(self._plan.workspace, self._plan.year, (field,), keys)[field]
            glanced.update((key, read.get(key, "")) for key in keys)
        return glanced[service]

    def numbers(self, field: str) -> Mapping[str, int]:
        """Return the numbers in a field that holds counts, by service."""
        if field not in self._numbers:
            self._numbers[field] = {key: int(told) for key, told in self.values(field).items() if told[-1].isdigit()}
        return self._numbers[field]

    def reading(self, fields: Iterable[str], services: Sequence[str]) -> Iterator[None]:
        """Read several fields whole, piece by piece."""
        missing = [field for field in fields if field not in self._held]
        if not missing:
            return
        plan, touched, found = self._plan, self._touched, {field: dict[str, str]() for field in missing}
        year, seen = plan.year, len(touched)
        for at in range(0, len(services), _AT_ONCE):
            self._add(found, field_values(plan.workspace, year, missing, services[at : at + _AT_ONCE]))
            yield
            if self._touched is not touched:
                return  # everything was forgotten
        if changed := set(touched[seen:]):
            _take(found, field_values(plan.workspace, year, missing, changed), changed)
        for field in missing:
            self._held.setdefault(field, found[field])
            self._glanced.pop(field, None)

    @staticmethod
    def _add(found: dict[str, dict[str, str]], read: Mapping[str, Mapping[str, str]]) -> None:
        for field, held in read.items():
            found[field].update(held)

    def refresh(self, services: Collection[str]) -> None:
        """Read again what is held of these services."""
        self._numbers.clear()
        self._glanced.clear()
        self._touched += services
        if self._held:
            read = field_values(self._plan.workspace, self._plan.year, tuple(self._held), services)
            _take(self._held, read, services)

    def forget(self) -> None:
        """Read everything again when it is asked for: the year or the whole list is another one."""
        self._touched = []
        for kept in (self._numbers, self._glanced, self._held):
            kept.clear()


def _take(held: Mapping[str, dict[str, str]], read: Mapping[str, Mapping[str, str]], services: Iterable[str]) -> None:
    """Hold of these services what was read of them, and nothing else."""
    for field, values in held.items():
        for service in services:
            if service in read[field]:
                values[service] = read[field][service]
            else:
                values.pop(service, None)
