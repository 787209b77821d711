"""Which services the table shows: reported or not, of which scope, with findings or priority."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup

from app.i18n import _, ngettext
from app.registry.schema import choices
from ui.pages.inventory import words
from ui.widgets.button import MenuButton, menu_action

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QAction

    from app.inventory.rows import ServiceRow
    from ui.widgets.finding_chip import Level
    from ui.widgets.texts import Words

STATES: Final = ("reported", "unreported", "retired", "every")
REPORTED, UNREPORTED, RETIRED, EVERY = STATES


@dataclass(frozen=True)
class ServiceFilter:
    """What is let through; by default every service that the year reports."""

    state: str = REPORTED
    scopes: frozenset[str] = field(default_factory=frozenset)  # empty: any
    with_findings: bool = False
    priority_only: bool = False

    def count(self) -> int:
        """Return how many of its parts narrow the list."""
        return (self.state != REPORTED) + bool(self.scopes) + self.with_findings + self.priority_only

    def lets_through(self, row: ServiceRow, level: Level | None) -> bool:
        """Return whether a service is shown."""
        return (
            self._state_fits(row)
            and (not self.scopes or not self.scopes.isdisjoint(row.scope))
            and (not self.with_findings or level is not None)
            and (not self.priority_only or row.priority)
        )

    def _state_fits(self, row: ServiceRow) -> bool:
        if self.state == REPORTED:
            return row.reported
        if self.state == UNREPORTED:
            return not row.reported and row.state == "active"
        return row.state == "retired" if self.state == RETIRED else True


class FilterButton(MenuButton):
    """Opens the filter; says how many of its parts are on."""

    changed = Signal(object)  # ServiceFilter

    def __init__(self) -> None:
        self.value = ServiceFilter()
        super().__init__(self.words, icon="list-filter")
        self._build()

    def set_value(self, value: ServiceFilter) -> None:
        """Filter by ``value``, and tell it."""
        if value != self.value:
            self.value = value
            self.say(self.words)
            self._tick()
            self.changed.emit(value)

    def words(self) -> str:
        """Return the words of the button: how many parts of the filter are on."""
        on = self.value.count()
        return ngettext("Filter ({count})", "Filter ({count})", on).format(count=on) if on else _("Filter")

    def _build(self) -> None:
        menu, states = self.menu(), QActionGroup(self)
        self._ticks: list[tuple[QAction, Callable[[], bool]]] = []
        for state in STATES:
            states.addAction(
                self._add(partial(_state_words, state), partial(self._with_state, state), partial(self._is, state))
            )
        menu.addSeparator()
        for choice in choices("service_scope"):
            code = choice.code
            self._add(partial(words.scope_words, (code,)), partial(self._with_scope, code), partial(self._has, code))
        menu.addSeparator()
        self._add(lambda: _("With findings"), self._with_findings, lambda: self.value.with_findings)
        self._add(lambda: _("Priority services"), self._with_priority, lambda: self.value.priority_only)
        menu.addSeparator()
        menu_action(menu, lambda: _("Clear the filter"), icon="x", do=lambda: self.set_value(ServiceFilter()))
        menu.aboutToShow.connect(self._tick)

    def _add(self, told: Words, changed: Callable[[], ServiceFilter], holds: Callable[[], bool]) -> QAction:
        action = menu_action(self.menu(), told, do=lambda: self.set_value(changed()))
        action.setCheckable(True)
        self._ticks.append((action, holds))
        return action

    def _tick(self) -> None:
        for action, holds in self._ticks:
            action.setChecked(holds())

    def _with_state(self, state: str) -> ServiceFilter:
        return replace(self.value, state=state)

    def _with_scope(self, code: str) -> ServiceFilter:
        return replace(self.value, scopes=self.value.scopes ^ {code})

    def _with_findings(self) -> ServiceFilter:
        return replace(self.value, with_findings=not self.value.with_findings)

    def _with_priority(self) -> ServiceFilter:
        return replace(self.value, priority_only=not self.value.priority_only)

    def _is(self, state: str) -> bool:
        return self.value.state == state

    def _has(self, code: str) -> bool:
        return code in self.value.scopes


def _state_words(state: str) -> str:
    told = {
        REPORTED: _("Reported this year"),
        UNREPORTED: _("Not reported this year"),
        RETIRED: _("Retired"),
        EVERY: _("Every service"),
    }
    return told[state]
