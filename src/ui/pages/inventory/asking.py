"""Leading from the table of services to a collection round that asks about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.pages.collection_place import ASK, VIEW
from ui.pages.steps import Step
from ui.shell import Place

if TYPE_CHECKING:
    from ui.pages.inventory.command_host import Inventory


def ask_owners(page: Inventory) -> None:
    """Open a round for the services that the table shows."""
    page.shell.go(Step.INVENTORY, Place(ASK, " ".join(page.list.shown_keys()), view=VIEW))
