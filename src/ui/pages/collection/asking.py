"""Leading from the table of services to a collection round that asks about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ui.pages.steps import Step
from ui.shell import Place

if TYPE_CHECKING:
    from ui.pages.inventory.commands import Inventory

VIEW: Final = "collection"
ASK: Final = "ask"
"""The entity of a place that opens a round for some services: their keys, between blanks."""


def ask_owners(page: Inventory) -> None:
    """Open a round for the services that the table shows."""
    page.shell.go(Step.INVENTORY, Place(ASK, " ".join(page.list.shown_keys()), view=VIEW))
