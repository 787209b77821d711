"""What can be done with the year's inventory as a whole, listed in the page's menu and in the search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from app.i18n import _
from ui.pages.inventory.asking import ask_owners
from ui.pages.inventory.carry_dialog import carry_year
from ui.pages.inventory.export_flow import export_inventory

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.pages.inventory.command_host import Inventory

COMMAND: Final = "command"  # the entity of a place that runs a command by its id


@dataclass(frozen=True, slots=True)
class InventoryCommand:
    """One command.

    Attributes:
        id: key of ``Place(COMMAND, id)``, by which the search runs it.
        icon: name of its icon.
        words: what it is called, in the interface language.
        do: gets the page, which is shown.
        changes: it changes the plan: greyed while that is open for reading only.
    """

    id: str
    icon: str
    words: Callable[[], str]
    do: Callable[[Inventory], object]
    changes: bool = True


COMMANDS: Final[tuple[InventoryCommand, ...]] = (
    InventoryCommand("carry", "calendar-plus", lambda: _("Carry the year forward…"), carry_year),
    InventoryCommand("export", "file-down", lambda: _("Export…"), export_inventory, changes=False),
    InventoryCommand("ask", "mail", lambda: _("Ask owners about these services…"), ask_owners),
)


def run_command(page: Inventory, name: str) -> bool:
    """Run a command by its id, and return whether there is one that may run."""
    for command in COMMANDS:
        if command.id == name and not (command.changes and page.plan.read_only):
            command.do(page)
            return True
    return False
